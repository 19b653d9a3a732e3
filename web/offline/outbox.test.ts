import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import type { SessionEvent } from '#clinical/session/session.ts';
import { NotWritten, openOutbox } from './outbox.ts';
import { type Drained, type Sent, waitAfter } from './outbox-sending.ts';
import { openStationDatabase } from './station-database.ts';

const session = '0199a0b2-0000-7000-8000-000000000001';
const nurse = '0199a0b2-0000-7000-8000-0000000000aa';
const other = '0199a0b2-0000-7000-8000-0000000000bb';
const station = '0199a0b2-0000-7000-8000-0000000000cc';
const note = (text: string, by: string | null = nurse) => ({ session, kind: 'note', v: 1, data: { text }, by });

let indexedDB: IDBFactory;
let nowMs: number;
beforeEach(() => {
  indexedDB = new IDBFactory();
  nowMs = Date.parse('2026-11-25T10:00:00Z');
});

/** A server at the other end of a wire: it keeps what it gets, each id once, unless told otherwise. */
function aServer() {
  const log: SessionEvent[] = [];
  const batches: number[] = [];
  const server = {
    log,
    batches,
    answer: undefined as undefined | ((events: readonly SessionEvent[]) => Sent | undefined),
    send: (events: readonly SessionEvent[]): Promise<Sent> => {
      batches.push(events.length);
      const instead = server.answer?.(events);
      return Promise.resolve(instead ?? { answers: events.map(keep) });
    },
  };
  const keep = (event: SessionEvent) => {
    const isKnown = log.some(({ id }) => id === event.id);
    if (!isKnown) log.push(event);
    return { id: event.id, outcome: isKnown ? ('known' as const) : ('kept' as const) };
  };
  return server;
}

/** One tab: tabs of a browser share the database and the lock. */
function aTab(
  send: (events: readonly SessionEvent[], via: 'person' | 'station') => Promise<Sent>,
  lock = aLock(),
  isKept: (session: string, id: string) => boolean | undefined = () => undefined,
) {
  const database = openStationDatabase('station', { indexedDB, IDBKeyRange });
  const outbox = openOutbox(database, {
    send,
    isKept: (of, id) => Promise.resolve(isKept(of, id)),
    now: () => nowMs,
    alone: lock,
    station: () => Promise.resolve(station),
    clock: () => ({ offsetMs: 250, checkedAtMs: nowMs - 1_000 }),
  });
  return { ...outbox, database };
}
function aLock() {
  let held: Promise<unknown> | undefined;
  return async (work: () => Promise<Drained>, how: string): Promise<Drained | undefined> => {
    while (held !== undefined) {
      if (how === 'unless-another-is') return undefined;
      await held;
    }
    const working = work().finally(() => {
      held = undefined;
    });
    held = working.catch(() => undefined);
    return working;
  };
}
const silence = (): Promise<Sent> => Promise.resolve({ stopped: 'no-answer' });
const textsOf = (events: readonly SessionEvent[]) => events.map(({ data }) => data.text);

test('what was written without a network is sent in its order when the network is back, and then waits no longer', async () => {
  const server = aServer();
  const away = aTab(silence);
  for (const text of ['one', 'two', 'three']) await away.put(note(text));
  expect(await away.sendAll()).toEqual({ how: 'held', by: 'no-answer', sent: 0 });
  expect((await away.held()).waiting).toHaveLength(3);
  const back = aTab(server.send);
  expect(await back.sendAll()).toEqual({ how: 'empty', sent: 3 });
  expect(textsOf(server.log)).toEqual(['one', 'two', 'three']);
  expect((await back.held()).waiting).toEqual([]);
});

test('a fact says who, where, when it happened, when it was written, and how far the clock was off', async () => {
  const tab = aTab(silence);
  const event = await tab.put({ ...note('seen'), measuredAtMs: nowMs - 60_000 });
  expect(event).toMatchObject({
    by: nurse,
    station,
    stationSeq: 1,
    measuredAt: '2026-11-25T09:59:00.000Z',
    enteredAt: '2026-11-25T10:00:00.000Z',
    clockOffsetMs: 250,
    offsetCheckedAt: '2026-11-25T09:59:59.000Z',
  });
  expect(event.id[14]).toBe('7');
});

test('after a crash everything is there, with the same ids, and the count goes on', async () => {
  const first = aTab(silence);
  const before = await first.put(note('before'));
  first.database.close();
  const second = aTab(silence);
  const after = await second.put(note('after'));
  expect((await second.held()).waiting).toEqual([before, after]);
  expect(after.stationSeq).toBe(before.stationSeq + 1);
});

test('two tabs that write at the same time never give out the same count, and only one of them sends', async () => {
  const server = aServer();
  const lock = aLock();
  const [one, two] = [aTab(server.send, lock), aTab(server.send, lock)];
  await Promise.all(Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? one : two).put(note(String(at)))));
  const counts = (await one.held()).waiting.map(({ stationSeq }) => stationSeq);
  expect(counts).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
  const both = await Promise.all([one.sendAll(), two.sendAll()]);
  expect(both.filter((drained) => drained === undefined)).toHaveLength(1);
  expect(server.log).toHaveLength(40);
});

test('an answer that got lost doubles nothing', async () => {
  const server = aServer();
  const tab = aTab(async (events) => {
    await server.send(events);
    return { stopped: 'no-answer' };
  });
  await tab.put(note('once'));
  await tab.sendAll();
  await aTab(server.send).sendAll();
  expect(textsOf(server.log)).toEqual(['once']);
});

test('a refused fact goes to the tray with the reason and holds up nothing behind it', async () => {
  const server = aServer();
  const tab = aTab(async (events) => {
    const answers = events.map(({ id, data }) =>
      data.text === 'bad'
        ? { id, outcome: 'refused' as const, why: 'no-such-session', says: 'There is no such session.' }
        : { id, outcome: 'kept' as const },
    );
    await server.send(events.filter(({ data }) => data.text !== 'bad'));
    return { answers };
  });
  for (const text of ['one', 'bad', 'two']) await tab.put(note(text));
  expect(await tab.sendAll()).toEqual({ how: 'empty', sent: 3 });
  expect(textsOf(server.log)).toEqual(['one', 'two']);
  expect((await tab.held()).refused).toMatchObject([
    { says: 'There is no such session.', event: { data: { text: 'bad' } } },
  ]);
});

test('a batch that the server can’t read is halved until the bad fact stands alone', async () => {
  const server = aServer();
  server.answer = (events) =>
    events.some(({ data }) => data.text === '37') ? { stopped: 'unreadable', says: 'It can’t be read.' } : undefined;
  const tab = aTab(server.send);
  for (let at = 0; at < 100; at += 1) await tab.put(note(String(at)));
  expect(await tab.sendAll()).toEqual({ how: 'empty', sent: 100 });
  expect(server.log).toHaveLength(99);
  expect(textsOf(server.log)).toEqual(textsOf(server.log).toSorted((a, b) => Number(a) - Number(b)));
  expect((await tab.held()).refused.map(({ event }) => event.data.text)).toEqual(['37']);
  expect(server.batches.length).toBeLessThan(20);
});

test.each(['locked', 'signed-out', 'not-permitted'] as const)(
  '%s: facts wait for a person, none is dropped',
  async (stopped) => {
    const tab = aTab(() => Promise.resolve({ stopped }));
    await tab.put(note('waits'));
    expect(await tab.sendAll()).toEqual({ how: 'held', by: stopped, sent: 0 });
    expect(textsOf((await tab.held()).waiting)).toEqual(['waits']);
  },
);

test('a locked station sends “dose stopped” past what waits for a person', async () => {
  const server = aServer();
  const tab = aTab(server.send);
  await tab.put(note('waits for the nurse'));
  await tab.put({ session, kind: 'dose-stopped', v: 1, data: {}, by: null });
  await tab.sendAll('station');
  expect(server.log.map(({ kind, by }) => [kind, by])).toEqual([['dose-stopped', null]]);
  expect(textsOf((await tab.held()).waiting)).toEqual(['waits for the nurse']);
});

test('what another’s name refused goes again when that person is back', async () => {
  const server = aServer();
  server.answer = ([event]) =>
    event && server.log.length === 0
      ? { answers: [{ id: event.id, outcome: 'refused', why: 'not-yours', says: 'Another person’s name.' }] }
      : undefined;
  const tab = aTab(server.send);
  await tab.put(note('hers'));
  await tab.sendAll();
  await tab.takeUpAgain(other);
  expect((await tab.held()).refused).toHaveLength(1);
  server.answer = undefined;
  await tab.takeUpAgain(nurse);
  await tab.sendAll();
  expect(textsOf(server.log)).toEqual(['hers']);
});

test('a mended fact is a new one that happened when the first did; a discarded one leaves a note that says so', async () => {
  const server = aServer();
  server.answer = (events) => ({
    answers: events.map(({ id }) => ({ id, outcome: 'refused' as const, why: 'malformed', says: 'Not understood.' })),
  });
  const tab = aTab(server.send);
  const [first, second] = [await tab.put(note('first')), await tab.put(note('second'))];
  await tab.sendAll();
  server.answer = undefined;
  nowMs += 600_000;
  const mended = await tab.mend(first.id, { data: { text: 'mended' }, v: 1, by: nurse });
  expect(mended.id).not.toBe(first.id);
  expect(mended).toMatchObject({ measuredAt: first.measuredAt, enteredAt: '2026-11-25T10:10:00.000Z' });
  await tab.discard(second.id, { text: 'Discarded: second. Written twice.', by: nurse });
  await tab.sendAll();
  expect(textsOf(server.log)).toEqual(['mended', 'Discarded: second. Written twice.']);
  expect((await tab.held()).refused).toEqual([]);
  await expect(tab.discard(second.id, { text: 'again', by: nurse })).rejects.toBeInstanceOf(NotWritten);
});

test('what is no fact of its kind is not written, with a sentence', async () => {
  const tab = aTab(silence);
  const wrong = { session, kind: 'weight', v: 1, data: { given: 'heavy' }, by: nurse };
  await expect(tab.put(wrong)).rejects.toThrow('Weight holds fields; this says “heavy”.');
  expect((await tab.held()).waiting).toEqual([]);
});

test('an intent that is refused has not happened; one without a network is not written', async () => {
  const left = { session, kind: 'note', v: 1, data: { text: 'asks' }, by: nurse };
  const refusing = aTab(([event]) =>
    Promise.resolve({
      answers: [
        { id: event?.id ?? '', outcome: 'refused', why: 'blocked', says: 'Not yet.', missing: [{ item: 'escort' }] },
      ],
    }),
  );
  expect(await refusing.ask(left)).toEqual({
    outcome: 'refused',
    why: 'blocked',
    says: 'Not yet.',
    missing: [{ item: 'escort' }],
  });
  const away = aTab(() => Promise.resolve({ stopped: 'no-answer', neverLeft: true }));
  expect(await away.ask(left)).toEqual({ outcome: 'no-network', isUnsure: false });
  expect(await away.database.facts.count()).toBe(0);
});

test('nothing of a patient stands in clear', async () => {
  const tab = aTab(silence);
  await tab.put(note('Mrs. Secret feels better'));
  const [row] = await tab.database.facts.toArray();
  expect(Object.keys(row ?? {}).sort()).toEqual(
    ['atMs', 'f', 'id', 'seal', 'sealed', 'seq', 'state'].filter((name) => name !== 'seal'),
  );
  expect(new TextDecoder().decode(row?.sealed.bytes)).not.toContain('Secret');
  const key = await tab.database.keys.get('facts');
  expect(key?.key.extractable).toBe(false);
});

test('a fact that can’t be read any more steps aside and holds up nothing', async () => {
  const server = aServer();
  const tab = aTab(server.send);
  const broken = await tab.put(note('broken'));
  await tab.put(note('whole'));
  const row = await tab.database.facts.get(broken.id);
  if (row) await tab.database.facts.put({ ...row, sealed: { iv: new Uint8Array(12), bytes: row.sealed.bytes } });
  expect(await aTab(server.send).sendAll()).toEqual({ how: 'empty', sent: 1 });
  expect(textsOf(server.log)).toEqual(['whole']);
  expect((await aTab(server.send).held()).broken).toBe(1);
});

test('copies of what the server keeps go after a day; what it does not have never does', async () => {
  const server = aServer();
  const tab = aTab(server.send);
  await tab.put(note('kept'));
  await tab.sendAll();
  await tab.put(note('waits'));
  nowMs += 25 * 60 * 60 * 1_000;
  await tab.tidy();
  const held = await tab.held();
  expect([textsOf(held.kept), textsOf(held.waiting)]).toEqual([[], ['waits']]);
});

test('the wait before the next try doubles up to half a minute, and is not the same for everyone', () => {
  expect([0, 1, 2, 20].map((failures) => waitAfter(failures, 1))).toEqual([500, 1_000, 2_000, 30_000]);
  expect(waitAfter(0, 0)).toBe(250);
});
