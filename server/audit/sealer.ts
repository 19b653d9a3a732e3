import { setTimeout as pause } from 'node:timers/promises';
import type { Database, Tx } from '#server/platform/database.ts';
import type { Services } from '#server/platform/services.ts';
import {
  countWaiting,
  type Head,
  headOf,
  holdChain,
  type Link,
  listLeftOver,
  listNew,
  type Place,
  quietly,
  type Sealable,
  saveLinks,
} from './chain.queries.ts';
import { beginning, hashOf, linkText } from './link.ts';

/** How a clinic's chain stands after the sealer looked. */
export type Sealed = {
  /** Links made now. */
  linked: number;
  seq: number;
  /** Events already visible that wait for a slower transaction. */
  waiting: number;
  waitingSince: Date | null;
  /** Another process holds the chain: it does the work. */
  busy: boolean;
};

/** Events per transaction: hashing this many blocks the event loop for a few milliseconds at most. */
const batch = 500;
/** The same for the rare pass that reads the whole trail, where reading costs more than hashing. */
const largeBatch = 2_000;

/**
 * Links everything that can be linked now. Events join in the order of their transactions; one whose transaction
 * still runs, and all after it, wait. After a crash the unlinked rest is simply found again.
 *
 * @param wait false leaves a chain that another process is extending to that process
 */
export async function sealClinic(db: Database, clinicId: string, wait = true): Promise<Sealed> {
  let linked = 0;
  let after: Place | undefined;
  for (;;) {
    const done = await quietly(db, clinicId, (tx) => sealBatch(tx, clinicId, after, wait));
    if (done === undefined) return { linked, seq: 0, waiting: 0, waitingSince: null, busy: true };
    linked += done.linked;
    if (done.finished)
      return { linked, seq: done.seq, waiting: done.waiting, waitingSince: done.waitingSince, busy: false };
    after = done.last;
  }
}

/** Seals until nothing waits for a slower transaction any more, or patience ends. */
export async function sealAll(db: Database, clinicId: string, patienceMs: number): Promise<Sealed> {
  const until = Date.now() + patienceMs;
  let linked = 0;
  for (;;) {
    const sealed = await sealClinic(db, clinicId);
    linked += sealed.linked;
    if (sealed.waiting === 0 || Date.now() >= until) return { ...sealed, linked };
    await pause(20);
  }
}

type Batch = Omit<Sealed, 'busy'> & { finished: boolean; last: Place | undefined };

async function sealBatch(
  tx: Tx,
  clinicId: string,
  after: Place | undefined,
  wait: boolean,
): Promise<Batch | undefined> {
  // Sent together and done in order: the head is read once the chain is held.
  const [held, head] = await Promise.all([holdChain(tx, clinicId, wait), headOf(tx, clinicId)]);
  if (!held) return undefined;
  const { events, finished, below, last } = await next(tx, clinicId, head, after);
  const links = extend(clinicId, head, events);
  if (links.length > 0) await saveLinks(tx, links, below);
  const waiting = await countWaiting(tx, clinicId, head);
  return {
    linked: links.length,
    seq: head.seq + links.length,
    waiting: waiting.count,
    waitingSince: waiting.since,
    finished,
    last,
  };
}

type Next = { events: Sealable[]; finished: boolean; below: string; last: Place | undefined };

async function next(tx: Tx, clinicId: string, head: Head, after: Place | undefined): Promise<Next> {
  // Numbers of another server's transactions mean nothing here; the whole trail is looked through once.
  if (head.below === '0' || BigInt(head.below) > BigInt(head.next)) {
    const events = await listLeftOver(tx, clinicId, { over: head.over, limit: largeBatch });
    const finished = events.length < largeBatch;
    return { events, finished, below: finished ? head.over : '0', last: undefined };
  }
  const seen = await listNew(tx, clinicId, {
    from: head.below,
    over: head.over,
    after: after ?? placeOfHead(head),
    limit: batch,
  });
  const events = seen.filter((event) => !event.linked);
  const last = seen.at(-1);
  const finished = seen.length < batch;
  return { events, finished, below: finished ? head.over : (last?.xid ?? head.over), last };
}

/** A batch that ended inside a large transaction says so: its links name that transaction, and the next goes on in it. */
const placeOfHead = ({ xid, at, auditId, below }: Head): Place | undefined =>
  xid !== null && at !== null && auditId !== null && xid === below ? { xid, at, id: auditId } : undefined;

function extend(clinicId: string, head: Head, events: readonly Sealable[]): Link[] {
  let previous = head.hash ?? beginning;
  return events.map((event, index) => {
    const { id, at, byKind, accountId, practitionerId, stationId, signInId, requestId, action, patientId } = event;
    const { subjectKind, subjectId, digest } = event;
    const seq = head.seq + index + 1;
    const link = linkText(clinicId, seq, previous, {
      ...{ id, at, byKind, accountId, practitionerId, stationId, signInId, requestId, action, patientId },
      ...{ subjectKind, subjectId, digest },
    });
    previous = hashOf(link);
    return { seq, auditId: id, link, hash: previous };
  });
}

export async function listClinics(db: Database): Promise<string[]> {
  const rows = await db.identity.selectFrom('tenant').select('clinicId').execute();
  return rows.map((row) => row.clinicId);
}

export type Sealer = {
  /** Seals the clinic now, waiting so long for slower transactions, and says how it stands. */
  sealNow(clinicId: string, patienceMs: number): Promise<Sealed>;
  /** The clinics of this server with what the sealer saw last. */
  state(): ReadonlyMap<string, Sealed>;
  stop(): Promise<void>;
};

const tickMs = 200;
const sweepMs = 5_000;

/**
 * The one background writer of every chain. It looks at a clinic within a moment of "something changed", again while
 * something waits, and at all clinics every few seconds for what a crash or a lost signal left behind.
 */
export function startSealer(services: Pick<Services, 'db' | 'live' | 'log'>): Sealer {
  const { db, live, log } = services;
  const states = new Map<string, Sealed>();
  const due = new Set<string>();
  let sweptAt = 0;
  let turn: Promise<void> | undefined;
  const unsubscribe = live.subscribe('any', (clinicId) => due.add(clinicId));

  const note = (clinicId: string, sealed: Sealed): Sealed => {
    if (!sealed.busy) states.set(clinicId, sealed);
    if (sealed.waiting > 0 || sealed.busy) due.add(clinicId);
    return sealed;
  };
  const look = async (): Promise<void> => {
    try {
      if (Date.now() - sweptAt >= sweepMs) {
        sweptAt = Date.now();
        for (const clinicId of await listClinics(db)) due.add(clinicId);
      }
      const now = [...due];
      due.clear();
      for (const clinicId of now) note(clinicId, await sealClinic(db, clinicId, false));
    } catch (error) {
      // The database is away: the next sweep, in a second, finds all that is left.
      log.warn({ err: error instanceof Error ? error.message : String(error) }, 'audit sealer could not seal');
      sweptAt = Date.now() - sweepMs + 1_000;
    }
  };
  const timer = setInterval(() => {
    turn ??= look().finally(() => {
      turn = undefined;
    });
  }, tickMs);
  timer.unref();
  return {
    sealNow: async (clinicId, patienceMs) => note(clinicId, await sealAll(db, clinicId, patienceMs)),
    state: () => states,
    stop: async () => {
      clearInterval(timer);
      unsubscribe();
      await turn;
    },
  };
}
