import { expect, test } from 'vitest';
import { someoneWell } from '../../tests/someone-to-assess.ts';
import { assess } from './eligibility.ts';
import type { Facts } from './facts.ts';

const found = (also: Partial<Facts>) =>
  assess({ ...someoneWell, ...also }).find(({ rule }) => rule === 'sessions-per-week');
const iv = { product: 'ketamine', route: 'iv' } as const;
const tablets = { product: 'ketamine', route: 'oral' } as const;
/** `someoneWell` is assessed on 25 November. */
const daysIn = { 0: '2026-11-25', 13: '2026-11-12', 14: '2026-11-11', 27: '2026-10-29', 28: '2026-10-28' } as const;

test.each([
  [iv, 3, 0, undefined],
  [iv, 4, 0, 'relative'],
  [iv, 3, 13, undefined],
  [iv, 3, 14, 'relative'],
  [iv, 2, 27, undefined],
  [iv, 2, 28, 'caution'],
  [iv, 1, 28, undefined],
  [{}, 2, 27, undefined],
  [{}, 3, 0, 'relative'],
  [{}, 2, 28, 'caution'],
  [{}, 1, 28, undefined],
  [tablets, 3, 28, undefined],
  [tablets, 7, 0, 'caution'],
] as const)('%j, %s sessions a week, %s days into the course', (way, sessionsPerWeek, days, expected) => {
  expect(found({ ...way, sessionsPerWeek, courseStartedOn: daysIn[days] })?.strength).toBe(expected);
});

test('three infusions a week are a caution while nobody knows when the course started', () => {
  expect(found({ ...iv, sessionsPerWeek: 3, courseStartedOn: undefined })?.strength).toBe('caution');
  expect(found({ ...iv, sessionsPerWeek: 2, courseStartedOn: undefined })?.strength).toBe('missing');
  expect(found({ ...iv, sessionsPerWeek: undefined })?.strength).toBe('missing');
});

test('the cap of the spray is the label’s, that of infusions is proposed', () => {
  expect(found({ sessionsPerWeek: 3 })).toMatchObject({ provenance: 'LABEL', verified: true });
  expect(found({ ...iv, sessionsPerWeek: 14 })).toMatchObject({ provenance: 'DEFAULT', verified: false });
});
