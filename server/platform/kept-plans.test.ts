import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { aDatabase } from '../../tests/database.ts';

const db = await aDatabase();
const admin = new pg.Client(db.superuser);
await admin.connect();
await admin.query('create table public.told (n integer); grant select, insert on public.told to racemic_public');
afterAll(async () => {
  await admin.end();
  await db[Symbol.asyncDispose]();
});

const all = async () => (await sql<object>`select * from public.told order by n`.execute(db.public)).rows;

test('a statement of a public page keeps its plan; when the tables change, nobody is shown an error', async () => {
  await admin.query('insert into public.told values (1)');
  for (let time = 0; time < 20; time += 1) expect(await all()).toEqual([{ n: 1 }]);
  await admin.query(`alter table public.told add column later text default 'x'`);
  const answers = await Promise.all(Array.from({ length: 20 }, all));
  for (const answer of answers) expect(answer).toEqual([{ n: 1, later: 'x' }]);
  expect(await all()).toEqual([{ n: 1, later: 'x' }]);
});

test('a statement that fails says so, and the next one is answered', async () => {
  const wrong = () => sql`insert into public.told (n) values (${'one'}::text::integer)`.execute(db.public);
  for (let time = 0; time < 3; time += 1) await expect(wrong()).rejects.toMatchObject({ code: '22P02' });
  expect(await all()).toHaveLength(1);
});

test('public pages change nothing in several steps', async () => {
  await expect(db.public.transaction().execute(() => Promise.resolve())).rejects.toThrow(RangeError);
});
