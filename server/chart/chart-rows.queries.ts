import { sql } from 'kysely';
import type { AllergyInput, MedicineInput, ProblemInput } from '#clinical/chart/chart.ts';
import { eventColumns } from '#server/audit/audit.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';
import { prepared } from '#server/platform/prepared.ts';
import { nobody, standsAs } from './patient.queries.ts';

/** The three lists of a chart that share one shape: rows of a patient with a version and dates. */
export type RowInput = AllergyInput | MedicineInput | ProblemInput;
export type RowKind = 'allergy' | 'medicine' | 'problem';

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const listAllergies = prepared((tx, patientId: string) =>
  tx.selectFrom('allergy').selectAll().where('patientId', '=', patientId).orderBy('id'),
);
export const listMedicines = prepared((tx, patientId: string) =>
  tx.selectFrom('medicine').selectAll().where('patientId', '=', patientId).orderBy('id'),
);
export const listProblems = prepared((tx, patientId: string) =>
  tx.selectFrom('problem').selectAll().where('patientId', '=', patientId).orderBy('id'),
);

export async function findRowToChange(tx: Tx, kind: RowKind, patientId: string, id: string) {
  const row = await tx
    .selectFrom(kind)
    .selectAll()
    .where('id', '=', id)
    .where('patientId', '=', patientId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound(kind);
  return row;
}

/** How someone stands to a chart. */
export type Standing = { restricted: boolean; onCareTeam: boolean; glassOpen: boolean };

type Addition = {
  row: RowInput & { id: string; patientId: string };
  /** Who adds, and the ways to stand to the chart that allow it: see `waysThatAllow`. */
  by: string | undefined;
  now: Date;
  ways: number;
  event: readonly unknown[];
};

/**
 * Adds a row and its audit event where the person stands to the chart in one of the ways that allow it, and answers how
 * they stand: no row for a patient who is not of this clinic. One statement, so one snapshot, and all of it or nothing.
 */
export function addition(kind: RowKind, { row, by, now, ways, event }: Addition): { text: string; values: unknown[] } {
  const names = Object.keys(row);
  const text = textOf(`${kind} ${names.join()}`, () => additionText(kind, names, event.length));
  return { text, values: [row.patientId, by ?? nobody, now, ways, ...Object.values(row), ...event] };
}

const texts = new Map<string, string>();

/** The keys of a row are those of its schema: few, and always in the same order. */
function textOf(key: string, build: () => string): string {
  const text = texts.get(key) ?? build();
  texts.set(key, text);
  return text;
}

function additionText(kind: RowKind, names: readonly string[], ofEvent: number): string {
  const [row, event] = [places(5, names.length), places(5 + names.length, ofEvent)];
  return `with stands as materialized (
      select p.restricted, ${standsAs('$2', '$3')} from clinic.patient p where p.id = $1),
    allowed as materialized (
      select from stands
       where $4::int >> (restricted::int * 4 + "onCareTeam"::int * 2 + "glassOpen"::int) & 1 = 1),
    added as (insert into clinic.${kind} (${names.map(snake).join(', ')}) select ${row} from allowed),
    event as (insert into clinic.audit_event (${eventColumns}) select ${event} from allowed)
    select * from stands`;
}

const places = (from: number, count: number): string =>
  Array.from({ length: count }, (_, n) => `$${from + n}`).join(', ');

export async function changeRow(tx: Tx, kind: RowKind, of: { id: string; version: number }, input: RowInput) {
  const set = Object.entries(input).map(([name, value]) => sql`${sql.ref(snake(name))} = ${value}`);
  const { numAffectedRows } = await sql`update ${sql.table(kind)} set ${sql.join(set)}, version = ${of.version + 1}
    where id = ${of.id} and version = ${of.version}`.execute(tx);
  if (numAffectedRows === 0n)
    throw new CannotProceed('changed-by-someone-else', 'Someone else changed this meanwhile.');
}
