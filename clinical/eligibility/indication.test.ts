import { describe, expect, test } from 'vitest';
import { minimumDoses } from '#clinical/scales/scales.ts';
import { someoneWell } from '../../tests/someone-to-assess.ts';
import { assess, countTrials, weigh } from './eligibility.ts';
import type { Facts, Trial } from './facts.ts';

const iv = { product: 'ketamine', route: 'iv' } as const;
const strength = (facts: Facts, rule: string) => assess(facts).find((finding) => finding.rule === rule)?.strength;
const says = (facts: Facts, rule: string) => assess(facts).find((finding) => finding.rule === rule)?.says;
const trial = (medicine: string, also: Partial<Trial> = {}): Trial => ({
  medicine,
  mgPerDay: 300,
  weeks: 8,
  adherent: 'yes',
  inCurrentEpisode: 'yes',
  outcome: 'none',
  ...also,
});
const tried = (antidepressantTrials: Trial[] | undefined, also: Partial<Facts> = {}): Facts => ({
  ...someoneWell,
  ...also,
  antidepressantTrials,
});

describe('treatment resistance: two different adequate oral antidepressants without response in this episode', () => {
  test.each([
    ['two', [trial('sertraline'), trial('mirtazapine')], 'information'],
    ['one', [trial('sertraline')], 'relative'],
    ['none', [], 'relative'],
    ['the same one twice', [trial('sertraline'), trial('Zoloft')], 'relative'],
    [
      'one stopped for intolerance',
      [trial('sertraline'), trial('mirtazapine', { outcome: 'stopped-for-intolerance' })],
      'relative',
    ],
    ['one too short', [trial('sertraline'), trial('mirtazapine', { weeks: 3.9 })], 'relative'],
    ['one too low', [trial('sertraline'), trial('mirtazapine', { mgPerDay: 14 })], 'relative'],
    ['one not taken', [trial('sertraline'), trial('mirtazapine', { adherent: 'no' })], 'relative'],
    ['one of an earlier episode', [trial('sertraline'), trial('mirtazapine', { inCurrentEpisode: 'no' })], 'relative'],
    ['one that helped', [trial('sertraline'), trial('mirtazapine', { outcome: 'responded' })], 'relative'],
    ['one partial', [trial('sertraline'), trial('mirtazapine', { outcome: 'partial' })], 'relative'],
    ['one augmentation', [trial('sertraline'), trial('lithium')], 'relative'],
    ['one without weeks', [trial('sertraline'), trial('mirtazapine', { weeks: undefined })], 'missing'],
    ['one nobody knows', [trial('sertraline'), trial('zorblaxine')], 'missing'],
    ['not asked', undefined, 'missing'],
  ])('%s', (_, trials, expected) => {
    expect(strength(tried(trials), 'treatment-resistance')).toBe(expected);
    expect(strength(tried(trials, iv), 'treatment-resistance')).toBe(expected);
  });

  test('a partial response is said to be for the prescriber to judge', () => {
    const facts = tried([trial('sertraline'), trial('mirtazapine', { outcome: 'partial' })]);
    expect(says(facts, 'treatment-resistance')).toContain('a prescriber decides');
  });

  test.each(
    // Of the forms of one medicine the lowest dose counts.
    minimumDoses.rows
      .filter((row) => row.drug !== 'paroxetine cr')
      .map((row) => [row.drug.split(' ')[0] ?? row.drug, row.mgPerDay] as const),
  )('%s counts from %d mg', (ingredient, from) => {
    expect(weigh(trial(ingredient, { mgPerDay: from })).verdict).toBe('failed');
    expect(weigh(trial(ingredient, { mgPerDay: from - 0.5 })).verdict).toBe('not-counted');
  });

  test('four weeks are enough, and a dose at the edge is said to be at the edge', () => {
    expect(weigh(trial('venlafaxine', { weeks: 4, mgPerDay: 75 }))).toMatchObject({
      verdict: 'failed',
      why: expect.stringContaining('edge'),
    });
    expect(weigh(trial('venlafaxine', { mgPerDay: 150 })).why).not.toContain('edge');
  });

  test('of the same medicine, the clearest trial counts', () => {
    const weighed = [trial('sertraline', { outcome: 'stopped-for-intolerance' }), trial('Lustral')].map(weigh);
    expect(countTrials(weighed)).toMatchObject({ failed: 1, 'not-counted': 0 });
  });
});

describe('diagnosis', () => {
  test.each([
    ['mdd', 'information'],
    ['mdd-with-psychotic-features', 'relative'],
    ['bipolar-depression', 'relative'],
    ['ptsd', 'relative'],
    ['ocd', 'relative'],
    ['anxiety', 'relative'],
    ['other', 'relative'],
    ['not-known', 'missing'],
    [undefined, 'missing'],
  ] as const)('%s', (diagnosis, expected) => {
    expect(strength({ ...someoneWell, diagnosis }, 'indication')).toBe(expected);
    expect(strength({ ...someoneWell, ...iv, diagnosis }, 'indication')).toBe(expected);
  });

  test('bipolar depression asks for a mood stabiliser', () => {
    const bipolar = (medicines: string[] | undefined) =>
      strength({ ...someoneWell, diagnosis: 'bipolar-depression', medicines }, 'mood-stabiliser-beside');
    expect([bipolar([]), bipolar(['lithium']), bipolar(undefined), bipolar(['zorblaxine'])]).toEqual([
      'relative',
      undefined,
      'missing',
      'missing',
    ]);
  });
});

describe('acute suicidality', () => {
  const acute: Facts = { ...someoneWell, acuteSuicidality: 'yes', antidepressantTrials: [] };

  test('is a labelled use of the spray, with an oral antidepressant beside it, and asks for no earlier trials', () => {
    const beside = (medicines: string[] | undefined) => strength({ ...acute, medicines }, 'oral-antidepressant-beside');
    expect([beside([]), beside(['sertraline']), beside(undefined)]).toEqual(['relative', undefined, 'missing']);
    expect(strength(acute, 'treatment-resistance')).toBe('information');
    expect(strength({ ...acute, ...iv }, 'treatment-resistance')).toBe('relative');
    expect(says(acute, 'indication')).toContain('Not shown to prevent suicide');
  });

  test('is itself a caution, and not known is missing', () => {
    expect(strength(acute, 'acute-suicidality')).toBe('caution');
    expect(strength({ ...someoneWell, acuteSuicidality: undefined }, 'acute-suicidality')).toBe('missing');
  });
});

test.each([
  ['esketamine', 'intranasal', 'information', 'Labelled for'],
  ['ketamine', 'iv', 'information', 'Off-label'],
  ['ketamine', 'im', 'information', 'Off-label'],
  ['ketamine', 'sc', 'information', 'Off-label'],
  ['ketamine', 'intranasal', 'relative', 'unapproved compounded'],
  ['ketamine', 'oral', 'relative', 'unapproved compounded'],
  ['ketamine', 'sublingual', 'relative', 'unapproved compounded'],
  ['esketamine', 'iv', 'relative', 'nasal spray only'],
] as const)('%s %s says how it stands in law', (product, route, expected, words) => {
  const facts = { ...someoneWell, product, route };
  expect(strength(facts, 'regulatory-status')).toBe(expected);
  expect(says(facts, 'regulatory-status')).toContain(words);
});

test('milder than the trials is a caution; without any score it is missing', () => {
  const severity = (scores: Facts['scores']) => strength({ ...someoneWell, scores }, 'severity');
  expect([severity({ madrs: 20 }), severity({ madrs: 19 })]).toEqual([undefined, 'caution']);
  expect([severity({ phq9: 15 }), severity({ phq9: 14 }), severity(undefined)]).toEqual([
    undefined,
    'caution',
    'missing',
  ]);
});

test('the Maudsley stage informs, and is asked for', () => {
  expect(strength({ ...someoneWell, maudsleyTotal: 8 }, 'maudsley-stage')).toBe('information');
  expect(says({ ...someoneWell, maudsleyTotal: 8 }, 'maudsley-stage')).toContain('above');
  expect(says({ ...someoneWell, maudsleyTotal: 7 }, 'maudsley-stage')).toContain('below');
  expect(strength({ ...someoneWell, maudsleyTotal: undefined }, 'maudsley-stage')).toBe('missing');
});

test('age: a child, a young adult, the middle, and older people', () => {
  const age = (ageYears: number | undefined, also: Partial<Facts> = {}) =>
    strength({ ...someoneWell, ...also, ageYears }, 'age');
  expect([age(17.9), age(18), age(24), age(25), age(64), age(65), age(undefined)]).toEqual([
    'absolute',
    'caution',
    'caution',
    undefined,
    undefined,
    'caution',
    'missing',
  ]);
  expect(says({ ...someoneWell, ageYears: 70, jurisdiction: 'EU' }, 'age')).toContain('28 mg');
  expect(says({ ...someoneWell, ageYears: 70 }, 'age')).not.toContain('28 mg');
});

test('what the label says of the spray reads as sentences', () => {
  expect(says(someoneWell, 'indication')).toBe(
    'Major depression. Not shown to prevent suicide; does not replace a hospital when one is needed; not an anaesthetic.',
  );
});
