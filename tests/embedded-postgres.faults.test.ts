import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startEmbedded } from '#server/platform/embedded-postgres.ts';
import { isAlive, kill, worksIn } from '#server/platform/embedded-process.ts';
import {
  aClient,
  aFolder,
  aServer,
  aTemplate,
  count,
  type DataFolder,
  endDatabase,
  isRoot,
  ready,
  sql,
  until,
} from './embedded-folder.ts';

/** An empty database made once: most tests begin where a clinic's machine is, with a database that exists. */
const template = aTemplate();
const aFolderWithDatabase = template.copy;
vi.setConfig({ testTimeout: 90_000 }); // real recoveries wait for a real disk, which other tests use too
beforeAll(template.make);
afterAll(template.remove);

test('the database outlives a killed server, and the next server takes it over', async () => {
  await using folder = aFolderWithDatabase();
  const server = aServer({ dataDir: folder.path });
  const before = await ready(server);
  await sql(before, 'insert into kept values (1)');
  kill(server.pid, 'SIGKILL');
  await server.ended;
  const after = await startEmbedded({ dataDir: folder.path, durable: false });
  expect(after).toMatchObject({ adopted: true, pid: before.pid });
  expect(await count(after)).toBe(1);
  await after.stop();
});

test('Ctrl-C reaches the server, not the database under it', async () => {
  await using folder = aFolderWithDatabase();
  const server = aServer({ dataDir: folder.path });
  const database = await ready(server);
  kill(-server.pid, 'SIGINT');
  await until(() => server.lines.some((line) => line.interrupted));
  expect(await count(database)).toBe(0);
  server.process.kill('SIGTERM');
  await server.ended;
  expect(worksIn(database.pid, folder.cluster)).toBe(false);
});

test('a killed database is noticed at once, and the next start recovers what was confirmed', async () => {
  await using folder = aFolderWithDatabase();
  const database = await startEmbedded({ dataDir: folder.path });
  let confirmed = 0;
  const writing = Promise.all(
    [1, 2, 3, 4].map(async () => {
      const client = await aClient(database);
      for (;;) {
        await client.query('insert into kept values (1)');
        confirmed += 1;
      }
    }),
  ).catch(() => undefined);
  const exit = new Promise<string>((resolve) => database.onExit(resolve));
  await until(() => confirmed > 500);
  kill(database.pid, 'SIGKILL');
  expect(await exit).toMatch(/^The database \(process \d+\) ended by itself: see .*postgres.log\.$/);
  await writing;
  const again = await startEmbedded({ dataDir: folder.path });
  expect(again.adopted).toBe(false);
  expect(await count(again)).toBeGreaterThanOrEqual(confirmed);
  await again.stop();
});

test('server and database killed together, as by a power cut, start again', async () => {
  await using folder = aFolderWithDatabase();
  const server = aServer({ dataDir: folder.path, durable: true });
  const database = await ready(server);
  await sql(database, 'insert into kept values (1)');
  kill(server.pid, 'SIGKILL');
  kill(database.pid, 'SIGKILL');
  const again = await startEmbedded({ dataDir: folder.path, durable: false });
  expect(await count(again)).toBe(1);
  await again.stop();
});

test('a session that goes on working after its database was killed does not keep the clinic closed', async () => {
  await using folder = aFolderWithDatabase();
  const database = await startEmbedded({ dataDir: folder.path, durable: false });
  const busy = await aClient(database);
  const { rows } = await busy.query<{ pid: number }>('select pg_backend_pid() as pid');
  const session = rows[0]?.pid ?? 0;
  busy.query('do $$ begin loop end loop; end $$').catch(() => undefined);
  await until(
    async () =>
      (await sql(database, `select from pg_stat_activity where query like 'do %' and state = 'active'`)).length === 1,
  );
  kill(database.pid, 'SIGKILL');
  const again = await startEmbedded({ dataDir: folder.path, durable: false });
  expect(isAlive(session)).toBe(false);
  expect(await count(again)).toBe(0);
  await again.stop();
});

test('a server keeps the folder when one session crashes and all sessions end', async () => {
  await using folder = aFolderWithDatabase();
  const database = await startEmbedded({ dataDir: folder.path, durable: false });
  const client = await aClient(database);
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  kill(rows[0]?.pid ?? 0, 'SIGKILL');
  await until(() =>
    sql(database, `select from pg_locks where locktype = 'advisory'`).then(
      (held) => held.length === 1,
      () => false,
    ),
  );
  const second = aServer({ dataDir: folder.path });
  expect((await second.first).cannot).toContain(`(process ${process.pid}) already runs`);
  await database.stop();
});

test('a server that stops right after a session crashed comes to its end', async () => {
  await using folder = aFolderWithDatabase();
  const database = await startEmbedded({ dataDir: folder.path });
  const client = await aClient(database);
  const ended = new Promise((resolve) => client.once('end', resolve));
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  kill(rows[0]?.pid ?? 0, 'SIGKILL');
  await ended;
  await database.stop();
  expect(worksIn(database.pid, folder.cluster)).toBe(false);
  expect(readFileSync(join(folder.path, 'postgres.log'), 'utf8')).toMatch(/database system is shut down\n$/);
});

test('two servers that start at the same moment on an empty folder: one serves, the other says so', async () => {
  await using folder = aFolder();
  const servers = [aServer({ dataDir: folder.path }), aServer({ dataDir: folder.path })];
  const said = await Promise.all(servers.map((server) => server.first));
  const winner = servers[said.findIndex((line) => line.ready)];
  expect(said.filter((line) => line.ready)).toHaveLength(1);
  expect(said.find((line) => line.cannot)?.cannot).toBe(
    `Another Racemic server (process ${winner?.pid}) already runs on ${folder.path}.`,
  );
  expect(folder.entries()).toEqual(['postgres', 'postgres.log', 'served-by']);
  winner?.process.kill('SIGTERM');
  await winner?.ended;
  await endDatabase(folder.cluster);
});

test('a server that starts while the other one stops waits and then serves', async () => {
  await using folder = aFolderWithDatabase();
  const leaving = aServer({ dataDir: folder.path });
  const before = await ready(leaving);
  const pending = await aClient(before);
  await pending.query('begin; insert into kept values (1)');
  leaving.process.kill('SIGTERM');
  await until(() => /stopping|^$/.test(statusOf(folder)));
  const next = await startEmbedded({ dataDir: folder.path, durable: false });
  expect(await count(next)).toBe(0);
  await next.stop();
});

const statusOf = (folder: DataFolder) =>
  existsSync(join(folder.cluster, 'postmaster.pid'))
    ? (readFileSync(join(folder.cluster, 'postmaster.pid'), 'utf8').split('\n')[7] ?? '')
    : '';

test('a start that is killed while it makes the database leaves nothing half-made', async () => {
  await using folder = aFolder();
  const server = aServer({ dataDir: folder.path });
  await until(() => folder.entries().some((name) => name.startsWith('postgres.new-')));
  kill(-server.pid, 'SIGKILL');
  await server.ended;
  expect(existsSync(folder.cluster)).toBe(false);
  const database = await startEmbedded({ dataDir: folder.path, durable: false });
  expect(folder.entries()).toEqual(['postgres', 'postgres.log', 'served-by']);
  await database.stop();
});

test('after a restart of the machine the old process number may belong to another program', async () => {
  await using folder = aFolderWithDatabase();
  const database = await startEmbedded({ dataDir: folder.path });
  await sql(database, 'insert into kept values (1)');
  kill(database.pid, 'SIGKILL');
  await until(() => !isAlive(database.pid));
  const other = anotherProgram(statSync(folder.cluster).uid);
  for (const lock of [join(folder.cluster, 'postmaster.pid'), join(database.host, '.s.PGSQL.5432.lock')])
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(other.pid)));
  const again = await startEmbedded({ dataDir: folder.path, durable: false });
  expect(again.host).toBe(database.host);
  expect(await count(again)).toBe(1);
  expect(isAlive(other.pid ?? 0)).toBe(true);
  await again.stop();
  other.kill();
});

test('a power cut that left an empty lock file does not keep the clinic closed', async () => {
  await using folder = aFolderWithDatabase();
  const lock = join(folder.cluster, 'postmaster.pid');
  writeFileSync(lock, '');
  chownSync(lock, statSync(folder.cluster).uid, -1);
  const database = await startEmbedded({ dataDir: folder.path, durable: false });
  expect(await count(database)).toBe(0);
  await database.stop();
});

const anotherProgram = (uid: number): ChildProcess =>
  spawn('sleep', ['60'], { stdio: 'ignore', ...(isRoot ? { uid } : {}) });

test('a data folder that was deleted under its database gets a new one, which stays when the old one ends', async () => {
  await using folder = aFolderWithDatabase();
  const old = aServer({ dataDir: folder.path });
  const { pid } = await ready(old);
  kill(old.pid, 'SIGKILL');
  rmSync(folder.path, { recursive: true });
  const database = await startEmbedded({ dataDir: folder.path, durable: false });
  kill(pid, 'SIGINT');
  await until(() => !isAlive(pid));
  expect(await sql(database, 'select 1 as one')).toEqual([{ one: 1 }]);
  await database.stop();
});
