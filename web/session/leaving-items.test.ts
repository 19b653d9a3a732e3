import { expect, test } from 'vitest';
import { agenda, fold, givenOf, type SessionEvent } from '#clinical/session/session.ts';
import { escortNamed, leavingRows, togetherIn } from './leaving-items.ts';

const zeroMs = Date.parse('2026-11-25T10:00:00Z');
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
let seq = 1;
function fact(kind: string, atMin: number, data: object): SessionEvent {
  seq += 1;
  const at = new Date(zeroMs + atMin * 60_000).toISOString();
  return {
    ...{ id: id(seq), session: id(1), kind, v: 1, data: { ...data }, measuredAt: at, enteredAt: at },
    ...{ by: id(900), station: id(901), stationSeq: seq, clockOffsetMs: 0, offsetCheckedAt: null },
  };
}
const item = (of: string, state: string, more = {}) => fact('discharge-item', 3, { item: of, state, ...more });
const arrived = (escort?: string) => fact('arrived', -90, escort === undefined ? {} : { escort });

/** Which criteria one tap would answer, after these facts. */
function together(...facts: SessionEvent[]) {
  const record = fold(facts, id(1));
  const now = agenda(record, givenOf({ order: null, protocol: null }, '2026-11-25'), zeroMs + 10 * 60_000);
  const hand = { record, agenda: now };
  const rows = leavingRows(hand);
  return { seen: togetherIn('seen', rows, hand), home: togetherIn('way-home', rows, hand) };
}

test('what nobody answered yet stands together', () => {
  expect(together(arrived('sister, 555-0142'))).toEqual({
    seen: ['dissociation', 'gait', 'vomiting'],
    home: ['escort', 'transport', 'leaflet', 'emergency-phone'],
  });
});

test('what was answered, in whatever way, stands by itself: no tap for many says otherwise', () => {
  const named = arrived('sister, 555-0142');
  expect(together(named, item('walks-steadily', 'not-met')).seen).toEqual(['dissociation', 'vomiting']);
  expect(together(named, item('oriented', 'met')).seen).toEqual(['gait', 'vomiting']);
  expect(together(named, item('leaflet', 'not-met')).home).toEqual(['escort', 'transport', 'emergency-phone']);
  expect(together(named, item('no-vomiting', 'met'), item('oriented', 'met')).seen).toEqual([]);
});

test('an escort whom nobody has named is never confirmed together with the rest', () => {
  expect(together(arrived()).home).toEqual(['transport', 'leaflet', 'emergency-phone']);
  expect(escortNamed({ record: fold([arrived()], id(1)) })).toBeUndefined();
});

test('who was entered at the gate is the escort, and not who was named at arrival', () => {
  const atGate = { item: 'escort', state: 'met', value: 'a friend, by taxi, 555-0170' };
  const gate = { ...fact('checklist-item', -80, atGate), v: 2 };
  const record = fold([arrived('sister, 555-0142'), gate], id(1));
  expect(escortNamed({ record })).toBe('a friend, by taxi, 555-0170');
});
