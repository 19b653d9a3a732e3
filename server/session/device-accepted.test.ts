import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '#server/platform/ids.ts';
import { vitalsMessage } from '../../tests/a-monitor.ts';
import { aStation } from '../../tests/a-session.ts';
import { aClinic, aPatient, type Person, type TestClinic } from '../../tests/builders.ts';
import { read } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { DevicesOnFloor, LiveValues } from './device.shapes.ts';
import { openIntake } from './device-intake.ts';

let server: TestServer;
let clinic: TestClinic;
let nurse: Person;

beforeAll(async () => {
  server = await aServer();
  clinic = await aClinic(server.services);
  nurse = await clinic.as('nurse');
});
afterAll(() => server[Symbol.asyncDispose]());

const post = (path: string, body: object) => server.request('POST', path, { as: nurse, body });

/** Somebody whom a monitor of this name measures, and what it says of them. */
async function measured(device: string, pulse: number) {
  const { id: patientId } = await aPatient(nurse);
  const session = newId();
  await post('/api/sessions', { id: session, patientId, plannedAt: new Date().toISOString() });
  const intake = openIntake(server.services, clinic.clinicId);
  const say = (values: { pulse: number }) =>
    intake.take(Buffer.from(vitalsMessage({ device, id: newId(), at: new Date(), values })), '127.0.0.1:1');
  await say({ pulse: pulse - 1 });
  const { devices } = await read(await server.request('GET', '/api/devices', { as: nurse }), DevicesOnFloor);
  const id = devices.find(({ key }) => key === device)?.id ?? '';
  expect((await post(`/api/devices/${id}/assign`, { sessionId: session })).status).toBe(200);
  await say({ pulse });
  await intake.stop();
  const live = await read(await server.request('GET', `/api/sessions/${session}/live`, { as: nurse }), LiveValues);
  const [value] = live.values;
  if (value === undefined) throw new Error('The monitor was not heard.');
  return { session, live, value };
}
type Measured = Awaited<ReturnType<typeof measured>>;

const Answers = z.object({ answers: z.array(z.object({ outcome: z.string() })) });

/** A set with this pulse, said to be what the monitor gave under this id. */
async function accept(into: Measured, pulse: number, id: string): Promise<void> {
  const from = { id, device: 'Bed 3', measuredAt: new Date(into.value.atMs).toISOString() };
  const data = { heartRatePerMin: pulse, source: 'monitor-accepted', monitor: { heartRatePerMin: from } };
  const event = { ...aStation(into.session, nurse.practitionerId)(5, 'reading', data), v: 2 };
  const { answers } = await read(await post('/api/sessions/events', { events: [event] }), Answers);
  expect(answers.map(({ outcome }) => outcome)).toEqual(['kept']);
}

async function printedOf(session: string): Promise<string> {
  const answer = await server.request('GET', `/api/sessions/${session}/record.pdf`, { as: nurse });
  const document = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()));
  const { text } = await extractText(document, { mergePages: true });
  return text.replace(/\s+/g, ' ');
}
const fhirOf = async (session: string) =>
  (await server.request('GET', `/api/sessions/${session}/record.json`, { as: nurse })).text();

test('the strip is told which monitors measure this person, since when they were heard, and under which id each value came', async () => {
  const { live, value } = await measured('A-1', 70);
  expect(live).toMatchObject({ isAnyKnown: true, devices: [{ name: 'A-1', isSimulated: false }] });
  expect(Math.abs((live.devices[0]?.heardMs ?? 0) - Date.now())).toBeLessThan(60_000);
  expect(value).toMatchObject({ metric: 'heartRatePerMin', value: 70, device: 'A-1' });
});

test('of a monitor that measures nobody it is told what it says, to compare with its screen; once it is somebody’s, no more', async () => {
  const intake = openIntake(server.services, clinic.clinicId);
  const say = (pulse: number) =>
    intake.take(
      Buffer.from(vitalsMessage({ device: 'A-8', id: newId(), at: new Date(), values: { pulse } })),
      '127.0.0.1:1',
    );
  const said = async () => {
    const { devices } = await read(await server.request('GET', '/api/devices', { as: nurse }), DevicesOnFloor);
    const device = devices.find(({ key }) => key === 'A-8');
    return { id: device?.id ?? '', says: device?.says.map(({ metric, value }) => [metric, value]) };
  };
  await say(61);
  await say(62);
  const { id, says } = await said();
  expect(says).toEqual([['heartRatePerMin', 62]]);
  const { id: patientId } = await aPatient(nurse);
  const session = newId();
  await post('/api/sessions', { id: session, patientId, plannedAt: new Date().toISOString() });
  await post(`/api/devices/${id}/assign`, { sessionId: session });
  await say(63);
  expect((await said()).says).toEqual([]);
  await post(`/api/devices/${id}/release`, {});
  await say(64);
  await intake.stop();
  // What it said while it was on somebody is theirs.
  expect((await said()).says).toEqual([['heartRatePerMin', 64]]);
});

test('whoever asks again is told only what arrived since, also where it was measured before', async () => {
  const { session, live, value } = await measured('A-7', 76);
  const since = async (ms: number) =>
    (await read(await server.request('GET', `/api/sessions/${session}/live?after=${ms}`, { as: nurse }), LiveValues))
      .values;
  expect(await since(value.arrivedMs)).toEqual(live.values);
  expect(await since(value.arrivedMs + 1)).toEqual([]);
  expect((await server.request('GET', `/api/sessions/${session}/live?after=soon`, { as: nurse })).status).toBe(400);
});

test('an accepted value says on paper and in FHIR from which monitor it came, when it was measured and who accepted it', async () => {
  const here = await measured('A-2', 71);
  await accept(here, 71, here.value.id);
  const paper = await printedOf(here.session);
  expect(paper).toMatch(/pulse measured .* from the monitor Bed 3, accepted by .*; the rest by hand/);
  expect(paper).not.toMatch(/NOT AS IT WAS RECEIVED|no longer kept/);
  const fhir = await fhirOf(here.session);
  expect(fhir).toContain('From the monitor Bed 3, accepted');
  expect(fhir).toContain(`urn:uuid:${here.value.id}`);
  expect(fhir).not.toContain('not as it was received');
});

test('a fact is never refused: what does not agree with what was received is kept, and said so', async () => {
  const [other, changed, theirs, never] = [
    await measured('A-3', 72),
    await measured('A-4', 73),
    await measured('A-5', 74),
    await measured('A-6', 75),
  ];
  await accept(changed, 99, changed.value.id);
  await accept(theirs, 72, other.value.id);
  await accept(never, 75, newId());
  expect(await printedOf(changed.session)).toContain('NOT AS IT WAS RECEIVED');
  expect(await fhirOf(changed.session)).toContain('not as it was received');
  expect(await printedOf(theirs.session)).toContain('NOT AS IT WAS RECEIVED');
  expect(await printedOf(never.session)).toContain('as received no longer kept');
}, 60_000);
