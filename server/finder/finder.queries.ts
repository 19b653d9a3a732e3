import { type Kysely, sql } from 'kysely';
import type { PublicDb } from '#server/platform/public-db.gen.ts';
import type { NearRow } from './near-rows.ts';
import type { NearFound } from './near-walk.ts';

type Db = Kysely<PublicDb>;

/** What a search needs of the cards of some centers. */
export const listNearRows = (db: Db, ids: readonly string[]): Promise<NearRow[]> =>
  db
    .selectFrom('centerCard')
    .select(['centerId', 'locationId', 'latitude', 'longitude', 'sum', 'priceCents', 'treatments', 'offers'])
    .where('centerId', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute();

/** Centers that have cards, by id. @param after the last id seen */
export const listCarded = async (db: Db, after: string, most: number): Promise<string[]> =>
  (
    await db
      .selectFrom('centerCard')
      .select('centerId')
      .distinct()
      .where('centerId', '>', after)
      .orderBy('centerId')
      .limit(most)
      .execute()
  ).map(({ centerId }) => centerId);

/** Which revision the public tables have, and which centers each one after another changed, as far as that is kept. */
export async function listRevised(
  db: Db,
  after = Number.MAX_SAFE_INTEGER,
): Promise<{ revision: number; revised: string[][] }> {
  const rows = await db
    .selectFrom('centerRevision as now')
    .leftJoin('centerRevised as then', (join) => join.on('then.number', '>', String(after)))
    .select(['now.number', 'then.centers'])
    .execute();
  return {
    revision: Number(rows[0]?.number ?? 0),
    revised: rows.flatMap(({ centers }) => (centers === null ? [] : [centers])),
  };
}

/** The cards that were found, in that order. One that has gone since is left out. */
export async function listCards(db: Db, found: readonly NearFound[]): Promise<CardFound[]> {
  const { rows } = await sql<Omit<CardFound, 'miles'>>`
    select slug, name, city, state, latitude, longitude, states, sum, treatments, price_what, price_cents, price_words,
      price_on, red_line, checked_on, synthetic, center_id from unnest(
        ${found.map(({ centerId }) => centerId)}::uuid[], ${found.map(({ locationId }) => locationId)}::uuid[])
      with ordinality as found (center_id, location_id, at) join center_card using (center_id, location_id) order by at`.execute(
    db,
  );
  const miles = new Map(found.map((one) => [one.centerId, one.miles]));
  return rows.map((card) => ({ ...card, miles: miles.get(card.centerId) ?? 0 }));
}

export type CardFound = {
  centerId: string;
  slug: string;
  name: string;
  city: string;
  state: string;
  latitude: number;
  longitude: number;
  states: string;
  sum: number;
  treatments: string[];
  priceWhat: string | null;
  priceCents: number | null;
  priceWords: string | null;
  priceOn: string | null;
  redLine: string | null;
  checkedOn: string | null;
  synthetic: boolean;
  miles: number;
};

/**
 * Centers with these words in their name.
 *
 * The index of names knows three letters in a row, of ASCII only: for others it would look at every name. A name that has
 * a letter beyond ASCII is seldom, and found by an index of those.
 */
export function listNamed(db: Db, words: string, most: number) {
  const lower = words.toLowerCase();
  const named = db
    .selectFrom('centerCard')
    .select(['centerId', 'slug', 'name', 'city', 'state', 'states', 'synthetic'])
    .distinctOn(['centerId'])
    .where((eb) => eb(sql`lower(name)`, 'like', `%${lower.replaceAll(/[\\%_]/g, '\\$&')}%`));
  const isBeyond = /[^ -~]/.test(lower);
  return (isBeyond ? named.where(sql<boolean>`name ~ '[^ -~]'`) : named).orderBy('centerId').limit(most).execute();
}

export const listCentersNamed = (db: Db, slugs: readonly string[]) =>
  db
    .selectFrom('center')
    .select([
      'id',
      'slug',
      'name',
      'npi',
      'phone',
      'website',
      'listing',
      'listingOn',
      'claimedOn',
      'mergedInto',
      'synthetic',
      'isOwn',
      'reportHost',
      'reportHostTie',
      'reportHostOn',
      'reportHostSite',
      'updatedAt',
    ])
    .where('slug', '=', sql<string>`any(${[...slugs]}::text[])`)
    .execute();

export const findCenter = async (db: Db, slug: string) => (await listCentersNamed(db, [slug]))[0];

/** The address of an entry that another one became part of. */
export const findSlug = async (db: Db, id: string): Promise<string | undefined> =>
  (await db.selectFrom('center').select('slug').where('id', '=', id).executeTakeFirst())?.slug;

/** A page shows so many changes of an entry, the newest. */
const changesMost = 20;

/** Everything that pages show of some centers, in as many questions as for one. */
export async function loadCenters(db: Db, ids: readonly string[]) {
  // One list, however many: one plan.
  const of = sql<string>`any(${[...ids]}::uuid[])`;
  const all = await Promise.all([
    db.selectFrom('centerLocation').selectAll().where('centerId', '=', of).orderBy('id').execute(),
    db.selectFrom('centerEvidence').selectAll().where('centerId', '=', of).where('endedOn', 'is', null).execute(),
    db.selectFrom('centerPerson').selectAll().where('centerId', '=', of).orderBy('name').execute(),
    db.selectFrom('centerService').selectAll().where('centerId', '=', of).execute(),
    db.selectFrom('centerPrice').selectAll().where('centerId', '=', of).orderBy('what').execute(),
    db.selectFrom('centerOffer').selectAll().where('centerId', '=', of).orderBy('kind').orderBy('value').execute(),
    db.selectFrom('centerMention').selectAll().where('centerId', '=', of).execute(),
    db.selectFrom('centerQuote').selectAll().where('centerId', '=', of).where('endedOn', 'is', null).execute(),
    db.selectFrom('centerChange').selectAll().where('centerId', '=', of).orderBy('changedOn', 'desc').execute(),
    db
      .selectFrom('centerSource')
      .select(['centerId', 'kind', 'key', 'licence', 'readOn'])
      .where('centerId', '=', of)
      .execute(),
    db.selectFrom('centerReport').selectAll().where('centerId', '=', of).orderBy('periodTo', 'desc').execute(),
    db.selectFrom('centerReportRefusal').selectAll().where('centerId', '=', of).execute(),
  ]);
  return (id: string) => {
    const own = <Row extends { centerId: string }>(rows: readonly Row[]): Row[] =>
      rows.filter(({ centerId }) => centerId === id);
    return {
      locations: own(all[0]),
      evidence: own(all[1]),
      people: own(all[2]),
      services: own(all[3]),
      prices: own(all[4]),
      offers: own(all[5]),
      mentions: own(all[6]),
      quotes: own(all[7]),
      changes: own(all[8]).slice(0, changesMost),
      sources: own(all[9]),
      reports: own(all[10]),
      refusals: own(all[11]),
    };
  };
}
export type LoadedCenter = ReturnType<Awaited<ReturnType<typeof loadCenters>>>;

/** What others published for the same half-year that is good: for the funnel. */
export const listGoodReports = (db: Db, periodFrom: string) =>
  db
    .selectFrom('centerReport')
    .innerJoin('center', 'center.id', 'centerReport.centerId')
    .select(['centerId', 'reportId', 'content', 'periodFrom', 'periodTo'])
    .where('state', '=', 'good')
    .where('periodFrom', '=', periodFrom)
    .where('listing', '=', 'listed')
    .execute();

/** For the site map: made-up centers are for nobody's search engine. */
const forSearchEngines = (db: Db) =>
  db.selectFrom('center').where('listing', '=', 'listed').where('synthetic', '=', false);

export const listSlugs = (db: Db, most: number, after: number) =>
  forSearchEngines(db).select(['slug', 'updatedAt']).orderBy('slug').limit(most).offset(after).execute();

export const countListed = async (db: Db): Promise<number> => {
  const row = await forSearchEngines(db)
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(row.n);
};

/** The newest day on which something was found: said at the foot of a list. */
export const newestDay = async (db: Db): Promise<string | undefined> =>
  (
    await db
      .selectFrom('centerCard')
      .select(({ fn }) => fn.max('checkedOn').as('on'))
      .executeTakeFirst()
  )?.on ?? undefined;

export type Request = {
  id: string;
  kind: 'claim' | 'correct' | 'dispute' | 'remove' | 'tell';
  centerId: string | null;
  fact: string | null;
  words: string;
  replyTo: string | null;
};

/** The role of the pages may leave this, and never read it. */
export const leaveRequest = (db: Db, request: Request) => db.insertInto('centerRequest').values(request).execute();
