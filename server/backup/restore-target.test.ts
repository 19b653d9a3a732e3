import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { anchorFile } from '#server/audit/anchor-file.ts';
import { anchorClinic } from '#server/audit/anchors.ts';
import { sealAll } from '#server/audit/sealer.ts';
import { openDatabase } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { aBackup, anEmptyDatabase, ask, fingerprint, tablesIn } from '../../tests/a-backup.ts';
import { anEmptyClinic, quietServices, tamper, writeEvents } from '../../tests/a-trail.ts';
import { aDatabase } from '../../tests/database.ts';
import { backUp } from './backup.ts';
import { backupKey } from './backup-key.ts';
import { restore } from './restore.ts';
import { settle } from './settle.ts';

const backup = await aBackup();
const { db, services, clinics, made } = backup;
afterAll(() => backup[Symbol.asyncDispose]());

test('a database in which a clinic lives is never restored into', async () => {
  await using other = await aDatabase();
  const there = quietServices(other);
  await anEmptyClinic(there);
  await there[Symbol.asyncDispose]();
  await other.close();
  const before = await fingerprint(made, other.superuser);
  await expect(restore(made.path, backupKey(services.secrets), other.where)).rejects.toThrow('a clinic lives in it');
  expect(await fingerprint(made, other.superuser)).toEqual(before);
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
