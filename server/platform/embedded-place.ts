import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { cannotUse, isCode } from './embedded-fault.ts';

/**
 * PostgreSQL refuses to run as root, so root's server runs under a user of its own.
 *
 * `initdb` insists on a user with a name; the server does not. `initAs` is therefore a named user (usually nobody)
 * that makes the empty database, which then goes to `uid`.
 */
export type RunAs = { uid: number; gid: number; initAs: number };

export type Place = {
  /** The data folder, links resolved. */
  dataDir: string;
  /** Where the database and copies of its programs lie: the data folder, or a folder of the system. */
  home: string;
  cluster: string;
  logFile: string;
  runAs: RunAs | undefined;
};

/**
 * The user that owns root's database where no user `racemic` exists: a number without a name, so that no other
 * program runs under it (nobody is shared by many, and each of them could read the records).
 * 65520–65533 is what systemd and Debian both leave alone, and still inside the 65,536 users of a rootless container.
 */
const ownUid = 65520;
const systemFolder = process.platform === 'darwin' ? '/usr/local/var/racemic' : '/var/lib/racemic';
/** Longest path of a Unix socket on every system we run on (macOS 103, Linux 107). */
const longestSocket = 103;
export const port = 5432;

/** Decides once where the database of a data folder lies and who runs it, and makes the folders. */
export function choosePlace(folder: string, now: Date): Place {
  if (process.platform === 'win32')
    throw new CannotStart('There is no embedded database for Windows: set DATABASE_URL to a PostgreSQL server.');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw cannotUse(folder, error);
  }
  const dataDir = realpathSync(folder);
  const place = (home: string, runAs: RunAs | undefined): Place => ({
    dataDir,
    home,
    cluster: join(home, 'postgres'),
    logFile: join(dataDir, 'postgres.log'),
    runAs,
  });
  const elsewhere = readWhere(dataDir);
  if (process.getuid?.() !== 0) {
    if (elsewhere !== undefined)
      throw new CannotStart(
        `The database of ${dataDir} was made by root and lies in ${elsewhere}: start the server as root.`,
      );
    return place(dataDir, undefined);
  }
  const home = elsewhere ?? dataDir;
  const runAs = chooseUser(home);
  if (elsewhere !== undefined || canReach(dirname(dataDir), runAs)) {
    letIn(home, runAs);
    return place(home, runAs);
  }
  const system = join(systemFolder, hashOf(dataDir));
  try {
    mkdirSync(system, { recursive: true, mode: 0o711 });
    chmodSync(systemFolder, 0o711);
  } catch (error) {
    throw cannotUse(system, error);
  }
  letIn(system, runAs);
  writeWhere(dataDir, system, runAs, now);
  return place(system, runAs);
}

export const hashOf = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 12);

/** Who owns the data keeps it; a new one goes to the user `racemic` if the system has one, else to our own number. */
function chooseUser(home: string): RunAs {
  const owner = [join(home, 'postgres'), home].map(statIfThere).find((found) => found && found.uid !== 0);
  const users = listUsers();
  const own = users.find((user) => user.name === 'racemic') ?? { uid: ownUid, gid: ownUid };
  const { uid, gid } = owner ?? own;
  const named =
    users.find((user) => user.uid === uid) ??
    users.find((user) => user.name === 'nobody') ??
    users.find((user) => user.uid !== 0);
  if (!named)
    throw new CannotStart('This system has no user but root, and PostgreSQL refuses root: add a user named racemic.');
  return { uid, gid, initAs: named.uid };
}

function listUsers(): { name: string; uid: number; gid: number }[] {
  if (!existsSync('/etc/passwd')) return [];
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((parts) => parts.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.uid >= 0);
}

const statIfThere = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false });

/** May this user walk down to the folder and into it? Reads the mode bits only; what else forbids shows at the start. */
export function canReach(folder: string, { uid, gid }: { uid: number; gid: number }): boolean {
  const stat = statSync(folder);
  const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
  return (stat.mode & bit) !== 0 && (dirname(folder) === folder || canReach(dirname(folder), { uid, gid }));
}

/** Lets the database's group pass through a folder of root, and nobody else: the folder also holds the keys. */
function letIn(folder: string, runAs: RunAs): void {
  try {
    const stat = statSync(folder);
    if (stat.uid !== 0) return;
    const others = (stat.mode & 0o001) !== 0;
    if (others) return;
    chownSync(folder, 0, runAs.gid);
    chmodSync(folder, (stat.mode & 0o700) | 0o010);
  } catch (error) {
    throw cannotUse(folder, error);
  }
}

function readWhere(dataDir: string): string | undefined {
  try {
    return /^Database: (.+)$/m.exec(readFileSync(join(dataDir, 'WHERE'), 'utf8'))?.[1];
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw cannotUse(dataDir, error);
  }
}

function writeWhere(dataDir: string, system: string, { uid }: RunAs, now: Date): void {
  const text = `Database: ${system}
Since: ${now.toISOString()}

The server was started as root. PostgreSQL refuses to run as root, so it runs as user ${uid},
and that user can't pass through the closed folders above ${dataDir}.
Its database therefore lies in the folder named in the first line. Back up both folders,
and keep this file: without it the database is not found.
`;
  try {
    writeFileSync(join(dataDir, 'WHERE'), text, { flush: true });
  } catch (error) {
    throw cannotUse(dataDir, error);
  }
}

/**
 * A short folder only the database's user may enter: in it lies the socket, and who reaches the socket is trusted.
 *
 * XDG_RUNTIME_DIR is not used although it is short: it disappears when the person signs out, and the database stays.
 */
export function socketFolder(place: Place, chosen: string | undefined): string {
  const owner = place.runAs?.uid ?? process.getuid?.() ?? 0;
  const bases = place.runAs ? ['/run', '/tmp'] : [tmpdir(), '/tmp'];
  const folder =
    chosen ??
    bases
      .filter(existsSync)
      .map((base) => join(base, `racemic-${hashOf(place.cluster)}`))
      .find(isShort);
  if (folder === undefined || !isShort(folder))
    throw new CannotStart(`The path of the folder for temporary files (${tmpdir()}) is too long: set TMPDIR to /tmp.`);
  try {
    return closedFolder(folder, owner) ?? closedFolder(mkdtempSync(`${folder}-`), owner) ?? folder;
  } catch (error) {
    throw cannotUse(folder, error);
  }
}

const isShort = (folder: string) => Buffer.byteLength(`${folder}/.s.PGSQL.${port}`) + 7 <= longestSocket;

/** The folder, if it is really ours: someone else may have put one with this name into the shared folder. */
function closedFolder(folder: string, owner: number): string | undefined {
  try {
    mkdirSync(folder, { mode: 0o700 });
    if (process.getuid?.() === 0) chownSync(folder, owner, -1);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
  const found = lstatSync(folder);
  const mine = found.isDirectory() && (found.uid === owner || found.uid === process.getuid?.());
  if (!mine) return undefined;
  if (process.getuid?.() === 0) chownSync(folder, owner, -1);
  chmodSync(folder, 0o700);
  return folder;
}
