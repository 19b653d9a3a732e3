/**
 * What studies counted, in people of 100: how many were much better (score down by half or more), how many were well
 * (few or no symptoms left), how many fell back.
 *
 * Only what was read in a source. Arms stand apart; a difference has the interval its own paper gives.
 *
 * @source clinical basis 6.1 and 6.2
 */
import { sourced, trial } from '#clinical/sources.ts';
import type { Range } from './interval.ts';
import type { Reference } from './literature.ts';

/** `people`: how many stood in this group, where that was read. */
export type Group = { readonly per100: number; readonly people?: number };

export type Outcome = {
  readonly reference: Reference;
  /** Everybody in the study. */
  readonly people: number;
  readonly active: Group;
  readonly control?: Group;
  /** After so many weeks. */
  readonly weeks?: number;
  /** The difference per 100, as its paper gives it. */
  readonly difference?: Range;
};

const percent = '%';
export const afterOneInfusion = sourced(
  'One infusion, ketamine groups only: hours after it, much better, well',
  {
    reference: 'han2016',
    studies: 9,
    people: 368,
    at: [
      { hours: 24, muchBetter: 52.2, well: 20.6 },
      { hours: 72, muchBetter: 47.9, well: 23.8 },
      { hours: 168, muchBetter: 39.8, well: 26.2 },
    ],
  } as const,
  percent,
  trial('clinical basis 6.1 [S72]'),
);

export const sprayOverTime = sourced(
  'Esketamine spray and a new pill against an empty spray and a new pill, two studies: much better on two days',
  {
    reference: 'turkoz2021',
    people: 518,
    at: [
      { day: 2, active: { per100: 17.3, people: 318 }, control: { per100: 9.4, people: 203 } },
      { day: 28, active: { per100: 58.7, people: 310 }, control: { per100: 45.2, people: 208 } },
    ],
    /** Of those not much better on the first of these days. */
    notAtFirst: { active: 54.9, control: 44.3 },
  } as const,
  percent,
  trial('clinical basis 6.1, 1.7 [S68], with the people of each group from its abstract'),
);

export const sprayMuchBetter = sourced(
  'TRANSFORM-2, day 28: much better',
  {
    reference: 'transformTables',
    weeks: 4,
    people: 223,
    active: { per100: 69.3, people: 114 },
    control: { per100: 52.0, people: 109 },
    difference: { from: 4.01, to: 30.6 },
  } satisfies Outcome,
  percent,
  trial('clinical basis 6.1 [S103]'),
);
export const sprayWell = sourced(
  'TRANSFORM-2, day 28: well',
  {
    reference: 'transformTables',
    weeks: 4,
    people: 223,
    active: { per100: 52.5, people: 114 },
    control: { per100: 31.0, people: 109 },
    difference: { from: 8.17, to: 34.78 },
  } satisfies Outcome,
  percent,
  trial('clinical basis 6.1 [S103]'),
);
/**
 * The change of the score was what this study was planned to show, the higher dose first: that difference was not clear,
 * so the lower dose was not tested by the plan (clinical basis 6.1, difference not re-read; plan in the abstract [S38]).
 */
export const transform1Found = sourced(
  'TRANSFORM-1, day 28: much better and well, with 56 mg, with 84 mg and with an empty spray; the range of each difference',
  {
    reference: 'transformTables',
    weeks: 4,
    people: 342,
    low: {
      people: 115,
      muchBetter: 54.1,
      well: 36.0,
      more: { from: 2.11, to: 28.22 },
      moreWell: { from: -6.98, to: 17.94 },
    },
    high: {
      people: 114,
      muchBetter: 53.1,
      well: 38.8,
      more: { from: 0.68, to: 27.67 },
      moreWell: { from: -4.76, to: 21.2 },
    },
    empty: { people: 113, muchBetter: 38.9, well: 30.6 },
  } as const,
  percent,
  trial('clinical basis 6.1 [S103], table 1'),
);
export const sprayOlderMuchBetter = sourced(
  'TRANSFORM-3, 65 years and over, day 28: much better',
  {
    reference: 'transformTables',
    weeks: 4,
    people: 137,
    active: { per100: 27.0, people: 72 },
    control: { per100: 13.3, people: 65 },
    difference: { from: -0.28, to: 27.58 },
  } satisfies Outcome,
  percent,
  trial('clinical basis 6.1 [S103]'),
);
export const sprayAloneWell = sourced(
  'TRD4005, spray without a pill against an empty spray, day 28: well',
  {
    reference: 'janik2025',
    weeks: 4,
    people: 378,
    active: { per100: 22.5 },
    control: { per100: 7.6 },
  } satisfies Outcome,
  percent,
  trial('clinical basis 6.1 [S64,S20]'),
);
export const sprayOrQuetiapineWell = sourced(
  'ESCAPE-TRD, spray or quetiapine, week 8: well',
  {
    reference: 'escapeTrd',
    weeks: 8,
    people: 676,
    active: { per100: 27.1 },
    control: { per100: 17.6 },
  } satisfies Outcome,
  percent,
  trial('clinical basis 6.1 [S62]'),
);

export const infusionOrEctMuchBetter = sourced(
  'ELEKT-D, infusions or ECT for 3 weeks: much better',
  {
    reference: 'elektD',
    weeks: 3,
    people: 365,
    active: { per100: 55.4, people: 195 },
    control: { per100: 41.2, people: 170 },
    difference: { from: 3.9, to: 24.2 },
  } satisfies Outcome,
  percent,
  trial('clinical basis 6.1 [S60]; treated people, 195 and 170'),
);
export const infusionOrEctInHospitalWell = sourced(
  'KetECT, inpatients, infusions or ECT: well. The interval is of the difference in favour of ECT',
  {
    reference: 'ketEct',
    people: 186,
    active: { per100: 46 },
    control: { per100: 63 },
    difference: { from: -30, to: -2 },
  } satisfies Outcome,
  percent,
  trial('clinical basis 6.1 [S118]'),
);
export const infusionOrMidazolamMuchBetter = sourced(
  'KARMA-Dep 2, inpatients, infusions of ketamine or of midazolam: much better. No clear difference',
  {
    reference: 'karmaDep2',
    weeks: 4,
    people: 62,
    active: { per100: 46.9 },
    control: { per100: 33.3 },
  } satisfies Outcome,
  percent,
  trial('clinical basis 6.1 [S63]'),
);
export const injectionWell = sourced(
  'KADS, under the skin, dose raised by response, or midazolam: well, about',
  { reference: 'kads', weeks: 4, people: 106, active: { per100: 20 }, control: { per100: 2 } } satisfies Outcome,
  percent,
  trial('clinical basis 6.1 [S54,S117]'),
);

export const seriesMuchBetter = sourced(
  'Six infusions in two weeks: much better, no comparison group',
  { reference: 'phillips2019', weeks: 2, people: 41, active: { per100: 59, people: 41 } } satisfies Outcome,
  percent,
  trial('clinical basis 6.1 [S55]'),
);
export const infusionsToResponse = sourced(
  'Infusions until half of those who got much better were so',
  3,
  '1',
  trial('clinical basis 1.7 [S55]'),
);

export const usualCare = sourced(
  'Infusions in US clinics, no comparison group: much better, well, depression worse, suicidal thoughts worse; of the much better, still so after weeks without more infusions',
  {
    reference: 'mcInnes2022',
    people: 537,
    treated: 9016,
    muchBetter: 53.6,
    well: 28.9,
    worse: 8.4,
    worseSuicidal: 6.0,
    stillBetter: [
      { weeks: 4, per100: 80 },
      { weeks: 8, per100: 60 },
    ],
  } as const,
  percent,
  trial('clinical basis 6.1, 6.2, 1.7 [S57]'),
);

export const stopOrGoOn = sourced(
  'SUSTAIN-1, after 16 weeks of spray: fell back when the spray went on, and with an empty spray; people who were well, and people who were much better but not well',
  {
    reference: 'sustain1',
    people: 297,
    weeksBefore: 16,
    /** 24 of 90 and 39 of 86: 176 people in all. */
    well: { people: 176, goOn: { per100: 26.7, people: 90 }, stop: { per100: 45.3, people: 86 } },
    /** 16 of 62 and 34 of 59: 121 people in all. */
    muchBetter: { people: 121, goOn: { per100: 25.8, people: 62 }, stop: { per100: 57.6, people: 59 } },
    /** Median days until a relapse after stopping. */
    daysToRelapseAfterStopping: 273,
  } as const,
  '%; d',
  trial('clinical basis 6.1, 6.2 [S39b]; counts of each group from its abstract, doi 10.1001/jamapsychiatry.2019.1189'),
);

export const suicidalThoughtsAfter = sourced(
  'TRANSFORM-1 and 2: thoughts of suicide after the start, with spray and with empty spray, and the range of the difference',
  {
    reference: 'transformTables',
    active: { per100: 10.2, people: 254 },
    control: { per100: 12.3, people: 162 },
    difference: { from: -8.4, to: 4.18 },
  } as const,
  percent,
  trial('clinical basis 9 [S103], table 1'),
);
export const suicidalThoughtsAt = sourced(
  'One infusion lowers thoughts of suicide from and until this day, as far as studied: studies, people with such thoughts',
  { reference: 'wilkinson2018', studies: 10, people: 167, fromDay: 1, toDay: 7 } as const,
  'd',
  trial('clinical basis 2.1, 6.2 [S70], with the people from its abstract'),
);

export const longUse = sourced(
  'SUSTAIN-3: people, months on average, stopped for a side effect, had a serious event, died',
  {
    reference: 'sustain3',
    people: 1148,
    months: 42.9,
    stopped: 6.4,
    serious: 18.8,
    deaths: 9,
    wellAtStart: 35.6,
    wellAtEnd: 49.6,
  } as const,
  '%; mo',
  trial('clinical basis 4.1, 6.1 [S42]'),
);
