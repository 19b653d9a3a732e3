import { expect, test } from 'vitest';
import { addressesOf, hostsOf } from './database-address.ts';
import { firstOf } from './database-first.ts';

const takes = (timeline: number) => ({ isStandby: false, timeline, waitingS: 0 });
const standby = { isStandby: true, timeline: null, waitingS: 0 };

test.each([
  ['the one that takes writes', [takes(1), standby], 0, 0],
  ['wherever it stands', [standby, takes(1)], 0, 1],
  ['the promoted one, when the other is gone', [undefined, takes(2)], 0, 1],
  ['the promoted one, when the old one came back', [takes(1), takes(2)], 0, 1],
  ['the promoted one still, when the old one came back', [takes(1), takes(2)], 1, 1],
  ['the one in use, when nothing tells two apart', [takes(2), takes(2)], 1, 1],
  ['nobody, between a loss and a promotion', [undefined, standby], 0, undefined],
  ['nobody, when none is reached', [undefined, undefined], 1, undefined],
])('who takes writes: %s', (_what, seen, now, found) => {
  expect(firstOf(seen, now)).toBe(found);
});

test('an address of several hosts is one address for each, as the driver reads it', () => {
  const url = 'postgres://racemic:p%40ss,word@one:5432,[::1]:5433,three/racemic?sslmode=verify-full';
  const each = addressesOf(url);
  expect(each.map((one) => new URL(one).host)).toEqual(['one:5432', '[::1]:5433', 'three']);
  for (const one of each)
    expect(new URL(one)).toMatchObject({ username: 'racemic', pathname: '/racemic', search: '?sslmode=verify-full' });
  expect(hostsOf(url)).toEqual(['one:5432', '[::1]:5433', 'three']);
  for (const single of ['postgres:///racemic?host=/var/run/postgresql', 'postgres://u@%2Fvar%2Frun/racemic'])
    expect(addressesOf(single)).toEqual([single]);
});
