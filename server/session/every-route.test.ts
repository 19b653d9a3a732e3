import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Protocol, type TreatmentOrder, templates } from '#clinical/plan/plan.ts';
import {
  type Kind,
  newestVersion,
  readinessFor,
  type SessionEvent,
  type SessionRoute,
} from '#clinical/session/session.ts';
import { openDrugsOfSession } from '#server/pharmacy/pharmacy.actions.ts';
import { readUnaccounted } from '#server/pharmacy/questions.actions.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import {
  aPharmacy,
  aProduct,
  draws,
  esketamineDevice,
  ketamineVial,
  sharedVial,
  someStock,
} from '../../tests/a-pharmacy.ts';
import { aClinic, aPatient, type Person, type TestClinic } from '../../tests/builders.ts';
import { read, refused } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { appended, Made, made } from '../../tests/session-answers.ts';
import { readDossier } from './dossier.ts';
import { FloorAnswer } from './floor.shapes.ts';
import { sessionBundle } from './session.fhir.ts';

let server: TestServer;
let clinic: TestClinic;
let nurse: Person;
let prescriber: Person;
let patientId: string;
let seq = 0;
const station = newId();
const nowMs = Date.now();
const today = new Date(nowMs - 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  clinic = await aClinic(server.services);
  nurse = await clinic.as('nurse');
  prescriber = await clinic.as('prescriber', 'medical-director');
  patientId = (await aPatient(nurse)).id;
});

const post = (as: Person, path: string, body: object) => made(server, as, path, body);

const common = { premedication: [], validFrom: today, validUntil: '2099-12-31', note: 'As described.' } as const;
const weight = { grams: 80_000, basis: 'actual', takenOn: today } as const;
const muscle: TreatmentOrder = {
  ...{ ...common, drug: 'ketamine', route: 'im', concentrationUgPerMl: 50_000, doseUg: 40_000, volumeUl: 800 },
  ...{ doseBasis: { unit: 'ug/kg', amount: 500 }, weight, limits: { ceilingUg: 40_000 } },
};
const spray: TreatmentOrder = {
  ...{ ...common, drug: 'esketamine', route: 'intranasal', doseUg: 56_000, devices: 2, indication: 'trd' },
  ...{ phase: 'induction', limits: { ceilingUg: 84_000 } },
};
const signOrder = async (order: TreatmentOrder, protocol: Protocol) => {
  const protocolVersionId = (
    await post(prescriber, '/api/protocols', { version: 1, protocol, reason: 'first version' })
  ).id;
  return server.request('POST', `/api/patients/${patientId}/orders`, {
    as: prescriber,
    body: { protocolVersionId, order },
  });
};
async function opened(order: TreatmentOrder, protocol: Protocol, more: object = {}): Promise<string> {
  const { id: orderId } = await read(await signOrder(order, protocol), Made);
  return (await post(nurse, '/api/sessions', { patientId, orderId, plannedAt: new Date(nowMs).toISOString(), ...more }))
    .id;
}

function fact(session: string, kind: Kind, data: object, atMin: number, by = nurse): SessionEvent {
  seq += 1;
  const at = new Date(nowMs + atMin * 60_000).toISOString();
  const made = { station, stationSeq: seq, clockOffsetMs: 0, offsetCheckedAt: at, measuredAt: at, enteredAt: at };
  return { id: newId(), session, kind, v: newestVersion(kind), data: { ...data }, by: by.practitionerId, ...made };
}
const append = (events: readonly SessionEvent[], as = nurse) => appended(server, as, events);
const normal = {
  ...{ systolicMmHg: 124, diastolicMmHg: 78, heartRatePerMin: 72, breathsPerMin: 14, spo2Pct: 98, moaaS: 5 },
  ...{ dissociationGrade: 0, symptoms: [], source: 'by-hand' },
};
const settled = (session: string, route: SessionRoute, but: readonly string[] = []) => [
  fact(session, 'arrived', {}, -130),
  fact(session, 'identity-confirmed', { identifiers: ['name', 'birth-date'] }, -129),
  fact(session, 'weight', { given: { value: 80, unit: 'kg' } }, -128),
  fact(session, 'reading', normal, -121),
  ...readinessFor(route)
    .filter(({ item }) => !but.includes(item))
    .map(({ item }) => fact(session, 'checklist-item', { item, state: 'met' }, -124)),
];
const shot = (session: string, as: 'intent' | 'fact', more: object = {}) =>
  fact(
    session,
    'injection-given',
    {
      ...{ route: 'im', site: 'deltoid-left', drug: 'ketamine', concentrationUgPerMl: 50_000, volumeUl: 800 },
      ...{ doseUg: 40_000, as, ...more },
    },
    -120,
  );
const device = (session: string, number: number, atMin: number, more: object = {}) =>
  fact(
    session,
    'device-given',
    { drug: 'esketamine', number, doseUg: 28_000, lot: 'A12', as: 'intent', ...more },
    atMin,
  );

test('an injection is asked first, and refused with what is missing; in order it is kept', async () => {
  const session = await opened(muscle, templates.im);
  await append(settled(session, 'im', ['escort']));
  const [refused] = await append([shot(session, 'intent', { doseUg: 50_000, volumeUl: 1_000 })]);
  expect(refused?.missing?.map(({ item }) => item)).toEqual(['escort', 'dose']);
  await append([fact(session, 'checklist-item', { item: 'escort', state: 'met', value: 'Sam, 555 0100' }, -122)]);
  expect(await append([shot(session, 'intent')])).toMatchObject([{ outcome: 'kept' }]);
});

test('a compounded nasal spray has no ceiling to sign: the reason is said, and what is given is a fact that deviates', async () => {
  const body = { version: 1, protocol: templates['intranasal-racemic'], reason: 'first version' };
  const answer = await server.request('POST', '/api/protocols', { as: prescriber, body });
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('no source has a dose')]);
  const { id: session } = await post(nurse, '/api/sessions', { patientId, plannedAt: new Date(nowMs).toISOString() });
  const spray = { drug: 'ketamine', concentrationUgPerMl: 100_000, volumeUl: 500, doseUg: 50_000 };
  const given = (as: string) => fact(session, 'spray-given', { ...spray, as }, -120);
  await append(settled(session, 'intranasal-racemic'));
  const [refused] = await append([given('intent')]);
  expect(refused?.missing?.map(({ item }) => item)).toEqual(['order']);
  expect(await append([given('fact')])).toMatchObject([{ outcome: 'kept' }]);
  const { agenda } = await readDossier(nurse.ctx, session, 'json');
  expect([agenda.dosing.route, agenda.deviations.map(({ rule }) => rule)]).toEqual([
    'intranasal-racemic',
    ['start-without-order'],
  ]);
});

test('devices: the next one is refused before its rest is over, with the time; a device of 29 mg goes back with a sentence', async () => {
  const session = await opened(spray, templates['esketamine-trd']);
  await append(settled(session, 'intranasal-esketamine'));
  const answers = await append([
    device(session, 1, -120),
    device(session, 2, -117),
    device(session, 2, -116, { doseUg: 29_000 }),
    device(session, 2, -114),
  ]);
  expect(answers.map(({ outcome, why }) => why ?? outcome)).toEqual(['kept', 'blocked', 'malformed', 'kept']);
  expect(answers[1]?.missing?.[0]?.says).toMatch(/device 2 may be given from \d\d:\d\d:\d\d\.$/);
  expect(answers[2]?.says).toContain('each device holds 28 mg');
  const dossier = await readDossier(nurse.ctx, session, 'json');
  const given = sessionBundle(dossier, 'https://x').entry.filter(
    ({ resource }) => resource.resourceType === 'MedicationAdministration',
  );
  expect(given).toHaveLength(2);
  expect(given[1]?.resource).toMatchObject({ dosage: { text: 'Device 2', dose: { value: 28, unit: 'mg' } } });
});

describe('the register of drugs follows the log', () => {
  const openOf = (session: string) =>
    inClinic(nurse.ctx, async (tx) => (await openDrugsOfSession(tx, [session], nurse.ctx.now))[0]?.open ?? []);

  test('what was drawn and not given stands in the way of a signature; withdrawn, the dose is out again', async () => {
    const pharmacy = await aPharmacy(clinic);
    const [vial = ''] = await someStock(pharmacy, await aProduct(pharmacy, ketamineVial), 1);
    const session = await opened(muscle, templates.im);
    await append(settled(session, 'im'));
    const given = shot(session, 'fact', { item: vial });
    await append([
      fact(session, 'drug-drawn', { item: vial, drawnUl: 1_000, concentrationUgPerMl: 50_000 }, -121),
      given,
    ]);
    expect((await openOf(session)).join(' ')).toContain('0.2 mL (10 mg)');
    await append([
      fact(session, 'left', { how: 'against-advice', as: 'fact' }, -10),
      fact(session, 'deviation-explained', { of: given.id, why: 'a rest to waste' }, -9),
    ]);
    const head = (
      await inClinic(nurse.ctx, (tx) =>
        tx.selectFrom('session').select('head').where('id', '=', session).executeTakeFirstOrThrow(),
      )
    ).head;
    const signature = fact(session, 'signed', { head: head.toString('hex'), meaning: 'Right.' }, -1, prescriber);
    const [refused] = await append([signature], prescriber);
    expect(refused).toMatchObject({ outcome: 'refused', says: expect.stringContaining('not accounted for') });
    const gone = { of: given.id, change: { retracted: true }, reason: 'not given' };
    await append([fact(session, 'correction', gone, -5)]);
    expect((await openOf(session)).join(' ')).toContain('1 mL (50 mg)');
  });

  test('where the clinic keeps stock, a dose of no container waits for an explanation before anyone signs', async () => {
    const pharmacy = await aPharmacy(clinic);
    await someStock(pharmacy, await aProduct(pharmacy, ketamineVial), 1);
    const session = await opened(muscle, templates.im);
    await append(settled(session, 'im'));
    const given = shot(session, 'fact', { lot: 'X9' });
    await append([given, fact(session, 'left', { how: 'against-advice', as: 'fact' }, -10)]);
    const sign = async () => {
      const { head } = await inClinic(nurse.ctx, (tx) =>
        tx.selectFrom('session').select('head').where('id', '=', session).executeTakeFirstOrThrow(),
      );
      const meant = { head: head.toString('hex'), meaning: 'Right.' };
      return (await append([fact(session, 'signed', meant, -1, prescriber)], prescriber))[0];
    };
    const [undrawn] = (await readUnaccounted(nurse.ctx)).undrawn.filter(({ sessionId }) => sessionId === session);
    expect(undrawn).toMatchObject({ eventId: given.id, kind: 'injection-given', ug: 40_000, lot: 'X9' });
    expect((await sign())?.missing).toEqual([
      { item: `explain:${given.id}:no-container`, says: expect.stringContaining('Lot X9 is in no stock') },
    ]);
    await append([fact(session, 'deviation-explained', { of: given.id, why: 'from the ward' }, -5)]);
    expect((await readUnaccounted(nurse.ctx)).undrawn.map(({ sessionId }) => sessionId)).not.toContain(session);
    expect((await sign())?.missing).toBeUndefined();
  });

  test('a dose whose container is booked afterwards is given from it, and needs no explanation', async () => {
    const pharmacy = await aPharmacy(clinic);
    const [vial = ''] = await someStock(pharmacy, await aProduct(pharmacy, { ...sharedVial, ndc: '0143-9508-10' }), 1);
    const session = await opened(muscle, templates.im);
    await append([...settled(session, 'im'), shot(session, 'fact')]);
    await append([fact(session, 'left', { how: 'against-advice', as: 'fact' }, -10)]);
    await draws(pharmacy.nurse, vial, session, { ul: 4_000 });
    expect((await openOf(session)).join(' ')).toContain('is neither given nor wasted');
    const { head } = await inClinic(nurse.ctx, (tx) =>
      tx.selectFrom('session').select('head').where('id', '=', session).executeTakeFirstOrThrow(),
    );
    const meant = { head: head.toString('hex'), meaning: 'Right.' };
    const [signed] = await append([fact(session, 'signed', meant, -1, prescriber)], prescriber);
    expect(signed).toMatchObject({ outcome: 'kept' });
    expect(await openOf(session)).toEqual([]);
  });

  test('more than the order needs is asked about before it is drawn; with words it is drawn, and they stay', async () => {
    const pharmacy = await aPharmacy(clinic);
    const [vial = ''] = await someStock(pharmacy, await aProduct(pharmacy, ketamineVial), 1);
    const session = await opened(muscle, templates.im);
    const draw = (ul: number, reason?: string) =>
      server.request('POST', '/api/pharmacy/draws', {
        as: pharmacy.nurse,
        body: {
          id: newId(),
          itemId: vial,
          sessionId: session,
          amount: { ul },
          ...(reason === undefined ? {} : { reason }),
        },
      });
    expect((await refused(await draw(9_900))).sentence).toBe(
      'The order is for 40 mg; this is 9.9 mL (495 mg). Draw less, or say why it is more.',
    );
    expect((await draw(800)).status).toBe(200);
    expect((await refused(await draw(10))).sentence).toContain('beside 40 mg that are drawn already');
    expect((await draw(800, 'the syringe fell')).status).toBe(200);
    await append([...settled(session, 'im'), shot(session, 'fact')]);
    const { agenda } = await readDossier(nurse.ctx, session, 'json');
    expect(agenda.deviations).toMatchObject([
      { rule: 'drawn-above-order', isExplained: true, says: expect.stringContaining('the syringe fell') },
    ]);
    const floor = await read(await server.request('GET', '/api/floor', { as: nurse }), FloorAnswer);
    expect(floor.sessions.find(({ id }) => id === session)).toMatchObject({ hasLeft: false });
    await append([fact(session, 'left', { how: 'against-advice', as: 'fact' }, -10)]);
    const later = await read(await server.request('GET', '/api/floor', { as: nurse }), FloorAnswer);
    expect(later.sessions.find(({ id }) => id === session)).toMatchObject({ hasLeft: true });
  });

  test('a device is taken out and given in one act; set aside for this session it settles the point of the gate', async () => {
    const pharmacy = await aPharmacy(clinic);
    const [first = ''] = await someStock(pharmacy, await aProduct(pharmacy, esketamineDevice), 1, {
      scanned: undefined,
    });
    const session = await opened(spray, templates['esketamine-trd']);
    await append(settled(session, 'intranasal-esketamine'));
    await append([device(session, 1, -120, { item: first, as: 'fact' })]);
    expect(await openOf(session)).toEqual([]);
  });
});

test('several people treated together have a session each, and one id', async () => {
  const groupId = newId();
  const session = await opened(muscle, templates.im, { groupId });
  const floor = await read(await server.request('GET', '/api/floor', { as: nurse }), FloorAnswer);
  expect(floor.sessions.find(({ id }) => id === session)).toMatchObject({ groupId, earlier: [], stock: [] });
  expect(floor.gate).toMatchObject({ place: 'US-NV', licences: [{ place: 'US-NV' }] });
});

test('a second dose within 48 hours waits for a prescriber', async () => {
  const first = await opened(muscle, templates.im);
  await append([...settled(first, 'im'), shot(first, 'fact')]);
  const { sessions } = await read(await server.request('GET', '/api/floor', { as: nurse }), FloorAnswer);
  const order = sessions.find(({ id }) => id === first)?.order;
  const body = { patientId, orderId: order?.id, plannedAt: new Date(nowMs).toISOString() };
  const again = (await post(nurse, '/api/sessions', body)).id;
  await append(settled(again, 'im'));
  const late = { ...shot(again, 'intent'), measuredAt: new Date(nowMs - 60_000).toISOString() };
  await append([fact(again, 'reading', normal, -2)]);
  const [refused] = await append([late]);
  expect(refused?.missing?.map(({ item }) => item)).toEqual(['course-days']);
});
