import { expect, test } from 'vitest';
import { trialAdequacy } from './scales.ts';

const good = { drug: 'Sertraline', mgPerDay: 100, weeks: 8, taken: 'as prescribed', outcome: 'none' };

test.each([
  [good, 'adequate', 'yes'],
  [{ ...good, mgPerDay: 50, weeks: 4 }, 'adequate', 'yes'],
  [{ ...good, outcome: 'responded' }, 'adequate', 'no'],
  [{ ...good, outcome: 'partial' }, 'adequate', 'yes'],
  [{ ...good, outcome: null }, 'adequate', 'not known'],
  [{ ...good, mgPerDay: 25 }, 'inadequate', 'no'],
  [{ ...good, weeks: 3.5 }, 'inadequate', 'no'],
  [{ ...good, taken: 'partly' }, 'inadequate', 'no'],
  [{ ...good, weeks: 1, stoppedForIntolerance: true }, 'intolerance', 'no'],
  [{ ...good, mgPerDay: null }, 'not known', 'not known'],
  [{ ...good, weeks: undefined }, 'not known', 'not known'],
  [{ ...good, taken: 'not known' }, 'not known', 'not known'],
  [{ ...good, drug: 'a new one' }, 'not known', 'not known'],
  [{ ...good, drug: 'Venlafaxine-XR', mgPerDay: 75 }, 'adequate', 'yes'],
])('%j is %s, failed: %s', (trial, adequacy, failed) => {
  expect(trialAdequacy(trial)).toMatchObject({ adequacy, failed });
});

test('where programmes ask for more than the lowest dose, it is said', () => {
  expect(trialAdequacy({ ...good, drug: 'duloxetine', mgPerDay: 40 }).notes).toEqual([
    'Some programmes ask for 60 mg a day of duloxetine.',
  ]);
});

test('a trial that means nothing is refused by the name of its field', () => {
  expect(() => trialAdequacy({ ...good, mgPerDay: -1 })).toThrow(expect.objectContaining({ field: 'mgPerDay' }));
});
