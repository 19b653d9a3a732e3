import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { aDatabase } from '../../tests/database.ts';
import { newId } from './ids.ts';

/** Two connections at most, so that each is used again and again. */
const db = await aDatabase({ clinic: 2 });
const [clinicId, elsewhere] = [newId(), newId()];
const admin = new pg.Client(db.superuser);
await admin.connect();
await admin.query(`create table public.kept (
    clinic_id uuid not null default racemic_clinic(), n integer, late integer unique deferrable initially deferred, primary key (clinic_id, n));
  call racemic_protect('public.kept'); grant select, insert on public.kept to racemic_app`);
beforeEach(() => admin.query('truncate public.kept'));
afterAll(async () => {
  await admin.end();
  await db[Symbol.asyncDispose]();
});

const kept = async () =>
  (await admin.query<{ clinic_id: string; n: number }>('select clinic_id, n from public.kept order by n')).rows;
const insert = 'insert into public.kept (n) values ($1) returning n';
const add = (n: number, clinic = clinicId) => db.inClinicAtOnce<{ n: number }>(clinic, insert, [n]);
const read = (clinic: string) =>
  db.inClinicAtOnce<{ n: number }>(clinic, 'select n from public.kept where n > $1 order by n', [0]);

test('what is answered is kept, for this clinic, and no other sees it', async () => {
  for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) expect(await add(n)).toEqual([{ n }]);
  expect(await kept()).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ clinic_id: clinicId, n })));
  expect((await read(clinicId)).length).toBe(8);
  expect(await read(elsewhere)).toEqual([]);
});

test('on a fresh and on a used connection no clinic is left behind by the one before', async () => {
  await add(1);
  const left = await db.clinicPool.query<{ id: string | null }>('select racemic_clinic() as id');
  expect(left.rows).toEqual([{ id: null }]);
  await expect(db.clinicPool.query('insert into public.kept (n) values (2)')).rejects.toThrow();
  await Promise.all(
    Array.from({ length: 60 }, async (_, n) => {
      const clinic = n % 2 === 0 ? clinicId : elsewhere;
      await add(n + 10, clinic);
      const seen = await read(clinic);
      expect(seen.map((row) => row.n)).toContain(n + 10);
      expect(seen.every((row) => row.n < 10 || row.n % 2 === n % 2)).toBe(true);
    }),
  );
  expect((await kept()).filter(({ clinic_id, n }) => n >= 10 && (n % 2 === 0) !== (clinic_id === clinicId))).toEqual(
    [],
  );
});

test('a statement writes two rows or none', async () => {
  const both = `with first as (insert into public.kept (n) values ($1)), second as (insert into public.kept (n) values ($2))
    select 1 as done`;
  await db.inClinicAtOnce(clinicId, both, [1, 2]);
  await expect(db.inClinicAtOnce(clinicId, both, [3, 2])).rejects.toMatchObject({ code: '23505' });
  expect((await kept()).map(({ n }) => n)).toEqual([1, 2]);
});

test('what fails only at the commit was never answered', async () => {
  const late = 'insert into public.kept (n, late) values ($1, 7) returning n';
  await db.inClinicAtOnce(clinicId, late, [1]);
  await expect(db.inClinicAtOnce(clinicId, late, [2])).rejects.toMatchObject({ code: '23505' });
  expect((await kept()).map(({ n }) => n)).toEqual([1]);
});

test('after a failure, of a value or of the statement itself, the connection works on', async () => {
  for (let time = 0; time < 4; time += 1) {
    await expect(db.inClinicAtOnce(clinicId, insert, ['one'])).rejects.toMatchObject({ code: '22P02' });
    await expect(db.inClinicAtOnce(clinicId, 'select $1::int from nowhere', [1])).rejects.toMatchObject({
      code: '42P01',
    });
  }
  expect(await add(1)).toEqual([{ n: 1 }]);
});

test('without a clinic there is no statement', async () => {
  for (const wrong of ['', 'no clinic', `${clinicId}'; drop table public.kept; --`])
    await expect(db.inClinicAtOnce(wrong, insert, [1])).rejects.toMatchObject({ reason: 'not-found' });
  await expect(db.inClinicAtOnce(clinicId, 'select 1', [])).rejects.toThrow('values');
  expect(await kept()).toEqual([]);
});

test('a connection that breaks in the middle fails its own work only', async () => {
  const broken = db.inClinicAtOnce(clinicId, 'select pg_terminate_backend(pg_backend_pid()), $1::int', [1]);
  await expect(broken).rejects.toThrow();
  expect(await add(1)).toEqual([{ n: 1 }]);
});

test('a connection to what is a standby now is not used again, whichever way it was met', async () => {
  const pid = async () => {
    const [row] = await db.inClinicAtOnce<{ pid: number }>(clinicId, 'select pg_backend_pid() as pid, $1::int', [1]);
    return row?.pid;
  };
  const inTransaction = () =>
    db.inClinicTransaction(clinicId, (tx) => sql`insert into public.kept (n) values (2)`.execute(tx));
  for (const write of [() => add(1), inTransaction]) {
    const before = await pid();
    await db.inClinicAtOnce(clinicId, `select set_config('default_transaction_read_only', $1, false)`, ['on']);
    await expect(write()).rejects.toMatchObject({ code: '25006' });
    expect(await pid()).not.toBe(before);
    await write();
  }
});

test('a column added by a newer version is met once, then the statement works again', async () => {
  const all = () => db.inClinicAtOnce(clinicId, 'select * from public.kept where n > $1', [0]);
  await add(1);
  for (let time = 0; time < 10; time += 1) await all();
  await admin.query('alter table public.kept add column word text');
  for (const answer of await Promise.allSettled(Array.from({ length: 4 }, all)))
    if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: '0A000' });
  expect(await all()).toEqual([{ clinic_id: clinicId, n: 1, late: null, word: null }]);
});
