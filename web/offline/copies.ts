import { seal, unseal } from './sealing.ts';
import { type StationDatabase, stationKey } from './station-database.ts';

/** Sealed copies of what the server said, to work on without it. Someone else's are theirs: the name says whose. */
export async function keepCopy(database: StationDatabase, name: string, content: unknown): Promise<void> {
  const sealed = await seal(await stationKey(database), content);
  await database.copies.put({ name, atMs: Date.now(), f: 1, sealed });
}

export type Copy = { content: unknown; atMs: number };

/** What can't be read is as good as not there. */
export async function readCopy(database: StationDatabase, name: string): Promise<Copy | undefined> {
  const row = await database.copies.get(name);
  if (row === undefined) return undefined;
  const key = await stationKey(database);
  return unseal(key, row.sealed).then(
    (content) => ({ content, atMs: row.atMs }),
    () => undefined,
  );
}

export async function dropCopies(database: StationDatabase, from: string, isStillWanted: (name: string) => boolean) {
  const names = await database.copies.where('name').startsWith(from).primaryKeys();
  await database.copies.bulkDelete(names.filter((name) => !isStillWanted(name)));
}

/**
 * Names of the copies that a page needs to open again without a network: the person, the floor, the sessions that are
 * not signed yet. Undefined: nobody has said so yet, and every copy counts as needed.
 */
let needed: ReadonlySet<string> | undefined;
export const needCopies = (names: ReadonlySet<string> | undefined): void => {
  needed = names;
};

/** By then a kept fact stands in the copy of its session's log too. */
const isCopiedAfterMs = 10 * 60_000;

/** Room for a fact that only this device has: what is least missed goes first; what a reload needs never goes. */
export async function makeRoom(database: StationDatabase, step: number, nowMs: number): Promise<void> {
  const kept = database.facts.where('state').equals('kept');
  if (step === 0) await kept.and(({ atMs }) => atMs < nowMs - isCopiedAfterMs).delete();
  else if (step === 1 && needed !== undefined) await dropCopies(database, '', (name) => needed?.has(name) === true);
  else if (step === 2) await kept.delete();
}
