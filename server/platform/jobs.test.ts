import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aDatabase, type TestDatabase } from '../../tests/database.ts';
import { newId } from './ids.ts';
import { type Job, type Jobs, openJobs } from './jobs.ts';
import { openLog } from './log.ts';

/** The real job runner, as the application's own role: it may use the queue's tables and make none. */

let db: TestDatabase;
let jobs: Jobs;
const done: Record<string, string>[] = [];
const logged: string[] = [];
let failures = 0;

const known: Job[] = [
  { name: 'note', run: (data) => Promise.resolve(void done.push(data)) },
  {
    name: 'stumbles',
    retries: 3,
    run: (data) => {
      failures += 1;
      return failures === 1 ? Promise.reject(new Error('not this time')) : Promise.resolve(void done.push(data));
    },
  },
  { name: 'nightly', cron: '30 2 * * *', run: () => Promise.resolve() },
];

beforeAll(async () => {
  db = await aDatabase();
  jobs = await openJobs(db, openLog({ logLevel: 'info' }, { write: (line) => logged.push(line) }), known);
}, 60_000);
afterAll(async () => {
  await jobs.close();
  await db[Symbol.asyncDispose]();
}, 60_000);

describe('a job', () => {
  test('is done with the ids that it was given', async () => {
    const data = { clinicId: newId(), mailId: newId() };
    expect(await jobs.enqueue('note', data)).toBe(true);
    await expect.poll(() => done, { timeout: 20_000 }).toContainEqual(data);
  });

  test('that fails is tried again', async () => {
    const data = { mailId: newId() };
    await jobs.enqueue('stumbles', data);
    await expect.poll(() => done, { timeout: 25_000 }).toContainEqual(data);
    expect(failures).toBe(2);
  });

  test.each([
    ['a name', 'Jordan'],
    ['a sentence', 'found unconscious in the waiting room'],
    ['an e-mail address', 'jordan@example.org'],
    ['a birth date', '1984-03-07'],
    ['a chart number', '00042'],
    ['nothing', ''],
    ['an id and more', `${newId()} Jordan`],
  ])('takes ids only: %s is refused before it is stored, and the error does not repeat it', async (_what, value) => {
    const error = await jobs.enqueue('note', { clinicId: newId(), who: value }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(RangeError);
    expect(String(error)).toBe('RangeError: The job note was given something as who that is not an id.');
    const { rows } = await db.clinicPool.query<{ data: string }>('select data::text from jobs.job');
    expect(rows.filter(({ data }) => data.includes('who'))).toEqual([]);
  });

  test('is logged with its ids, and without its data', () => {
    const lines = logged.filter((line) => line.includes('job begins'));
    expect(lines.length).toBeGreaterThan(0);
    expect(Object.keys(JSON.parse(lines[0] ?? '{}')).sort()).toEqual(['job', 'jobId', 'level', 'msg', 'time']);
  });
});

test('work that comes by itself is scheduled', async () => {
  const { rows } = await db.clinicPool.query<{ name: string; cron: string }>('select name, cron from jobs.schedule');
  expect(rows).toEqual([{ name: 'nightly', cron: '30 2 * * *' }]);
});
