import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import {
  aPharmacy,
  aProduct,
  aSession,
  esketamineDevice,
  goodUntil,
  ketamineVial,
  sharedVial,
  someStock,
  supplier,
  type TestPharmacy,
} from '../../tests/a-pharmacy.ts';
import { aClinic, type Person, type TestClinic } from '../../tests/builders.ts';
import { read, refused } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import {
  Awaiting,
  Container,
  Counts,
  Discrepancies,
  Disposals,
  Register,
  ScanAnswer,
  SessionDrugs,
  Stock,
  StockAnswer,
  Unaccounted,
  Witnessed,
} from './pharmacy-answers.shapes.ts';

let server: TestServer;
let clinic: TestClinic;
let pharmacy: TestPharmacy;
let nurse: Person;
let colleague: Person;
let director: Person;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  clinic = await aClinic(server.services);
  pharmacy = await aPharmacy(clinic);
  ({ nurse, colleague } = pharmacy);
  director = await clinic.as('medical-director');
});

const ask = (as: Person, method: string, path: string, body?: object) =>
  server.request(method, `/api/pharmacy/${path}`, { as, body });
const post = (as: Person, path: string, body: object) => ask(as, 'POST', path, { id: newId(), ...body });
const done = async (answer: Promise<Response>) => read(await answer, StockAnswer);
const no = async (answer: Promise<Response>) => (await refused(await answer)).sentence;
const see = async <S extends z.ZodType>(path: string, shape: S, as = nurse) => read(await ask(as, 'GET', path), shape);
const stock = () => see('stock', Stock);
const register = (query = '') => see(`register${query}`, Register).then(({ rows }) => rows);
const item = async (id: string) => (await stock()).items.find((one) => one.id === id);
const discrepancies = () => see('discrepancies', Discrepancies).then((of) => of.discrepancies);
const draw = (as: Person, itemId: string, sessionId: string, ul: number) =>
  post(as, 'draws', { itemId, sessionId, amount: { ul } });
const confirm = (as: Person, id: string) => ask(as, 'POST', `awaiting/${id}/confirmation`);
const delivery = (given: object = {}) => ({
  locationId: pharmacy.locationId,
  invoice: 'INV-7',
  supplier,
  receivedOn: '2026-11-25',
  lot: 'B7',
  expiresOn: goodUntil,
  containers: 2,
  ...given,
});

describe('a delivery', () => {
  test('comes into the cabinet container by container, with invoice, supplier and day', async () => {
    const productId = await aProduct(pharmacy, ketamineVial);
    const { items, rows } = await done(post(nurse, 'receipts', delivery({ productId, scanned: '0143-9508-10' })));
    expect(items).toHaveLength(2);
    const lines = await register();
    expect(lines.map(({ id }) => id).sort()).toEqual(rows.sort());
    expect(lines[0]).toMatchObject({
      kind: 'receive',
      lot: 'B7',
      inUg: 500_000,
      inUl: 10_000,
      outUg: 0,
      itemAfterUg: 500_000,
      afterUg: 1_000_000,
      afterUl: 20_000,
      seq: 2,
      counterpart: 'Harbor Wholesale, 1 Quay, Reno NV, DEA RX7751096',
      document: 'Invoice INV-7, received 2026-11-25',
      actor: nurse.practitionerId,
    });
    expect((await stock()).balances).toMatchObject([
      { containers: 2, insideUg: 1_000_000, insideUl: 20_000, outUg: 0 },
    ]);
  });

  test('of an expired lot does not go into stock', async () => {
    const productId = await aProduct(pharmacy, ketamineVial);
    expect(await no(post(nurse, 'receipts', delivery({ productId, expiresOn: '2026-01-31' })))).toBe(
      'Lot B7 expired on 2026-01-31. It does not go into stock: send it back, and say so on the invoice.',
    );
    expect(await register()).toEqual([]);
  });

  test('is held against the code that was scanned', async () => {
    const productId = await aProduct(pharmacy, ketamineVial);
    const scanned = '(01)00301439508107(17)991231(10)B8';
    const code = '(01)00301439508106';
    expect(await no(post(nurse, 'receipts', delivery({ productId, scanned })))).toContain('check digit');
    expect(await no(post(nurse, 'receipts', delivery({ productId, scanned: `${code}(10)B8` })))).toBe(
      'The code says lot B8, not B7.',
    );
    expect(await no(post(nurse, 'receipts', delivery({ productId, scanned: `${code}(17)281231(10)B7` })))).toBe(
      'The code says that it expires on 2028-12-31, not 2099-12-31.',
    );
    const devices = await aProduct(pharmacy, esketamineDevice);
    expect(await no(post(nurse, 'receipts', delivery({ productId: devices, scanned: code })))).toBe(
      'What was scanned is not Esketamine nasal device 28 mg.',
    );
    await done(post(nurse, 'receipts', delivery({ productId, scanned: `${code}(17)991231(10)B7` })));
    expect((await stock()).items).toMatchObject([{ isStrengthSure: true }, { isStrengthSure: true }]);
  });

  test('that was not scanned is drawn from after a second person has read its strength, and read the same', async () => {
    const productId = await aProduct(pharmacy, ketamineVial);
    const made = await done(post(nurse, 'receipts', delivery({ productId })));
    const [vial = ''] = made.items;
    const { sessionId } = await aSession(nurse);
    expect(await no(draw(nurse, vial, sessionId, 700))).toContain('A second person reads its strength from the label');
    const confirmation = `receipts/${made.id}/confirmation`;
    const right = { read: { strengthUgPerMl: 50_000, volumeUl: 10_000 } };
    expect(await no(ask(nurse, 'POST', confirmation, right))).toBe(
      'The second person is somebody else: nobody watches themselves.',
    );
    const wrong = { read: { strengthUgPerMl: 10_000, volumeUl: 10_000 } };
    expect(await no(ask(colleague, 'POST', confirmation, wrong))).toContain('Look at the label together');
    expect((await ask(colleague, 'POST', confirmation, right)).status).toBe(204);
    await done(draw(nurse, vial, sessionId, 700));
  });

  test('of a product whose label one person read is refused', async () => {
    const { id } = await done(post(nurse, 'products', { product: ketamineVial }));
    expect(await no(post(nurse, 'receipts', delivery({ productId: id })))).toContain('A second person has to read');
  });

  test('sent twice is received once, and both are answered the same', async () => {
    const productId = await aProduct(pharmacy, ketamineVial);
    const body = { id: newId(), ...delivery({ productId }) };
    const both = await Promise.all([ask(nurse, 'POST', 'receipts', body), ask(nurse, 'POST', 'receipts', body)]);
    const [one, other] = [await read(both[0], StockAnswer), await read(both[1], StockAnswer)];
    expect(one).toEqual(other);
    expect(await register()).toHaveLength(2);
    expect(await no(ask(nurse, 'POST', 'receipts', { ...body, containers: 3 }))).toContain(
      'Another request with the same id',
    );
  });
});

test('there is no device of 29 mg', async () => {
  const product = { ...esketamineDevice, pieceUg: 29_000 };
  expect(await no(post(nurse, 'products', { product }))).toBe(
    'A nasal device holds 28 mg of esketamine; there is none of 29 mg.',
  );
});

test('a scanned code finds product and containers, and says what is wrong first', async () => {
  const productId = await aProduct(pharmacy, ketamineVial);
  const [vial] = await someStock(pharmacy, productId, 1);
  const scan = async (text: string) => read(await ask(nurse, 'POST', 'scan', { text }), ScanAnswer);
  const found = await scan('\u001d01003014395081061728123110A12');
  expect(found).toMatchObject({ product: { id: productId }, items: [{ id: vial }], says: [] });
  expect((await scan('(01)00301439508106(17)250131(10)A12')).says).toEqual(['It expired on 2025-01-31.']);
  expect((await scan('00312345678906')).says).toEqual(['This product is not stocked here.']);
  expect(await no(ask(nurse, 'POST', 'scan', { text: 'hello' }))).toContain('is no code of a vial or device');
});

describe('a vial', () => {
  let vial: string;
  let sessionId: string;
  let patientId: string;
  beforeEach(async () => {
    const productId = await aProduct(pharmacy, ketamineVial);
    [vial = ''] = await someStock(pharmacy, productId, 1);
    ({ sessionId, patientId } = await aSession(nurse));
  });

  test('is set aside, drawn from, given, and its rest wasted before two people: then it is closed', async () => {
    await done(post(nurse, 'assignments', { itemId: vial, sessionId }));
    const { id: drawId } = await done(draw(nurse, vial, sessionId, 700));
    expect(await item(vial)).toMatchObject({ insideUg: 465_000, insideUl: 9_300, outUg: 35_000, outUl: 700 });
    const before = await see(`sessions/${sessionId}`, SessionDrugs);
    expect(before).toMatchObject({ isClosed: false, drawnUg: 35_000 });
    expect(before.open).toHaveLength(2);
    const ofDraw = await done(post(nurse, 'wastes', { from: { drawId }, how: 'into the sink of Room 2' }));
    const rest = await done(post(nurse, 'wastes', { from: { itemId: vial }, how: 'into the sink of Room 2' }));
    expect([ofDraw.state, rest.state]).toEqual(['awaiting', 'awaiting']);
    expect(await item(vial)).toMatchObject({ outUg: 35_000, wastedUg: 0 });
    expect((await see('awaiting', Awaiting)).awaiting.map(({ says }) => says)).toContainEqual(
      'Waste 0.7 mL (35 mg) of Ketamine 50 mg/mL, 10 mL, lot A12: into the sink of Room 2.',
    );
    expect(await no(confirm(nurse, ofDraw.id))).toBe('The second person is somebody else: nobody watches themselves.');
    await done(confirm(colleague, ofDraw.id));
    await done(confirm(colleague, rest.id));
    // The same confirmation again is answered the same.
    expect((await done(confirm(colleague, rest.id))).rows).toHaveLength(1);
    const after = await see(`sessions/${sessionId}`, SessionDrugs);
    expect(after).toMatchObject({ isClosed: true, open: [], wastedUg: 35_000, drawnUg: 35_000 });
    const lines = await register(`?itemId=${vial}`);
    expect(lines.map(({ kind }) => kind)).toEqual(['waste', 'waste', 'draw', 'assign', 'receive']);
    expect(lines[0]).toMatchObject({
      actor: nurse.practitionerId,
      witness: colleague.practitionerId,
      outUg: 465_000,
      afterUg: 0,
      patientId,
    });
    expect((await see('witnessed', Witnessed)).pairs).toMatchObject([
      { actor: nurse.practitionerId, witness: colleague.practitionerId, kind: 'waste', times: 2, ug: 500_000 },
    ]);
  });

  test('gives no more than is in it, and is set aside for one patient only', async () => {
    expect(await no(draw(nurse, vial, sessionId, 10_010))).toBe(
      '10.01 mL (500.5 mg) is more than the 10 mL (500 mg) that is left in it.',
    );
    await done(post(nurse, 'assignments', { itemId: vial, sessionId }));
    const other = await aSession(colleague);
    const sentence = 'This vial of lot A12 is set aside for another patient.';
    expect(await no(draw(colleague, vial, other.sessionId, 700))).toBe(sentence);
    expect(await no(post(colleague, 'assignments', { itemId: vial, sessionId: other.sessionId }))).toBe(sentence);
    await done(post(nurse, 'assignments/end', { itemId: vial }));
    await done(draw(colleague, vial, other.sessionId, 700));
    expect(await no(draw(nurse, vial, sessionId, 700))).toBe(
      'This vial of lot A12 is for one session and was opened for another.',
    );
  });

  test('for several sessions serves them', async () => {
    const productId = await aProduct(pharmacy, sharedVial);
    const [shared = ''] = await someStock(pharmacy, productId, 1, { lot: 'S1', scanned: undefined });
    const { receiptId } = (await stock()).unread[0] ?? {};
    await ask(colleague, 'POST', `receipts/${receiptId}/confirmation`, {
      read: { strengthUgPerMl: 10_000, volumeUl: 20_000 },
    });
    await done(draw(nurse, shared, sessionId, 3_500));
    const other = await aSession(colleague);
    await done(draw(colleague, shared, other.sessionId, 3_500));
    expect(await item(shared)).toMatchObject({ insideUl: 13_000, drawnUg: 70_000 });
    const [own] = (await see(`sessions/${sessionId}`, SessionDrugs)).draws;
    expect(own).toMatchObject({ drawnUg: 35_000, drawnBy: nurse.practitionerId });
  });

  test('drawn from and not accounted for is listed by person and age', async () => {
    await done(
      post(nurse, 'draws', { itemId: vial, sessionId, amount: { ul: 700 }, at: new Date(Date.now() - 3_600_000) }),
    );
    const { people } = await see('unaccounted', Unaccounted);
    expect(people).toMatchObject([
      { practitionerId: nurse.practitionerId, draws: [{ outUg: 35_000, ageMin: 60 }], rests: [{ insideUg: 465_000 }] },
    ]);
  });

  test('does not take back what was drawn from it', async () => {
    const { id: drawId } = await done(draw(nurse, vial, sessionId, 700));
    expect(await no(post(nurse, 'returns', { drawId, amount: { ul: 700 } }))).toContain('does not go back into it');
  });

  test('whose chart is closed hides for whom it was drawn, and counts every drop', async () => {
    await done(draw(nurse, vial, sessionId, 700));
    const { services } = server;
    await inClinic({ services, clinicId: clinic.clinicId }, (tx) =>
      tx.updateTable('patient').set({ restricted: true }).where('id', '=', patientId).execute(),
    );
    const [line] = await register('?kind=draw');
    expect(line).toMatchObject({ outUg: 35_000, patientId: null, patientName: null, sessionId: null });
    expect(await register(`?patientId=${patientId}`)).toEqual([]);
    const owner = await clinic.as('owner');
    expect((await see('unaccounted', Unaccounted, owner)).people[0]?.draws[0]).toMatchObject({ patientId: null });
  });

  test('that is lost leaves the stock and is a case until someone else has settled it', async () => {
    await done(post(nurse, 'losses', { of: { itemId: vial }, reason: 'not in the cabinet this morning' }));
    expect(await item(vial)).toBeUndefined();
    const [lost] = await discrepancies();
    expect(lost).toMatchObject({ kind: 'lost', differenceUg: -500_000, state: 'open' });
    const step = (as: Person, body: object) =>
      post(as, `discrepancies/${lost?.id}/steps`, { words: 'looked at it', ...body });
    expect(await no(step(director, { kind: 'settled' }))).toBe(
      'First say what it was: explained, a small difference, a loss or a theft.',
    );
    expect(await no(step(director, { kind: 'judged', judgement: 'theft' }))).toContain('Answer first');
    const answers = {
      quantity: 'a',
      substance: 'b',
      person: 'c',
      pattern: 'd',
      circumstances: 'e',
      'local-trend': 'f',
    };
    await done(step(director, { kind: 'judged', judgement: 'theft', facts: answers }));
    const [judged] = await discrepancies();
    expect(judged).toMatchObject({ judgement: 'theft', noticeBy: expect.any(String), form106By: expect.any(String) });
    expect(await no(step(director, { kind: 'settled' }))).toContain('after the written notice');
    await done(step(director, { kind: 'notice-sent', doneOn: '2026-11-30' }));
    expect(await no(step(director, { kind: 'settled' }))).toContain('after Form 106');
    await done(step(director, { kind: 'form-106-filed', doneOn: '2026-11-30' }));
    await done(step(director, { kind: 'settled' }));
    expect(await discrepancies()).toEqual([]);
    expect(await no(step(director, { kind: 'note' }))).toContain('was settled');
  });

  test('is adjusted by two people, which is a case', async () => {
    const asked = { itemId: vial, inside: { ul: 9_000 }, reason: 'measured again after a spill was suspected' };
    const { id, state } = await done(post(director, 'adjustments', asked));
    expect(state).toBe('awaiting');
    await done(confirm(colleague, id));
    expect(await item(vial)).toMatchObject({ insideUl: 9_000, insideUg: 450_000 });
    expect(await discrepancies()).toMatchObject([{ kind: 'adjusted', differenceUg: -50_000 }]);
    expect((await refused(await post(nurse, 'adjustments', asked))).reason).toBe('not-permitted');
  });

  test('put right keeps the row that was wrong, and the new row names it', async () => {
    const wrong = (await register(`?itemId=${vial}`)).at(-1);
    const asked = { itemId: vial, inside: { ul: 9_000 }, corrects: wrong?.id, reason: 'the label was read wrongly' };
    const { id } = await done(post(director, 'adjustments', asked));
    await done(confirm(colleague, id));
    const [right, ...before] = await register(`?itemId=${vial}`);
    expect(right).toMatchObject({
      ...{ kind: 'adjust', outUg: 50_000, itemAfterUg: 450_000, reason: 'the label was read wrongly' },
      ...{ actor: director.practitionerId, witness: colleague.practitionerId, document: 'Corrects row 1 of Cabinet A' },
    });
    expect(before.at(-1)).toEqual(wrong);
  });

  test('is put right also where nothing of it is left; by a row of another container it is refused', async () => {
    const all = { from: { itemId: vial }, how: 'into the sink', reason: 'it broke' };
    const { id } = await done(post(nurse, 'wastes', all));
    await done(confirm(colleague, id));
    expect(await item(vial)).toBeUndefined();
    expect((await see(`containers/${vial}`, Container)).item).toMatchObject({ id: vial, insideUg: 0 });
    const [of] = await register('?kind=waste');
    const found = await done(
      post(director, 'adjustments', { itemId: vial, inside: { ul: 1_000 }, corrects: of?.id, reason: 'not all broke' }),
    );
    await done(confirm(colleague, found.id));
    expect(await item(vial)).toMatchObject({ insideUg: 50_000 });
    const [other = ''] = await someStock(pharmacy, (await item(vial))?.productId ?? '', 1);
    expect(
      await no(
        post(director, 'adjustments', { itemId: other, inside: { ul: 1_000 }, corrects: of?.id, reason: 'not this' }),
      ),
    ).toBe('This row of the register is of another container.');
  });

  test('is destroyed on the clinic’s own day, not on one that has not come there', async () => {
    const asked = { itemIds: [vial], how: 'destroyed-on-site', method: 'denatured', place: 'Room 2' };
    const dayIn = (timeZone: string) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date());
    const zones = { ahead: 'Pacific/Kiritimati', behind: 'Pacific/Pago_Pago' };
    for (const timeZone of [zones.behind, zones.ahead]) {
      await inClinic(director.ctx, (tx) => tx.updateTable('clinic').set({ timeZone }).execute());
      const tomorrow = new Date(Date.parse(dayIn(timeZone)) + 86_400_000).toISOString().slice(0, 10);
      expect(await no(post(director, 'disposals', { ...asked, doneOn: tomorrow }))).toContain('not before');
    }
    await done(post(director, 'disposals', { ...asked, doneOn: dayIn(zones.ahead) }));
  });

  test('that expired is destroyed before two people, with what Form 41 asks for', async () => {
    const asked = {
      itemIds: [vial],
      how: 'destroyed-on-site',
      method: 'denatured',
      doneOn: '2026-11-30',
      place: 'Room 2',
    };
    const { id } = await done(post(director, 'disposals', asked));
    await done(confirm(nurse, id));
    const [line] = await register('?kind=destroy');
    expect(line).toMatchObject({ outUg: 500_000, witness: nurse.practitionerId, afterUg: 0 });
    expect((await see('disposals', Disposals)).disposals).toMatchObject([
      {
        ...{ id, how: 'destroyed-on-site', method: 'denatured', doneOn: '2026-11-30', place: 'Room 2' },
        ...{ counterpart: null, doneBy: director.practitionerId, witnessedBy: nurse.practitionerId },
        containers: [{ itemId: vial, lot: 'A12', contentUg: 500_000, removedUg: 500_000 }],
      },
    ]);
    expect(await no(post(director, 'disposals', { ...asked, how: 'transferred' }))).toContain('Say who took it');
  });
});

describe('what waits for a second person', () => {
  test('is taken back by who asked, and waits no longer than it may', async () => {
    const productId = await aProduct(pharmacy, ketamineVial);
    const [vial = ''] = await someStock(pharmacy, productId, 1);
    const { sessionId } = await aSession(nurse);
    const { id: drawId } = await done(draw(nurse, vial, sessionId, 700));
    const first = await done(post(nurse, 'wastes', { from: { drawId }, how: 'sink' }));
    const reason = { reason: 'wrong syringe' };
    expect(await no(ask(colleague, 'POST', `awaiting/${first.id}/withdrawal`, reason))).toBe(
      'Only who asked for it takes it back.',
    );
    expect((await ask(nurse, 'POST', `awaiting/${first.id}/withdrawal`, reason)).status).toBe(204);
    expect(await no(confirm(colleague, first.id))).toBe('This was withdrawn already.');
    const second = await done(post(nurse, 'wastes', { from: { drawId }, how: 'sink' }));
    await inClinic({ services: server.services, clinicId: clinic.clinicId }, (tx) =>
      tx
        .updateTable('drugAwaiting')
        .set({ until: new Date(Date.now() - 1_000) })
        .where('id', '=', second.id)
        .execute(),
    );
    expect(await no(confirm(colleague, second.id))).toContain('within 15 minutes');
    expect(await item(vial)).toMatchObject({ outUg: 35_000, wastedUg: 0 });
  });
});

describe('a count', () => {
  let productId: string;
  const count = (as: Person, body: object) =>
    post(as, 'counts', { locationId: pharmacy.locationId, kind: 'opening', ...body });
  beforeEach(async () => {
    productId = await aProduct(pharmacy, ketamineVial);
    await someStock(pharmacy, productId, 3);
  });

  test('that adds up is kept by one person, with a row in the register', async () => {
    await done(count(nurse, { lines: [{ productId, fullContainers: 3 }] }));
    expect(await register('?kind=count')).toMatchObject([{ beyondUg: 0, afterUg: 1_500_000 }]);
    expect((await see('counts', Counts)).counts).toMatchObject([{ addsUp: true, secondBy: null }]);
  });

  test('that is an inventory says at which end of the day it was taken, and no other does', async () => {
    const lines = [{ productId, fullContainers: 3 }];
    expect(await no(count(nurse, { lines, kind: 'inventory' }))).toContain(
      'at the opening or at the close of business',
    );
    expect(await no(count(nurse, { lines, takenAtHour: 'close' }))).toContain('Only an inventory says');
    expect(await see('counts', Counts)).toMatchObject({ counts: [] });
    await done(count(nurse, { lines, kind: 'inventory', takenAtHour: 'close' }));
    expect((await see('counts', Counts)).counts).toMatchObject([{ kind: 'inventory', takenAtHour: 'close' }]);
    expect(await register('?kind=count')).toMatchObject([
      { reason: expect.stringMatching(/^inventory at the close of business: /) },
    ]);
  });

  test('that leaves something out, or names it twice, is refused', async () => {
    expect(await no(count(nurse, { lines: [] }))).toContain('says nothing about Ketamine 50 mg/mL, 10 mL');
    const line = { productId, fullContainers: 3 };
    expect(await no(count(nurse, { lines: [line, line] }))).toContain('is counted twice');
  });

  test('that does not add up is made again, then kept with a second person and a case', async () => {
    const lines = [{ productId, fullContainers: 2 }];
    expect(await done(count(nurse, { lines }))).toMatchObject({ state: 'again', discrepancies: [] });
    const { id, state } = await done(count(nurse, { lines, again: 'counted twice by hand' }));
    expect(state).toBe('awaiting');
    const { discrepancies: opened } = await done(confirm(colleague, id));
    expect(await discrepancies()).toMatchObject([
      {
        ...{ id: opened[0], kind: 'count', differenceUg: -500_000 },
        says: expect.stringMatching(
          /less than the register says\. First counted by .+: 2 unopened, 0 mL \(0 mg\) in opened ones\. counted twice by hand$/,
        ),
      },
    ]);
    expect((await see('counts', Counts)).counts).toMatchObject([
      { addsUp: false, isFirst: false, secondBy: colleague.practitionerId },
      { addsUp: false, isFirst: true, isOpen: false, secondBy: null },
    ]);
    expect(await no(count(nurse, { lines: [{ productId, fullContainers: -1 }] }))).toContain('is 0 or more');
  });

  test('that did not add up can’t be put right by counting again alone, and tells nothing before a second person counted', async () => {
    const off = [{ productId, fullContainers: 2 }];
    const even = [{ productId, fullContainers: 3 }];
    await done(count(nurse, { lines: off }));
    expect(await done(count(nurse, { lines: even }))).toMatchObject({ state: 'again' });
    expect(await done(count(colleague, { lines: even, kind: 'closing' }))).toMatchObject({ state: 'again' });
    const open = { addsUp: null, isOpen: true, isFirst: true };
    const hidden = { expectedFull: null, expectedOpenedUg: null, differenceUg: null };
    expect((await see('counts', Counts)).counts).toMatchObject([
      { ...open, lines: [{ ...hidden, countedFull: 3 }] },
      { ...open, lines: [{ ...hidden, countedFull: 3 }] },
      { ...open, lines: [{ ...hidden, countedFull: 2 }] },
    ]);
    const first = (await register('?kind=count')).at(-1);
    expect([first?.beyondUg, first?.reason]).toEqual([
      0,
      'opening, first count: 2 unopened, 0 mL (0 mg) in opened ones',
    ]);
    expect((await stock()).last).toEqual([]);
    const { id, state } = await done(count(nurse, { lines: even, again: 'one lay behind another' }));
    expect(state).toBe('awaiting');
    const [waits] = (await see('awaiting', Awaiting)).awaiting;
    expect(waits?.says).toBe(
      'Count of “Cabinet A” (opening): Ketamine 50 mg/mL, 10 mL: 3 unopened, 0 mL (0 mg) in opened ones.',
    );
    await done(confirm(colleague, id));
    const [kept] = await register('?kind=count');
    expect(kept?.reason).toMatch(/First counted by .+: 2 unopened/);
    expect((await see('counts', Counts)).counts.map(({ addsUp }) => addsUp)).toEqual([true, true, true, false]);
    expect((await stock()).last).toMatchObject([{ addsUp: true }]);
    expect(await done(count(nurse, { lines: even }))).toMatchObject({ state: 'done' });
  });

  test('that closes the day makes a case of whatever is still drawn, once', async () => {
    const vial = (await stock()).items[0]?.id ?? '';
    const { sessionId } = await aSession(nurse);
    await done(draw(nurse, vial, sessionId, 700));
    const lines = [{ productId, fullContainers: 2, openedUl: 9_300 }];
    await done(count(nurse, { kind: 'closing', lines }));
    await done(count(nurse, { kind: 'closing', lines }));
    expect(await discrepancies()).toMatchObject([{ kind: 'unaccounted', differenceUg: -35_000, sessionId }]);
  });
});

test('a table of the register names what a record of a controlled drug has to name', async () => {
  const productId = await aProduct(pharmacy, ketamineVial);
  const [vial = ''] = await someStock(pharmacy, productId, 1);
  const { sessionId } = await aSession(nurse);
  await done(draw(nurse, vial, sessionId, 700));
  expect((await ask(nurse, 'GET', 'register.csv')).status).toBe(403);
  const answer = await ask(director, 'GET', 'register.csv');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const [, head, , drawn] = (await answer.text()).split('\r\n');
  expect(head).toContain('patient,address');
  expect(drawn).toContain('Jordan Sample');
});

test('stock moves from one cabinet to another, and both registers say so', async () => {
  const productId = await aProduct(pharmacy, ketamineVial);
  const items = await someStock(pharmacy, productId, 2);
  const { id: toLocationId } = await done(post(nurse, 'locations', { name: 'Cabinet B', place: '' }));
  await done(post(nurse, 'moves', { itemIds: items, toLocationId }));
  expect((await stock()).balances.map((of) => [of.locationId, of.insideUg, of.containers]).sort()).toEqual(
    [
      [pharmacy.locationId, 0, 0],
      [toLocationId, 1_000_000, 2],
    ].sort(),
  );
  expect(await no(post(nurse, 'moves', { itemIds: items, toLocationId }))).toBe('A container lies there already.');
});

test('pieces that were taken and not used go back', async () => {
  const productId = await aProduct(pharmacy, esketamineDevice);
  const [device = ''] = await someStock(pharmacy, productId, 1, { scanned: undefined });
  const { receiptId } = (await stock()).unread[0] ?? {};
  await ask(colleague, 'POST', `receipts/${receiptId}/confirmation`, { read: { pieceUg: 28_000, pieces: 1 } });
  const { sessionId } = await aSession(nurse);
  expect(await no(draw(nurse, device, sessionId, 200))).toBe('A device is counted in pieces, not measured in mL.');
  const { id: drawId } = await done(post(nurse, 'draws', { itemId: device, sessionId, amount: { pieces: 1 } }));
  await done(post(nurse, 'returns', { drawId, amount: { pieces: 1 } }));
  expect(await item(device)).toMatchObject({ insideUg: 28_000, outUg: 0, returnedUg: 28_000, openedAt: null });
});
