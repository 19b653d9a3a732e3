/**
 * A whole intravenous session of a virtual patient, arrival to leaving, as the facts that a nurse writes down.
 *
 * The same seed, session and time give the same facts. Nobody signs: that is left to people.
 */
import { cadences, lateReading } from '#clinical/plan/plan.ts';
import { infusionRule, type SessionEvent, thresholds } from '#clinical/session/session.ts';
import { some, writeBefore } from './before-dose.ts';
import { type Chance, chance } from './chance.ts';
import { writeLeaving } from './iv-leaving.ts';
import { type IvLog, type IvStaff, ivLog, msPerMin, wholeSecond } from './iv-log.ts';
import { ivCourse } from './iv-patient.ts';
import { type IvPerson, inventIvPerson } from './iv-person.ts';
import { type IvPump, ivPump } from './iv-pump.ts';
import { type JudgedSet, judgeSet, lateness, readSet } from './iv-sets.ts';
import { inventSideEffects, writeSideEffects } from './iv-side-effects.ts';

export type IvSession = {
  readonly seed: number;
  /** Id of the session. */
  readonly session: string;
  /** When the patient is expected; the dose starts about half an hour later. Ms since 1970. */
  readonly plannedAtMs: number;
  readonly station: string;
  readonly patient: { readonly ageYears: number; readonly weightKg: number };
  readonly order: {
    readonly id: string;
    readonly drug: string;
    readonly doseUg: number;
    readonly concentrationUgPerMl: number;
    readonly pumpRateUlPerH: number;
  };
  readonly staff: IvStaff;
  /** Items that the clinic wants settled before the dose. */
  readonly checklist: readonly string[];
  /** The protocol's times of readings; left out: the project's. */
  readonly times?: {
    readonly readingsAtMin: readonly number[];
    readonly duringEveryMin?: number | undefined;
    readonly afterEveryMin?: number | undefined;
  };
};

/** What has been written down until a moment. A later moment gives the same facts and those that came since. */
export const ivSessionUntil = (of: IvSession, untilMs: number): SessionEvent[] => writtenBy(ivSession(of), untilMs);

export const writtenBy = (events: readonly SessionEvent[], untilMs: number): SessionEvent[] =>
  events.filter(({ enteredAt }) => Date.parse(enteredAt) <= untilMs);

/** The whole of it, also what has not happened yet. */
export function ivSession(of: IvSession): SessionEvent[] {
  const by = chance(of.seed, 'iv-session', of.session);
  const person = inventIvPerson(chance(of.seed, 'iv-person', of.session), of.patient);
  const log = ivLog({ ...of, nurse: of.staff.nurse });
  const { doseMs, baseline } = writeBefore(log, by, person, { ...of, route: 'iv' });
  const pump = ivPump(of.order, doseMs);
  writeStart(log, by, of, pump, doseMs);
  const leftMs = writeObserving({ log, by, person, of, pump, doseMs, baseline });
  const course = ivCourse(person, pump.given());
  const effects = inventSideEffects(chance(of.seed, 'iv-effects', of.session), person, course);
  writeSideEffects(log, effects, { doseMs, leftMs, nausea: person.nausea });
  return log.events();
}

function writeStart(log: IvLog, by: Chance, { order }: IvSession, pump: IvPump, doseMs: number): void {
  const { id: orderId, drug, concentrationUgPerMl, pumpRateUlPerH } = order;
  const what = { route: 'iv', orderId, drug, concentrationUgPerMl, pumpRateUlPerH, as: 'fact' } as const;
  log.write(doseMs, 'dose-started', { ...what, volumeToGiveUl: pump.volumeUl }, { lagSec: by.whole(2, 12) });
  const text = by.pick([
    'Eye mask and music, light dimmed.',
    'Wants no music. Light dimmed.',
    'Eyes closed, breathes calmly.',
  ]);
  log.write(doseMs + some(by, 2, 5) * msPerMin, 'note', { text });
}

type Observing = {
  log: IvLog;
  by: Chance;
  person: IvPerson;
  of: IvSession;
  pump: IvPump;
  doseMs: number;
  baseline: readonly JudgedSet[];
};

/** Nobody stays longer; it ends the telling, whatever the figures are. Minutes from the start of the dose. */
const longestMin = 330;

/** Readings by the cadence, and five minutes after an amber one; what follows at the pump; leaving. @returns when they left */
function writeObserving({ log, by, person, of, pump, doseMs, baseline }: Observing): number {
  const times = of.times ?? cadences.iv.value;
  const listed = times.readingsAtMin.filter((at) => at > 0);
  const sets: JudgedSet[] = [...baseline];
  const minuteOf = (ms: number) => (ms - doseMs) / msPerMin;
  const compared = baseline.at(-1)?.set;
  let [isSlowed, hasEnded, repeatAtMin] = [false, false, Number.POSITIVE_INFINITY];
  let leaveAtMin = Number.POSITIVE_INFINITY;
  let dueAtMin = listed.shift() ?? times.duringEveryMin ?? 10;
  const nextDue = (at: number) => {
    const every = at >= minuteOf(pump.endMs()) ? times.afterEveryMin : times.duringEveryMin;
    return listed.shift() ?? at + Math.max(1, every ?? 15);
  };
  let takenMin = 0;
  for (;;) {
    const wantedMin = Math.max(takenMin + 1, Math.min(dueAtMin, repeatAtMin, leaveAtMin));
    const atMs = wholeSecond(doseMs + wantedMin * msPerMin + lateness(by));
    if (!hasEnded && atMs > pump.endMs()) {
      // The pump has given its volume and stands still; somebody switches it off.
      const offMs = pump.endMs() + by.whole(8, 70) * 1_000;
      log.write(offMs, 'dose-stopped', { volumeGivenUl: pump.volumeUl }, { lagSec: by.whole(3, 15) });
      hasEnded = true;
      leaveAtMin = minuteOf(offMs) + 60 + some(by, 1, 6);
    }
    takenMin = minuteOf(atMs);
    const data = readSet(by, ivCourse(person, pump.given())(takenMin));
    const id = log.write(atMs, 'reading', data);
    const phase = hasEnded ? 'after' : 'during';
    const previous = sets.map(({ set }) => set);
    const taken = { id, ...judgeSet(data, { atMin: takenMin, phase, baseline: compared, previous }) };
    sets.push(taken);
    // A set just before its time answers it too.
    while (dueAtMin <= takenMin + lateReading.value.overdueAfterMin / 2) dueAtMin = nextDue(dueAtMin);
    const isOff = taken.judged.state === 'amber' || taken.judged.state === 'red';
    repeatAtMin = isOff ? takenMin + thresholds.repeatMin.value : Number.POSITIVE_INFINITY;
    if (takenMin >= leaveAtMin || takenMin > longestMin) {
      const endMs = pump.endMs();
      const leftMs = writeLeaving(log, by, { doseMs, endMs, atMs, sets, baseline: compared, newest: data });
      if (leftMs !== undefined) return leftMs;
      leaveAtMin = takenMin + 10;
      if (takenMin > longestMin) return writeHospital(log, atMs);
    }
    if (hasEnded) continue;
    const { advice } = taken.judged.giving;
    if (advice === 'stop') {
      const stopMs = atMs + by.whole(20, 60) * 1_000;
      if (stopMs >= pump.endMs()) continue;
      const volumeGivenUl = pump.stop(stopMs);
      log.write(stopMs, 'dose-stopped', { reason: 'A reading is red.', volumeGivenUl }, { lagSec: by.whole(3, 15) });
      writeTold(log, by, of, `repeat@${id}`, atMs);
      hasEnded = true;
      leaveAtMin = minuteOf(pump.endMs()) + 60 + some(by, 1, 6);
    } else if (advice === 'slow' && !isSlowed) {
      const slowMs = atMs + by.whole(30, 90) * 1_000;
      if (slowMs >= pump.endMs()) continue;
      const pumpRateUlPerH = Math.floor((of.order.pumpRateUlPerH * infusionRule.value.amberRatePct) / 100);
      pump.changeRate(slowMs, pumpRateUlPerH);
      log.write(slowMs, 'rate-changed', { pumpRateUlPerH, reason: 'Pressure amber.' }, { lagSec: by.whole(3, 15) });
      writeTold(log, by, of, `repeat@${id}`, atMs);
      isSlowed = true;
    }
  }
}

/** The prescriber is told and says so. */
function writeTold(log: IvLog, by: Chance, { staff }: IvSession, task: string, atMs: number): void {
  const toldMs = atMs + by.whole(60, 150) * 1_000;
  log.write(toldMs, 'told', { task, whom: staff.prescriber.name, how: 'in-person' });
  log.write(toldMs + by.whole(30, 120) * 1_000, 'task-acknowledged', { task }, { by: staff.prescriber.id });
}

function writeHospital(log: IvLog, atMs: number): number {
  const leftMs = atMs + 5 * msPerMin;
  log.write(leftMs, 'left', { how: 'to-hospital', reason: 'Not ready to leave after five hours.', as: 'fact' });
  return leftMs;
}
