import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newestVersion, type SessionEvent } from '#clinical/session/session.ts';
import { readRegister } from '#server/pharmacy/questions.actions.ts';
import { newId } from '#server/platform/ids.ts';
import { aPharmacy, aProduct, aSession, ketamineVial, someStock, type TestPharmacy } from '../../tests/a-pharmacy.ts';
import { aClinic } from '../../tests/builders.ts';
import { aServer, type TestServer } from '../../tests/services.ts';

/** A draw is written down at the chair, at the cabinet, or at both: under one id it is one row of the register. */

let server: TestServer;
let pharmacy: TestPharmacy;
let vial: string;
let session: string;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  pharmacy = await aPharmacy(await aClinic(server.services));
  [vial = ''] = await someStock(pharmacy, await aProduct(pharmacy, ketamineVial), 1);
  ({ sessionId: session } = await aSession(pharmacy.nurse));
});

const atChair = (id: string) => {
  const at = new Date(Date.now() - 60_000).toISOString();
  const drawn: SessionEvent = {
    ...{ id, session, kind: 'drug-drawn', v: newestVersion('drug-drawn') },
    data: { item: vial, drawnUl: 700, concentrationUgPerMl: 50_000 },
    ...{ measuredAt: at, enteredAt: at, by: pharmacy.nurse.practitionerId, station: newId(), stationSeq: 1 },
    ...{ clockOffsetMs: 0, offsetCheckedAt: at },
  };
  return server.request('POST', '/api/sessions/events', { as: pharmacy.nurse, body: { events: [drawn] } });
};
const atCabinet = (id: string) =>
  server.request('POST', '/api/pharmacy/draws', {
    as: pharmacy.nurse,
    body: { id, itemId: vial, sessionId: session, amount: { ul: 700 } },
  });

test.each([
  ['at the chair first', [atChair, atCabinet]],
  ['at the cabinet first', [atCabinet, atChair]],
] as const)('written down both ways, %s, a draw is one row of the register', async (_, ways) => {
  const id = newId();
  for (const way of ways) expect((await way(id)).status).toBe(200);
  const { rows } = await readRegister(pharmacy.nurse.ctx, { kind: 'draw', limit: 10 });
  expect(rows.map(({ outUg, itemAfterUg }) => ({ outUg, itemAfterUg }))).toEqual([
    { outUg: 35_000, itemAfterUg: 465_000 },
  ]);
});

test('both ways at one moment, it is one row as well', async () => {
  const id = newId();
  const answers = await Promise.all([atChair(id), atCabinet(id), atChair(id), atCabinet(id)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await readRegister(pharmacy.nurse.ctx, { kind: 'draw', limit: 10 })).rows).toHaveLength(1);
});
