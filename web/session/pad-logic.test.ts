import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryLimits } from '#clinical/session/session.ts';
import { isUnfinished, numberIn, press, takeBack } from './pad-logic.ts';

const { systolicMmHg, diastolicMmHg, heartRatePerMin, breathsPerMin, spo2Pct } = entryLimits.value;
const ranges = [systolicMmHg, diastolicMmHg, heartRatePerMin, breathsPerMin, spo2Pct];
const type = (keys: string, range: { from: number; to: number }) => {
  let typed = '';
  for (const key of keys) typed = press(typed, key, range).typed;
  return typed;
};

test('no sequence of keys leaves a value outside its range to be saved', () => {
  const keys = fc.array(fc.constantFrom(...'0123456789', 'delete', '-', '.', 'a'), { maxLength: 40 });
  fc.assert(
    fc.property(keys, fc.constantFrom(...ranges), (pressed, range) => {
      let typed = '';
      for (const key of pressed) typed = key === 'delete' ? takeBack(typed) : press(typed, key, range).typed;
      const value = numberIn(typed, range);
      if (value !== undefined) expect(value >= range.from && value <= range.to).toBe(true);
      expect(isUnfinished(typed, range)).toBe(typed !== '' && value === undefined);
    }),
    { numRuns: 5_000 },
  );
});

test('every possible value can be typed', () => {
  for (const range of ranges)
    for (let value = range.from; value <= range.to; value += 1)
      expect(numberIn(type(String(value), range), range)).toBe(value);
});

test('1200 mmHg cannot be typed, nor a sign or a letter', () => {
  expect(type('1200', systolicMmHg)).toBe('120');
  expect(type('-12x0', systolicMmHg)).toBe('120');
  expect(press('120', '0', systolicMmHg)).toEqual({ typed: '120', did: 'nothing', runsOn: false });
});

test('170 101 92 96 15 runs on by itself after each value', () => {
  const runsOn = (value: string, range: { from: number; to: number }) =>
    press(value.slice(0, -1), value.slice(-1), range).runsOn;
  expect([
    runsOn('170', systolicMmHg),
    runsOn('101', diastolicMmHg),
    runsOn('92', heartRatePerMin),
    runsOn('96', spo2Pct),
    runsOn('15', breathsPerMin),
  ]).toEqual([true, true, true, true, true]);
  expect(press('', '1', breathsPerMin).runsOn).toBe(false);
});
