import type pg from 'pg';
import { initialsOf, searchTokens } from '#clinical/chart/chart.ts';
import { newId } from '#server/platform/ids.ts';
import { inventPatients } from '#simulator/patients.ts';

export type Filled = {
  ids: string[];
  people: { givenName: string; familyName: string; birthOn: string; number: string }[];
};

/**
 * A clinic as it is after years: so many more patients with whole charts, as the actions would leave them, but written
 * in bulk and without an audit trail. The restricted charts and the trail are those of the synthetic clinic.
 */
export async function fillClinic(client: pg.Client, clinicId: string, count: number): Promise<Filled> {
  const { rows } = await client.query<{ last: number }>('select last from clinic.patient_number where clinic_id = $1', [
    clinicId,
  ]);
  const first = (rows[0]?.last ?? 0) + 1;
  const people = inventPatients({ seed: 10_000, today: '2026-11-25' }, count).map(({ patient, chart }, place) => ({
    ...patient,
    chart,
    id: newId(),
    number: String(first + place).padStart(5, '0'),
    initials: initialsOf(patient.givenName, patient.familyName),
  }));
  await client.query('begin');
  await insert(client, clinicId, 'patient', people, {
    id: 'uuid',
    number: 'text',
    given_name: 'text',
    family_name: 'text',
    preferred_name: 'text',
    initials: 'text',
    birth_on: 'date',
    sex_for_clinical_use: 'text',
    language: 'text',
    time_zone: 'text',
    phone: 'text',
    email: 'text',
    address: 'text',
    emergency_contact: 'jsonb',
  });
  const tokens = people.flatMap((one) => searchTokens(one).map((token) => ({ token, patientId: one.id })));
  await insert(client, clinicId, 'patient_search', tokens, { token: 'text', patient_id: 'uuid' });
  const rowsOf = (kind: 'allergies' | 'medicines' | 'problems') =>
    people.flatMap(({ id: patientId, chart }) => chart[kind].map((row) => ({ ...row, id: newId(), patientId })));
  const row = { id: 'uuid', patient_id: 'uuid', status: 'text', started_on: 'date', ended_on: 'date' };
  await insert(client, clinicId, 'allergy', rowsOf('allergies'), {
    ...row,
    kind: 'text',
    substance: 'text',
    reaction: 'text',
    severity: 'text',
  });
  await insert(client, clinicId, 'medicine', rowsOf('medicines'), {
    ...row,
    name: 'text',
    dose: 'text',
    frequency: 'text',
  });
  await insert(client, clinicId, 'problem', rowsOf('problems'), { ...row, name: 'text', code: 'text' });
  await client.query('update clinic.patient_number set last = $2 where clinic_id = $1', [clinicId, first + count - 1]);
  await client.query('commit');
  // What the database does by itself within a minute or two of such a change.
  await client.query('vacuum analyze');
  return { ids: people.map(({ id }) => id), people };
}

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** All rows in a few statements: one array per column. */
async function insert(
  client: pg.Client,
  clinicId: string,
  table: string,
  rows: readonly object[],
  columns: Record<string, string>,
): Promise<void> {
  const names = Object.keys(columns);
  const arrays = Object.values(columns).map((type, place) => `$${place + 2}::${type}[]`);
  for (let from = 0; from < rows.length; from += 5_000) {
    const part = rows.slice(from, from + 5_000);
    const values = names.map((name) =>
      part.map((row) => {
        const value: unknown = Reflect.get(row, camel(name));
        return columns[name] === 'jsonb' && value !== null ? JSON.stringify(value) : value;
      }),
    );
    await client.query(
      `insert into clinic.${table} (clinic_id, ${names.join(', ')}) select $1, * from unnest(${arrays.join(', ')})`,
      [clinicId, ...values],
    );
  }
}
