/** From the record to what the predicted curve is asked for, and why there is none, in words. */
import { gramsOf } from '#clinical/chart/chart.ts';
import type { Agenda, SessionRecord } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import type { CurveDose, Plasma } from './plasma-curve.ts';
import type { Bar, Timeline } from './timeline-model.ts';
import type { Found } from './use-plasma.ts';

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
export function sayNoCurve(none: Exclude<Found, Plasma>): string {
  switch (none.why) {
    case 'weight':
      return t('timeline.madeForWeight', { ...none.within });
    case 'age':
      return t('timeline.madeForAge', { ...none.within });
    case 'adults':
      return t('timeline.madeForAdults');
    case 'no-model':
      return t('timeline.noModel', { way: t(`dose.lane.${laneOf[none.route]}`) });
    case 'failed':
      return t('timeline.failed');
    case 'no-one-model':
      return t('timeline.noOneModel');
  }
}

/** Where nothing is published it is racemic ketamine that is given: the models cover esketamine by nose. */
const laneOf = {
  iv: 'iv',
  im: 'im',
  sc: 'sc',
  oral: 'oral',
  sublingual: 'sublingual',
  intranasal: 'intranasal-racemic',
} as const;

/**
 * What the curve is, in sentences below the chart: model and sampling site, what the band is, and for each part ahead of
 * now that nobody has given it yet.
 */
export function plasmaWords(plasma: Plasma, of: Pick<Timeline, 'planned' | 'bars' | 'zeroMs'>, how: Ahead): string[] {
  const { title, site } = plasma.model;
  const time = (min: number) => clock(of.zeroMs + min * 60_000, how.zone);
  const rest = of.bars.find(({ isPlanned }) => isPlanned);
  const said = [t('timeline.is', { title, site })];
  if (how.state === 'running' && rest !== undefined)
    said.push(t('timeline.restAhead', { rate: rest.mgPerMin.toFixed(2), time: time(rest.toMin) }));
  if (how.state === 'paused') said.push(t('timeline.pausedAhead'));
  const [first] = of.planned;
  if (first === undefined) return said;
  const devices = of.planned.filter(({ device }) => device !== undefined);
  if (plasma.points.length > 0 && devices.length > 0)
    said.push(
      t('timeline.devicesAhead', {
        which: devices
          .map(({ device, atMin }) => t('timeline.deviceAt', { number: device ?? 0, time: time(atMin) }))
          .join(', '),
      }),
    );
  else said.push(t('timeline.orderAhead', { time: time(first.atMin) }));
  return said;
}

type Ahead = { readonly state: Agenda['infusion']['state']; readonly zone: string };
