/** The sessions that the demonstration tells: which ones are its own, and what is written down in each. */
import { type TreatmentOrder, yearsBetween } from '#clinical/plan/plan.ts';
import { type Kind, readinessFor, type SessionEvent, sessionRouteOf } from '#clinical/session/session.ts';
import { ivSession, writtenBy } from '#simulator/iv-session.ts';
import { routeSession, type SprayFound } from '#simulator/route-session.ts';
import { demoEpochMs } from './demo-accounts.ts';
import type { DemoClinic } from './demo-clinic.ts';
import { weightKgOf } from './demo-plan.ts';

/** A session that goes on by itself to the end, or one that waits at the gate for a person. */
export const tellings = ['goes-on', 'waits'] as const;
export type Telling = (typeof tellings)[number];

/** Where and when: the id of a session says that it is the demonstration's own, and how it is told. */
export type Where = { readonly place: number; readonly plannedAtMs: number };

export const storyId = (demo: DemoClinic, { place, plannedAtMs }: Where, telling: Telling): string =>
  demo.id(`session ${telling} ${place}`, Math.round((plannedAtMs - demoEpochMs) / 1_000));

/** How the demonstration tells this session; undefined: a person opened it, or moved it to this chair. */
export const tellingOf = (demo: DemoClinic, id: string, where: Where): Telling | undefined =>
  tellings.find((telling) => storyId(demo, where, telling) === id);

/** How many points of the checklist are settled where somebody waits at the gate. */
const settledAtGate = 6;

/** Each patient has a seed of their own. */
const seedOf = (patientId: string): number => Number.parseInt(patientId.slice(-8), 16);

export function story(
  demo: DemoClinic,
  where: Where,
  of: {
    telling: Telling;
    patient: { id: string; birthOn: string };
    order: (TreatmentOrder & { id: string }) | SprayFound;
  },
): SessionEvent[] {
  const { telling, patient, order } = of;
  const prescriber = demo.person('prescriber');
  const on = new Date(where.plannedAtMs).toISOString().slice(0, 10);
  const told = {
    seed: seedOf(patient.id),
    session: storyId(demo, where, telling),
    plannedAtMs: where.plannedAtMs,
    station: demo.id('station', where.place),
    patient: { ageYears: yearsBetween(patient.birthOn, on), weightKg: weightKgOf(patient.id) },
    staff: {
      nurse: demo.person('nurse', where.place).practitionerId,
      prescriber: { id: prescriber.practitionerId, name: prescriber.name },
    },
    checklist: readinessFor(sessionRouteOf(order)).map(({ item }) => item),
  };
  const events =
    order.route === 'iv'
      ? ivSession({ ...told, order })
      : routeSession({ ...told, order: isFound(order) ? order : { ...order, state: 'active' as const } });
  return telling === 'goes-on' ? events : untilGate(events);
}

const isFound = (order: { id?: string | undefined }): order is SprayFound => order.id === undefined;

/** The first of a dose, by each route. */
const begins: readonly string[] = [
  'dose-started',
  'injection-given',
  'device-given',
  'spray-given',
  'mouth-dose-placed',
];
/** None of it is given any more. */
const ends: readonly Kind[] = ['dose-stopped', 'injection-given', 'device-given', 'spray-given', 'mouth-dose-ended'];

function untilGate(events: readonly SessionEvent[]): SessionEvent[] {
  let settled = 0;
  const end = events.findIndex(({ kind }) => {
    if (kind === 'checklist-item') settled += 1;
    return settled > settledAtGate || begins.includes(kind);
  });
  return events.slice(0, Math.max(0, end));
}

/** What somebody would see who comes in just now. */
export type Look = 'infusing' | 'slowed' | 'between-devices' | 'observing' | 'leaving';

const soonMs = 8 * 60_000;

export function looksLike(look: Look, events: readonly SessionEvent[], now: number): boolean {
  const kinds = new Set(writtenBy(events, now).map(({ kind }) => kind));
  const isRunning = kinds.has('dose-started') && !kinds.has('dose-stopped');
  const leaves = Date.parse(events.findLast(({ kind }) => kind === 'left')?.enteredAt ?? '') - now;
  switch (look) {
    case 'infusing':
      return isRunning && !kinds.has('rate-changed');
    case 'slowed':
      return isRunning && kinds.has('rate-changed');
    case 'between-devices':
      return kinds.has('device-given');
    case 'observing':
      return ends.some((kind) => kinds.has(kind)) && !kinds.has('discharge-item');
    case 'leaving':
      return leaves > 60_000 && leaves < soonMs;
  }
}
