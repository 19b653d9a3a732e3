import { expect, test } from 'vitest';
import { readFact } from '#clinical/session/session.ts';
import { correctedData, typedOf } from './correct-fields.ts';

const id = '01900000-0000-7000-8000-000000000001';
const from = { id, device: 'Bed 3', measuredAt: '2026-11-30T12:00:00.000Z' };
const at = { measuredAt: from.measuredAt, enteredAt: from.measuredAt, offsetCheckedAt: null, clockOffsetMs: 0 };
const data = { spo2Pct: 97, heartRatePerMin: 72, source: 'monitor-accepted', monitor: { spo2Pct: from } };
const read = readFact({ id, session: id, kind: 'reading', v: 2, data, by: null, station: id, stationSeq: 1, ...at });
if ('unread' in read) throw new Error(read.unread.says);
const { fact } = read;

test('a corrected value is no longer said to be the monitor’s; one that was left as it is still is', () => {
  expect(correctedData(fact, { ...typedOf(fact), heartRatePerMin: '80' })).toEqual({
    data: { ...data, heartRatePerMin: 80 },
  });
  expect(correctedData(fact, { ...typedOf(fact), spo2Pct: '91' })).toEqual({
    data: { spo2Pct: 91, heartRatePerMin: 72, source: 'by-hand' },
  });
});
