import { expect, test } from 'vitest';
import { newId } from './ids.ts';

test('an id is a UUID of version 7, and no two are the same', () => {
  const ids = Array.from({ length: 5_000 }, () => newId());
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(ids.length);
});

test('ids sort by the time at which they were made', () => {
  const times = [0, 1, 1_000_000, Date.parse('2026-11-25'), Date.parse('2026-11-25') + 1, Date.parse('2199-12-31')];
  const ids = times.map((time) => newId(time));
  expect([...ids].sort()).toEqual(ids);
  expect(Number.parseInt(newId(1_234_567).replaceAll('-', '').slice(0, 12), 16)).toBe(1_234_567);
});
