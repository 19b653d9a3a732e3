import { expect, test } from 'vitest';
import { isShortRest } from './dose-rest.ts';

const min = 60_000;
test.each([
  ['a rest of 3:30 was too short', { what: 'rest', state: 'done', fromMs: 0, toMs: 3.5 * min }, true],
  [
    'a second less than 5 minutes is too short',
    { what: 'rest', state: 'done', fromMs: 0, toMs: 5 * min - 1_000 },
    true,
  ],
  ['5 minutes are enough', { what: 'rest', state: 'done', fromMs: 0, toMs: 5 * min }, false],
  ['one that runs is not over', { what: 'rest', state: 'running', fromMs: 0, toMs: 3 * min }, false],
  ['a device is no rest', { what: 'device', state: 'done', fromMs: 0, toMs: 0 }, false],
  ['nothing before the first device', undefined, false],
] as const)('%s', (_, step, says) => {
  expect(isShortRest(step)).toBe(says);
});
