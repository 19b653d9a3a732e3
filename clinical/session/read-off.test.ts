import { expect, test } from 'vitest';
import type { Infusion } from './log-infusion.ts';
import { differingReadOff } from './read-off.ts';

const given = (givenUl: number, readOffUl: number | undefined): Infusion => ({
  state: 'stopped',
  startedAtMs: 0,
  endedAtMs: 1,
  ranOutAtMs: undefined,
  stretches: [],
  givenUl,
  givenUg: givenUl,
  readOffUl,
  concentrationUgPerMl: 1_000,
});

test('thirty milliliters on the pump beside three worked out are said to differ, with what they would be in drug', () => {
  expect(differingReadOff(given(3_300, 30_000))).toEqual({ readOffUl: 30_000, readOffUg: 30_000 });
});

test('a last digit of the display and the seconds of a tap are no difference, and nothing read off is none', () => {
  expect(differingReadOff(given(31_499, 31_500))).toBeUndefined();
  expect(differingReadOff(given(31_500, 31_800))).toBeUndefined();
  expect(differingReadOff(given(31_500, 31_900))).toBeDefined();
  expect(differingReadOff(given(31_500, undefined))).toBeUndefined();
});
