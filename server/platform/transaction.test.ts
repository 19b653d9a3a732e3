import { CompiledQuery, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { aDatabase } from '../../tests/database.ts';
import type { Tx } from './database.ts';
import { newId } from './ids.ts';
import { statementName } from './statement-names.ts';
import { unwaited } from './transaction.ts';

/** Two connections at most, so that each is used again and again. */
const db = await aDatabase({ clinic: 2 });
const clinicId = newId();
const admin = new pg.Client(db.superuser);
await admin.connect();
await admin.query(
  'create table public.kept (n integer primary key, word text); grant select, insert, update on public.kept to racemic_app',
);
beforeEach(() => admin.query('truncate public.kept'));
afterAll(async () => {
  await admin.end();
  await db[Symbol.asyncDispose]();
});

const kept = async () =>
  (await admin.query<{ n: number }>('select n from public.kept order by n')).rows.map(({ n }) => n);
const insert = (n: number | string) => CompiledQuery.raw('insert into public.kept (n) values ($1)', [n]);

test('what was sent without waiting is kept with the rest', async () => {
  const answer = await db.inClinicTransaction(clinicId, async (tx) => {
    await unwaited(tx, insert(1));
    const { rows } = await sql<{ n: number }>`select n from public.kept`.execute(tx);
    await unwaited(tx, insert(2));
    return rows;
  });
  expect(answer).toEqual([{ n: 1 }]);
  expect(await kept()).toEqual([1, 2]);
});

test('when something nobody waited for fails, nothing is kept and its error is the answer', async () => {
  const failed = db.inClinicTransaction(clinicId, async (tx) => {
    await unwaited(tx, insert(1));
    await unwaited(tx, insert(1));
    return 'done';
  });
  await expect(failed).rejects.toMatchObject({ code: '23505' });
  expect(await kept()).toEqual([]);
});

test('a failure that someone caught inside still ends the transaction: half of it is never kept', async () => {
  const failed = db.inClinicTransaction(clinicId, async (tx) => {
    await tx.executeQuery(insert(1));
    await tx.executeQuery(insert('one')).catch(() => undefined);
    return 'done';
  });
  await expect(failed).rejects.toMatchObject({ code: '22P02' });
  expect(await kept()).toEqual([]);
});

test('an error of the work undoes what was already sent', async () => {
  const failed = db.inClinicTransaction(clinicId, async (tx) => {
    await unwaited(tx, insert(1));
    throw new RangeError('not this time');
  });
  await expect(failed).rejects.toThrow('not this time');
  expect(await kept()).toEqual([]);
});

test('whoever asks is told once it is kept that something was written, and of looking, missing and failing hears nothing', async () => {
  const told: string[] = [];
  const tells = async (what: string, work: (tx: Tx) => Promise<unknown>) => {
    await db.inClinicTransaction(clinicId, work, () => told.push(what)).catch(() => undefined);
    return kept();
  };
  await tells('a look', (tx) => sql`select n from public.kept`.execute(tx));
  await tells('a lock', (tx) => sql`select pg_advisory_xact_lock(1)`.execute(tx));
  await tells('no row', (tx) => sql`update public.kept set word = 'x' where n = 99`.execute(tx));
  await tells('a failure', (tx) => tx.executeQuery(insert('one')));
  await tells('half of it', async (tx) => {
    await unwaited(tx, insert(8));
    await unwaited(tx, insert(8));
  });
  expect(told).toEqual([]);
  expect(await tells('a row', (tx) => tx.executeQuery(insert(1)))).toEqual([1]);
  const inside = CompiledQuery.raw(
    'with two as (insert into public.kept (n) values ($1) returning n) select 1 as one',
    [2],
  );
  expect(await tells('a row inside a look', (tx) => tx.executeQuery(inside))).toEqual([1, 2]);
  expect(told).toEqual(['a row', 'a row inside a look']);
});

test('asked or not, the error of what nobody waited for is the answer', async () => {
  const failed = db.inClinicTransaction(
    clinicId,
    async (tx) => {
      await unwaited(tx, insert(1));
      await unwaited(tx, insert(1));
    },
    () => undefined,
  );
  await expect(failed).rejects.toMatchObject({ code: '23505' });
});

test('statements started together get their own answers', async () => {
  const answers = await db.inClinicTransaction(clinicId, (tx) =>
    Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        sql<{ same: number }>`select ${n}::int as same`.execute(tx).then(({ rows }) => rows[0]?.same),
      ),
    ),
  );
  expect(answers).toEqual(Array.from({ length: 40 }, (_, n) => n));
});

test('a transaction is for one clinic, and without one there is none', async () => {
  const named = await db.inClinicTransaction(clinicId, async (tx) => {
    const { rows } = await sql<{ id: string }>`select racemic_clinic() as id`.execute(tx);
    return rows[0]?.id;
  });
  expect(named).toBe(clinicId);
  for (const wrong of ['', 'no clinic', `${clinicId}'; drop table public.kept; --`]) {
    const refused = db.inClinicTransaction(wrong, (tx) => unwaited(tx, insert(1)));
    await expect(refused).rejects.toMatchObject({ reason: 'not-found' });
  }
  expect(await kept()).toEqual([]);
});

test('a connection that breaks in the middle fails its own work only', async () => {
  const broken = db.inClinicTransaction(clinicId, async (tx) => {
    await unwaited(tx, insert(1));
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await admin.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await tx.executeQuery(insert(2));
  });
  await expect(broken).rejects.toThrow();
  await db.inClinicTransaction(clinicId, (tx) => unwaited(tx, insert(3)));
  expect(await kept()).toEqual([3]);
});

test('many transactions at once over few connections keep to themselves', async () => {
  await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      db
        .inClinicTransaction(clinicId, async (tx) => {
          await unwaited(tx, insert(n));
          const { rows } = await sql<{ n: number }>`select n from public.kept where n = ${n}`.execute(tx);
          expect(rows).toEqual([{ n }]);
          if (n % 2 === 1) throw new RangeError('odd');
        })
        .catch((error) => expect(error).toMatchObject({ message: 'odd' })),
    ),
  );
  expect(await kept()).toEqual(Array.from({ length: 50 }, (_, n) => 2 * n));
});

test('a column added by a newer version is met once, then the statement works again', async () => {
  const all = () =>
    db.inClinicTransaction(clinicId, async (tx) => (await sql<object>`select * from public.kept`.execute(tx)).rows);
  await db.inClinicTransaction(clinicId, (tx) => unwaited(tx, insert(1)));
  for (let time = 0; time < 10; time += 1) await all();
  await admin.query(`alter table public.kept add column later text default 'x'`);
  const answers = await Promise.allSettled(Array.from({ length: 4 }, all));
  for (const answer of answers)
    if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: '0A000' });
  expect(await all()).toEqual([{ n: 1, word: null, later: 'x' }]);
  expect(await all()).toEqual([{ n: 1, word: null, later: 'x' }]);
});

test('only statements that come again have a name, and their number is bounded', () => {
  const text = (n: number) => `select ${n}`;
  expect(statementName(text(-1))).toBeUndefined();
  const name = statementName(text(-1));
  expect(name).toMatch(/^s\d+$/);
  expect(statementName(text(-1))).toBe(name);
  const named = new Set<string>();
  for (let n = 0; n < 5_000; n += 1) {
    statementName(text(n));
    const made = statementName(text(n));
    if (made !== undefined) named.add(made);
  }
  expect(named.size).toBeLessThanOrEqual(250);
  expect(statementName(text(-1))).toBe(name);
});
