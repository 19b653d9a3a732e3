import { execFileSync } from 'node:child_process';
import { chownSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCode } from './embedded-fault.ts';

/** What a running PostgreSQL writes about itself into `postmaster.pid`. */
export type Postmaster = { pid: number; port: number; socketFolder: string; status: string };

export function readPostmaster(cluster: string): Postmaster | undefined {
  const lines = readIfThere(join(cluster, 'postmaster.pid'))?.split('\n') ?? [];
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), socketFolder: lines[4]?.trim() ?? '', status: lines[7]?.trim() ?? 'starting' };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENOTDIR', 'ESRCH')) return undefined;
    throw error;
  }
}

/** Alive and not merely unburied: where nobody collects the dead (in many containers) their numbers stay taken. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return isCode(error, 'EPERM');
  }
  const stat = process.platform === 'linux' ? readIfThere(`/proc/${pid}/stat`) : undefined;
  return stat === undefined || !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
}

export function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!isCode(error, 'ESRCH')) throw error;
  }
}

/** Is this process a PostgreSQL that works in this folder? After a reboot its number may belong to anything. */
export function worksIn(pid: number, cluster: string): boolean {
  if (!isPostgres(pid)) return false;
  if (process.platform !== 'linux') return commandOf(pid).includes(`-D ${cluster} `);
  try {
    const here = statSync(cluster);
    const there = statSync(`/proc/${pid}/cwd`);
    return here.dev === there.dev && here.ino === there.ino;
  } catch (error) {
    // Another user's process does not say where it works; it is ours only if it was told to work here.
    return isCode(error, 'EACCES', 'EPERM') && commandOf(pid).includes(`-D ${cluster} `);
  }
}

export const isPostgres = (pid: number): boolean => isAlive(pid) && /(^|\/)postgres(:|\s)/.test(commandOf(pid));

function commandOf(pid: number): string {
  if (process.platform === 'linux') return readIfThere(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? '';
  try {
    return execFileSync('/bin/ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** A lock file is written right after it is made; one that stays empty is what a power cut left. */
const longestEmptyMs = 2_000;

/**
 * Clears a lock file of PostgreSQL that would stop it for nothing: the file is empty, or the process in it is another
 * program. Then our own number goes in, because PostgreSQL knows that its coming parent is no database; deleting
 * `postmaster.pid` would also delete the note of the memory in use.
 */
export function disownLock(path: string, cluster: string): void {
  const text = readIfThere(path);
  if (text === undefined) return;
  const pid = pidIn(text);
  const { uid, gid, mode, mtimeMs } = statSync(path);
  if (pid === 0 && Date.now() - mtimeMs > longestEmptyMs) rmSync(path, { force: true });
  if (pid === 0 || pid === process.pid || !isTaken(pid) || worksIn(pid, cluster)) return;
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text.replace(/^\d+/, String(process.pid)), { mode });
  if (process.getuid?.() === 0) chownSync(draft, uid, gid);
  if (readIfThere(path) === text) renameSync(draft, path);
  else rmSync(draft);
}

/** The process named in a lock file of PostgreSQL; 0 when there is none. */
export const readLock = (path: string): number => pidIn(readIfThere(path));
const pidIn = (text: string | undefined): number => Number(text?.split('\n')[0]) || 0;

/** As PostgreSQL looks at it: also the number of a dead process that nobody has collected. */
function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

/**
 * Sessions of a PostgreSQL whose first process was killed: they end by themselves unless one is busy. None while a
 * first process lives, whoever started it (a session's command line begins with `postgres:`).
 */
export function listOrphans(cluster: string): number[] {
  if (process.platform !== 'linux') return [];
  const here = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, cluster));
  return here.every((pid) => commandOf(pid).startsWith('postgres:')) ? here : [];
}
