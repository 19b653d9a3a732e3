/** The sets of readings of a record: against the start of the dose, judged, and the newest value of each. */
import { lateReading } from '#clinical/plan/plan.ts';
import { usualTimes } from './cadence.ts';
import { type Interpretation, interpretReading } from './interpret.ts';
import type { Parameter, ReadingState } from './judgement.ts';
import type { AgendaGiven } from './log-agenda.ts';
import { type Dosing, dosingOf } from './log-dosing.ts';
import type { SessionRecord } from './log-fold.ts';
import type { ReadingFact } from './log-kinds.ts';
import type { ReadingSet, SessionRoute } from './readings.ts';

type Taken = SessionRecord['readings'][number];

const msPerMin = 60 * 1_000;

/** A record is worked out anew with each fact that comes; its sets rarely change. */
const known = new WeakMap<ReadingFact, ReadingSet>();

/** A set in minutes from the start of the dose, as the rules read it. */
export function asReadingSet({ data, atMs }: { data: ReadingFact; atMs: number }, zeroMs: number): ReadingSet {
  const atMin = (atMs - zeroMs) / msPerMin;
  const before = known.get(data);
  if (before?.atMin === atMin) return before;
  const set = { ...data, atMin };
  known.set(data, set);
  return set;
}

/**
 * From where the minutes of sets are counted: the start of the dose; before one the first set, for against a time that
 * goes on every set would be judged anew at each look. Rules ask how far sets lie apart, and the phase is given by itself.
 */
export const zeroOf = (record: SessionRecord, { startedAtMs }: Pick<Dosing, 'startedAtMs'>, nowMs: number): number =>
  startedAtMs ?? record.readings[0]?.atMs ?? nowMs;

/** The last set before the dose: what everything after is compared with. Never the one that looks best. */
export function baselineOf(record: SessionRecord): Taken | undefined {
  const start = record.firstDose?.atMs;
  if (start === undefined) return record.readings.at(-1);
  return record.readings.filter(({ atMs }) => atMs <= start).at(-1);
}

/** While the pump runs, until the last device, while a dose is held: all of that is during it. */
export function phaseAt(
  dosing: Pick<Dosing, 'startedAtMs' | 'endedAtMs'>,
  atMs: number,
): 'before' | 'during' | 'after' {
  if (dosing.startedAtMs === undefined || atMs <= dosing.startedAtMs) return 'before';
  return dosing.endedAtMs !== undefined && atMs >= dosing.endedAtMs ? 'after' : 'during';
}

/** Judges sets of this record, kept or about to be: the entry pad asks the same as the agenda. */
export function judgeIn(
  record: SessionRecord,
  given: AgendaGiven,
  nowMs: number,
  dosing: Dosing = dosingOf(record, given, nowMs),
): (reading: { id?: string; data: ReadingFact; atMs: number }) => Interpretation {
  const zeroMs = zeroOf(record, dosing, nowMs);
  const sets = record.readings.map((reading) => asReadingSet(reading, zeroMs));
  const baseline = baselineOf(record);
  const compared = baseline && asReadingSet(baseline, zeroMs);
  return (reading) => {
    return interpretReading({
      reading: asReadingSet(reading, zeroMs),
      phase: phaseAt(dosing, reading.atMs),
      route: dosing.route,
      isInfusion: dosing.route === 'iv',
      baseline: baseline !== undefined && baseline.id !== reading.id ? compared : undefined,
      previous: sets,
      lines: given.lines,
    });
  };
}

const judgedBy = {
  systolicMmHg: ['blood-pressure', 'blood-pressure-rise', 'blood-pressure-rise-percent', 'low-blood-pressure'],
  diastolicMmHg: ['blood-pressure', 'blood-pressure-rise', 'blood-pressure-rise-percent'],
  heartRatePerMin: ['heart-rate'],
  breathsPerMin: ['breathing'],
  spo2Pct: ['oxygen-saturation', 'oxygen-saturation-fall'],
  moaaS: ['sedation'],
  rass: ['agitation'],
  cadss: ['dissociation'],
  dissociationGrade: ['dissociation'],
  painNrs: ['pain'],
  anxietyNrs: ['anxiety'],
  nauseaNrs: [],
} as const satisfies Partial<Record<keyof ReadingFact, readonly Parameter[]>>;

export type ValueName = keyof typeof judgedBy;
export const valueNames: readonly ValueName[] = [
  'systolicMmHg',
  'diastolicMmHg',
  'heartRatePerMin',
  'spo2Pct',
  'breathsPerMin',
  'moaaS',
  'cadss',
  'dissociationGrade',
  'rass',
  'painNrs',
  'anxietyNrs',
  'nauseaNrs',
];

export type LastValue = {
  readonly value: number;
  readonly atMs: number;
  readonly by: string | null;
  readonly ageMin: number;
  /** Stale: a reading is overdue since, so this one says nothing about now. */
  readonly state: 'ok' | 'amber' | 'red' | 'stale' | 'unknown';
};

const stateWord = { green: 'ok', amber: 'amber', red: 'red', 'not known': 'unknown' } as const;
const rank: readonly ReadingState[] = ['red', 'amber', 'green'];

/** The state of one value of a set: judged alone, so that only the abnormal half of a pressure is called so. */
export function stateOfValue(
  judge: ReturnType<typeof judgeIn>,
  reading: { id?: string; data: ReadingFact; atMs: number },
  name: ValueName,
): 'ok' | 'amber' | 'red' | 'unknown' {
  const { source, isOnOxygen, hasNewArrhythmia, distress } = reading.data;
  const context = {
    ...(isOnOxygen === undefined ? {} : { isOnOxygen }),
    ...(hasNewArrhythmia === undefined ? {} : { hasNewArrhythmia }),
    ...(distress === undefined ? {} : { distress }),
  };
  const alone = { source, ...context, [name]: reading.data[name] };
  const asked: readonly string[] = judgedBy[name];
  const found = judge({ ...reading, data: alone })
    .judgements.filter(({ parameter }) => asked.includes(parameter))
    .map(({ state }) => state);
  const state = rank.find((one) => found.includes(one)) ?? 'not known';
  // Half a pressure never says no by itself; where the other half is known too, this one reaches no line.
  const isHalf = name === 'systolicMmHg' || name === 'diastolicMmHg';
  const isWhole = reading.data.systolicMmHg !== undefined && reading.data.diastolicMmHg !== undefined;
  return stateWord[isHalf && isWhole && state === 'not known' ? 'green' : state];
}

type StateOf = Partial<Record<ValueName, ReturnType<typeof stateOfValue>>>;
/** A set that is judged as before, its values are too: what a judgement rests on is the same for each of them. */
const statesOf = new WeakMap<Interpretation, StateOf>();

/**
 * The newest of each value with its age. Absent is not known.
 *
 * @param judged the sets of this record, each as a whole
 */
export function lastValuesOf(
  record: SessionRecord,
  judge: ReturnType<typeof judgeIn>,
  judged: ReadonlyMap<string, Interpretation>,
  staleBeforeMs: number | undefined,
  nowMs: number,
): Partial<Record<ValueName, LastValue>> {
  const last: Partial<Record<ValueName, LastValue>> = {};
  for (const name of valueNames) {
    const reading = record.readings.findLast(({ data }) => data[name] !== undefined);
    const value = reading?.data[name];
    if (reading === undefined || value === undefined) continue;
    const isStale = staleBeforeMs !== undefined && reading.atMs < staleBeforeMs;
    const whole = judged.get(reading.id);
    const states: StateOf = (whole && statesOf.get(whole)) ?? {};
    if (whole !== undefined) statesOf.set(whole, states);
    states[name] ??= stateOfValue(judge, reading, name);
    last[name] = {
      value,
      atMs: reading.atMs,
      by: reading.by,
      ageMin: Math.floor((nowMs - reading.atMs) / msPerMin),
      state: isStale ? 'stale' : states[name],
    };
  }
  return last;
}

/** Before the dose a set is stale once the time between the first listed one and the dose, and some grace, has gone. */
export function staleBeforeDoseMs(times: AgendaGiven['times'], route: SessionRoute): number {
  const [first = 0] = (times ?? usualTimes(route)).readingsAtMin;
  return (Math.max(0, -first) + lateReading.value.overdueAfterMin) * msPerMin;
}

/** Once the dose has started, a value is too old when the longest wait between two readings of the list, and grace, is over. */
export function staleAfterMs(times: AgendaGiven['times'], route: SessionRoute): number {
  const { readingsAtMin, duringEveryMin = 0, afterEveryMin = 0 } = times ?? usualTimes(route);
  const gaps = readingsAtMin.map((at, place) => at - (readingsAtMin[place - 1] ?? at));
  return (Math.max(duringEveryMin, afterEveryMin, ...gaps) + lateReading.value.overdueAfterMin) * msPerMin;
}
