import { expect, test } from 'vitest';
import { openDatabase } from '#server/platform/database.ts';
import type { Services } from '#server/platform/services.ts';
import { aServer } from '../../tests/services.ts';
import { anOwner, aStation, signIn, stepUp } from '../../tests/visitor.ts';
import { identify } from './identify.ts';
import { listenForAccessChanges } from './memory.ts';

test('another server process hears within moments that someone is out', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  // The same database and keys, another process's pools and memory.
  const db = openDatabase(server.services.db.where, { clinic: 2, identity: 2 });
  const other: Services = { ...server.services, db };
  const stop = listenForAccessChanges(other);
  const cookie = `racemic_sign_in=${owner.cookies.get('racemic_sign_in')}`;
  const there = () =>
    identify(other, new Request('http://localhost:3000/api/clinic', { headers: { cookie } }), '127.0.0.1');
  // It listens once a change made here has reached it.
  expect((await there())?.actor.accountId).toBe(owner.accountId);
  await owner.must('POST', '/api/sign-out');
  await expect.poll(there, { timeout: 4_000 }).toBeUndefined();
  await stop();
  await db.close();
});

test('a request of a signed-in person is answered from memory, and a poll writes nothing', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  await owner.must('GET', '/api/me');
  const { rows } = await server.services.db.identityPool.query<{ last_active_at: Date }>(
    'select last_active_at from sign_in',
  );
  await owner.call('GET', '/api/clinic', undefined, { 'x-racemic-background': '1' });
  const after = await server.services.db.identityPool.query<{ last_active_at: Date }>(
    'select last_active_at from sign_in',
  );
  expect(after.rows).toEqual(rows);
});

test('a sign-in of a station is nobody without the station, nor at one of another clinic', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const station = await aStation(server, owner);
  await signIn(server, owner, station);
  const elsewhere = await anOwner(server);
  await stepUp(server, elsewhere);
  const theirs = await aStation(server, elsewhere);
  const stationOfTheirs = theirs.cookies.get('racemic_station') ?? '';
  const own = station.cookies.get('racemic_station') ?? '';
  const status = async () => (await station.call('GET', '/api/me')).status;
  expect(await status()).toBe(200);
  station.cookies.set('racemic_station', stationOfTheirs);
  expect(await status()).toBe(401);
  station.cookies.delete('racemic_station');
  expect(await status()).toBe(401);
  station.cookies.set('racemic_station', own);
  expect(await status()).toBe(200);
});
