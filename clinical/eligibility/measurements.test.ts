import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { someoneWell, someoneWith } from '../../tests/someone-to-assess.ts';
import { daysBetween } from './days.ts';
import { assess, decisionAbove, isGoodOn, monthsLater, needsDecision, noDoseFrom } from './eligibility.ts';
import type { Facts } from './facts.ts';

const iv = { product: 'ketamine', route: 'iv' } as const;
const strengths = (facts: Facts, rule: string) =>
  assess(facts)
    .filter((finding) => finding.rule === rule)
    .map(({ strength }) => strength);

describe('blood pressure before a dose', () => {
  const measured = (readings: readonly (readonly [number, number])[], also: Partial<Facts> = {}) => {
    const bloodPressures = readings.map(([systolic, diastolic]) => ({ systolic, diastolic }));
    const facts = { ...someoneWell, ...also, vitals: { ...someoneWell.vitals, bloodPressures } };
    return strengths(facts, 'blood-pressure-before-dose');
  };
  const twice = (systolic: number, diastolic: number, also: Partial<Facts> = {}) =>
    measured(
      [
        [systolic, diastolic],
        [systolic, diastolic],
      ],
      also,
    );

  test.each([
    [140, 90, []],
    [141, 90, ['relative']],
    [140, 91, ['relative']],
    [159, 99, ['relative']],
    [160, 80, ['relative']],
    [120, 100, ['relative']],
    [179, 109, ['relative']],
    [180, 80, ['absolute']],
    [120, 110, ['absolute']],
  ])('%i/%i', (systolic, diastolic, expected) => {
    expect(twice(systolic, diastolic)).toEqual(expected);
    expect(twice(systolic, diastolic, iv)).toEqual(expected);
  });

  test('the Swiss label forbids ketamine above 180/100', () => {
    expect(twice(170, 101, { ...iv, jurisdiction: 'CH' })).toEqual(['absolute']);
    expect(twice(170, 100, { ...iv, jurisdiction: 'CH' })).toEqual(['relative']);
    expect(twice(170, 101, { jurisdiction: 'CH' })).toEqual(['relative']);
  });

  test('none is missing, one is not two, and a high first one is not forgotten', () => {
    expect(measured([])).toEqual(['missing']);
    expect(measured([[120, 70]])).toEqual(['missing']);
    expect(measured([[150, 70]])).toEqual(['relative', 'missing']);
    expect(
      measured([
        [150, 70],
        [130, 70],
      ]),
    ).toEqual(['caution']);
    expect(
      measured([
        [185, 70],
        [130, 70],
      ]),
    ).toEqual(['absolute']);
  });

  test.each([
    [100, 60, undefined],
    [99, 60, 'caution'],
    [90, 50, 'caution'],
    [89, 50, 'relative'],
    [70, 40, 'relative'],
  ])('low, %i/%i: care below 100, held below 90', (systolic, diastolic, expected) => {
    const bloodPressures = [
      { systolic, diastolic },
      { systolic, diastolic },
    ];
    for (const also of [{}, iv])
      expect(
        strengths(
          { ...someoneWell, ...also, vitals: { ...someoneWell.vitals, bloodPressures } },
          'low-blood-pressure-before-dose',
        )[0],
      ).toBe(expected);
  });

  test('a low first reading is not forgotten, and one low reading speaks beside the one that is missing', () => {
    const low = { systolic: 80, diastolic: 50 };
    const of = (bloodPressures: NonNullable<Facts['vitals']>['bloodPressures']) =>
      assess({ ...someoneWell, vitals: { ...someoneWell.vitals, bloodPressures } })
        .filter(({ rule }) => rule.endsWith('blood-pressure-before-dose'))
        .map(({ strength }) => strength);
    expect(of([low, { systolic: 120, diastolic: 70 }])).toEqual(['caution']);
    expect(of([low])).toEqual(['relative', 'missing']);
    expect(of([{ systolic: 185, diastolic: 90 }, low])).toEqual(['absolute', 'relative']);
  });

  test('above the decision line a decision, not a ban; not measured is not "no"', () => {
    expect(needsDecision(undefined)).toBe('not known');
    expect(needsDecision({ systolic: 140, diastolic: 90 })).toBe('no');
    expect(needsDecision({ systolic: 141, diastolic: 60 })).toBe('yes');
    expect(decisionAbove).toMatchObject({ provenance: 'LABEL', verified: true });
    expect(noDoseFrom).toMatchObject({ provenance: 'DEFAULT', verified: false });
  });

  test('a higher last reading never speaks more softly', () => {
    const pressure = fc.tuple(fc.integer({ min: 70, max: 220 }), fc.integer({ min: 40, max: 140 }));
    const order = ['none', 'caution', 'relative', 'absolute'];
    const rank = (found: string[]) => order.indexOf(found[0] ?? 'none');
    fc.assert(
      fc.property(pressure, fc.nat(40), fc.nat(40), ([systolic, diastolic], more, also) => {
        expect(rank(twice(systolic + more, diastolic + also))).toBeGreaterThanOrEqual(rank(twice(systolic, diastolic)));
      }),
      { numRuns: 50 },
    );
  });
});

test.each([
  [
    'heartRatePerMin',
    'heart-rate-before-dose',
    [
      [44, 'relative'],
      [45, 'caution'],
      [49, 'caution'],
      [50, undefined],
      [110, undefined],
      [111, 'caution'],
      [130, 'caution'],
      [131, 'relative'],
    ],
  ],
  [
    'spo2Pct',
    'oxygen-before-dose',
    [
      [91, 'relative'],
      [92, 'caution'],
      [93, 'caution'],
      [94, undefined],
      [100, undefined],
    ],
  ],
  [
    'respiratoryRatePerMin',
    'breathing-before-dose',
    [
      [7, 'relative'],
      [8, 'caution'],
      [9, 'caution'],
      [10, undefined],
      [24, undefined],
      [25, 'caution'],
      [30, 'caution'],
      [31, 'relative'],
    ],
  ],
] as const)('%s', (fact, rule, lines) => {
  for (const [value, expected] of lines)
    expect(strengths({ ...someoneWell, vitals: { ...someoneWell.vitals, [fact]: value } }, rule)[0], `${value}`).toBe(
      expected,
    );
  expect(strengths({ ...someoneWell, vitals: { ...someoneWell.vitals, [fact]: undefined } }, rule)).toEqual([
    'missing',
  ]);
});

test('a weight that does not go with the height is questioned: it may be in pounds', () => {
  const weight = (weightKg: number, heightCm: number | undefined) =>
    strengths({ ...someoneWell, vitals: { ...someoneWell.vitals, weightKg, heightCm } }, 'weight-unusual-for-height');
  expect([weight(74, 172), weight(163, 172), weight(400, 172), weight(33, 172)]).toEqual([
    [],
    ['relative'],
    ['relative'],
    ['relative'],
  ]);
  expect(weight(163, undefined)).toEqual([]);
});

describe('liver enzymes', () => {
  const liver = (labs: Facts['labs']) => strengths({ ...someoneWell, labs }, 'liver-enzymes');
  const fine = { altTimesUln: 1, astTimesUln: 1, bilirubinTimesUln: 1, liverSymptoms: 'no' } as const;

  test.each([
    [{}, []],
    [{ altTimesUln: 2 }, []],
    [{ altTimesUln: 2.1 }, ['relative']],
    [{ astTimesUln: 5 }, ['relative']],
    [{ astTimesUln: 5.1 }, ['absolute']],
    [{ altTimesUln: 3, bilirubinTimesUln: 2.1 }, ['relative']],
    [{ altTimesUln: 3.1, bilirubinTimesUln: 2 }, ['relative']],
    [{ altTimesUln: 3.1, bilirubinTimesUln: 2.1 }, ['absolute']],
    [{ altTimesUln: 3.1, liverSymptoms: 'yes' }, ['absolute']],
    [{ altTimesUln: 3.1, liverSymptoms: undefined }, ['absolute']],
    [{ altTimesUln: 3.1, bilirubinTimesUln: undefined }, ['absolute', 'missing']],
    [{ altTimesUln: undefined }, ['missing']],
  ] as const)('%j', (labs, expected) => {
    expect(liver({ ...fine, ...labs })).toEqual(expected);
  });

  test('nothing known is missing', () => {
    expect(liver(undefined)).toEqual(['missing']);
  });
});

describe('bladder', () => {
  const bladder = (also: Facts['bladder'], rule: string) =>
    strengths({ ...someoneWell, bladder: { ...someoneWell.bladder, ...also } }, rule)[0];

  test.each([
    [{ bpicSs: 18 }, undefined],
    [{ bpicSs: 19 }, 'relative'],
    [{ icsi: 5, icsiBaseline: 0 }, undefined],
    [{ icsi: 6, icsiBaseline: 3 }, 'relative'],
    [{ icsi: 6, icsiBaseline: 4 }, 'caution'],
    [{ icsi: 6, icsiBaseline: undefined }, 'relative'],
    [{ icsi: undefined, bpicSs: undefined }, 'missing'],
  ])('score %j', (also, expected) => {
    expect(bladder(also, 'bladder-score')).toBe(expected);
  });

  test.each([
    [0, undefined],
    [1, 'caution'],
    [2, 'relative'],
    [undefined, 'missing'],
  ])('blood in the urine: %s', (times, expected) => {
    expect(bladder({ haematuriaFindings: times }, 'blood-in-urine')).toBe(expected);
  });

  test.each([
    ['suspected', 'absolute'],
    ['confirmed', 'absolute'],
    ['yes', 'absolute'],
    ['cleared-by-urologist', 'caution'],
    ['no', undefined],
    ['not-known', 'missing'],
  ] as const)('ketamine cystitis: %s', (said, expected) => {
    expect(bladder({ ketamineCystitis: said }, 'ketamine-cystitis')).toBe(expected);
  });
});

test.each([
  ['gradeThreeEvent', 'stop-grade-three-event'],
  ['anaphylaxis', 'stop-anaphylaxis'],
  ['psychosis', 'stop-psychosis'],
  ['mania', 'stop-mania'],
  ['diversion', 'stop-diversion'],
] as const)('what stopped an earlier course blocks the next: %s', (fact, rule) => {
  const told = (said: 'yes' | 'no' | undefined) =>
    strengths({ ...someoneWell, earlierTreatment: { ...someoneWell.earlierTreatment, [fact]: said } }, rule)[0];
  expect([told('yes'), told('no'), told(undefined)]).toEqual(['absolute', undefined, 'missing']);
});

test('many sessions in a year ask for a second opinion: 24 by needle, 52 of the spray', () => {
  const sessions = (count: number | undefined, also: Partial<Facts> = {}) =>
    strengths({ ...someoneWell, ...also, sessionsInLast12Months: count }, 'many-sessions')[0];
  expect([sessions(52), sessions(53), sessions(undefined)]).toEqual([undefined, 'relative', 'missing']);
  expect([sessions(24, iv), sessions(25, iv)]).toEqual([undefined, 'relative']);
  expect(sessions(500, { product: 'ketamine', route: 'oral' })).toBeUndefined();
});

test('enrolment in the REMS is asked for the spray in the United States, and nobody can waive it', () => {
  const rems = (also: Partial<Facts>) =>
    assess({ ...someoneWell, ...also }).filter(({ rule }) => rule === 'rems-enrolment');
  expect(rems({ remsEnrolled: 'no' })).toMatchObject([{ strength: 'absolute', override: { by: 'nobody' } }]);
  expect(rems({ remsEnrolled: undefined })).toMatchObject([{ strength: 'missing' }]);
  expect(rems({ remsEnrolled: undefined, jurisdiction: 'EU' })).toEqual([]);
  expect(rems({ remsEnrolled: undefined, ...iv })).toEqual([]);
});

describe('fasting', () => {
  const food = (hours: number | undefined, also: Partial<Facts> = {}) =>
    strengths({ ...someoneWell, ...also, hoursSinceFood: hours }, 'fasting-food')[0];
  const drink = (hours: number | undefined, also: Partial<Facts> = {}) =>
    strengths({ ...someoneWell, ...also, hoursSinceDrink: hours }, 'fasting-drink')[0];
  const lozenge = { product: 'ketamine', route: 'sublingual' } as const;

  test('nasal spray: two hours without food, half an hour without drink (label)', () => {
    expect([food(1.9), food(2), food(undefined)]).toEqual(['relative', undefined, 'missing']);
    expect([drink(0.4), drink(0.5), drink(undefined)]).toEqual(['relative', undefined, 'missing']);
    const [found] = assess({ ...someoneWell, hoursSinceFood: 1 }).filter(({ rule }) => rule === 'fasting-food');
    expect(found?.provenance).toBe('LABEL');
  });

  test('infusion: four hours, and six to eight with a GLP-1 agonist, a sedative or a slow stomach', () => {
    expect([food(3.9, iv), food(4, iv), drink(1.9, iv), drink(2, iv)]).toEqual([
      'relative',
      undefined,
      'relative',
      undefined,
    ]);
    for (const medicine of ['Ozempic', 'lorazepam', 'oxycodone', 'zorblaxine']) {
      const slow = { ...iv, medicines: [medicine] };
      expect([food(5, slow), food(7, slow), food(8, slow)], medicine).toEqual(['relative', 'caution', undefined]);
    }
    expect(food(5, { ...iv, medicines: undefined })).toBe('relative');
    expect(food(5, someoneWith({ delayedGastricEmptying: 'yes' }, iv))).toBe('relative');
  });

  test('by mouth: two hours, better four', () => {
    expect([food(1, lozenge), food(3, lozenge), food(4, lozenge)]).toEqual(['relative', 'caution', undefined]);
  });
});

describe('days', () => {
  test('months end where the month ends', () => {
    expect(monthsLater('2026-01-31', 1)).toBe('2026-02-28');
    expect(monthsLater('2024-01-31', 1)).toBe('2024-02-29');
    expect(monthsLater('2026-11-30', 3)).toBe('2027-02-28');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  });

  test('something good for a time is good on its last day, and not after', () => {
    expect(isGoodOn('2026-08-25', '2026-11-25', { months: 3 })).toBe(true);
    expect(isGoodOn('2026-08-24', '2026-11-25', { months: 3 })).toBe(false);
    expect(isGoodOn('2026-11-18', '2026-11-25', { days: 7 })).toBe(true);
    expect(isGoodOn('2026-11-17', '2026-11-25', { days: 7 })).toBe(false);
  });
});
