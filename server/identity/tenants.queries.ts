import type { IdentityTx } from '#server/platform/database.ts';
import type { Services } from '#server/platform/services.ts';

/** Whether there is any clinic on this server yet. */
export async function isSetUp(services: Services): Promise<boolean> {
  const row = await services.db.identity.selectFrom('tenant').select('clinicId').limit(1).executeTakeFirst();
  return row !== undefined;
}

export async function listTenants(services: Services): Promise<string[]> {
  const rows = await services.db.identity.selectFrom('tenant').select('clinicId').orderBy('createdAt').execute();
  return rows.map((row) => row.clinicId);
}

export const saveTenant = (tx: Pick<IdentityTx, 'insertInto'>, clinicId: string) =>
  tx
    .insertInto('tenant')
    .values({ clinicId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
