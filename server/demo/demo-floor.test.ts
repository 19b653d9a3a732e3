import { afterAll, beforeAll, expect, test } from 'vitest';
import { agenda, fold, givenOf, type LoggedEvent } from '#clinical/session/session.ts';
import { readStock } from '#server/pharmacy/stock.actions.ts';
import { newId } from '#server/platform/ids.ts';
import { readFloor } from '#server/session/floor.actions.ts';
import { appendEvents, readEvents } from '#server/session/session.actions.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { openDemoClinic } from './demo.ts';
import { demoClinic } from './demo-clinic.ts';
import { type DemoFloor, startDemoFloor } from './demo-floor.ts';
import { stockCabinet } from './demo-stock.ts';

const minute = 60_000;
const morning = Date.UTC(2026, 10, 25, 18, 42);

/** One synthetic clinic for the day of these tests: each goes on where the one before ended. */
let server: TestServer;
let floor: DemoFloor;
let now = morning;
beforeAll(async () => {
  server = await aServer();
  server.services.config.demo = true;
  // Virtual people come from the key of the installation: the same people each time, so that no chance decides a test.
  const { secrets } = server.services;
  const key = (name: string, bytes: number) => (name === 'demo' ? Buffer.alloc(bytes, 7) : secrets.key(name, bytes));
  server.services.secrets = { ...secrets, key };
  server.services.clock = () => new Date(now);
  await openDemoClinic(server.services);
});
afterAll(async () => {
  await floor.stop();
  await server[Symbol.asyncDispose]();
});

const nurse = () => demoClinic(server.services).act('nurse');

/** As the nurse sees it: every session with its record and what comes next. */
async function seen() {
  const { chairs, sessions, protocols } = await readFloor(nurse());
  return Promise.all(
    sessions.map(async ({ protocolVersionId, ...of }) => {
      const session = { ...of, protocol: protocols.find(({ id }) => id === protocolVersionId) ?? null };
      const { events } = await readEvents(nurse(), session.id, 0);
      const log: LoggedEvent[] = events;
      const record = fold(log, session.id);
      const says = agenda(record, givenOf(session, '2026-11-25'), now);
      const chair = chairs.find(({ id }) => id === session.chairId)?.name;
      return { session, record, says, log, chair };
    }),
  );
}
const open = async () =>
  (await seen())
    .filter(({ record }) => record.phase !== 'left')
    .sort((a, b) => `${a.chair}`.localeCompare(`${b.chair}`));
const inAll = async () => (await seen()).reduce((sum, { log }) => sum + log.length, 0);

/** Time passes, and the floor goes on every half minute. */
async function pass(minutes: number) {
  for (const until = now + minutes * minute; now < until; ) {
    now += minute / 2;
    await floor.tick();
  }
}

test('the floor opens lively: seven chairs, four routes, each with a signed order but the spray that nobody can order, nobody in two places', async () => {
  floor = await startDemoFloor(server.services, 'when asked');
  const chairs = await open();
  expect(chairs.map(({ chair }) => chair)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  expect(chairs.map(({ record }) => record.phase)).toEqual([
    'dosing',
    'spraying',
    'dosing',
    'observing',
    'arrived',
    'expected',
    'spraying',
  ]);
  expect(chairs[2]?.says.phaseSays).toBe('Infusing at 50 %');
  expect(chairs[4]?.says.toStart.length).toBeGreaterThan(2);
  expect(new Set(chairs.map(({ session }) => session.patient.id)).size).toBe(7);
  const spray = chairs[6];
  expect(spray?.session.order).toBeNull();
  expect(spray?.says.dosing).toMatchObject({ route: 'intranasal-racemic', givenUg: 50_000 });
  expect(spray?.says.deviations.length).toBeGreaterThan(0);
  expect(spray?.says.deviations.every(({ isExplained }) => isExplained)).toBe(true);
  // Five minutes between two devices: the second one is locked while the clock of the first goes on.
  expect(chairs[1]?.session.order).toMatchObject({ drug: 'esketamine', devices: 2 });
  expect(chairs[1]?.record.devices).toHaveLength(1);
  expect(chairs[1]?.says.dosing.next).toMatchObject({ number: 2 });
  expect(chairs[1]?.record.remsAnswers.length).toBeGreaterThan(5);
  for (const { session, record, says } of chairs.filter((one) => one !== spray && one !== chairs[1])) {
    expect(session.order).toMatchObject({ state: 'active', drug: 'ketamine' });
    expect(session.protocol).toMatchObject({ version: 1 });
    expect(record).toMatchObject({ unread: [], misfits: [], conflicts: [] });
    expect(says.deviations).toEqual([]);
  }
  expect((await readFloor(nurse())).clinic.synthetic).toBe(true);
  expect(server.logged.filter((line) => line.includes('demonstration'))).toEqual([]);
});

test('it goes on by itself: phases move, somebody leaves, the next is expected; what waits for people waits', async () => {
  const before = await open();
  await pass(12);
  const after = await open();
  const left = (await seen()).filter(({ record }) => record.phase === 'left');
  expect(left.map(({ session }) => session.id)).toContain(before[3]?.session.id);
  expect(left.every(({ says }) => says.toSign.length === 0)).toBe(true);
  // Virtual people differ between installations: who comes early may have arrived already.
  const next = after.find(({ chair }) => chair === '4');
  expect(next?.session.id).not.toBe(before[3]?.session.id);
  expect(['expected', 'arrived']).toContain(next?.record.phase);
  expect(after[0]?.log.length).toBeGreaterThan(before[0]?.log.length ?? 0);
  expect(after[4]?.log).toEqual(before[4]?.log);
});

test('a session in which a person has written is theirs: nothing is written in it again', async () => {
  const chair = (await open())[0];
  const id = chair?.session.id ?? '';
  const at = new Date(now).toISOString();
  const { by } = nurse();
  const [answer] = await appendEvents(nurse(), [
    {
      id: newId(now),
      session: id,
      kind: 'note',
      v: 1,
      data: { text: 'Written by a person.' },
      measuredAt: at,
      enteredAt: at,
      by: by.practitionerId ?? null,
      station: newId(now),
      stationSeq: 1,
      clockOffsetMs: 0,
      offsetCheckedAt: at,
    },
  ]);
  expect(answer).toMatchObject({ outcome: 'kept' });
  const written = (await readEvents(nurse(), id, 0)).events.length;
  await pass(20);
  expect((await readEvents(nurse(), id, 0)).events).toHaveLength(written);
  await floor.stop();
  floor = await startDemoFloor(server.services, 'when asked');
  await pass(5);
  expect((await readEvents(nurse(), id, 0)).events).toHaveLength(written);
});

test('started again within minutes, the same sessions go on', async () => {
  const before = await open();
  await floor.stop();
  now += 6 * minute;
  floor = await startDemoFloor(server.services, 'when asked');
  // Virtual people differ between installations: who was about to leave may have left in these minutes.
  const gone = (await seen()).filter(({ record }) => record.phase === 'left').map(({ session }) => session.id);
  const staying = before.map(({ session }) => session.id).filter((id) => !gone.includes(id));
  expect(staying.length).toBeGreaterThanOrEqual(4);
  expect((await open()).map(({ session }) => session.id)).toEqual(expect.arrayContaining(staying));
});

test('what has left is signed in the end, so that records don’t pile up', async () => {
  await pass(60);
  const left = (await seen()).filter(({ record }) => record.phase === 'left');
  const old = left.filter(({ record }) => now - (record.left?.atMs ?? now) > 50 * minute);
  expect(old.length).toBeGreaterThan(0);
  for (const { session, record } of old) {
    expect(session.isSigned).toBe(true);
    expect(record.afterSigning).toEqual([]);
  }
});

test('started again after hours, nothing is made up for the time between, and the floor is lively at once', async () => {
  const [before, count] = [await open(), await inAll()];
  await floor.stop();
  const stopped = now;
  now += 5 * 60 * minute;
  floor = await startDemoFloor(server.services, 'when asked');
  const all = await seen();
  const old = all.filter(({ session }) => before.some((one) => one.session.id === session.id));
  const theirs = before[0]?.session.id;
  expect(old.length).toBe(7);
  for (const { session, log, record } of old.filter(({ session }) => session.id !== theirs)) {
    const between = log.filter(({ enteredAt }) => Date.parse(enteredAt) > stopped && Date.parse(enteredAt) < now);
    expect(between).toEqual([]);
    expect(record.left?.data.how).toBe('unnoticed');
    expect(record.notes.at(-1)?.data.text).toMatch(/^Synthetic: /);
    expect(session.isSigned).toBe(true);
  }
  const here = await open();
  expect(here.map(({ record }) => record.phase).sort()).toContain('dosing');
  expect(here.length).toBe(7);
  expect(await inAll()).toBeLessThan(count + 400);
  expect(server.logged.filter((line) => line.includes('demonstration'))).toEqual([]);
});

test('the cabinet holds what the floor may need, each label read by two people, and a second start changes nothing', async () => {
  const before = await readStock(nurse());
  expect(before.products.map(({ name, secondBy }) => [name, secondBy === null])).toEqual([
    ['Esketamine nasal device, 28 mg', false],
    ['Ketamine 10 mg/mL, 20 mL vial', false],
    ['Ketamine 50 mg/mL, 10 mL vial', false],
  ]);
  expect(before.items).toHaveLength(36);
  expect(before.items.every(({ isStrengthSure, isExpired }) => isStrengthSure && !isExpired)).toBe(true);
  await stockCabinet(demoClinic(server.services));
  expect((await readStock(nurse())).items).toEqual(before.items);
});
