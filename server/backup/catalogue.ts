import type pg from 'pg';
import type { Table } from './container.ts';
import { nameOf } from './content.ts';

/**
 * What a backup holds. Not `jobs`: those rows are work under way, made again from the records when a server starts; put
 * back, they would send old reminders a second time.
 */
export const schemas = ['clinic', 'identity', 'public_data'] as const;

type Row = { schema: string; name: string; columns: string[]; guarded: boolean; open: boolean };

/**
 * Every table of our schemas with the columns worth keeping, each after the tables it refers to. Left out: generated
 * columns, and transaction numbers (xid8), which mean nothing in another database.
 *
 * @throws Error when a table would show the backup role only part of its rows, or tables refer to each other in a circle
 */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Row>(
    `select n.nspname::text as schema, c.relname::text as name,
            array(select a.attname::text from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                     and a.atttypid <> 'xid8'::regtype order by a.attnum) as columns,
            c.relrowsecurity as guarded,
            exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polcmd in ('r', '*') and p.polpermissive
                       and 'racemic_backup'::regrole = any (p.polroles) and pg_get_expr(p.polqual, p.polrelid) = 'true')
              and not exists (select 1 from pg_policy p where p.polrelid = c.oid and not p.polpermissive) as open
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any ($1) order by 1, 2`,
    [[...schemas]],
  );
  const hidden = rows.find((row) => row.guarded && !row.open);
  if (hidden !== undefined)
    throw new Error(
      `The table ${nameOf(hidden)} hides rows from the backup: it needs call racemic_protect('${nameOf(hidden)}').`,
    );
  const tables = rows.map(({ schema, name, columns }) => ({ schema, name, columns }));
  return inOrder(tables, await listReferences(client));
}

async function listReferences(client: pg.Client): Promise<{ from: string; to: string }[]> {
  const { rows } = await client.query<{ from: string; to: string }>(
    `select distinct (fn.nspname || '.' || f.relname) as "from", (tn.nspname || '.' || t.relname) as "to"
       from pg_constraint c
       join pg_class f on f.oid = c.conrelid join pg_namespace fn on fn.oid = f.relnamespace
       join pg_class t on t.oid = c.confrelid join pg_namespace tn on tn.oid = t.relnamespace
      where c.contype = 'f' and c.conrelid <> c.confrelid`,
  );
  return rows;
}

/** Tables in an order in which each can be filled, by name where the references leave a choice. */
export function inOrder(tables: readonly Table[], references: readonly { from: string; to: string }[]): Table[] {
  const waiting = new Map(tables.map((table) => [nameOf(table), table]));
  const ordered: Table[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].find(([name]) => !references.some((r) => r.from === name && waiting.has(r.to)));
    if (ready === undefined)
      throw new Error(
        `These tables refer to each other in a circle and can't be restored in any order: ${[...waiting.keys()].join(', ')}.`,
      );
    waiting.delete(ready[0]);
    ordered.push(ready[1]);
  }
  return ordered;
}

export async function listSequences(client: pg.Client): Promise<{ name: string; value: string; called: boolean }[]> {
  const { rows } = await client.query<{ name: string; quoted: string }>(
    `select n.nspname || '.' || c.relname as name, format('%I.%I', n.nspname, c.relname) as quoted
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'S' and n.nspname = any ($1) order by 1`,
    [[...schemas]],
  );
  const found = [];
  for (const { name, quoted } of rows) {
    const at = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${quoted}`,
    );
    for (const { value, called } of at.rows) found.push({ name, value, called });
  }
  return found;
}

export async function listMigrationsThere(client: pg.Client): Promise<{ name: string; checksum: string }[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from public.racemic_migration order by name',
  );
  return rows;
}

export const quoted = (client: pg.Client, table: { schema: string; name: string }): string =>
  `${client.escapeIdentifier(table.schema)}.${client.escapeIdentifier(table.name)}`;
