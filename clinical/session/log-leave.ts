/** How long the dose lasts and when leaving is possible by the shortest stay, if this or that start is the one that counts. */
import type { LeastStay } from '#clinical/plan/plan.ts';
import { shortestStay } from './discharge-rules.ts';
import type { AgendaGiven } from './log-agenda.ts';
import { mostRateOf } from './log-dangers.ts';
import { type Dosing, dosingOf } from './log-dosing.ts';
import type { Fact, FactOf } from './log-event.ts';
import type { SessionRecord } from './log-fold.ts';
import { type Infusion, infusionOf, reachedAtMs } from './log-infusion.ts';
import type { DataOf } from './log-kinds.ts';
import { pumpOrder, type SessionOrder } from './log-order.ts';
import type { SessionRoute } from './readings.ts';

export type Course = {
  readonly infusion: Infusion;
  readonly dosing: Dosing;
  /** When the pump will have given its volume, or should have; by other routes when the last dose will be over, or was. */
  readonly endMs: number | undefined;
  /** The clinic's shortest stay in minutes from where it counts, where it says more than ours. */
  readonly stayMin: number | undefined;
  readonly leaveMs: number | undefined;
};

const msPerMin = 60 * 1_000;
const msPerH = 60 * msPerMin;

/** As the record reads: the first start counts. */
export const courseOf = (record: SessionRecord, given: AgendaGiven, nowMs: number): Course =>
  courseBy(record, record.pump, record.doseStart?.data, given, nowMs);

/** Until two starts are settled the later leave holds; one whose end is not known is later than any. */
export function laterCourse(record: SessionRecord, given: AgendaGiven, nowMs: number, first: Course): Course {
  if (!record.conflicts.some(({ kind }) => kind === 'two-starts')) return first;
  const starts = record.pump.filter((fact): fact is FactOf<'dose-started'> => fact.kind === 'dose-started');
  return starts
    .map((start) => {
      const pump = record.pump.filter((fact) => fact.kind !== 'dose-started' || fact === start);
      return courseBy(record, pump, start.data, given, nowMs);
    })
    .reduce((a, b) => (leaves(b) > leaves(a) ? b : a), first);
}

const leaves = ({ leaveMs }: Course): number => leaveMs ?? Number.POSITIVE_INFINITY;

function courseBy(
  record: SessionRecord,
  pump: SessionRecord['pump'],
  start: DataOf<'dose-started'> | undefined,
  given: AgendaGiven,
  nowMs: number,
): Course {
  const infusion = infusionOf(pump, nowMs);
  const dosing = dosingOf(record, given, nowMs, infusion);
  const pumpEndMs = plannedEnd(infusion, start, given.order, nowMs);
  // A rate above the order ends the dose earlier; nobody may leave earlier for it until a stop is written down.
  const most = mostRateOf(record, given.order) ?? Number.POSITIVE_INFINITY;
  const leaveFromMs = plannedEnd(infusionOf(noFaster(pump, most), nowMs), start, given.order, nowMs);
  const endMs = dosing.route === 'iv' ? pumpEndMs : (dosing.endedAtMs ?? dosing.atOnce?.endMs);
  const stayMin = clinicMinimum(given.leastStay, infusion.startedAtMs, endMs, dosing.route);
  return { infusion, dosing, endMs, stayMin, leaveMs: earliestLeave(dosing, infusion, leaveFromMs, stayMin) };
}

const noFaster = (pump: SessionRecord['pump'], most: number): SessionRecord['pump'] =>
  pump.map((fact): Fact => {
    if (fact.kind === 'dose-started' || fact.kind === 'rate-changed')
      return fact.data.pumpRateUlPerH <= most ? fact : withRate(fact, most);
    if (fact.kind === 'dose-resumed') return (fact.data.pumpRateUlPerH ?? 0) <= most ? fact : withRate(fact, most);
    return fact;
  });

const withRate = <F extends FactOf<'dose-started' | 'rate-changed' | 'dose-resumed'>>(
  fact: F,
  pumpRateUlPerH: number,
): F => ({ ...fact, data: { ...fact.data, pumpRateUlPerH } });

function plannedEnd(
  infusion: Infusion,
  start: DataOf<'dose-started'> | undefined,
  ordered: SessionOrder | undefined,
  nowMs: number,
): number | undefined {
  const known = infusion.endedAtMs ?? infusion.ranOutAtMs;
  if (known !== undefined) return known;
  const order = pumpOrder(ordered);
  const rate = infusion.stretches.at(-1)?.pumpRateUlPerH ?? start?.pumpRateUlPerH;
  if (infusion.state !== 'running' || rate === undefined || rate <= 0) return undefined;
  const orderedUl = order === undefined ? undefined : Math.ceil((order.doseUg * 1_000) / order.concentrationUgPerMl);
  const volumeUl = start?.volumeToGiveUl ?? orderedUl;
  if (volumeUl === undefined) return undefined;
  // Past it, without an end written down, it was due when the volume had been given.
  return (
    reachedAtMs(infusion, volumeUl) ?? Math.round(nowMs + (Math.max(0, volumeUl - infusion.givenUl) * msPerH) / rate)
  );
}

function clinicMinimum(
  stay: LeastStay | undefined,
  startMs: number | undefined,
  endMs: number | undefined,
  route: SessionRoute,
) {
  if (stay === undefined) return undefined;
  if ('fromEndMin' in stay) return stay.fromEndMin;
  if (route !== 'iv') return stay.fromDoseMin;
  return startMs === undefined || endMs === undefined ? undefined : stay.fromDoseMin - (endMs - startMs) / msPerMin;
}

const least = (route: SessionRoute): number => {
  const { value } = shortestStay(route);
  return 'fromEndMin' in value ? value.fromEndMin : value.fromDoseMin;
};

/** The later of what a pump asks for and what was given at once asks for: whoever had both stays for both. */
function earliestLeave(
  { atOnce }: Dosing,
  infusion: Infusion,
  pumpEndMs: number | undefined,
  clinicMin: number | undefined,
): number | undefined {
  const after = (fromMs: number, of: SessionRoute) => fromMs + Math.max(least(of), clinicMin ?? 0) * msPerMin;
  const given = atOnce && after(atOnce.countedFromMs, atOnce.route);
  if (infusion.startedAtMs === undefined) return given;
  return pumpEndMs === undefined ? undefined : Math.max(after(pumpEndMs, 'iv'), given ?? 0);
}
