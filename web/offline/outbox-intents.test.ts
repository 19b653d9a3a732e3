import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import type { SessionEvent } from '#clinical/session/session.ts';
import { keepCopy, needCopies, readCopy } from './copies.ts';
import { NotWritten, openOutbox } from './outbox.ts';
import type { Drained, Sent } from './outbox-sending.ts';
import { openStationDatabase } from './station-database.ts';

const session = '0199a0b2-0000-7000-8000-000000000001';
const nurse = '0199a0b2-0000-7000-8000-0000000000aa';
const station = '0199a0b2-0000-7000-8000-0000000000cc';

let nowMs: number;
let log: SessionEvent[];
/** Whether the wire carries what is sent, and what comes back. */
let wire: { there: boolean; back: boolean };
let refusal: Sent | undefined;
let lock: Promise<unknown> | undefined;
let aTab: () => ReturnType<typeof openOutbox> & { database: ReturnType<typeof openStationDatabase> };

beforeEach(() => {
  nowMs = Date.parse('2026-11-25T10:00:00Z');
  [log, wire, refusal, lock] = [[], { there: true, back: true }, undefined, undefined];
  needCopies(undefined);
  const indexedDB = new IDBFactory();
  aTab = () => {
    const database = openStationDatabase('station', { indexedDB, IDBKeyRange });
    const outbox = openOutbox(database, {
      send: (events) => {
        if (!wire.there) return Promise.resolve({ stopped: 'no-answer', neverLeft: true });
        if (refusal !== undefined) return Promise.resolve(refusal);
        const answers = events.map(keep);
        return Promise.resolve(wire.back ? { answers } : { stopped: 'no-answer' });
      },
      isKept: (_session, of) => Promise.resolve(wire.there && wire.back ? log.some(({ id }) => id === of) : undefined),
      now: () => nowMs,
      alone: (work, how) => alone(work, how),
      station: () => Promise.resolve(station),
      clock: () => ({ offsetMs: 0, checkedAtMs: nowMs }),
    });
    return { ...outbox, database };
  };
});

function keep({ id, ...rest }: SessionEvent) {
  const isKnown = log.some((event) => event.id === id);
  if (!isKnown) log.push({ id, ...rest });
  return { id, outcome: isKnown ? ('known' as const) : ('kept' as const) };
}

async function alone(work: () => Promise<Drained>, how: string): Promise<Drained | undefined> {
  if (lock !== undefined && how === 'unless-another-is') return undefined;
  await lock;
  return work();
}

const start = (as: 'intent' | 'fact', pumpRateUlPerH = 27_400) => ({
  session,
  kind: 'dose-started',
  v: 1,
  by: nurse,
  data: { route: 'iv', drug: 'ketamine', concentrationUgPerMl: 2_000, pumpRateUlPerH, as },
});
const note = (text: string) => ({ session, kind: 'note', v: 1, data: { text }, by: nurse });
const kindsOf = (events: readonly SessionEvent[]) => events.map(({ kind }) => kind);

test('a start whose answer got lost, written again as having happened, is one start', async () => {
  const tab = aTab();
  wire.back = false;
  expect(await tab.ask(start('intent'))).toEqual({ outcome: 'no-network', isUnsure: true });
  const fact = await tab.put(start('fact'));
  expect((await tab.held()).insteadOf.get(fact.id)).toBe(log[0]?.id);
  expect(await tab.sendAll()).toMatchObject({ how: 'held', by: 'no-answer' });
  expect(log).toHaveLength(1);
  wire.back = true;
  expect(await tab.sendAll()).toMatchObject({ how: 'empty' });
  expect(kindsOf(log)).toEqual(['dose-started']);
  expect(await tab.held()).toMatchObject({ waiting: [], kept: [{ kind: 'dose-started' }] });
});

test('what the second telling says otherwise is kept as a correction of the one start', async () => {
  const tab = aTab();
  wire.back = false;
  await tab.ask(start('intent'));
  nowMs += 180_000;
  await tab.put(start('fact', 30_000));
  wire.back = true;
  await tab.sendAll();
  expect(kindsOf(log)).toEqual(['dose-started', 'correction', 'correction']);
  const { data } = start('intent', 30_000);
  expect(log.slice(1).map((event) => event.data.change)).toEqual([
    { data },
    { measuredAt: '2026-11-25T10:03:00.000Z' },
  ]);
});

test('a start that never came in is sent once it is known that it did not, and not while it may be on its way', async () => {
  const tab = aTab();
  refusal = { stopped: 'no-answer' };
  expect(await tab.ask(start('intent'))).toEqual({ outcome: 'no-network', isUnsure: true });
  await tab.put(start('fact'));
  await tab.put(note('behind it'));
  refusal = undefined;
  expect(await tab.sendAll()).toMatchObject({ how: 'held', sent: 1 });
  expect(kindsOf(log)).toEqual(['note']);
  nowMs += 10_000;
  expect(await tab.sendAll()).toMatchObject({ how: 'empty', sent: 1 });
  expect(kindsOf(log)).toEqual(['note', 'dose-started']);
  expect(log[1]?.data.as).toBe('fact');
});

test('asked again after a silence, a start that was kept is said to be kept', async () => {
  const tab = aTab();
  wire.back = false;
  await tab.ask(start('intent'));
  wire.back = true;
  expect(await tab.ask(start('intent'))).toEqual({ outcome: 'kept' });
  expect(log).toHaveLength(1);
});

test.each(['locked', 'not-signed-in', 'step-up-needed'])(
  '%s: it has not happened, and the reason is there to offer the way',
  async (why) => {
    refusal = { stopped: 'not-permitted', why, says: 'First this.' };
    const tab = aTab();
    expect(await tab.ask(start('intent'))).toEqual({ outcome: 'refused', why, says: 'First this.' });
    expect(await tab.database.facts.count()).toBe(0);
    // The same for what waits before it.
    await tab.put(note('waits'));
    expect(await tab.ask(start('intent'))).toEqual({ outcome: 'refused', why, says: 'First this.' });
  },
);

test('while another tab sends, a question waits for it instead of being told that there is no network', async () => {
  const [one, two] = [aTab(), aTab()];
  await one.put(note('waits'));
  const sending = Promise.withResolvers<void>();
  lock = sending.promise;
  const answer = two.ask(start('intent'));
  expect(await one.sendAll()).toBeUndefined();
  sending.resolve();
  expect(await answer).toEqual({ outcome: 'kept' });
  expect(kindsOf(log)).toEqual(['note', 'dose-started']);
});

test('a note about something discarded, mended, is still one: discarded then, it writes no other', async () => {
  const tab = aTab();
  refusal = { answers: [] };
  const first = await tab.put(note('first'));
  const refuseAll = async () => {
    const { waiting } = await tab.held();
    refusal = { answers: waiting.map(({ id }) => ({ id, outcome: 'refused', why: 'malformed', says: 'No.' })) };
    await tab.sendAll();
  };
  await refuseAll();
  await tab.discard(first.id, { text: 'Discarded.', by: nurse });
  await refuseAll();
  const [discarding] = (await tab.held()).refused;
  const mended = await tab.mend(discarding?.event.id ?? '', { data: { text: 'Discarded, shorter.' }, v: 1, by: nurse });
  await refuseAll();
  expect((await tab.held()).refused).toMatchObject([{ isDiscard: true }]);
  await tab.discard(mended.id, { text: 'again', by: nurse });
  expect(await tab.held()).toMatchObject({ waiting: [], refused: [] });
});

/** The device takes no more facts until `isRoom`; as a browser says it: the transaction is aborted. */
function aFullDevice(tab: ReturnType<typeof aTab>, isRoom: () => boolean) {
  tab.database.facts.hook('creating', () => {
    if (!isRoom()) throw new DOMException('No space left.', 'QuotaExceededError');
  });
}

test('on a full device old copies make room, and what a reload needs stays', async () => {
  const tab = aTab();
  for (const name of ['frame', 'floor:1', 'log:1:signed']) await keepCopy(tab.database, name, { name });
  await tab.put(note('kept'));
  await tab.sendAll();
  needCopies(new Set(['frame', 'floor:1']));
  let tries = 0;
  aFullDevice(tab, () => {
    tries += 1;
    return tries > 2;
  });
  await tab.put(note('fits in the end'));
  expect(await readCopy(tab.database, 'frame')).toMatchObject({ content: { name: 'frame' } });
  expect(await readCopy(tab.database, 'floor:1')).toBeDefined();
  expect(await readCopy(tab.database, 'log:1:signed')).toBeUndefined();
  expect((await tab.held()).kept).toHaveLength(1);
});

test('on a device that stays full nothing is said to be written, and nothing that was is lost', async () => {
  const tab = aTab();
  const before = await tab.put(note('before'));
  aFullDevice(tab, () => false);
  await expect(tab.put(note('too much'))).rejects.toMatchObject({ why: 'full' });
  await expect(tab.put(note('too much'))).rejects.toBeInstanceOf(NotWritten);
  expect((await tab.held()).waiting).toEqual([before]);
});
