import { expect, test } from 'vitest';
import { agenda, fold, givenOf, type SessionEvent } from '#clinical/session/session.ts';
import { dissociationsOf, sedationOf } from './mind-values.ts';
import { lastRated } from './rating-scales.ts';

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
const set = (atMin: number, data: object) => fact('reading', atMin, { source: 'by-hand', ...data });
const six = (atMin: number, points: number) =>
  fact('rating', atMin, { scale: 'cadss-6', answers: [points, 0, 0, 0, 0, 0], total: points });
const awake = (atMin: number, total: number) => fact('rating', atMin, { scale: 'moaa-s', answers: [total], total });

function seen(facts: SessionEvent[]) {
  const record = fold(facts, id(1));
  return { record, agenda: agenda(record, givenOf({ order: null, protocol: null }, '2026-11-25'), zeroMs) };
}

test.each([
  ['nothing rated', [], []],
  [
    'a grade after a CADSS stands beside it',
    [set(-9, { cadss: 6 }), set(-2, { dissociationGrade: 2 })],
    ['grade 2/4', 'cadss 6/92'],
  ],
  ['six items have a range of their own', [six(-5, 3), set(-4, { cadss: 6 })], ['cadss 6/92', 'cadss-6 3/24']],
  [
    'all three, the newest first',
    [set(-9, { cadss: 0, dissociationGrade: 0 }), six(-1, 2)],
    ['cadss-6 2/24', 'grade 0/4', 'cadss 0/92'],
  ],
])('%s', (_, facts, says) => {
  const { record, agenda: found } = seen(facts);
  expect(dissociationsOf(record, found).map(({ scale, value, most }) => `${scale} ${value}/${most}`)).toEqual(says);
});

test('the newest word on being awake counts, of a set or of the scale', () => {
  const bySet = seen([awake(-9, 3), set(-2, { moaaS: 5 })]);
  expect(sedationOf(bySet.record, bySet.agenda)).toMatchObject({ value: 5 });
  expect(lastRated(bySet.record, 'moaa-s')).toMatchObject({ total: 5, isOfSet: true });
  const byScale = seen([set(-9, { moaaS: 5 }), awake(-2, 3)]);
  expect(sedationOf(byScale.record, byScale.agenda)).toMatchObject({ value: 3, state: 'unjudged' });
  expect(lastRated(byScale.record, 'moaa-s')).toMatchObject({ total: 3, isOfSet: false });
  expect(lastRated(seen([]).record, 'moaa-s')).toBeUndefined();
  expect(lastRated(bySet.record, 'cadss-6')).toBeUndefined();
});
