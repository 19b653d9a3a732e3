import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { aDatabase, type TestDatabase } from '../../tests/database.ts';
import { newId } from './ids.ts';
import { type Live, openLive } from './live.ts';
import { openLog } from './log.ts';

/** Two server processes on one database: what one changes, the screens of the other hear. */

let db: TestDatabase;
let one: Live;
let other: Live;
const logged: string[] = [];
const log = openLog({ logLevel: 'info' }, { write: (line) => logged.push(line) });

beforeAll(async () => {
  db = await aDatabase();
  one = openLive(db, log);
  other = openLive(db, log);
  await hears(one);
  await hears(other);
});
afterAll(async () => {
  await one.close();
  await other.close();
  await db[Symbol.asyncDispose]();
});

/** Until this process listens: a signal of our own comes back. */
async function hears(live: Live): Promise<void> {
  const clinicId = newId();
  let heard = 0;
  const stop = live.subscribe(clinicId, () => {
    heard += 1;
  });
  await vi.waitFor(
    () => {
      live.changed(clinicId);
      if (heard === 0) throw new Error('nothing heard yet');
    },
    { timeout: 10_000 },
  );
  stop();
}

function listener(live: Live, clinicId: string) {
  const heard: string[] = [];
  return { heard, stop: live.subscribe(clinicId, (which) => heard.push(which)) };
}

describe('that something changed', () => {
  let clinicId: string;
  beforeEach(() => {
    clinicId = newId();
  });

  test('is heard in every process, by who listens to that clinic and by nobody else', async () => {
    const [here, there, elsewhere, any] = [
      listener(one, clinicId),
      listener(other, clinicId),
      listener(other, newId()),
      listener(one, 'any'),
    ];
    one.changed(clinicId);
    await expect.poll(() => [here.heard, there.heard], { timeout: 20_000 }).toEqual([[clinicId], [clinicId]]);
    expect(elsewhere.heard).toEqual([]);
    expect(any.heard).toContain(clinicId);
    for (const of of [here, there, elsewhere, any]) of.stop();
  });

  test('many times within a moment is one signal', async () => {
    const { heard, stop } = listener(other, clinicId);
    for (let times = 0; times < 100; times += 1) one.changed(clinicId);
    await expect.poll(() => heard.length, { timeout: 20_000 }).toBeGreaterThan(0);
    const last = newId();
    const after = listener(other, last);
    one.changed(last);
    await expect.poll(() => after.heard.length, { timeout: 20_000 }).toBe(1);
    expect(heard).toHaveLength(1);
    stop();
    after.stop();
  });

  test('is not told any more to who stopped listening', async () => {
    const gone = listener(one, clinicId);
    gone.stop();
    const stays = listener(one, clinicId);
    one.changed(clinicId);
    await expect.poll(() => stays.heard.length, { timeout: 20_000 }).toBe(1);
    expect(gone.heard).toEqual([]);
    stays.stop();
  });

  test('is heard again by itself after the database closed every connection', async () => {
    const admin = new pg.Client({ ...db.superuser, database: 'postgres' });
    await admin.connect();
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [db.name]);
    await admin.end();
    await hears(one);
    await hears(other);
    const { heard, stop } = listener(other, clinicId);
    one.changed(clinicId);
    await expect.poll(() => heard.length, { timeout: 20_000 }).toBeGreaterThan(0);
    stop();
  });
});

test('closing twice, or before it ever listened, harms nothing', async () => {
  const live = openLive(db, log);
  await live.close();
  await live.close();
  live.changed(newId());
  expect(logged.filter((line) => line.includes('"level":50'))).toEqual([]);
});
