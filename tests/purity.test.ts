import { expect, test } from 'vitest';
import { read, rules } from './architecture.ts';

const [rule] = rules.filter(({ sentence }) => sentence === 'the medicine has no clock and no dice');

const found = (text: string) => {
  const files = [{ path: 'clinical/plan/a.ts', text: `export const a = ${text}\n` }];
  return rule?.broken(read(files, { aliases: [], dependencies: [] }));
};

const impure = [
  'Date.now()',
  'new Date()',
  'Date()',
  "Date['now']()",
  'new Date(...[])',
  'Reflect.construct(Date, [])',
  '((D) => new D())(Date)',
  'Math.random()',
  "Math['random']()",
  'Math?.random()',
  '(({ random }) => random())(Math)',
  'globalThis.Date.now()',
  'performance.now()',
  'crypto.randomUUID()',
  'crypto.getRandomValues(new Uint8Array(1))',
  'new Date(2026, 10, 25)',
  'at.getHours()',
  'at.getTimezoneOffset()',
  'at.toLocaleDateString()',
  'clock.format()',
];

test.each(impure)('found: a clock, a die or a place in the medicine: %s', (text) => {
  expect(found(text)).toHaveLength(1);
});

const pure = [
  'new Date(at)',
  "new Date('2026-11-25T00:00:00Z')",
  'Date.UTC(2026, 10, 25)',
  'Date.parse(text)',
  'at instanceof Date',
  'at.getTime() + at.getUTCHours()',
  'Math.round(Math.LN2 * 3)',
  'shown.format(at)',
  '{ performance: 1, Date: 2 }',
  'process.step',
  "'Math.random()' // Date.now()",
  '(at: Date): Date => at',
];

test.each(pure)('not found: %s', (text) => {
  expect(found(text)).toEqual([]);
});
