import pg from 'pg';
import { initialsOf, searchTokens } from '#clinical/chart/chart.ts';
import { newId } from '#server/platform/ids.ts';
import type { TestDatabase } from './database.ts';

const given = ['Jordan', 'José', 'Maria', 'Élise', 'Wei', 'Amara', 'Søren', 'Priya', 'Noor', 'Tomás', 'Ana', 'Liam'];
const first = ['Gar', 'Mül', 'San', 'O’Ne', 'Pet', 'Kow', 'Ngu', 'Yıl', 'Ber', 'Har', 'Al', 'Dub'];
const middle = ['ci', 'le', 'to', 'ri', 'er', 'al', 'en', 'do'];
const last = ['a', 'r', 's', 'son', 'ski', 'ez', 'field', 'o', 'man', 'ova'];
const of = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

/** A clinic as it is after years, in a second or two: rows as `registerPatient` leaves them, written all at once. */
export async function manyPatients(db: TestDatabase, clinicId: string, count: number): Promise<void> {
  const people = Array.from({ length: count }, (_, at) => {
    const givenName = of(given, at * 7 + Math.floor(at / 11));
    const familyName = of(first, at) + of(middle, Math.floor(at / 12)) + of(last, Math.floor(at / 96));
    const birthOn = new Date(Date.UTC(1940, 0, 1) + ((at * 7919) % 24_000) * 86_400_000).toISOString().slice(0, 10);
    return { id: newId(), number: String(at + 1).padStart(5, '0'), givenName, familyName, preferredName: '', birthOn };
  });
  const tokens = people.flatMap((person) => searchTokens(person).map((token) => ({ id: person.id, token })));
  const admin = new pg.Client(db.superuser);
  await admin.connect();
  // Without the checks of references, which would look up each patient once per token.
  await admin.query('set session_replication_role = replica');
  await admin.query(
    `insert into clinic.patient (clinic_id, id, number, given_name, family_name, initials, birth_on,
                                 sex_for_clinical_use, language, time_zone)
     select $1, *, 'unknown', 'en', 'America/Los_Angeles'
       from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[])`,
    [
      clinicId,
      people.map((person) => person.id),
      people.map((person) => person.number),
      people.map((person) => person.givenName),
      people.map((person) => person.familyName),
      people.map((person) => initialsOf(person.givenName, person.familyName)),
      people.map((person) => person.birthOn),
    ],
  );
  await admin.query(
    'insert into clinic.patient_search (clinic_id, patient_id, token) select $1, * from unnest($2::uuid[], $3::text[])',
    [clinicId, tokens.map(({ id }) => id), tokens.map(({ token }) => token)],
  );
  await admin.query('insert into clinic.patient_number (clinic_id, last) values ($1, $2)', [clinicId, count]);
  await admin.query(
    `insert into clinic.allergy (clinic_id, id, patient_id, kind, substance, severity, status)
     select $1, gen_random_uuid(), id, 'allergy', 'latex', 'unknown', 'active' from clinic.patient where clinic_id = $1`,
    [clinicId],
  );
  for (const table of ['medicine', 'problem'])
    await admin.query(
      `insert into clinic.${table} (clinic_id, id, patient_id, name, status)
       select $1, gen_random_uuid(), id, 'something', 'active' from clinic.patient, generate_series(1, 2) where clinic_id = $1`,
      [clinicId],
    );
  await admin.query(
    `insert into clinic.audit_event (clinic_id, id, by_kind, action, patient_id, subject_kind, subject_id, data, salt, digest)
     select $1, gen_random_uuid(), 'system', 'patient.change', id, 'patient', id::text, '{}',
            substr(sha256(''), 1, 16), sha256('')
       from clinic.patient, generate_series(1, 2) where clinic_id = $1`,
    [clinicId],
  );
  await admin.query('analyze');
  await admin.end();
}
