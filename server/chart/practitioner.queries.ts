import { sql } from 'kysely';
import type { LicenceInput, PractitionerInput } from '#clinical/chart/chart.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';
import type { Role } from '#server/platform/may.ts';

const shown = [
  'id',
  'accountId',
  'givenName',
  'familyName',
  'credentials',
  'email',
  'npi',
  'deaNumber',
  'deactivatedAt',
  'version',
] as const;

export const listPractitioners = (tx: Tx) =>
  tx.selectFrom('practitioner').select(shown).orderBy('familyName').orderBy('givenName').orderBy('id').execute();

export async function findPractitioner(tx: Tx, id: string) {
  const row = await tx.selectFrom('practitioner').select(shown).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('person');
  return row;
}

/** As `findPractitioner`; nobody else changes the person before this transaction ends. */
export async function findPractitionerToChange(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('practitioner')
    .select(shown)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound('person');
  return row;
}

export const listRoles = (tx: Tx, practitionerId?: string) =>
  tx
    .selectFrom('practitionerRole')
    .select(['practitionerId', 'role'])
    .$if(practitionerId !== undefined, (query) => query.where('practitionerId', '=', practitionerId ?? ''))
    .orderBy('role')
    .execute();

const columns = (input: PractitionerInput) => ({
  givenName: input.givenName,
  familyName: input.familyName,
  credentials: input.credentials,
  email: input.email ?? null,
  npi: input.npi ?? null,
  deaNumber: input.deaNumber ?? null,
});

export const savePractitioner = (tx: Tx, id: string, input: PractitionerInput, accountId: string | null = null) =>
  tx
    .insertInto('practitioner')
    .values({ id, accountId, ...columns(input) })
    .execute();

type Change = Partial<ReturnType<typeof columns>> & { accountId?: string | null; deactivatedAt?: Date | null };

/** Changes a person only while nobody else has since `version` was read. */
export async function changePractitioner(tx: Tx, of: { id: string; version: number }, set: Change): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('practitioner')
    .set({ ...set, version: of.version + 1 })
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new CannotProceed('changed-by-someone-else', 'Someone else changed this meanwhile.');
}
export const practitionerColumns = columns;

export async function saveRoles(tx: Tx, practitionerId: string, roles: readonly Role[]): Promise<void> {
  await tx.deleteFrom('practitionerRole').where('practitionerId', '=', practitionerId).execute();
  if (roles.length > 0)
    await tx
      .insertInto('practitionerRole')
      .values(roles.map((role) => ({ practitionerId, role })))
      .execute();
  await noteRolesHeld(tx, practitionerId, roles);
}

/** From when to when: the roles given first reach back, later ones count from now. */
async function noteRolesHeld(tx: Tx, practitionerId: string, roles: readonly Role[]): Promise<void> {
  await sql`
    update clinic.practitioner_role_held set held_until = now()
     where practitioner_id = ${practitionerId} and held_until = 'infinity' and role <> all(${roles}::text[])`.execute(
    tx,
  );
  await sql`
    insert into clinic.practitioner_role_held (practitioner_id, role, held_from)
    select ${practitionerId}, role,
           case when exists (select from clinic.practitioner_role_held where practitioner_id = ${practitionerId})
                then now() else '-infinity' end
      from unnest(${roles}::text[]) as role
     where not exists (select from clinic.practitioner_role_held h
                        where h.practitioner_id = ${practitionerId} and h.role = role and h.held_until = 'infinity')
    on conflict (clinic_id, practitioner_id, role, held_from) do update set held_until = 'infinity'`.execute(tx);
}

/**
 * From here to the end of the transaction nobody else gives or takes a role in this clinic. A statement of its own:
 * what is asked afterwards sees what the one before has committed.
 */
export const lockRoles = (tx: Tx) => tx.selectFrom('clinic').select('clinicId').forNoKeyUpdate().execute();

/** People who can sign in and hold the role: invited and not come yet does not count, nor does gone. */
export const listActiveWith = (tx: Tx, role: Role) =>
  tx
    .selectFrom('practitionerRole as r')
    .innerJoin('practitioner as p', (join) =>
      join.onRef('p.id', '=', 'r.practitionerId').onRef('p.clinicId', '=', 'r.clinicId'),
    )
    .select(['p.id', 'p.email'])
    .where('r.role', '=', role)
    .where('p.deactivatedAt', 'is', null)
    .where('p.accountId', 'is not', null)
    .execute();

export const listLicences = (tx: Tx, practitionerId?: string) =>
  tx
    .selectFrom('licence')
    .select(['id', 'practitionerId', 'kind', 'number', 'place', 'scope', 'validFrom', 'validUntil', 'version'])
    .$if(practitionerId !== undefined, (query) => query.where('practitionerId', '=', practitionerId ?? ''))
    .orderBy('id')
    .execute();

const licenceColumns = (input: LicenceInput) => ({
  kind: input.kind,
  number: input.number,
  place: input.place,
  scope: input.scope,
  validFrom: input.validFrom ?? null,
  validUntil: input.validUntil ?? null,
});

export const saveLicence = (tx: Tx, id: string, practitionerId: string, input: LicenceInput) =>
  tx
    .insertInto('licence')
    .values({ id, practitionerId, ...licenceColumns(input) })
    .execute();

/** One licence of one person; nobody else changes it before this transaction ends. */
export async function findLicenceToChange(tx: Tx, practitionerId: string, id: string) {
  const row = await tx
    .selectFrom('licence')
    .selectAll()
    .where('id', '=', id)
    .where('practitionerId', '=', practitionerId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound('licence');
  return row;
}

export async function changeLicence(tx: Tx, of: { id: string; version: number }, input: LicenceInput): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('licence')
    .set({ ...licenceColumns(input), version: of.version + 1 })
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new CannotProceed('changed-by-someone-else', 'Someone else changed this meanwhile.');
}
