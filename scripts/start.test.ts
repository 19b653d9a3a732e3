import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/**
 * A checkout in small: our scripts as they are, and a server, a vite and a lockfile that need no network.
 *
 * The server says what it was asked and takes half a second to stop.
 */
const server = `
  const stop = (signal: string) => {
    console.log('stopping', signal);
    setTimeout(() => process.exit(7), 500);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
  console.log('ready', JSON.stringify(process.argv.slice(2)), process.execPath);
  if (process.argv.includes('--end')) process.exit(3);
  if (process.argv.includes('--killed')) process.kill(process.pid, 'SIGKILL');
  setInterval(() => {}, 1000);
`;
const vite = `
  const fs = require('node:fs');
  fs.mkdirSync('web/dist', { recursive: true });
  fs.appendFileSync('builds', 'x');
  if (fs.readFileSync('web/main.tsx', 'utf8').includes('wrong')) process.exit(1);
`;
const lockfile = {
  name: 'small',
  lockfileVersion: 3,
  packages: {
    '': { name: 'small', dependencies: { vite: 'file:vite' } },
    'node_modules/vite': { resolved: 'vite', link: true },
    vite: { version: '1.0.0' },
  },
};

const checkout = mkdtempSync(join(tmpdir(), 'racemic-start-'));
const put = (path: string, content: string | object) => {
  mkdirSync(dirname(join(checkout, path)), { recursive: true });
  writeFileSync(join(checkout, path), typeof content === 'string' ? content : JSON.stringify(content));
};
const builds = () => readFileSync(join(checkout, 'builds'), 'utf8').length;

beforeAll(() => {
  for (const file of globSync('*.mjs', { cwd: import.meta.dirname }))
    cpSync(join(import.meta.dirname, file), join(checkout, 'scripts', file));
  // The public pages are made by a program of their own; here it only has to be there.
  put('scripts/care-web.mjs', '');
  for (const file of ['scripts/care-style.ts', 'scripts/care-zips.ts', 'server/finder/zip-points.ts']) put(file, '');
  put('package.json', { name: 'small', type: 'module', dependencies: { vite: 'file:vite' } });
  put('package-lock.json', lockfile);
  put('vite/package.json', { name: 'vite', version: '1.0.0' });
  put('vite/bin/vite.js', vite);
  put('server/main.ts', server);
  put('web/main.tsx', 'first');
  put('clinical/units.ts', 'kg');
});
afterAll(() => rmSync(checkout, { recursive: true, force: true }));

type Start = { child: ChildProcess; said: () => string; told: () => string; ended: Promise<number | null> };

function start(...args: string[]): Start {
  const child = spawn(process.execPath, [join(checkout, 'scripts/start.mjs'), ...args], { detached: true });
  let [said, told] = ['', ''];
  child.stdout.on('data', (text) => {
    said += text;
  });
  child.stderr.on('data', (text) => {
    told += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, said: () => said, told: () => told, ended };
}

const isReady = (of: Start) => expect.poll(of.said, { timeout: 20_000 }).toContain('ready');

test('a first start installs the parts, builds the web and hands over', async () => {
  const first = start('--demo', '--end');
  expect(await first.ended).toBe(3);
  expect(first.said()).toContain('ready ["--demo","--end"]');
  expect(first.told()).toMatch(/✓ parts installed +\d+\.\d s\n.*\n✓ web built +\d+\.\d s/);
});

test('a second start has nothing to do', async () => {
  const second = start('--end');
  expect(await second.ended).toBe(3);
  expect(second.told()).toBe('');
  expect(builds()).toBe(1);
});

test('the web is built again when its sources or the medicine change, and not for a test', async () => {
  put('web/main.test.tsx', 'a test');
  await start('--end').ended;
  expect(builds()).toBe(1);
  put('web/main.tsx', 'second');
  await start('--end').ended;
  expect(builds()).toBe(2);
  put('clinical/units.ts', 'g');
  await start('--end').ended;
  expect(builds()).toBe(3);
});

test('a web that cannot be built stops the start with a sentence', async () => {
  put('web/main.tsx', 'wrong');
  const broken = start('--end');
  expect(await broken.ended).toBe(1);
  expect(broken.told()).toMatch(/the web could not be built, for the reason above\.\n$/);
  put('web/main.tsx', 'right again');
  expect(await start('--end').ended).toBe(3);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s gives the server the time it needs to stop', async (signal) => {
  const running = start();
  await isReady(running);
  running.child.kill(signal);
  expect(await running.ended).toBe(7);
  expect(running.said()).toContain(`stopping ${signal}`);
});

test('Ctrl-C reaches start and server alike, and both end cleanly', async () => {
  const running = start();
  await isReady(running);
  process.kill(-(running.child.pid ?? 0), 'SIGINT');
  expect(await running.ended).toBe(7);
  expect(running.said().match(/stopping/g)).toHaveLength(1);
});

test('a server whose start is killed stops by itself', async () => {
  const running = start();
  await isReady(running);
  running.child.kill('SIGKILL');
  await running.ended;
  expect(running.said()).toContain('stopping SIGTERM');
});

test('a server that is killed is told as a kill', async () => {
  expect(await start('--killed').ended).toBe(137);
});

test('the server runs under the Node of the lockfile, and only where that one runs', async () => {
  const name = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const folder = `node_modules/${name}-${process.platform}-${process.arch}`;
  const pinned = (version: string) => {
    const script = `#!/bin/sh\n[ "$1" = --version ] && echo ${version} && exit\necho pinned\nexec ${process.execPath} "$@"\n`;
    put(`${folder}/bin/node`, script);
    chmodSync(join(checkout, folder, 'bin/node'), 0o755);
  };
  pinned('v24.99.0');
  const under = start('--end');
  expect(await under.ended).toBe(3);
  expect(under.said()).toMatch(/^pinned\nready/);
  pinned('v22.0.0');
  const beside = start('--end');
  expect(await beside.ended).toBe(3);
  expect(beside.said()).toMatch(/^ready/);
  rmSync(join(checkout, folder), { recursive: true });
});

test('parts that cannot be had stop the start with one sentence that says why', async () => {
  const { packages } = lockfile;
  const dependencies = { ...packages[''].dependencies, gone: 'file:gone.tgz' };
  put('package.json', { name: 'small', type: 'module', dependencies });
  const gone = { version: '1.0.0', resolved: 'file:gone.tgz', integrity: 'sha512-AAAA' };
  put('package-lock.json', {
    ...lockfile,
    packages: { ...packages, '': { name: 'small', dependencies }, 'node_modules/gone': gone },
  });
  const stopped = start('--end');
  expect(await stopped.ended).toBe(1);
  expect(stopped.told()).toMatch(/Racemic cannot start: npm could not install its parts \(ENOENT: .*\)\.\n$/);
  expect(stopped.said()).toBe('');
});
