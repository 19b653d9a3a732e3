import { existsSync, readFileSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotStart } from './cannot-start.ts';

/**
 * Who runs the database of a server that was started as root: PostgreSQL refuses root.
 *
 * `initdb` insists on a user with a name; the server itself does not. `initAs` is therefore a named user (usually
 * nobody) that makes the empty database, which then goes to `uid`.
 */
export type RunAs = { uid: number; gid: number; initAs: number };

/**
 * The owner of root's database where no user `racemic` exists: a number without a name, so that nothing else runs
 * under it. (Many programs share nobody, and each of them could read the records.) Both systemd and Debian leave
 * 65520–65533 alone, and a rootless container still has it.
 */
const ownUid = 65520;

/** Who owns the data keeps it. A new database goes to the user `racemic` if the system has one, else to our number. */
export function chooseUser(home: string): RunAs {
  const owner = [join(home, 'postgres'), home].map(statIfThere).find((found) => found && found.uid !== 0);
  const users = listUsers();
  const { uid, gid } = owner ?? users.find((user) => user.name === 'racemic') ?? { uid: ownUid, gid: ownUid };
  const named =
    users.find((user) => user.uid === uid) ??
    users.find((user) => user.name === 'nobody') ??
    users.find((user) => user.uid !== 0);
  if (!named)
    throw new CannotStart('This system has no user but root, and PostgreSQL refuses root: add a user named racemic.');
  return { uid, gid, initAs: named.uid };
}

const statIfThere = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false });

function listUsers(): { name: string; uid: number; gid: number }[] {
  if (!existsSync('/etc/passwd')) return [];
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((parts) => parts.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.uid >= 0);
}

/** May this user walk down to the folder and into it? Reads the mode bits only; what else forbids shows at the start. */
export function canReach(folder: string, user: { uid: number; gid: number }): boolean {
  const { uid, gid, mode } = statSync(folder);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0 && (dirname(folder) === folder || canReach(dirname(folder), user));
}
