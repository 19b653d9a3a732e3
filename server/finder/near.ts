/** Centers around a point: found in memory, which follows the database by its revision, and read by their key. */
import type { Kysely } from 'kysely';
import type { Database } from '#server/platform/database.ts';
import type { PublicDb } from '#server/platform/public-db.gen.ts';
import { type CardFound, listCarded, listCards, listNearRows, listRevised } from './finder.queries.ts';
import { type NearRows, noRows, replaceRows } from './near-rows.ts';
import { countIn, type Near, nearIn } from './near-walk.ts';

type Db = Kysely<PublicDb>;
type Held = { revision: number; rows: NearRows };

const byDatabase = new WeakMap<Db, { held?: Held | undefined; coming?: Promise<Held> | undefined }>();

/** A search in what the public tables held at a revision, or since. */
export type Around = {
  list(near: Near): Promise<{ total: number; cards: CardFound[] }>;
  /** How many there would be. */
  count(near: Omit<Near, 'order' | 'most' | 'after'>): number;
};

/** @param revision as the database had it when the question came; without one it is asked for */
export async function around(db: Db, revision?: number): Promise<Around> {
  const rows = await rowsAt(db, revision);
  return {
    list: async (near) => {
      const { total, page } = nearIn(rows, near);
      return { total, cards: page.length === 0 ? [] : await listCards(db, page) };
    },
    count: (near) => countIn(rows, near),
  };
}

/** The rows of this revision, or of a later one. Whoever comes while they are read waits for the same reading. */
async function rowsAt(db: Db, revision?: number): Promise<NearRows> {
  const known = byDatabase.get(db) ?? {};
  byDatabase.set(db, known);
  if (known.held !== undefined && known.held.revision === revision) return known.held.rows;
  // One that began before may have looked too early.
  const earlier = await known.coming;
  if (earlier !== undefined && earlier.revision === revision) return earlier.rows;
  known.coming ??= follow(db, known.held)
    .then((held) => {
      known.held = held;
      return held;
    })
    .finally(() => {
      known.coming = undefined;
    });
  return (await known.coming).rows;
}

/** Only what changed since. All of it the first time, when too much is missed, or when the revision has gone back. */
async function follow(db: Db, held: Held | undefined): Promise<Held> {
  const { revision, revised } = await listRevised(db, held?.revision);
  if (held !== undefined && revised.length === revision - held.revision) {
    const ids = [...new Set(revised.flat())];
    return { revision, rows: await replaced(db, held.rows, ids) };
  }
  // What is written meanwhile is in it or not, and comes again with the next revision.
  return { revision, rows: await readAll(db) };
}

/** So many are worked on before others have their turn. */
const centersAtOnce = 1_000;
const noId = '00000000-0000-0000-0000-000000000000';

async function replaced(db: Db, old: NearRows, ids: readonly string[]): Promise<NearRows> {
  let rows = old;
  for (let from = 0; from < ids.length; from += centersAtOnce) {
    const some = ids.slice(from, from + centersAtOnce);
    rows = replaceRows(rows, some, await listNearRows(db, some));
  }
  return rows;
}

async function readAll(db: Db): Promise<NearRows> {
  let rows = noRows;
  for (let after = noId; ; ) {
    const ids = await listCarded(db, after, centersAtOnce);
    rows = await replaced(db, rows, ids);
    const last = ids.at(-1);
    if (last === undefined) return rows;
    after = last;
  }
}

/** Read before anyone asks. */
export const openNear = async ({ public: db }: Database): Promise<void> => void (await rowsAt(db));

/** For a script, nearest first, ties by id: the search of the pages, without their filters. */
export async function centersNear(
  db: Database,
  of: Pick<Near, 'point' | 'miles'> & { limit: number },
): Promise<{ id: string; name: string; miles: number }[]> {
  const { point, miles, limit } = of;
  const { cards } = await (await around(db.public)).list({
    point,
    miles,
    filters: { offers: [] },
    order: 'nearest',
    most: limit,
    after: 0,
  });
  return cards.map(({ centerId, name, miles: away }) => ({ id: centerId, name, miles: away }));
}
