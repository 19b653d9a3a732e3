import { expect, test } from 'vitest';
import { wouldWatch } from './handover-ratio.ts';
import { isHandedOver } from './handover-words.ts';

test.each([
  ['', false],
  ['.', false],
  ['ok', false],
  ['ok ok', false],
  ['all good', false],
  ['- - - - - - - - - -', false],
  ['Unremarkable', false],
  ['Readings are late.', true],
  ['Übelkeit seit 10:40', true],
])('%j hands something over: %s', (text, hands) => {
  expect(isHandedOver(text)).toBe(hands);
});

type One = Parameters<typeof wouldWatch>[0][number];

/** A chair: who watches it, minutes since the dose, and to whom it was handed without a read-back. */
const chair = (mark: string, by: string, minutesSinceDose: number | undefined, to?: string) =>
  ({
    ...{ mark, session: { id: mark, order: { route: 'iv' }, protocol: null }, agenda: { minutesSinceDose } },
    ...{ record: { watch: { by } }, open: to === undefined ? undefined : { data: { to } } },
  }) as unknown as One;

test.each<[string, One[], string[], string, string]>([
  ['the only one', [chair('1', 'a', 10)], ['1'], '1', 'met'],
  ['one more beside a first hour of their own', [chair('1', 'a', 90), chair('2', 'b', 10)], ['1'], '1, 2', 'over'],
  ['two past their first hour', [chair('1', 'a', 90), chair('2', 'b', 80)], ['1'], '1, 2', 'met'],
  [
    'one that already waits for their read-back',
    [chair('1', 'a', 90), chair('2', 'a', 10, 'b')],
    ['1'],
    '1, 2',
    'over',
  ],
  ['another one’s patients do not count', [chair('1', 'a', 10), chair('2', 'c', 10)], ['1'], '1', 'met'],
])('what somebody would watch: %s', (_, all, these, chairs, answer) => {
  const would = wouldWatch(all, 'b', these);
  expect([would.chairs.join(', '), would.ratio.answer]).toEqual([chairs, answer]);
});
