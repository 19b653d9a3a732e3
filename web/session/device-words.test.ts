import { expect, test } from 'vitest';
import { clockWords, deviceOfCode, whoseWords } from './device-words.ts';
import type { Device } from './monitor.queries.ts';

const device = (key: string, name = key): Device => ({
  ...{ id: key, key, byWhat: 'device', name, zone: null, firstSeenAt: '', heardAt: '', offsetMs: null },
  ...{ isSimulated: false, assigned: null, says: [] },
});
const devices = [device('A1B2C3D4E5F60708', 'Bed 3'), device('A1B2C3D4E5F60709', 'Bed 4'), device('BED 3')];

test('a label names a monitor by its key or its name, however it is written', () => {
  expect(deviceOfCode(devices, 'a1-b2-c3-d4-e5-f6-07-08')?.name).toBe('Bed 3');
  expect(deviceOfCode(devices, ' bed 4 ')?.key).toBe('A1B2C3D4E5F60709');
});

test('a code that names none, two, or nothing at all gives nobody a monitor', () => {
  expect(deviceOfCode(devices, 'A1B2C3D4E5F6070')).toBeUndefined();
  expect(deviceOfCode(devices, 'Bed 3')).toBeUndefined();
  expect(deviceOfCode([device('-')], '-')).toBeUndefined();
});

test('a clock is not known, agrees, or is off by so much', () => {
  expect([null, 900, -1_500, 420_000].map(clockWords)).toEqual([
    'clock not known',
    'clock agrees',
    'clock 1 s ahead',
    'clock 7 min behind',
  ]);
});

test('who is measured is said by initials and chair', () => {
  const of = { sessionId: '', fromAt: '', initials: 'M.D.' };
  expect(whoseWords({ ...of, chair: '2' })).toBe('M.D., chair 2');
  expect(whoseWords({ ...of, chair: null })).toBe('M.D., no chair');
});
