import type pg from 'pg';
import { connect, type Database } from './database.ts';
import type { Log } from './log.ts';

/**
 * "Something changed in this clinic", to every server process that shares the database.
 * Carries no data: who listens asks the database, so a missed or doubled signal costs a look, never a fact.
 */
export type Live = {
  /** Called after a commit; signals within 15 ms are sent as one. */
  changed(clinicId: string): void;
  /** How often this process has heard of changes there: the same number, nothing was heard in between. */
  turn(clinicId: string): number;
  /** @returns how to stop listening */
  subscribe(clinicId: string | 'any', onChange: (clinicId: string) => void): () => void;
  close(): Promise<void>;
};

const channel = 'racemic_live';
const coalesceMs = 15;
const saying = { name: 'racemic_say', text: 'select pg_notify($1, clinic) from unnest($2::text[]) as said (clinic)' };

export function openLive(db: Database, log: Log): Live {
  const listeners = new Map<string, Set<(clinicId: string) => void>>();
  const turns = new Map<string, number>();
  const waiting = new Set<string>();
  let closed = false;
  let listening: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const tell = (clinicId: string) => {
    turns.set(clinicId, (turns.get(clinicId) ?? 0) + 1);
    for (const key of [clinicId, 'any']) for (const hear of listeners.get(key) ?? []) hear(clinicId);
  };
  const listen = async (): Promise<void> => {
    if (closed) return;
    try {
      const client = await connect(db.where.app);
      client.on('notification', (message) => tell(message.payload ?? ''));
      client.on('end', () => {
        if (listening === client) listening = undefined;
        if (!closed) setTimeout(() => void listen(), 500).unref();
      });
      // What is said here holds no data and is worthless after a crash: it does not wait for the disk as a change does.
      await client.query(`set synchronous_commit = off; listen ${channel}`);
      listening = client;
      if (closed) await client.end();
    } catch (error) {
      log.warn({ err: error instanceof Error ? error.message : String(error) }, 'live feed waits for the database');
      setTimeout(() => void listen(), 1_000).unref();
    }
  };
  // One at a time: what changes while it is being said is said after it, in one.
  const send = async () => {
    const clinics = [...waiting];
    waiting.clear();
    await (listening ?? db.clinicPool)
      .query({ ...saying, values: [channel, clinics] })
      .catch(() => clinics.forEach(tell));
    timer = waiting.size === 0 || closed ? undefined : soon();
  };
  const soon = () => setTimeout(() => void send(), coalesceMs);
  void listen();

  return {
    changed: (clinicId) => {
      if (closed) return;
      waiting.add(clinicId);
      timer ??= soon();
    },
    turn: (clinicId) => turns.get(clinicId) ?? 0,
    subscribe: (clinicId, onChange) => {
      const set = listeners.get(clinicId) ?? new Set();
      listeners.set(clinicId, set.add(onChange));
      return () => {
        set.delete(onChange);
        if (set.size === 0) listeners.delete(clinicId);
      };
    },
    close: async () => {
      closed = true;
      if (timer) clearTimeout(timer);
      await listening?.end();
    },
  };
}
