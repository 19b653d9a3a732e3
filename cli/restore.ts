import { mkdirSync } from 'node:fs';
import type { ChainReport } from '#server/audit/verify.ts';
import { adoptKey } from '#server/backup/backup-key.ts';
import { readBackup } from '#server/backup/content.ts';
import { inNewDatabase, type Restored, restore } from '#server/backup/restore.ts';
import { settle } from '#server/backup/settle.ts';
import type { Config } from '#server/platform/config.ts';
import { embeddedWhere, externalWhere, openDatabase, type Where } from '#server/platform/database.ts';
import { hostsOf } from '#server/platform/database-address.ts';
import { startEmbedded } from '#server/platform/embedded-postgres.ts';
import { openLog } from '#server/platform/log.ts';
import { checkExternal, prepareEmbedded } from '#server/platform/roles.ts';
import { openSecrets } from '#server/platform/secrets.ts';
import { linesOf } from './audit.ts';
import { keyToRead, oneFile } from './backup.ts';
import { type Command, NotUnderstood, parse } from './command.ts';
import { settings } from './open.ts';

/** `begin` is told when everything fits and the first row is about to be written. */
type What = { file: string; key: Buffer; config: Config; begin: () => void };
type Done = { restored: Restored; reports: ChainReport[] };

/** Fills the database and takes it into service; keys and anchors go to the data folder. */
async function fill({ file, key, config, begin }: What, where: Where): Promise<Done> {
  const restored = await restore(file, key, where, begin);
  adoptKey(config.dataDir, key);
  const db = openDatabase(where, { clinic: 3, identity: 2 });
  try {
    const log = openLog(config, { write: (line) => process.stderr.write(line) });
    const secrets = openSecrets(config.dataDir);
    return { restored, reports: await settle({ db, log, secrets, config, clock: () => new Date() }, restored) };
  } finally {
    await db.close();
  }
}

async function intoEmbedded(what: What): Promise<Done> {
  const { config } = what;
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  // Takes the folder for itself: a server that runs on it is not restored under.
  const server = await startEmbedded({ dataDir: config.dataDir });
  try {
    await prepareEmbedded({ host: server.host, port: server.port, user: 'postgres' });
    return await fill(what, embeddedWhere(server));
  } finally {
    await server.stop();
  }
}

async function intoExternal(what: What, url: string, name: string | undefined): Promise<Done> {
  const { config } = what;
  if (hostsOf(url).length > 1)
    throw new NotUnderstood('A backup is put back into one server: name one host. Its standby follows by itself.');
  if (name === undefined) {
    const where = externalWhere(url, config.databaseOwnerUrl);
    await checkExternal(where);
    return fill(what, where);
  }
  const into = new URL(url);
  into.pathname = `/${encodeURIComponent(name)}`;
  const where = externalWhere(into.href, undefined);
  return inNewDatabase(externalWhere(url, config.databaseOwnerUrl).owner, name, async () => {
    await checkExternal(where);
    return fill(what, where);
  });
}

export const restoreCommand: Command = {
  words: 'restore',
  usage: '<file> [--data-dir <folder> | --database-url <url> [--into-new <name>]]',
  summary: 'Put a backup into an empty database; RACEMIC_BACKUP_KEY gives the key on another machine',
  run: async (args, out) => {
    const { values, positionals } = parse(args, {
      'data-dir': { type: 'string' },
      'database-url': { type: 'string' },
      'into-new': { type: 'string' },
    });
    const file = oneFile(positionals);
    const folder = values['data-dir'];
    const config = settings({
      ...(folder === undefined ? {} : { DATA_DIR: folder, DATABASE_URL: '', DATABASE_OWNER_URL: '' }),
      ...(values['database-url'] === undefined ? {} : { DATABASE_URL: values['database-url'], DATABASE_OWNER_URL: '' }),
    });
    if (folder !== undefined && values['database-url'] !== undefined)
      throw new NotUnderstood('A backup goes into one place: name --data-dir or --database-url, not both.');
    if (values['into-new'] !== undefined && config.databaseUrl === undefined)
      throw new NotUnderstood(
        '--into-new makes a database on a PostgreSQL server: name the server with --database-url.',
      );
    // Beside the installation that made it, a backup goes into another folder with the key of the first.
    const key = keyToRead(folder === undefined ? config.dataDir : settings().dataDir, config.dataDir);
    out.tell('Reading the backup to its end before anything is touched.');
    await readBackup(file, key);
    out.tell('It is whole.');
    const begin = () => out.tell('The database is empty. Putting it back.');
    const done =
      config.databaseUrl === undefined
        ? await intoEmbedded({ file, key, config, begin })
        : await intoExternal({ file, key, config, begin }, config.databaseUrl, values['into-new']);
    const { restored, reports } = done;
    const ok = reports.every((report) => report.ok);
    out.answer(
      { ok, createdAt: restored.header.createdAt, rows: restored.rows, migrated: restored.migrated, audit: reports },
      [
        `Put back as of ${restored.header.createdAt}; every table has as many rows as the backup:`,
        ...Object.entries(restored.rows).map(([table, rows]) => `  ${table.padEnd(32)} ${String(rows).padStart(10)}`),
        ...restored.migrated.map((step) => `brought up to date: ${step}`),
        ...reports.flatMap(linesOf),
        'Everyone signs in anew. People and stations that were shut out after the backup are let in again: look through both lists.',
      ],
    );
    return ok ? 0 : 1;
  },
};
