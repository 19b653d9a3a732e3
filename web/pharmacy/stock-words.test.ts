import { expect, test } from 'vitest';
import type { Item } from './pharmacy.queries.ts';
import { alike } from './stock-words.ts';

const item = (id: string, of: Partial<Item> = {}): Item => ({
  ...{ id, productId: 'p', locationId: 'l', receiptId: 'r', lot: 'A', expiresOn: '2027-09-26', isExpired: false },
  ...{ serial: null, isStrengthSure: true, contentUg: 28_000, insideUg: 28_000, insideUl: 0, outUg: 0, outUl: 0 },
  ...{ drawnUg: 0, administeredUg: 0, wastedUg: 0, returnedUg: 0, lostUg: 0, openedAt: null, assigned: null },
  ...of,
});

test.each<[string, Partial<Item>, number]>([
  ['nothing', {}, 2],
  ['a lot', { lot: 'B' }, 1],
  ['a day', { expiresOn: '2028-01-01' }, 1],
  ['a serial number', { serial: 'S1' }, 1],
  ['whom it is for', { assigned: { patientId: 'x', sessionId: 's' } }, 1],
  ['a label that nobody read', { isStrengthSure: false }, 1],
  ['that it was opened', { openedAt: '2026-11-30T10:00:00Z' }, 1],
  ['that some of it is gone', { insideUg: 14_000 }, 1],
  ['that some of it is in somebody’s hands', { outUg: 28_000 }, 1],
])('containers that differ by %s', (_, of, count) => {
  expect(alike([item('1'), item('2', of)]).map((one) => one.count)).toEqual(count === 2 ? [2] : [1, 1]);
});
