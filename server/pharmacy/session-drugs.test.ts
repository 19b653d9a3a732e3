import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Measured } from '#clinical/pharmacy/pharmacy.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import {
  aPharmacy,
  aProduct,
  aSession,
  draws,
  esketamineDevice,
  ketamineVial,
  someStock,
  type TestPharmacy,
} from '../../tests/a-pharmacy.ts';
import { aClinic, type Person } from '../../tests/builders.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { readDiscrepancies } from './discrepancy.actions.ts';
import { administerFromFacts, openDrugsOfSession } from './pharmacy.actions.ts';
import { readRegister, readSessionDrugs } from './questions.actions.ts';
import { readStock } from './stock.actions.ts';

let server: TestServer;
let pharmacy: TestPharmacy;
let nurse: Person;
let vial: string;
let sessionId: string;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  pharmacy = await aPharmacy(await aClinic(server.services));
  ({ nurse } = pharmacy);
  const productId = await aProduct(pharmacy, ketamineVial);
  [vial = ''] = await someStock(pharmacy, productId, 1);
  ({ sessionId } = await aSession(nurse));
});

type Facts = Parameters<typeof administerFromFacts>[2];
const fact = () => ({ eventId: newId(), at: new Date(), by: nurse.practitionerId });
const book = (given: Partial<Facts>, of = sessionId) =>
  inClinic(nurse.ctx, (tx) => administerFromFacts(tx, nurse.ctx, { sessionId: of, drawn: [], given: [], ...given }));
const drew = (amount: Measured, itemId = vial) => ({ ...fact(), itemId, amount });
const gave = (ug: number, itemId?: string, substance = 'ketamine') => ({ ...fact(), itemId, substance, ug });
const kinds = async (of: { itemId?: string; sessionId?: string } = { itemId: vial }) =>
  (await readRegister(nurse.ctx, { ...of, limit: 100 })).rows.map(({ kind }) => kind).reverse();
const cases = async () => (await readDiscrepancies(nurse.ctx, 'open')).discrepancies;
const openOf = async (id = sessionId) =>
  (await inClinic(nurse.ctx, (tx) => openDrugsOfSession(tx, [id], new Date())))[0];
const sums = async (id = sessionId) => {
  const { drawnUg, administeredUg, draws: all } = await readSessionDrugs(nurse.ctx, id);
  return { drawnUg, administeredUg, outUg: all.reduce((sum, { outUg }) => sum + outUg, 0) };
};
const item = async (id = vial) => (await readStock(nurse.ctx)).items.find((one) => one.id === id);

describe('what a session’s log says was drawn and given', () => {
  test('is in the register once, however often it comes', async () => {
    const [drawn, given] = [drew({ ul: 700 }), gave(31_500)];
    const first = await book({ drawn: [drawn], given: [given] });
    expect(first).toMatchObject({ discrepancies: [], unbooked: [] });
    expect(await book({ drawn: [drawn], given: [given] })).toEqual({ rows: [], discrepancies: [], unbooked: [] });
    expect(await kinds()).toEqual(['receive', 'draw', 'administer']);
    expect(await sums()).toEqual({ drawnUg: 35_000, administeredUg: 31_500, outUg: 3_500 });
    const open = await openOf();
    expect(open?.isClosed).toBe(false);
    expect(open?.open[0]).toBe(
      '0.07 mL (3.5 mg) of Ketamine 50 mg/mL, 10 mL, lot A12, drawn by ' +
        `${(await readSessionDrugs(nurse.ctx, sessionId)).draws[0]?.drawnByName}, is neither given nor wasted.`,
    );
  });

  test('by several writers at one moment is booked once', async () => {
    const [drawn, given] = [drew({ ul: 700 }), gave(31_500)];
    await Promise.all(Array.from({ length: 8 }, () => book({ drawn: [drawn], given: [given] })));
    expect(await kinds()).toEqual(['receive', 'draw', 'administer']);
  });

  test('is not drawn a second time where the draw was asked for under the id of the fact', async () => {
    const drawn = drew({ ul: 700 });
    await draws(nurse, vial, sessionId, { ul: 700 }, drawn.eventId);
    await book({ drawn: [drawn], given: [gave(35_000)] });
    expect(await kinds()).toEqual(['receive', 'draw', 'administer']);
    expect(await sums()).toEqual({ drawnUg: 35_000, administeredUg: 35_000, outUg: 0 });
  });

  test('is not drawn a second time where the draw is asked for after the fact, under its id', async () => {
    const drawn = drew({ ul: 700 });
    const { rows } = await book({ drawn: [drawn], given: [] });
    const answer = await draws(nurse, vial, sessionId, { ul: 700 }, drawn.eventId);
    expect(answer.rows).toEqual(rows);
    expect(await draws(nurse, vial, sessionId, { ul: 700 }, drawn.eventId)).toEqual(answer);
    expect(await kinds()).toEqual(['receive', 'draw']);
    expect(await sums()).toEqual({ drawnUg: 35_000, administeredUg: 0, outUg: 35_000 });
  });

  test.each([
    ['another amount', () => draws(nurse, vial, sessionId, { ul: 600 }, '0199a0b2-0000-7000-8000-0000000000f1')],
    [
      'another session',
      async () =>
        draws(nurse, vial, (await aSession(nurse)).sessionId, { ul: 700 }, '0199a0b2-0000-7000-8000-0000000000f1'),
    ],
  ])('under its id as %s is refused and books nothing', async (_, ask) => {
    await book({ drawn: [{ ...drew({ ul: 700 }), eventId: '0199a0b2-0000-7000-8000-0000000000f1' }] });
    await expect(ask()).rejects.toMatchObject({ reason: 'already-there' });
    expect(await kinds()).toEqual(['receive', 'draw']);
  });

  test('is one row where both ways come at one moment', async () => {
    const all = Array.from({ length: 6 }, () => drew({ ul: 100 }));
    await Promise.all(
      all.flatMap((drawn) => [
        book({ drawn: [drawn] }),
        draws(nurse, vial, sessionId, { ul: 100 }, drawn.eventId),
        book({ drawn: [drawn] }),
      ]),
    );
    expect(await kinds()).toEqual(['receive', ...all.map(() => 'draw')]);
    expect(await sums()).toEqual({ drawnUg: 30_000, administeredUg: 0, outUg: 30_000 });
  });

  test('and corrected moves the difference: less given is out again, less drawn is back in the vial', async () => {
    const [drawn, given] = [drew({ ul: 700 }), gave(35_000)];
    await book({ drawn: [drawn], given: [given] });
    await book({ given: [{ ...given, ug: 31_500 }] });
    expect(await sums()).toEqual({ drawnUg: 35_000, administeredUg: 31_500, outUg: 3_500 });
    await book({ drawn: [{ ...drawn, amount: { ul: 630 } }] });
    expect(await sums()).toEqual({ drawnUg: 31_500, administeredUg: 31_500, outUg: 0 });
    expect(await item()).toMatchObject({ insideUg: 468_500, drawnUg: 31_500 });
    await book({ given: [{ ...given, ug: 0 }], drawn: [{ ...drawn, amount: { ul: 630 } }] });
    expect(await sums()).toEqual({ drawnUg: 31_500, administeredUg: 0, outUg: 31_500 });
    expect(await cases()).toEqual([]);
  });

  test('beyond what was drawn is kept, and a case once', async () => {
    const [drawn, given] = [drew({ ul: 700 }), gave(40_000)];
    await book({ drawn: [drawn], given: [given] });
    await book({ drawn: [drawn], given: [given] });
    expect(await cases()).toMatchObject([
      {
        kind: 'given-beyond-drawn',
        differenceUg: -5_000,
        says: '0.1 mL (5 mg) of Ketamine 50 mg/mL, 10 mL, lot A12, were given beyond what was drawn.',
      },
    ]);
    expect(await sums()).toEqual({ drawnUg: 35_000, administeredUg: 35_000, outUg: 0 });
    const { rows } = await readRegister(nurse.ctx, { kind: 'administer', limit: 10 });
    expect(rows.map(({ beyondUg }) => beyondUg)).toEqual([5_000, 0]);
    // The pump was read wrong: nothing was beyond.
    await book({ given: [{ ...given, ug: 35_000 }] });
    expect(await sums()).toEqual({ drawnUg: 35_000, administeredUg: 35_000, outUg: 0 });
  });

  test('from a vial that another session had opened is kept, and a case: drawn twice', async () => {
    await book({ drawn: [drew({ ul: 700 })], given: [gave(35_000)] });
    const other = await aSession(nurse);
    await book({ drawn: [drew({ ul: 600 })], given: [gave(30_000)] }, other.sessionId);
    expect(await cases()).toMatchObject([{ kind: 'drawn-twice', sessionId: other.sessionId }]);
    expect(await sums(other.sessionId)).toEqual({ drawnUg: 30_000, administeredUg: 30_000, outUg: 0 });
  });

  test('as more than a vial holds is kept, and the vial is empty, not less than empty', async () => {
    await book({ drawn: [drew({ ul: 11_000 })] });
    expect(await cases()).toMatchObject([{ kind: 'drawn-beyond-vial', differenceUg: -50_000 }]);
    expect(await item()).toMatchObject({ insideUg: 0, outUg: 500_000 });
  });

  test('from a vial that nobody drew from is kept, and a case', async () => {
    await book({ given: [gave(35_000, vial)] });
    expect(await cases()).toMatchObject([{ kind: 'given-undrawn', differenceUg: -35_000 }]);
    expect(await item()).toMatchObject({ insideUg: 500_000, outUg: 0 });
  });

  test('from no vial that is known here is told, and no row is made up', async () => {
    const unknown = gave(35_000, newId());
    expect(await book({ given: [unknown] })).toEqual({
      rows: [],
      discrepancies: [],
      unbooked: [{ eventId: unknown.eventId, ug: 35_000 }],
    });
    expect(await openOf()).toMatchObject({ isClosed: true });
  });

  test('of a device is its drawing and its giving in one act', async () => {
    const productId = await aProduct(pharmacy, { ...esketamineDevice, ndc: '50458-028-00' });
    const [one = '', two = ''] = await someStock(pharmacy, productId, 2, { lot: 'D1', scanned: '50458-028-00' });
    const given = [gave(28_000, one, 'esketamine'), gave(28_000, two, 'esketamine')];
    await book({ given });
    expect(await kinds({ itemId: one })).toEqual(['receive', 'draw', 'administer']);
    expect(await openOf()).toMatchObject({ isClosed: true, open: [] });
    const other = await aSession(nurse);
    await book({ given: [gave(28_000, one, 'esketamine')] }, other.sessionId);
    expect(await cases()).toMatchObject([{ kind: 'drawn-twice' }]);
  });
});
