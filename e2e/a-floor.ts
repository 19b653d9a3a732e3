import { type TemplateName, type TreatmentOrder, templates } from '#clinical/plan/plan.ts';
import { type Kind, leavingItems } from '#clinical/session/session.ts';
import { newId } from '#server/platform/ids.ts';
import { aClinic, anOrder, aPatient, type Person, type TestClinic } from '../tests/builders.ts';
import type { RunningServer } from './harness.ts';

export type FloorPeople = { director: Person; nurse: Person; second: Person };
export type TestFloor = FloorPeople & {
  clinic: TestClinic;
  /** In chair order. */
  chairs: readonly string[];
  protocolId: string;
  /** Somebody with an order that was signed for them. */
  ordered(
    name: readonly [string, string],
    birthOn?: string,
    by?: Seat['by'],
  ): Promise<{ patientId: string; orderId: string | undefined }>;
  /** A session of somebody new in this chair, or in none. */
  session(given: Seat): Promise<{ id: string; patientId: string }>;
  /** Written down at the chair, so many minutes ago. */
  facts(session: string, facts: readonly PastFact[], by?: Person): Promise<void>;
};

type Seat = {
  name: readonly [string, string];
  chair?: number;
  plannedInMin: number;
  birthOn?: string;
  /** The same for everyone who is treated together. */
  groupId?: string;
  /** By another route than into a vein, or without an order at all. */
  by?: Ordered | 'no order';
};
export type Ordered = { template: TemplateName; order: TreatmentOrder };
export type PastFact = readonly [agoMin: number, kind: Kind, data?: object];

const minute = 60_000;
const inMin = (minutes: number) => new Date(Date.now() + minutes * minute).toISOString();

/** A clinic with chairs, a signed protocol and three people, and the ways to bring patients into it; all by the interface. */
export async function aFloor(server: RunningServer, chairs = 6): Promise<TestFloor> {
  const clinic = await aClinic(server.services);
  const director = await clinic.as('owner', 'medical-director', 'nurse');
  const [nurse, second] = [await clinic.as('nurse'), await clinic.as('nurse')];
  const must = mustOn(server);
  await named(must, director, director, ['Mara', 'Okafor']);
  await named(must, director, nurse, ['Sofia', 'Lind']);
  await named(must, director, second, ['Tomas', 'Beck']);
  const chairIds: string[] = [];
  for (let at = 1; at <= chairs; at += 1) {
    const id = newId();
    chairIds.push(id);
    await must(director, 'POST', '/api/chairs', { id, name: String(at) });
  }
  const protocolId = newId();
  await must(director, 'POST', '/api/protocols', {
    id: protocolId,
    version: 1,
    protocol: templates.iv,
    reason: 'made for a test',
  });
  const protocols = new Map<TemplateName, string>([['iv', protocolId]]);
  const signedProtocol = async (template: TemplateName): Promise<string> => {
    const known = protocols.get(template);
    if (known !== undefined) return known;
    const id = newId();
    const protocol = { id, version: 1, protocol: templates[template], reason: 'made for a test' };
    await must(director, 'POST', '/api/protocols', protocol);
    protocols.set(template, id);
    return id;
  };
  const ordered: TestFloor['ordered'] = async ([givenName, familyName], birthOn, by) => {
    const { id: patientId } = await aPatient(director, { givenName, familyName, ...(birthOn ? { birthOn } : {}) });
    if (by === 'no order') return { patientId, orderId: undefined };
    const orderId = newId();
    const protocolVersionId = await signedProtocol(by?.template ?? 'iv');
    const order = { id: orderId, protocolVersionId, order: by?.order ?? anOrder() };
    await must(director, 'POST', `/api/patients/${patientId}/orders`, order);
    return { patientId, orderId };
  };
  let stationSeq = 0;
  const station = newId();
  return {
    clinic,
    director,
    nurse,
    second,
    chairs: chairIds,
    protocolId,
    ordered,
    async session({ name, chair, plannedInMin, birthOn, groupId, by }) {
      const { patientId, orderId } = await ordered(name, birthOn, by);
      const id = newId();
      const chairId = chair === undefined ? undefined : chairIds[chair - 1];
      await must(director, 'POST', '/api/sessions', {
        id,
        patientId,
        ...(orderId === undefined ? {} : { orderId }),
        plannedAt: inMin(plannedInMin),
        ...(chairId === undefined ? {} : { chairId }),
        ...(groupId === undefined ? {} : { groupId }),
      });
      return { id, patientId };
    },
    async facts(session, facts, by = nurse) {
      const events = facts.map(([agoMin, kind, data = {}]) => {
        const at = inMin(-agoMin);
        stationSeq += 1;
        return {
          ...{ id: newId(), session, kind, v: 1, data, by: by.practitionerId, station, stationSeq },
          ...{ measuredAt: at, enteredAt: at, clockOffsetMs: 0, offsetCheckedAt: at },
        };
      });
      await must(by, 'POST', '/api/sessions/events', { events });
    },
  };
}

type Must = (as: Person, method: string, path: string, body: object) => Promise<void>;

const mustOn =
  (server: RunningServer): Must =>
  async (as, method, path, body) => {
    const answer = await fetch(`${server.address}${path}`, {
      method,
      headers: { cookie: as.cookie, origin: server.address, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const said = await answer.text();
    if (answer.status >= 300 || said.includes('"refused"'))
      throw new Error(`${method} ${path}: ${answer.status} ${said}`);
  };

const named = (must: Must, as: Person, who: Person, [givenName, familyName]: readonly [string, string]) =>
  must(as, 'PUT', `/api/practitioners/${who.practitionerId}`, { version: 1, givenName, familyName, credentials: '' });

export const reading = (
  systolicMmHg: number,
  diastolicMmHg: number,
  heartRatePerMin: number,
  spo2Pct: number,
  more = {},
) => ({
  ...{ systolicMmHg, diastolicMmHg, heartRatePerMin, spo2Pct, breathsPerMin: 14, moaaS: 5, cadss: 1, symptoms: [] },
  ...{ source: 'by-hand', ...more },
});

/** The pump of the order at its rate. */
export const started = {
  route: 'iv',
  drug: 'ketamine',
  concentrationUgPerMl: 1_000,
  pumpRateUlPerH: 52_500,
  volumeToGiveUl: 35_000,
  as: 'fact',
} as const;

export const confirmed = { identifiers: ['name', 'birth-date'] };

export type FullFloor = TestFloor & {
  infusing: string;
  overdue: string;
  amber: string;
  ready: string;
  baseline: string;
  next: string;
};

/** Five chairs in five phases and a free one with someone expected: the picture of the floor. */
export async function aFullFloor(server: RunningServer): Promise<FullFloor> {
  const floor = await aFloor(server);
  const { second, nurse, facts } = floor;
  const seat = async (chair: number, given: string, family: string, plannedInMin: number) =>
    (await floor.session({ name: [given, family], chair, plannedInMin })).id;

  const infusing = await seat(1, 'Rosa', 'Keller', -40);
  await facts(
    infusing,
    [
      [35, 'arrived'],
      [33, 'identity-confirmed', confirmed],
      [30, 'reading', reading(130, 80, 76, 98, { cadss: 0 })],
      [20, 'watch-taken'],
      [20, 'dose-started', started],
      [10, 'reading', reading(134, 82, 80, 98)],
      [2, 'reading', reading(138, 84, 82, 97)],
    ],
    second,
  );

  const overdue = await seat(2, 'Mina', 'Dahl', -100);
  await facts(overdue, [
    [98, 'arrived'],
    [96, 'identity-confirmed', confirmed],
    [90, 'reading', reading(128, 78, 72, 98, { cadss: 0 })],
    [80, 'watch-taken'],
    [80, 'dose-started', started],
    [70, 'reading', reading(132, 80, 74, 98)],
    [60, 'reading', reading(132, 80, 74, 98)],
    [48, 'reading', reading(134, 82, 74, 98)],
    [40, 'dose-stopped', { volumeGivenUl: 35_000 }],
  ]);

  const amber = await seat(3, 'Jordan', 'Sample', -60);
  await facts(
    amber,
    [
      [50, 'arrived'],
      [45, 'identity-confirmed', confirmed],
      [40, 'reading', reading(134, 86, 84, 98, { cadss: 0 })],
      [33, 'watch-taken'],
      [33, 'dose-started', started],
      [23, 'reading', reading(142, 88, 86, 98)],
      [13, 'reading', reading(150, 92, 88, 97)],
      [5, 'side-effect-started', { effect: 'dizziness', grade: 1 }],
      [3, 'reading', reading(168, 98, 90, 97)],
      [2, 'rate-changed', { pumpRateUlPerH: 26_250 }],
    ],
    second,
  );

  // What the protocol asks to be rated, with each set.
  const rated = { nauseaNrs: 0, painNrs: 0, anxietyNrs: 0, rass: 0, isOriented: true };
  const ready = await seat(4, 'Lena', 'Park', -150);
  await facts(ready, [
    [150, 'arrived'],
    [148, 'identity-confirmed', confirmed],
    [145, 'reading', reading(124, 78, 70, 98, { cadss: 0 })],
    [134, 'watch-taken'],
    [134, 'dose-started', started],
    [124, 'reading', reading(132, 82, 72, 98)],
    [114, 'reading', reading(136, 84, 76, 98, rated)],
    [104, 'reading', reading(134, 82, 76, 98, rated)],
    [94, 'reading', reading(132, 80, 74, 98, rated)],
    [94, 'dose-stopped', { volumeGivenUl: 35_000 }],
    [79, 'reading', reading(128, 80, 72, 98, rated)],
    [64, 'reading', reading(126, 78, 70, 98, rated)],
    [49, 'reading', reading(126, 78, 70, 98, rated)],
    [34, 'reading', reading(124, 78, 68, 98, rated)],
    [19, 'reading', reading(124, 76, 68, 98, rated)],
    [6, 'reading', reading(124, 76, 68, 98, { ...rated, cadss: 0 })],
    [5, 'rating', { scale: 'modified-aldrete', answers: {}, total: 10 }],
    ...leavingItems.map((item): PastFact => [5, 'discharge-item', { item, state: 'met' }]),
  ]);

  const baseline = await seat(5, 'Anil', 'Nair', -20);
  await facts(
    baseline,
    [
      [21, 'arrived'],
      [18, 'identity-confirmed', confirmed],
      [17, 'watch-taken'],
      [16, 'weight', { given: { value: 80, unit: 'kg' }, second: { value: 80, unit: 'kg' } }],
      [4, 'reading', reading(146, 88, 78, 98, { cadss: 0 })],
      [4, 'checklist-item', { item: 'consent', state: 'met' }],
      [4, 'checklist-item', { item: 'fasting', state: 'not-met' }],
    ],
    nurse,
  );

  const next = await seat(6, 'Theo', 'Wolff', 33);
  return { ...floor, infusing, overdue, amber, ready, baseline, next };
}
