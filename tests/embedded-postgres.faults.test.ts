import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashOf } from '#server/platform/embedded-place.ts';
import { startEmbedded } from '#server/platform/embedded-postgres.ts';
import { isAlive, kill, worksIn } from '#server/platform/embedded-process.ts';
import {
  aClient,
  aDisk,
  aFolder,
  aServer,
  type DataFolder,
  endDatabase,
  isRoot,
  ready,
  sql,
  until,
} from './embedded-folder.ts';

const installed = dirname(
  dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
);
const needsRoot = 'This test needs root and the right to mount.';

/** An empty database made once: most tests begin where a clinic's machine is, with a database that exists. */
const template = aFolder('template');
beforeAll(async () => {
  const database = await startEmbedded({ dataDir: template.path, durable: false });
  await sql(database, 'create table kept (n integer)');
  await database.stop();
});
afterAll(() => template[Symbol.asyncDispose]());

function aFolderWithDatabase(): DataFolder {
  const folder = aFolder();
  mkdirSync(folder.path);
  cpSync(template.cluster, folder.cluster, { recursive: true });
  return folder;
}

const count = async (at: { host: string; port: number }) =>
  Number((await sql(at, 'select count(*) from kept'))[0]?.count);

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

test('a database of another major version is not touched', async () => {
  await using folder = aFolderWithDatabase();
  writeFileSync(join(folder.cluster, 'PG_VERSION'), '17\n');
  await expect(startEmbedded({ dataDir: folder.path })).rejects.toThrow(
    /was made by PostgreSQL 17 and this is PostgreSQL 18: .*"racemic restore"\.$/,
  );
});

test('an update of the programs reaches a database that was still running', async () => {
  await using folder = aFolderWithDatabase();
  const server = aServer({ dataDir: folder.path });
  const before = await ready(server);
  kill(server.pid, 'SIGKILL');
  const newer = join(dirname(folder.path), 'package');
  cpSync(installed, newer, { recursive: true, verbatimSymlinks: true });
  const manifest = readFileSync(join(newer, 'package.json'), 'utf8');
  writeFileSync(join(newer, 'package.json'), manifest.replace(/"version": "18\.\d+/, '"version": "18.99'));
  const after = await startEmbedded({ dataDir: folder.path, durable: false, packageDir: newer });
  expect(after.adopted).toBe(false);
  expect(after.pid).not.toBe(before.pid);
  await after.stop();
});

test('a database that runs without safe writing is started anew before a server uses it', async () => {
  await using folder = aFolderWithDatabase();
  const careless = aServer({ dataDir: folder.path });
  await ready(careless);
  kill(careless.pid, 'SIGKILL');
  const database = await startEmbedded({ dataDir: folder.path });
  expect(await sql(database, 'show fsync')).toEqual([{ fsync: 'on' }]);
  await database.stop();
});

test('something else in the place of the database is named and left alone', async () => {
  await using folder = aFolder();
  mkdirSync(folder.cluster, { recursive: true });
  writeFileSync(join(folder.cluster, 'letters.txt'), 'mine');
  await expect(startEmbedded({ dataDir: folder.path })).rejects.toThrow(/holds something that is not a database/);
  expect(readdirSync(folder.cluster)).toEqual(['letters.txt']);
  await expect(startEmbedded({ dataDir: join(folder.cluster, 'letters.txt') })).rejects.toThrow(
    /There is a file where/,
  );
});

test('a database folder that came open out of an archive, and as root, is closed and served', async () => {
  await using folder = aFolderWithDatabase();
  chmodSync(folder.cluster, 0o755);
  const database = await startEmbedded({ dataDir: folder.path, durable: false });
  expect(statSync(folder.cluster).mode & 0o777).toBe(0o700);
  await database.stop();
});

test('a full disk is named at the first start, and nothing half-made stays', async (context) => {
  await using folder = aFolder();
  using disk = aDisk(folder.path, '20m');
  if (!disk) return context.skip(needsRoot);
  await expect(startEmbedded({ dataDir: folder.path, durable: false })).rejects.toThrow(
    `The disk that holds ${folder.path} is full: free some space there`,
  );
  expect(folder.entries()).toEqual([]);
});

test('a full disk is named at a later start, and the records start again when there is space', async (context) => {
  await using folder = aFolder();
  using disk = aDisk(folder.path, '80m');
  if (!disk) return context.skip(needsRoot);
  cpSync(template.cluster, folder.cluster, { recursive: true });
  const filler = join(folder.path, 'filler');
  expect(() => writeFileSync(filler, Buffer.alloc(80 * 1024 * 1024))).toThrow(/ENOSPC/);
  await expect(startEmbedded({ dataDir: folder.path })).rejects.toThrow(/The disk that holds .* is full/);
  rmSync(filler);
  const database = await startEmbedded({ dataDir: folder.path, durable: false });
  expect(await count(database)).toBe(0);
  await database.stop();
});

test('a disk that can only be read is named, with a database and without', async (context) => {
  await using folder = aFolder();
  using disk = aDisk(folder.path, '100m');
  if (!disk) return context.skip(needsRoot);
  mkdirSync(join(folder.path, 'empty'));
  cpSync(template.cluster, join(folder.path, 'full', 'postgres'), { recursive: true });
  disk.readOnly();
  for (const name of ['empty', 'full', 'absent'])
    await expect(startEmbedded({ dataDir: join(folder.path, name) })).rejects.toThrow(
      /can only be read: make its disk writable/,
    );
});

test('a user without rights on the folder is told so', async (context) => {
  if (!isRoot) return context.skip(needsRoot);
  await using folder = aFolder();
  mkdirSync(folder.path, { mode: 0o755 });
  const server = aServer({ dataDir: folder.path }, { uid: 65534 });
  expect((await server.first).cannot).toBe(
    `This user may not use ${folder.path}: give this user the folder, or choose another one with DATA_DIR.`,
  );
  expect(folder.entries()).toEqual([]);
});

test('an ordinary user serves from an own folder, and root serves the same folder as that user', async (context) => {
  if (!isRoot) return context.skip(needsRoot);
  await using folder = aFolder();
  mkdirSync(folder.path);
  chownSync(folder.path, 65534, 65534);
  const server = aServer({ dataDir: folder.path }, { uid: 65534 });
  await sql(await ready(server), 'create table kept (n integer)');
  server.process.kill('SIGTERM');
  await server.ended;
  const database = await startEmbedded({ dataDir: folder.path, durable: false });
  expect(await count(database)).toBe(0);
  await database.stop();
  for (const name of folder.entries()) expect(statSync(join(folder.path, name)).uid).toBe(65534);
});

test('a folder that someone else put in the place of the socket is not used', async (context) => {
  if (!isRoot) return context.skip(needsRoot);
  await using folder = aFolder();
  mkdirSync(folder.path);
  chownSync(folder.path, 65534, 65534);
  const planted = join('/tmp', `racemic-${hashOf(folder.cluster)}`);
  mkdirSync(planted, { mode: 0o777 });
  const server = aServer({ dataDir: folder.path }, { uid: 65534 });
  const database = await ready(server);
  expect(database.host).toMatch(new RegExp(`^${planted}-`));
  expect(statSync(database.host)).toMatchObject({ uid: 65534 });
  server.process.kill('SIGTERM');
  await server.ended;
  rmSync(planted, { recursive: true });
});

test('where npm ran no install scripts the links of the libraries are made', async () => {
  await using folder = aFolderWithDatabase();
  const packageDir = aPackageWithoutLinks(folder);
  const database = await startEmbedded({ dataDir: folder.path, durable: false, packageDir });
  await database.stop();
  expect(lstatSync(join(packageDir, 'native/lib/libicuuc.so.60')).isSymbolicLink()).toBe(true);
  expect(folder.entries()).toEqual(['postgres', 'postgres.log']);
});

test('where they are missing and can not be made, the programs are copied beside the database', async (context) => {
  await using folder = aFolder();
  const unlinked = aPackageWithoutLinks(folder);
  const packageDir = join(dirname(folder.path), 'read-only');
  using disk = aDisk(packageDir, '100m');
  if (!disk) return context.skip(needsRoot);
  cpSync(unlinked, packageDir, { recursive: true, verbatimSymlinks: true });
  disk.readOnly();
  const database = await startEmbedded({ dataDir: folder.path, durable: false, packageDir });
  expect(folder.entries()[0]).toMatch(/^binaries-18\./);
  await database.stop();
});

function aPackageWithoutLinks(folder: DataFolder): string {
  const copy = join(dirname(folder.path), 'package');
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
  const library = join(copy, 'native/lib');
  for (const name of readdirSync(library))
    if (lstatSync(join(library, name)).isSymbolicLink()) rmSync(join(library, name));
  return copy;
}

test('programs that are missing or may not run are named', async () => {
  await using folder = aFolder();
  const packageDir = aPackageWithoutLinks(folder);
  chmodSync(join(packageDir, 'native/bin/initdb'), 0o644);
  await expect(startEmbedded({ dataDir: folder.path, packageDir })).rejects.toThrow(/initdb may not be run here/);
  rmSync(join(packageDir, 'native/bin/initdb'));
  await expect(startEmbedded({ dataDir: folder.path, packageDir })).rejects.toThrow(
    /initdb is missing: run "npm ci" again/,
  );
  rmSync(packageDir, { recursive: true });
  await expect(startEmbedded({ dataDir: folder.path, packageDir })).rejects.toThrow(/is not whole: run "npm ci" again/);
  expect(folder.entries()).toEqual([]);
});

test('in a closed home of root the records lie in the folder of the system, and WHERE says so', async (context) => {
  if (!isRoot) return context.skip(needsRoot);
  await using folder = aFolder('closed/checkout/data');
  const home = dirname(dirname(folder.path));
  const packageDir = join(home, 'checkout', 'package');
  mkdirSync(dirname(packageDir), { recursive: true });
  cpSync(installed, packageDir, { recursive: true, verbatimSymlinks: true });
  chmodSync(home, 0o700);
  const database = await startEmbedded({ dataDir: folder.path, durable: false, packageDir });
  await sql(database, 'create table kept (n integer)');
  await database.stop();
  const where = readFileSync(join(folder.path, 'WHERE'), 'utf8');
  const system = /^Database: (.+)$/m.exec(where)?.[1] ?? '';
  expect(system).toMatch(/^\/var\/lib\/racemic\/[0-9a-f]{12}$/);
  expect(where).toContain('PostgreSQL refuses to run as root');
  expect(statSync(join(system, 'postgres')).mode & 0o777).toBe(0o700);
  expect(readdirSync(system).sort()).toEqual([expect.stringMatching(/^binaries-18\./), 'postgres']);
  chmodSync(home, 0o755);
  mkdirSync(join(system, 'binaries-18.0.0'));
  const again = await startEmbedded({ dataDir: folder.path, durable: false, packageDir });
  expect(await count(again)).toBe(0);
  await again.stop();
  expect(existsSync(join(system, 'binaries-18.0.0'))).toBe(false);
  renameSync(system, `${system}-lost`);
  await expect(startEmbedded({ dataDir: folder.path })).rejects.toThrow(
    /WHERE says that the database lies in .* nothing is there/,
  );
  renameSync(`${system}-lost`, system);
});

test('a server in another container does not open the same folder', async (context) => {
  const container = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'];
  if (!isRoot || !(await canRun(container))) return context.skip(needsRoot);
  await using folder = aFolderWithDatabase();
  const first = aServer({ dataDir: folder.path }, { prefix: container });
  await ready(first);
  await expect(startEmbedded({ dataDir: folder.path, durable: false })).rejects.toThrow(
    /in another container or machine \(.+\), already runs on/,
  );
  kill(-first.pid, 'SIGKILL');
  await first.ended;
  const next = await startEmbedded({ dataDir: folder.path, durable: false });
  expect(await count(next)).toBe(0);
  await next.stop();
});

const canRun = ([command = '', ...args]: string[]) =>
  new Promise<boolean>((resolve) => {
    const child = spawn(command, [...args, 'true'], { stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
