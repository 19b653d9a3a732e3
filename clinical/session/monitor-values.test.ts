import { expect, test } from 'vitest';
import {
  acceptedOf,
  byHandWhereChanged,
  type MonitorValue,
  monitorClockOff,
  monitorSays,
  monitorSilentSince,
  monitorWaits,
  ReadingFact,
  readFact,
} from './session.ts';

const nowMs = Date.parse('2026-11-30T12:00:00Z');
const { offered, shown, late } = monitorWaits.value;
let count = 0;

function said(metric: string, value: number | null, ageS = 5, more: Partial<MonitorValue> = {}): MonitorValue {
  count += 1;
  const atMs = nowMs - ageS * 1_000;
  return {
    ...{ id: String(count), metric, value, state: 'measured', atMs, arrivedMs: atMs + 500, device: 'Bed 3' },
    ...{ received: '', isImplausible: false, isSimulated: false, deviceId: more.device ?? 'Bed 3', ...more },
  };
}
const stateOf = (values: MonitorValue[], line = 'pressure') =>
  monitorSays(values, nowMs).find((one) => one.line === line)?.is;

test('nothing that was said is nothing, and no line is made up for it', () => {
  expect(monitorSays([], nowMs)).toEqual([]);
  expect(stateOf([said('spo2Pct', 97)], 'heartRatePerMin')).toBeUndefined();
});

test('two monitors that say the same now stand side by side, and neither is offered; one that fell silent gives way', () => {
  const [bed, clip] = [said('spo2Pct', 86, 60), said('spo2Pct', 97, 5, { device: 'Clip' })];
  expect(monitorSays([bed, clip], nowMs).map(({ is, values }) => [is, values])).toEqual([
    ['two-monitors', [bed]],
    ['two-monitors', [clip]],
  ]);
  const slip = said('spo2Pct', 130, 5, { device: 'Clip', isImplausible: true });
  expect(monitorSays([bed, slip], nowMs).map(({ is }) => is)).toEqual(['two-monitors', 'implausible']);
  const silent = said('spo2Pct', 86, offered + 1);
  expect(monitorSays([silent, clip], nowMs)).toMatchObject([{ is: 'offered', values: [clip] }]);
  const [pulse, saturation] = [said('heartRatePerMin', 72), said('spo2Pct', 97, 5, { device: 'Clip' })];
  expect(monitorSays([pulse, saturation], nowMs).map(({ is }) => is)).toEqual(['offered', 'offered']);
});

test.each(['heartRatePerMin', 'spo2Pct', 'breathsPerMin'])('a %s of 0 is never taken by a tap', (metric) => {
  expect(stateOf([said(metric, 0)], metric)).toBe('zero');
  expect(stateOf([said(metric, 1)], metric)).toBe('offered');
});

test('the newest of a metric stands; what was taken back leaves its gap', () => {
  const [older, newer] = [said('spo2Pct', 91, 60), said('spo2Pct', 97, 5)];
  expect(monitorSays([older, newer], nowMs)[0]?.values).toEqual([newer]);
  const takenBack = said('spo2Pct', 97, 5, { state: 'withdrawn', arrivedMs: nowMs });
  expect(stateOf([older, newer, takenBack], 'spo2Pct')).toBe('withdrawn');
  expect(stateOf([older, said('spo2Pct', null, 3, { state: 'not-measured' })], 'spo2Pct')).toBe('not-measured');
});

test('a pressure is one only where one device measured both halves together, and is offered whole or not at all', () => {
  const [systolic, diastolic] = [said('systolicMmHg', 128), said('diastolicMmHg', 78)];
  expect(monitorSays([diastolic, systolic], nowMs)[0]).toMatchObject({ is: 'offered', values: [systolic, diastolic] });
  expect(stateOf([systolic])).toBe('half');
  expect(monitorSays([systolic, said('diastolicMmHg', 78, 60)], nowMs)[0]).toMatchObject({
    is: 'half',
    values: [systolic],
  });
  expect(stateOf([systolic, said('diastolicMmHg', 78, 5, { device: 'Cuff' })])).toBe('half');
  expect(stateOf([systolic, said('diastolicMmHg', 128)])).toBe('implausible');
  expect(stateOf([said('systolicMmHg', 0, 5, { isImplausible: true }), diastolic])).toBe('implausible');
});

test('an old value is no longer offered, then no longer shown; what has no field is shown and never offered', () => {
  expect(stateOf([said('spo2Pct', 97, offered)], 'spo2Pct')).toBe('offered');
  expect(stateOf([said('spo2Pct', 97, offered + 1)], 'spo2Pct')).toBe('old');
  expect(stateOf([said('spo2Pct', 97, shown + 1)], 'spo2Pct')).toBe('gone');
  expect(stateOf([said('temperatureCel', 36.8)], 'temperatureCel')).toBe('shown');
});

test('a value that came long after it was measured is late; a silent monitor and a clock that is off are said once they matter', () => {
  const came = (afterS: number) => said('spo2Pct', 97, 60, { arrivedMs: nowMs - (60 - afterS) * 1_000 });
  expect(monitorSays([came(late)], nowMs)[0]?.isLate).toBe(false);
  expect(monitorSays([came(late + 1)], nowMs)[0]?.isLate).toBe(true);
  expect(monitorSilentSince(nowMs - offered * 1_000, nowMs)).toBeUndefined();
  expect(monitorSilentSince(nowMs - offered * 1_000 - 1, nowMs)).toBe(nowMs - offered * 1_000 - 1);
  expect([monitorClockOff(null), monitorClockOff(-59_000), monitorClockOff(-420_000)]).toEqual([
    undefined,
    undefined,
    -420_000,
  ]);
});

const id = '01900000-0000-7000-8000-000000000001';
const from = { id, device: 'Bed 3', measuredAt: '2026-11-30T12:00:00.000Z' };
const set = ReadingFact.parse({
  ...{
    spo2Pct: 97,
    heartRatePerMin: 72,
    source: 'monitor-accepted',
    monitor: { spo2Pct: from, heartRatePerMin: from },
  },
});

test('where a value came from is said of that value alone; changed by hand, it is a person’s own', () => {
  expect(acceptedOf(set).map(({ name }) => name)).toEqual(['heartRatePerMin', 'spo2Pct']);
  const changed = byHandWhereChanged(set, { ...set, spo2Pct: 93 });
  expect(changed).toEqual({ ...set, spo2Pct: 93, monitor: { heartRatePerMin: from } });
  const both = byHandWhereChanged(set, { ...set, spo2Pct: 93, heartRatePerMin: 80 });
  expect(both).toEqual({ spo2Pct: 93, heartRatePerMin: 80, source: 'by-hand' });
  expect(byHandWhereChanged(set, set)).toBe(set);
});

test('a set of the first version is read as before, and knows of no monitor', () => {
  const event = { id, session: id, kind: 'reading', by: null, station: id, stationSeq: 1, clockOffsetMs: 0 } as const;
  const at = { measuredAt: from.measuredAt, enteredAt: from.measuredAt, offsetCheckedAt: null };
  const { monitor: _monitor, ...old } = set;
  expect(readFact({ ...event, ...at, v: 1, data: old })).toMatchObject({ fact: { data: { spo2Pct: 97 } } });
  expect(readFact({ ...event, ...at, v: 1, data: { ...set } })).toMatchObject({ unread: { why: 'malformed' } });
  expect(readFact({ ...event, ...at, v: 2, data: { ...set } })).toMatchObject({ fact: { data: { spo2Pct: 97 } } });
});
