import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import type { Binaries } from './embedded-binaries.ts';
import { cannotUse, explain, isCode } from './embedded-fault.ts';
import type { Place } from './embedded-place.ts';
import { isAlive } from './embedded-process.ts';

/** The environment of PostgreSQL's programs: nothing of ours, which may hold secrets. */
export const plainEnv = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Does a database of the right major version lie here? An absent one is `false`, a foreign one stops the start. */
export function isInitialised(place: Place, major: string): boolean {
  const { cluster } = place;
  try {
    const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
    if (found === major) {
      tighten(place);
      return true;
    }
    throw new CannotStart(
      `The database in ${cluster} was made by PostgreSQL ${found} and this is PostgreSQL ${major}: take a backup with the release that made it, move the folder away, start, and bring the backup back with "racemic restore".`,
    );
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw cannotUse(cluster, error);
  }
  if (existsSync(cluster) && readdirSync(cluster).length > 0)
    throw new CannotStart(
      `The folder ${cluster} holds something that is not a database: move it away and start again.`,
    );
  return false;
}

/** A folder brought back from an archive may have come open, or belong to root: PostgreSQL takes neither. */
function tighten(place: Place): void {
  const { uid, mode } = lstatSync(place.cluster);
  if ((mode & 0o077) !== 0) chmodSync(place.cluster, 0o700);
  if (uid === 0 && place.runAs) giveTo(place.cluster, place.runAs);
}

/**
 * Makes an empty database: beside its place, then renamed in one step. A start that is killed leaves nothing half-made,
 * and of two that run at once the second finds the first one's.
 */
export async function initialise(place: Place, binaries: Binaries, durable: boolean): Promise<void> {
  removeAbandoned(place);
  let draft: string | undefined;
  try {
    draft = mkdtempSync(join(place.home, `postgres.new-${process.pid}-`));
    const fresh = join(draft, 'cluster');
    mkdirSync(fresh, { mode: 0o700 });
    if (place.runAs) {
      chownSync(draft, 0, place.runAs.gid);
      chmodSync(draft, 0o710);
      chownSync(fresh, place.runAs.initAs, place.runAs.gid);
    }
    await runInitdb(place, binaries, fresh, durable);
    if (place.runAs) giveTo(fresh, place.runAs);
    renameSync(fresh, place.cluster);
    syncFolder(place.home);
  } catch (error) {
    if (!isCode(error, 'ENOTEMPTY', 'EEXIST')) throw cannotUse(place.home, error);
  } finally {
    if (draft) rmSync(draft, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function runInitdb(place: Place, binaries: Binaries, fresh: string, durable: boolean): Promise<void> {
  const args = [
    '-D',
    fresh,
    '-U',
    'postgres',
    '--auth-local=trust',
    '--auth-host=reject',
    '-E',
    'UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
  ];
  const as = place.runAs ? { uid: place.runAs.initAs, gid: place.runAs.gid } : {};
  const child = spawn(binaries.initdb, args, { ...as, cwd: '/', env: plainEnv, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-8192);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(cannotRun(binaries.initdb, error)));
    child.once('close', resolve);
  });
  if (code !== 0) throw explain(said, place.home);
}

/** The program is there or it is not; if it is and the system says "no such file", the system is not one it was built for. */
export function cannotRun(program: string, error: unknown): CannotStart {
  const way = 'set DATABASE_URL to a PostgreSQL of your distribution';
  if (isCode(error, 'ENOENT'))
    return existsSync(program)
      ? new CannotStart(`The PostgreSQL of npm can't run on this system (it needs glibc): ${way}.`)
      : new CannotStart(`The program ${program} is missing: run "npm ci" again, or ${way}.`);
  if (isCode(error, 'EACCES', 'EPERM'))
    return new CannotStart(
      `The program ${program} may not be run here (its mode, or a disk mounted noexec): change that, or ${way}.`,
    );
  return new CannotStart(`The program ${program} can't be run (${String(error)}): ${way}.`);
}

/** Never follows a link: the user that made the files could have planted one. */
function giveTo(path: string, owner: { uid: number; gid: number }): void {
  lchownSync(path, owner.uid, owner.gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveTo(join(path, name), owner);
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** What starts that were killed left behind. The name holds the process that made it. */
function removeAbandoned(place: Place): void {
  for (const name of readdirSync(place.home)) {
    const pid = /^(?:postgres|binaries-[^/]+)\.new-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && isAbandoned(join(place.home, name), Number(pid)))
      rmSync(join(place.home, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

/** In a container every start has the same number: what is older than this process is not its own. */
const isAbandoned = (path: string, pid: number): boolean =>
  pid === process.pid ? lstatSync(path).mtimeMs < performance.timeOrigin : !isAlive(pid);
