import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchPrefixes } from '#clinical/chart/chart.ts';
import type { Tx } from '#server/platform/database.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { type Quiet, quietServices } from '../../tests/a-trail.ts';
import { aClinic, type Person } from '../../tests/builders.ts';
import { aDatabase, type TestDatabase } from '../../tests/database.ts';
import { manyPatients } from '../../tests/many-patients.ts';
import { changedBySomeoneElse } from './chart-access.ts';
import { listAllergies, listMedicines, listProblems } from './chart-rows.queries.ts';
import {
  countPatients,
  findPatient,
  listCareTeam,
  listLookalikes,
  listPatients,
  listPossiblySame,
  standingTo,
} from './patient.queries.ts';

/**
 * With ten thousand patients, and another clinic beside, under row-level security: what a query reads is counted by
 * the database itself, so a plan that reads a whole table fails here and not in a clinic.
 */

let db: TestDatabase;
let services: Quiet;
let nurse: Person;
let someone: Awaited<ReturnType<typeof findPatient>>;

beforeAll(async () => {
  db = await aDatabase();
  services = quietServices(db);
  const clinic = await aClinic(services);
  nurse = await clinic.as('nurse');
  const elsewhere = await aClinic(services);
  await manyPatients(db, elsewhere.clinicId, 2_000);
  await manyPatients(db, clinic.clinicId, 10_000);
  someone = await inClinic(nurse.ctx, (tx) =>
    tx.selectFrom('patient').selectAll().where('number', '=', '05000').executeTakeFirstOrThrow(),
  );
}, 120_000);
afterAll(async () => {
  await services[Symbol.asyncDispose]();
  await db[Symbol.asyncDispose]();
});

type Counted = { scanned: number; rows: number };

/** How many rows this piece of work read by going through a table, and how many in all, by index included. */
async function counted(work: (tx: Tx) => Promise<unknown>): Promise<Counted> {
  const now = async (tx: Tx): Promise<Counted> => {
    const { rows } = await sql<{ scanned: string; rows: string }>`
      select coalesce(sum(seq_tup_read), 0) as scanned, coalesce(sum(seq_tup_read + idx_tup_fetch), 0) as rows
        from pg_stat_xact_user_tables
       where relname in ('patient', 'patient_search', 'allergy', 'medicine', 'problem', 'audit_event')`.execute(tx);
    return { scanned: Number(rows[0]?.scanned), rows: Number(rows[0]?.rows) };
  };
  return inClinic(nurse.ctx, async (tx) => {
    const before = await now(tx);
    await work(tx);
    const after = await now(tx);
    return { scanned: after.scanned - before.scanned, rows: after.rows - before.rows };
  });
}

describe('a search goes by the index', () => {
  test.each([
    ['nothing typed', () => '', 25],
    ['one letter', () => 'g', 2_500],
    ['one letter that half of them have', () => 'a', 2_500],
    ['a digit that everyone has', () => '1', 2_500],
    ['two letters', () => 'ga', 2_500],
    ['three letters', () => 'gar', 2_500],
    ['a whole name', () => `${someone.givenName} ${someone.familyName}`, 2_500],
    ['the beginnings of two names', () => 'jo ga', 5_000],
    ['two letters that many have', () => 'j g', 5_000],
    ['a birth date', () => someone.birthOn, 20],
    ['a birth date, month first', () => '3/7/1984', 20],
    ['a chart number', () => '05000', 20],
    ['nobody', () => 'zzyzx', 5],
    ['six words', () => 'a b c d e f', 25_000],
  ])('%s', async (_what, typed, most) => {
    const { scanned, rows } = await counted((tx) => listPatients(tx, searchPrefixes(typed()), 20));
    expect(scanned).toBe(0);
    expect(rows).toBeLessThanOrEqual(most);
  });

  test('the number of all is known without counting them', async () => {
    expect(await counted(countPatients)).toEqual({ scanned: 0, rows: 0 });
    expect(await inClinic(nurse.ctx, countPatients)).toBe(10_000);
  });
});

describe('a chart reads what is in it', () => {
  test('and not the charts of others', async () => {
    const { scanned, rows } = await counted(async (tx) => {
      await findPatient(tx, someone.id);
      await standingTo(tx, someone.id, nurse.practitionerId, new Date());
      await listCareTeam(tx, someone.id);
      await listAllergies(tx, someone.id);
      await listMedicines(tx, someone.id);
      await listProblems(tx, someone.id);
    });
    expect(scanned).toBe(0);
    expect(rows).toBeLessThan(20);
  });

  test('those of the same name and initials are found without reading everyone', async () => {
    const { scanned, rows } = await counted((tx) => listLookalikes(tx, someone));
    expect(scanned).toBe(0);
    expect(rows).toBeLessThan(2_500);
  });

  test('who changed it last is found without reading the trail', async () => {
    const { scanned, rows } = await counted((tx) => changedBySomeoneElse(tx, { kind: 'patient', id: someone.id }, {}));
    expect(scanned).toBe(0);
    expect(rows).toBeLessThan(10);
  });
});

test('possible duplicates are found without reading everyone: the row of numbers is locked meanwhile', async () => {
  const { scanned, rows } = await counted((tx) => listPossiblySame(tx, someone));
  expect(scanned).toBe(0);
  expect(rows).toBeLessThan(2_500);
});
