import { spawn } from 'node:child_process';
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
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hashOf } from '#server/platform/embedded-place.ts';
import { startEmbedded } from '#server/platform/embedded-postgres.ts';
import { kill } from '#server/platform/embedded-process.ts';
import { aDisk, aFolder, aServer, aTemplate, count, type DataFolder, isRoot, ready, sql } from './embedded-folder.ts';

const installed = dirname(
  dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
);
const needsRoot = 'This test needs root and the right to mount.';

/** An empty database made once: most tests begin where a clinic's machine is, with a database that exists. */
const template = aTemplate();
const aFolderWithDatabase = template.copy;
vi.setConfig({ testTimeout: 90_000 }); // real recoveries wait for a real disk, which other tests use too
beforeAll(template.make);
afterAll(template.remove);

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
  cpSync(template.folder.cluster, folder.cluster, { recursive: true });
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
  cpSync(template.folder.cluster, join(folder.path, 'full', 'postgres'), { recursive: true });
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
