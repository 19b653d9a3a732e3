import { expect, test } from 'vitest';
import { agenda, fold, givenOf, type SessionEvent } from '#clinical/session/session.ts';
import { dissociationWords, phaseWords, ranked, type Seat, sedationWords, whereOf } from './floor-words.ts';

const zone = 'UTC';
const zeroMs = Date.parse('2026-11-25T10:50:00Z');
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
let seq = 10;

function fact(session: string, kind: string, atMin: number, data: object): SessionEvent {
  seq += 1;
  const at = new Date(zeroMs + atMin * 60_000).toISOString();
  return {
    ...{ id: id(seq), session, kind, v: 1, data: { ...data }, measuredAt: at, enteredAt: at },
    ...{ by: id(900), station: id(901), stationSeq: seq, clockOffsetMs: 0, offsetCheckedAt: null },
  };
}

function seat(session: string, initials: string, facts: readonly (readonly [string, number, object?])[]): Seat {
  const record = fold(
    facts.map(([kind, atMin, data = {}]) => fact(session, kind, atMin, data)),
    session,
  );
  const given = givenOf({ order: null, protocol: null }, '2026-11-25');
  return { id: session, chair: '6', initials, record, agenda: agenda(record, given, nowMs) };
}

const nowMs = zeroMs + 20 * 60_000;
const gone = seat(id(1), 'C.O.', [
  ['arrived', -60],
  ['emergency-opened', 7, { card: 'respiratory-depression' }],
  ['left', 12, { how: 'to-hospital', reason: 'by ambulance', as: 'fact' }],
]);
const came = seat(id(2), 'Y.A.', [['arrived', 18]]);

test('the card of who has left a chair is not said of who sits in it now', () => {
  expect(ranked([gone, came], [], nowMs, { zone })[0]?.says).toBe(
    'C.O., who left chair 6 at 11:02: emergency card open for 13 min',
  );
  expect(whereOf(came, { zone })).toBe('Chair 6, Y.A.');
});

test('the wall says nobody’s initials in a sentence, and of who has left not the chair alone', () => {
  const at = { zone, isWall: true };
  expect(ranked([gone, came], [], nowMs, at)[0]?.says).toBe(
    'A patient who left chair 6: emergency card open for 13 min',
  );
  expect(whereOf(came, at)).toBe('Chair 6');
});

test('a number of dissociation stands with its scale, grade 0 is a value, and what was never rated is not known', () => {
  const rated = (data: object) => seat(id(3), 'A.B.', [['reading', 10, { source: 'by-hand', ...data }]]).record;
  expect(dissociationWords(rated({ cadss: 8 }))).toBe('dissociation: CADSS 8 of 92');
  expect(dissociationWords(rated({ dissociationGrade: 0 }))).toBe('dissociation grade 0 of 4');
  expect(dissociationWords(rated({ cadss: 8, dissociationGrade: 2 }))).toBe(
    'dissociation: CADSS 8 of 92, dissociation grade 2 of 4',
  );
  expect(dissociationWords(rated({ moaaS: 5 }))).toBeUndefined();
  const both = seat(id(3), 'A.B.', [
    ['reading', 8, { cadss: 6, source: 'by-hand' }],
    ['reading', 10, { dissociationGrade: 2, source: 'by-hand' }],
  ]);
  expect(dissociationWords(both.record)).toBe('dissociation: CADSS 6 of 92, dissociation grade 2 of 4');
});

test('a 5 of sedation says that it is awake', () => {
  expect([5, 2, undefined].map((value) => sedationWords(value))).toEqual([
    'MOAA/S 5 of 5, awake',
    'MOAA/S 2 of 5, answers to mild shaking',
    'MOAA/S not known',
  ]);
});

test('a pump at another rate says of what: of the order where there is one, else of its start', () => {
  const start = { route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 70_000, as: 'fact' };
  const steady = seat(id(4), 'A.B.', [['dose-started', 10, start]]);
  const slowed = seat(id(5), 'A.B.', [
    ['dose-started', 5, start],
    ['rate-changed', 10, { pumpRateUlPerH: 35_000 }],
  ]);
  const order = { pumpRateUlPerH: 52_500 };
  expect(phaseWords(steady.record, steady.agenda, order)).toBe('Infusing above order');
  expect(phaseWords(slowed.record, slowed.agenda, order)).toBe('Infusing at 67 % of the order');
  expect(phaseWords(slowed.record, slowed.agenda, null)).toBe('Infusing at 50 % of the start');
  expect(phaseWords(steady.record, steady.agenda, null)).toBe('Infusing');
});
