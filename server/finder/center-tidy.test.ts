import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobsOf } from '#server/jobs.ts';
import { newId } from '#server/platform/ids.ts';
import { aCenter } from '../../tests/a-center.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { tidyCenters } from './center-tidy.ts';
import { leaveRequest } from './finder.queries.ts';

let server: TestServer;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const at = (moment: string) => ({ ...server.services, clock: () => new Date(moment) });
const rowOf = (id: string) =>
  server.services.db.clinic.selectFrom('centerRequest').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

async function aRequest(settledAt: string | undefined): Promise<string> {
  const id = newId();
  const words = 'My name is Jordan and your page is wrong.';
  const { db } = server.services;
  await leaveRequest(db.public, { id, kind: 'tell', centerId: null, fact: null, words, replyTo: 'jordan@example.org' });
  if (settledAt !== undefined)
    await db.clinic
      .updateTable('centerRequest')
      .set({ state: 'done', answer: 'Put right.', settledAt, settledBy: 'an editor' })
      .where('id', '=', id)
      .execute();
  return id;
}

test('90 days after it was settled, what was written and the address are gone; that it was settled stays', async () => {
  const settled = await aRequest('2026-08-01T12:00:00Z');
  await tidyCenters(at('2026-10-30T11:59:00Z'));
  expect(await rowOf(settled)).toMatchObject({ replyTo: 'jordan@example.org' });
  await tidyCenters(at('2026-10-30T12:01:00Z'));
  const row = await rowOf(settled);
  expect(row).toMatchObject({ state: 'done', answer: 'Put right.', settledBy: 'an editor', replyTo: null });
  expect(row.words).toMatch(/^What was written here was deleted/);
});

test('what still waits is kept, however old, and a second run changes nothing', async () => {
  const [open, settled] = [await aRequest(undefined), await aRequest('2026-08-01T12:00:00Z')];
  await tidyCenters(at('2027-10-30T12:00:00Z'));
  const before = await rowOf(settled);
  await tidyCenters(at('2027-10-31T12:00:00Z'));
  expect(await rowOf(settled)).toEqual(before);
  expect(await rowOf(open)).toMatchObject({ state: 'open', replyTo: 'jordan@example.org' });
});

test('evidence that ran out overnight is expired in every list the next morning', async () => {
  const { id } = await aCenter(server.services, { name: 'Overnight Clinic', states: 'vdc'.padEnd(24, 'n') });
  const card = () =>
    server.services.db.clinic.selectFrom('centerCard').selectAll().where('centerId', '=', id).executeTakeFirstOrThrow();
  expect(await card()).toMatchObject({ states: 'vdc'.padEnd(24, 'n'), sum: 6 });
  await tidyCenters(at('2027-10-02T00:10:00Z'));
  expect((await card()).states).toBe('vdc'.padEnd(24, 'n'));
  await tidyCenters(at('2027-10-03T00:10:00Z'));
  expect(await card()).toMatchObject({ states: 'eee'.padEnd(24, 'n'), sum: 0, workedOn: '2027-10-03' });
});

test('it is among the jobs of every day', () => {
  expect(jobsOf(server.services).find(({ name }) => name === 'center-tidy')?.cron).toBe('10 0 * * *');
});
