import { expect, test } from 'vitest';
import type { z } from 'zod';
import { newId } from '#server/platform/ids.ts';
import { ketamineVial, supplier } from '../../tests/a-pharmacy.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import {
  aColleague,
  aFreshCode,
  anOwner,
  aStation,
  type Colleague,
  signIn,
  type Visitor,
} from '../../tests/visitor.ts';
import { Stock } from './pharmacy-answers.shapes.ts';

/** The second person at the screen of the first: each way to prove it, and each way to fail. */

const pin = '480957';

/** A station at which the nurse works, a vial drawn from, and a colleague whose PIN is set there too. */
async function aWaste(server: TestServer) {
  const owner = await anOwner(server);
  const [nurse, second] = [await aColleague(server, owner, 'nurse'), await aColleague(server, owner, 'nurse')];
  const desk = await aColleague(server, owner, 'front-desk');
  const station = await aStation(server, owner);
  for (const person of [second, desk, nurse]) {
    await signIn(server, person, station);
    await station.must('POST', '/api/station/pin', { pin });
  }
  const made = async (path: string, body: object) =>
    station.must('POST', `/api/pharmacy/${path}`, { id: newId(), ...body });
  const { id: locationId } = await made('locations', { name: 'Cabinet A', place: '' });
  const { id: productId } = await made('products', { product: ketamineVial });
  const read = { strengthUgPerMl: 50_000, volumeUl: 10_000 };
  expect((await confirmed(server, second, `products/${productId}/confirmation`, { read })).status).toBe(204);
  const delivery = {
    productId,
    locationId,
    invoice: '1',
    supplier,
    receivedOn: '2026-11-25',
    lot: 'A',
    expiresOn: '2099-12-31',
  };
  await made('receipts', { ...delivery, containers: 1, scanned: '0143-9508-10' });
  const patient = await station.must('POST', '/api/patients', aPatientBody);
  const sessionId = newId();
  await station.must('POST', '/api/sessions', {
    id: sessionId,
    patientId: patient.id,
    plannedAt: new Date().toISOString(),
  });
  const vial = (await stockOf(station)).items[0]?.id;
  const { id: drawId } = await made('draws', { itemId: vial, sessionId, amount: { ul: 700 } });
  const idOf = async (person: Colleague) => String((await person.must('GET', '/api/me')).practitionerId);
  return { station, nurse, second, desk, drawId, idOf };
}

const aPatientBody = {
  givenName: 'Jordan',
  familyName: 'Sample',
  preferredName: '',
  birthOn: '1984-03-07',
  sexForClinicalUse: 'female',
  language: 'en',
  timeZone: 'America/Los_Angeles',
  phone: '',
  email: '',
  address: '',
  emergencyContact: null,
};

const stockOf = async (at: Visitor): Promise<z.infer<typeof Stock>> =>
  Stock.parse(await at.must('GET', '/api/pharmacy/stock'));

/** An answer without a body. */
async function confirmed(server: TestServer, as: Colleague, path: string, body: object) {
  const cookie = [...as.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return server.request('POST', `/api/pharmacy/${path}`, { body, headers: { cookie } });
}

test('a PIN of this station, or a passphrase with a code, is the second person’s own', async () => {
  await using server = await aServer();
  const { station, second, drawId, idOf } = await aWaste(server);
  const practitionerId = await idOf(second);
  const waste = (id: string, proof: object, ul = 100) =>
    station.call('POST', '/api/pharmacy/wastes', {
      id,
      from: { drawId },
      amount: { ul },
      how: 'sink',
      second: { practitionerId, ...proof },
    });
  const id = newId();
  const done = await waste(id, { pin });
  expect(done).toMatchObject({ status: 200, body: { state: 'done', rows: [expect.any(String)] } });
  expect((await waste(id, { pin })).body).toEqual(done.body);
  const { passphrase } = second;
  const code = await aFreshCode(server, second);
  expect((await waste(newId(), { passphrase, code })).body).toMatchObject({ state: 'done' });
  // A code counts once.
  expect((await waste(newId(), { passphrase, code })).status).toBe(403);
  expect((await stockOf(station)).items[0]).toMatchObject({ wastedUg: 10_000, outUg: 25_000 });
  expect(await station.must('GET', '/api/me')).toMatchObject({
    practitionerId: expect.not.stringContaining(practitionerId),
  });
});

test('a wrong proof, the actor’s own, or that of someone who may not, wastes nothing; five wrong PINs lock it', async () => {
  await using server = await aServer();
  const { station, nurse, second, desk, drawId, idOf } = await aWaste(server);
  const waste = async (practitionerId: string, proof: object) =>
    (
      await station.call('POST', '/api/pharmacy/wastes', {
        id: newId(),
        from: { drawId },
        how: 'sink',
        second: { practitionerId, ...proof },
      })
    ).body;
  expect(await waste(await idOf(nurse), { pin })).toMatchObject({
    sentence: 'The second person is somebody else: nobody watches themselves.',
  });
  expect(await waste(await idOf(desk), { pin })).toMatchObject({
    sentence: 'The roles of the second person in this clinic do not include this.',
  });
  expect(await waste(newId(), { pin })).toMatchObject({ reason: 'not-permitted' });
  const id = await idOf(second);
  expect(await waste(id, { pin, passphrase: second.passphrase })).toMatchObject({ reason: 'not-understood' });
  expect(await waste(id, { passphrase: second.passphrase, code: '000000' })).toMatchObject({ reason: 'not-permitted' });
  for (let turn = 0; turn < 5; turn += 1)
    expect(await waste(id, { pin: '111222' })).toMatchObject({
      sentence: 'The second person’s proof is not right. Nothing was changed.',
    });
  expect(await waste(id, { pin })).toMatchObject({ reason: 'not-permitted' });
  expect((await stockOf(station)).items[0]).toMatchObject({ wastedUg: 0, outUg: 35_000 });
});

test('a PIN is worth nothing away from its station', async () => {
  await using server = await aServer();
  const { nurse, second, drawId, idOf } = await aWaste(server);
  await signIn(server, nurse, nurse);
  const practitionerId = await idOf(second);
  const { body } = await nurse.call('POST', '/api/pharmacy/wastes', {
    id: newId(),
    from: { drawId },
    how: 'sink',
    second: { practitionerId, pin },
  });
  expect(body.sentence).toContain('only at the station it was set for');
});

test('what waited is done at once when the second person comes to this screen', async () => {
  await using server = await aServer();
  const { station, second, drawId, idOf } = await aWaste(server);
  const asked = { id: newId(), from: { drawId }, how: 'sink' };
  expect((await station.must('POST', '/api/pharmacy/wastes', asked)).state).toBe('awaiting');
  const practitionerId = await idOf(second);
  const done = await station.must('POST', '/api/pharmacy/wastes', { ...asked, second: { practitionerId, pin } });
  expect(done).toMatchObject({ state: 'done', rows: [expect.any(String)] });
  expect((await stockOf(station)).items[0]).toMatchObject({ wastedUg: 35_000, outUg: 0 });
});
