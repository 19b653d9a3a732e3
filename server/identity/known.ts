import { sql } from 'kysely';
import type { Role } from '#server/platform/may.ts';
import type { Services } from '#server/platform/services.ts';

/** What one look at the database says about a sign-in; remembered for seconds, forgotten at once when it changes. */
export type KnownSignIn = {
  id: string;
  token: string;
  accountId: string;
  clinicId: string;
  practitionerId: string;
  email: string;
  name: string;
  roles: Role[];
  method: string;
  stationId: string | undefined;
  factors: 'none' | 'totp' | 'passkey' | 'both';
  secondFactorAt: Date | undefined;
  steppedUpUntil: Date | undefined;
  lockedAt: Date | undefined;
  lastActiveAt: Date;
  expiresAt: Date;
  clinicName: string;
  timeZone: string;
  idleLockMin: number;
};

/** A request under way while its token was changed still counts. */
const graceMs = 10_000;

export async function findSignIn(services: Services, token: string): Promise<KnownSignIn | undefined> {
  const now = services.clock();
  const row = await services.db.identity
    .selectFrom('signIn as s')
    .innerJoin('account as a', 'a.id', 's.accountId')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.accountId', '=', 's.accountId').onRef('m.clinicId', '=', 's.clinicId'),
    )
    .select((is) => [
      's.id',
      's.token',
      's.accountId',
      's.clinicId',
      's.method',
      's.stationId',
      's.secondFactorAt',
      's.steppedUpUntil',
      's.lockedAt',
      's.lastActiveAt',
      's.expiresAt',
      'a.email',
      'a.twoFactorEnabled',
      'm.practitionerId',
      is
        .exists(is.selectFrom('passkey as p').select('p.id').whereRef('p.accountId', '=', 's.accountId'))
        .as('hasPasskey'),
    ])
    .where('s.expiresAt', '>', now)
    .where((is) =>
      is.or([
        is('s.token', '=', token),
        is.and([is('s.previousToken', '=', token), is('s.rotatedAt', '>', new Date(now.getTime() - graceMs))]),
      ]),
    )
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const person = await findPerson(services, row.clinicId, row.practitionerId);
  if (person === undefined) {
    // The person has left the staff: the sign-in goes with them.
    await services.db.identity.deleteFrom('signIn').where('id', '=', row.id).execute();
    return undefined;
  }
  const { twoFactorEnabled, hasPasskey, stationId, secondFactorAt, steppedUpUntil, lockedAt, ...rest } = row;
  return {
    ...rest,
    ...person,
    stationId: stationId ?? undefined,
    secondFactorAt: secondFactorAt ?? undefined,
    steppedUpUntil: steppedUpUntil ?? undefined,
    lockedAt: lockedAt ?? undefined,
    factors: twoFactorEnabled ? (hasPasskey ? 'both' : 'totp') : hasPasskey ? 'passkey' : 'none',
  };
}

/** Name, roles and the clinic's settings, through the application's role; nothing for a person who was deactivated. */
async function findPerson(services: Services, clinicId: string, practitionerId: string) {
  return services.db.clinic.transaction().execute(async (tx) => {
    await sql`select set_config('racemic.clinic_id', ${clinicId}, true)`.execute(tx);
    const row = await tx
      .selectFrom('practitioner as p')
      .innerJoin('clinic as c', 'c.clinicId', 'p.clinicId')
      .select((is) => [
        'p.givenName',
        'p.familyName',
        'c.name as clinicName',
        'c.timeZone',
        'c.idleLockMin',
        is
          .selectFrom('practitionerRole as r')
          .select(sql<Role[]>`array_agg(r.role order by r.role)`.as('roles'))
          .whereRef('r.practitionerId', '=', 'p.id')
          .as('roles'),
      ])
      .where('p.id', '=', practitionerId)
      .where('p.deactivatedAt', 'is', null)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const { givenName, familyName, roles, ...clinic } = row;
    return { ...clinic, name: `${givenName} ${familyName}`, roles: roles ?? [] };
  });
}

export type KnownStation = {
  id: string;
  clinicId: string;
  name: string;
  enrolledAt: Date;
  revokedAt: Date | undefined;
  /** Where staff sit: reminders sound there. */
  isStaffStation: boolean;
};

export async function findStationByToken(services: Services, tokenHash: Buffer): Promise<KnownStation | undefined> {
  const row = await services.db.identity
    .selectFrom('station')
    .select(['id', 'clinicId', 'name', 'enrolledAt', 'revokedAt', 'isStaffStation'])
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst();
  if (row?.enrolledAt == null) return undefined;
  return { ...row, enrolledAt: row.enrolledAt, revokedAt: row.revokedAt ?? undefined };
}
