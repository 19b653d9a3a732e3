/** Names of people as the printed record writes them. */
import { sql } from 'kysely';
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
