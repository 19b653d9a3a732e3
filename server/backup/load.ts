import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { CannotRestore } from './cannot-restore.ts';
import { listTables, quoted } from './catalogue.ts';
import type { Table } from './container.ts';
import { nameOf, readBackup, type Trailer } from './content.ts';

/**
 * Puts every row back in one transaction: all of it or nothing. The tables' owner passes row-level security only while
 * it is not forced on the owner; it is forced again before anyone else sees the tables.
 *
 * @throws CannotRestore or CannotRead; the transaction is then rolled back
 */
export async function load(
  client: pg.Client,
  path: string,
  key: Buffer,
  tables: readonly Table[],
): Promise<Record<string, number>> {
  await client.query('begin');
  try {
    checkShape(await listTables(client), tables);
    // Rows that migrations put in are in the backup as well.
    await client.query(`truncate ${tables.map((table) => quoted(client, table)).join(', ')}`);
    const forced = await listForced(client, tables);
    for (const table of forced) await client.query(`alter table ${quoted(client, table)} no force row level security`);
    const numbered = await listNumbered(client, tables);
    for (const { table, column } of numbered)
      await client.query(`alter table ${table} alter ${column} set default '0'`);
    const counts: Record<string, number> = {};
    const { trailer } = await readBackup(path, key, copier(client, counts));
    for (const table of forced) await client.query(`alter table ${quoted(client, table)} force row level security`);
    for (const { table, column, usual } of numbered)
      await client.query(
        `alter table ${table} alter ${column} ${usual === null ? 'drop default' : `set default ${usual}`}`,
      );
    await setSequences(client, trailer.sequences);
    await client.query('commit');
    return counts;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

function checkShape(there: readonly Table[], wanted: readonly Table[]): void {
  const shape = (tables: readonly Table[]) => tables.map((table) => `${nameOf(table)} (${table.columns.join(', ')})`);
  const found = new Set(shape(there));
  const missing = shape(wanted).find((table) => !found.has(table));
  if (missing !== undefined || there.length !== wanted.length)
    throw new CannotRestore(
      `The tables of the backup are not those of this version${missing === undefined ? '' : `: ${missing}`}.`,
    );
}

async function listForced(client: pg.Client, tables: readonly Table[]): Promise<Table[]> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relforcerowsecurity`,
  );
  const names = new Set(rows.map((row) => row.name));
  return tables.filter((table) => names.has(nameOf(table)));
}

/**
 * Columns that hold a transaction's number. Those of another server are not in a backup; rows that are put back get 0,
 * which is before every transaction of this one.
 */
async function listNumbered(client: pg.Client, tables: readonly Table[]) {
  const { rows } = await client.query<{ schema: string; name: string; column: string; usual: string | null }>(
    `select n.nspname::text as schema, c.relname::text as name, a.attname::text as column,
            pg_get_expr(d.adbin, d.adrelid) as usual
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.atttypid = 'xid8'::regtype and a.attnum > 0 and not a.attisdropped and c.relkind = 'r'`,
  );
  const names = new Set(tables.map(nameOf));
  return rows
    .filter((row) => names.has(nameOf(row)))
    .map((row) => ({ table: quoted(client, row), column: client.escapeIdentifier(row.column), usual: row.usual }));
}

/** Rows go straight from the file to the server, at the server's pace. */
function copier(client: pg.Client, counts: Record<string, number>) {
  let table: Table | undefined;
  let copy: ReturnType<typeof copyFrom> | undefined;
  let failed: Promise<never> | undefined;
  return {
    begin: async (next: Table) => {
      table = next;
      const columns = next.columns.map((column) => client.escapeIdentifier(column)).join(', ');
      const stream = client.query(copyFrom(`copy ${quoted(client, next)} (${columns}) from stdin`));
      failed = once(stream, 'error').then(([error]) => {
        throw new CannotRestore(
          `The rows of ${nameOf(next)} were refused: ${error instanceof Error ? error.message : String(error)}.`,
        );
      });
      failed.catch(() => undefined);
      copy = stream;
    },
    rows: async (part: Buffer) => {
      // The part is a view of a buffer that is used again; the stream may hold it for a while.
      if (copy !== undefined && !copy.write(Buffer.from(part))) await Promise.race([once(copy, 'drain'), failed]);
    },
    end: async (rows: number) => {
      if (copy === undefined || table === undefined) return;
      const finished = once(copy, 'finish');
      copy.end();
      await Promise.race([finished, failed]);
      const counted = await client.query<{ count: string }>(
        `select count(*)::text as count from ${quoted(client, table)}`,
      );
      const count = Number(counted.rows[0]?.count);
      if (count !== rows)
        throw new CannotRestore(`Of ${nameOf(table)}, ${count} rows arrived where the backup holds ${rows}.`);
      counts[nameOf(table)] = count;
    },
  };
}

async function setSequences(client: pg.Client, sequences: Trailer['sequences']): Promise<void> {
  for (const { name, value, called } of sequences) {
    const [schema = '', sequence = ''] = name.split('.');
    await client.query('select setval($1::regclass, $2::bigint, $3)', [
      quoted(client, { schema, name: sequence }),
      value,
      called,
    ]);
  }
}
