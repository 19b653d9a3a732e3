import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import { CannotStart } from './cannot-start.ts';
import { connect } from './database.ts';

export type Migration = { name: string; sql: string; checksum: string };

const folder = join(import.meta.dirname, '../migrations');

/** All migrations of this version, in order: `0001_name.sql`. The checksum is SHA-256 of the file as it is. */
export function listMigrations(from: string = folder): Migration[] {
  return readdirSync(from)
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(from, file), 'utf8');
      return { name: file.replace(/\.sql$/, ''), sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/** Any number that nobody else uses: "racemic" on a telephone's keys. */
const lock = 7_223_642;

/**
 * Brings the database to this version: forward only, each file in its own transaction, one process at a time.
 *
 * @param owner how the owner of the tables connects
 * @param options `upTo` stops after the named migration (restore of an older backup); `migrations` replaces the files
 * @returns the names applied now
 * @throws CannotStart when the database is newer than this program, or a file that was applied has changed since
 */
export async function migrate(
  owner: pg.ClientConfig,
  options: { upTo?: string; migrations?: Migration[]; jobs?: boolean } = {},
): Promise<string[]> {
  const wanted = options.migrations ?? listMigrations();
  const client = await connect(owner);
  try {
    await client.query('select pg_advisory_lock($1)', [lock]);
    await client.query(
      `create table if not exists public.racemic_migration (
         name text primary key, checksum text not null, applied_at timestamptz not null default now())`,
    );
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from public.racemic_migration order by name',
    );
    checkHistory(rows, wanted);
    const done = new Set(rows.map((row) => row.name));
    const applied: string[] = [];
    for (const migration of wanted) {
      if (options.upTo !== undefined && migration.name > options.upTo) break;
      if (done.has(migration.name)) continue;
      await apply(client, migration);
      applied.push(migration.name);
    }
    if (options.jobs !== false) await migrateJobs(client, owner);
    return applied;
  } finally {
    await client.end();
  }
}

function checkHistory(applied: { name: string; checksum: string }[], known: Migration[]): void {
  for (const row of applied) {
    const file = known.find((migration) => migration.name === row.name);
    if (file === undefined)
      throw new CannotStart(
        `The database holds the step ${row.name}, which this version of Racemic does not know: start the newer version.`,
      );
    if (file.checksum !== row.checksum)
      throw new CannotStart(
        `The migration ${row.name} was changed after it was applied to this database: put the original file back.`,
      );
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into public.racemic_migration (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    // A connection that broke has rolled back already.
    await client.query('rollback').catch(() => undefined);
    throw new CannotStart(
      `The database could not be brought up to date: ${migration.name} says "${error instanceof Error ? error.message : error}". Nothing of it was kept.`,
    );
  }
}

/** pg-boss keeps its own tables in schema jobs; the owner makes them, the application may only use them. */
async function migrateJobs(client: pg.Client, owner: pg.ClientConfig): Promise<void> {
  const boss = new PgBoss({
    ...(owner as object),
    schema: 'jobs',
    max: 1,
    supervise: false,
    schedule: false,
    createSchema: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.stop({ graceful: false, close: true });
  await client.query(
    `grant usage on schema jobs to racemic_app;
     grant select, insert, update, delete on all tables in schema jobs to racemic_app;
     grant execute on all functions in schema jobs to racemic_app;`,
  );
}
