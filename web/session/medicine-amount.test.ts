import { expect, test } from 'vitest';
import { amountOf } from './medicine-amount.ts';

test.each([
  ['0.4', 'mg', 400, '0.4 mg'],
  ['400', 'ug', 400, '400 µg'],
  ['400', 'mg', 400_000, '400 mg'],
  ['0,5', 'mg', 500, '0.5 mg'],
  ['5', 'ml', undefined, '5 mL'],
  ['10', 'units', undefined, '10 units'],
] as const)('%s %s is %s µg, said as %s', (typed, unit, doseUg, says) => {
  expect(amountOf(typed, unit)).toEqual({ doseUg, says });
});

test.each([
  ['400', undefined],
  ['0', 'mg'],
  ['', 'mg'],
  ['abc', 'mg'],
  ['0.5', 'ug'],
] as const)('%s with the unit %s is no amount', (typed, unit) => {
  expect(amountOf(typed, unit)).toBeUndefined();
});
