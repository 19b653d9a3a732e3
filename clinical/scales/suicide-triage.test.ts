import { expect, test } from 'vitest';
import { clocks, triageSuicide } from './scales.ts';

const no = { q1: false, q2: false, q6Lifetime: false };
const clockOf = (answers: object) => triageSuicide(answers).clock;
const rulesOf = (answers: object) => triageSuicide(answers).findings.map(({ rule }) => rule);

test.each([
  [{ cssrs: no }, 'routine', []],
  [{ cssrs: { ...no, q1: true } }, 'at discharge', ['suicide-c-ssrs']],
  [{ cssrs: { ...no, q6Lifetime: true, q6ThreeMonths: false } }, 'same day', ['suicide-c-ssrs']],
  [{ cssrs: { ...no, q6Lifetime: true, q6ThreeMonths: true } }, 'immediate', ['suicide-c-ssrs']],
  [{ phq9Item9: 0 }, 'routine', []],
  [{ phq9Item9: 1 }, 'immediate', ['suicide-phq-9']],
  [{ cssrs: no, phq9Item9: 1 }, 'at discharge', ['suicide-phq-9']],
  [{ qidsItem12: 1 }, 'immediate', ['suicide-qids-sr16']],
  [{ cssrs: no, qidsItem12: 1 }, 'at discharge', ['suicide-qids-sr16']],
  [{ cssrs: no, qidsItem12: 2 }, 'same day', ['suicide-qids-sr16-same-day', 'suicide-qids-sr16']],
  [{ madrsItem10: 1 }, 'routine', []],
  [{ madrsItem10: 2 }, 'at discharge', ['suicide-madrs-note']],
  [{ madrsItem10: 4 }, 'immediate', ['suicide-madrs']],
])('%j: %s', (answers, clock, rules) => {
  expect(clockOf(answers)).toBe(clock);
  expect(rulesOf(answers)).toEqual(rules);
});

test('what is not known counts as yes', () => {
  expect(clockOf({ phq9Item9: null })).toBe('immediate');
  expect(rulesOf({ phq9Item9: null })).toEqual(['suicide-phq-9-not-known']);
  expect(clockOf({ cssrs: {} })).toBe('immediate');
  expect(rulesOf({ cssrs: {} })).toEqual(['suicide-c-ssrs-not-known']);
  expect(clockOf({ cssrs: no, phq9Item9: null })).toBe('at discharge');
});

test('an answered intent is said as such beside what is not answered', () => {
  const { clock, findings } = triageSuicide({ cssrs: { q1: true, q2: true, q4: true } });
  expect(clock).toBe('immediate');
  expect(findings.map(({ rule, strength }) => [rule, strength])).toEqual([
    ['suicide-c-ssrs', 'absolute'],
    ['suicide-c-ssrs-not-known', 'missing'],
  ]);
});

test('a positive item without the screener misses the screener: that is what to do now', () => {
  expect(triageSuicide({ phq9Item9: 3 }).findings).toMatchObject([
    { rule: 'suicide-phq-9', strength: 'missing', facts: { item: 9, answer: 3, clock: 'immediate' } },
  ]);
});

test('nothing asked is not routine: the screener is to be asked', () => {
  expect(clockOf({})).toBe('immediate');
  expect(rulesOf({})).toEqual(['suicide-not-known']);
  expect(rulesOf({ cssrs: null, phq9Item9: 0 })).toEqual(['suicide-not-known']);
});

test('the clocks go from the latest to the soonest', () => {
  expect(clocks).toEqual(['routine', 'at discharge', 'same day', 'immediate']);
});
