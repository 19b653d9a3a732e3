import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { CannotStart } from './cannot-start.ts';

/** Below this PostgreSQL can't even write its lock file and one segment of its write-ahead log (16 MB). */
const leastFree = 20 * 1024 * 1024;

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

export const isCode = (error: unknown, ...codes: string[]): boolean => codes.includes(codeOf(error) ?? '');

const full = (where: string) =>
  `The disk that holds ${where} is full: free some space there (a new database takes about 100 MB) and start again.`;
const readOnly = (where: string) =>
  `The folder ${where} can only be read: make its disk writable, or choose another folder with DATA_DIR.`;
const notAllowed = (where: string) =>
  `This user may not use ${where}: give this user the folder, or choose another one with DATA_DIR.`;

/** What the operating system refused, as one sentence with a place and a way out. */
export function cannotUse(where: string, error: unknown): CannotStart {
  if (error instanceof CannotStart) return error;
  if (isCode(error, 'ENOSPC', 'EDQUOT')) return new CannotStart(full(where));
  if (isCode(error, 'EROFS')) return new CannotStart(readOnly(where));
  if (isCode(error, 'EACCES', 'EPERM')) return new CannotStart(notAllowed(where));
  if (isCode(error, 'ENOTDIR', 'EEXIST'))
    return new CannotStart(`There is a file where the folder ${where} should be: move it, or choose another DATA_DIR.`);
  return new CannotStart(`The folder ${where} can't be used for the database (${codeOf(error) ?? String(error)}).`);
}

/** What PostgreSQL or initdb said while it failed, as one sentence. The words are its own English (lc_messages is C). */
export function explain(said: string, where: string, logFile?: string): CannotStart {
  if (/No space left on device|Disk quota exceeded/.test(said) || isFull(where)) return new CannotStart(full(where));
  if (/Read-only file system/.test(said)) return new CannotStart(readOnly(where));
  if (/Permission denied|has wrong ownership|could not change permissions/.test(said))
    return new CannotStart(notAllowed(where));
  if (/error while loading shared libraries|Library not loaded/.test(said))
    return new CannotStart(
      'The PostgreSQL of npm lacks a library of this system: run "npm ci" again, or set DATABASE_URL to a PostgreSQL of your distribution.',
    );
  if (/Cannot allocate memory|could not (create|map) (anonymous )?shared memory/.test(said))
    return new CannotStart(
      'There is too little memory for the database: it needs about 400 MB free. Close something and start again.',
    );
  const reason = /(?:FATAL|PANIC|initdb: error): +(.+)/.exec(said)?.[1] ?? said.trim().split('\n').at(-1) ?? '';
  const more = logFile ? ` (more in ${logFile})` : '';
  return new CannotStart(`The database in ${where} does not start: ${reason || 'it gave no reason'}${more}.`);
}

/** A full disk often leaves no words: the log lies on it too. */
function isFull(where: string): boolean {
  try {
    const disk = statfsSync(where);
    return disk.bavail * disk.bsize < leastFree;
  } catch (error) {
    if (!isCode(error, 'ENOENT')) return false;
    return dirname(where) !== where && isFull(dirname(where));
  }
}
