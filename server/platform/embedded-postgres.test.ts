import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aClient, aFolder, aServer, isRoot, ready, sql } from '../../tests/embedded-folder.ts';
import { CannotStart } from './cannot-start.ts';
import { startEmbedded } from './embedded-postgres.ts';
import { kill, worksIn } from './embedded-process.ts';

test('an empty folder becomes a database, and the next start finds what was written', async () => {
  await using folder = aFolder();
  const first = await startEmbedded({ dataDir: folder.path });
  expect(first).toMatchObject({ adopted: false, version: expect.stringMatching(/^18\./) });
  await sql(first, `create table kept as select 'yes' as written`);
  await first.stop();
  expect(worksIn(first.pid, folder.cluster)).toBe(false);
  expect(folder.entries()).toEqual(['postgres', 'postgres.log']);
  const began = performance.now();
  const second = await startEmbedded({ dataDir: folder.path });
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(await sql(second, 'select written from kept')).toEqual([{ written: 'yes' }]);
  await second.stop();
});

test('what the database confirms is on the disk, and a damaged page is noticed', async () => {
  await using folder = aFolder();
  const database = await startEmbedded({ dataDir: folder.path });
  const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'];
  for (const name of names) expect(await sql(database, `show ${name}`)).toEqual([{ [name]: 'on' }]);
  await database.stop();
});

test('it listens on no network address, and only its own user reaches its socket', async () => {
  await using folder = aFolder();
  const database = await startEmbedded({ dataDir: folder.path, durable: false });
  expect(await sql(database, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
  const socketFolder = statSync(database.host);
  expect(socketFolder.mode & 0o777).toBe(0o700);
  const owner = statSync(folder.cluster).uid;
  expect(socketFolder.uid).toBe(owner);
  if (isRoot) expect(owner).not.toBe(0);
  expect(statSync(join(folder.path, 'postgres.log')).mode & 0o077).toBe(0);
  await database.stop();
});

test('a data folder with a very long path works', async () => {
  const long = Array.from({ length: 5 }, (_, i) => `${i}-${'folder'.repeat(9)}`).join('/');
  await using folder = aFolder(long);
  expect(folder.path.length).toBeGreaterThan(250);
  const database = await startEmbedded({ dataDir: folder.path, durable: false });
  expect(database.host.length).toBeLessThan(80);
  expect(await sql(database, 'select 1 as one')).toEqual([{ one: 1 }]);
  await database.stop();
});

test('names in every script are kept, and sort the same on every machine', async () => {
  await using folder = aFolder();
  const database = await startEmbedded({ dataDir: folder.path, durable: false });
  expect(
    await sql(
      database,
      `select upper('žofia łukasz éva') as upper, pg_encoding_to_char(encoding) as encoding,
      datlocprovider as provider, 'ž' collate "default" > 'z' as "order" from pg_database where datname = 'postgres'`,
    ),
  ).toEqual([{ upper: 'ŽOFIA ŁUKASZ ÉVA', encoding: 'UTF8', provider: 'b', order: true }]);
  await sql(database, 'create extension pg_trgm');
  await sql(database, 'create extension btree_gist');
  await database.stop();
});

test('nothing of a patient reaches the log, whatever goes wrong with a statement', async () => {
  await using folder = aFolder();
  const database = await startEmbedded({ dataDir: folder.path, durable: false });
  const client = await aClient(database);
  await client.query('create table person (name text primary key, born date)');
  await client.query(`insert into person values ('Quillfeather', '1970-01-01')`);
  const wrong: [string, string[]][] = [
    [`insert into person values ('Quillfeather', null)`, []],
    [`insert into person values ('Quillfeather', $1)`, ['Quillfeather-date']],
    ['select $1::int', ['Quillfeather']],
    [`select "Quillfeather" from person`, []],
    [`do $$ begin raise warning 'Quillfeather'; raise exception 'Quillfeather'; end $$`, []],
  ];
  for (const [text, values] of wrong) await expect(client.query(text, values)).rejects.toThrow();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const broken = expect(client.query(`select pg_sleep(60), 'Quillfeather'`)).rejects.toThrow();
  kill(rows[0]?.pid ?? 0, 'SIGSEGV');
  await broken;
  const readLog = () => readFileSync(join(folder.path, 'postgres.log'), 'utf8');
  // Asked to stop while it recovers it takes its minute: it answers again first.
  await expect
    .poll(readLog, { timeout: 30_000 })
    .toMatch(/was terminated by signal 11[\s\S]*ready to accept connections/);
  await database.stop();
  expect(readLog()).not.toMatch(/Quillfeather/);
});

test('a second server on the same folder is told who has it, and the first is not disturbed', async () => {
  await using folder = aFolder();
  const database = await startEmbedded({ dataDir: folder.path, durable: false });
  const client = await aClient(database);
  const second = aServer({ dataDir: folder.path });
  expect(await second.first).toEqual({
    cannot: `Another Racemic server (process ${process.pid}) already runs on ${folder.path}.`,
  });
  await second.ended;
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await client.end();
  await database.stop();
});

test('a command uses the database of the running server and leaves it running', async () => {
  await using folder = aFolder();
  const database = await startEmbedded({ dataDir: folder.path, durable: false });
  const command = await startEmbedded({ dataDir: folder.path, hold: false });
  expect(command).toMatchObject({ adopted: true, pid: database.pid });
  await command.stop();
  expect(worksIn(database.pid, folder.cluster)).toBe(true);
  await database.stop();
});

test('a command that finds no server starts the database and stops it again', async () => {
  await using folder = aFolder();
  const command = await startEmbedded({ dataDir: folder.path, hold: false, durable: false });
  expect(command.adopted).toBe(false);
  await command.stop();
  expect(worksIn(command.pid, folder.cluster)).toBe(false);
});

test('a server that starts while a command has the database keeps it when the command ends', async () => {
  await using folder = aFolder();
  const command = await startEmbedded({ dataDir: folder.path, hold: false, durable: false });
  const server = aServer({ dataDir: folder.path });
  const database = await ready(server);
  await command.stop();
  expect(await sql(database, 'select 1 as one')).toEqual([{ one: 1 }]);
  server.process.kill('SIGTERM');
  await server.ended;
  expect(worksIn(database.pid, folder.cluster)).toBe(false);
});

test('a path that no folder can have is refused in a sentence', async () => {
  await using folder = aFolder();
  await expect(startEmbedded({ dataDir: join(folder.path, 'x\0y') })).rejects.toThrow(CannotStart);
});
