import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type EmbeddedOptions, startEmbedded } from '#server/platform/embedded-postgres.ts';
import { kill, readPostmaster, worksIn } from '#server/platform/embedded-process.ts';

export const isRoot = process.getuid?.() === 0;

export type DataFolder = { path: string; cluster: string; entries(): string[]; [Symbol.asyncDispose](): Promise<void> };

/** A folder in which a test may start and kill a database; whatever still runs there ends with the test. */
export function aFolder(name = 'data', parent = mkdtempSync(join(tmpdir(), 'racemic-folder-'))): DataFolder {
  chmodSync(parent, 0o755);
  const path = join(parent, name);
  const cluster = join(path, 'postgres');
  return {
    path,
    cluster,
    entries: () => (existsSync(path) ? readdirSync(path).sort() : []),
    [Symbol.asyncDispose]: async () => {
      await endDatabase(cluster);
      const where = existsSync(join(path, 'WHERE')) ? readFileSync(join(path, 'WHERE'), 'utf8') : '';
      const system = /^Database: (\/var\/lib\/racemic\/[0-9a-f]+)$/m.exec(where)?.[1];
      if (system) {
        await endDatabase(join(system, 'postgres'));
        rmSync(system, { recursive: true, force: true });
      }
      rmSync(parent, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** An empty database to be made once and copied by each test. */
export function aTemplate() {
  const folder = aFolder('template');
  return {
    folder,
    make: async () => {
      const database = await startEmbedded({ dataDir: folder.path, durable: false });
      await sql(database, 'create table kept (n integer)');
      await database.stop();
    },
    copy: (): DataFolder => {
      const copy = aFolder();
      mkdirSync(copy.path);
      cpSync(folder.cluster, copy.cluster, { recursive: true });
      return copy;
    },
    remove: () => folder[Symbol.asyncDispose](),
  };
}

export const count = async (at: { host: string; port: number }): Promise<number> =>
  Number((await sql(at, 'select count(*) from kept'))[0]?.count);

export function aTemporaryFolder(): { path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'racemic-folder-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export async function endDatabase(cluster: string): Promise<void> {
  const seen = readPostmaster(cluster);
  if (!seen) return;
  if (worksIn(seen.pid, cluster)) kill(seen.pid, 'SIGQUIT');
  await until(() => !worksIn(seen.pid, cluster));
  if (/\/racemic-[0-9a-f]{12}/.test(seen.socketFolder)) rmSync(seen.socketFolder, { recursive: true, force: true });
}

/** Waits for something that is on its way; the test's own time limit ends a wait in vain. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(10);
}

type Ready = { host: string; port: number; adopted: boolean; pid: number; version: string };
type Line = { ready?: Ready; cannot?: string; exit?: string; log?: string; interrupted?: boolean };
export type Server = {
  process: ChildProcess;
  pid: number;
  /** What it said first: that the database is ready, or why it can't start. */
  first: Promise<Line>;
  lines: Line[];
  ended: Promise<void>;
};

/** A server in a process of its own, to be killed. */
export function aServer(options: EmbeddedOptions, how: { uid?: number; prefix?: string[] } = {}): Server {
  const [command = '', ...before] = [...(how.prefix ?? []), process.execPath];
  const script = fileURLToPath(new URL('./embedded-child.ts', import.meta.url));
  const child = spawn(command, [...before, script, JSON.stringify({ durable: false, ...options })], {
    ...(how.uid === undefined ? {} : { uid: how.uid, gid: how.uid }),
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
    env: { PATH: process.env.PATH ?? '' },
  });
  const lines: Line[] = [];
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const first = new Promise<Line>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line: Line = JSON.parse(text);
      lines.push(line);
      if (line.ready || line.cannot) resolve(line);
    });
    child.once('close', () => resolve({}));
  });
  return { process: child, pid: child.pid ?? 0, first, lines, ended };
}

/** The database of a server that is ready. */
export async function ready(server: Server): Promise<Ready> {
  const line = await server.first;
  if (!line.ready) throw new Error(line.cannot ?? 'The server ended without a word.');
  return line.ready;
}

/** One statement as the superuser, on a connection of its own. */
export async function sql(at: { host: string; port: number }, text: string): Promise<Record<string, unknown>[]> {
  const client = await aClient(at);
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

export async function aClient(at: { host: string; port: number }): Promise<pg.Client> {
  const client = new pg.Client({ host: at.host, port: at.port, user: 'postgres', database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** A file system of its own, to be filled or closed; undefined where this machine does not let a test mount one. */
export function aDisk(path: string, size: string): { readOnly(): void; [Symbol.dispose](): void } | undefined {
  mkdirSync(path, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0755`, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return {
    readOnly: () => void execFileSync('mount', ['-o', 'remount,ro', path]),
    [Symbol.dispose]: () => void execFileSync('umount', ['-l', path]),
  };
}
