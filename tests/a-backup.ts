import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { anchorClinic } from '#server/audit/anchors.ts';
import { sealAll } from '#server/audit/sealer.ts';
import { type BackupMade, backUp } from '#server/backup/backup.ts';
import { nameOf } from '#server/backup/content.ts';
import type { Context } from '#server/platform/context.ts';
import { embeddedWhere, type Where } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { anEmptyClinic, type Quiet, quietServices, writeEvents } from './a-trail.ts';
import { aDatabase, asSuperuser, type TestDatabase } from './database.ts';

/** What a careless dump breaks: line breaks, tabs, backslashes, COPY's own marks, quotes, other scripts, an emoji. */
export const awkward = [
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

export type ABackup = {
  db: TestDatabase;
  services: Quiet;
  clinics: [Context, Context];
  made: BackupMade;
  [Symbol.asyncDispose](): Promise<void>;
};

/** Two clinics whose rows are hard to copy, with 30 linked audit events each and 3 that are not yet, and their backup. */
export async function aBackup(): Promise<ABackup> {
  const db = await aDatabase();
  const services = quietServices(db);
  const clinics: ABackup['clinics'] = [await anEmptyClinic(services), await anEmptyClinic(services)];
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
  const [{ clinicId, by }] = clinics;
  const account = { id: by.accountId, name: 'Synthetic Nurse', email: 'nurse@clinic.example' };
  await db.identity.insertInto('account').values(account).execute();
  await db.identity
    .insertInto('invitation')
    .values({
      id: newId(),
      clinicId,
      practitionerId: newId(),
      email: 'new@clinic.example',
      givenName: awkward.join(' '),
      familyName: 'Person',
      roles: ['nurse', 'front-desk'],
      tokenHash: randomBytes(32),
      invitedBy: by.accountId,
      expiresAt: new Date('2999-01-01'),
    })
    .execute();
  const made = await backUp(services);
  return {
    db,
    services,
    clinics,
    made,
    [Symbol.asyncDispose]: async () => {
      await services[Symbol.asyncDispose]();
      await db[Symbol.asyncDispose]();
    },
  };
}

export async function ask<T extends pg.QueryResultRow>(where: pg.ClientConfig, text: string): Promise<T[]> {
  const client = new pg.Client(where);
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

/** A fingerprint of every table, by a superuser whom no policy hides anything from. */
export async function fingerprint(
  { header }: BackupMade,
  superuser: pg.ClientConfig,
): Promise<Record<string, string | undefined>> {
  const prints: Record<string, string | undefined> = {};
  for (const table of header.tables) {
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

export const tablesIn = async (superuser: pg.ClientConfig): Promise<number> =>
  (
    await ask(
      superuser,
      `select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`,
    )
  ).length;

/** An empty database beside the others on the test server. */
export async function anEmptyDatabase(): Promise<{ where: Where; superuser: pg.ClientConfig }> {
  const name = `empty_${randomBytes(5).toString('hex')}`;
  const superuser = asSuperuser(name);
  await ask(asSuperuser('postgres'), `create database ${name} owner racemic_owner template template0`);
  return { where: embeddedWhere({ host: String(superuser.host), port: Number(superuser.port) }, name), superuser };
}
