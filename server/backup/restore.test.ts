import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anchorFile } from '#server/audit/anchor-file.ts';
import { anchorClinic } from '#server/audit/anchors.ts';
import { sealAll } from '#server/audit/sealer.ts';
import type { Context } from '#server/platform/context.ts';
import { embeddedWhere, externalWhere, openDatabase, type Where } from '#server/platform/database.ts';
import { startEmbedded } from '#server/platform/embedded-postgres.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { listMigrations, migrate } from '#server/platform/migrate.ts';
import { checkExternal, prepareEmbedded, rolesSql } from '#server/platform/roles.ts';
import { anEmptyClinic, quietServices, tamper, writeEvents } from '../../tests/a-trail.ts';
import { aDatabase } from '../../tests/database.ts';
import { startPostgres15 } from '../../tests/postgres-15.ts';
import { type BackupMade, backUp } from './backup.ts';
import { backupKey } from './backup-key.ts';
import { nameOf } from './content.ts';
import { inNewDatabase, restore } from './restore.ts';
import { settle } from './settle.ts';

const db = await aDatabase();
const services = quietServices(db);
let clinics: Context[] = [];
let made: BackupMade;

/** What a careless dump breaks: line breaks, tabs, backslashes, COPY's own marks, quotes, other scripts, an emoji. */
const awkward = [
  'Ana\nMaría',
  'tab\there',
  'back\\slash',
  '\\N',
  '\\.',
  "O'Brien",
  '"quoted"',
  'Ελένη',
  '病人 🩺',
  ' ',
];

beforeAll(async () => {
  clinics = [await anEmptyClinic(services), await anEmptyClinic(services)];
  for (const ctx of clinics) {
    await inClinic(ctx, (tx) =>
      tx
        .insertInto('patient')
        .values(
          awkward.map((name, index) => ({
            id: newId(),
            number: String(index),
            givenName: name,
            familyName: randomBytes(20).toString('base64'),
            initials: 'XY',
            birthOn: '1980-02-29',
            sexForClinicalUse: 'unknown',
            language: 'en',
            timeZone: 'America/Los_Angeles',
            emergencyContact: index === 0 ? null : JSON.stringify({ name, relation: '', phone: '\\t' }),
          })),
        )
        .execute(),
    );
    await writeEvents(ctx, 30, { reason: 'line\nbreak', after: { awkward } });
    await sealAll(db, ctx.clinicId, 10_000);
    await anchorClinic(services, ctx.clinicId);
    await writeEvents(ctx, 3);
  }
  made = await backUp(services);
});
afterAll(async () => {
  await services[Symbol.asyncDispose]();
  await db[Symbol.asyncDispose]();
});

async function ask<T extends pg.QueryResultRow>(where: pg.ClientConfig, text: string): Promise<T[]> {
  const client = new pg.Client(where);
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

/** A fingerprint of every table, by a superuser whom no policy hides anything from. */
async function fingerprint(superuser: pg.ClientConfig): Promise<Record<string, string | undefined>> {
  const prints: Record<string, string | undefined> = {};
  for (const table of made.header.tables) {
    const columns = table.columns.map((column) => `"${column}"`).join(', ');
    const [row] = await ask<{ print: string }>(
      superuser,
      `select count(*) || ' ' || coalesce(md5(string_agg(t, E'\\n' order by t collate "C")), '') as print
         from (select row(${columns})::text as t from ${nameOf(table)}) rows`,
    );
    prints[nameOf(table)] = row?.print;
  }
  return prints;
}

const tablesIn = async (superuser: pg.ClientConfig): Promise<number> =>
  (
    await ask(
      superuser,
      `select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`,
    )
  ).length;

/** Restores, compares every table, then goes on working in what was restored. */
async function checkRestored(where: Where, superuser: pg.ClientConfig): Promise<void> {
  const before = await fingerprint(db.superuser);
  const restored = await restore(made.path, backupKey(services.secrets), where);
  expect(restored.rows).toEqual(made.rows);
  expect(await fingerprint(superuser)).toEqual(before);

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

/** An empty database beside the others on the test server. */
async function anEmptyDatabase(): Promise<{ where: Where; superuser: pg.ClientConfig }> {
  const name = `empty_${randomBytes(5).toString('hex')}`;
  await ask(
    { ...db.superuser, database: 'postgres' },
    `create database ${name} owner racemic_owner template template0`,
  );
  const at = { host: String(db.superuser.host), port: Number(db.superuser.port) };
  return { where: embeddedWhere(at, name), superuser: { ...db.superuser, database: name } };
}

test('a database in which a clinic lives is never restored into', async () => {
  await using other = await aDatabase();
  const there = quietServices(other);
  await anEmptyClinic(there);
  await there[Symbol.asyncDispose]();
  await other.close();
  const before = await fingerprint(other.superuser);
  await expect(restore(made.path, backupKey(services.secrets), other.where)).rejects.toThrow('a clinic lives in it');
  expect(await fingerprint(other.superuser)).toEqual(before);
});

test('a database with tables of something else is never restored into', async () => {
  const { where, superuser } = await anEmptyDatabase();
  await ask(superuser, 'create table public.recipes (id int)');
  await expect(restore(made.path, backupKey(services.secrets), where)).rejects.toThrow('public.recipes');
  expect(await tablesIn(superuser)).toBe(1);
});

test('a database that someone is using is not restored into', async () => {
  const { where, superuser } = await anEmptyDatabase();
  const someone = new pg.Client(superuser);
  await someone.connect();
  try {
    await expect(restore(made.path, backupKey(services.secrets), where)).rejects.toThrow('Someone else is connected');
    expect(await tablesIn(superuser)).toBe(0);
  } finally {
    await someone.end();
  }
});

test('a database that the server prepared and nobody used yet counts as empty', async () => {
  const fresh = await aDatabase();
  await fresh.close();
  const { rows } = await restore(made.path, backupKey(services.secrets), fresh.where);
  expect(rows).toEqual(made.rows);
});

test('a restore that fails when all rows are in leaves the database as empty as it was', async () => {
  const { where, superuser } = await anEmptyDatabase();
  // Stands in for a server that fails late: protecting the tables again is refused once there are patients in them.
  await ask(
    superuser,
    `create function public.refuse() returns event_trigger language plpgsql as $$
     declare filled boolean := false;
     begin
       if to_regclass('clinic.patient') is not null then
         execute 'select exists (select 1 from clinic.patient)' into filled;
       end if;
       if filled then raise exception 'the server fails late'; end if;
     end $$;
     create event trigger late on ddl_command_end when tag in ('ALTER TABLE') execute function public.refuse()`,
  );
  await expect(restore(made.path, backupKey(services.secrets), where)).rejects.toThrow('the server fails late');
  expect(await tablesIn(superuser)).toBe(0);
  await ask(superuser, 'drop event trigger late');
  expect((await restore(made.path, backupKey(services.secrets), where)).rows).toEqual(made.rows);
});

test('anchors kept from the lost machine are believed up to the backup, and the loss after it is told', async () => {
  const [ctx] = clinics;
  if (ctx === undefined) throw new Error('there is a clinic');
  await using later = await aDatabase();
  await later.close();
  // What happened after the backup, and was anchored, is lost with the machine.
  await writeEvents(ctx, 5);
  await sealAll(db, ctx.clinicId, 10_000);
  await anchorClinic(services, ctx.clinicId);
  const restored = await restore(made.path, backupKey(services.secrets), later.where);
  const target = openDatabase(later.where);
  const there = quietServices(target);
  try {
    const kept = anchorFile(there.config.dataDir, ctx.clinicId);
    mkdirSync(dirname(kept), { recursive: true });
    copyFileSync(anchorFile(services.config.dataDir, ctx.clinicId), kept);
    const report = (await settle(there, restored)).find(({ clinicId }) => clinicId === ctx.clinicId);
    expect(report).toMatchObject({ ok: true, restores: [{ seq: 30 }], links: 34, anchors: { lines: 4, checked: 3 } });
  } finally {
    await there[Symbol.asyncDispose]();
    await target.close();
  }
});

test('a trail that was broken when the backup was made is reported broken after the restore', async () => {
  await using source = await aDatabase();
  const here = quietServices(source);
  const ctx = await anEmptyClinic(here);
  await writeEvents(ctx, 4);
  await sealAll(source, ctx.clinicId, 10_000);
  await anchorClinic(here, ctx.clinicId);
  await tamper(source.superuser, 'delete from clinic.audit_link where clinic_id = $1', [ctx.clinicId]);
  await tamper(source.superuser, `update clinic.audit_event set action = 'chart.read' where clinic_id = $1`, [
    ctx.clinicId,
  ]);
  await sealAll(source, ctx.clinicId, 10_000);
  const backup = await backUp(here);
  const { where } = await anEmptyDatabase();
  const restored = await restore(backup.path, backupKey(here.secrets), where);
  const target = openDatabase(where);
  const there = quietServices(target);
  const [report] = await settle(there, restored);
  await Promise.all([there, here].map((each) => each[Symbol.asyncDispose]()));
  await target.close();
  expect(report).toMatchObject({ ok: false, brokenAt: { seq: 4, why: expect.stringContaining('already broken') } });
});

test('nobody stays signed in through a restore: sign-ins of the lost machine have ended', async () => {
  await using source = await aDatabase();
  const here = quietServices(source);
  const { clinicId, by } = await anEmptyClinic(here);
  const account = { id: by.accountId, name: 'Synthetic Nurse', email: 'nurse@clinic.example' };
  await source.identity.insertInto('account').values(account).execute();
  await source.identity
    .insertInto('signIn')
    .values({
      id: newId(),
      accountId: by.accountId,
      clinicId,
      token: newId(),
      method: 'passkey',
      expiresAt: new Date('2999-01-01'),
    })
    .execute();
  const backup = await backUp(here);
  const { where } = await anEmptyDatabase();
  const restored = await restore(backup.path, backupKey(here.secrets), where);
  const target = openDatabase(where);
  const there = quietServices(target);
  await settle(there, restored);
  const signIns = await target.identity.selectFrom('signIn').select('expiresAt').execute();
  await Promise.all([there, here].map((each) => each[Symbol.asyncDispose]()));
  await target.close();
  expect(signIns.map(({ expiresAt }) => expiresAt.getTime() <= Date.now())).toEqual([true]);
});

test('nothing of a patient can be read in the file', () => {
  const bytes = readFileSync(made.path);
  expect(awkward.filter((name) => name.length > 5 && bytes.includes(name))).toEqual([]);
});

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
