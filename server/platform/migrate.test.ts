import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anEmptyDatabase, type EmptyDatabase } from '../../tests/empty-database.ts';
import { CannotStart } from './cannot-start.ts';
import { listMigrations, type Migration, migrate } from './migrate.ts';

let database: EmptyDatabase;
beforeEach(async () => {
  database = await anEmptyDatabase();
});
afterEach(() => database[Symbol.asyncDispose]());

const step = (name: string, sql: string): Migration => ({
  name,
  sql,
  checksum: createHash('sha256').update(sql).digest('hex'),
});
const bring = (migrations: Migration[], more: { upTo?: string } = {}) =>
  migrate(database.where.owner, { migrations, jobs: false, ...more });

async function ask<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  const client = new pg.Client(database.superuser);
  await client.connect();
  const { rows } = await client.query<T>(sql);
  await client.end();
  return rows;
}
const kept = async () =>
  (await ask<{ name: string }>('select name from public.racemic_migration order by name')).map(({ name }) => name);
const tables = async () =>
  (await ask<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public' order by 1`)).map(
    ({ name }) => name,
  );

/** The one sentence with which a start ends. */
async function sentenceOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(CannotStart);
  return error instanceof Error ? error.message : '';
}

describe('the migrations of this version', () => {
  test('are numbered without gap or double, so that two people can’t add the same step unnoticed', () => {
    const numbers = listMigrations().map(({ name }) => Number(name.slice(0, 4)));
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  });

  test('bring an empty database to this version, once', async () => {
    const names = listMigrations().map(({ name }) => name);
    expect(await migrate(database.where.owner)).toEqual(names);
    expect(await migrate(database.where.owner)).toEqual([]);
    expect(await kept()).toEqual(names);
    const [job] = await ask<{ there: boolean }>(`select to_regclass('jobs.job') is not null as there`);
    expect(job).toEqual({ there: true });
  });

  test('three servers that start at the same moment apply each step once', async () => {
    const names = listMigrations().map(({ name }) => name);
    const applied = await Promise.all([1, 2, 3].map(() => migrate(database.where.owner)));
    expect(applied.flat()).toEqual(names);
    expect(applied.map(({ length }) => length).sort((a, b) => a - b)).toEqual([0, 0, names.length]);
  });
});

describe('steps', () => {
  const one = step('0001_one', 'create table public.one (id int)');
  const two = step('0002_two', 'create table public.two (id int)');

  test('are applied in order, up to the one that is asked for', async () => {
    expect(await bring([one, two], { upTo: '0001_one' })).toEqual(['0001_one']);
    expect(await tables()).toEqual(['one', 'racemic_migration']);
    expect(await bring([one, two])).toEqual(['0002_two']);
  });

  test('that were changed after they were applied are refused by name, and nothing more is done', async () => {
    await bring([one]);
    const changed = step('0001_one', 'create table public.one (id bigint)');
    const sentence = await sentenceOf(bring([changed, two]));
    expect(sentence).toContain('0001_one');
    expect(sentence).toMatch(/^[^.]+: put the original file back\.$/);
    expect(await kept()).toEqual(['0001_one']);
  });

  test('that this version does not know are those of a newer one: it is not started on its database', async () => {
    await bring([one, two]);
    const sentence = await sentenceOf(bring([one]));
    expect(sentence).toContain('0002_two');
    expect(sentence).toContain('start the newer version');
    expect(await kept()).toEqual(['0001_one', '0002_two']);
  });

  test('that fail half-way keep nothing of themselves, and everything before them', async () => {
    const broken = step(
      '0002_two',
      'create table public.two (id int); insert into public.two values (1); select 1 / 0',
    );
    const sentence = await sentenceOf(bring([one, broken, step('0003_three', 'create table public.three (id int)')]));
    expect(sentence).toContain('0002_two');
    expect(sentence).toContain('division by zero');
    expect(await tables()).toEqual(['one', 'racemic_migration']);
    expect(await kept()).toEqual(['0001_one']);
    expect(await bring([one, two])).toEqual(['0002_two']);
  });

  test('cut off by a lost connection end in a sentence, and the next start does them', async () => {
    const slow = step('0002_two', 'create table public.two (id int); select pg_sleep(60)');
    const started = sentenceOf(bring([one, slow]));
    await expect
      .poll(
        async () =>
          (
            await ask(
              `select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(60)%' and state = 'active' and pid <> pg_backend_pid()`,
            )
          ).length,
        { timeout: 20_000 },
      )
      .toBe(1);
    expect(await started).toContain('0002_two');
    expect(await kept()).toEqual(['0001_one']);
    expect(await bring([one, two])).toEqual(['0002_two']);
  });
});
