/** From the record to what the predicted curve is asked for, and why there is none, in words. */
import { gramsOf } from '#clinical/chart/chart.ts';
import type { Agenda, SessionRecord } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import type { CurveDose, NoCurve } from './plasma-curve.ts';
import type { Bar, Timeline } from './timeline-model.ts';

const least = 0.05;
const round = (value: number) => Math.round(value * 10) / 10;

/** The weight taken in this session, or that of the order. Without one there is no prediction. */
export function weightKgOf(record: SessionRecord, orderGrams: number | undefined): number | undefined {
  const taken = record.weights.at(-1)?.data.given;
  const grams = taken === undefined ? orderGrams : gramsOf(taken);
  return grams === undefined ? undefined : grams / 1_000;
}

/**
 * What was given by whatever route, and what still will be at this rate: the running stretch ends where the plan does, so
 * that it holds still.
 */
export function dosesOf(
  record: SessionRecord,
  timeline: Pick<Timeline, 'bars' | 'zeroMs'>,
  agenda: Pumped,
): CurveDose[] {
  const minute = (atMs: number) => Math.max(0, round((atMs - timeline.zeroMs) / 60_000));
  const at = (route: CurveDose['route'], { atMs, data }: { atMs: number; data: { doseUg: number } }): CurveDose => ({
    route,
    atMin: minute(atMs),
    mg: data.doseUg / 1_000,
  });
  const doses = [
    ...pumpedOf(timeline.bars, agenda),
    ...record.devices.map((device) => ({ ...at('intranasal', device), device: device.data.number })),
    ...record.sprays.map((spray) => at('intranasal', spray)),
    ...record.injections.map((injection) => at(injection.data.route, injection)),
    ...record.mouthDoses.map((dose) => at(dose.data.route, dose)),
  ];
  return doses.sort((a, b) => a.atMin - b.atMin);
}

type Pumped = Pick<Agenda, 'infusion'>;

function pumpedOf(bars: readonly Bar[], { infusion }: Pumped): CurveDose[] {
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

/** Whom the model was made for, in a sentence for whoever stands at the chair. */
export function sayNoCurve(none: NoCurve): string {
  switch (none.why) {
    case 'weight':
      return t('timeline.madeForWeight', { ...none.within });
    case 'age':
      return t('timeline.madeForAge', { ...none.within });
    case 'adults':
      return t('timeline.madeForAdults');
    case 'no-model':
      return t('timeline.noLevel');
  }
}
