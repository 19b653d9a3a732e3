import { expect, test } from 'vitest';
import { readTime } from './acts-time.tsx';

const zone = 'Europe/Berlin';
const at = (iso: string) => Date.parse(iso);

test('a time that has not come is refused in words; shortly after midnight the evening before is meant', () => {
  expect(readTime('08:10', zone, at('2026-11-25T08:16:30+01:00'))).toBe(at('2026-11-25T08:10:00+01:00'));
  expect(readTime('23:50', zone, at('2026-11-25T08:16:30+01:00'))).toBe('23:50 has not come yet. It is 08:16.');
  expect(readTime('23:50', zone, at('2026-11-25T00:20:00+01:00'))).toBe(at('2026-11-24T23:50:00+01:00'));
});

test.each(['', '7', '25:10', '10:60', 'now'])('“%s” is no time', (typed) => {
  expect(readTime(typed, zone, at('2026-11-25T08:16:30+01:00'))).toBe('A time looks like 10:44.');
});
