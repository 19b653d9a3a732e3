import { execFile } from 'node:child_process';
import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { kill, readPostmaster, worksIn } from '#server/platform/embedded-process.ts';

const script = join(import.meta.dirname, '..', 'scripts', 'standby.sh');

/** What the script needs; the sentence says it to whoever runs the tests without. */
export const standbyMissing: string | undefined =
  process.env.PG_BIN === undefined && globSync('/usr/lib/postgresql/*/bin/pg_basebackup').length === 0
    ? 'needs PostgreSQL of the distribution: apt-get install postgresql, or name its programs with PG_BIN'
    : undefined;

/** Two servers and five failovers take a minute: `npm run test:faults` runs them. */
export const hasStandby = process.env.RACEMIC_FAULTS !== undefined && standbyMissing === undefined;

/** In the name of every test that makes a standby. */
export const needsStandby = '(needs two PostgreSQL of the distribution, in npm run test:faults)';

export type StandbyPair = Awaited<ReturnType<typeof aStandbyPair>>;

/** Two servers made by the script that people use, each in a folder of its own on its own port. */
export async function aStandbyPair(ports: readonly [number, number]) {
  const parent = mkdtempSync(join(tmpdir(), 'racemic-standby-'));
  chmodSync(parent, 0o755);
  const folders = [join(parent, 'one'), join(parent, 'two')] as const;
  const run = async (...args: string[]): Promise<string> => (await promisify(execFile)(script, args)).stdout;
  const login = /^DATABASE_URL=(.*)@/m.exec(await run('first', folders[0], String(ports[0])))?.[1] ?? '';
  await run('second', folders[1], String(ports[1]), folders[0]);
  return {
    /** Both hosts, as the server is told. */
    url: `${login}@${ports.map((port) => `127.0.0.1:${port}`).join(',')}/racemic`,
    urlOf: (at: 0 | 1) => `${login}@127.0.0.1:${ports[at]}/racemic`,
    /** The server and all that belongs to it, at once and without a word: killed, or hung and going on again. */
    strike: (at: 0 | 1, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' = 'SIGKILL') => strike(folders[at], signal),
    run: (command: 'promote' | 'alone' | 'status' | 'start' | 'stop', at: 0 | 1) => run(command, folders[at]),
    /** Made anew as the standby of the other: what it held is gone. */
    follow: async (at: 0 | 1) => {
      rmSync(folders[at], { recursive: true, force: true });
      await run('second', folders[at], String(ports[at]), folders[at === 0 ? 1 : 0]);
    },
    [Symbol.dispose]: () => {
      for (const folder of folders) strike(folder, 'SIGKILL');
      rmSync(parent, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function strike(folder: string, signal: NodeJS.Signals): void {
  const data = join(folder, 'data');
  const { pid } = readPostmaster(data) ?? { pid: 0 };
  if (pid === 0 || !worksIn(pid, data)) return;
  for (const one of [pid, ...childrenOf(pid)]) kill(one, signal);
}

/** Each process of PostgreSQL leads a group of its own: they are found by their parent. */
const childrenOf = (pid: number): number[] =>
  globSync('/proc/[0-9]*/stat').flatMap((file) => {
    const stat = statOf(file);
    return stat?.parent === pid ? [stat.pid] : [];
  });

/** Undefined of one that has ended meanwhile. The name between the brackets may hold anything. */
function statOf(file: string): { pid: number; parent: number } | undefined {
  try {
    const stat = readFileSync(file, 'utf8');
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid: Number.parseInt(stat, 10), parent: Number(parent) };
  } catch {
    return undefined;
  }
}
