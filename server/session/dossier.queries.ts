/** Names of people as the printed record writes them. */
import { sql } from 'kysely';
import { EmergencyContact } from '#clinical/chart/chart.ts';
import type { Tx } from '#server/platform/database.ts';

export const listNames = (tx: Tx, ids: readonly string[]) =>
  tx
    .selectFrom('practitioner')
    .select(['id', 'givenName', 'familyName', 'credentials'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();

export const findPatientOfRecord = (tx: Tx, id: string) =>
  tx
    .selectFrom('patient')
    .select(['id', 'number', 'givenName', 'familyName', 'birthOn', 'sexForClinicalUse'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

export const listAllergiesOf = (tx: Tx, patientId: string) =>
  tx
    .selectFrom('allergy')
    .select(['kind', 'substance', 'reaction'])
    .where('patientId', '=', patientId)
    .where('status', '=', 'active')
    .orderBy('id')
    .execute();

export const findClinicOfRecord = (tx: Tx) =>
  tx.selectFrom('clinic').select(['name', 'timeZone', 'synthetic']).executeTakeFirstOrThrow();

/** What whoever takes the patient over asks first. Null is not known. */
export async function findHandOver(tx: Tx, patientId: string) {
  const { emergencyContact } = await tx
    .selectFrom('patient')
    .select('emergencyContact')
    .where('id', '=', patientId)
    .executeTakeFirstOrThrow();
  const medicines = await tx
    .selectFrom('medicine')
    .select(['name', 'dose', 'frequency'])
    .where('patientId', '=', patientId)
    .where('status', '=', 'active')
    .orderBy('id')
    .execute();
  const problems = await tx
    .selectFrom('problem')
    .select(['name', 'code'])
    .where('patientId', '=', patientId)
    .where('status', '=', 'active')
    .orderBy('id')
    .execute();
  return { medicines, problems, contact: EmergencyContact.nullable().parse(emergencyContact ?? null) };
}
