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

const rowsAtOnce = 1_000;

/** These rows, and no others, for these centers; whoever keeps a page asks again. */
export async function replaceCards(tx: Tx, ids: readonly string[], rows: readonly CardRow[]): Promise<void> {
  await tx
    .deleteFrom('centerCard')
    .where('centerId', 'in', [...ids])
    .execute();
  for (let at = 0; at < rows.length; at += rowsAtOnce)
    await tx
      .insertInto('centerCard')
      .values(rows.slice(at, at + rowsAtOnce))
      .execute();
  await sql`select nextval('revision')`.execute(tx);
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
