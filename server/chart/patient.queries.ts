import { CompiledQuery, sql } from 'kysely';
import { initialsOf, isSameName, nearDates, type PatientInput, searchTokens, words } from '#clinical/chart/chart.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';
import { prepared } from '#server/platform/prepared.ts';

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

/** Where more than this many match, nobody finds anyone by reading on: the next letter brings them down. */
const mostMatches = 1_000;

/**
 * Patients for whom every prefix begins some token; newest first when nothing was typed. First the tokens, whose index
 * gives each prefix in one piece, then only the patients that are in all pieces: left to itself the planner walks
 * through all patients by name as soon as it expects many to match.
 */
export async function listPatients(tx: Tx, prefixes: readonly string[], limit: number): Promise<PatientSummary[]> {
  const [first, ...others] = prefixes.map((prefix) =>
    tx.selectFrom('patientSearch').select('patientId').where('token', '>=', prefix).where('token', '<', after(prefix)),
  );
  const patients = tx.selectFrom('patient').select(summary).limit(limit);
  if (first === undefined) return patients.orderBy('id', 'desc').execute();
  const matching =
    others.length === 0
      ? first.orderBy('token').limit(mostMatches)
      : tx
          .selectFrom(others.reduce((all, next) => all.intersect(next), first).as('all'))
          .select('patientId')
          .limit(mostMatches);
  return patients
    .where(sql<boolean>`id = any(array(${matching}))`)
    .orderBy('familyName')
    .orderBy('givenName')
    .orderBy('id')
    .execute();
}

/** The first text that no longer begins with the prefix, in the C collation. */
const after = (prefix: string): string => `${prefix}\u{10FFFF}`;

/** How many there are: records are numbered without gaps and never removed, so nobody has to count them. */
export const countPatients = async (tx: Tx): Promise<number> =>
  (await tx.selectFrom('patientNumber').select('last').executeTakeFirst())?.last ?? 0;

/** Everyone who may be found by all of these words. */
const withEveryWord = (tx: Tx, names: readonly string[]) =>
  tx
    .selectFrom('patientSearch')
    .select('patientId as id')
    .where('token', 'in', [...names])
    .groupBy('patientId')
    .having(({ fn }) => fn.countAll(), '=', names.length);

/**
 * Everyone who might be the same person: born on that day or on one that a slip of the hand makes of it, or of the
 * same name. The rule decides in `clinical/`; this leaves out nobody whom it would name.
 */
export async function listPossiblySame(
  tx: Tx,
  of: { givenName: string; familyName: string; birthOn: string },
): Promise<PatientSummary[]> {
  const near = tx
    .selectFrom('patient')
    .select('id')
    .where(sql<boolean>`birth_on = any(${nearDates(of.birthOn)}::date[])`);
  const names = [...new Set([...words(of.givenName), ...words(of.familyName)])];
  return tx
    .selectFrom('patient')
    .select(summary)
    .where('id', 'in', names.length === 0 ? near : near.union(withEveryWord(tx, names)))
    .orderBy('id', 'desc')
    .execute();
}

const patientById = prepared((tx, id: string) => tx.selectFrom('patient').selectAll().where('id', '=', id));

export async function findPatient(tx: Tx, id: string) {
  const [row] = await patientById(tx, id);
  if (row === undefined) throw notFound('patient');
  return row;
}

/** As `findPatient`; nobody else changes the record before this transaction ends. */
export async function findPatientToChange(tx: Tx, id: string) {
  const row = await tx.selectFrom('patient').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  if (row === undefined) throw notFound('patient');
  return row;
}

export const hasPatient = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.selectFrom('patient').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;

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

/** Changes who opens the chart only while nobody else has changed the record since `version` was read. */
export async function changeRestriction(
  tx: Tx,
  of: { id: string; version: number },
  restricted: boolean,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('patient')
    .set({ restricted, version: of.version + 1 })
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new CannotProceed('changed-by-someone-else', 'Someone else changed this meanwhile.');
}

const saveTokens = (tx: Tx, patientId: string, tokens: readonly string[]) =>
  tx
    .insertInto('patientSearch')
    .values(tokens.map((token) => ({ token, patientId })))
    .execute();

const withTheseWords = prepared((tx, id: string, names: readonly string[], count: number) =>
  tx
    .selectFrom('patient')
    .select(summary)
    .where('id', '!=', id)
    .where(
      sql<boolean>`id in (select patient_id from patient_search where token = any(${names}::text[])
                           group by patient_id having count(*) = ${count})`,
    )
    .orderBy('id'),
);

const withTheseInitials = prepared((tx, id: string, initials: string, besides: readonly string[], most: number) =>
  tx
    .selectFrom('patient')
    .select(summary)
    .where('id', '!=', id)
    .where('initials', '=', initials)
    .where(sql<boolean>`id <> all(${besides}::uuid[])`)
    .orderBy('id', 'desc')
    .limit(sql<number>`${most}::int`),
);

const mostInitials = 20;
/** So many more are asked for at once, because who has the same name is not named twice. */
const spare = 4;

/** Others whose name or initials are the same: the person who acts should look twice. */
export async function listLookalikes(
  tx: Tx,
  of: { id: string; givenName: string; familyName: string; initials: string },
): Promise<{ sameName: PatientSummary[]; sameInitials: PatientSummary[] }> {
  const names = [...new Set([...words(of.givenName), ...words(of.familyName)])];
  const [found, initialled] = await Promise.all([
    names.length === 0 ? [] : withTheseWords(tx, of.id, names, names.length),
    withTheseInitials(tx, of.id, of.initials, [], mostInitials + spare),
  ]);
  const sameName = found.filter((other) => isSameName(other, of));
  const named = sameName.map((other) => other.id);
  const others =
    named.length > spare
      ? await withTheseInitials(tx, of.id, of.initials, named, mostInitials)
      : initialled.filter((other) => !named.includes(other.id));
  return { sameName, sameInitials: others.slice(0, mostInitials) };
}

/** On the care team of `p`; with the glass of `p` broken and not yet closed again. Names and times by their place. */
export const standsAs = (practitionerId: string, now: string): string =>
  `exists(select from clinic.care_team t where t.clinic_id = p.clinic_id and t.patient_id = p.id
            and t.practitioner_id = ${practitionerId}) as "onCareTeam",
   exists(select from clinic.break_glass g where g.clinic_id = p.clinic_id and g.patient_id = p.id
            and g.practitioner_id = ${practitionerId} and g.open_until > ${now}) as "glassOpen"`;

const standing = `select p.id, p.number, p.initials, p.restricted, ${standsAs('$2', '$3')}
    from clinic.patient p where p.id = $1`;
type PatientWithStanding = Pick<PatientSummary, 'id' | 'number' | 'initials' | 'restricted'> & {
  onCareTeam: boolean;
  glassOpen: boolean;
};

/** Nobody's id: who is no practitioner is on no care team. */
export const nobody = '00000000-0000-0000-0000-000000000000';

/** What decides who may open a chart: whether it is restricted, and how the actor stands to it. In one question. */
export async function findStanding(tx: Tx, patientId: string, practitionerId: string | undefined, now: Date) {
  const asked = CompiledQuery.raw(standing, [patientId, practitionerId ?? nobody, now]);
  const [row] = (await tx.executeQuery<PatientWithStanding>(asked)).rows;
  if (row === undefined) throw notFound('patient');
  const { onCareTeam, glassOpen, ...patient } = row;
  return { patient, standing: { onCareTeam, glassOpen } };
}

/** How an actor stands to a chart: on its care team, or with the glass broken and not yet closed again. */
export const standingTo = async (tx: Tx, patientId: string, practitionerId: string | undefined, now: Date) =>
  (await findStanding(tx, patientId, practitionerId, now)).standing;

export const listCareTeam = prepared((tx, patientId: string) =>
  tx
    .selectFrom('careTeam as t')
    .innerJoin('practitioner as p', (join) =>
      join.onRef('p.id', '=', 't.practitionerId').onRef('p.clinicId', '=', 't.clinicId'),
    )
    .select(['p.id', 'p.givenName', 'p.familyName', 'p.credentials'])
    .where('t.patientId', '=', patientId)
    .orderBy('p.familyName'),
);

export async function saveCareTeam(tx: Tx, patientId: string, practitionerIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('careTeam').where('patientId', '=', patientId).execute();
  if (practitionerIds.length > 0)
    await tx
      .insertInto('careTeam')
      .values(practitionerIds.map((practitionerId) => ({ patientId, practitionerId })))
      .execute();
}
