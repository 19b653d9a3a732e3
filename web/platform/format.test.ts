import { expect, test } from 'vitest';
import { ago, bytes, clock, day, daysBetween, initialsOf, moment, today, yearsBetween } from './format.ts';

test('a birth date is the same day wherever the screen stands', () => {
  expect(day('1968-02-02')).toBe('2 Feb 1968');
  expect(day('2026-01-01')).toBe('1 Jan 2026');
});

test('times are those of the clinic, 24 hours', () => {
  expect(clock('2026-11-25T03:42:00Z', 'America/Los_Angeles')).toBe('19:42');
  expect(clock('2026-11-25T08:00:00Z', 'America/Los_Angeles')).toBe('00:00');
  expect(moment('2026-11-25T03:42:00Z', 'America/Los_Angeles')).toBe('24 Nov 2026, 19:42');
  expect(today('America/Los_Angeles', Date.parse('2026-11-25T03:42:00Z'))).toBe('2026-11-24');
});

test('a person is a year older on the birthday, not before', () => {
  expect(yearsBetween('1968-02-02', '2026-02-01')).toBe(57);
  expect(yearsBetween('1968-02-02', '2026-02-02')).toBe(58);
  expect(yearsBetween('2004-02-29', '2026-02-28')).toBe(21);
});

test('an age is minutes under 100, then hours and minutes, then days', () => {
  const at = (minutes: number) => ago(0, minutes * 60_000);
  expect(at(0)).toBe('just now');
  expect(at(99)).toBe('99 min ago');
  expect(at(100)).toBe('1 h 40 min ago');
  expect(at(49 * 60)).toBe('2 days ago');
});

test('initials are letters of the first and the last name, whatever the script', () => {
  expect(initialsOf('Tamara Beck')).toBe('TB');
  expect(initialsOf('Dr Musa Okafor')).toBe('MO');
  expect(initialsOf('ʿUmar Ben Zaytawī')).toBe('UZ');
  expect(initialsOf('Đức Thịnh Đặnvídụ')).toBe('ĐĐ');
});

test('days between dates ignore summer time', () => {
  expect(daysBetween('2026-03-01', '2026-04-01')).toBe(31);
  expect(daysBetween('2026-11-25', '2026-11-20')).toBe(-5);
});

test('sizes carry their unit', () => {
  expect(bytes(12)).toBe('12 bytes');
  expect(bytes(5 * 1024 ** 3)).toBe('5.0 GB');
});
