import { mkdirSync } from 'node:fs';
import { sql } from 'kysely';
import { type Database, openDatabase, type Where } from '#server/platform/database.ts';
import { settings, withDatabase } from './open.ts';

/** Where centers are kept, for one command; on an installation that was never started, too. */
export async function withCenters<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const config = settings();
  if (config.databaseUrl === undefined) mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  return withDatabase(config, async (where) => {
    await prepare(where);
    const db = openDatabase(where, { clinic: 2, identity: 1, public: 1 });
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  });
}

/** Brings the tables only where there are none: a command does not change the version of a server that runs. */
async function prepare(where: Where): Promise<void> {
  const db = openDatabase(where, { clinic: 1, identity: 1, public: 1 });
  try {
    const { rows } = await sql<{ has: boolean }>`
      select to_regclass('public_data.center_mark') is not null as has`.execute(db.clinic);
    if (rows[0]?.has === true) return;
  } finally {
    await db.close();
  }
  const { migrate } = await import('#server/platform/migrate.ts');
  await migrate(where.owner);
}
