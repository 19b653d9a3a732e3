import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { cannotUse, isCode } from './embedded-fault.ts';
import { hashOf, type Place } from './embedded-place.ts';
import { disownLock, isPostgres, readLock, worksIn } from './embedded-process.ts';

export const port = 5432;
/** Longest path of a Unix socket on every system we run on (macOS 103, Linux 107). */
const longestPath = 103;

/**
 * A short folder only the database's user may enter: in it lies the socket, and who reaches the socket is trusted.
 * Its name follows from the place of the database, whose own path may be too long for a socket.
 *
 * XDG_RUNTIME_DIR is not used although it is short: it disappears when the person signs out, and the database stays.
 */
export function socketFolder(place: Place, chosen: string | undefined): string {
  const owner = place.runAs?.uid ?? process.getuid?.() ?? 0;
  const bases = place.runAs ? ['/run', '/tmp'] : [tmpdir(), '/tmp'];
  const usual = bases.filter((base) => existsSync(base)).map((base) => join(base, `racemic-${hashOf(place.cluster)}`));
  let refused: unknown;
  for (const folder of chosen === undefined ? usual : [chosen]) {
    if (Buffer.byteLength(`${folder}-123456/.s.PGSQL.${port}`) > longestPath) continue;
    try {
      return closedFolder(folder, owner, place) ?? closedFolder(mkdtempSync(`${folder}-`), owner, place) ?? folder;
    } catch (error) {
      refused = cannotUse(folder, error);
    }
  }
  throw (
    refused ??
    new CannotStart(`The path of the folder for temporary files (${tmpdir()}) is too long: set TMPDIR to /tmp.`)
  );
}

/**
 * The folder, if it is really ours: someone else may have put one with this name into the shared folder, and after the
 * data folder was moved or deleted a PostgreSQL may still run there, which takes its socket away when it ends.
 */
function closedFolder(folder: string, owner: number, place: Place): string | undefined {
  const self = process.getuid?.();
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
  const found = lstatSync(folder);
  if (!found.isDirectory() || (found.uid !== owner && found.uid !== self)) return undefined;
  if (found.uid !== owner) chownSync(folder, owner, -1);
  chmodSync(folder, 0o700);
  const lock = join(folder, `.s.PGSQL.${port}.lock`);
  const pid = readLock(lock);
  if (isPostgres(pid) && !worksIn(pid, place.cluster)) return undefined;
  disownLock(lock, place.cluster);
  return folder;
}
