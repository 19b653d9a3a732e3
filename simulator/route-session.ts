/**
 * A whole session of a virtual patient by another route than a vein: needle, nose or mouth, arrival to leaving.
 *
 * The same seed, session and time give the same facts. What such a dose does is taken from an infusion that rises about
 * as fast: invented, for showing and testing the program. It predicts nothing about anybody.
 */
import { lateReading, nasalDevice } from '#clinical/plan/plan.ts';
import {
  type InjectionSite,
  type SessionEvent,
  type SessionOrder,
  type SessionRoute,
  sessionRouteOf,
  shortestStay,
  thresholds,
  usualTimes,
} from '#clinical/session/session.ts';
import { some, writeBefore } from './before-dose.ts';
import { type Chance, chance } from './chance.ts';
import { writeLeaving } from './iv-leaving.ts';
import { type IvLog, type IvStaff, ivLog, msPerMin, wholeSecond } from './iv-log.ts';
import { ivCourse, type Running } from './iv-patient.ts';
import { inventIvPerson } from './iv-person.ts';
import { type JudgedSet, judgeSet, lateness, readSet } from './iv-sets.ts';
import { inventSideEffects, writeSideEffects } from './iv-side-effects.ts';
import { writeRemsAfter, writeRemsBefore } from './rems-answers.ts';

/** A compounded spray has no sourced dose and so no order: it is written down as it is given, and explained. */
export type SprayFound = {
  readonly id?: undefined;
  readonly drug: 'ketamine';
  readonly route: 'intranasal';
  readonly concentrationUgPerMl: number;
  readonly volumeUl: number;
  readonly doseUg: number;
};

export type RouteSession = {
  readonly seed: number;
  readonly session: string;
  /** When the patient is expected; ms since 1970. */
  readonly plannedAtMs: number;
  readonly station: string;
  readonly patient: { readonly ageYears: number; readonly weightKg: number };
  readonly order: Exclude<SessionOrder, { route: 'iv' }> | SprayFound;
  readonly staff: IvStaff;
  readonly checklist: readonly string[];
};

/** An infusion that feels about like it: how much of a dose, over how many minutes. */
const feelsLike: Readonly<Record<Exclude<SessionRoute, 'iv'>, { share: number; overMin: number }>> = {
  im: { share: 0.9, overMin: 15 },
  sc: { share: 0.85, overMin: 25 },
  'intranasal-esketamine': { share: 0.5, overMin: 25 },
  'intranasal-racemic': { share: 0.4, overMin: 25 },
  oral: { share: 0.2, overMin: 45 },
  sublingual: { share: 0.25, overMin: 30 },
};

/** Nobody stays longer; it ends the telling, whatever the figures are. Minutes from the start of the dose. */
const longestMin = 330;

/** The whole of it, also what has not happened yet. */
export function routeSession(of: RouteSession): SessionEvent[] {
  const by = chance(of.seed, 'route-session', of.session);
  const person = inventIvPerson(chance(of.seed, 'iv-person', of.session), of.patient);
  const log = ivLog({ ...of, nurse: of.staff.nurse });
  const named = sessionRouteOf(of.order);
  const route = named === 'iv' ? 'im' : named;
  const { doseMs, baseline } = writeBefore(log, by, person, { ...of, route });
  const before = baseline.at(-1);
  if (before?.judged.state === 'amber') writeDecision(log, by, of, doseMs);
  if (route === 'intranasal-esketamine') writeRemsBefore(log, by, doseMs);
  const given = writeDoses(log, by, of, doseMs);
  const course = ivCourse(person, runningOf(route, given, doseMs));
  const leftMs = writeObserving({ log, by, route, course, doseMs, lastMs: given.lastMs, baseline });
  const effects = inventSideEffects(chance(of.seed, 'iv-effects', of.session), person, course);
  writeSideEffects(log, effects, { doseMs, leftMs, nausea: person.nausea });
  return log.events();
}

/** Amber before the dose: the prescriber decides, with a reason. */
function writeDecision(log: IvLog, by: Chance, { staff }: RouteSession, doseMs: number): void {
  const data = {
    item: 'readings-amber',
    state: 'overridden',
    reason: 'Rested; benefit outweighs. As usual for them.',
  } as const;
  log.write(doseMs - by.whole(10, 40) * 1_000, 'checklist-item', data, { by: staff.prescriber.id, lagSec: 3 });
}

type Given = { readonly doses: readonly { readonly atMs: number; readonly ug: number }[]; readonly lastMs: number };

/** What a prescriber writes of a dose that nobody can order. */
const why =
  'Synthetic: made by a compounding pharmacy for this patient. No source has a dose, so it is recorded and not ordered; watched as esketamine is.';

function writeDoses(log: IvLog, by: Chance, { order, staff }: RouteSession, doseMs: number): Given {
  const common = { ...(order.id === undefined ? {} : { orderId: order.id }), as: 'fact' } as const;
  const once: Given = { doses: [{ atMs: doseMs, ug: order.doseUg }], lastMs: doseMs };
  const lot = `SYN-${by.whole(10, 99)}`;
  const lag = { lagSec: by.whole(2, 12) };
  switch (order.route) {
    case 'im':
    case 'sc': {
      const { drug, concentrationUgPerMl, volumeUl, doseUg } = order;
      const site =
        order.route === 'im'
          ? by.pick<InjectionSite>(['deltoid-left', 'deltoid-right'])
          : by.pick<InjectionSite>(['abdomen-left', 'upper-arm-right']);
      const data = { ...common, route: order.route, site, drug, concentrationUgPerMl, volumeUl, doseUg, lot };
      log.write(doseMs, 'injection-given', data, lag);
      return once;
    }
    case 'intranasal': {
      if (order.drug === 'ketamine') {
        const { drug, concentrationUgPerMl, volumeUl, doseUg } = order;
        const spray = { ...common, drug, concentrationUgPerMl, volumeUl, doseUg, lot };
        const of = log.write(doseMs, 'spray-given', spray, lag);
        if (order.id === undefined)
          log.write(
            doseMs + by.whole(90, 240) * 1_000,
            'deviation-explained',
            { of, why },
            { by: staff.prescriber.id },
          );
        return once;
      }
      const doseUg = nasalDevice.value.ug;
      const doses: { atMs: number; ug: number }[] = [];
      let atMs = doseMs;
      for (let number = 1; number <= order.devices; number += 1) {
        const how = number === 1 ? { noseBlown: true, headReclined: true } : { headReclined: true };
        log.write(atMs, 'device-given', { ...common, drug: order.drug, number, doseUg, lot, ...how }, lag);
        doses.push({ atMs, ug: doseUg });
        atMs = wholeSecond(atMs + (nasalDevice.value.restMin + some(by, 0.1, 0.9)) * msPerMin);
      }
      return { doses, lastMs: doses.at(-1)?.atMs ?? doseMs };
    }
    case 'oral':
    case 'sublingual': {
      const { route, form, drug, doseUg } = order;
      const id = log.write(doseMs, 'mouth-dose-placed', { ...common, route, form, drug, doseUg, lot }, lag);
      const holdMin = order.route === 'sublingual' ? order.holdMin + some(by, 0.1, 0.7) : some(by, 0.1, 0.5);
      const how = order.route === 'sublingual' && order.afterwards === 'spit' ? 'spat' : 'swallowed';
      log.write(doseMs + holdMin * msPerMin, 'mouth-dose-ended', { of: id, how }, lag);
      return once;
    }
  }
}

function runningOf(route: Exclude<SessionRoute, 'iv'>, { doses }: Given, doseMs: number): Running[] {
  const { share, overMin } = feelsLike[route];
  return doses.map(({ atMs, ug }) => {
    const fromMin = (atMs - doseMs) / msPerMin;
    return { fromMin, toMin: fromMin + overMin, mgPerMin: (ug * share) / 1_000 / overMin };
  });
}

type Observing = {
  log: IvLog;
  by: Chance;
  route: Exclude<SessionRoute, 'iv'>;
  course: ReturnType<typeof ivCourse>;
  doseMs: number;
  lastMs: number;
  baseline: readonly JudgedSet[];
};

/** Readings by the cadence, again soon after an off one, and on until the rules let somebody go. @returns when they left */
function writeObserving({ log, by, route, course, doseMs, lastMs, baseline }: Observing): number {
  const sets: JudgedSet[] = [...baseline];
  const compared = baseline.at(-1)?.set;
  const stay = shortestStay(route).value;
  const stayMin = 'fromDoseMin' in stay ? stay.fromDoseMin : stay.fromEndMin;
  let leaveAtMin = (lastMs - doseMs) / msPerMin + stayMin + some(by, 1, 4);
  const listed = usualTimes(route).readingsAtMin.filter((at) => at > 0);
  let repeatAtMin = Number.POSITIVE_INFINITY;
  let takenMin = 0;
  for (;;) {
    const dueAtMin = listed[0] ?? Number.POSITIVE_INFINITY;
    const wantedMin = Math.max(takenMin + 1, Math.min(dueAtMin, repeatAtMin, leaveAtMin));
    const atMs = wholeSecond(doseMs + wantedMin * msPerMin + Math.min(lateness(by), 3 * msPerMin));
    takenMin = (atMs - doseMs) / msPerMin;
    const data = readSet(by, course(takenMin));
    const id = log.write(atMs, 'reading', data);
    const previous = sets.map(({ set }) => set);
    const taken = { id, ...judgeSet(data, { atMin: takenMin, phase: 'after', route, baseline: compared, previous }) };
    sets.push(taken);
    while (listed.length > 0 && (listed[0] ?? 0) <= takenMin + lateReading.value.overdueAfterMin / 2) listed.shift();
    const isOff = taken.judged.state === 'amber' || taken.judged.state === 'red';
    repeatAtMin = isOff ? takenMin + thresholds.repeatMin.value : Number.POSITIVE_INFINITY;
    if (takenMin < leaveAtMin) continue;
    const leftMs = writeLeaving(log, by, {
      doseMs,
      endMs: lastMs,
      route,
      atMs,
      sets,
      baseline: compared,
      newest: data,
    });
    if (leftMs !== undefined) {
      if (route === 'intranasal-esketamine') writeRemsAfter(log, by, { sets, doseMs, atMs });
      return leftMs;
    }
    leaveAtMin = takenMin + 10;
    if (takenMin > longestMin) {
      const goneMs = atMs + 5 * msPerMin;
      log.write(goneMs, 'left', { how: 'to-hospital', reason: 'Not ready to leave after five hours.', as: 'fact' });
      return goneMs;
    }
  }
}
