import { Socket } from 'node:net';
import pg from 'pg';
import { isAlive } from './embedded-process.ts';

export type At = { host: string; port: number; pid: number };
export type Hold = { stopping(): Promise<void>; release(): Promise<void> };
export type HeldBy = { heldBy: number; stopping: boolean };

/** Any pair of numbers, the same for ever: the lock that says "this data folder is served". */
const lock = [1_918_987_629, 1] as const;

/** A connection of our own that does not keep the process running. */
export async function connect(at: Pick<At, 'host' | 'port'>, name: string): Promise<pg.Client> {
  const socket = new Socket();
  const client = new pg.Client({
    host: at.host,
    port: at.port,
    user: 'postgres',
    database: 'postgres',
    application_name: name,
    connectionTimeoutMillis: 10_000,
    ssl: false,
    stream: () => socket,
  });
  client.on('error', () => {}); // its end is noticed where it matters: by the query, or by the 'end' event
  await client.connect();
  return client;
}

/**
 * Takes the data folder for this process, for as long as it lives: an advisory lock of the session, so it ends with
 * the process however it dies. Beside the lock stands the number of the process, for the sentence the second one gets.
 *
 * When the session is lost while the database lives (PostgreSQL restarts its sessions after a crash of one) the folder
 * is taken again; `onLost` is called when another process was faster.
 */
export async function holdDataFolder(at: At, onLost: (heldBy: number) => void): Promise<Hold | HeldBy> {
  let released = false;
  const take = async (): Promise<pg.Client | HeldBy> => {
    const client = await connect(at, `racemic holds ${process.pid}`);
    const { rows } = await client.query<{ ok: boolean }>('select pg_try_advisory_lock($1, $2) as ok', [...lock]);
    if (rows[0]?.ok) {
      client.once('end', () => {
        if (!released) void takeAgain();
      });
      return client;
    }
    const holder = await findHolder(client);
    await client.end();
    return holder;
  };
  const takeAgain = async () => {
    while (!released && isAlive(at.pid)) {
      const next = await take().catch(() => undefined);
      if (next instanceof pg.Client) {
        client = next;
        return;
      }
      if (next !== undefined && !next.stopping) {
        released = true;
        onLost(next.heldBy);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100).unref());
    }
  };
  const first = await take();
  if (!(first instanceof pg.Client)) return first;
  let client = first;
  return {
    stopping: async () => {
      released = true;
      await client.query(`set application_name = 'racemic stops ${process.pid}'`).catch(() => undefined);
    },
    release: async () => {
      released = true;
      await client.end().catch(() => undefined);
    },
  };
}

async function findHolder(client: pg.Client): Promise<HeldBy> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted and l.classid::bigint = $1 and l.objid::bigint = $2`,
    [...lock],
  );
  const [, verb, pid] = /racemic (holds|stops) (\d+)/.exec(rows[0]?.name ?? '') ?? [];
  // Nobody any more, or someone on the way out: both mean "ask again".
  return { heldBy: Number(pid ?? 0), stopping: verb !== 'holds' || !isAlive(Number(pid)) };
}
