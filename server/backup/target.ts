import type pg from 'pg';
import { CannotRestore } from './cannot-restore.ts';
import { quoted, schemas } from './catalogue.ts';

const ours: readonly string[] = [...schemas, 'jobs'];

/**
 * A restore fills an empty database and never mixes with or replaces what is there. A database that the server has
 * prepared but nobody has used counts as empty.
 *
 * @throws CannotRestore when there is anything in it that someone might miss, or someone is connected
 */
export async function checkEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname::text as schema, c.relname::text as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
        and n.nspname not like 'pg\\_%' and n.nspname <> 'jobs'
        and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')`,
  );
  for (const table of rows) {
    if (table.schema === 'public' && table.name === 'racemic_migration') continue;
    if (!ours.includes(table.schema))
      throw new CannotRestore(
        `The database is not empty: it has the table ${table.schema}.${table.name}. Name an empty one.`,
      );
    if (table.schema !== 'public_data' && (await hasRows(client, table)))
      throw new CannotRestore(
        'The database is not empty: a clinic lives in it. A restore goes into an empty database only.',
      );
  }
  const others = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and usesysid is not null
        and coalesce(backend_type, 'client backend') = 'client backend'`,
  );
  if ((others.rows[0]?.count ?? 0) > 0)
    throw new CannotRestore(
      'Someone else is connected to this database. Stop the server that uses it, then try again.',
    );
}

/** The owner is subject to row-level security too, and a policy would hide rows: it is put aside for the look only. */
async function hasRows(client: pg.Client, table: { schema: string; name: string }): Promise<boolean> {
  await client.query('begin');
  try {
    await client.query(`alter table ${quoted(client, table)} no force row level security`);
    return (await client.query(`select 1 from ${quoted(client, table)} limit 1`)).rowCount !== 0;
  } finally {
    await client.query('rollback');
  }
}

/** Takes away what migrations made, in a database that holds no rows of anyone. */
export async function clear(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ routine: string }>(
    `select p.oid::regprocedure::text as routine from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.proname like 'racemic\\_%'`,
  );
  await client.query('begin');
  await client.query(`drop schema if exists ${ours.join(', ')} cascade`);
  for (const { routine } of rows) await client.query(`drop routine if exists ${routine} cascade`);
  await client.query('drop table if exists public.racemic_migration');
  await client.query('commit');
}
