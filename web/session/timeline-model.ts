/** What the chart shows, from the record and the agenda, in minutes from the start of the dose. Nothing is judged here. */
import {
  type Agenda,
  givenOf,
  happenedAt,
  judgeIn,
  type SessionRecord,
  stateOfValue,
  type ValueName,
} from '#clinical/session/session.ts';
import type { FloorSession } from '#server/session/floor.shapes.ts';
import { t } from '#web/platform/text.ts';
import { plainWords } from './fact-words.ts';
import type { CurveDose } from './plasma-curve.ts';
import { type Block, blocksOf, doseFlagsOf } from './timeline-blocks.ts';
import { plannedDoses, plannedEnd } from './timeline-planned.ts';

const msPerMin = 60_000;

export type ValueState = ReturnType<typeof stateOfValue>;
export type Point = { id: string; min: number; value: number; state: ValueState };
export type Pair = { id: string; min: number; systolic: Point | undefined; diastolic: Point | undefined };
export type Bar = { fromMin: number; toMin: number; mgPerMin: number; isPlanned: boolean };
export type Flag = { id: string; min: number; says: string; tone: 'plain' | 'quiet' | 'red' | 'planned' };
export type MarkShape = 'taken' | 'amber' | 'red' | 'upcoming' | 'due' | 'overdue' | 'missed' | 'extra';
export type StripMark = { id: string; min: number; shape: MarkShape };

export type Timeline = {
  zeroMs: number;
  hasStarted: boolean;
  hasLeft: boolean;
  fromMin: number;
  toMin: number;
  nowMin: number;
  pairs: readonly Pair[];
  pulses: readonly Point[];
  spo2: readonly Point[];
  bars: readonly Bar[];
  blocks: readonly Block[];
  /** Ordered and not given. */
  planned: readonly CurveDose[];
  flags: readonly Flag[];
  marks: readonly StripMark[];
  baseline: number | undefined;
};

/** Room before the first reading and after what is still to come, in minutes; a long session is drawn narrower. */
const margin = { before: 4, share: 0.07, after: 6 };
const shortest = 60;

export function timelineOf(of: {
  record: SessionRecord;
  agenda: Agenda;
  session: FloorSession;
  today: string;
  nowMs: number;
}): Timeline {
  const { record, agenda, session, nowMs } = of;
  const startMs = agenda.dosing.startedAtMs;
  const hasStarted = startMs !== undefined;
  const zeroMs = startMs ?? record.readings[0]?.atMs ?? record.arrived?.atMs ?? roundedDown(nowMs);
  const minuteOf = (atMs: number) => (atMs - zeroMs) / msPerMin;
  const judge = judgeIn(record, givenOf(session, of.today), nowMs, agenda.dosing);
  const point = (reading: SessionRecord['readings'][number], name: ValueName): Point | undefined => {
    const value = reading.data[name];
    if (value === undefined) return undefined;
    return { id: reading.id, min: minuteOf(reading.atMs), value, state: stateOfValue(judge, reading, name) };
  };
  const points = (name: ValueName) => record.readings.flatMap((reading) => point(reading, name) ?? []);
  const pairs = record.readings.map((reading) => ({
    id: reading.id,
    min: minuteOf(reading.atMs),
    systolic: point(reading, 'systolicMmHg'),
    diastolic: point(reading, 'diastolicMmHg'),
  }));
  const isGone = record.left !== undefined;
  const lastPlanned = isGone ? 0 : (agenda.due.findLast(({ state }) => state !== 'taken')?.dueAtMin ?? 0);
  const nowMin = minuteOf(record.left?.atMs ?? nowMs);
  const first = Math.min(hasStarted ? -margin.before : 0, ...record.readings.map(({ atMs }) => minuteOf(atMs)), nowMin);
  const ends = [agenda.plannedEndMs, isGone ? undefined : agenda.earliestLeaveMs].map((at) =>
    at === undefined ? 0 : minuteOf(at),
  );
  const planned = plannedDoses({ record, agenda, order: session.order, today: of.today, minuteOf, nowMin });
  const toMin = Math.max(shortest, nowMin, lastPlanned, plannedEnd(planned) ?? 0, ...ends) + margin.after;
  return {
    zeroMs,
    hasStarted,
    hasLeft: record.left !== undefined,
    fromMin: first - Math.max(margin.before, margin.share * (toMin - first)),
    toMin,
    nowMin,
    pairs: pairs.filter(({ systolic, diastolic }) => systolic !== undefined || diastolic !== undefined),
    pulses: points('heartRatePerMin'),
    spo2: points('spo2Pct'),
    bars: [...barsOf(record, agenda, minuteOf), ...planned.flatMap(plannedBar)],
    blocks: blocksOf(record, planned, minuteOf, nowMin),
    planned,
    flags: flagsOf(record, agenda, minuteOf),
    marks: marksOf(record, agenda, minuteOf),
    baseline: baselineOf(record),
  };
}

const tenMinutes = 10 * msPerMin;
const roundedDown = (ms: number) => Math.floor(ms / tenMinutes) * tenMinutes;

function baselineOf(record: SessionRecord): number | undefined {
  const start = record.firstDose?.atMs ?? Number.POSITIVE_INFINITY;
  return record.readings.findLast(({ atMs, data }) => atMs <= start && data.systolicMmHg !== undefined)?.data
    .systolicMmHg;
}

/** From microlitres an hour and micrograms a millilitre. */
const mgPerMin = (pumpRateUlPerH: number, concentrationUgPerMl: number) =>
  (pumpRateUlPerH * concentrationUgPerMl) / 1_000 / 1_000 / 60;

function barsOf(record: SessionRecord, { infusion, plannedEndMs }: Agenda, minuteOf: (ms: number) => number): Bar[] {
  const { concentrationUgPerMl: strength, stretches, state } = infusion;
  if (strength === undefined) return [];
  const given = stretches.map(({ fromMs, toMs, pumpRateUlPerH }) => ({
    fromMin: minuteOf(fromMs),
    toMin: minuteOf(toMs),
    mgPerMin: mgPerMin(pumpRateUlPerH, strength),
    isPlanned: false,
  }));
  const rate = stretches.at(-1)?.pumpRateUlPerH ?? record.doseStart?.data.pumpRateUlPerH;
  const from = stretches.at(-1)?.toMs ?? record.doseStart?.atMs;
  if (state !== 'running' || plannedEndMs === undefined || rate === undefined || from === undefined) return given;
  const planned = {
    fromMin: minuteOf(from),
    toMin: minuteOf(plannedEndMs),
    mgPerMin: mgPerMin(rate, strength),
    isPlanned: true,
  };
  return planned.toMin > planned.fromMin ? [...given, planned] : given;
}

/** Before the start: what the pump is to give, over its time. */
const plannedBar = ({ atMin, mg, overMin }: CurveDose): Bar[] =>
  overMin === undefined ? [] : [{ fromMin: atMin, toMin: atMin + overMin, mgPerMin: mg / overMin, isPlanned: true }];

function flagsOf(record: SessionRecord, agenda: Agenda, minuteOf: (ms: number) => number): Flag[] {
  const flags: Flag[] = [];
  const add = (id: string, atMs: number, says: string, tone: Flag['tone'] = 'plain') =>
    flags.push({ id, min: minuteOf(atMs), says, tone });
  const start = record.doseStart;
  const before = record.readings.findLast(({ atMs }) => atMs <= (record.firstDose?.atMs ?? Number.POSITIVE_INFINITY));
  if (before !== undefined) add(`baseline:${before.id}`, before.atMs, t('timeline.flag.baseline'), 'quiet');
  let rate = start?.data.pumpRateUlPerH;
  const percent = (ul: number) =>
    start === undefined || start.data.pumpRateUlPerH === 0 ? 0 : Math.round((100 * ul) / start.data.pumpRateUlPerH);
  const misfits = new Set(record.misfits.map(({ id }) => id));
  for (const fact of record.pump.filter(({ id }) => !misfits.has(id))) {
    const at = happenedAt(fact);
    if (fact.kind === 'dose-started' && fact.id === start?.id) add(fact.id, at, t('timeline.flag.start'));
    if (fact.kind === 'rate-changed') {
      const next = fact.data.pumpRateUlPerH;
      const key = rate !== undefined && next < rate ? 'timeline.flag.slowed' : 'timeline.flag.rate';
      add(fact.id, at, t(key, { pct: percent(next) }));
      rate = next;
    }
    if (fact.kind === 'dose-paused') add(fact.id, at, t('timeline.flag.paused'));
    if (fact.kind === 'dose-resumed') add(fact.id, at, t('timeline.flag.resumed'));
    if (fact.kind === 'dose-stopped')
      add(fact.id, at, t(start === undefined ? 'timeline.flag.noFurther' : 'timeline.flag.stopped'));
  }
  for (const { id, atMs, says } of doseFlagsOf(record)) add(id, atMs, says);
  for (const { id, atMs, effect, grades } of record.sideEffects) {
    const grade = grades[0]?.grade;
    const name = plainWords(effect);
    add(id, atMs, grade === undefined ? name : t('floor.effectGrade', { effect: name, grade }), 'quiet');
  }
  for (const { id, atMs, data } of record.medicines) add(id, atMs, plainWords(data.medicine), 'quiet');
  for (const { id, atMs, card } of record.emergencies) add(id, atMs, plainWords(card), 'red');
  if (record.left !== undefined) add(record.left.id, record.left.atMs, t('timeline.flag.left'));
  else if (agenda.earliestLeaveMs !== undefined)
    add('leave', agenda.earliestLeaveMs, t('timeline.flag.leave'), 'planned');
  return flags.sort((a, b) => a.min - b.min);
}

function marksOf(record: SessionRecord, agenda: Agenda, minuteOf: (ms: number) => number): StripMark[] {
  const taken = record.readings.map(({ id, atMs }): StripMark => {
    const state = agenda.judgedReadings.get(id)?.state;
    return { id, min: minuteOf(atMs), shape: state === 'amber' || state === 'red' ? state : 'taken' };
  });
  const leftMin = record.left === undefined ? Number.POSITIVE_INFINITY : minuteOf(record.left.atMs);
  const due = agenda.due.flatMap(({ dueAtMin, state }): StripMark[] => {
    // Who has left is not read any more.
    if (state === 'taken' || dueAtMin > leftMin) return [];
    return [{ id: `due:${dueAtMin}`, min: dueAtMin, shape: state === 'escalate' ? 'overdue' : state }];
  });
  const repeat = agenda.todo.flatMap(({ id, what, atMs }): StripMark[] =>
    what === 'repeat' && atMs !== undefined ? [{ id, min: minuteOf(atMs), shape: 'extra' }] : [],
  );
  return [...taken, ...due, ...repeat].sort((a, b) => a.min - b.min);
}

/**
 * Each flag in the first row in which it lies over no other, in px: none is left out, so that a slowed pump, its stop and
 * an emergency within a minute are all read.
 */
export function rowsOf<One extends { at: number; long: number }>(
  flags: readonly One[],
  width: number,
): (One & { row: number; shift: number })[] {
  const ends: number[] = [];
  return flags.map((flag) => {
    const at = Math.max(0, Math.min(flag.at, width - flag.long));
    const free = ends.findIndex((end) => at > end + 2);
    const row = free < 0 ? ends.length : free;
    ends[row] = at + flag.long;
    return { ...flag, row, shift: at - flag.at };
  });
}

/** Round minutes for the axis: every 10, or wider where there is no room. */
export function ticksOf(fromMin: number, toMin: number, widthPx: number): number[] {
  const leastPx = 52;
  const step = [10, 15, 20, 30, 60, 120].find((of) => (widthPx * of) / (toMin - fromMin) >= leastPx) ?? 240;
  const ticks: number[] = [];
  for (let at = Math.ceil(fromMin / step) * step; at <= toMin; at += step) ticks.push(at);
  return ticks;
}
