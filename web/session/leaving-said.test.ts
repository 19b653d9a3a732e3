import { expect, test } from 'vitest';
import { agenda, fold, givenOf, type SessionEvent } from '#clinical/session/session.ts';
import { saidWords } from './leaving-said.ts';

const zeroMs = Date.parse('2026-11-25T10:00:00Z');
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
let seq = 1;
function fact(kind: string, atMin: number, data: object, by: string | null = id(900)): SessionEvent {
  seq += 1;
  const at = new Date(zeroMs + atMin * 60_000).toISOString();
  return {
    ...{ id: id(seq), session: id(1), kind, v: 1, data: { ...data }, measuredAt: at, enteredAt: at },
    ...{ by, station: id(901), stationSeq: seq, clockOffsetMs: 0, offsetCheckedAt: null },
  };
}
const facts = [
  fact('reading', -8, {
    ...{
      systolicMmHg: 124,
      diastolicMmHg: 76,
      heartRatePerMin: 70,
      breathsPerMin: 14,
      spo2Pct: 98,
      moaaS: 5,
      cadss: 2,
    },
    ...{ symptoms: [], source: 'by-hand' },
  }),
  fact('rating', -7, { scale: 'modified-aldrete', answers: [2, 2, 2, 2, 2], total: 10 }),
  fact('discharge-item', -6, { item: 'escort', state: 'met', value: 'sister, 555-0142' }),
  fact('discharge-item', -5, { item: 'leaflet', state: 'met' }, null),
];
const record = fold(facts, id(1));
const floor = {
  clinic: { name: 'C', timeZone: 'UTC', synthetic: true },
  people: [{ id: id(900), name: 'Howard Juniper', initials: 'HJ', credentials: 'RN', roles: ['nurse'] }],
};
const hand = { record, agenda: agenda(record, givenOf({ order: null, protocol: null }, '2026-11-25'), zeroMs), floor };
const emptied = fold([fact('discharge-item', -6, { item: 'escort', state: 'met' })], id(1));

test.each([
  ['blood-pressure', undefined, '124/76 mmHg, 09:52, HJ'],
  ['breathing', undefined, '98 %, 14 per min, 09:52, HJ'],
  ['nothing-red', undefined, '0 warning symptoms, 09:52, HJ'],
  ['awake', undefined, 'MOAA/S 5 of 5, awake, 09:52, HJ'],
  ['dissociation', undefined, 'CADSS 2 of 92, 09:52, HJ'],
  ['modified-aldrete', undefined, '10 of 10, 09:53, HJ'],
  ['escort', 'escort', 'sister, 555-0142, 09:54, HJ'],
  ['leaflet', 'leaflet', '09:55, to be claimed'],
  ['transport', 'transport', ''],
] as const)('what is met says what it rests on: %s', (criterion, item, says) => {
  expect(saidWords(hand, { id: criterion, item })).toBe(says);
});

test('an escort who was seen and not named is said to be without a name', () => {
  expect(saidWords({ ...hand, record: emptied }, { id: 'escort', item: 'escort' })).toBe('name not known, 09:54, HJ');
});
