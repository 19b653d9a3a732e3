import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type IvOrder, type Protocol, templates } from '#clinical/plan/plan.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aClinic, anOrder, aPatient, type Person, type TestClinic } from '../../tests/builders.ts';
import { read, refused } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { activeOrderOf, listChairs, orderForSession, protocolVersion } from './plan.actions.ts';
import { Chairs, Made, MadeVersion, Orders, ProtocolVersions } from './plan.shapes.ts';

let server: TestServer;
let clinic: TestClinic;
let director: Person;
let prescriber: Person;
let nurse: Person;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  clinic = await aClinic(server.services);
  director = await clinic.as('medical-director');
  prescriber = await clinic.as('prescriber');
  nurse = await clinic.as('nurse');
});

const ask = (as: Person, method: string, path: string, body?: object) => server.request(method, path, { as, body });
const reason = 'first version for this clinic';
const sign = (version = 1, protocol: Protocol = templates.iv, as = director) =>
  ask(as, 'POST', '/api/protocols', { version, protocol, reason });
const signedVersion = async (version = 1) => (await read(await sign(version), MadeVersion)).id;
const protocols = async () => (await read(await ask(nurse, 'GET', '/api/protocols'), ProtocolVersions)).protocols;
const inTrail = (action: string) =>
  inClinic(director.ctx, (tx) => tx.selectFrom('auditEvent').selectAll().where('action', '=', action).execute());

describe('a protocol', () => {
  test('is signed by the medical director, whole, in their name and of today, and read by who treats', async () => {
    const id = await signedVersion();
    const [kept] = await protocols();
    expect(kept).toMatchObject({
      id,
      protocol: 'iv',
      version: 1,
      reason,
      signedBy: director.practitionerId,
      end: null,
    });
    expect(kept?.body.limits?.signed).toMatchObject({ by: expect.stringMatching(/^Test Person/) });
    expect(kept?.body.cadence).toEqual(templates.iv.cadence);
    expect(kept?.print).toMatch(/^[0-9a-f]{64}$/);
    expect(await inTrail('protocol.sign')).toMatchObject([{ reason, subjectId: id }]);
  });

  test('is not signed in another’s name, whatever the sender writes', async () => {
    const protocol = {
      ...templates.iv,
      limits: { ...templates.iv.limits, signed: { by: 'Dr Nobody', on: '1999-01-01' } },
    };
    await sign(1, protocol);
    const [kept] = await protocols();
    expect(JSON.stringify(kept?.body.limits)).not.toContain('Nobody');
  });

  test('outside the bounds of the project is refused, with what leaves them', async () => {
    const { limits } = templates.iv;
    const loose = { ...templates.iv, limits: { ...limits, hardStop: { ugPerKg: 2_000 } } };
    expect(await refused(await sign(1, loose))).toMatchObject({
      reason: 'blocked',
      sentence: expect.stringContaining('limits.hardStop.ugPerKg is at most 1500'),
    });
    expect(await refused(await sign(1, templates['intranasal-racemic']))).toMatchObject({ reason: 'blocked' });
    expect(await protocols()).toEqual([]);
  });

  test('two directors at the same moment sign one next version, not two', async () => {
    const other = await clinic.as('medical-director');
    const answers = await Promise.all([sign(), sign(1, templates.iv, other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await refused(await sign(3))).toMatchObject({ reason: 'changed-by-someone-else' });
  });

  test('is signed only after confirming who one is', async () => {
    const { identity } = server.services.db;
    await identity.updateTable('signIn').set({ steppedUpUntil: null }).where('id', '=', director.signInId).execute();
    expect(await refused(await sign())).toMatchObject({ reason: 'step-up-needed' });
  });

  test('that was withdrawn stays readable, with the reason, and carries no new order', async () => {
    const id = await signedVersion();
    const { id: patientId } = await aPatient(prescriber);
    const withdraw = () => ask(director, 'POST', `/api/protocols/${id}/withdraw`, { reason: 'the pump was changed' });
    expect((await withdraw()).status).toBe(204);
    expect((await protocols())[0]?.end).toMatchObject({ reason: 'the pump was changed', by: director.practitionerId });
    expect(await refused(await withdraw())).toMatchObject({ reason: 'already-there' });
    expect(await refused(await order(patientId, id))).toMatchObject({
      reason: 'blocked',
      sentence: expect.stringContaining('was withdrawn: the pump was changed'),
    });
  });
});

const order = (patientId: string, version: string, given: Partial<IvOrder> = {}, more: object = {}, as = prescriber) =>
  ask(as, 'POST', `/api/patients/${patientId}/orders`, {
    protocolVersionId: version,
    order: anOrder(given),
    ...more,
  });
const ordersOf = async (patientId: string) =>
  (await read(await ask(nurse, 'GET', `/api/patients/${patientId}/orders`), Orders)).orders;

describe('an order', () => {
  let version: string;
  let patientId: string;
  beforeEach(async () => {
    version = await signedVersion();
    patientId = (await aPatient(prescriber)).id;
  });

  test('is signed by a prescriber, read by the nurse word for word, and found by the session', async () => {
    const { id } = await read(await order(patientId, version), Made);
    expect(await ordersOf(patientId)).toMatchObject([
      { ...anOrder(), id, state: 'active', signedBy: prescriber.practitionerId, protocolVersionId: version },
    ]);
    await inClinic(nurse.ctx, async (tx) => {
      expect(await orderForSession(tx, id)).toMatchObject({ ...anOrder(), id, patientId, state: 'active' });
      expect(await activeOrderOf(tx, patientId, '2026-11-25')).toMatchObject({ id });
      expect(await activeOrderOf(tx, patientId, '2026-11-23')).toBeUndefined();
      expect(await protocolVersion(tx, version)).toMatchObject({ version: 1, title: templates.iv.title });
    });
    expect(await inTrail('order.sign')).toMatchObject([{ patientId, subjectId: id }]);
  });

  test('above the ceiling is refused with its sentence, and nothing is kept', async () => {
    const above = { doseBasis: { unit: 'ug/kg', amount: 1_100 }, doseUg: 77_000, pumpRateUlPerH: 115_500 } as const;
    expect(await refused(await order(patientId, version, { ...above, limits: { ceilingUg: 77_000 } }))).toMatchObject({
      status: 422,
      reason: 'blocked',
      sentence: expect.stringContaining('77 mg is above the ceiling of 70 mg for this patient and session.'),
    });
    expect(await ordersOf(patientId)).toEqual([]);
  });

  test('for a person below 18 is refused: the age is the chart’s', async () => {
    const { id } = await aPatient(prescriber, { birthOn: '2015-01-01' });
    expect(await refused(await order(id, version))).toMatchObject({ sentence: expect.stringContaining('Below 18') });
  });

  test('is replaced in one step: the old one ends, with the reason, as the new one begins', async () => {
    const { id: first } = await read(await order(patientId, version), Made);
    expect(await refused(await order(patientId, version))).toMatchObject({ reason: 'already-there' });
    const why = 'lower dose after dizziness';
    const lower = { doseBasis: { unit: 'ug/kg', amount: 400 }, doseUg: 28_000, pumpRateUlPerH: 42_000 } as const;
    const replaces = { id: first, reason: why };
    const { id: second } = await read(await order(patientId, version, lower, { replaces }), Made);
    expect(await ordersOf(patientId)).toMatchObject([
      { id: second, state: 'active' },
      { id: first, state: 'replaced', endReason: why, replacedBy: second, endedBy: prescriber.practitionerId },
    ]);
    expect(await refused(await order(patientId, version, {}, { replaces }))).toMatchObject({ status: 409 });
    expect(await ordersOf(patientId)).toHaveLength(2);
  });

  test('two prescribers at the same moment: one order stands', async () => {
    const other = await clinic.as('prescriber');
    const answers = await Promise.all([order(patientId, version), order(patientId, version, {}, {}, other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await ordersOf(patientId)).toHaveLength(1);
  });

  test('is withdrawn once, with a reason', async () => {
    const { id } = await read(await order(patientId, version), Made);
    const withdraw = (why: string, as = prescriber) => ask(as, 'POST', `/api/orders/${id}/withdraw`, { reason: why });
    expect(await refused(await withdraw(''))).toMatchObject({ reason: 'not-understood' });
    expect(await refused(await withdraw('I think so', nurse))).toMatchObject({ reason: 'not-permitted' });
    expect((await withdraw('blood pressure out of control')).status).toBe(204);
    expect(await ordersOf(patientId)).toMatchObject([
      { state: 'withdrawn', endReason: 'blood pressure out of control' },
    ]);
    expect(await refused(await withdraw('again'))).toMatchObject({ reason: 'changed-by-someone-else' });
    await inClinic(nurse.ctx, async (tx) => {
      expect(await activeOrderOf(tx, patientId, '2026-11-25')).toBeUndefined();
    });
  });

  test('of an older version of the protocol is refused', async () => {
    await signedVersion(2);
    expect(await refused(await order(patientId, version))).toMatchObject({
      sentence: expect.stringContaining('Version 2'),
    });
  });

  test('replaces no order of another patient', async () => {
    const { id } = await read(await order(patientId, version), Made);
    const { id: other } = await aPatient(prescriber, { familyName: 'Another' });
    const replaces = { id, reason: 'a slip of the hand' };
    expect(await refused(await order(other, version, {}, { replaces }))).toMatchObject({ status: 404 });
    expect(await ordersOf(other)).toEqual([]);
    expect(await ordersOf(patientId)).toMatchObject([{ state: 'active' }]);
  });

  test('a nurse signs none; a prescriber signs after confirming who they are', async () => {
    expect(await refused(await order(patientId, version, {}, {}, nurse))).toMatchObject({ reason: 'not-permitted' });
    const { identity } = server.services.db;
    await identity.updateTable('signIn').set({ steppedUpUntil: null }).where('id', '=', prescriber.signInId).execute();
    expect(await refused(await order(patientId, version))).toMatchObject({ reason: 'step-up-needed' });
  });

  test('and a protocol are never changed by the application, whoever asks', async () => {
    await order(patientId, version);
    const client = new pg.Client(server.services.db.where.app);
    await client.connect();
    for (const attempt of [
      'update clinic.treatment_order set body = body',
      'delete from clinic.treatment_order',
      'update clinic.treatment_order_end set reason = reason',
      'update clinic.protocol_version set body = body',
      'delete from clinic.protocol_version_end',
    ])
      await expect(client.query(attempt), attempt).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });
});

describe('chairs', () => {
  let owner: Person;
  beforeEach(async () => {
    owner = await clinic.as('owner');
  });
  const add = (name: string) => ask(owner, 'POST', '/api/chairs', { name });
  const chairs = async () => (await read(await ask(nurse, 'GET', '/api/chairs'), Chairs)).chairs;

  test('are added one after the other, renamed, put in order, and retired without being lost', async () => {
    const first = await read(await add('Chair 1'), MadeVersion);
    const second = await read(await add('Chair 2'), MadeVersion);
    const change = (id: string, body: object) => ask(owner, 'PUT', `/api/chairs/${id}`, body);
    await change(second.id, { version: 1, name: 'Window', place: 1, retired: false });
    await change(first.id, { version: 1, name: 'Chair 1', place: 2, retired: true });
    expect(await chairs()).toMatchObject([
      { name: 'Window', place: 1, retiredAt: null, version: 2 },
      { name: 'Chair 1', place: 2, retiredAt: expect.anything() },
    ]);
    expect(await inClinic(nurse.ctx, listChairs)).toEqual([{ id: second.id, name: 'Window', place: 1 }]);
    expect(await refused(await change(second.id, { version: 1, name: 'X', place: 1, retired: false }))).toMatchObject({
      reason: 'changed-by-someone-else',
    });
  });

  test('two in use never have the same name; a retired one gives its name back', async () => {
    const { id } = await read(await add('Chair 1'), MadeVersion);
    expect(await refused(await add('chair 1'))).toMatchObject({ reason: 'already-there' });
    await ask(owner, 'PUT', `/api/chairs/${id}`, { version: 1, name: 'Chair 1', place: 1, retired: true });
    expect((await add('Chair 1')).status).toBe(201);
  });

  test('that are not there are not found', async () => {
    const body = { version: 1, name: 'Chair 1', place: 1, retired: false };
    expect(await refused(await ask(owner, 'PUT', `/api/chairs/${newId()}`, body))).toMatchObject({ status: 404 });
  });
});
