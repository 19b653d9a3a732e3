import { expect, test } from 'vitest';
import { isTypedTwice } from './pump-numbers.ts';

type Hand = Parameters<typeof isTypedTwice>[0];
const hand = (orderedUlPerH: number | undefined, startedUlPerH?: number): Hand =>
  ({
    session: { order: orderedUlPerH === undefined ? null : { route: 'iv', pumpRateUlPerH: orderedUlPerH } },
    record: { doseStart: startedUlPerH === undefined ? undefined : { data: { pumpRateUlPerH: startedUlPerH } } },
  }) as unknown as Hand;

test.each([
  ['ten times the order, not typed again', hand(49_500), 495_000, '', false],
  ['typed again as another number', hand(49_500), 495_000, '49.5', false],
  ['typed again', hand(49_500), 495_000, '495', true],
  ['typed again with a comma', hand(49_500), 49_600, '49,6', true],
  ['a tenth above the order', hand(49_500), 49_600, '', false],
  ['as ordered', hand(49_500), 49_500, '', true],
  ['under the order', hand(49_500), 24_750, '', true],
  ['no order, above its start', hand(undefined, 49_500), 60_000, '', false],
  ['no order, as started', hand(undefined, 49_500), 49_500, '', true],
  ['no order and not started', hand(undefined), 495_000, '', true],
])('a rate above the limit is kept once it is typed twice: %s', (_, of, ulPerH, again, isKept) => {
  expect(isTypedTwice(of, ulPerH, again)).toBe(isKept);
});
