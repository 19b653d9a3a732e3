import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { isAlive, kill, readPostmaster } from '#server/platform/embedded-process.ts';
import { aCertificate } from './certificate.ts';
import { asSuperuser } from './database.ts';
import { aDisk, aFolder, type DataFolder, isRoot, until } from './embedded-folder.ts';
import { clusterOf, type Running, run } from './running.ts';

/** The start as people see it, in processes of its own: what it says, how it ends, and what it leaves. */

const databaseOf = (folder: DataFolder) => readPostmaster(clusterOf(folder.path));
const answers = (address: string): Promise<boolean> =>
  fetch(`${address}/readyz`).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.ok;
    },
    () => false,
  );

/** It can't start: one sentence for a person, an exit code for a program, and nothing else. */
async function sentenceOf(server: Running): Promise<string> {
  const ended = await server.ended;
  expect({ ...ended, lines: server.err.length, said: server.err }).toEqual({
    ...{ code: 1, signal: null, lines: 1 },
    said: [expect.stringMatching(/^[A-Za-z].+\.$/)],
  });
  expect(server.out.filter((line) => /answers at|defect|at .*:\d+:\d+/.test(line))).toEqual([]);
  return server.err[0] ?? '';
}

/** Ctrl-C in a terminal reaches every process that the start began. */
async function ctrlC(server: Running): Promise<void> {
  kill(-server.pid, 'SIGINT');
  expect(await server.ended).toEqual({ code: 0, signal: null });
}

test('a second start installs and builds nothing; Ctrl-C stops server and database and leaves no process', async () => {
  await using folder = aFolder();
  const start = () => run({ DATA_DIR: folder.path }, { script: 'scripts/start.mjs' });
  const first = start();
  expect(await answers(await first.address)).toBe(true);
  const database = databaseOf(folder)?.pid ?? 0;
  expect(isAlive(database)).toBe(true);
  await ctrlC(first);
  expect(isAlive(database)).toBe(false);
  expect(databaseOf(folder)).toBeUndefined();
  const took: number[] = [];
  // How long a start takes is for `npm run bench`: a test that watches the clock fails on a busy machine.
  for (let tries = 0; tries < 3; tries += 1) {
    const from = performance.now();
    const again = start();
    const address = await again.address;
    while (!(await answers(address))) await pause(5);
    took.push(Math.round(performance.now() - from));
    await ctrlC(again);
    expect([...again.out, ...again.err].join('\n')).not.toMatch(/installing|building/);
  }
  console.log(`second starts answered after ${took.join(', ')} ms`);
}, 300_000);

test('an open stream does not hold up the stop', async () => {
  await using folder = aFolder();
  const server = run({ DATA_DIR: folder.path });
  const address = await server.address;
  const { hostname, port } = new URL(address);
  // A browser that keeps its connection open and asks for a stream.
  const headers = { accept: 'text/event-stream', connection: 'keep-alive' };
  const request = http.get({ hostname, port, path: '/api/live', headers }).on('error', () => undefined);
  await new Promise((resolve) => request.once('response', resolve));
  const from = performance.now();
  await ctrlC(server);
  expect(performance.now() - from).toBeLessThan(4_500);
}, 120_000);

test('after kill -9 of the server the next start takes over the database that still runs', async () => {
  await using folder = aFolder();
  const killed = run({ DATA_DIR: folder.path });
  await killed.address;
  const database = databaseOf(folder)?.pid ?? 0;
  kill(killed.pid, 'SIGKILL');
  await killed.ended;
  expect(isAlive(database)).toBe(true);
  const next = run({ DATA_DIR: folder.path });
  expect(await answers(await next.address)).toBe(true);
  expect(databaseOf(folder)?.pid).toBe(database);
  await ctrlC(next);
  expect(isAlive(database)).toBe(false);
}, 120_000);

test('after kill -9 of the database the running server starts it again in place and answers', async () => {
  await using folder = aFolder();
  const server = run({ DATA_DIR: folder.path });
  const address = await server.address;
  const database = databaseOf(folder)?.pid ?? 0;
  kill(database, 'SIGKILL');
  await until(() => !isAlive(database));
  await until(() => (databaseOf(folder)?.pid ?? database) !== database);
  while (!(await answers(address))) await pause(20);
  await ctrlC(server);
}, 120_000);

test('a data folder with a path of 200 characters works', async () => {
  const long = Array.from({ length: 4 }, () => 'a-folder-with-a-long-name-that-goes-on-and-on').join('/');
  await using folder = aFolder(`${long}/data`);
  expect(folder.path.length).toBeGreaterThan(200);
  mkdirSync(join(folder.path, '..'), { recursive: true });
  const server = run({ DATA_DIR: folder.path });
  expect(await answers(await server.address)).toBe(true);
  await ctrlC(server);
}, 120_000);

describe('what can’t start says why in one sentence, ends with 1 and leaves nothing half-made', () => {
  test('two servers on one folder', async () => {
    await using folder = aFolder();
    const first = run({ DATA_DIR: folder.path });
    const address = await first.address;
    const before = folder.entries();
    const second = run({ DATA_DIR: folder.path });
    expect(await sentenceOf(second)).toBe(
      `Another Racemic server (process ${first.pid}) already runs on ${folder.path}.`,
    );
    expect(folder.entries()).toEqual(before);
    expect(await answers(address)).toBe(true);
    await ctrlC(first);
  }, 120_000);

  test('a busy port', async () => {
    await using folder = aFolder();
    const other = http.createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const server = run({ DATA_DIR: folder.path, PORT: String(port) });
    expect(await sentenceOf(server)).toBe(
      `Port ${port} is in use by another program: stop it, or start with PORT=${port + 1}.`,
    );
    expect(existsSync(folder.path)).toBe(false);
    other.close();
  });

  test('a folder that this user may not write', async () => {
    await using folder = aFolder();
    mkdirSync(folder.path);
    chmodSync(folder.path, 0o555);
    const server = run({ DATA_DIR: folder.path }, isRoot ? { uid: 65534 } : {});
    expect(await sentenceOf(server)).toContain(folder.path);
    expect(folder.entries()).toEqual([]);
  });

  test('a disk that can only be read', async (context) => {
    await using folder = aFolder();
    using disk = aDisk(folder.path, '20m');
    if (disk === undefined) return context.skip('This needs root and the right to mount.');
    disk.readOnly();
    for (const path of [folder.path, join(folder.path, 'below')])
      expect(await sentenceOf(run({ DATA_DIR: path }))).toContain(path);
  });

  test('a full disk', async (context) => {
    await using folder = aFolder();
    using disk = aDisk(folder.path, '20m');
    if (disk === undefined) return context.skip('This needs root and the right to mount.');
    expect(await sentenceOf(run({ DATA_DIR: folder.path }))).toMatch(/ is full/);
    expect(folder.entries()).toEqual([]);
  });

  test('a file in the place of the folder', async () => {
    await using folder = aFolder();
    writeFileSync(folder.path, 'letters');
    expect(await sentenceOf(run({ DATA_DIR: folder.path }))).toContain(folder.path);
  });

  const superuser = () => {
    const { host, port } = asSuperuser('postgres');
    return `postgres://postgres@localhost/postgres?host=${encodeURIComponent(String(host))}&port=${port}`;
  };
  const settings: [string, () => Record<string, string>, RegExp][] = [
    ['a port that is none', () => ({ PORT: 'eighty' }), /PORT/],
    ['a port too high', () => ({ PORT: '70000' }), /PORT/],
    [
      'an address of another machine',
      () => ({ BIND: '192.0.2.1', TRUSTED_PROXY: '192.0.2.2', PUBLIC_URL: 'https://c.example' }),
      /BIND=192\.0\.2\.1/,
    ],
    ['an open address without TLS', () => ({ BIND: '0.0.0.0' }), /needs TLS/],
    ['half a certificate', () => ({ TLS_CERT_FILE: '/nowhere/cert.pem' }), /belong together/],
    [
      'a certificate that is not there',
      () => ({ TLS_CERT_FILE: '/nowhere/cert.pem', TLS_KEY_FILE: '/nowhere/key.pem' }),
      /TLS_CERT_FILE can't be read: \/nowhere/,
    ],
    ['an address of a database that is none', () => ({ DATABASE_URL: 'mysql://localhost/x' }), /DATABASE_URL/],
    [
      'a database that is not there',
      () => ({ DATABASE_URL: 'postgres://x@127.0.0.1:1/x' }),
      /DATABASE_URL can't be reached/,
    ],
    [
      'a database login that may do anything',
      () => ({ DATABASE_URL: superuser() }),
      /signs in as "postgres", who is a superuser/,
    ],
    ['a time that is none', () => ({ BACKUP_AT: '25:00' }), /BACKUP_AT/],
    ['a public address with a path', () => ({ PUBLIC_URL: 'https://c.example/racemic' }), /PUBLIC_URL/],
  ];
  test.each(settings)('a wrong setting: %s', async (_what, env, says) => {
    await using folder = aFolder();
    expect(await sentenceOf(run({ DATA_DIR: folder.path, ...env() }))).toMatch(says);
    expect(folder.entries()).toEqual([]);
  });

  test('a key that does not belong to the certificate', async () => {
    await using folder = aFolder();
    const [one, other] = await Promise.all([aCertificate(), aCertificate()]);
    mkdirSync(folder.path);
    const [certFile, keyFile] = [join(folder.path, 'cert.pem'), join(folder.path, 'key.pem')];
    writeFileSync(certFile, one.cert);
    writeFileSync(keyFile, other.key);
    const server = run({ DATA_DIR: join(folder.path, 'data'), TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile });
    expect(await sentenceOf(server)).toBe('TLS_CERT_FILE and TLS_KEY_FILE do not hold a certificate and its key.');
    expect(folder.entries()).toEqual(['cert.pem', 'key.pem']);
  });

  test('a word it does not know', async () => {
    await using folder = aFolder();
    const server = run({ DATA_DIR: folder.path }, { args: ['--dmeo'] });
    expect(await sentenceOf(server)).toBe('npm start does not know "--dmeo"; it knows --demo.');
    expect(existsSync(folder.path)).toBe(false);
  });
});
