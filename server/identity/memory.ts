import type pg from 'pg';
import { connect } from '#server/platform/database.ts';
import type { Services } from '#server/platform/services.ts';
import type { KnownSignIn, KnownStation } from './known.ts';

/** How long an answer of the database is used again when nothing says that it changed. */
const keepMs = 5_000;
const most = 5_000;
const channel = 'racemic_identity';

type Kept<T> = { at: number; value: T };

/** A few seconds of memory per database: a request of a signed-in person usually asks the database nothing about them. */
export type Memory = {
  signIn(token: string, look: () => Promise<KnownSignIn | undefined>): Promise<KnownSignIn | undefined>;
  station(key: string, look: () => Promise<KnownStation | undefined>): Promise<KnownStation | undefined>;
  /** When each sign-in was last used here, and when that was last written down. */
  activity: Map<string, { usedAt: number; writtenAt: number }>;
  forget(): void;
};

function makeMemory(): Memory {
  const signIns = new Map<string, Kept<KnownSignIn>>();
  const stations = new Map<string, Kept<KnownStation>>();
  let generation = 0;
  async function through<T>(kept: Map<string, Kept<T>>, key: string, look: () => Promise<T | undefined>) {
    const there = kept.get(key);
    if (there && performance.now() - there.at < keepMs) return there.value;
    const began = generation;
    const value = await look();
    if (kept.size >= most) kept.clear();
    // What was read before someone said "forget" may be old: it answers this request and is not kept.
    if (value !== undefined && began === generation) kept.set(key, { at: performance.now(), value });
    else kept.delete(key);
    return value;
  }
  return {
    signIn: (token, look) => through(signIns, token, look),
    station: (key, look) => through(stations, key, look),
    activity: new Map(),
    forget: () => {
      generation += 1;
      signIns.clear();
      stations.clear();
    },
  };
}

const memories = new WeakMap<Services['db'], Memory>();

export function memoryOf(services: Services): Memory {
  const there = memories.get(services.db);
  if (there) return there;
  const made = makeMemory();
  memories.set(services.db, made);
  return made;
}

/**
 * Something about a person's access changed: roles, sign-ins, stations, factors. This process asks the database again
 * from now on, others within the blink of a NOTIFY, and in any case after five seconds. All is forgotten rather than
 * the one person: it costs one look each and can't miss anyone.
 */
export async function accessChanged(services: Services): Promise<void> {
  memoryOf(services).forget();
  await services.db.identityPool.query('select pg_notify($1, $2)', [channel, String(process.pid)]);
}

/** Hears what other server processes changed. @returns how to stop listening */
export function listenForAccessChanges(services: Services): () => Promise<void> {
  let closed = false;
  let client: pg.Client | undefined;
  const again = (ms: number) => {
    memoryOf(services).forget();
    if (!closed) setTimeout(() => void listen(), ms).unref();
  };
  const listen = async (): Promise<void> => {
    if (closed) return;
    try {
      client = await connect(services.db.where.identity);
      client.on('notification', () => memoryOf(services).forget());
      client.on('end', () => again(500));
      await client.query(`listen ${channel}`);
      memoryOf(services).forget();
      if (closed) await client.end();
    } catch {
      again(1_000);
    }
  };
  void listen();
  return async () => {
    closed = true;
    await client?.end();
  };
}
