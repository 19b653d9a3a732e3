import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';
import type { PublicDbCenterCard } from '#server/platform/public-db.gen.ts';

export type CardRow = Insertable<PublicDbCenterCard>;

/** Everything that a row for search is made of, for some centers. */
export async function loadForCards(tx: Tx, ids: readonly string[]) {
  const of = [...ids];
  const centers = await tx
    .selectFrom('center')
    .select(['id', 'slug', 'name', 'listing', 'synthetic'])
    .where('id', 'in', of)
    .execute();
  const locations = await tx.selectFrom('centerLocation').selectAll().where('centerId', 'in', of).execute();
  const evidence = await tx
    .selectFrom('centerEvidence')
    .select(['centerId', 'fact', 'kind', 'words', 'source', 'foundOn', 'expiresOn'])
    .where('centerId', 'in', of)
    .where('endedOn', 'is', null)
    .execute();
  const services = await tx
    .selectFrom('centerService')
    .select(['centerId', 'treatment', 'product', 'byMail'])
    .where('centerId', 'in', of)
    .execute();
  const offers = await tx
    .selectFrom('centerOffer')
    .select(['centerId', 'kind', 'value'])
    .where('centerId', 'in', of)
    .execute();
  const prices = await tx
    .selectFrom('centerPrice')
    .select(['centerId', 'what', 'cents', 'words', 'statedOn'])
    .where('centerId', 'in', of)
    .execute();
  const quotes = await tx
    .selectFrom('centerQuote')
    .select(['centerId', 'rule', 'words', 'foundOn'])
    .where('centerId', 'in', of)
    .where('endedOn', 'is', null)
    .execute();
  return { centers, locations, evidence, services, offers, prices, quotes };
}
export type ForCards = Awaited<ReturnType<typeof loadForCards>>;

/** These rows, and no others, for these centers; whoever keeps a page asks again. */
export async function replaceCards(tx: Tx, ids: readonly string[], rows: readonly CardRow[]): Promise<void> {
  await sql`delete from center_card where center_id = any(${[...ids]}::uuid[])`.execute(tx);
  await insertCards(tx, ids, rows);
}

/** A search that is kept in memory is seldom further behind, and then it reads all. */
const revisionsKept = 500;

/**
 * All in one value, however many: a row has 23 columns, and a thousand rows would be 23,000 values.
 *
 * @param ids of the centers that changed, also of those that have no row any more
 */
export async function insertCards(tx: Tx, ids: readonly string[], rows: readonly CardRow[]): Promise<void> {
  const inserted =
    rows.length > 0 &&
    sql`
      insert into center_card (center_id, location_id, slug, name, city, state, zip, latitude, longitude, states, sum,
        formula, treatments, products, price_what, price_cents, price_words, price_on, offers, red_line, checked_on,
        worked_on, synthetic)
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as row ("centerId" uuid, "locationId" uuid, slug text,
        name text, city text, state text, zip text, latitude float8, longitude float8, states text, sum integer,
        formula integer, treatments text[], products text[], "priceWhat" text, "priceCents" integer, "priceWords" text,
        "priceOn" date, offers text[], "redLine" text, "checkedOn" date, "workedOn" date, synthetic boolean)`.execute(
      tx,
    );
  const revised = sql`
    with revision as (
      insert into center_revision (number) values (1)
        on conflict (one) do update set number = center_revision.number + 1 returning number),
    old as (delete from center_revised where number <= (select number from revision) - ${revisionsKept}::int)
    insert into center_revised (number, centers) select number, ${[...ids]}::uuid[] from revision`.execute(tx);
  await Promise.all([inserted, revised]);
}

/** Centers whose cards were worked out before today: evidence may have run out since. @param after the last id seen */
export const listStale = (tx: Tx, today: string, after: string, most: number) =>
  tx
    .selectFrom('centerCard')
    .select('centerId')
    .distinct()
    .where('workedOn', '<', today)
    .where('centerId', '>', after)
    .orderBy('centerId')
    .limit(most)
    .execute();
