import {
  closeSync,
  constants,
  copyFileSync,
  fchownSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';

const largest = 4 * 1024 * 1024;

/** Closed to others, and never through a link that the owner of the folder may have put there for root to write into. */
export function openLogFile(path: string, owner: { uid: number; gid: number } | undefined): number {
  const handle = openSync(
    path,
    constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW,
    0o600,
  );
  if (owner) fchownSync(handle, owner.uid, owner.gid);
  return handle;
}

/**
 * Keeps the database's log under 4 MB, the part before it in `postgres.log.1`. The database appends through its own
 * handle, so the file is emptied in place and goes on at the beginning.
 *
 * @returns where the next line will stand
 */
export function boundLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= largest) return size;
  try {
    rmSync(`${path}.1`, { force: true });
    copyFileSync(path, `${path}.1`, constants.COPYFILE_EXCL);
    truncateSync(path);
    return 0;
  } catch {
    return size; // a full or read-only disk is reported by what comes next
  }
}

/** The first 64 kB of what was written since. */
export function readSince(path: string, from: number): string {
  try {
    const handle = openSync(path, 'r');
    const buffer = Buffer.alloc(64 * 1024);
    const length = readSync(handle, buffer, 0, buffer.length, from);
    closeSync(handle);
    return buffer.toString('utf8', 0, length);
  } catch {
    return '';
  }
}
