import type { Tx } from '#server/platform/database.ts';

/** How somebody wants to be told when nobody answers at a chair. */
export type Reach = { byMail: boolean; textNumber: string | null };

/** Of who has said nothing: the e-mail of their account. */
export async function reachOf(tx: Tx, practitionerId: string): Promise<Reach> {
  const row = await tx
    .selectFrom('reach')
    .select(['byMail', 'textNumber'])
    .where('practitionerId', '=', practitionerId)
    .executeTakeFirst();
  return row ?? { byMail: true, textNumber: null };
}

export async function saveReach(tx: Tx, practitionerId: string, reach: Reach, now: Date): Promise<void> {
  await tx
    .insertInto('reach')
    .values({ practitionerId, ...reach, changedAt: now })
    .onConflict((on) => on.columns(['clinicId', 'practitionerId']).doUpdateSet({ ...reach, changedAt: now }))
    .execute();
}
