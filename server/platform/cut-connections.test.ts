import { sql } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import { aDatabase } from '../../tests/database.ts';
import { newId } from './ids.ts';

test('work whose connection is cut ends with an error: nobody waits for ever, and the next work goes on', async () => {
  await using db = await aDatabase();
  const admin = new pg.Client(db.superuser);
  await admin.connect();
  let going = true;
  const outcomes = { kept: 0, lost: 0 };
  const clinicId = newId();
  const where = new Map<number, string>();
  const worker = async (n: number) => {
    while (going) {
      try {
        where.set(n, 'open');
        await db.inClinicTransaction(clinicId, async (tx) => {
          where.set(n, 'first');
          await sql`select 1`.execute(tx);
          where.set(n, 'second');
          await Promise.all([sql`select pg_sleep(0.001)`.execute(tx), sql`select 2`.execute(tx)]);
          where.set(n, 'commit');
        });
        outcomes.kept += 1;
      } catch {
        outcomes.lost += 1;
      }
      where.set(n, 'done');
    }
  };
  const workers = Array.from({ length: 6 }, (_, n) => worker(n));
  for (let cut = 0; cut < 60; cut += 1) {
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = 'racemic_app'`);
    await admin.query('select pg_sleep(0.02)');
  }
  going = false;
  const late = Symbol('late');
  const ended = await Promise.race([Promise.all(workers), new Promise((resolve) => setTimeout(resolve, 5_000, late))]);
  expect(ended === late ? Object.fromEntries(where) : {}).toEqual({});
  expect(outcomes.lost).toBeGreaterThan(10);
  expect(outcomes.kept).toBeGreaterThan(10);
  await admin.end();
});
