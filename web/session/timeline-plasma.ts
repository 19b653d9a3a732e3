/** The predicted concentration of this session: a population’s, never this patient’s. */
import { BadInput } from '#clinical/bad-input.ts';
import { gramsOf } from '#clinical/chart/chart.ts';
import { adultFromYears, racemateComposite, simulate, type Within } from '#clinical/kinetics/kinetics.ts';
import type { Agenda, SessionRecord } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import type { Bar } from './timeline-model.ts';

export type Plasma = { points: readonly { min: number; low: number; middle: number; high: number }[] };

export type Asked = { weightKg: number; ageYears: number; doses: readonly Dose[]; toMin: number };
type Dose = { route: 'iv'; atMin: number; mg: number; overMin: number };

/** Enough people for a steady band; the same seed, so that the same doses draw the same curve. */
const people = { subjects: 200, seed: 1 };
const everyMin = 2;
const least = 0.05;
const round = (value: number) => Math.round(value * 10) / 10;

/** The weight taken in this session, or that of the order. Without one there is no prediction. */
export function weightKgOf(record: SessionRecord, orderGrams: number | undefined): number | undefined {
  const taken = record.weights.at(-1)?.data.given;
  const grams = taken === undefined ? orderGrams : gramsOf(taken);
  return grams === undefined ? undefined : grams / 1_000;
}

/** What was given, and what still will be at this rate: the running stretch ends where the plan does, so that it holds still. */
export function dosesOf(bars: readonly Bar[], { infusion }: Pick<Agenda, 'infusion'>): Dose[] {
  const isRunning = infusion.state === 'running';
  const given = bars.filter(({ isPlanned }) => !isPlanned);
  const plannedTo = bars.find(({ isPlanned }) => isPlanned)?.toMin;
  return given.flatMap(({ fromMin, toMin, mgPerMin }, at) => {
    const isLast = at === given.length - 1;
    const until = isRunning && isLast && plannedTo !== undefined ? plannedTo : toMin;
    const [from, over] = [Math.max(0, round(fromMin)), round(until - fromMin)];
    return over < least || mgPerMin <= 0
      ? []
      : [{ route: 'iv' as const, atMin: from, mg: Number((over * mgPerMin).toFixed(2)), overMin: over }];
  });
}

/** Whom the model was made for, in a sentence for whoever stands at the chair; undefined where it was made for them. */
function notMadeFor({ weightKg, ageYears }: Asked): string | undefined {
  const { limits } = racemateComposite;
  if (isOutside(weightKg, limits.weightKg)) return t('timeline.madeForWeight', { ...limits.weightKg });
  if (ageYears < adultFromYears.value && limits.adultsOnly) return t('timeline.madeForAdults');
  return isOutside(ageYears, limits.ageYears) ? t('timeline.madeForAge', { ...limits.ageYears }) : undefined;
}

const isOutside = (value: number, within: Within | undefined): within is Within =>
  within !== undefined && (value < within.from || value > within.to);

/** @returns a sentence where the model does not cover this patient */
export function plasmaOf(asked: Asked): Plasma | { says: string } {
  const says = notMadeFor(asked);
  if (says !== undefined) return { says };
  const { weightKg, ageYears, doses, toMin } = asked;
  const sampleAtMin = Array.from({ length: Math.ceil(toMin / everyMin) + 1 }, (_, at) => at * everyMin);
  try {
    const { samples } = simulate({
      model: 'racemate_composite',
      patient: { weightKg, ageYears },
      doses,
      sampleAtMin,
      band: people,
    });
    const points = samples.map(({ atMin, band }) => {
      const of = typeof band === 'object' ? band.ketamineNgPerMl : undefined;
      return { min: atMin, low: of?.p05 ?? 0, middle: of?.p50 ?? 0, high: of?.p95 ?? 0 };
    });
    return { points };
  } catch (error) {
    // Nothing here is typed: which field is wrong helps nobody at the chair.
    if (error instanceof BadInput) return { says: t('timeline.noLevel') };
    throw error;
  }
}
