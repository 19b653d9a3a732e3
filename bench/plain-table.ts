/** The same columns as an allergy in a chart; no clinic, no row-level security, no foreign key, one index. */
export const plainTable = `create table plain (
  id uuid primary key, patient_id uuid not null, kind text not null, substance text not null, reaction text not null,
  severity text not null, status text not null, version integer not null default 1,
  created_at timestamptz not null default now())`;

export const plainInsert = `insert into plain (id, patient_id, kind, substance, reaction, severity, status)
  values ($1, $2, $3, $4, $5, $6, $7)`;
