import { afterAll, expect, test } from 'vitest';
import { aDatabase } from '../../tests/database.ts';
import type { Tx } from './database.ts';
import { newId } from './ids.ts';
import { prepared } from './prepared.ts';

const db = await aDatabase();
afterAll(() => db[Symbol.asyncDispose]());
const clinicId = newId();
const inside = <T>(work: (tx: Tx) => Promise<T>) => db.inClinicTransaction(clinicId, work);

const openingsAfter = prepared((tx, from: Date, reason: string) =>
  tx
    .selectFrom('breakGlass')
    .select(['id', 'openUntil'])
    .where('openUntil', '>', from)
    .where('outcome', 'is', null)
    .where('note', '!=', 'withdrawn')
    .where((is) => is.or([is('reason', '=', reason), is('note', '=', reason)])),
);
const clinicsNamed = prepared((tx, name: string) =>
  tx.selectFrom('clinic').select(['clinicId', 'name']).where('name', '=', name),
);

test('each time the new values are asked for, each in its place', async () => {
  await inside((tx) =>
    tx.insertInto('clinic').values({ clinicId, name: 'Harbor', timeZone: 'UTC', jurisdiction: 'US-NV' }).execute(),
  );
  for (let time = 0; time < 8; time += 1) {
    expect(await inside((tx) => clinicsNamed(tx, 'Harbor'))).toEqual([{ clinicId, name: 'Harbor' }]);
    expect(await inside((tx) => clinicsNamed(tx, 'Nowhere'))).toEqual([]);
  }
  expect(await inside((tx) => openingsAfter(tx, new Date(), 'alone'))).toEqual([]);
});

test('a value that shapes the query instead of being asked for is refused at the first use', async () => {
  const shaped = prepared((tx, isNamed: boolean) =>
    isNamed ? tx.selectFrom('clinic').select('name') : tx.selectFrom('clinic').select('timeZone as name'),
  );
  await expect(inside((tx) => shaped(tx, true))).rejects.toThrow('Value 1 of a prepared query');
});
