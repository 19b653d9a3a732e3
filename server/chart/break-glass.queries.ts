import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';

export const saveBreakGlass = (
  tx: Tx,
  of: { id: string; patientId: string; practitionerId: string; reason: string; openedAt: Date; openUntil: Date },
) => tx.insertInto('breakGlass').values(of).execute();

/** What this person has open of this chart: the opening that lasts longest. */
export const findOpenGlass = (tx: Tx, of: { patientId: string; practitionerId: string; now: Date }) =>
  tx
    .selectFrom('breakGlass')
    .select(['id', 'openUntil'])
    .where('patientId', '=', of.patientId)
    .where('practitionerId', '=', of.practitionerId)
    .where('openUntil', '>', of.now)
    .orderBy('openUntil', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Newest first, not yet reviewed before all others. */
export const listBreakGlass = (tx: Tx, limit: number) =>
  tx
    .selectFrom('breakGlass as b')
    .innerJoin('practitioner as p', (join) =>
      join.onRef('p.id', '=', 'b.practitionerId').onRef('p.clinicId', '=', 'b.clinicId'),
    )
    .innerJoin('patient as t', (join) => join.onRef('t.id', '=', 'b.patientId').onRef('t.clinicId', '=', 'b.clinicId'))
    .select([
      'b.id',
      'b.patientId',
      'b.practitionerId',
      'b.reason',
      'b.openedAt',
      'b.openUntil',
      'b.reviewedBy',
      'b.reviewedAt',
      'b.outcome',
      'b.note',
      'b.version',
      'p.givenName',
      'p.familyName',
      't.initials',
      't.number',
    ])
    .orderBy('b.reviewedAt', (order) => order.desc().nullsFirst())
    .orderBy('b.openedAt', 'desc')
    .limit(limit)
    .execute();

export async function findBreakGlass(tx: Tx, id: string) {
  const row = await tx.selectFrom('breakGlass').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('opening');
  return row;
}

export async function saveReview(
  tx: Tx,
  id: string,
  of: { reviewedBy: string; reviewedAt: Date; outcome: string; note: string },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('breakGlass')
    .set(of)
    .where('id', '=', id)
    .where('reviewedBy', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n)
    throw new CannotProceed('changed-by-someone-else', 'Someone else has reviewed this already.');
}
