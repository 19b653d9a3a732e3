import { closeSync, copyFileSync, openSync, readSync, statSync, truncateSync } from 'node:fs';

const largest = 4 * 1024 * 1024;

export const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/**
 * Keeps the database's log under 4 MB, the part before it in `postgres.log.1`. The database appends through its own
 * handle, so the file is emptied in place: it goes on at the beginning.
 *
 * @returns where the next line will stand
 */
export function boundLog(path: string): number {
  const size = sizeOf(path);
  if (size <= largest) return size;
  try {
    copyFileSync(path, `${path}.1`);
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
