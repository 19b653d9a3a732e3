import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { sealAll } from '#server/audit/sealer.ts';
import type { Context } from '#server/platform/context.ts';
import { embeddedWhere, externalWhere, openDatabase, type Where } from '#server/platform/database.ts';
import { startEmbedded } from '#server/platform/embedded-postgres.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { listMigrations, migrate } from '#server/platform/migrate.ts';
import { checkExternal, prepareEmbedded, rolesSql } from '#server/platform/roles.ts';
import { aBackup, anEmptyDatabase, ask, awkward, fingerprint, tablesIn } from '../../tests/a-backup.ts';
import { quietServices, writeEvents } from '../../tests/a-trail.ts';
import { startPostgres15 } from '../../tests/postgres-15.ts';
import { backUp } from './backup.ts';
import { backupKey } from './backup-key.ts';
import { inNewDatabase, restore } from './restore.ts';
import { settle } from './settle.ts';

const backup = await aBackup();
const { db, services, clinics, made } = backup;
afterAll(() => backup[Symbol.asyncDispose]());

/** Restores, compares every table, then goes on working in what was restored. */
async function checkRestored(where: Where, superuser: pg.ClientConfig): Promise<void> {
  const before = await fingerprint(made, db.superuser);
  const restored = await restore(made.path, backupKey(services.secrets), where);
  expect(restored.rows).toEqual(made.rows);
  expect(await fingerprint(made, superuser)).toEqual(before);

  const target = openDatabase(where);
  const there = quietServices(target);
  try {
    const reports = await settle(there, restored);
    expect(reports.map((report) => [report.clinicId, report.ok, report.brokenAt])).toEqual(
      made.header.clinics.map((clinicId) => [clinicId, true, undefined]),
    );
    // 30 linked before the backup, 3 that were not yet, and the restore itself.
    for (const report of reports) expect(report).toMatchObject({ events: 34, links: 34, unsealed: 0 });
    for (const { clinicId, by } of clinics) {
      const ctx = { ...clinics[0], clinicId, by, services: there } as Context;
      await writeEvents(ctx, 2);
      expect(await sealAll(target, clinicId, 10_000)).toMatchObject({ linked: 2, seq: 36 });
      const seen = await inClinic(ctx, (tx) => tx.selectFrom('patient').select('clinicId').execute());
      expect(seen.map((row) => row.clinicId)).toEqual(awkward.map(() => clinicId));
    }
    const unforced = await ask(
      superuser,
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'clinic' and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)`,
    );
    expect(unforced).toEqual([]);
    const again = await backUp(there);
    expect(again.rows).toEqual({ ...made.rows, 'clinic.audit_event': 72, 'clinic.audit_link': 72 });
  } finally {
    await there[Symbol.asyncDispose]();
    await target.close();
  }
}

test('a backup put back into a fresh embedded PostgreSQL 18 holds every row, and the audit trail verifies', async () => {
  const server = await startEmbedded({ dataDir: mkdtempSync(join(tmpdir(), 'racemic-18-')), durable: false });
  try {
    const superuser = { host: server.host, port: server.port, user: 'postgres' };
    await prepareEmbedded(superuser);
    await checkRestored(embeddedWhere(server), { ...superuser, database: 'racemic' });
  } finally {
    await server.stop();
  }
}, 120_000);

test('a backup put back into PostgreSQL 15 holds every row, and the audit trail verifies', async () => {
  await using server = await startPostgres15();
  const run = (text: string) => ask(server.superuser, text);
  await run('create role clinic_login login');
  await run(rolesSql('clinic_login'));
  await run('create database care owner clinic_login');
  const url = (database: string) =>
    `postgres://clinic_login@/${database}?host=${encodeURIComponent(server.host)}&port=${server.port}`;
  const where = externalWhere(url('care'), undefined);
  await checkExternal(where);
  const [version] = await run('select current_setting($$server_version_num$$)::int / 10000 as major');
  expect(version).toEqual({ major: 15 });
  await checkRestored(where, { ...server.superuser, database: 'care' });

  // Beside the first, into a database made for it; one that fails leaves none behind.
  await run('alter role clinic_login createdb');
  const second = externalWhere(url('second'), undefined);
  const into = (key: Buffer) => inNewDatabase(where.owner, 'second', () => restore(made.path, key, second));
  await expect(into(randomBytes(32))).rejects.toThrow('was written with the key');
  expect(await run(`select 1 from pg_database where datname = 'second'`)).toEqual([]);
  expect((await into(backupKey(services.secrets))).rows).toEqual(made.rows);
  await expect(into(backupKey(services.secrets))).rejects.toThrow("The database second can't be made");
  expect(
    await ask({ ...server.superuser, database: 'second' }, 'select count(*)::int as clinics from clinic.clinic'),
  ).toEqual([{ clinics: 2 }]);
}, 300_000);

test('a backup of an older version is put back at its own step, then brought up to date', async () => {
  const steps = listMigrations();
  const older = steps.at(-2)?.name ?? '';
  const from = await anEmptyDatabase();
  await migrate(from.where.owner, { upTo: older });
  const clinicId = newId();
  await ask(from.superuser, `insert into identity.tenant (clinic_id) values ('${clinicId}')`);
  const source = openDatabase(from.where);
  const here = quietServices(source);
  const backup = await backUp(here);
  await here[Symbol.asyncDispose]();
  await source.close();
  expect(backup.header.migrations.at(-1)?.name).toBe(older);
  const to = await anEmptyDatabase();
  const restored = await restore(backup.path, backupKey(here.secrets), to.where);
  expect(restored.migrated).toEqual([steps.at(-1)?.name]);
  expect(await ask(to.superuser, 'select clinic_id::text from identity.tenant')).toEqual([{ clinic_id: clinicId }]);
});

test('a backup of a version that this program does not know is refused, and names that version', async () => {
  const from = await anEmptyDatabase();
  await migrate(from.where.owner);
  await ask(from.superuser, `insert into public.racemic_migration (name, checksum) values ('9999_later', 'x')`);
  const source = openDatabase(from.where);
  const here = quietServices(source);
  const backup = await backUp(here);
  await here[Symbol.asyncDispose]();
  await source.close();
  const to = await anEmptyDatabase();
  await expect(restore(backup.path, backupKey(here.secrets), to.where)).rejects.toThrow('newer version');
  expect(await tablesIn(to.superuser)).toBe(0);
});
test('nothing of a patient can be read in the file', () => {
  const bytes = readFileSync(made.path);
  expect(awkward.filter((name) => name.length > 5 && bytes.includes(name))).toEqual([]);
});
