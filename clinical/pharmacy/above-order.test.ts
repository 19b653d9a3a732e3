import { expect, test } from 'vitest';
import { checkAboveOrder, type Measure } from './pharmacy.ts';

const vial: Measure = { form: 'vial', strengthUgPerMl: 50_000, volumeUl: 10_000 };
const device: Measure = { form: 'device', pieceUg: 28_000, pieces: 1 };

test.each<[string, Measure, number, number, number, string | undefined]>([
  ['what was ordered', vial, 32_500, 0, 32_500, undefined],
  ['what was ordered, rounded up to 0.01 mL', vial, 32_600, 0, 33_000, undefined],
  ['0.01 mL more than that', vial, 32_500, 0, 33_000, 'The order is for 32.5 mg; this is 0.66 mL (33 mg).'],
  ['a tenfold slip', vial, 32_500, 0, 495_000, 'The order is for 32.5 mg; this is 9.9 mL (495 mg).'],
  [
    'the same once more',
    vial,
    32_500,
    32_500,
    32_500,
    'this is 0.65 mL (32.5 mg) beside 32.5 mg that are drawn already',
  ],
  ['the second half', vial, 32_500, 16_000, 16_500, undefined],
  ['the last device', device, 56_000, 28_000, 28_000, undefined],
  [
    'one device too many',
    device,
    56_000,
    56_000,
    28_000,
    'this is 1 piece (28 mg) beside 56 mg that are drawn already',
  ],
])('%s', (_, measure, orderedUg, hasUg, ug, says) => {
  const found = checkAboveOrder({ orderedUg, hasUg, ug, measure });
  expect(found?.says).toEqual(says === undefined ? undefined : expect.stringContaining(says));
});
