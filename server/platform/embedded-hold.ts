import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { isAlive } from './embedded-process.ts';

export type At = { host: string; port: number; pid: number };
export type Hold = {
  /** Tells a server that starts now to wait for the end instead of giving up; false when the session is gone. */
  stopping(): Promise<boolean>;
};
export type HeldBy = { heldBy: number; stopping: boolean };

/** Any pair of numbers, the same for ever: the lock that says "this data folder is served". */
const lock = [1_918_987_629, 1] as const;

/** undefined: the database does not answer, as while it starts or stops. */
async function connect(at: At, name: string, socket = new Socket()): Promise<pg.Client | undefined> {
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
  client.on('error', () => {}); // the end of a connection is noticed where it matters: by a query, or by 'end'
  try {
    await client.connect();
    return client;
  } catch {
    return undefined;
  }
}

/** What runs there; undefined when it does not answer, as while it starts or stops. */
export async function ask(at: At): Promise<{ version: string; durable: boolean } | undefined> {
  const client = await connect(at, 'racemic asks');
  try {
    const found = await client?.query<{ version: string; fsync: string }>(
      `select current_setting('server_version') as version, current_setting('fsync') as fsync`,
    );
    const row = found?.rows[0];
    return row && { version: row.version, durable: row.fsync === 'on' };
  } catch {
    return undefined;
  } finally {
    await client?.end().catch(() => undefined);
  }
}

/**
 * Takes the data folder for this process, for as long as it lives: an advisory lock of the session, so it ends with
 * the process however that dies. The session is named after the process, for the sentence the second one gets.
 *
 * When the session is lost while the database lives (PostgreSQL ends all sessions after a crash of one) the folder is
 * taken again; `onLost` is called when another process was faster.
 */
export async function holdDataFolder(
  at: At,
  verb: 'holds' | 'stops',
  isServing: () => boolean,
  onLost: (heldBy: number) => void,
): Promise<Hold | HeldBy | undefined> {
  let leaving = false;
  let held: pg.Client | undefined;
  let socket = new Socket();
  const take = async (): Promise<pg.Client | HeldBy | undefined> => {
    socket = new Socket();
    const client = await connect(at, `racemic ${verb} ${process.pid}`, socket);
    try {
      const found = await client?.query<{ ok: boolean }>('select pg_try_advisory_lock($1, $2) as ok', [...lock]);
      if (client && found?.rows[0]?.ok) {
        held = client;
        client.once('end', () => {
          held = undefined;
          void takeAgain();
        });
        socket.unref(); // holding alone keeps no process running
        return client;
      }
      const holder = client && (await findHolder(client));
      await client?.end();
      return holder;
    } catch {
      await client?.end().catch(() => undefined);
      return undefined;
    }
  };
  const takeAgain = async () => {
    while (!leaving && isServing()) {
      const next = await take();
      if (next instanceof pg.Client) return;
      if (next && !next.stopping) {
        leaving = true;
        onLost(next.heldBy);
        return;
      }
      await pause(50, undefined, { ref: false });
    }
  };
  const first = await take();
  if (!(first instanceof pg.Client)) return first;
  return {
    stopping: async () => {
      leaving = true;
      socket.ref();
      const name = `set application_name = 'racemic stops ${process.pid}'`;
      const told = held?.query(name).then(
        () => true,
        () => false,
      );
      return Promise.race([told ?? false, pause(1_000, false, { ref: false })]); // a crashing session may never answer
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
