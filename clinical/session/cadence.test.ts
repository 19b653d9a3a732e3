import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueReadings, type SessionRoute, sessionRoutes } from './session.ts';

const states = (route: SessionRoute, minutesSinceDose: number, taken: number[]) =>
  Object.fromEntries(dueReadings({ route, minutesSinceDose, taken }).map(({ dueAtMin, state }) => [dueAtMin, state]));

test('esketamine: at 46 minutes the 40-minute pressure is overdue, at 51 it is escalated', () => {
  expect(states('intranasal-esketamine', 40, [-12])).toMatchObject({ '-15': 'taken', 40: 'due', 60: 'upcoming' });
  expect(states('intranasal-esketamine', 45, [-12])[40]).toBe('due');
  expect(states('intranasal-esketamine', 46, [-12])[40]).toBe('overdue');
  expect(states('intranasal-esketamine', 51, [-12])[40]).toBe('escalate');
  expect(states('intranasal-esketamine', 51, [-12, 38])[40]).toBe('taken');
});

test('one reading answers one time: a skipped one stays missed', () => {
  expect(states('iv', 21, [-15, 0, 20])).toMatchObject({ 0: 'taken', 10: 'missed', 20: 'taken', 30: 'upcoming' });
});

test('a late reading says how late it was', () => {
  const taken = dueReadings({ route: 'iv', minutesSinceDose: 14, taken: [-15, 0, 13] });
  expect(taken.find(({ dueAtMin }) => dueAtMin === 10)).toEqual({
    dueAtMin: 10,
    state: 'taken',
    takenAtMin: 13,
    lateMin: 3,
  });
});

test('after a swallowed dose, three hours are due unless the patient is known to have no symptoms', () => {
  const times = (symptomatic?: boolean) =>
    dueReadings({ route: 'oral', minutesSinceDose: 0, taken: [], symptomatic }).map(({ dueAtMin }) => dueAtMin);
  expect(times()).toContain(180);
  expect(times(true)).toContain(180);
  expect(times(false)).not.toContain(180);
});

test('nasal racemic ketamine is read as esketamine is', () => {
  const times = (route: SessionRoute) => dueReadings({ route, minutesSinceDose: 0, taken: [] });
  expect(times('intranasal-racemic')).toEqual(times('intranasal-esketamine'));
});

test('a patient who is here longer than the list is read on: every 10 minutes while it runs, every 15 after', () => {
  const times = (endedAtMin: number | 'running') =>
    dueReadings({ route: 'iv', minutesSinceDose: 130, taken: [], endedAtMin })
      .map(({ dueAtMin }) => dueAtMin)
      .filter((minute) => minute > 100);
  expect(times('running')).toEqual([110, 120, 130]);
  expect(times(40)).toEqual([115, 130]);
  expect(times(110)).toEqual([110, 125, 140]);
});

test('a reading from the future counts for nothing', () => {
  expect(states('iv', 15, [-15, 0, 16])[10]).toBe('due');
});

test('every time is answered by at most one reading, each reading answers at most one time, and nothing is lost', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...sessionRoutes),
      fc.double({ min: -60, max: 300, noNaN: true }),
      fc.array(fc.double({ min: -60, max: 300, noNaN: true }), { maxLength: 20 }),
      (route, now, taken) => {
        const due = dueReadings({ route, minutesSinceDose: now, taken });
        const used = due.flatMap(({ takenAtMin }) => takenAtMin ?? []);
        expect(new Set(used).size).toBe(used.length);
        for (const of of due) {
          if (of.state === 'upcoming') expect(of.dueAtMin).toBeGreaterThan(now);
          if (of.dueAtMin + 10 < now && of.takenAtMin === undefined) expect(['escalate', 'missed']).toContain(of.state);
          expect(of.lateMin).toBeGreaterThanOrEqual(0);
        }
      },
    ),
    { numRuns: 2_000 * Number(process.env.RACEMIC_FUZZ ?? 1) },
  );
});
