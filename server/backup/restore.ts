import type pg from 'pg';
import { connect, type Where } from '#server/platform/database.ts';
import { listMigrations, migrate } from '#server/platform/migrate.ts';
import { CannotRestore } from './cannot-restore.ts';
import type { Header } from './container.ts';
import { readBackup, type Trailer } from './content.ts';
import { prepareSession } from './copy-session.ts';
import { load } from './load.ts';
import { checkEmpty, clear } from './target.ts';

export type Restored = {
  header: Header;
  trailer: Trailer;
  /** Rows counted in the database after loading; each equals the backup's own count. */
  rows: Record<string, number>;
  /** Steps of this version that are newer than the backup, applied afterwards. */
  migrated: string[];
};

/**
 * Puts a backup into an empty database. The whole file is read and proven first; until then nothing is touched. When
 * anything fails after that, the database is emptied again. `begin` hears when the database was found fit.
 *
 * @throws CannotRead when the file can't be trusted, CannotRestore when the database or the version does not fit
 */
export async function restore(
  path: string,
  key: Buffer,
  where: Pick<Where, 'owner'>,
  begin: () => void = () => undefined,
): Promise<Restored> {
  const { header, trailer } = await readBackup(path, key);
  const level = checkLevel(header);
  const client = await connect(where.owner);
  try {
    await prepareSession(client);
    await checkEmpty(client);
    begin();
    await clear(client);
    try {
      await migrate(where.owner, { upTo: level, jobs: false });
      const rows = await load(client, path, key, header.tables);
      const migrated = await migrate(where.owner);
      return { header, trailer, rows, migrated };
    } catch (error) {
      await clear(client);
      throw error;
    }
  } finally {
    await client.end();
  }
}

/** The steps of the backup must be the first steps of this version, unchanged. */
function checkLevel(header: Header): string {
  const known = listMigrations();
  header.migrations.forEach((step, index) => {
    const ours = known[index];
    if (ours === undefined || !known.some((migration) => migration.name === step.name))
      throw new CannotRestore(
        `The backup comes from a newer version (${header.program}, step ${step.name}): restore it with that version or a later one.`,
      );
    if (ours.name !== step.name || ours.checksum !== step.checksum)
      throw new CannotRestore(
        `The step ${step.name} of the backup is not the one that this version has: use the version that made the backup, ${header.program}.`,
      );
  });
  const last = header.migrations.at(-1);
  if (last === undefined) throw new CannotRestore('The backup names no version of the tables.');
  return last.name;
}

/** Makes a database to restore into, and takes it away again when the restore fails. */
export async function inNewDatabase<T>(server: pg.ClientConfig, name: string, work: () => Promise<T>): Promise<T> {
  const run = async (statement: (quotedName: string) => string) => {
    const client = await connect(server);
    try {
      await client.query(statement(client.escapeIdentifier(name)));
    } finally {
      await client.end();
    }
  };
  await run((quotedName) => `create database ${quotedName}`).catch((error: unknown) => {
    throw new CannotRestore(
      `The database ${name} can't be made: ${error instanceof Error ? error.message : String(error)}.`,
    );
  });
  try {
    return await work();
  } catch (error) {
    await run((quotedName) => `drop database if exists ${quotedName}`);
    throw error;
  }
}
