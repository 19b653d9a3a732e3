import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '#server/platform/database.ts';
import { forgetAddresses } from '#server/public/limits.ts';
import { aCenter, sixAroundReno } from '../../tests/a-center.ts';
import { aCareServer } from '../../tests/care.ts';
import type { TestServer } from '../../tests/services.ts';
import { writeCards } from './cards.ts';
import { listNamed } from './finder.queries.ts';
import { around, centersNear } from './near.ts';

const reno = { latitude: 39.53, longitude: -119.81 };

let server: TestServer;
/** Another process on the same database, which keeps rows of its own. */
let other: Database;
beforeAll(async () => {
  server = await aCareServer();
  await sixAroundReno(server.services);
  other = openDatabase(server.services.db.where);
});
afterAll(async () => {
  await other.close();
  await server[Symbol.asyncDispose]();
});

const today = () => server.services.clock().toISOString().slice(0, 10);
const namesIn = async (db: Database) =>
  (await centersNear(db, { point: reno, miles: 35, limit: 100 })).map(({ name }) => name);
/** As an editor's act ends: the entry is changed and its rows for search are worked out anew, in one transaction. */
const list = (id: string, listing: 'listed' | 'removed') =>
  server.services.db.inCentersTransaction(async (tx) => {
    await tx
      .updateTable('center')
      .set({ listing, listingOn: listing === 'listed' ? null : today() })
      .where('id', '=', id)
      .execute();
    await writeCards(tx, [id], today());
  });

test('a center that another process adds, moves or removes is seen by the next search', async () => {
  const { db } = server.services;
  expect(await namesIn(other)).toEqual(await namesIn(db));
  const { id } = await aCenter(server.services, { name: 'Quail Run Clinic', ...reno });
  expect((await namesIn(other))[0]).toBe('Quail Run Clinic');
  await db.inCentersTransaction(async (tx) => {
    await tx.updateTable('centerLocation').set({ latitude: 36.17 }).where('centerId', '=', id).execute();
    await writeCards(tx, [id], today());
  });
  expect(await namesIn(other)).not.toContain('Quail Run Clinic');
  await list(id, 'removed');
  expect(await namesIn(other)).toEqual(await namesIn(db));
});

test('a page shows no center that was removed before it was asked for', async () => {
  const page = async () => {
    forgetAddresses();
    return (await server.request('GET', '/care/centers?near=89501')).text();
  };
  const { id } = await aCenter(server.services, { name: 'Chukar Lane Clinic', ...reno });
  expect(await page()).toContain('Chukar Lane Clinic');
  await list(id, 'removed');
  expect(await page()).not.toContain('Chukar Lane Clinic');
  await list(id, 'listed');
  expect(await page()).toContain('Chukar Lane Clinic');
  await list(id, 'removed');
});

test('a card that went after the rows were found is left out of the list', async () => {
  const { id } = await aCenter(server.services, { name: 'Avocet Clinic', ...reno });
  const before = await around(other.public);
  await list(id, 'removed');
  const given = { point: reno, miles: 35, filters: { offers: [] }, order: 'nearest', most: 20, after: 0 } as const;
  const { cards } = await before.list(given);
  expect(cards.map(({ name }) => name)).not.toContain('Avocet Clinic');
});

test('whoever is further behind than revisions are kept, or ahead of a database that lost some, reads all', async () => {
  const owner = await server.services.db.ownerConnection();
  const all = await namesIn(other);
  const { id } = await aCenter(server.services, { name: 'Pelican Clinic', ...reno });
  await owner.query('delete from public_data.center_revised');
  expect(await namesIn(other)).toContain('Pelican Clinic');
  await list(id, 'removed');
  expect(await namesIn(other)).toEqual(all);
  await list(id, 'listed');
  await owner.query('delete from public_data.center_revised');
  await owner.query('update public_data.center_revision set number = 1');
  expect(await namesIn(other)).toContain('Pelican Clinic');
  await owner.query('update public_data.center_revision set number = 1000');
  await owner.end();
  await list(id, 'removed');
  expect(await namesIn(other)).toEqual(all);
});

test('searches that come at once with changes between them each see what stood when they came', async () => {
  const searches: Promise<void>[] = [];
  for (let at = 0; at < 10; at += 1) {
    const name = `Sora ${at} Clinic`;
    const { id } = await aCenter(server.services, { name, ...reno });
    searches.push(
      ...[other, server.services.db].map(async (db) => expect(await namesIn(db)).toContain(name)),
      namesIn(other).then(() => undefined),
    );
    await Promise.all(searches);
    await list(id, 'removed');
    const seen = await Promise.all([namesIn(other), namesIn(other), namesIn(server.services.db)]);
    for (const names of seen) expect(names).not.toContain(name);
  }
});

test('only the newest revisions are kept', async () => {
  const { db } = server.services;
  const { id } = await aCenter(server.services, { name: 'Willet Clinic', ...reno });
  for (let at = 0; at < 510; at += 1) await db.inCentersTransaction((tx) => writeCards(tx, [id], today()));
  const { rows } = await db.clinicPool.query<{ n: number }>(
    'select count(*)::int as n from public_data.center_revised',
  );
  expect(rows[0]?.n).toBe(500);
  expect(await namesIn(other)).toContain('Willet Clinic');
});

test('a name with letters beyond ASCII is found by them, and by what else it says', async () => {
  await aCenter(server.services, { name: 'Peñasco 海 Wellness', ...reno });
  const named = async (words: string) =>
    (await listNamed(server.services.db.public, words, 50)).map(({ name }) => name);
  for (const words of ['peñasco', 'Peñasco 海', 'wellness', '海'])
    expect(await named(words), words).toEqual(['Peñasco 海 Wellness']);
  expect(await named('日本語')).toEqual([]);
  expect(await named('100%')).toEqual([]);
});
