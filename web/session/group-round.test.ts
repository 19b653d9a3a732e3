import { beforeEach, expect, test } from 'vitest';
import { fold, type Kind, newestVersion, type SessionEvent } from '#clinical/session/session.ts';
import { beginSweep, goOnWith, roundOf, settle, sweeps } from './group-round.ts';

const idOf = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const [group, round, a, b, c] = [idOf(1), idOf(2), idOf(0xa), idOf(0xb), idOf(0xc)];
const tenMs = Date.UTC(2026, 10, 25, 10);
let logs: Map<string, SessionEvent[]>;
let count = 0;

function log(session: string, kind: Kind, data: Record<string, unknown>, atMin: number): void {
  count += 1;
  const at = new Date(tenMs + atMin * 60_000).toISOString();
  const made = { measuredAt: at, enteredAt: at, offsetCheckedAt: at, clockOffsetMs: 0, stationSeq: count };
  const event = { id: idOf(0x100 + count), session, kind, v: newestVersion(kind), data, by: a, station: a, ...made };
  logs.set(session, [...(logs.get(session) ?? []), event]);
}
const read = (session: string, atMin: number) =>
  log(session, 'reading', { systolicMmHg: 120, diastolicMmHg: 80, source: 'by-hand' }, atMin);

const members = () =>
  [...logs].map(([id, events]) => ({
    session: { id },
    found: { record: fold(events, id), agenda: { judgedReadings: new Map() } },
  }));
const now = () => roundOf(group, members(), sweeps.get().get(group));
const settled = (session: string, how: 'read' | 'red', atMin: number) => {
  const shown = now();
  if (shown === undefined) throw new RangeError('there is no round');
  settle(group, shown, session, { how, atMs: tenMs + atMin * 60_000 });
};
const goOn = () => {
  const shown = now();
  if (shown !== undefined) goOnWith(group, shown);
};
/** The page is loaded anew: memory is empty, the logs are what they were. */
const loadAnew = () => sweeps.set(new Map());

beforeEach(() => {
  loadAnew();
  logs = new Map();
  for (const one of [a, b, c]) log(one, 'round-begun', { group, round }, 10);
  beginSweep(group, round, [a, b, c]);
});

test('a round goes from one person to the next, and is over when each was read or passed over', () => {
  expect(now()?.at).toBe(a);
  settled(a, 'read', 11);
  expect(now()?.at).toBe(b);
  log(b, 'round-skipped', { round, why: 'asleep' }, 12);
  expect(now()?.at).toBe(c);
  settled(c, 'read', 13);
  expect(now()).toMatchObject({ at: undefined, isHeld: false });
});

test('loaded anew in the middle, the round goes on where it was, and says who was passed over and why', () => {
  read(a, 11);
  log(b, 'round-skipped', { round, why: 'asleep' }, 12);
  loadAnew();
  expect(now()).toMatchObject({ at: c, isHeld: false });
  expect(now()?.done.get(b)).toMatchObject({ how: 'skipped', why: 'asleep' });
  read(c, 13);
  loadAnew();
  expect(now()?.at).toBeUndefined();
  expect(now()?.done.get(b)).toMatchObject({ how: 'skipped', why: 'asleep' });
});

test('a red reading holds the round at that person, and the others are read when somebody says so', () => {
  settled(a, 'red', 11);
  expect(now()).toMatchObject({ at: a, isHeld: true });
  goOn();
  expect(now()).toMatchObject({ at: b, isHeld: false });
});

test('who was read elsewhere meanwhile is not asked for again; who has left holds nothing up', () => {
  read(b, 11);
  settled(a, 'read', 12);
  expect(now()?.at).toBe(c);
  log(c, 'left', { how: 'against-advice', as: 'fact' }, 13);
  expect(now()).toMatchObject({ at: undefined, order: [a, b] });
});

test('a new round begins with everybody again', () => {
  for (const one of [a, b, c]) read(one, 11);
  for (const one of [a, b, c]) log(one, 'round-begun', { group, round: idOf(3) }, 20);
  expect(now()).toMatchObject({ id: idOf(3), at: a });
  expect(now()?.done.size).toBe(0);
});
