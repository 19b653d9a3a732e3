/** The facts of the outbox where they lie: sealed, in their order, written whole or not at all. */
import type { SessionEvent } from '#clinical/session/session.ts';
import { makeRoom } from './copies.ts';
import { Content, isFull, NotWritten } from './outbox-content.ts';
import type { Answer } from './outbox-sending.ts';
import { type SealingKey, seal, unseal } from './sealing.ts';
import { type FactRow, type StationDatabase, stationKey, takeSeq } from './station-database.ts';

export type Facts = ReturnType<typeof openFacts>;

/** Steps in which room is made; after the last one the device is full. */
const roomSteps = 3;

export function openFacts(database: StationDatabase, now: () => number) {
  const opened = new Map<string, { sealed: FactRow['sealed']; content: Content }>();

  async function contentOf(key: SealingKey, row: FactRow): Promise<Content | undefined> {
    const before = opened.get(row.id);
    if (before !== undefined && isSame(before.sealed, row.sealed)) return before.content;
    const content = await unseal(key, row.sealed).then(
      (found) => Content.safeParse(found).data,
      () => undefined,
    );
    if (content !== undefined) opened.set(row.id, { sealed: row.sealed, content });
    return content;
  }

  const eventOf = cachedEvents();

  /** All of it in its place, and what it stands instead of gone; or nothing at all. */
  async function insert(
    contents: readonly Content[],
    state: 'waiting' | 'asked',
    instead?: { id: string; was: FactRow['state'] },
  ): Promise<SessionEvent[]> {
    const key = await stationKey(database);
    const rows: Omit<FactRow, 'seq'>[] = [];
    for (const content of contents)
      rows.push({ id: content.event.id, state, atMs: now(), f: 1, sealed: await seal(key, content) });
    const write = () =>
      database.transaction('rw', database.facts, database.numbers, async () => {
        if (instead !== undefined) {
          if ((await database.facts.get(instead.id))?.state !== instead.was)
            throw new NotWritten('not-there', 'This fact was settled meanwhile.');
          await database.facts.delete(instead.id);
        }
        const seqs: number[] = [];
        for (const row of rows) {
          const seq = await takeSeq(database);
          await database.facts.add({ ...row, seq });
          seqs.push(seq);
        }
        return seqs;
      });
    const seqs = await withRoom(write);
    return contents.map((content, at) => {
      const row = rows[at];
      if (row !== undefined) opened.set(row.id, { sealed: row.sealed, content });
      return eventOf(content, seqs[at] ?? 0);
    });
  }

  /** What the server has makes room for what it does not have, step by step. */
  async function withRoom<Done>(write: () => PromiseLike<Done>): Promise<Done> {
    for (let step = 0; ; step += 1) {
      try {
        return await write();
      } catch (error) {
        if (!isFull(error)) throw error;
        if (step >= roomSteps)
          throw new NotWritten(
            'full',
            'This device is full: the fact was not written. What you typed stays here. Connect to the network, or write it on paper.',
          );
        await makeRoom(database, step, now()).catch(() => undefined);
      }
    }
  }

  const rowsOf = (state: FactRow['state']) =>
    database.facts.where('[state+seq]').between([state, -1], [state, Number.MAX_SAFE_INTEGER]);

  async function settle(answers: readonly Answer[]): Promise<number> {
    const key = await stationKey(database);
    const refused = new Map<string, FactRow['sealed']>();
    for (const answer of answers) {
      if (answer.outcome !== 'refused') continue;
      const row = await database.facts.get(answer.id);
      const content = row && (await contentOf(key, row));
      if (content === undefined) continue;
      const { why = 'refused', says = 'The server did not keep this fact.', missing } = answer;
      const next = { ...content, refused: { why, says, atMs: now(), missing } };
      refused.set(answer.id, await seal(key, next));
    }
    return database.transaction('rw', database.facts, async () => {
      let settled = 0;
      for (const { id, outcome } of answers) {
        const row = await database.facts.get(id);
        if (row?.state !== 'waiting' && row?.state !== 'asked') continue;
        const sealed = refused.get(id);
        if (outcome !== 'refused') await database.facts.put({ ...row, state: 'kept', atMs: now() });
        else if (sealed !== undefined) await database.facts.put({ ...row, state: 'refused', atMs: now(), sealed });
        settled += 1;
      }
      return settled;
    });
  }

  return {
    contentOf,
    eventOf,
    insert,
    rowsOf,
    settle,
    rowOf: (id: string) => database.facts.get(id),
    key: () => stationKey(database),
    setAside: (id: string) => database.facts.update(id, { state: 'broken' }),
    sendAgain: (id: string) => database.facts.update(id, { state: 'waiting' }),
    drop: (id: string) => database.facts.delete(id),
  };
}

const isSame = (a: FactRow['sealed'], b: FactRow['sealed']) =>
  a.bytes.byteLength === b.bytes.byteLength && a.iv.every((byte, at) => byte === b.iv[at]);

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
