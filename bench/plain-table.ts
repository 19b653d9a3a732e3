import type pg from 'pg';

/**
 * The row of a medicine as a clinic's chart keeps it, with the same columns and keys: a patient it belongs to, the
 * foreign key, the index by patient. No row-level security, no checks of what is written.
 */
const tables = `
  create table patient (clinic_id uuid not null, id uuid not null, primary key (clinic_id, id));
  create table plain (
    clinic_id uuid not null, id uuid not null, patient_id uuid not null, name text not null, dose text not null,
    frequency text not null, status text not null, started_on date, ended_on date,
    version integer not null default 1, created_at timestamptz not null default now(),
    primary key (clinic_id, id), foreign key (clinic_id, patient_id) references patient);
  create index plain_of on plain (clinic_id, patient_id)`;

export async function makePlainTables(client: pg.Client, clinicId: string, patientIds: readonly string[]) {
  await client.query(tables);
  await client.query('insert into patient select $1, id from unnest($2::uuid[]) as all_of (id)', [
    clinicId,
    patientIds,
  ]);
}

export const plainInsert = `insert into plain (clinic_id, id, patient_id, name, dose, frequency, status)
  values ($1, $2, $3, $4, $5, $6, $7)`;
