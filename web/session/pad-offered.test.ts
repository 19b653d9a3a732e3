import { expect, test } from 'vitest';
import { type MonitorValue, monitorSays, monitorWaits } from '#clinical/session/session.ts';
import { emptyPad, type PadDraft, pressDigit } from './pad-draft.ts';
import { offeredOf } from './pad-offered.ts';

const nowMs = Date.parse('2026-11-30T12:00:00Z');
const said = (id: string, metric: string, value: number, ageS = 1, more: Partial<MonitorValue> = {}): MonitorValue => ({
  ...{ id, metric, value, state: 'measured', atMs: nowMs - ageS * 1_000, arrivedMs: nowMs - ageS * 1_000 },
  ...{ deviceId: 'b3', device: 'Bed 3', received: '', isImplausible: false, isSimulated: false, ...more },
});
const held = monitorSays([said('1', 'heartRatePerMin', 67, 5), said('2', 'spo2Pct', 98, 5)], nowMs);

type Now = { values: readonly MonitorValue[]; deviceIds?: readonly string[]; draft?: PadDraft; atMs?: number };
const shown = ({ values, deviceIds = ['b3'], draft = emptyPad, atMs = nowMs }: Now) => {
  const { offers, isNewer } = offeredOf({ held, says: monitorSays(values, atMs), deviceIds, draft, nowMs: atMs });
  return { values: offers.flatMap((of) => of.values.map(({ value }) => value)), isNewer };
};
const newer = [said('3', 'heartRatePerMin', 66), said('4', 'spo2Pct', 97)];

test('nothing was shown yet: what is said now is', () => {
  const { offers } = offeredOf({ held: undefined, says: held, deviceIds: ['b3'], draft: emptyPad, nowMs });
  expect(offers).toEqual(held);
});

test('what was read stays under the finger; that there is something newer is said', () => {
  expect(shown({ values: newer })).toEqual({ values: [67, 98], isNewer: true });
  expect(shown({ values: held.flatMap((of) => of.values) })).toEqual({ values: [67, 98], isNewer: false });
});

test('a value goes when it is too old, said otherwise by now, entered by hand, or its monitor was taken off', () => {
  const later = nowMs + (monitorWaits.value.offered - 4) * 1_000;
  const fresh = newer.map((one) => ({ ...one, atMs: later, arrivedMs: later }));
  expect(shown({ values: fresh, atMs: later })).toEqual({ values: [], isNewer: true });
  expect(shown({ values: [said('3', 'heartRatePerMin', 0), said('4', 'spo2Pct', 97)] })).toEqual({
    ...{ values: [98], isNewer: true },
  });
  const typed = pressDigit({ ...emptyPad, active: 'spo2Pct' }, '9').draft;
  expect(shown({ values: newer, draft: typed }).values).toEqual([67]);
  expect(shown({ values: newer, deviceIds: [] }).values).toEqual([]);
});
