import type { Services } from '#server/platform/services.ts';

/** For rooms that look at every clinic by themselves. */
export { listTenants } from './tenants.queries.ts';

/** The e-mail of somebody's account, for a word to them; undefined where they have none here. */
export async function accountAddress(
  services: Services,
  clinicId: string,
  practitionerId: string,
): Promise<string | undefined> {
  const row = await services.db.identity
    .selectFrom('membership as m')
    .innerJoin('account as a', 'a.id', 'm.accountId')
    .select('a.email')
    .where('m.clinicId', '=', clinicId)
    .where('m.practitionerId', '=', practitionerId)
    .executeTakeFirst();
  return row?.email;
}
