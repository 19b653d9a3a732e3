import { sql } from 'kysely';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';

/** Is this the same center? With what the source said, the entry that has it now, and the entry it may be. */
const reviews = (tx: Tx) =>
  tx
    .selectFrom('centerReview as v')
    .innerJoin('center as c', 'c.id', 'v.centerId')
    .leftJoin('centerSource as s', (join) => join.onRef('s.kind', '=', 'v.kind').onRef('s.key', '=', 'v.key'))
    .leftJoin('center as own', 'own.id', 's.centerId')
    .select([
      'v.id',
      'v.kind',
      'v.key',
      'v.centerId',
      'v.content',
      'v.reasons',
      'v.state',
      'v.askedAt',
      'c.name',
      'c.slug',
      'c.npi',
      'c.phone',
      'c.website',
      'c.listing',
      's.centerId as ownId',
      'own.name as ownName',
      'own.slug as ownSlug',
    ]);
export type ReviewFound = Awaited<ReturnType<typeof findReview>>;

export const listOpenReviews = (tx: Tx, most: number) =>
  reviews(tx).where('v.state', '=', 'open').orderBy('v.askedAt').orderBy('v.id').limit(most).execute();

export async function countOpenReviews(tx: Tx): Promise<number> {
  const { n } = await tx
    .selectFrom('centerReview')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return Number(n);
}

export async function findReview(tx: Tx, id: string) {
  const row = await reviews(tx).where('v.id', '=', id).executeTakeFirst();
  if (row === undefined) throw new CannotProceed('not-found', 'There is no such question about two entries.');
  return row;
}

export const listPlaces = (tx: Tx, centerIds: readonly string[]) =>
  tx
    .selectFrom('centerLocation')
    .select(['centerId', 'street', 'city', 'state', 'zip'])
    .where(sql<boolean>`center_id = any(${[...centerIds]}::uuid[])`)
    .orderBy('centerId')
    .orderBy('id')
    .execute();

/** As a source names them. */
export const listPlacesWhole = (tx: Tx, centerId: string) =>
  tx
    .selectFrom('centerLocation')
    .select(['street', 'city', 'state', 'zip', 'latitude', 'longitude', 'placedBy'])
    .where('centerId', '=', centerId)
    .orderBy('id')
    .execute();

type Decided = { state: 'same' | 'different'; decidedAt: Date; decidedBy: string };

/** Decides only while nobody else has. */
export async function saveDecided(tx: Tx, id: string, set: Decided): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('centerReview')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new CannotProceed('changed-by-someone-else', 'Someone else decided this meanwhile.');
}

/** Both entries, held until the end of the transaction; always in one order, so that two merges never wait crosswise. */
export const holdEntries = (tx: Tx, ids: readonly string[]) =>
  tx
    .selectFrom('center')
    .select(['id', 'slug', 'name', 'listing', 'claimedOn', 'mergedInto', 'isOwn', 'version'])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();

/** What editors and reports added to an entry, and what people wrote about it, stands under the other from now on. */
export async function moveAdded(tx: Tx, from: string, to: string, decided: Omit<Decided, 'state'>): Promise<void> {
  await tx
    .updateTable('centerEvidence')
    .set({ centerId: to })
    .where('centerId', '=', from)
    .where('endedOn', 'is', null)
    .execute();
  await tx
    .updateTable('centerQuote')
    .set({ centerId: to })
    .where('centerId', '=', from)
    .where('endedOn', 'is', null)
    .execute();
  await tx.updateTable('centerRequest').set({ centerId: to }).where('centerId', '=', from).execute();
  await sql`
    update center_report as r set center_id = ${to}::uuid where r.center_id = ${from}::uuid
      and not exists (select from center_report as o where o.center_id = ${to}::uuid and o.report_id = r.report_id)`.execute(
    tx,
  );
  // A question about the old entry is one about the new, unless that was asked already.
  await sql`
    update center_review as v set center_id = ${to}::uuid where v.center_id = ${from}::uuid and v.state = 'open'
      and not exists (select from center_review as o where o.kind = v.kind and o.key = v.key and o.center_id = ${to}::uuid)`.execute(
    tx,
  );
  await sql`
    update center_review as v
       set state = 'same', decided_at = ${decided.decidedAt}, decided_by = ${decided.decidedBy}
     where v.state = 'open' and v.center_id in (${from}::uuid, ${to}::uuid)
       and exists (select from center_source as s where s.kind = v.kind and s.key = v.key and s.center_id = ${to}::uuid)`.execute(
    tx,
  );
}

export const moveSources = (tx: Tx, from: string, to: string) =>
  tx.updateTable('centerSource').set({ centerId: to }).where('centerId', '=', from).execute();

export const saveMerged = (tx: Tx, id: string, into: string, on: string, at: Date) =>
  tx
    .updateTable('center')
    .set(({ eb }) => ({
      listing: 'closed',
      listingOn: on,
      mergedInto: into,
      version: eb('version', '+', 1),
      updatedAt: at,
    }))
    .where('id', '=', id)
    .execute();
