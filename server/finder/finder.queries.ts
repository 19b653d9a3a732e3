import { type Kysely, sql } from 'kysely';
import { type Box, boxAround, earthRadius, type Point } from '#clinical/finder/finder.ts';
import type { PublicDb } from '#server/platform/public-db.gen.ts';

type Db = Kysely<PublicDb>;

export type Filters = {
  treatment?: string | undefined;
  /** Not above, in cents, for the first thing most people pay. */
  mostCents?: number | undefined;
  /** All of them: `insurance:medicare`, `new-patients:yes`, `language:es`, `access:wheelchair`. */
  offers: readonly string[];
};

export type Near = {
  point: Point;
  miles: number;
  filters: Filters;
  order: 'nearest' | 'most-checked';
  /** With those who have not said anything about a filter. */
  withUnknown?: boolean;
  most: number;
  after: number;
};

const distance = (point: Point) =>
  sql<number>`racemic_miles(${point.latitude}, ${point.longitude}, latitude, longitude, ${earthRadius.value})`;

/** Both sides of the date line, where a box goes across it. */
function within({ south, north, west, east }: Box) {
  const inside = (from: number, to: number) =>
    sql<boolean>`point(longitude, latitude) <@ box(point(${from}::float8, ${south}::float8), point(${to}::float8, ${north}::float8))`;
  if (west < -180) return sql<boolean>`(${inside(west + 360, 180)} or ${inside(-180, east)})`;
  if (east > 180) return sql<boolean>`(${inside(west, 180)} or ${inside(-180, east - 360)})`;
  return inside(west, east);
}

/** `lozenge` finds what is sent by mail too: the card says so. */
const ofTreatment = (treatment: string | undefined) =>
  treatment === undefined ? null : [treatment, `${treatment}-by-mail`];

/**
 * The same words whichever filters are set: one plan is kept for all of them.
 *
 * @param withUnknown with those who have not said anything about a filter: not known is not no
 */
function fits({ treatment, mostCents, offers }: Filters, withUnknown = false) {
  const [treatments, cents] = [sql`${ofTreatment(treatment)}::text[]`, sql`${mostCents ?? null}::int`];
  const unknown = sql`${withUnknown}::boolean`;
  return sql<boolean>`(${treatments} is null or treatments && ${treatments} or (${unknown} and treatments = '{}'))
    and (${cents} is null or price_cents <= ${cents} or (${unknown} and price_cents is null))
    and (offers @> ${offers}::text[] or (${unknown} and not exists (
      select from unnest(${offers}::text[]) asked where not offers @> array[asked] and exists (
        select from unnest(offers) said where starts_with(said, split_part(asked, ':', 1) || ':')))))`;
}

/**
 * Centers within so many miles of a point, each once, at its nearest place.
 *
 * The box finds them by the index; the distance decides. Ties by id, so that pages of a list never overlap.
 */
export function listNear(db: Db, near: Near) {
  const order = near.order === 'nearest' ? sql`miles, center_id` : sql`sum desc, miles, center_id`;
  const orderOfPage =
    near.order === 'nearest' ? sql`page.miles, page.center_id` : sql`page.sum desc, page.miles, page.center_id`;
  return sql<CardFound>`
    with here as (
      select distinct on (center_id) center_id, location_id, sum, miles from (
        select center_id, location_id, sum, ${distance(near.point)} as miles from center_card
         where ${within(boxAround(near.point, near.miles))} and ${fits(near.filters, near.withUnknown)}) as box
       where miles <= ${near.miles} order by center_id, miles, location_id),
    page as (select *, count(*) over () as total from here order by ${order} limit ${near.most} offset ${near.after})
    select slug, name, city, state, latitude, longitude, states, card.sum, treatments, price_what, price_cents, price_words,
      price_on, red_line, checked_on, synthetic, center_id, page.miles, page.total::int as total from page
      join center_card card using (center_id, location_id) order by ${orderOfPage}`
    .execute(db)
    .then(({ rows }) => rows);
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
  total: number;
};

/** How many there would be: for a page that found none. */
export async function countNear(
  db: Db,
  { point, miles, filters, withUnknown = false }: Pick<Near, 'point' | 'miles' | 'filters'> & { withUnknown?: boolean },
) {
  const { rows } = await sql<{ total: number }>`
    select count(distinct center_id)::int as total from center_card
     where ${within(boxAround(point, miles))} and ${fits(filters, withUnknown)} and ${distance(point)} <= ${miles}`.execute(
    db,
  );
  return rows[0]?.total ?? 0;
}

/** By words of the name, most alike first. */
export const listNamed = (db: Db, words: string, most: number) =>
  db
    .selectFrom('centerCard')
    .select(['centerId', 'slug', 'name', 'city', 'state', 'states', 'synthetic'])
    .distinctOn(['centerId'])
    .where((eb) => eb(sql`lower(name)`, 'like', `%${words.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`))
    .orderBy('centerId')
    .limit(most)
    .execute();

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
