import { expect, test } from 'vitest';
import { type Live, withNewValues } from './monitor-news.ts';

const value = (metric: string, atMs: number, arrivedMs = atMs, more = {}): Live['values'][number] => ({
  ...{ id: `${metric}${atMs}`, metric, value: 70, state: 'measured', atMs, arrivedMs, deviceId: 'd', device: 'Bed 3' },
  ...{ received: '', isUnitAssumed: false, isImplausible: false, isSimulated: false, ...more },
});
const live = (serverMs: number, values: Live['values']): Live => ({ serverMs, isAnyKnown: true, devices: [], values });

test('what was heard stays until something newer is: a late value does not take its place, one that was taken back does', () => {
  const first = live(10, [value('spo2Pct', 5), value('heartRatePerMin', 5)]);
  expect(withNewValues(undefined, first)).toEqual(first);
  expect(withNewValues(first, live(12, []))).toEqual({ ...first, serverMs: 12 });
  const newer = value('spo2Pct', 11);
  expect(withNewValues(first, live(12, [newer])).values).toEqual([newer, value('heartRatePerMin', 5)]);
  expect(withNewValues(first, live(12, [value('spo2Pct', 3, 11)])).values).toEqual(first.values);
  const takenBack = value('spo2Pct', 5, 11, { state: 'withdrawn' });
  expect(withNewValues(first, live(12, [takenBack])).values[0]).toEqual(takenBack);
});
