/**
 * Everything virtual people are drawn by, in one piece: the published figures and the project's assumptions.
 *
 * It is handed in, so that a wrong figure can be planted and the report seen to find it.
 */
import { ratesByScale, transform1 } from '#clinical/chart/chart.ts';
import { afterOneInfusion, sprayOverTime, sprayWell, transform1Found, usualCare } from '#clinical/learn/learn.ts';
import { madrs, phq9 } from '#clinical/scales/scales.ts';
import { dropouts, early, missing, noShow, responseNotRead } from './assumed.ts';
import { pressureRise } from './iv-figures.ts';
import { sprayPressure, swallowed, thoughtsBetter, underSkin, underTongue } from './published.ts';
import type { SimulatedRoute } from './treatments.ts';

/** How many improve how far: shares of people. `well` is at most this total of the scale by which it was counted. */
export type Improvement = {
  readonly scale: 'madrs' | 'phq-9';
  /** From the first dose. */
  readonly day: number;
  readonly response: number;
  readonly remission: number;
  readonly well: number;
  readonly worse: number;
  /** At 24 hours, by MADRS. */
  readonly early: { readonly response: number; readonly remission?: number; readonly well: number };
  /** Of those without a response at 24 hours. */
  readonly withoutEarly?: number;
};

type Spread = { readonly mean: number; readonly sd: number };

export type Figures = {
  /** Of the spray, in per cent of people in four weeks. */
  readonly reported: readonly { readonly reaction: string; readonly pct: number }[];
  readonly byScale: { readonly dissociation: number; readonly sedation: number; readonly noResponse: number };
  readonly spray: typeof sprayPressure;
  readonly vein: { readonly systolic: Spread; readonly diastolic: Spread };
  readonly improvement: Readonly<Record<SimulatedRoute, Improvement>>;
  readonly thoughts: { readonly better: number; readonly worse: number };
  /** Share still much better after so many weeks without treatment. */
  readonly still: readonly { readonly weeks: number; readonly share: number }[];
  readonly noShow: number;
  readonly dropouts: { readonly in28Days: number; readonly aMonth: number };
  /** Ratings not made, and single answers left out. */
  readonly missing: { readonly rating: number; readonly madrs: number; readonly phq9: number };
};

const middle = ({ from, to }: { from: number; to: number }) => (from + to) / 200;

function remissionOf(scale: typeof madrs, name: string): number {
  const row = scale.change?.remission?.rows.find((one) => one.name === name);
  if (row === undefined) throw new RangeError(`no remission ${name}`);
  return row.atMost;
}

/** Well in TRANSFORM-1 and 2, by the people in each group. */
const groups = [
  { people: transform1Found.value.low.people, well: transform1Found.value.low.well },
  { people: transform1Found.value.high.people, well: transform1Found.value.high.well },
  { people: sprayWell.value.active.people, well: sprayWell.value.active.per100 },
];
export const sprayWellPct =
  groups.reduce((sum, { people, well }) => sum + people * well, 0) /
  groups.reduce((sum, { people }) => sum + people, 0);

const [oneDay] = afterOneInfusion.value.at;
const [day2, day28] = sprayOverTime.value.at;
const wellByMadrs = remissionOf(madrs, '≤ 10');
const common = { worse: responseNotRead.value.worse };
const earlyOf = (response: number) => ({ early: { response: response * early.value.ofLater, well: wellByMadrs } });
const infusions: Improvement = {
  scale: 'phq-9',
  day: 21,
  response: usualCare.value.muchBetter / 100,
  remission: usualCare.value.well / 100,
  well: remissionOf(phq9, '< 5'),
  worse: usualCare.value.worse / 100,
  early: { response: oneDay.muchBetter / 100, remission: oneDay.well / 100, well: wellByMadrs },
};

export const usualFigures: Figures = {
  reported: transform1.value.rates.map(({ reaction, activePct }) => ({ reaction, pct: activePct })),
  byScale: {
    dissociation: middle(ratesByScale.value.dissociationPct),
    sedation: middle(ratesByScale.value.sedationPct),
    noResponse: middle(ratesByScale.value.moaaS0Pct),
  },
  spray: sprayPressure,
  vein: pressureRise.value,
  improvement: {
    iv: infusions,
    im: infusions,
    sc: {
      ...common,
      ...earlyOf(underSkin.value.response),
      scale: 'madrs',
      day: 28,
      ...underSkin.value,
      well: remissionOf(madrs, '≤ 10'),
    },
    'intranasal-esketamine': {
      ...common,
      scale: 'madrs',
      day: day28.day,
      response: day28.active.per100 / 100,
      remission: sprayWellPct / 100,
      well: remissionOf(madrs, '≤ 12'),
      early: { response: day2.active.per100 / 100, well: wellByMadrs },
      withoutEarly: sprayOverTime.value.notAtFirst.active / 100,
    },
    oral: {
      ...common,
      ...earlyOf(responseNotRead.value.swallowed),
      scale: 'madrs',
      day: 21,
      response: responseNotRead.value.swallowed,
      remission: swallowed.value,
      well: remissionOf(madrs, '≤ 10'),
    },
    sublingual: {
      ...earlyOf(underTongue.value.response),
      scale: 'phq-9',
      day: 28,
      response: underTongue.value.response,
      remission: underTongue.value.remission,
      worse: underTongue.value.worse,
      well: remissionOf(phq9, '< 5'),
    },
  },
  thoughts: { better: thoughtsBetter.value, worse: usualCare.value.worseSuicidal / 100 },
  still: usualCare.value.stillBetter.map(({ weeks, per100 }) => ({ weeks, share: per100 / 100 })),
  noShow: noShow.value,
  dropouts: dropouts.value,
  missing: missing.value,
};
