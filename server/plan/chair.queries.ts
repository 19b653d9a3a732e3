import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';

const shown = ['id', 'name', 'place', 'retiredAt', 'version'] as const;

/** In the order in which they stand; those that were retired too. */
export const listEveryChair = (tx: Tx) =>
  tx.selectFrom('chair').select(shown).orderBy('place').orderBy('name').orderBy('id').execute();

export async function findChairToChange(tx: Tx, id: string) {
  const row = await tx.selectFrom('chair').select(shown).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  if (row === undefined) throw notFound('chair');
  return row;
}

export const saveChair = (tx: Tx, of: { id: string; name: string; place: number }) =>
  tx.insertInto('chair').values(of).execute();

/** Changes a chair only while nobody else has since `version` was read. */
export async function changeChair(
  tx: Tx,
  of: { id: string; version: number },
  set: { name: string; place: number; retiredAt: Date | null },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('chair')
    .set({ ...set, version: of.version + 1 })
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new CannotProceed('changed-by-someone-else', 'Someone else changed this meanwhile.');
}
