import { CompiledQuery, sql } from 'kysely';
import type { AllergyInput, MedicineInput, ProblemInput } from '#clinical/chart/chart.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';
import { prepared } from '#server/platform/prepared.ts';
import { unwaited } from '#server/platform/transaction.ts';

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

export async function saveRow(tx: Tx, kind: RowKind, id: string, patientId: string, input: RowInput) {
  const values: [string, unknown][] = [['id', id], ['patientId', patientId], ...Object.entries(input)];
  const columns = values.map(([name]) => `"${snake(name)}"`).join(', ');
  const places = values.map((_, place) => `$${place + 1}`).join(', ');
  const insert = `insert into clinic."${kind}" (${columns}) values (${places})`;
  await unwaited(
    tx,
    CompiledQuery.raw(
      insert,
      values.map(([, value]) => value),
    ),
  );
}

export async function changeRow(tx: Tx, kind: RowKind, of: { id: string; version: number }, input: RowInput) {
  const set = Object.entries(input).map(([name, value]) => sql`${sql.ref(snake(name))} = ${value}`);
  const { numAffectedRows } = await sql`update ${sql.table(kind)} set ${sql.join(set)}, version = ${of.version + 1}
    where id = ${of.id} and version = ${of.version}`.execute(tx);
  if (numAffectedRows === 0n)
    throw new CannotProceed('changed-by-someone-else', 'Someone else changed this meanwhile.');
}
