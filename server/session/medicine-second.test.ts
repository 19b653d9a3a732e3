import { expect, test } from 'vitest';
import { z } from 'zod';
import { newestVersion, type SessionEvent } from '#clinical/session/session.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aClinic, type Person } from '../../tests/builders.ts';
import { read, refused } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { aColleague, aFreshCode, anOwner, aStation, type Colleague, signIn } from '../../tests/visitor.ts';
import { sessionAsItStands } from './session-log.ts';

/** The second person of a signed emergency dose confirms on their own factor: each way to do it, and each way to fail. */

const pin = '480957';

async function aDose(server: TestServer) {
  const owner = await anOwner(server);
  const [nurse, second, other] = [
    await aColleague(server, owner, 'nurse'),
    await aColleague(server, owner, 'nurse'),
    await aColleague(server, owner, 'nurse'),
  ];
  const desk = await aColleague(server, owner, 'front-desk');
  const station = await aStation(server, owner);
  for (const person of [second, other, desk, nurse]) {
    await signIn(server, person, station);
    await station.must('POST', '/api/station/pin', { pin });
  }
  const idOf = async (person: Colleague) => String((await person.must('GET', '/api/me')).practitionerId);
  const ids = {
    ...{ nurse: await idOf(nurse), second: await idOf(second) },
    ...{ other: await idOf(other), desk: await idOf(desk) },
  };
  const patient = await station.must('POST', '/api/patients', aPatientBody);
  const session = newId();
  await station.must('POST', '/api/sessions', {
    ...{ id: session, patientId: patient.id, plannedAt: new Date().toISOString() },
  });
  let seq = 0;
  const place = newId();
  const fact = (kind: 'medicine-given' | 'second-confirmed' | 'emergency-opened', data: object): SessionEvent => {
    seq += 1;
    const at = new Date(Date.now() - 60_000 + seq).toISOString();
    return {
      ...{ id: newId(), session, kind, v: newestVersion(kind), data: { ...data }, measuredAt: at, enteredAt: at },
      ...{ by: ids.nurse, station: place, stationSeq: seq, clockOffsetMs: 0, offsetCheckedAt: at },
    };
  };
  const keep = async (...events: SessionEvent[]) =>
    (await station.must('POST', '/api/sessions/events', { events })).answers;
  const card = fact('emergency-opened', { card: 'anaphylaxis' });
  const give = async (secondPerson?: string) => {
    const given = fact('medicine-given', {
      ...{ medicine: 'adrenaline', doseUg: 500, route: 'im', of: card.id },
      ...(secondPerson === undefined ? {} : { secondPerson }),
    });
    await keep(given);
    return given.id;
  };
  await keep(card);
  const path = (medicine: string) => `/api/sessions/${session}/medicines/${medicine}`;
  const here = (medicine: string, proof: object) => station.call('POST', `${path(medicine)}/second`, { second: proof });
  /** What the record says of it. */
  const stands = async (medicine: string) => {
    const { events } = await station.must('GET', `/api/sessions/${session}/events`);
    const all = Array.isArray(events) ? events : [];
    return all
      .filter(({ kind, data }) => kind === 'second-confirmed' && data.of === medicine)
      .map(({ by, data }) => ({ by, how: data.how }));
  };
  return { station, nurse, second, other, ids, give, here, path, stands, fact, keep, session };
}

const aPatientBody = {
  ...{ givenName: 'Jordan', familyName: 'Sample', preferredName: '', birthOn: '1984-03-07' },
  ...{ sexForClinicalUse: 'female', language: 'en', timeZone: 'America/Los_Angeles' },
  ...{ phone: '', email: '', address: '', emergencyContact: null },
};

test('by a PIN of this station, or a passphrase with a code, of who is named', async () => {
  await using server = await aServer();
  const { second, ids, give, here, stands } = await aDose(server);
  const one = await give(ids.second);
  expect(await here(one, { practitionerId: ids.second, pin })).toMatchObject({
    status: 200,
    body: { confirmed: true },
  });
  // The same again is answered the same, and is one fact.
  expect((await here(one, { practitionerId: ids.second, pin })).status).toBe(200);
  expect(await stands(one)).toEqual([{ by: ids.second, how: 'pin' }]);
  const two = await give(ids.second);
  const code = await aFreshCode(server, second);
  const proof = { practitionerId: ids.second, passphrase: second.passphrase, code };
  expect((await here(two, proof)).status).toBe(200);
  expect(await stands(two)).toEqual([{ by: ids.second, how: 'passphrase-and-code' }]);
  const three = await give(ids.second);
  // A code counts once.
  expect((await here(three, proof)).status).toBe(403);
  expect(await stands(three)).toEqual([]);
});

test('by the person who gave it, with a wrong factor, with none, or by another than who is named: nothing is confirmed', async () => {
  await using server = await aServer();
  const { ids, give, here, path, stands, fact, keep, station } = await aDose(server);
  const named = await give(ids.second);
  const itself = await give();
  const nobody = { reason: 'blocked', sentence: 'The second person is somebody else: nobody watches themselves.' };
  const another = { reason: 'blocked', sentence: 'Somebody else is named as the second person. They confirm it.' };
  const wrong = { reason: 'not-permitted', sentence: 'The second person’s proof is not right. Nothing was changed.' };
  const rows: [string, string, object, object][] = [
    ['the same person', named, { practitionerId: ids.nurse, pin }, nobody],
    ['the same person, where nobody is named', itself, { practitionerId: ids.nurse, pin }, nobody],
    ['another than who is named', named, { practitionerId: ids.other, pin }, another],
    ['a wrong PIN', named, { practitionerId: ids.second, pin: '111222' }, wrong],
    ['a wrong code', named, { practitionerId: ids.second, passphrase: 'x', code: '000000' }, wrong],
    ['no factor', named, { practitionerId: ids.second }, { reason: 'not-understood' }],
    [
      'a passphrase without its code',
      named,
      { practitionerId: ids.second, passphrase: 'x' },
      { reason: 'not-understood' },
    ],
    ['somebody whose roles do not include it', itself, { practitionerId: ids.desk, pin }, { reason: 'not-permitted' }],
    ['a medicine that was not given', newId(), { practitionerId: ids.second, pin }, { reason: 'not-found' }],
  ];
  for (const [who, medicine, proof, answer] of rows)
    expect([who, (await here(medicine, proof)).body]).toMatchObject([who, answer]);
  // At one's own screen: who gave it can't, and a station's PIN is no proof of that moment.
  expect((await station.call('POST', `${path(itself)}/confirmation`)).status).toBeGreaterThanOrEqual(400);
  // A tablet may not write it by itself.
  expect(await keep(fact('second-confirmed', { of: named, how: 'pin' }))).toMatchObject([
    { outcome: 'refused', why: 'not-yours' },
  ]);
  for (const medicine of [named, itself]) expect(await stands(medicine)).toEqual([]);
});

test('where nobody is named, anybody else who treats may be it', async () => {
  await using server = await aServer();
  const { ids, give, here, stands } = await aDose(server);
  const given = await give();
  expect((await here(given, { practitionerId: ids.other, pin })).status).toBe(200);
  expect(await stands(given)).toEqual([{ by: ids.other, how: 'pin' }]);
});

test('named and not confirmed is explained before anyone signs; confirmed at their own screen it is not asked any more', async () => {
  await using server = await aServer();
  const clinic = await aClinic(server.services);
  const [nurse, second, desk] = [await clinic.as('nurse'), await clinic.as('nurse'), await clinic.as('front-desk')];
  const patient = await server.request('POST', '/api/patients', { as: nurse, body: aPatientBody });
  const { id: patientId } = await read(patient, z.object({ id: z.string() }));
  const session = newId();
  const opened = { id: session, patientId, plannedAt: new Date().toISOString() };
  expect((await server.request('POST', '/api/sessions', { as: nurse, body: opened })).status).toBe(201);
  const at = new Date(Date.now() - 60_000).toISOString();
  const given: SessionEvent = {
    ...{
      id: newId(),
      session,
      kind: 'medicine-given',
      v: newestVersion('medicine-given'),
      measuredAt: at,
      enteredAt: at,
    },
    data: { medicine: 'adrenaline', doseUg: 500, route: 'im', secondPerson: second.practitionerId },
    ...{ by: nurse.practitionerId, station: newId(), stationSeq: 1, clockOffsetMs: 0, offsetCheckedAt: at },
  };
  await server.request('POST', '/api/sessions/events', { as: nurse, body: { events: [given] } });
  const deviations = async () => {
    const { seen } = await inClinic(nurse.ctx, (tx) => sessionAsItStands(tx, session, new Date()));
    return seen.deviations.map(({ rule }) => rule);
  };
  const own = (as: Person) =>
    server.request('POST', `/api/sessions/${session}/medicines/${given.id}/confirmation`, { as });
  expect(await deviations()).toContain('second-not-confirmed');
  expect((await refused(await own(nurse))).sentence).toContain('nobody watches themselves');
  expect((await refused(await own(desk))).reason).toBe('not-permitted');
  // Signed in, and not asked just before who they are.
  const tired = await clinic.as('nurse');
  await server.services.db.identity
    .updateTable('signIn')
    .set({ steppedUpUntil: new Date(0) })
    .where('id', '=', tired.signInId)
    .execute();
  expect((await refused(await own(tired))).reason).toBe('step-up-needed');
  const done = await own(second);
  expect([done.status, await done.text()]).toEqual([200, '{"confirmed":true}']);
  expect(await deviations()).not.toContain('second-not-confirmed');
});
