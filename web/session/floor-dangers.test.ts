import { expect, test } from 'vitest';
import type { Agenda, Danger, SessionRecord } from '#clinical/session/session.ts';
import { needOf, phaseWords, shareWords, statusOf } from './floor-words.ts';

const nowMs = Date.UTC(2026, 10, 30, 10, 59);
const says = 'the pump is set to 495 mL/h; ordered 49.5 mL/h';
const rate: Danger = {
  ...{ id: 'r', kind: 'rate', says, told: says, short: 'Rate above order' },
  ...{ atMs: nowMs, sinceMs: nowMs, card: undefined },
};
const sedation: Danger = {
  ...{ id: 's', kind: 'side-effect', says: 'sedation, grade 3', told: 'a side effect is of grade 3' },
  ...{ short: 'Side effect, grade 3', atMs: nowMs, sinceMs: nowMs, card: 'respiratory-depression' },
};
const late = { id: 'reading@20', what: 'reading', atMs: nowMs - 360_000, state: 'overdue', says: '20-min readings' };
const scene = (dangers: readonly Danger[], todo: readonly object[] = [], acknowledged: readonly object[] = []) =>
  [
    { phase: 'dosing', emergencies: [], acknowledged, told: [], firstDose: {}, left: undefined },
    { dangers, todo, latest: undefined, conflicts: [], toStart: [], leaving: { ready: false }, phase4: 2 },
  ] as unknown as [SessionRecord, Agenda];

test.each([
  ['a rate above the order', [rate], [], 'red', 'Rate above order'],
  ['a grave side effect', [sedation], [], 'red', 'Side effect, grade 3'],
  ['before what is late', [rate], [late], 'red', 'Rate above order'],
  ['nothing', [], [], 'plain', 'On time'],
])('what is dangerous makes the whole chair red: %s', (_, dangers, todo, state, words) => {
  expect(statusOf(...scene(dangers, todo))).toMatchObject({ state, says: words });
});

test.each([
  [rate, false, `Chair 1, A.J.: ${says}`],
  [sedation, false, 'Chair 1, A.J.: sedation, grade 3'],
  [sedation, true, 'Chair 1: a side effect is of grade 3'],
])('the strip above the floor says it; the wall says nothing of how somebody is', (danger, isWall, words) => {
  const [record, agenda] = scene([danger]);
  const seat = { id: 'x', chair: '1', initials: 'A.J.', record, agenda };
  expect(needOf(seat, [], nowMs, { zone: 'UTC', isWall })).toMatchObject({ tone: 'red', rank: 1, says: words });
});

test('who has it is said', () => {
  const [record, agenda] = scene([rate], [], [{ data: { task: 'red@r' }, by: 'u', atMs: nowMs }]);
  const people = [{ id: 'u', name: 'Umar Zaytawi', initials: 'UZ', credentials: 'MD' }];
  const seat = { id: 'x', chair: '1', initials: 'A.J.', record, agenda };
  expect(needOf(seat, people, nowMs, { zone: 'UTC' })?.more).toContain('U. Zaytawi');
});

test.each([
  [49_500, undefined],
  [24_750, 'at 50 % of the order'],
  [49_600, 'above order'],
  [495_000, 'above order'],
])('a pump at %s µL/h of 49500 ordered', (pumpRateUlPerH, words) => {
  const record = { doseStart: { data: { pumpRateUlPerH: 49_500 } } } as unknown as SessionRecord;
  const agenda = { infusion: { state: 'running', stretches: [{ pumpRateUlPerH }] } } as unknown as Agenda;
  expect(shareWords(record, agenda, { route: 'iv', pumpRateUlPerH: 49_500 })).toBe(words);
});

test('past the planned end the place says that no end is written down, not that it runs', () => {
  const record = { doseStart: { data: { pumpRateUlPerH: 49_500 } } } as unknown as SessionRecord;
  const infusion = { state: 'running', stretches: [{ pumpRateUlPerH: 24_750 }] };
  const agenda = { infusion, phaseSays: 'End not recorded' } as unknown as Agenda;
  expect(phaseWords(record, agenda, { route: 'iv', pumpRateUlPerH: 49_500 })).toBe('End not recorded');
  expect(shareWords(record, agenda, { route: 'iv', pumpRateUlPerH: 49_500 })).toBeUndefined();
});
