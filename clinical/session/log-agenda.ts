/**
 * What comes next in a session: due, overdue, blocked, cautions, and what is still missing to start, to leave, to sign.
 *
 * The same function runs on the tablet, on the server and in the printed record.
 */
import type { Finding } from '#clinical/findings.ts';
import type { LeastStay, Protocol } from '#clinical/plan/plan.ts';
import { type DueReading, dueReadings } from './cadence.ts';
import { dischargeReadiness, type Readiness } from './discharge.ts';
import type { Interpretation } from './interpret.ts';
import { deviationsOf } from './log-deviations.ts';
import type { SessionRecord } from './log-fold.ts';
import type { Infusion } from './log-infusion.ts';
import { judgedIn } from './log-judged.ts';
import { courseOf, laterCourse } from './log-leave.ts';
import { type Deviation, leavingFacts, type Missing, missingToSign, missingToStart } from './log-missing.ts';
import type { Prescriber } from './log-overrides.ts';
import {
  judgeIn,
  type LastValue,
  lastValuesOf,
  staleAfterMs,
  staleBeforeDoseMs,
  type ValueName,
} from './log-readings.ts';
import { type Todo, todoOf } from './log-todo.ts';
import { type Thresholds, thresholds } from './thresholds.ts';

/** What a prescriber signed, as far as the session needs it. Amounts in whole micrograms and microlitres per hour. */
export type SessionOrder = {
  readonly id: string;
  readonly doseUg: number;
  readonly concentrationUgPerMl: number;
  readonly pumpRateUlPerH: number;
  /** What it was worked out from, in whole grams. */
  readonly weight?:
    | { readonly grams: number; readonly workedFrom?: { readonly actualGrams: number } | undefined }
    | undefined;
  /** ISO date: valid to the end of this day in the clinic's zone. */
  readonly validUntil: string;
  readonly state: 'active' | 'withdrawn' | 'replaced';
};

export type AgendaGiven = {
  readonly order: SessionOrder | undefined;
  /** Items that the clinic wants settled before the dose, with their sentences. */
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
  /** Place in `stages`, from 1; and the word for where it stands in it. */
  readonly phase4: number;
  readonly phaseSays: string;
  /** When the pump will have given its volume, or did; undefined before the dose and while it is paused. */
  readonly plannedEndMs: number | undefined;
  /** By the shortest stay alone; not firm while the end of the infusion can still move. */
  readonly earliestLeaveMs: number | undefined;
  readonly isEarliestFirm: boolean;
  /** In order of time; the first is the next. */
  readonly todo: readonly Todo[];
  /** Empty before the dose: what is missing then is in `toStart`. */
  readonly due: readonly DueReading[];
  /** The newest reading, judged. */
  readonly latest: { readonly id: string; readonly atMs: number; readonly judged: Interpretation } | undefined;
  /** Every set of readings, judged, by its id. */
  readonly judgedReadings: ReadonlyMap<string, Interpretation>;
  readonly lastValues: Partial<Record<ValueName, LastValue>>;
  readonly toStart: readonly Missing[];
  readonly leaving: Readiness;
  readonly toSign: readonly Missing[];
  readonly deviations: readonly Deviation[];
  readonly findings: readonly Finding[];
};

/** The four parts of a session, as the bar of a chair shows them. */
export const stages = ['before', 'dosing', 'observing', 'leaving'] as const;

const msPerMin = 60 * 1_000;

/** @param nowMs the server's time, ms since 1970 */
export function agenda(record: SessionRecord, given: AgendaGiven, nowMs: number): Agenda {
  const course = courseOf(record, given, nowMs);
  const { infusion, endMs: plannedEndMs, stayMin } = course;
  const { startedAtMs } = infusion;
  const zeroMs = startedAtMs ?? nowMs;
  const minutesSinceDose = startedAtMs === undefined ? undefined : (nowMs - startedAtMs) / msPerMin;
  const later = laterCourse(record, given, nowMs, course);
  const earliestLeaveMs = later.leaveMs;
  const due =
    minutesSinceDose === undefined
      ? []
      : dueReadings({
          route: 'iv',
          minutesSinceDose,
          taken: record.readings.map(({ atMs }) => (atMs - zeroMs) / msPerMin),
          endedAtMin: infusion.endedAtMs === undefined ? 'running' : (infusion.endedAtMs - zeroMs) / msPerMin,
          times: given.times,
        });
  const judge = judgeIn(record, given, infusion, nowMs);
  const judgedReadings = judgedIn(record, given, infusion, zeroMs, judge);
  const newest = record.readings.at(-1);
  const judged = newest && judgedReadings.get(newest.id);
  const latest = newest && judged ? { id: newest.id, atMs: newest.atMs, judged } : undefined;
  const deviations = deviationsOf(record, infusion, given, stayMin);
  const toStart = startedAtMs === undefined ? missingToStart(record, given, nowMs) : [];
  const toSign = missingToSign(record, deviations);
  const leaving = dischargeReadiness(leavingFacts(record, later.infusion, zeroMs, nowMs, later.stayMin));
  const staleBeforeMs = staleBefore(due, given, startedAtMs, nowMs);
  const isBaselineStale =
    startedAtMs === undefined && latest !== undefined && staleBeforeMs !== undefined && latest.atMs < staleBeforeMs;
  const parts = {
    record,
    infusion,
    due,
    latest,
    isBaselineStale,
    toStart,
    toSign,
    deviations,
    plannedEndMs,
    earliestLeaveMs,
    nowMs,
  };
  return {
    minutesSinceDose,
    infusion,
    ...phaseOf(record, infusion, earliestLeaveMs, nowMs),
    plannedEndMs,
    earliestLeaveMs,
    isEarliestFirm: later.infusion.endedAtMs !== undefined,
    todo: todoOf({ ...parts, lines: given.lines ?? thresholds, plannedAtMs: given.plannedAtMs }),
    due,
    latest,
    judgedReadings,
    lastValues: lastValuesOf(record, judge, staleBeforeMs, nowMs),
    toStart,
    leaving,
    toSign,
    deviations,
    findings: latest?.judged.findings ?? [],
  };
}

/** A value from before this moment says nothing about now: it is too old, or a reading is overdue since. */
function staleBefore(
  due: readonly DueReading[],
  given: AgendaGiven,
  startedAtMs: number | undefined,
  nowMs: number,
): number | undefined {
  if (startedAtMs === undefined) return nowMs - staleBeforeDoseMs(given.times);
  const late = due.filter(({ state }) => state === 'overdue' || state === 'escalate').at(-1);
  const tooOldMs = nowMs - staleAfterMs(given.times);
  return late === undefined ? tooOldMs : Math.max(tooOldMs, startedAtMs + late.dueAtMin * msPerMin);
}

function phaseOf(
  record: SessionRecord,
  infusion: Infusion,
  earliestLeaveMs: number | undefined,
  nowMs: number,
): Pick<Agenda, 'phase4' | 'phaseSays'> {
  const stage = (name: (typeof stages)[number]) => stages.indexOf(name) + 1;
  if (record.phase === 'left') return { phase4: stage('leaving'), phaseSays: 'Left' };
  if (infusion.startedAtMs === undefined) {
    if (record.arrived === undefined) return { phase4: stage('before'), phaseSays: 'Expected' };
    return { phase4: stage('before'), phaseSays: record.readings.length === 0 ? 'Arrived' : 'Baseline' };
  }
  if (infusion.state === 'paused') return { phase4: stage('dosing'), phaseSays: 'Paused' };
  if (infusion.state === 'running') return { phase4: stage('dosing'), phaseSays: infusingSays(record, infusion) };
  if (earliestLeaveMs !== undefined && nowMs >= earliestLeaveMs)
    return { phase4: stage('leaving'), phaseSays: 'Leaving' };
  return { phase4: stage('observing'), phaseSays: 'Observing' };
}

function infusingSays(record: SessionRecord, infusion: Infusion): string {
  const first = record.doseStart?.data.pumpRateUlPerH;
  const now = infusion.stretches.at(-1)?.pumpRateUlPerH;
  if (first === undefined || now === undefined || first === now || first === 0) return 'Infusing';
  return `Infusing at ${Math.round((100 * now) / first)} %`;
}
