/**
 * The outbox: what happened is on this device before it is shown, and leaves it when the server says that it is kept.
 *
 * It knows no screen and no network: what it needs from outside comes in, so that the same code runs in a browser and
 * in a test against a real server.
 */
import { z } from 'zod';
import { readFact, SessionEvent } from '#clinical/session/session.ts';
import { type Answer, type Drained, drain, type Sent } from './outbox-sending.ts';
import { type SealingKey, seal, unseal } from './sealing.ts';
import { type FactRow, type StationDatabase, stationKey, takeSeq } from './station-database.ts';
import { newId } from './station-id.ts';

export type OutboxPorts = {
  /** `station`: nobody is signed in, only what a locked station may say. */
  send: (events: readonly SessionEvent[], via: 'person' | 'station') => Promise<Sent>;
  /** Whether the log of a session holds a fact already; undefined is not known. */
  isKept: (session: string, id: string) => Promise<boolean | undefined>;
  /** This device's clock, ms since 1970. */
  now: () => number;
  /** From 0 to 1. */
  random: () => number;
  /** Does the work unless another tab is at it already. */
  alone: (work: () => Promise<Drained>) => Promise<Drained | undefined>;
  station: () => Promise<string>;
  clock: () => { offsetMs: number; checkedAtMs: number | undefined };
};

const RefusedAs = z.object({
  why: z.string(),
  says: z.string(),
  atMs: z.number(),
  missing: z.unknown().optional(),
});

/** What is sealed of a fact, form 1. The place in the queue stands beside it, in clear. */
const Content = z.object({
  event: SessionEvent.omit({ stationSeq: true }),
  refused: RefusedAs.optional(),
  /** The intent whose answer did not come, and that this fact now says happened. */
  insteadOf: z.string().optional(),
  /** Says what was discarded: when it is refused too, nothing more is written about it. */
  isDiscard: z.boolean().optional(),
});
export type Content = z.infer<typeof Content>;

export type Draft = {
  session: string;
  kind: string;
  v: number;
  data: object;
  by: string | null;
  measuredAtMs?: number;
};
export type RefusedFact = { event: SessionEvent; why: string; says: string; atMs: number; isDiscard: boolean };
export type Held = {
  waiting: readonly SessionEvent[];
  /** Kept by the server, the copy still here. */
  kept: readonly SessionEvent[];
  refused: readonly RefusedFact[];
  broken: number;
};
export type Asked =
  | { outcome: 'kept' }
  | { outcome: 'refused'; why: string; says: string; missing?: unknown }
  /** `isUnsure`: it left, and only the answer did not come. */
  | { outcome: 'no-network'; isUnsure: boolean };

/** A person reads the sentence; what they typed stays where it is. */
export class NotWritten extends Error {
  readonly why: 'malformed' | 'full' | 'not-there';
  constructor(why: NotWritten['why'], sentence: string) {
    super(sentence);
    this.name = 'NotWritten';
    this.why = why;
  }
}

export type Outbox = ReturnType<typeof openOutbox>;

const asksAtMost = 3;

export function openOutbox(database: StationDatabase, ports: OutboxPorts) {
  const opened = new Map<string, { sealed: FactRow['sealed']; content: Content }>();

  async function contentOf(key: SealingKey, row: FactRow): Promise<Content | undefined> {
    const before = opened.get(row.id);
    if (before?.sealed.bytes.byteLength === row.sealed.bytes.byteLength && isSame(before.sealed, row.sealed))
      return before.content;
    const content = await unseal(key, row.sealed).then(
      (found) => Content.safeParse(found).data,
      () => undefined,
    );
    if (content !== undefined) opened.set(row.id, { sealed: row.sealed, content });
    return content;
  }

  const eventOf = cachedEvents();

  /** Written and in its place, or nothing at all. */
  async function insert(content: Content, state: 'waiting' | 'asked', instead?: string): Promise<SessionEvent> {
    const key = await stationKey(database);
    const sealed = await seal(key, content);
    const { id } = content.event;
    const atMs = ports.now();
    const write = () =>
      database.transaction('rw', database.facts, database.numbers, async () => {
        if (instead !== undefined && (await database.facts.get(instead))?.state !== 'refused')
          throw new NotWritten('not-there', 'This fact was settled meanwhile.');
        const seq = await takeSeq(database);
        await database.facts.add({ id, seq, state, atMs, f: 1, sealed });
        if (instead !== undefined) await database.facts.delete(instead);
        return seq;
      });
    const seq = await write().catch(async (error: unknown) => {
      if (!isFull(error)) throw error;
      // Copies of what the server has make room for what it does not have.
      await database.facts.where('state').equals('kept').delete();
      await database.copies.clear();
      return write().catch((again: unknown) => {
        if (!isFull(again)) throw again;
        throw new NotWritten(
          'full',
          'This device is full: the fact was not written. What you typed stays here. Connect to the network, or write it on paper.',
        );
      });
    });
    opened.set(id, { sealed, content });
    return eventOf(content, seq);
  }

  function made(draft: Draft): Content['event'] {
    const nowMs = ports.now();
    const { offsetMs, checkedAtMs } = ports.clock();
    const { measuredAtMs, ...given } = draft;
    return {
      ...given,
      id: newId(nowMs),
      data: { ...given.data },
      measuredAt: new Date(measuredAtMs ?? nowMs).toISOString(),
      enteredAt: new Date(nowMs).toISOString(),
      station: '',
      clockOffsetMs: Math.round(offsetMs),
      offsetCheckedAt: checkedAtMs === undefined ? null : new Date(checkedAtMs).toISOString(),
    };
  }

  async function readable(draft: Draft): Promise<Content['event']> {
    const event = { ...made(draft), station: await ports.station() };
    const read = readFact({ ...event, stationSeq: 0 });
    if ('unread' in read) throw new NotWritten('malformed', read.unread.says);
    return event;
  }

  const rowsOf = (state: FactRow['state']) =>
    database.facts.where('[state+seq]').between([state, -1], [state, Number.MAX_SAFE_INTEGER]);

  /** An intent of the same kind that nobody answered: this fact may say again what the server already has. */
  async function unanswered({ session, kind }: Draft): Promise<string | undefined> {
    const rows = await rowsOf('asked').toArray();
    if (rows.length === 0) return undefined;
    const key = await stationKey(database);
    for (const row of rows.reverse()) {
      const found = await contentOf(key, row);
      if (found?.event.session === session && found.event.kind === kind) return row.id;
    }
    return undefined;
  }

  async function put(draft: Draft): Promise<SessionEvent> {
    const event = await readable(draft);
    const insteadOf = await unanswered(draft);
    return insert({ event, ...(insteadOf === undefined ? {} : { insteadOf }) }, 'waiting');
  }

  async function settle(answers: readonly Answer[]): Promise<number> {
    const key = await stationKey(database);
    const refused = new Map<string, FactRow['sealed']>();
    for (const answer of answers) {
      if (answer.outcome !== 'refused') continue;
      const row = await database.facts.get(answer.id);
      const content = row && (await contentOf(key, row));
      if (content === undefined) continue;
      const { why = 'refused', says = 'The server did not keep this fact.', missing } = answer;
      const now = { ...content, refused: { why, says, atMs: ports.now(), missing } };
      refused.set(answer.id, await seal(key, now));
    }
    return database.transaction('rw', database.facts, async () => {
      let settled = 0;
      for (const { id, outcome } of answers) {
        const row = await database.facts.get(id);
        if (row?.state !== 'waiting' && row?.state !== 'asked') continue;
        const sealed = refused.get(id);
        if (outcome !== 'refused') await database.facts.put({ ...row, state: 'kept', atMs: ports.now() });
        else if (sealed !== undefined)
          await database.facts.put({ ...row, state: 'refused', atMs: ports.now(), sealed });
        settled += 1;
      }
      return settled;
    });
  }

  /** The first in the queue; what can't be read steps aside and holds up nothing. */
  async function first(count: number, isFor: (event: SessionEvent) => boolean): Promise<SessionEvent[]> {
    const key = await stationKey(database);
    const events: SessionEvent[] = [];
    for (const row of await rowsOf('waiting').toArray()) {
      const content = await contentOf(key, row);
      if (content === undefined) await database.facts.update(row.id, { state: 'broken' });
      else if (content.insteadOf !== undefined && (await isSaidAlready(content, content.insteadOf))) await drop(row.id);
      else if (isFor(eventOf(content, row.seq))) events.push(eventOf(content, row.seq));
      if (events.length >= count) break;
    }
    return events;
  }

  const drop = (id: string) => database.facts.delete(id);

  async function isSaidAlready({ event }: Content, insteadOf: string): Promise<boolean> {
    return (await ports.isKept(event.session, insteadOf)) === true;
  }

  /** Sends until nothing waits, or the server does not take any. */
  const sendAll = (via: 'person' | 'station' = 'person'): Promise<Drained | undefined> =>
    ports.alone(() => drain({ first, settle, send: (events) => ports.send(events, via) }, via));

  async function ask(draft: Draft): Promise<Asked> {
    // What happened before it is known to the server first: it decides on the whole record.
    if ((await rowsOf('waiting').count()) > 0 && (await sendAll())?.how !== 'empty')
      return { outcome: 'no-network', isUnsure: false };
    const event = await insert({ event: await readable(draft) }, 'asked');
    for (let count = 0; count < asksAtMost; count += 1) {
      const sent = await ports.send([event], 'person');
      const answer = 'answers' in sent ? sent.answers[0] : undefined;
      if (answer?.outcome === 'kept' || answer?.outcome === 'known') {
        await settle([answer]);
        return { outcome: 'kept' };
      }
      if (answer !== undefined || ('stopped' in sent && sent.stopped !== 'no-answer')) {
        await drop(event.id);
        const says = answer?.says ?? ('stopped' in sent ? sent.says : undefined) ?? 'The server did not take it.';
        const { why = 'stopped', missing } = answer ?? {};
        return { outcome: 'refused', why, says, ...(missing === undefined ? {} : { missing }) };
      }
      if ('stopped' in sent && sent.neverLeft === true) {
        if (count > 0) break;
        await drop(event.id);
        return { outcome: 'no-network', isUnsure: false };
      }
    }
    return { outcome: 'no-network', isUnsure: true };
  }

  async function refusedOne(id: string): Promise<Content> {
    const row = await database.facts.get(id);
    const content = row?.state === 'refused' ? await contentOf(await stationKey(database), row) : undefined;
    if (content === undefined) throw new NotWritten('not-there', 'This fact was settled meanwhile.');
    return content;
  }

  /** The same thing said so that it can be kept: a new fact, which happened when the first one did. */
  async function mend(id: string, given: { data: object; v: number; by: string | null }): Promise<SessionEvent> {
    const { event } = await refusedOne(id);
    const { session, kind, measuredAt } = event;
    // The offset of today counts for a clock of today: when it happened stays the same moment.
    const measuredAtMs = Date.parse(measuredAt) + event.clockOffsetMs - Math.round(ports.clock().offsetMs);
    return insert({ event: await readable({ session, kind, ...given, measuredAtMs }) }, 'waiting', id);
  }

  /** Taken out of the tray; the session says what was discarded and why, unless the server does not know it at all. */
  async function discard(id: string, given: { text: string; by: string | null }): Promise<void> {
    const { event, refused, isDiscard } = await refusedOne(id);
    if (isDiscard === true || refused?.why === 'no-such-session') return drop(id);
    const note = { session: event.session, kind: 'note', v: 1, by: given.by, data: { text: given.text } };
    await insert({ event: await readable(note), isDiscard: true }, 'waiting', id);
  }

  /** What was refused because another was signed in goes again when its owner is. */
  async function takeUpAgain(practitionerId: string): Promise<void> {
    const key = await stationKey(database);
    for (const row of await rowsOf('refused').toArray()) {
      const content = await contentOf(key, row);
      if (content?.refused?.why === 'not-yours' && content.event.by === practitionerId)
        await database.facts.update(row.id, { state: 'waiting' });
    }
  }

  async function held(rows?: readonly FactRow[]): Promise<Held> {
    const key = await stationKey(database);
    const waiting: SessionEvent[] = [];
    const kept: SessionEvent[] = [];
    const refused: RefusedFact[] = [];
    let broken = 0;
    for (const row of (rows ?? (await database.facts.toArray())).toSorted((a, b) => a.seq - b.seq)) {
      const content = await contentOf(key, row);
      if (content === undefined) broken += 1;
      else if (row.state === 'waiting') waiting.push(eventOf(content, row.seq));
      else if (row.state === 'kept') kept.push(eventOf(content, row.seq));
      else if (row.state === 'refused' && content.refused !== undefined) {
        const { why, says, atMs } = content.refused;
        refused.push({ event: eventOf(content, row.seq), why, says, atMs, isDiscard: content.isDiscard === true });
      }
    }
    return { waiting, kept, refused, broken };
  }

  /** Copies of what the server has go after a day, with intents that were never answered. */
  async function tidy(): Promise<void> {
    const before = ports.now() - dayMs;
    await database.facts
      .where('state')
      .anyOf('kept', 'asked')
      .and(({ atMs }) => atMs < before)
      .delete();
    await database.copies.where('atMs').below(before).delete();
  }

  return { put, ask, sendAll, mend, discard, takeUpAgain, held, tidy };
}

const dayMs = 24 * 60 * 60 * 1_000;

const isSame = (a: FactRow['sealed'], b: FactRow['sealed']) => a.iv.every((byte, at) => byte === b.iv[at]);

/** One object for each fact, however often it is read: what was folded is known again. */
function cachedEvents() {
  const known = new WeakMap<Content, SessionEvent>();
  return (content: Content, stationSeq: number): SessionEvent => {
    const before = known.get(content);
    if (before !== undefined) return before;
    const event = { ...content.event, stationSeq };
    known.set(content, event);
    return event;
  };
}

/** Dexie wraps what the browser says. */
function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'QuotaExceededError') return true;
  return 'inner' in error && error.inner instanceof Error && error.inner.name === 'QuotaExceededError';
}
