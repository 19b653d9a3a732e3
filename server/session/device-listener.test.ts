import { once } from 'node:events';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#server/platform/ids.ts';
import { aMonitor, type Monitor, vitalsMessage } from '../../tests/a-monitor.ts';
import { aClinic, aPatient, type Person, type TestClinic } from '../../tests/builders.ts';
import { mutatedMessages } from '../../tests/hl7-mutated.ts';
import { read } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { DevicesOnFloor, LiveValues } from './device.shapes.ts';
import { type DeviceListener, listenForDevices } from './device-listener.ts';

let server: TestServer;
let clinic: TestClinic;
let nurse: Person;
let listener: DeviceListener;
let database: pg.Client;
const at = { host: '127.0.0.1', port: 0, allow: '127.0.0.1', clinicId: undefined, tls: undefined };
const monitors: Monitor[] = [];

beforeAll(async () => {
  server = await aServer();
  clinic = await aClinic(server.services);
  nurse = await clinic.as('nurse');
  listener = await listenForDevices(server.services, at, clinic.clinicId);
  database = new pg.Client(server.services.db.superuser);
  await database.connect();
});
afterAll(async () => {
  for (const monitor of monitors) monitor.close();
  await listener.stop();
  await database.end();
  await server[Symbol.asyncDispose]();
});

async function connected(): Promise<Monitor> {
  const monitor = await aMonitor(listener.port);
  monitors.push(monitor);
  return monitor;
}
const said = (answer: string | undefined) => /\rMSA\|(\w\w)\|([^\r|]*)/.exec(answer ?? '')?.slice(1);
const rows = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await database.query<Row>(text, values)).rows;
const devices = async () => read(await server.request('GET', '/api/devices', { as: nurse }), DevicesOnFloor);
const deviceId = async (key: string) => (await devices()).devices.find((of) => of.key === key)?.id ?? '';
const post = (path: string, body?: object) => server.request('POST', path, { as: nurse, body });
const live = async (session: string) =>
  (await read(await server.request('GET', `/api/sessions/${session}/live`, { as: nurse }), LiveValues)).values;

async function aSession(): Promise<string> {
  const { id: patientId } = await aPatient(nurse);
  const id = newId();
  const answer = await post('/api/sessions', { id, patientId, plannedAt: new Date().toISOString() });
  expect(answer.status).toBe(201);
  return id;
}

async function sent(
  monitor: Monitor,
  device: string,
  values: Parameters<typeof vitalsMessage>[0]['values'],
  when = new Date(),
) {
  const id = newId();
  monitor.send(vitalsMessage({ device, id, at: when, values }));
  expect(said(await monitor.answer())).toEqual(['AA', id]);
}

test('a message is answered after it is kept: each value once, with its unit, time and device, and the message as it came', async () => {
  const monitor = await connected();
  const message = vitalsMessage({ device: 'MON-1', id: 'M1', at: new Date(), values: { systolic: 128, pulse: 72 } });
  for (let times = 0; times < 3; times += 1) {
    monitor.send(message);
    expect(said(await monitor.answer())).toEqual(['AA', 'M1']);
  }
  expect(
    await rows(`select v.metric, v.value::float8 as value, v.unit, v.session_id, d.key, abs(extract(epoch from v.arrived_at - v.at)) < 60 as is_near
                  from clinic.device_value v join clinic.device d on d.id = v.device_id where d.key = 'MON-1' order by v.value`),
  ).toEqual([
    { metric: 'heartRatePerMin', value: 72, unit: '264864', session_id: null, key: 'MON-1', is_near: true },
    { metric: 'systolicMmHg', value: 128, unit: '266016', session_id: null, key: 'MON-1', is_near: true },
  ]);
  const kept = await rows<{ raw: Buffer; part: string }>(
    `select raw, tableoid::regclass::text as part from clinic.device_message where outcome = 'kept' order by at`,
  );
  expect(kept).toHaveLength(3);
  expect(kept[0]?.raw.toString('utf8')).toBe(message);
  expect(kept[0]?.part).toMatch(/device_message_\d{8}$/);
});

test('values are those of the session to which a person gave the device, from then on, and of nobody after it was taken off', async () => {
  const monitor = await connected();
  await sent(monitor, 'MON-2', { pulse: 60 });
  const [one, other] = [await aSession(), await aSession()];
  const id = await deviceId('MON-2');
  expect((await post(`/api/devices/${id}/assign`, { sessionId: one })).status).toBe(200);
  await sent(monitor, 'MON-2', { pulse: 61 });
  const refused = await post(`/api/devices/${id}/assign`, { sessionId: other });
  expect([refused.status, await refused.json()]).toMatchObject([
    422,
    { sentence: expect.stringMatching(/measures J\.S\.\. Move .*taken off/) },
  ]);
  expect((await post(`/api/devices/${id}/assign`, { sessionId: other, isMoved: true })).status).toBe(200);
  await sent(monitor, 'MON-2', { pulse: 62 });
  expect((await post(`/api/devices/${id}/release`)).status).toBe(200);
  await sent(monitor, 'MON-2', { pulse: 63 });
  const whose = await rows(
    `select v.value::int as value, v.session_id from clinic.device_value v join clinic.device d on d.id = v.device_id
      where d.key = 'MON-2' order by v.value`,
  );
  expect(whose).toEqual([
    { value: 60, session_id: null },
    { value: 61, session_id: one },
    { value: 62, session_id: other },
    { value: 63, session_id: null },
  ]);
  expect(await live(one)).toMatchObject([{ metric: 'heartRatePerMin', value: 61, device: 'MON-2', received: '' }]);
  expect(await live(other)).toMatchObject([{ value: 62 }]);
});

test('a pressure of 0 is kept as it was received, and told as implausible', async () => {
  const monitor = await connected();
  await sent(monitor, 'MON-0', { pulse: 60 });
  const session = await aSession();
  expect((await post(`/api/devices/${await deviceId('MON-0')}/assign`, { sessionId: session })).status).toBe(200);
  await sent(monitor, 'MON-0', { systolic: 0, diastolic: 62, pulse: 0 });
  expect(await live(session)).toMatchObject([
    { metric: 'diastolicMmHg', value: 62, isImplausible: false },
    { metric: 'heartRatePerMin', value: 0, isImplausible: false },
    { metric: 'systolicMmHg', value: 0, state: 'measured', isImplausible: true },
  ]);
});

test('what a monitor measured before it was given to somebody is not theirs, also when it comes late', async () => {
  const monitor = await connected();
  await sent(monitor, 'MON-3', { pulse: 50 });
  const session = await aSession();
  const earlier = new Date();
  expect((await post(`/api/devices/${await deviceId('MON-3')}/assign`, { sessionId: session })).status).toBe(200);
  const late = vitalsMessage({ device: 'MON-3', id: 'LATE', at: new Date(), values: { pulse: 51 } });
  // Of before, sent now: the time of the row, not that of the message.
  monitor.send(
    late
      .replaceAll(/OBR\|1\|\|\|([^|]*)\|\|\|[^|\r]*/g, `OBR|1|||$1|||${stampOf(earlier)}`)
      .replace(/(\|R\|\|\|)\d[^|]*/, `$1${stampOf(earlier)}`),
  );
  expect(said(await monitor.answer())).toEqual(['AA', 'LATE']);
  expect(await live(session)).toEqual([]);
});
const stampOf = (when: Date) =>
  `${new Date(when.getTime() - 5_000).toISOString().slice(0, 23).replace(/[-T:]/g, '')}+0000`;

test('a clock that is off is measured, shown, and put right in the time of the value', async () => {
  const monitor = await connected();
  const behind = new Date(Date.now() - 7 * 60_000);
  await sent(monitor, 'SLOW', { pulse: 70 }, behind);
  const [row] = await rows<{ off: number; apart: number }>(
    `select extract(epoch from v.at - v.device_at)::float8 as off, extract(epoch from v.arrived_at - v.at)::float8 as apart
       from clinic.device_value v join clinic.device d on d.id = v.device_id where d.key = 'SLOW'`,
  );
  expect(row?.off).toBeGreaterThan(7 * 60 - 1);
  expect(Math.abs(row?.apart ?? 99)).toBeLessThan(2);
});

test('what is no observation, no message, or too long is refused in words and kept to be looked at', async () => {
  const monitor = await connected();
  monitor.send('MSH|^~\\&|ADT|X|||20261130||ADT^A01|A1|P|2.5\rPID|1||4711||Doe^Jane\r');
  expect(said(await monitor.answer())).toEqual(['AR', 'A1']);
  monitor.send('nothing that is known');
  expect(said(await monitor.answer())).toEqual(['AR', '']);
  const long = await connected();
  long.socket.write(Buffer.concat([Buffer.from([0x0b]), Buffer.alloc(70_000, 'x')]));
  await once(long.socket, 'close');
  const wrong = await connected();
  wrong.socket.end('GET / HTTP/1.1\r\n\r\n');
  await expect
    .poll(async () => (await devices()).unread.filter(({ why }) => why !== null).map(({ why }) => why), {
      timeout: 10_000,
    })
    .toEqual(
      expect.arrayContaining([
        'It is no observation (ORU^R01).',
        'It does not begin with MSH.',
        'Bytes that are no message: A message is longer than 65536 bytes.',
        'Bytes that are no message: outside of a message.',
      ]),
    );
  // Of the header alone: the person it names is not told to whoever looks after devices.
  expect(JSON.stringify((await devices()).unread)).not.toContain('Doe');
});

test('an address that is not on the list is turned away', async () => {
  const other = await listenForDevices(server.services, { ...at, allow: '10.0.0.0/8' }, clinic.clinicId);
  const monitor = await aMonitor(other.port);
  expect(await monitor.answer()).toBeUndefined();
  await other.stop();
});

test('while the database keeps nothing the sender is told to send again, and what it sends again is kept once', async () => {
  const monitor = await connected();
  await sent(monitor, 'MON-4', { pulse: 80 });
  await database.query('revoke insert on clinic.device_message from racemic_app');
  const message = vitalsMessage({ device: 'MON-4', id: 'AGAIN', at: new Date(), values: { pulse: 81 } });
  monitor.send(message);
  expect(said(await monitor.answer())).toEqual(['AE', 'AGAIN']);
  await database.query('grant insert on clinic.device_message to racemic_app');
  monitor.send(message);
  expect(said(await monitor.answer())).toEqual(['AA', 'AGAIN']);
  const kept = await rows(
    `select 1 from clinic.device_value v join clinic.device d on d.id = v.device_id where d.key = 'MON-4' and v.value = 81`,
  );
  expect(kept).toHaveLength(1);
});

test('thousands of broken messages: each is answered, none stops another, and nobody gets a value that is not theirs', async () => {
  const session = await aSession();
  const monitor = await connected();
  await sent(monitor, 'OURS', { pulse: 77 });
  expect((await post(`/api/devices/${await deviceId('OURS')}/assign`, { sessionId: session })).status).toBe(200);
  const faults = await connected();
  const count = 1_500;
  let answered = 0;
  for (const bytes of mutatedMessages(7, count)) {
    if (bytes.includes(0x0b) || bytes.includes(0x1c)) continue;
    faults.send(Buffer.concat([Buffer.from([0x0b]), bytes, Buffer.from([0x1c, 0x0d])]));
    answered += 1;
  }
  await sent(monitor, 'OURS', { pulse: 78 });
  // Some ask for no answer, or for two: what was taken in is counted where it is kept.
  await expect
    .poll(async () => (await rows<{ n: number }>(`select count(*)::int as n from clinic.device_message`))[0]?.n, {
      timeout: 60_000,
    })
    .toBeGreaterThanOrEqual(answered);
  expect(faults.socket.destroyed).toBe(false);
  const theirs = await rows(
    `select d.key, v.value::int as value from clinic.device_value v join clinic.device d on d.id = v.device_id
      where v.session_id = $1`,
    [session],
  );
  expect(theirs).toEqual([{ key: 'OURS', value: 78 }]);
}, 120_000);
