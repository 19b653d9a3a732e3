import type { Insertable } from 'kysely';
import type { Tx } from '#server/platform/database.ts';
import type {
  PublicDbCenterMention,
  PublicDbCenterOffer,
  PublicDbCenterPerson,
  PublicDbCenterPrice,
  PublicDbCenterService,
} from '#server/platform/public-db.gen.ts';

export type DetailRows = {
  readonly services: readonly Insertable<PublicDbCenterService>[];
  readonly offers: readonly Insertable<PublicDbCenterOffer>[];
  readonly people: readonly Insertable<PublicDbCenterPerson>[];
  readonly prices: readonly Insertable<PublicDbCenterPrice>[];
  readonly mentions: readonly Insertable<PublicDbCenterMention>[];
};

/** What sources said before goes, what they say now comes; what somebody else wrote beside them stays. */
export async function replaceDetails(tx: Tx, before: DetailRows, now: DetailRows): Promise<void> {
  for (const { centerId, treatment, product, source } of before.services)
    await tx
      .deleteFrom('centerService')
      .where('centerId', '=', centerId)
      .where('treatment', '=', treatment)
      .where('product', '=', product)
      .where('source', '=', source)
      .execute();
  for (const { centerId, kind, value, source } of before.offers)
    await tx
      .deleteFrom('centerOffer')
      .where('centerId', '=', centerId)
      .where('kind', '=', kind)
      .where('value', '=', value)
      .where('source', '=', source)
      .execute();
  for (const { centerId, id } of before.people)
    await tx.deleteFrom('centerPerson').where('centerId', '=', centerId).where('id', '=', id).execute();
  for (const { centerId, id } of before.prices)
    await tx.deleteFrom('centerPrice').where('centerId', '=', centerId).where('id', '=', id).execute();
  for (const { centerId, id } of before.mentions)
    await tx.deleteFrom('centerMention').where('centerId', '=', centerId).where('id', '=', id).execute();
  await insertDetails(tx, now);
}

async function insertDetails(tx: Tx, { services, offers, people, prices, mentions }: DetailRows): Promise<void> {
  if (services.length > 0)
    await tx
      .insertInto('centerService')
      .values([...services])
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  if (offers.length > 0)
    await tx
      .insertInto('centerOffer')
      .values([...offers])
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  if (people.length > 0)
    await tx
      .insertInto('centerPerson')
      .values([...people])
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  if (prices.length > 0)
    await tx
      .insertInto('centerPrice')
      .values([...prices])
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  if (mentions.length > 0)
    await tx
      .insertInto('centerMention')
      .values([...mentions])
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
