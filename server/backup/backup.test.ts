import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { audit } from '#server/audit/audit.ts';
import { sealAll } from '#server/audit/sealer.ts';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Services } from '#server/platform/services.ts';
import { anEmptyClinic, quietServices, tamper, writeEvents } from '../../tests/a-trail.ts';
import { aDatabase } from '../../tests/database.ts';
import { backUp } from './backup.ts';
import { backupKey } from './backup-key.ts';
import { CannotBackUp } from './cannot-back-up.ts';
import { nameOf, readBackup } from './content.ts';
import { outdated } from './file.ts';
import { nightlyBackup } from './nightly.ts';
import { beginSnapshot } from './snapshot.ts';
import { backupStatus } from './status.ts';

const db = await aDatabase();
const services = quietServices(db);
const ctx = await anEmptyClinic(services);
afterAll(async () => {
  await services[Symbol.asyncDispose]();
  await db[Symbol.asyncDispose]();
});

const inFolder = (backupDir: string): Services => ({ ...services, config: { ...services.config, backupDir } });

/** The rows of one table in a backup, as lists of column texts. */
async function rowsOf(path: string, wanted: string): Promise<string[][]> {
  const parts: Buffer[] = [];
  let reading = false;
  await readBackup(path, backupKey(services.secrets), {
    begin: async (table) => {
      reading = nameOf(table) === wanted;
    },
    rows: async (part) => {
      if (reading) parts.push(Buffer.from(part));
    },
    end: async () => undefined,
  });
  const lines = Buffer.concat(parts).toString('utf8').split('\n').slice(0, -1);
  return lines.map((line) => line.split('\t'));
}

/** One change as the program makes it: a row, its audit event, and a counter, in one transaction. */
const register = (n: number, by: Context) =>
  inClinic(by, async (tx) => {
    const id = newId();
    await tx
      .insertInto('patientNumber')
      .values({ last: 1 })
      .onConflict((row) => row.column('clinicId').doUpdateSet((eb) => ({ last: eb('patientNumber.last', '+', 1) })))
      .execute();
    await audit(tx, by, { action: 'patient.register', patientId: id, after: { n } });
    await tx
      .insertInto('patient')
      .values({
        id,
        number: id,
        givenName: 'Synthetic',
        familyName: `Patient ${n}`,
        initials: 'SP',
        birthOn: '1990-01-01',
        sexForClinicalUse: 'unknown',
        language: 'en',
        timeZone: 'UTC',
      })
      .execute();
  });

test('a backup made while everyone writes is one moment: no row without its audit event, no count that is off', async () => {
  let stop = false;
  let written = 0;
  const writers = Array.from({ length: 6 }, async () => {
    while (!stop) {
      written += 1;
      await register(written, ctx);
    }
  });
  const seen: number[] = [];
  try {
    for (let round = 0; round < 5; round += 1) {
      const before = written;
      await expect.poll(() => written, { timeout: 20_000, interval: 10 }).toBeGreaterThan(before + 20);
      const { path } = await backUp({ ...services, clock: () => new Date(Date.UTC(2026, 10, 25, 1, round)) });
      const patients = (await rowsOf(path, 'clinic.patient')).map(([, id]) => id).sort();
      const events = await rowsOf(path, 'clinic.audit_event');
      const registered = events.filter((row) => row.includes('patient.register')).length;
      const [[, counted] = []] = await rowsOf(path, 'clinic.patient_number');
      expect(registered).toBe(patients.length);
      expect(Number(counted)).toBe(patients.length);
      const spokenOf = events.flatMap((row) => row.filter((value) => patients.includes(value)));
      expect(new Set(spokenOf)).toEqual(new Set(patients));
      seen.push(patients.length);
    }
  } finally {
    stop = true;
    await Promise.all(writers);
  }
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(new Set(seen).size).toBe(5);
}, 90_000);

test('the backup holds every table of every clinic, and its name, size and time stand on the status', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'racemic-backups-'));
  const made = await backUp(inFolder(folder));
  expect(made.header.clinics).toContain(ctx.clinicId);
  const owner = await db.ownerConnection();
  const { rows } = await owner.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('clinic', 'identity', 'public_data') and c.relkind in ('r', 'p') and not c.relispartition`,
  );
  await owner.end();
  expect(made.header.tables.map(nameOf).sort()).toEqual(rows.map((row) => row.name).sort());
  expect(made.header.tables.some((table) => table.columns.includes('xid') || table.columns.includes('below'))).toBe(
    false,
  );
  expect(readdirSync(folder)).toEqual([made.path.slice(folder.length + 1)]);
  expect(statSync(made.path).mode & 0o777).toBe(0o600);
  expect((await backupStatus(services)).lastSuccess).toMatchObject({
    at: made.header.createdAt,
    bytes: statSync(made.path).size,
  });
});

describe('when no backup can be made, the owner reads why and nothing is left behind:', () => {
  const fails = async (backupDir: string, sentence: string) => {
    const before = (await backupStatus(services)).lastSuccess;
    await expect(backUp(inFolder(backupDir))).rejects.toThrow(sentence);
    const status = await backupStatus(services);
    expect(status.lastFailure?.why).toContain(sentence);
    expect(status.lastSuccess).toEqual(before);
  };

  test('the folder is a file', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'racemic-backups-')), 'file');
    writeFileSync(file, '');
    await fails(file, 'is not a folder');
    await fails(join(file, 'below'), 'is not a folder');
  });

  test('the place takes no files', async () => {
    await fails('/proc/racemic-backups', 'so there is no new backup');
  });

  test('another backup is being made', async () => {
    const owner = await db.ownerConnection();
    try {
      await beginSnapshot(owner);
      await expect(backUp(services)).rejects.toThrow('Another backup is being made');
    } finally {
      await owner.end();
    }
  });

  test('a table would hide rows from it', async () => {
    await tamper(db.superuser, 'alter policy backup_reads on clinic.problem using (clinic_id = racemic_clinic())');
    try {
      await expect(backUp(services)).rejects.toThrow('The table clinic.problem hides rows from the backup');
      await expect(backUp(services)).rejects.toBeInstanceOf(CannotBackUp);
    } finally {
      await tamper(db.superuser, 'alter policy backup_reads on clinic.problem using (true)');
    }
  });
});

test('a file that a killed backup left half-written is removed by the next one, and other files stay', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'racemic-backups-'));
  const leftover = join(folder, 'racemic-20200101T000000Z.rbk.part');
  const other = join(folder, 'notes.txt');
  writeFileSync(leftover, 'half');
  writeFileSync(other, 'keep');
  const { path } = await backUp(inFolder(folder));
  expect([existsSync(leftover), existsSync(other), existsSync(path)]).toEqual([false, true, true]);
});

test('the last backup of each day stays for as many days as are kept, and the newest one always', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `202602${String(n).padStart(2, '0')}`);
  const time = fc.integer({ min: 0, max: 23 }).map((n) => `${String(n).padStart(2, '0')}0000`);
  const name = fc.tuple(day, time).map(([d, t]) => `racemic-${d}T${t}Z.rbk`);
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (names, keep) => {
      const gone = new Set(outdated(names, keep));
      const kept = names.filter((each) => !gone.has(each)).sort();
      const days = (all: string[]) => [...new Set(all.map((each) => each.slice(8, 16)))].sort();
      expect(days(kept)).toEqual(days(names).slice(-keep));
      expect(kept.at(-1)).toBe([...names].sort().at(-1));
      for (const each of days(kept).slice(0, -1))
        expect(kept.filter((one) => one.includes(`-${each}T`))).toHaveLength(1);
    }),
  );
  expect(outdated(['notes.txt', 'racemic-20260101T000000Z.rbk.part'], 1)).toEqual([]);
});

test('old backups go only when a new one was found whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'racemic-backups-'));
  const at = (day: number, backupDir = folder): Services => ({
    ...services,
    config: { ...services.config, backupDir, backupKeep: 2 },
    clock: () => new Date(Date.UTC(2026, 0, day, 2, 30)),
  });
  for (const day of [1, 2, 3]) await backUp(at(day));
  expect(readdirSync(folder).sort()).toEqual(['racemic-20260102T023000Z.rbk', 'racemic-20260103T023000Z.rbk']);
  await tamper(db.superuser, 'alter policy backup_reads on clinic.problem using (clinic_id = racemic_clinic())');
  await expect(backUp(at(4))).rejects.toThrow();
  await tamper(db.superuser, 'alter policy backup_reads on clinic.problem using (true)');
  expect(readdirSync(folder).sort()).toEqual(['racemic-20260102T023000Z.rbk', 'racemic-20260103T023000Z.rbk']);
});

test('the nightly job also looks the audit trail over, and says so when it is broken', async () => {
  const [first] = await writeEvents(ctx, 1);
  await nightlyBackup(services);
  expect((await backupStatus(services)).lastAuditCheck).toMatchObject({ ok: true });
  await sealAll(db, ctx.clinicId, 20_000);
  await tamper(db.superuser, `update clinic.audit_event set action = 'x' where id = $1`, [first]);
  await nightlyBackup({ ...services, clock: () => new Date(Date.now() + 60_000) });
  expect((await backupStatus(services)).lastAuditCheck).toMatchObject({
    ok: false,
    why: expect.stringContaining('differs'),
  });
});

test('the key is made once, and only its owner can read the file', () => {
  const file = join(services.config.dataDir, 'secrets', 'backup.key');
  expect(backupKey(services.secrets).equals(backupKey(services.secrets))).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toHaveLength(32);
});
