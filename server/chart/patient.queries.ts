import { sql } from 'kysely';
import { initialsOf, type PatientInput, searchTokens } from '#clinical/chart/chart.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';

/** What a list shows of a patient. */
export type PatientSummary = {
  id: string;
  number: string;
  givenName: string;
  familyName: string;
  birthOn: string;
  sexForClinicalUse: string;
  initials: string;
  restricted: boolean;
};

const summary = [
  'id',
  'number',
  'givenName',
  'familyName',
  'birthOn',
  'sexForClinicalUse',
  'initials',
  'restricted',
] as const;

/** Patients for whom every prefix begins some token; newest first when nothing was typed. */
export async function listPatients(tx: Tx, prefixes: readonly string[], limit: number): Promise<PatientSummary[]> {
  if (prefixes.length === 0)
    return tx.selectFrom('patient').select(summary).orderBy('id', 'desc').limit(limit).execute();
  let query = tx.selectFrom('patient as p').select(summary.map((column) => `p.${column}` as const));
  for (const prefix of prefixes)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('patientSearch as s')
          .select(sql`1`.as('found'))
          .whereRef('s.patientId', '=', 'p.id')
          .whereRef('s.clinicId', '=', 'p.clinicId')
          .where('s.token', '>=', prefix)
          .where('s.token', '<', after(prefix)),
      ),
    );
  return query.orderBy('p.familyName').orderBy('p.givenName').orderBy('p.id').limit(limit).execute();
}

/** The first text that no longer begins with the prefix, in the C collation. */
const after = (prefix: string): string => `${prefix}\u{10FFFF}`;

export const countPatients = async (tx: Tx): Promise<number> => {
  const { count } = await tx
    .selectFrom('patient')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** Those who might be the same person: same birth date, or a name in common. The rule decides in `clinical/`. */
export async function listPossiblySame(
  tx: Tx,
  birthOn: string,
  nameWords: readonly string[],
): Promise<PatientSummary[]> {
  return tx
    .selectFrom('patient as p')
    .select(summary.map((column) => `p.${column}` as const))
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('p.birthOn', '=', birthOn),
        exists(
          selectFrom('patientSearch as s')
            .select(sql`1`.as('found'))
            .whereRef('s.patientId', '=', 'p.id')
            .whereRef('s.clinicId', '=', 'p.clinicId')
            .where('s.token', 'in', nameWords.length === 0 ? [''] : [...nameWords]),
        ),
      ]),
    )
    .limit(500)
    .execute();
}

export async function findPatient(tx: Tx, id: string) {
  const row = await tx.selectFrom('patient').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('patient');
  return row;
}

/** The next chart number of this clinic. Its row stays locked until the transaction ends, so none is used twice. */
export async function takeNumber(tx: Tx): Promise<string> {
  const { last } = await tx
    .insertInto('patientNumber')
    .values({ last: 1 })
    .onConflict((on) => on.column('clinicId').doUpdateSet({ last: sql<number>`patient_number.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return String(last).padStart(5, '0');
}

const columns = (input: PatientInput) => ({
  ...input,
  initials: initialsOf(input.givenName, input.familyName),
  emergencyContact: input.emergencyContact === null ? null : JSON.stringify(input.emergencyContact),
});

export async function savePatient(tx: Tx, id: string, number: string, input: PatientInput): Promise<void> {
  await tx
    .insertInto('patient')
    .values({ id, number, ...columns(input) })
    .execute();
  await saveTokens(tx, id, searchTokens({ ...input, number }));
}

/** Changes a patient only while nobody else has since `version` was read. */
export async function changePatient(
  tx: Tx,
  of: { id: string; number: string; version: number },
  input: PatientInput,
  restricted: boolean,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('patient')
    .set({ ...columns(input), restricted, version: of.version + 1 })
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new CannotProceed('changed-by-someone-else', 'Someone else changed this meanwhile.');
  await tx.deleteFrom('patientSearch').where('patientId', '=', of.id).execute();
  await saveTokens(tx, of.id, searchTokens({ ...input, number: of.number }));
}

const saveTokens = (tx: Tx, patientId: string, tokens: readonly string[]) =>
  tx
    .insertInto('patientSearch')
    .values(tokens.map((token) => ({ token, patientId })))
    .execute();

/** Others whose name or initials are the same: the person who acts should look twice. */
export async function listLookalikes(
  tx: Tx,
  of: { id: string; givenName: string; familyName: string; initials: string },
): Promise<{ sameName: PatientSummary[]; sameInitials: PatientSummary[] }> {
  const rows = await tx
    .selectFrom('patient')
    .select(summary)
    .where('initials', '=', of.initials)
    .where('id', '!=', of.id)
    .orderBy('familyName')
    .orderBy('id')
    .limit(200)
    .execute();
  const same = (row: PatientSummary) => row.familyName === of.familyName && row.givenName === of.givenName;
  return { sameName: rows.filter(same), sameInitials: rows.filter((row) => !same(row)).slice(0, 20) };
}

/** How an actor stands to a chart: on its care team, or with the glass broken and not yet closed again. */
export async function standingTo(
  tx: Tx,
  patientId: string,
  practitionerId: string | undefined,
  now: Date,
): Promise<{ onCareTeam: boolean; glassOpen: boolean }> {
  if (practitionerId === undefined) return { onCareTeam: false, glassOpen: false };
  const { onCareTeam, glassOpen } = await tx
    .selectNoFrom(({ exists, selectFrom }) => [
      exists(
        selectFrom('careTeam')
          .select(sql`1`.as('x'))
          .where('patientId', '=', patientId)
          .where('practitionerId', '=', practitionerId),
      ).as('onCareTeam'),
      exists(
        selectFrom('breakGlass')
          .select(sql`1`.as('x'))
          .where('patientId', '=', patientId)
          .where('practitionerId', '=', practitionerId)
          .where('openUntil', '>', now),
      ).as('glassOpen'),
    ])
    .executeTakeFirstOrThrow();
  return { onCareTeam: Boolean(onCareTeam), glassOpen: Boolean(glassOpen) };
}

export const listCareTeam = (tx: Tx, patientId: string) =>
  tx
    .selectFrom('careTeam as t')
    .innerJoin('practitioner as p', (join) =>
      join.onRef('p.id', '=', 't.practitionerId').onRef('p.clinicId', '=', 't.clinicId'),
    )
    .select(['p.id', 'p.givenName', 'p.familyName', 'p.credentials'])
    .where('t.patientId', '=', patientId)
    .orderBy('p.familyName')
    .execute();

export async function saveCareTeam(tx: Tx, patientId: string, practitionerIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('careTeam').where('patientId', '=', patientId).execute();
  if (practitionerIds.length > 0)
    await tx
      .insertInto('careTeam')
      .values(practitionerIds.map((practitionerId) => ({ patientId, practitionerId })))
      .execute();
}
