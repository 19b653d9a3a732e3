/**
 * The outbox: what happened is on this device before it is shown, and leaves it when the server says that it is kept.
 *
 * It knows no screen and no network: what it needs from outside comes in, so that the same code runs in a browser and
 * in a test against a real server.
 */
import { readFact, type SessionEvent } from '#clinical/session/session.ts';
import { type Content, type Draft, type Held, NotWritten, type RefusedFact } from './outbox-content.ts';
import { openFacts } from './outbox-facts.ts';
import { intentsOf } from './outbox-intents.ts';
import { type Drained, drain, type Sent } from './outbox-sending.ts';
import { trayOf } from './outbox-tray.ts';
import type { FactRow, StationDatabase } from './station-database.ts';
import { newId } from './station-id.ts';

export { type Draft, type Held, NotWritten, type RefusedFact } from './outbox-content.ts';

export type OutboxPorts = {
  /** `station`: nobody is signed in, only what a locked station may say. `isAsked`: a person waits for the answer. */
  send: (events: readonly SessionEvent[], via: 'person' | 'station', isAsked: boolean) => Promise<Sent>;
  /** Whether the log of a session holds a fact already; undefined is not known. */
  isKept: (session: string, id: string) => Promise<boolean | undefined>;
  /** This device's clock, ms since 1970. */
  now: () => number;
  /** Does the work unless another tab is at it already, or after it. */
  alone: (work: () => Promise<Drained>, how: 'unless-another-is' | 'after-another') => Promise<Drained | undefined>;
  station: () => Promise<string>;
  clock: () => { offsetMs: number; checkedAtMs: number | undefined };
};

export function openOutbox(database: StationDatabase, ports: OutboxPorts) {
  const facts = openFacts(database, ports.now);

  async function made(draft: Draft): Promise<Content['event']> {
    const nowMs = ports.now();
    const { offsetMs, checkedAtMs } = ports.clock();
    const { measuredAtMs, ...given } = draft;
    return {
      ...given,
      id: newId(nowMs),
      data: { ...given.data },
      measuredAt: new Date(measuredAtMs ?? nowMs).toISOString(),
      enteredAt: new Date(nowMs).toISOString(),
      station: await ports.station(),
      clockOffsetMs: Math.round(offsetMs),
      offsetCheckedAt: checkedAtMs === undefined ? null : new Date(checkedAtMs).toISOString(),
    };
  }

  async function readable(draft: Draft): Promise<Content['event']> {
    const event = await made(draft);
    const read = readFact({ ...event, stationSeq: 0 });
    if ('unread' in read) throw new NotWritten('malformed', read.unread.says);
    return event;
  }

  const intents = intentsOf({
    facts,
    now: ports.now,
    isKept: ports.isKept,
    send: (events) => ports.send(events, 'person', true),
    sendBefore: async () =>
      (await facts.rowsOf('waiting').count()) === 0 ? { how: 'empty', sent: 0 } : sendAll('person', 'after-another'),
    readable,
  });
  const tray = trayOf({ facts, offsetMs: () => ports.clock().offsetMs, readable });

  async function put(draft: Draft): Promise<SessionEvent> {
    const event = await readable(draft);
    const intent = await intents.unanswered(draft);
    const content = intent === undefined ? { event } : { event, insteadOf: intent.id };
    const [written] = await facts.insert([content], 'waiting');
    if (written === undefined) throw new NotWritten('not-there', 'The fact was not written.');
    return written;
  }

  /** The first in the queue; what can't be read steps aside, what must wait does, and neither holds up the rest. */
  async function first(
    count: number,
    isFor: (event: SessionEvent) => boolean,
  ): Promise<{ events: SessionEvent[]; isMore: boolean }> {
    const key = await facts.key();
    const events: SessionEvent[] = [];
    let [isMore, isSettled] = [false, false];
    for (const row of await facts.rowsOf('waiting').toArray()) {
      const content = await facts.contentOf(key, row);
      if (content === undefined) await facts.setAside(row.id);
      else if (isFor(facts.eventOf(content, row.seq))) {
        const turn = await intents.settleInstead({ id: row.id, content });
        if (turn === 'send') events.push(facts.eventOf(content, row.seq));
        else if (turn === 'wait') isMore = true;
        else isSettled = true;
      }
      if (events.length >= count) break;
    }
    // What puts an intent right stands at the end of the queue now.
    return isSettled && events.length === 0 ? first(count, isFor) : { events, isMore };
  }

  /** Sends until nothing waits, or the server does not take any. */
  const sendAll = (
    via: 'person' | 'station' = 'person',
    how: 'unless-another-is' | 'after-another' = 'unless-another-is',
  ): Promise<Drained | undefined> => {
    const send = (events: readonly SessionEvent[]) => ports.send(events, via, false);
    return ports.alone(() => drain({ first, settle: facts.settle, send }, via), how);
  };

  async function held(rows?: readonly FactRow[]): Promise<Held> {
    const key = await facts.key();
    const waiting: SessionEvent[] = [];
    const kept: SessionEvent[] = [];
    const refused: RefusedFact[] = [];
    const insteadOf = new Map<string, string>();
    let broken = 0;
    for (const row of (rows ?? (await database.facts.toArray())).toSorted((a, b) => a.seq - b.seq)) {
      const content = await facts.contentOf(key, row);
      if (content === undefined) {
        broken += 1;
        continue;
      }
      const event = facts.eventOf(content, row.seq);
      if (row.state === 'waiting') waiting.push(event);
      else if (row.state === 'kept') kept.push(event);
      else if (row.state === 'refused' && content.refused !== undefined) {
        const { why, says, atMs } = content.refused;
        refused.push({ event, why, says, atMs, isDiscard: content.isDiscard === true });
      }
      if (row.state === 'waiting' && content.insteadOf !== undefined) insteadOf.set(event.id, content.insteadOf);
    }
    return { waiting, kept, refused, insteadOf, broken };
  }

  /** Copies of what the server has go after a day; intents that were never answered, when no fact waits for them. */
  async function tidy(): Promise<void> {
    const before = ports.now() - dayMs;
    const isOld = ({ atMs }: FactRow) => atMs < before;
    await database.facts.where('state').equals('kept').and(isOld).delete();
    if ((await facts.rowsOf('waiting').count()) === 0)
      await database.facts.where('state').equals('asked').and(isOld).delete();
    await database.copies.where('atMs').below(before).delete();
  }

  return { put, ask: intents.ask, sendAll, ...tray, held, tidy };
}

const dayMs = 24 * 60 * 60 * 1_000;
