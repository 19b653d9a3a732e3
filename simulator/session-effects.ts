/** What one session does to a virtual person: pressure, dissociation, sedation, and the side effects they report. */
import { olderFrom, type SideEffectId, transform1 } from '#clinical/chart/chart.ts';
import { thresholds } from '#clinical/session/session.ts';
import { gradeTwo, ownShare, pressorMedicines, pressureOfPeople, standsIn } from './assumed.ts';
import type { Chance } from './chance.ts';
import type { Figures } from './figures.ts';
import { dissociationPeak, riseWithAge, sedationShare } from './iv-figures.ts';
import { drawnSpan } from './iv-side-effects.ts';
import { lineOfOnceIn } from './normal.ts';
import { type ByKind, drawSession, type EffectKind } from './traits.ts';
import { plans, type SimulatedRoute } from './treatments.ts';

export type Pressure = { readonly systolic: number; readonly diastolic: number };

export type ReportedEffect = {
  readonly effect: SideEffectId;
  readonly reaction: string;
  readonly grade: 1 | 2;
  /** Minutes from the dose. */
  readonly fromMin: number;
  readonly toMin: number;
};

export type SessionEffects = {
  readonly rise: Pressure;
  readonly cadss: number;
  readonly moaaS: 0 | 3 | 4 | 5;
  readonly reported: readonly ReportedEffect[];
};

/** Which of the effects a reported reaction belongs to: who vomits is nauseous, and a numb mouth is numb. */
const kindOf: Readonly<Record<string, EffectKind>> = {
  dissociation: 'dissociation',
  dizziness: 'dizziness',
  nausea: 'nausea',
  vertigo: 'vertigo',
  headache: 'headache',
  somnolence: 'sedation',
  sedation: 'sedation',
  'changed taste': 'taste',
  numbness: 'numbness',
  'numbness of the mouth': 'numbness',
  tingling: 'tingling',
  fatigue: 'fatigue',
  vomiting: 'nausea',
  anxiety: 'anxiety',
  'raised blood pressure': 'systolic',
  'blurred vision': 'vision',
  euphoria: 'euphoria',
  'feeling drunk': 'drunk',
  'mental impairment': 'mental',
  'frequent urination': 'bladder',
};

const eventOf = new Map(transform1.value.rates.map(({ reaction, event }) => [reaction, event]));

type Rise = { readonly mean: number; readonly sd: number };

/** The lines that a session's values are held against, on one route. */
export type EffectRules = {
  readonly route: SimulatedRoute;
  readonly reactions: readonly { reaction: string; effect: SideEffectId; kind: EffectKind; line: number }[];
  readonly cadss: { readonly mean: number; readonly sd: number };
  readonly moaaS: { readonly below5: number; readonly atMost3: number; readonly none: number };
  readonly rise: (ageYears: number) => { readonly systolic: Rise; readonly diastolic: Rise };
};

/** The published shares of people are those of four weeks. */
const fourWeeks = 28;

/** How many sessions of four weeks a person comes to, on average: the first always, the others less often. */
function sessionsTaken(route: SimulatedRoute, figures: Figures): number {
  const booked = plans[route].value.inductionDays.filter((day) => day < fourWeeks).length;
  return 1 + (booked - 1) * (1 - figures.noShow) * (1 - figures.dropouts.in28Days / 2);
}

/** Rises are whole numbers: 39.5 is 40. Mean and spread of one session, from the mean and the share of people who rise so far at least once. */
const riseFrom = (mean: number, far: number, line: number): Rise => ({ mean, sd: (far - 0.5 - mean) / line });

function sprayRise(figures: Figures, once: (share: number) => number): EffectRules['rise'] {
  const large = thresholds.riseAmberFrom.value;
  const of = ({ systolic, diastolic, rise40Pct, rise25Pct }: Figures['spray']['under65' | 'from65']) => ({
    systolic: riseFrom(systolic, large.systolic, once(rise40Pct / 100)),
    diastolic: riseFrom(diastolic, large.diastolic, once(rise25Pct / 100)),
  });
  const [younger, older] = [of(figures.spray.under65), of(figures.spray.from65)];
  return (ageYears) => (ageYears >= olderFrom.value ? older : younger);
}

/** The age of the people invented, on average: there the published mean holds. */
const middleAge = 49;

function veinRise({ vein }: Figures, share: number): EffectRules['rise'] {
  const { systolic, diastolic } = vein;
  return (ageYears) => ({
    systolic: { mean: share * (systolic.mean + riseWithAge.value * (ageYears - middleAge)), sd: share * systolic.sd },
    diastolic: { mean: share * diastolic.mean, sd: share * diastolic.sd },
  });
}

export function effectRules(route: SimulatedRoute, figures: Figures): EffectRules {
  const isSpray = route === 'intranasal-esketamine';
  const other = isSpray ? { rates: 1 } : standsIn.value[route];
  const taken = sessionsTaken(route, figures);
  const once = (share: number) => lineOfOnceIn(taken, share, ownShare.value);
  const variance = Math.log1p((dissociationPeak.value.sd / dissociationPeak.value.mean) ** 2);
  const sd = Math.sqrt(variance);
  const { dissociation, sedation, noResponse } = figures.byScale;
  return {
    route,
    reactions: figures.reported.flatMap(({ reaction, pct }) => {
      const [kind, effect] = [kindOf[reaction], eventOf.get(reaction)];
      if (kind === undefined || effect === undefined) return [];
      return [{ reaction, effect, kind, line: once((pct / 100) * other.rates) }];
    }),
    cadss: {
      sd,
      mean: isSpray
        ? Math.log(thresholds.cadss.value.greenTo + 0.5) - sd * once(dissociation)
        : Math.log(dissociationPeak.value.mean * other.rates) - variance / 2,
    },
    moaaS: {
      below5: once(sedation * other.rates),
      atMost3: once(sedationShare.value.atMost3 * other.rates),
      none: once(noResponse * other.rates),
    },
    rise: isSpray ? sprayRise(figures, once) : veinRise(figures, 'rise' in other ? other.rise : 1),
  };
}

function moaaSOf(sedation: number, { none, atMost3, below5 }: EffectRules['moaaS']): SessionEffects['moaaS'] {
  if (sedation > none) return 0;
  if (sedation > atMost3) return 3;
  return sedation > below5 ? 4 : 5;
}

export function drawEffects(
  by: Chance,
  rules: EffectRules,
  of: { readonly traits: ByKind; readonly ageYears: number; readonly takesPressor: boolean },
): SessionEffects {
  const felt = drawSession(by, of.traits);
  const { systolic, diastolic } = rules.rise(of.ageYears);
  const pressor = of.takesPressor ? pressorMedicines.value : 0;
  const reported = rules.reactions
    .filter(({ kind, line }) => (felt[kind] ?? 0) > line)
    .map(({ reaction, effect }): ReportedEffect => {
      const grade = by.isLikely(gradeTwo.value) ? 2 : 1;
      return { effect, reaction, grade, ...drawnSpan(by, effect) };
    });
  return {
    rise: {
      systolic: systolic.mean + systolic.sd * (felt.systolic ?? 0) + pressor,
      diastolic: diastolic.mean + diastolic.sd * (felt.diastolic ?? 0),
    },
    cadss: Math.min(
      dissociationPeak.value.most,
      Math.round(Math.exp(rules.cadss.mean + rules.cadss.sd * (felt.dissociation ?? 0))),
    ),
    moaaS: moaaSOf(felt.sedation ?? 0, rules.moaaS),
    reported,
  };
}

/** Somebody's usual pressure before a dose. */
export function drawUsualPressure(by: Chance): Pressure {
  const { systolic, diastolic, together } = pressureOfPeople.value;
  const first = by.normal();
  const second = together * first + Math.sqrt(1 - together ** 2) * by.normal();
  return { systolic: systolic.mean + systolic.sd * first, diastolic: diastolic.mean + diastolic.sd * second };
}

/** The pressure of one day; the two never come closer than a measurement allows. */
export function drawPressure(by: Chance, usual: Pressure): Pressure {
  const { fromSession } = pressureOfPeople.value;
  const systolic = Math.round(usual.systolic + fromSession.systolic * by.normal());
  const diastolic = Math.round(usual.diastolic + fromSession.diastolic * by.normal());
  return { systolic, diastolic: apart(systolic, diastolic) };
}

export const risen = (from: Pressure, { systolic, diastolic }: Pressure): Pressure => {
  const top = Math.round(from.systolic + systolic);
  return { systolic: top, diastolic: apart(top, Math.round(from.diastolic + diastolic)) };
};

const apart = (systolic: number, diastolic: number) => Math.max(35, Math.min(diastolic, systolic - 15));
