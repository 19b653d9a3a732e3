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
