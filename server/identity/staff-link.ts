import { changePractitioner } from '#server/chart/practitioner.queries.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Services } from '#server/platform/services.ts';

/**
 * Whether the person is still on the staff. Their row there learns its account on the way: repeated at each sign-in,
 * in case the server stopped between the two halves of an accepted invitation.
 */
export async function joinStaff(
  services: Services,
  of: { accountId: string; clinicId: string; practitionerId: string },
): Promise<boolean> {
  return inClinic({ services, clinicId: of.clinicId }, async (tx) => {
    const person = await tx
      .selectFrom('practitioner')
      .select(['id', 'version', 'accountId', 'deactivatedAt'])
      .where('id', '=', of.practitionerId)
      .executeTakeFirst();
    if (person === undefined || person.deactivatedAt !== null) return false;
    if (person.accountId === null) await changePractitioner(tx, person, { accountId: of.accountId });
    return true;
  });
}
