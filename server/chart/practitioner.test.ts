import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Role } from '#server/platform/may.ts';
import { aClinic, aPatient, type Person, type TestClinic } from '../../tests/builders.ts';
import { read, refused } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { Practitioner, Saved } from './chart.shapes.ts';

let server: TestServer;
let clinic: TestClinic;
let owner: Person;

beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  clinic = await aClinic(server.services);
  owner = await clinic.as('owner');
});

const send = (method: string, path: string, body: object, as = owner) =>
  server.request(method, `/api/practitioners${path}`, { as, body });
const personOf = async (id: string, as = owner) =>
  read(await server.request('GET', `/api/practitioners/${id}`, { as }), Practitioner);
const setRoles = (id: string, version: number, roles: readonly Role[], as = owner) =>
  send('PUT', `/${id}/roles`, { version, roles }, as);
const deactivate = (id: string, version: number, as = owner) =>
  send('POST', `/${id}/deactivate`, { version, reason: 'left the clinic' }, as);
const events = (action: string) =>
  inClinic(owner.ctx, (tx) =>
    tx.selectFrom('auditEvent').selectAll().where('action', '=', action).orderBy('id').execute(),
  );
const ownersOf = async () => {
  const { practitioners } = await read(
    await server.request('GET', '/api/practitioners', { as: await clinic.as('auditor') }),
    z.object({ practitioners: z.array(Practitioner) }),
  );
  return practitioners.filter(
    ({ roles, deactivatedAt, accountId }) => roles.includes('owner') && deactivatedAt === null && accountId !== null,
  );
};

const avery = { givenName: 'Avery', familyName: 'Stone', credentials: 'MD', npi: '1234567893', deaNumber: 'AB1234563' };
const licence = {
  kind: 'physician',
  number: 'MD-12345',
  place: 'US-NV',
  scope: 'psychiatry',
  validFrom: '2024-01-01',
  validUntil: '2026-12-31',
};

describe('people on the staff', () => {
  test('have names, NPI, DEA number, roles and licences; every change keeps what stood before', async () => {
    const { id } = await read(await send('POST', '', avery), Saved);
    await read(await send('POST', `/${id}/licences`, licence), Saved);
    expect(await personOf(id)).toMatchObject({ ...avery, roles: [], licences: [licence], accountId: null, version: 1 });
    await read(await send('PUT', `/${id}`, { ...avery, familyName: 'Rivers', version: 1 }), Saved);
    expect(await personOf(id)).toMatchObject({ familyName: 'Rivers', version: 2 });
    const [event] = await events('practitioner.change');
    expect(JSON.parse(event?.data ?? '')).toMatchObject({
      before: { familyName: 'Stone' },
      after: { familyName: 'Rivers' },
    });
  });

  test.each([
    ['npi', { npi: '1234567890' }],
    ['deaNumber', { deaNumber: 'MJ4523767' }],
    ['email', { email: 'avery' }],
    ['familyName', { familyName: '' }],
    ['givenName', { givenName: 'Ave\u200bry' }],
  ])('a wrong %s is refused with a sentence that names it', async (field, wrong) => {
    const stopped = await refused(await send('POST', '', { ...avery, ...wrong }));
    expect(stopped).toMatchObject({ status: 400, reason: 'not-understood', details: { field } });
    expect(stopped.sentence).toMatch(new RegExp(`^${field}: .+\\.$`));
  });

  test('sent twice with the id of the sender are there once', async () => {
    const id = newId();
    await read(await send('POST', '', { ...avery, id }), Saved);
    expect(await refused(await send('POST', '', { ...avery, id }))).toMatchObject({
      status: 409,
      reason: 'already-there',
    });
    expect(await events('practitioner.add')).toHaveLength(1);
  });

  test('changed by two at once: the second hears what stands, who wrote it and when', async () => {
    const { id } = await read(await send('POST', '', avery), Saved);
    const director = await clinic.as('medical-director');
    const answers = await Promise.all([
      send('PUT', `/${id}`, { ...avery, credentials: 'MD, PhD', version: 1 }),
      send('PUT', `/${id}`, { ...avery, credentials: 'DO', version: 1 }, director),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await refused(answers.find(({ status }) => status === 409) ?? Response.error())).toMatchObject({
      reason: 'changed-by-someone-else',
      details: {
        current: { version: 2, credentials: (await personOf(id)).credentials },
        changedBy: expect.any(String),
        changedAt: expect.any(String),
      },
    });
  });
});

describe('licences', () => {
  test('are added and changed by who may, and the trail keeps before and after', async () => {
    const officer = await clinic.as('compliance');
    const { id } = await read(await send('POST', `/${owner.practitionerId}/licences`, licence, officer), Saved);
    const renewed = { ...licence, validUntil: '2028-12-31', version: 1 };
    expect(await read(await send('PUT', `/${owner.practitionerId}/licences/${id}`, renewed, officer), Saved)).toEqual({
      id,
      version: 2,
    });
    expect((await personOf(owner.practitionerId)).licences).toMatchObject([{ validUntil: '2028-12-31', version: 2 }]);
    const [event] = await events('licence.change');
    expect(JSON.parse(event?.data ?? '')).toMatchObject({
      before: { validUntil: '2026-12-31' },
      after: { validUntil: '2028-12-31' },
    });
    const again = await refused(await send('PUT', `/${owner.practitionerId}/licences/${id}`, renewed, owner));
    expect(again).toMatchObject({
      reason: 'changed-by-someone-else',
      details: { current: { version: 2 }, changedBy: expect.any(String) },
    });
  });

  test('of one person are not reached through another, and nobody gets one who is not there', async () => {
    const { id } = await read(await send('POST', `/${owner.practitionerId}/licences`, licence), Saved);
    const other = await clinic.as('nurse');
    expect((await send('PUT', `/${other.practitionerId}/licences/${id}`, { ...licence, version: 1 })).status).toBe(404);
    expect((await send('POST', `/${newId()}/licences`, licence)).status).toBe(404);
  });

  test.each([
    { place: 'Nevada' },
    { number: '' },
    { validFrom: '2026-01-02', validUntil: '2026-01-01' },
    { validUntil: '2026-02-30' },
  ])('%j is refused with a sentence', async (wrong) => {
    expect(
      (await refused(await send('POST', `/${owner.practitionerId}/licences`, { ...licence, ...wrong }))).status,
    ).toBe(400);
  });
});

describe('roles', () => {
  // Four seconds: less than the five for which a sign-in is remembered where nobody says that it changed.
  test('count from the next request on, in both directions', async () => {
    const person = await clinic.as('front-desk');
    const { id } = await aPatient(owner);
    const write = () =>
      server.request('POST', `/api/patients/${id}/problems`, { as: person, body: { name: 'depression' } });
    expect((await write()).status).toBe(403);
    await read(await setRoles(person.practitionerId, 1, ['nurse']), Saved);
    await expect.poll(async () => (await write()).status, { timeout: 4_000 }).toBe(201);
    await read(await setRoles(person.practitionerId, 2, ['compliance']), Saved);
    await expect.poll(async () => (await write()).status, { timeout: 4_000 }).toBe(403);
    expect((await events('practitioner.roles.change')).map(({ data }) => JSON.parse(data ?? ''))).toMatchObject([
      { before: { roles: ['front-desk'] }, after: { roles: ['nurse'] } },
      { before: { roles: ['nurse'] }, after: { roles: ['compliance'] } },
    ]);
  });

  test('are given only by who has just confirmed who they are', async () => {
    const { identity } = server.services.db;
    await identity.updateTable('signIn').set({ steppedUpUntil: null }).where('id', '=', owner.signInId).execute();
    const person = await clinic.as('nurse');
    for (const answer of [
      await setRoles(person.practitionerId, 1, ['prescriber']),
      await deactivate(person.practitionerId, 1),
    ])
      expect(await refused(answer)).toMatchObject({ status: 403, reason: 'step-up-needed' });
  });

  test('"patient" and "integration" are no roles of the staff', async () => {
    const person = await clinic.as('nurse');
    for (const role of ['patient', 'integration', 'superuser'])
      expect(
        (await refused(await send('PUT', `/${person.practitionerId}/roles`, { version: 1, roles: [role] }))).status,
      ).toBe(400);
  });

  test('only an owner makes or unmakes an owner, by roles or by ending their access', async () => {
    const [director, second] = [await clinic.as('medical-director'), await clinic.as('owner')];
    for (const answer of [
      await setRoles(director.practitionerId, 1, ['medical-director', 'owner'], director),
      await setRoles(second.practitionerId, 1, ['nurse'], director),
      await deactivate(second.practitionerId, 1, director),
    ])
      expect(await refused(answer)).toMatchObject({ status: 403, reason: 'not-permitted' });
    expect(await ownersOf()).toHaveLength(2);
    await read(await setRoles(director.practitionerId, 1, ['medical-director', 'owner']), Saved);
    expect(await ownersOf()).toHaveLength(3);
  });
});

describe('nobody gives themself more roles', () => {
  test('where someone else leads the clinic too: that person gives them', async () => {
    const director = await clinic.as('medical-director');
    for (const [who, roles] of [
      [owner, ['owner', 'prescriber']],
      [owner, ['compliance', 'medical-director', 'owner']],
      [director, ['medical-director', 'compliance']],
    ] as const)
      expect(await refused(await setRoles(who.practitionerId, 1, roles, who))).toMatchObject({
        status: 403,
        reason: 'not-permitted',
        sentence: expect.stringContaining('Ask another owner or medical director'),
      });
    expect(await events('practitioner.roles.change')).toEqual([]);
    await read(await setRoles(owner.practitionerId, 1, ['owner', 'prescriber'], director), Saved);
    await read(await setRoles(owner.practitionerId, 2, ['owner']), Saved);
    expect((await personOf(owner.practitionerId)).roles).toEqual(['owner']);
  });

  test('but who leads alone has nobody to ask: it is done, and the trail says that it was so', async () => {
    const gone = await clinic.as('medical-director');
    await read(await deactivate(gone.practitionerId, 1), Saved);
    await read(await send('POST', '', avery), Saved);
    await read(await setRoles(owner.practitionerId, 1, ['owner', 'medical-director', 'prescriber']), Saved);
    const [event] = await events('practitioner.roles.change');
    expect(JSON.parse(event?.data ?? '')).toMatchObject({ details: { leadsAlone: true } });
  });
});

describe('a set of roles', () => {
  test.each([[[]], [['auditor', 'nurse']], [['owner', 'auditor']]] as const)(
    'that makes no sense is given to nobody, on the staff or invited: %j',
    async (roles) => {
      const person = await clinic.as('nurse');
      const invited = { givenName: 'Sam', familyName: 'Lind', email: 'sam@example.org', roles };
      for (const answer of [
        await setRoles(person.practitionerId, 1, roles),
        await server.request('POST', '/api/invitations', { as: owner, body: invited }),
      ])
        expect(await refused(answer)).toMatchObject({ status: 400, details: { field: 'roles' } });
      expect((await personOf(person.practitionerId)).roles).toEqual(['nurse']);
    },
  );
});

describe('a clinic keeps an owner', () => {
  test('the last one can neither give up the role nor be sent away', async () => {
    expect(await refused(await setRoles(owner.practitionerId, 1, ['nurse']))).toMatchObject({
      status: 422,
      reason: 'blocked',
    });
    expect(await refused(await deactivate(owner.practitionerId, 1))).toMatchObject({
      status: 403,
      reason: 'not-permitted',
    });
    const second = await clinic.as('owner');
    await read(await setRoles(owner.practitionerId, 1, ['nurse'], second), Saved);
    expect(await refused(await setRoles(second.practitionerId, 1, ['compliance'], second))).toMatchObject({
      reason: 'blocked',
    });
    expect(await ownersOf()).toHaveLength(1);
  });

  test('someone invited who never came, or someone who left, is no owner to rely on', async () => {
    const { id } = await read(await send('POST', '', avery), Saved);
    await read(await setRoles(id, 1, ['owner']), Saved);
    const gone = await clinic.as('owner');
    await read(await deactivate(gone.practitionerId, 1), Saved);
    expect(await refused(await setRoles(owner.practitionerId, 1, ['nurse']))).toMatchObject({ reason: 'blocked' });
  });

  test.each([
    [
      'each takes the role of the other',
      (one: Person, other: Person) => setRoles(other.practitionerId, 1, ['nurse'], one),
    ],
    ['each ends the access of the other', (one: Person, other: Person) => deactivate(other.practitionerId, 1, one)],
    ['each gives up the own role', (one: Person) => setRoles(one.practitionerId, 1, ['nurse'], one)],
  ])('two owners at the same moment, %s: one remains, ten times out of ten', async (_what, act) => {
    for (let round = 0; round < 10; round += 1) {
      clinic = await aClinic(server.services);
      const [one, other] = [await clinic.as('owner', 'nurse'), await clinic.as('owner', 'nurse')];
      const answers = await Promise.all([act(one, other), act(other, one)]);
      expect(
        answers.map(({ status }) => status).filter((status) => status === 200),
        `round ${round}`,
      ).toHaveLength(1);
      expect(await ownersOf(), `round ${round}`).toHaveLength(1);
    }
  });
});

describe('when someone leaves', () => {
  test('their access ends, what they did stays under their name, and the trail has the reason', async () => {
    const nurse = await clinic.as('nurse');
    const { id } = await aPatient(nurse);
    const chart = () => server.request('GET', `/api/patients/${id}/chart`, { as: nurse });
    expect((await chart()).status).toBe(200);
    await read(await deactivate(nurse.practitionerId, 1), Saved);
    await expect.poll(async () => (await chart()).status, { timeout: 4_000 }).toBe(401);
    expect(await personOf(nurse.practitionerId)).toMatchObject({ deactivatedAt: expect.any(String), roles: ['nurse'] });
    expect(await events('practitioner.deactivate.change')).toMatchObject([
      { reason: 'left the clinic', subjectId: nurse.practitionerId },
    ]);
    const history = await server.request('GET', `/api/patients/${id}/history`, { as: await clinic.as('auditor') });
    expect(JSON.stringify(await history.json())).toContain((await personOf(nurse.practitionerId)).familyName);
  });

  test('nobody ends their own access, and nobody ends it twice', async () => {
    const second = await clinic.as('owner');
    expect(await refused(await deactivate(owner.practitionerId, 1))).toMatchObject({ reason: 'not-permitted' });
    await read(await deactivate(second.practitionerId, 1), Saved);
    expect(await refused(await deactivate(second.practitionerId, 2))).toMatchObject({ status: 422, reason: 'blocked' });
  });
});
