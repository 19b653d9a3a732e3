import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

type Table =
  | 'center'
  | 'center_location'
  | 'center_source'
  | 'center_evidence'
  | 'center_service'
  | 'center_offer'
  | 'center_price'
  | 'center_quote';

/** Many rows of one table in one statement, as JSON; a column that a row leaves out gets its default. */
export async function addRows(tx: Tx, table: Table, rows: readonly Record<string, unknown>[]): Promise<void> {
  const [row] = rows;
  if (row === undefined) return;
  const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(`public_data.${table}`)} (${columns})
            select ${columns} from json_populate_recordset(null::${sql.table(`public_data.${table}`)}, ${JSON.stringify(rows)}::json)`.execute(
    tx,
  );
}

export const countMadeUp = async (tx: Tx): Promise<number> => {
  const row = await tx
    .selectFrom('center')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('synthetic', '=', true)
    .executeTakeFirstOrThrow();
  return Number(row.n);
};
