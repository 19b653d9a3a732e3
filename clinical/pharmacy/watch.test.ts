import { expect, test } from 'vitest';
import { expiresSoonDays, expiryOf, isOldDraw, unaccountedOldMin } from './pharmacy.ts';

test('a container is good until its last day, and is said to expire soon before that', () => {
  expect(expiresSoonDays.value).toBe(30);
  const today = '2026-11-30';
  expect(expiryOf('2026-11-29', today)).toBe('expired');
  expect(expiryOf('2026-11-30', today)).toBe('soon');
  expect(expiryOf('2026-12-30', today)).toBe('soon');
  expect(expiryOf('2026-12-31', today)).toBe('good');
});

test('what was drawn is old from the minute on that is set for it', () => {
  expect(isOldDraw(unaccountedOldMin.value - 1)).toBe(false);
  expect(isOldDraw(unaccountedOldMin.value)).toBe(true);
});
