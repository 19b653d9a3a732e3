import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { backUp } from '#server/backup/backup.ts';
import { backupKey, keyFrom, keyThere, phraseOf } from '#server/backup/backup-key.ts';
import { CannotRead } from '#server/backup/cannot-read.ts';
import { backupKeyId } from '#server/backup/container.ts';
import { readBackup } from '#server/backup/content.ts';
import { listBackups } from '#server/backup/file.ts';
import { openSecrets } from '#server/platform/secrets.ts';
import { type Command, NotUnderstood, parse } from './command.ts';
import { settings, withServices } from './open.ts';

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const sum = (rows: Record<string, number>): number => Object.values(rows).reduce((all, count) => all + count, 0);

/**
 * The key that was written down, where RACEMIC_BACKUP_KEY gives one; else this installation's own, or that of the folder
 * into which a backup goes.
 *
 * @throws CannotRead where there is none
 */
export function keyToRead(dataDir: string, into = dataDir): Buffer {
  const phrase = process.env.RACEMIC_BACKUP_KEY;
  const key = phrase ? keyFrom(phrase) : (keyThere(dataDir) ?? keyThere(into));
  if (key === undefined)
    throw new CannotRead(
      `There is no backup key in ${into}${into === dataDir ? '' : `, nor in ${dataDir}`}: give the one that was written down in RACEMIC_BACKUP_KEY.`,
    );
  return key;
}

/** @throws NotUnderstood unless there is exactly one file */
export function oneFile(positionals: readonly string[]): string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new NotUnderstood('Name one backup, like data/backups/racemic-20261125T023000Z.rbk.');
  return resolve(file);
}

const backup: Command = {
  words: 'backup',
  usage: '',
  summary: 'Make an encrypted backup of everything now, and read it back',
  run: (args, out) => {
    const { positionals } = parse(args, {});
    if (positionals.length > 0)
      throw new NotUnderstood(`There is no command "backup ${positionals.join(' ')}". Type: racemic help`);
    return withServices(async (services) => {
      const made = await backUp(services);
      out.answer(
        {
          file: made.path,
          bytes: made.bytes,
          rows: made.rows,
          keyId: made.header.keyId,
          tookMs: made.tookMs,
          removed: made.removed,
        },
        [
          `${made.path}`,
          `${megabytes(made.bytes)}, ${sum(made.rows)} rows of ${made.header.tables.length} tables, read back whole, in ${(made.tookMs / 1000).toFixed(1)} s.`,
          ...made.removed.map((name) => `removed ${name}`),
        ],
      );
      return 0;
    });
  },
};

const verify: Command = {
  words: 'backup verify',
  usage: '<file>',
  summary: 'Read a backup to its end and check all of it; needs the key, no database',
  run: async (args, out) => {
    const file = oneFile(parse(args, {}).positionals);
    const { header, trailer } = await readBackup(file, keyToRead(settings().dataDir));
    const { createdAt, program, server, migrations, keyId } = header;
    const level = migrations.at(-1)?.name;
    out.answer(
      { ok: true, file, createdAt, program, server, level, keyId, clinics: header.clinics, rows: trailer.rows },
      [
        `The backup is whole: made ${createdAt} by ${program} on PostgreSQL ${server}, at step ${level}.`,
        `${header.clinics.length} clinics, ${megabytes(statSync(file).size)}, ${sum(trailer.rows)} rows:`,
        ...Object.entries(trailer.rows).map(([table, rows]) => `  ${table.padEnd(32)} ${String(rows).padStart(10)}`),
      ],
    );
    return 0;
  },
};

const list: Command = {
  words: 'backup list',
  usage: '',
  summary: 'Name the backups in the backup folder, oldest first',
  run: async (args, out) => {
    parse(args, {});
    const { backupDir } = settings();
    const files = (await listBackups(backupDir)).map((name) => ({
      file: join(backupDir, name),
      bytes: statSync(join(backupDir, name)).size,
    }));
    out.answer(
      { files },
      files.length === 0
        ? [`There is no backup in ${backupDir}.`]
        : files.map(({ file, bytes }) => `${file}  ${megabytes(bytes)}`),
    );
    return 0;
  },
};

const exportKey: Command = {
  words: 'backup key export',
  usage: '',
  summary: 'Print the key that opens the backups, to be written down and kept elsewhere',
  run: async (args, out) => {
    parse(args, {});
    const { dataDir } = settings();
    if (!existsSync(dataDir))
      throw new CannotRead(`There is no data folder ${dataDir}, so there is no key: name it with DATA_DIR.`);
    const key = backupKey(openSecrets(dataDir));
    const [id, phrase] = [backupKeyId(key), phraseOf(key)];
    out.answer({ keyId: id, key: phrase }, [
      phrase,
      '',
      `This key (${id}) opens every backup of this installation. Without it, and without ${dataDir}/secrets, no`,
      'backup can ever be opened. Write it down, keep it where neither the server nor the backups are.',
      'On another machine: RACEMIC_BACKUP_KEY=<key> racemic restore <file>',
    ]);
    return 0;
  },
};

export const backupCommands: readonly Command[] = [backup, verify, list, exportKey];
