import { sql } from 'kysely';
import { type AuditEntry, audit } from '#server/audit/audit.ts';
import type { Context } from '#server/platform/context.ts';
import type { IdentityTx, Tx } from '#server/platform/database.ts';
import type { Services } from '#server/platform/services.ts';

/**
 * One transaction of identity that names a clinic, so that its audit events are kept together with the change or not
 * at all: the identity's role may add to that clinic's trail, and to nothing else in it.
 */
export async function inIdentity<T>(
  services: Services,
  clinicId: string,
  work: (tx: IdentityTx) => Promise<T>,
): Promise<T> {
  const result = await services.db.identity.transaction().execute(async (tx) => {
    await sql`select set_config('racemic.clinic_id', ${clinicId}, true)`.execute(tx);
    return work(tx);
  });
  services.live.changed(clinicId);
  return result;
}

type Who = Pick<Context, 'clinicId' | 'by' | 'requestId' | 'signInId' | 'stationId'>;

/** The trail's one insert names its table in full, so it runs in a transaction of either role. */
export const auditIdentity = (tx: IdentityTx, who: Who, entry: AuditEntry): Promise<string> =>
  audit(tx as unknown as Tx, who, entry);

/** Nobody has proved who they are yet: the trail says that the system saw it, and about whom. */
export const unproved = (clinicId: string, requestId: string, stationId?: string): Who => ({
  clinicId,
  requestId,
  by: { kind: 'system', accountId: '', clinicId, roles: [], method: 'none', steppedUp: false },
  ...(stationId === undefined ? {} : { stationId }),
});

/** Someone who has just proved who they are, before there is a Context of theirs. */
export const proved = (
  of: {
    clinicId: string;
    accountId: string;
    practitionerId: string;
    signInId?: string;
    stationId?: string | undefined;
  },
  requestId: string,
): Who => ({
  clinicId: of.clinicId,
  requestId,
  by: {
    kind: 'staff',
    accountId: of.accountId,
    practitionerId: of.practitionerId,
    clinicId: of.clinicId,
    roles: [],
    method: 'none',
    steppedUp: false,
  },
  ...(of.signInId === undefined ? {} : { signInId: of.signInId }),
  ...(of.stationId === undefined ? {} : { stationId: of.stationId }),
});
