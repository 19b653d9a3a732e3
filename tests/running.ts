import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readConfig } from '#server/platform/config.ts';
import { embeddedWhere, openDatabase, type Where } from '#server/platform/database.ts';
import { readPostmaster } from '#server/platform/embedded-process.ts';
import { openLive } from '#server/platform/live.ts';
import { openLog } from '#server/platform/log.ts';
import { openMetrics } from '#server/platform/metrics.ts';
import { openSecrets } from '#server/platform/secrets.ts';
import type { Services } from '#server/platform/services.ts';

export type Running = {
  process: ChildProcess;
  pid: number;
  out: string[];
  err: string[];
  /** Where it answers, once it says so; or the fact that it ended before. */
  address: Promise<string>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

type How = { script?: string; args?: string[]; cwd?: string; uid?: number };
const root = join(import.meta.dirname, '..');

/** Compiled code is kept as npm start keeps it. */
const surroundings = {
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'),
  PORT: '0',
  LOG_LEVEL: 'warn',
};

/** A server as people run it: a process of its own that prints what it does, on a data folder. */
export function run(
  env: Record<string, string>,
  { script = 'server/main.ts', args = [], cwd = root, uid }: How = {},
): Running {
  const flags = script.endsWith('.ts') ? ['--disable-warning=ExperimentalWarning'] : [];
  const child = spawn(process.execPath, [...flags, join(root, script), ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(uid === undefined ? {} : { uid, gid: uid }),
    env: { ...surroundings, ...env },
  });
  const [out, err]: [string[], string[]] = [[], []];
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const address = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      out.push(line);
      const found = /^Racemic answers at (\S+)$/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    createInterface({ input: child.stderr }).on('line', (line) => err.push(line));
    void ended.then(() => reject(new Error(`The server ended: ${[...out, ...err].join(' | ')}`)));
  });
  // Whoever does not ask where it answers is not told that it never did.
  address.catch(() => undefined);
  return { process: child, pid: child.pid ?? 0, out, err, address, ended };
}

/** Where the database of a data folder lies: there, or where WHERE says. */
export function clusterOf(dataDir: string): string {
  const where = join(dataDir, 'WHERE');
  const elsewhere = existsSync(where) ? /^Database: (.+)$/m.exec(readFileSync(where, 'utf8'))?.[1] : undefined;
  return join(elsewhere ?? dataDir, 'postgres');
}

function embeddedIn(dataDir: string): Where {
  const postmaster = readPostmaster(clusterOf(dataDir));
  if (postmaster === undefined) throw new Error(`No database runs in ${dataDir}.`);
  return embeddedWhere({ host: postmaster.socketFolder, port: postmaster.port });
}

/** The same database and the same keys as a running server, opened beside it: how a test looks at what was kept. */
export function beside(
  dataDir: string,
  address: string,
  where = embeddedIn(dataDir),
): Services & { close(): Promise<void> } {
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
  const log = openLog(config);
  const db = openDatabase(where, { clinic: 4, identity: 2 });
  const live = openLive(db, log);
  return {
    ...{ config, address, db, log, live, secrets: openSecrets(dataDir), metrics: openMetrics(db) },
    clock: () => new Date(),
    host: { database: 'PostgreSQL, beside the server' },
    enqueue: () => Promise.resolve(false),
    identify: () => Promise.resolve(undefined),
    close: async () => {
      await live.close();
      await db.close();
    },
  };
}
