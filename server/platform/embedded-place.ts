import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { cannotUse, isCode } from './embedded-fault.ts';
import { canReach, chooseUser, type RunAs } from './embedded-user.ts';

export type Place = {
  /** The data folder, links resolved. */
  dataDir: string;
  /** Where the database and copies of its programs lie: the data folder, or a folder of the system. */
  home: string;
  cluster: string;
  logFile: string;
  runAs: RunAs | undefined;
};

const systemFolder = process.platform === 'darwin' ? '/usr/local/var/racemic' : '/var/lib/racemic';

export const hashOf = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 12);

/** Decides where the database of a data folder lies and who runs it, and makes the folders. */
export function choosePlace(folder: string, now: Date): Place {
  if (process.platform === 'win32')
    throw new CannotStart('There is no embedded database for Windows: set DATABASE_URL to a PostgreSQL server.');
  try {
    makeFolder(folder, 0o700);
    const dataDir = realpathSync(folder);
    const { home, runAs } = process.getuid?.() === 0 ? placeForRoot(dataDir, now) : placeForUser(dataDir);
    return { dataDir, home, runAs, cluster: join(home, 'postgres'), logFile: join(dataDir, 'postgres.log') };
  } catch (error) {
    throw cannotUse(folder, error);
  }
}

/** Step by step, because the recursive way of Node calls a read-only disk "no such file". */
function makeFolder(folder: string, mode: number): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder), mode);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if (!isCode(error, 'EEXIST') || !statSync(folder).isDirectory()) throw error;
  }
}

function placeForUser(dataDir: string): Pick<Place, 'home' | 'runAs'> {
  const elsewhere = readWhere(dataDir);
  if (elsewhere === undefined) return { home: dataDir, runAs: undefined };
  throw new CannotStart(
    `The database of ${dataDir} was made by root and lies in ${elsewhere}: start the server as root.`,
  );
}

/** Once `WHERE` is written it decides, even if the folders above are opened later: the records lie there. */
function placeForRoot(dataDir: string, now: Date): Pick<Place, 'home' | 'runAs'> {
  const elsewhere = readWhere(dataDir);
  if (elsewhere !== undefined && !existsSync(elsewhere))
    throw new CannotStart(
      `The file ${dataDir}/WHERE says that the database lies in ${elsewhere}, and nothing is there: bring that folder back, or remove WHERE and restore a backup with "racemic restore".`,
    );
  const home = elsewhere ?? dataDir;
  const runAs = chooseUser(home);
  if (elsewhere !== undefined || canReach(dirname(dataDir), runAs)) {
    letIn(home, runAs);
    return { home, runAs };
  }
  const system = join(systemFolder, hashOf(dataDir));
  makeFolder(system, 0o711);
  letIn(systemFolder, runAs);
  letIn(system, runAs);
  writeWhere(dataDir, system, runAs, now);
  return { home: system, runAs };
}

/** Lets the database's user pass through a folder of root, and nobody else if that can be: the folder holds the keys. */
function letIn(folder: string, runAs: RunAs): void {
  const { uid, gid, mode } = statSync(folder);
  const open = (mode & 0o001) !== 0 || (gid === runAs.gid && (mode & 0o010) !== 0);
  if (uid !== 0 || open) return;
  const groupUnused = (mode & 0o070) === 0;
  if (groupUnused) chownSync(folder, 0, runAs.gid);
  chmodSync(folder, (mode & 0o777) | (groupUnused ? 0o010 : 0o001));
}

function readWhere(dataDir: string): string | undefined {
  try {
    return /^Database: (.+)$/m.exec(readFileSync(join(dataDir, 'WHERE'), 'utf8'))?.[1];
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function writeWhere(dataDir: string, system: string, { uid }: RunAs, now: Date): void {
  const text = `Database: ${system}
Since: ${now.toISOString()}

The server was started as root. PostgreSQL refuses to run as root, so it runs as user ${uid},
and that user can't pass through the closed folders above ${dataDir}.
The database therefore lies in the folder named in the first line. Keep both folders,
and keep this file: without it the database is not found.
`;
  writeFileSync(join(dataDir, 'WHERE'), text, { flush: true });
}
