import { execFileSync } from 'node:child_process';
import { chownSync, readdirSync, readFileSync, readlinkSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCode } from './embedded-fault.ts';

/** What a running PostgreSQL writes about itself into `postmaster.pid`. */
export type Postmaster = { pid: number; port: number; socketFolder: string; status: string };

export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return {
      pid,
      port: Number(lines[3]),
      socketFolder: lines[4]?.trim() ?? '',
      status: lines[7]?.trim() ?? 'starting',
    };
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Alive and not merely unburied: where nobody collects the dead (a container's first process), their numbers stay taken. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return isCode(error, 'EPERM');
  }
  return statusOf(pid) !== 'Z';
}

function statusOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2)[0];
  } catch {
    return undefined;
  }
}

/** Is this process a PostgreSQL that works in this folder? After a reboot its number may belong to anything. */
export function worksIn(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') {
    try {
      const command = execFileSync('/bin/ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
      return command.includes('postgres') && command.includes(cluster);
    } catch {
      return false;
    }
  }
  try {
    const here = statSync(cluster);
    const there = statSync(`/proc/${pid}/cwd`);
    return (
      here.dev === there.dev && here.ino === there.ino && /postgres/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
    );
  } catch (error) {
    return isCode(error, 'EACCES', 'EPERM') && /postgres/.test(commandOf(pid));
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Tells PostgreSQL that the process in its lock file is not one of its own, by putting its coming parent there: it
 * knows that its parent is no database. Deleting the file would also delete the note of the shared memory in use.
 */
export function disownLock(cluster: string): void {
  const path = join(cluster, 'postmaster.pid');
  const { uid, gid, mode } = statSync(path);
  const text = readFileSync(path, 'utf8').replace(/^\d+/, String(process.pid));
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { mode });
  if (process.getuid?.() === 0) chownSync(draft, uid, gid);
  renameSync(draft, path);
}

/** Processes of a PostgreSQL whose first process was killed: they end by themselves unless one is busy. */
export function listOrphans(cluster: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksInExactly(pid, cluster));
}

function worksInExactly(pid: number, cluster: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster && /^postgres/.test(commandOf(pid).replace(/^.*\//, ''));
  } catch {
    return false;
  }
}
