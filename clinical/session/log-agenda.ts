/**
 * What comes next in a session: due, overdue, blocked, cautions, and what is still missing to start, to leave, to sign.
 *
 * The same function runs on the tablet, on the server and in the printed record.
 */
import type { Finding } from '#clinical/findings.ts';
import type { LeastStay, Protocol } from '#clinical/plan/plan.ts';
import { type DueReading, dueReadings, usualTimes } from './cadence.ts';
import { dischargeReadiness, type Readiness } from './discharge.ts';
import type { Interpretation } from './interpret.ts';
import { type Conflict, isSettled } from './log-conflicts.ts';
import { type Danger, dangersOf } from './log-dangers.ts';
import { deviationsOf } from './log-deviations.ts';
import { isDose } from './log-doses.ts';
import type { Dosing } from './log-dosing.ts';
import { happenedAt, msOf } from './log-event.ts';
import type { SessionRecord } from './log-fold.ts';
import { type GateItem, gateOf } from './log-gate.ts';
import type { GateKnown } from './log-gate-known.ts';
import type { Infusion } from './log-infusion.ts';
import { judgedIn } from './log-judged.ts';
import { type Course, courseOf, laterCourse } from './log-leave.ts';
import { type Deviation, isSymptomatic, leavingFacts, type Missing, missingOf, missingToSign } from './log-missing.ts';
import type { SessionOrder } from './log-order.ts';
import type { Prescriber } from './log-overrides.ts';
import { type DueRating, dueRatings } from './log-ratings.ts';
import {
  judgeIn,
  type LastValue,
  lastValuesOf,
  staleAfterMs,
  staleBeforeDoseMs,
  type ValueName,
} from './log-readings.ts';
import { type Todo, todoOf } from './log-todo.ts';
import type { SessionRoute } from './readings.ts';
import { type Thresholds, thresholds } from './thresholds.ts';

export type AgendaGiven = {
  readonly order: SessionOrder | undefined;
  /** The signed version that the session runs under. */
  readonly protocol?: Protocol | undefined;
  /** Where nothing was ordered: the route that somebody is about to give. */
  readonly route?: SessionRoute | undefined;
  /** IANA name of the clinic's zone, for the times in sentences. */
  readonly timeZone?: string | undefined;
  /** What the rest of the product knows before a dose; left out, it knows nothing, and people answer. */
  readonly known?: GateKnown | undefined;
  /** Items that the clinic wants settled before the dose, with their sentences; left out, those of the route. */
  readonly checklist?:
    | readonly { readonly item: string; readonly says: string; readonly override?: 'prescriber' | 'nobody' }[]
    | undefined;
  /** Whose override of such an item counts, and from when to when. Not given: nobody's does. */
  readonly prescribers?: readonly Prescriber[] | undefined;
  readonly lines?: Thresholds | undefined;
  /** The signed protocol’s times of readings, and its shortest stay. */
  readonly times?: Protocol['cadence'] | undefined;
  readonly leastStay?: LeastStay | undefined;
  /** ISO date in the clinic's zone. */
  readonly today: string;
  readonly plannedAtMs?: number | undefined;
};

export type Agenda = {
  readonly minutesSinceDose: number | undefined;
  readonly infusion: Infusion;
  /** The dose by whatever route: where it stands, what may come next, and its clocks. */
  readonly dosing: Dosing;
  /** Place in `stages`, from 1; and the word for where it stands in it. */
  readonly phase4: number;
  readonly phaseSays: string;
  /** When the last of the dose will have been given, or was; undefined before it, and while a pump is paused. */
  readonly plannedEndMs: number | undefined;
  /** By the shortest stay alone; not firm while the end of the dose can still move. */
  readonly earliestLeaveMs: number | undefined;
  readonly isEarliestFirm: boolean;
  /** In order of time; the first is the next. */
  readonly todo: readonly Todo[];
  /** Empty before the dose: what is missing then is in `toStart`. */
  readonly due: readonly DueReading[];
  /** What else is rated and still open; empty before the dose. */
  readonly dueRatings: readonly DueRating[];
  /** The newest reading, judged. */
  readonly latest: { readonly id: string; readonly atMs: number; readonly judged: Interpretation } | undefined;
  /** Every set of readings, judged, by its id. */
  readonly judgedReadings: ReadonlyMap<string, Interpretation>;
  readonly lastValues: Partial<Record<ValueName, LastValue>>;
  readonly toStart: readonly Missing[];
  /** Every point before the dose, met or not, as it stands now; after the start, as it stood then. */
  readonly gate: readonly GateItem[];
  /** Open ones: those of the log, and doses that were given when their order had ended. */
  readonly conflicts: readonly Conflict[];
  readonly leaving: Readiness;
  readonly toSign: readonly Missing[];
  readonly deviations: readonly Deviation[];
  /** What is red now beside the readings. */
  readonly dangers: readonly Danger[];
  readonly findings: readonly Finding[];
};

/** The four parts of a session, as the bar of a chair shows them. */
export const stages = ['before', 'dosing', 'observing', 'leaving'] as const;

/** The pump should have ended, and nobody has written down that it did. */
export const endNotRecorded = 'End not recorded';

const msPerMin = 60 * 1_000;

/** @param nowMs the server's time, ms since 1970 */
export function agenda(record: SessionRecord, given: AgendaGiven, nowMs: number): Agenda {
  const course = courseOf(record, given, nowMs);
  const { infusion, dosing, endMs: plannedEndMs } = course;
  const { startedAtMs, route } = dosing;
  const zeroMs = startedAtMs ?? nowMs;
  const minutesSinceDose = startedAtMs === undefined ? undefined : (nowMs - startedAtMs) / msPerMin;
  const later = laterCourse(record, given, nowMs, course);
  const earliestLeaveMs = later.leaveMs;
  const due =
    minutesSinceDose === undefined
      ? []
      : dueReadings({
          route,
          minutesSinceDose,
          taken: record.readings.map(({ atMs }) => (atMs - zeroMs) / msPerMin),
          endedAtMin: dosing.endedAtMs === undefined ? 'running' : (dosing.endedAtMs - zeroMs) / msPerMin,
          symptomatic: isSymptomatic(record, nowMs),
          times: given.times,
        });
  const toRate =
    startedAtMs === undefined ? [] : dueRatings(record, given.times ?? usualTimes(route), startedAtMs, nowMs);
  const judge = judgeIn(record, given, nowMs, dosing);
  const judgedReadings = judgedIn(record, given, dosing, nowMs, judge);
  const newest = record.readings.at(-1);
  const judged = newest && judgedReadings.get(newest.id);
  const latest = newest && judged ? { id: newest.id, atMs: newest.atMs, judged } : undefined;
  const deviations = deviationsOf(record, course, given);
  const dangers = dangersOf(record, given.order, infusion, judge, nowMs);
  const conflicts = [...record.conflicts, ...afterOrderEnded(record, given)];
  const gate = gateOf(record, given, startedAtMs ?? nowMs, startedAtMs);
  const toStart = startedAtMs === undefined ? missingOf(gate) : [];
  const toSign = missingToSign(record, deviations, conflicts);
  const leaving = dischargeReadiness(leavingFacts(record, later, given, { zeroMs, nowMs }));
  const staleBeforeMs = staleBefore(due, given, startedAtMs, nowMs, route);
  const isBaselineStale =
    startedAtMs === undefined && latest !== undefined && staleBeforeMs !== undefined && latest.atMs < staleBeforeMs;
  const parts = {
    record,
    infusion,
    dosing,
    conflicts,
    due,
    dueRatings: toRate,
    latest,
    isBaselineStale,
    toStart,
    toSign,
    deviations,
    dangers,
    plannedEndMs,
    earliestLeaveMs,
    nowMs,
  };
  return {
    minutesSinceDose,
    infusion,
    dosing,
    ...phaseOf(record, course, earliestLeaveMs, nowMs),
    plannedEndMs,
    earliestLeaveMs,
    isEarliestFirm: later.dosing.endedAtMs !== undefined,
    todo: todoOf({ ...parts, lines: given.lines ?? thresholds, plannedAtMs: given.plannedAtMs }),
    due,
    dueRatings: toRate,
    latest,
    judgedReadings,
    lastValues: lastValuesOf(record, judge, judgedReadings, staleBeforeMs, nowMs),
    toStart,
    gate,
    conflicts,
    leaving,
    toSign,
    deviations,
    dangers,
    findings: latest?.judged.findings ?? [],
  };
}

/** A value from before this moment says nothing about now: it is too old, or a reading is overdue since. */
function staleBefore(
  due: readonly DueReading[],
  given: AgendaGiven,
  startedAtMs: number | undefined,
  nowMs: number,
  route: Dosing['route'],
): number | undefined {
  if (startedAtMs === undefined) return nowMs - staleBeforeDoseMs(given.times, route);
  const late = due.filter(({ state }) => state === 'overdue' || state === 'escalate').at(-1);
  const tooOldMs = nowMs - staleAfterMs(given.times, route);
  return late === undefined ? tooOldMs : Math.max(tooOldMs, startedAtMs + late.dueAtMin * msPerMin);
}

/** Written without knowing that the order had been withdrawn or replaced: the dose stands, and somebody says what of it. */
function afterOrderEnded({ standing }: SessionRecord, { order }: AgendaGiven): Conflict[] {
  if (order?.endedAt === undefined || order.endedAt === null) return [];
  const endedMs = msOf(order.endedAt);
  return standing
    .filter((fact) => isDose(fact) && happenedAt(fact) >= endedMs)
    .map(({ id }): Conflict => ({ kind: 'order-withdrawn-meanwhile', ids: [id] }))
    .filter((conflict) => !isSettled(conflict, standing));
}

function phaseOf(
  record: SessionRecord,
  { infusion, dosing, endMs }: Course,
  earliestLeaveMs: number | undefined,
  nowMs: number,
): Pick<Agenda, 'phase4' | 'phaseSays'> {
  const stage = (name: (typeof stages)[number]) => stages.indexOf(name) + 1;
  if (record.phase === 'left') return { phase4: stage('leaving'), phaseSays: 'Left' };
  if (dosing.startedAtMs === undefined) {
    if (record.arrived === undefined) return { phase4: stage('before'), phaseSays: 'Expected' };
    return { phase4: stage('before'), phaseSays: record.readings.length === 0 ? 'Arrived' : 'Baseline' };
  }
  if (infusion.state === 'paused') return { phase4: stage('dosing'), phaseSays: 'Paused' };
  const isPast = infusion.state === 'run-out' || (infusion.state === 'running' && endMs !== undefined && endMs < nowMs);
  if (isPast) return { phase4: stage('dosing'), phaseSays: endNotRecorded };
  if (infusion.state === 'running') return { phase4: stage('dosing'), phaseSays: infusingSays(record, infusion) };
  if (dosing.endedAtMs === undefined) return { phase4: stage('dosing'), phaseSays: dosingSays(dosing, nowMs) };
  if (earliestLeaveMs !== undefined && nowMs >= earliestLeaveMs)
    return { phase4: stage('leaving'), phaseSays: 'Leaving' };
  return { phase4: stage('observing'), phaseSays: 'Observing' };
}

/** “Device 2 may be given”, “Rest”, “Held in the mouth”. */
function dosingSays({ next }: Dosing, nowMs: number): string {
  if (next === undefined) return 'In the mouth';
  return next.opensAtMs !== undefined && nowMs < next.opensAtMs
    ? `Rest before device ${next.number}`
    : `Device ${next.number}`;
}

function infusingSays(record: SessionRecord, infusion: Infusion): string {
  const first = record.doseStart?.data.pumpRateUlPerH;
  const now = infusion.stretches.at(-1)?.pumpRateUlPerH;
  if (first === undefined || now === undefined || first === now || first === 0) return 'Infusing';
  return `Infusing at ${Math.round((100 * now) / first)} %`;
}
