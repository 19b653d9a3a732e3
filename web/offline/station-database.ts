import { Dexie, type DexieOptions, type Table } from 'dexie';
import { newSealingKey, type Sealed, type SealingKey } from './sealing.ts';

/**
 * `waiting`: not yet answered. `asked`: an intent whose answer did not come, shown nowhere as having happened.
 * `refused`: in the tray. `kept`: the server has it; a copy stays for a day. `broken`: can't be read any more.
 */
export type FactState = 'waiting' | 'asked' | 'refused' | 'kept' | 'broken';

/** In clear is what the queue goes by, nothing of a patient. `f` is the form of what is sealed: older ones still read. */
export type FactRow = { id: string; seq: number; state: FactState; atMs: number; f: number; sealed: Sealed };
/** A copy of what the server said, to work on without it. */
export type CopyRow = { name: string; atMs: number; f: number; sealed: Sealed };

export type StationDatabase = Dexie & {
  facts: Table<FactRow, string>;
  copies: Table<CopyRow, string>;
  keys: Table<{ name: string; key: SealingKey }, string>;
  numbers: Table<{ name: string; value: number }, string>;
  words: Table<{ name: string; value: string }, string>;
};

const databaseName = 'racemic-station';

/** One for each browser. A write is on the disk when its promise resolves. */
export function openStationDatabase(name: string = databaseName, options: DexieOptions = {}): StationDatabase {
  const database = new Dexie(name, { chromeTransactionDurability: 'strict', ...options });
  database.version(1).stores({
    facts: 'id, [state+seq], state, atMs',
    copies: 'name, atMs',
    keys: 'name',
    numbers: 'name',
    words: 'name',
  });
  return database as StationDatabase;
}

/** This browser's own: opened when it is first read. */
export const stationDatabase = openStationDatabase();

/** The station's key: made when the first fact is written, anew when it was wiped. The first of several tabs wins. */
export async function stationKey(database: StationDatabase): Promise<SealingKey> {
  const found = await database.keys.get('facts');
  if (found !== undefined) return found.key;
  const made = await newSealingKey();
  return database.transaction('rw', database.keys, async () => {
    const meanwhile = await database.keys.get('facts');
    if (meanwhile !== undefined) return meanwhile.key;
    await database.keys.add({ name: 'facts', key: made });
    return made;
  });
}

/** Whose name stands in the facts of a browser that is no enrolled station. */
export const browserStation = (database: StationDatabase, made: string): Promise<string> =>
  database.transaction('rw', database.words, async () => {
    const found = await database.words.get('station');
    if (found !== undefined) return found.value;
    await database.words.add({ name: 'station', value: made });
    return made;
  });

/** Taken in the transaction that writes the fact: two tabs never give out the same count. */
export async function takeSeq(database: StationDatabase): Promise<number> {
  const seq = (await database.numbers.get('nextSeq'))?.value ?? 1;
  await database.numbers.put({ name: 'nextSeq', value: seq + 1 });
  return seq;
}
