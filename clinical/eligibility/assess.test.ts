import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadInput } from '#clinical/bad-input.ts';
import { type Finding, type Strength, strengths } from '#clinical/findings.ts';
import { someoneWell } from '../../tests/someone-to-assess.ts';
import { assess, eligibilityRequest, readFacts } from './eligibility.ts';
import { products, routes } from './treatments.ts';

const runs = (usual: number) => usual * Number(process.env.RACEMIC_FUZZ ?? 1);
const treatments = products.flatMap((product) => routes.map((route) => ({ product, route })));
const rulesOf = (findings: readonly Finding[]) => new Set(findings.map(({ rule }) => rule));

describe.each(treatments)('$product by $route', (treatment) => {
  test('with every fact known and good, nothing blocks, holds or is missing', () => {
    const found = assess({ ...someoneWell, ...treatment }).filter(({ strength }) => strength !== 'information');
    const isOutside =
      treatment.product === 'esketamine'
        ? treatment.route !== 'intranasal'
        : ['intranasal', 'oral', 'sublingual'].includes(treatment.route);
    expect(found.map(({ rule, strength }) => `${rule} ${strength}`)).toEqual(
      isOutside ? ['regulatory-status relative'] : [],
    );
  });

  test('with nothing known, everything is missing and nothing is silent', () => {
    const answer = eligibilityRequest(treatment);
    expect(answer.counts.missing).toBeGreaterThan(60);
    expect(answer.counts.absolute).toBe(0);
    const known = rulesOf(answer.findings);
    for (const rule of [
      'age',
      'indication',
      'pregnancy',
      'medicines',
      'blood-pressure-before-dose',
      'consent',
      'escort',
    ])
      expect(known).toContain(rule);
  });
});

test('the answer counts what it found and names the strongest', () => {
  const answer = eligibilityRequest({ ...someoneWell, ageYears: 16 });
  expect(answer).toMatchObject({
    product: 'esketamine',
    route: 'intranasal',
    jurisdiction: 'US',
    strongest: 'absolute',
  });
  expect(Object.values(answer.counts).reduce((sum, count) => sum + count, 0)).toBe(answer.findings.length);
  expect(eligibilityRequest(someoneWell).strongest).toBe('information');
});

test('yes, no and not known may be written as true, false and null', () => {
  const conditions = { psychosis: true, dialysis: false, porphyria: null };
  expect(readFacts({ product: 'ketamine', route: 'iv', conditions }).conditions).toEqual({
    psychosis: 'yes',
    dialysis: 'no',
    porphyria: 'not-known',
  });
});

test.each([
  [{}, 'product'],
  [{ product: 'esketamine' }, 'route'],
  [{ product: 'ketamine', route: 'rectal' }, 'route'],
  [
    { ...someoneWell, conditions: { cardiovascularEvent: 'yes', cardiovascularEventOn: '2026-11-26' } },
    'conditions.cardiovascularEventOn',
  ],
  [{ ...someoneWell, ageYears: -1 }, 'ageYears'],
  [{ ...someoneWell, ageYears: Number.NaN }, 'ageYears'],
  [{ ...someoneWell, on: '2026-13-40' }, 'on'],
  [{ ...someoneWell, conditions: { psychosis: 'maybe' } }, 'conditions.psychosis'],
  [{ ...someoneWell, conditions: { psychosys: 'yes' } }, 'conditions.psychosys'],
  [{ ...someoneWell, medicines: ['aspirin', 7] }, 'medicines[1]'],
  [
    { ...someoneWell, vitals: { bloodPressures: [{ systolic: 'high', diastolic: 80 }] } },
    'vitals.bloodPressures[0].systolic',
  ],
  [{ ...someoneWell, antidepressantTrials: [{}] }, 'antidepressantTrials[0].medicine'],
  [{ ...someoneWell, favouriteColour: 'blue' }, 'favouriteColour'],
  [null, ''],
])('what means nothing is refused, and the field is named: %#', (input, field) => {
  expect(() => eligibilityRequest(input)).toThrow(BadInput);
  try {
    eligibilityRequest(input);
  } catch (error) {
    expect(error).toMatchObject({ field });
  }
});

/** Every fact by path; lists are one fact. */
type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
const pathsOf = (of: Tree, above = ''): string[] =>
  Object.entries(of).flatMap(([key, value]) =>
    isTree(value) ? pathsOf(value, `${above}${key}.`) : [`${above}${key}`],
  );
const put = (of: Tree, [key = '', ...rest]: readonly string[], value: unknown): Tree => {
  const below = of[key];
  if (rest.length > 0) return { ...of, [key]: put(isTree(below) ? below : {}, rest, value) };
  const { [key]: _, ...others } = of;
  return value === undefined ? others : { ...others, [key]: value };
};

/** For each fact, answers that are good, bad, graver, and none. */
const answers = fc.constantFrom('yes', 'no', 'not-known');
const dates = fc.constantFrom('2026-11-25', '2026-11-20', '2026-10-20', '2026-05-01', '2024-01-01', '2027-01-01');
const tenths = (max: number) => fc.integer({ min: 0, max }).map((count) => count / 10);
const others: Record<string, fc.Arbitrary<unknown>> = {
  jurisdiction: fc.constantFrom('US', 'EU', 'UK', 'CH', 'AU'),
  ageYears: fc.integer({ min: 10, max: 90 }),
  diagnosis: fc.constantFrom(
    'mdd',
    'mdd-with-psychotic-features',
    'bipolar-depression',
    'ptsd',
    'ocd',
    'other',
    'not-known',
  ),
  pregnancy: fc.constantFrom('yes', 'no', 'not-known', 'not-possible'),
  maudsleyTotal: fc.integer({ min: 3, max: 15 }),
  sessionsPerWeek: fc.constantFrom(0.5, 1, 2, 3, 7),
  sessionsInLast12Months: fc.integer({ min: 0, max: 80 }),
  hoursSinceFood: fc.integer({ min: 0, max: 12 }),
  hoursSinceDrink: fc.integer({ min: 0, max: 4 }),
  'scores.madrs': fc.integer({ min: 0, max: 60 }),
  'scores.phq9': fc.integer({ min: 0, max: 27 }),
  medicines: fc.array(
    fc.constantFrom(
      'theophylline',
      'ketamine',
      'Xanax',
      'Rifadin',
      'lithium',
      'Prozac',
      'Ozempic',
      'zorblax',
      'aspirin',
      'Nardil',
    ),
    { maxLength: 4 },
  ),
  antidepressantTrials: fc.array(
    fc.record(
      {
        medicine: fc.constantFrom('sertraline', 'Prozac', 'lithium', 'zorblax', 'venlafaxine'),
        mgPerDay: fc.integer({ min: 0, max: 300 }),
        weeks: fc.integer({ min: 0, max: 12 }),
        adherent: answers,
        inCurrentEpisode: answers,
        outcome: fc.constantFrom('none', 'partial', 'responded', 'stopped-for-intolerance'),
      },
      { requiredKeys: ['medicine'] },
    ),
    { maxLength: 4 },
  ),
  'vitals.bloodPressures': fc.array(
    fc.record({ systolic: fc.constantFrom(118, 145, 165, 172, 190), diastolic: fc.constantFrom(60, 88, 95, 105, 118) }),
    { maxLength: 3 },
  ),
  'vitals.heartRatePerMin': fc.integer({ min: 30, max: 150 }),
  'vitals.spo2Pct': fc.integer({ min: 80, max: 100 }),
  'vitals.respiratoryRatePerMin': fc.integer({ min: 5, max: 40 }),
  'vitals.weightKg': fc.integer({ min: 40, max: 150 }),
  'vitals.heightCm': fc.integer({ min: 140, max: 200 }),
  'labs.altTimesUln': tenths(90),
  'labs.astTimesUln': tenths(90),
  'labs.bilirubinTimesUln': tenths(40),
  'bladder.bpicSs': fc.integer({ min: 0, max: 38 }),
  'bladder.icsi': fc.integer({ min: 0, max: 20 }),
  'bladder.icsiBaseline': fc.integer({ min: 0, max: 20 }),
  'bladder.haematuriaFindings': fc.integer({ min: 0, max: 3 }),
  'bladder.ketamineCystitis': fc.constantFrom('yes', 'no', 'suspected', 'confirmed', 'cleared-by-urologist'),
  'conditions.psychosis': fc.constantFrom('yes', 'no', 'active', 'history'),
  'conditions.liverDisease': fc.constantFrom('yes', 'no', 'child-pugh-a', 'child-pugh-b', 'child-pugh-c'),
  'conditions.severeHeartDisease': fc.constantFrom('yes', 'no', 'stable', 'unstable'),
};
const allPaths = pathsOf({
  ...someoneWell,
  conditions: { ...someoneWell.conditions, cardiovascularEventOn: '2026-11-01' },
}).filter((path) => path !== 'product' && path !== 'route');
const answerTo = (path: string): fc.Arbitrary<unknown> => others[path] ?? (/(^on|On)$/.test(path) ? dates : answers);
const someFact = fc.constantFrom(...allPaths).chain((path) => answerTo(path).map((value) => ({ path, value })));

const isReadable = (input: Tree) => {
  try {
    readFacts(input);
    return true;
  } catch {
    return false;
  }
};

/** Somebody with some facts known, some not, some grave. */
const someone = fc
  .tuple(
    fc.constantFrom(...treatments),
    fc.array(fc.constantFrom(...allPaths), { maxLength: 30, size: 'max' }),
    fc.array(someFact, { maxLength: 60, size: 'max' }),
  )
  .map(([treatment, forgotten, changed]): Tree => {
    const less = forgotten.reduce<Tree>((of, path) => put(of, path.split('.'), undefined), {
      ...someoneWell,
      ...treatment,
    });
    return changed.reduce<Tree>((of, { path, value }) => put(of, path.split('.'), value), less);
  })
  .filter(isReadable);
const assessed = (input: Tree) => assess(readFacts(input));

const elsewhere = ['US', 'EU', 'CH'].map((value) => ({ path: 'jurisdiction', value }));

describe('whatever is known', () => {
  test('a finding changes only when a fact it names changes: nothing unrelated makes one disappear', () => {
    fc.assert(
      fc.property(someone, fc.array(someFact, { minLength: 8, maxLength: 12, size: 'max' }), (input, facts) => {
        const before = assessed(input);
        for (const { path, value } of [...facts, ...elsewhere]) {
          const changed = put(input, path.split('.'), value);
          if (!isReadable(changed)) continue;
          const after = new Set(assessed(changed).map((finding) => JSON.stringify(finding)));
          const lost = before.filter((finding) => !(path in finding.facts) && !after.has(JSON.stringify(finding)));
          expect(lost, path).toEqual([]);
        }
      }),
      { numRuns: runs(80) },
    );
  });

  test('taking away any fact never turns a block into silence', () => {
    fc.assert(
      fc.property(someone, (input) => {
        const blocks = assessed(input).filter(({ strength }) => strength === 'absolute');
        const paths = new Set(blocks.flatMap(({ facts }) => Object.keys(facts)));
        for (const path of paths) {
          const after = rulesOf(assessed(put(input, path.split('.'), undefined)));
          for (const { rule } of blocks) expect(after, `${rule} without ${path}`).toContain(rule);
        }
      }),
      { numRuns: runs(80) },
    );
  });

  test('one more medicine never loses a finding nor weakens one', () => {
    const names = fc.constantFrom(
      'theophylline',
      'Xanax',
      'zorblax',
      'aspirin',
      'Spravato',
      'Rifadin 300 mg capsule',
      'Depakote',
    );
    const rank = (strength: Strength) => strengths.indexOf(strength);
    const aboutMedicines = (facts: readonly Finding[]) =>
      facts.filter(
        ({ rule }) =>
          !['medicines-without-a-rule', 'oral-antidepressant-beside', 'mood-stabiliser-beside'].includes(rule),
      );
    fc.assert(
      fc.property(someone, names, (input, name) => {
        const medicines = Array.isArray(input.medicines) ? input.medicines : [];
        const before = assessed({ ...input, medicines });
        const after = assessed({ ...input, medicines: [...medicines, name] });
        for (const finding of aboutMedicines(before)) {
          const same = after.filter(({ rule }) => rule === finding.rule);
          expect(
            same.some(({ strength }) => rank(strength) <= rank(finding.strength)),
            finding.rule,
          ).toBe(true);
        }
      }),
      { numRuns: runs(150) },
    );
  });

  test('every finding says its rule, its sentence, its source and who may go on', () => {
    fc.assert(
      fc.property(someone, (input) => {
        for (const finding of assessed(input)) {
          expect(finding.rule).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          expect(finding.says).toMatch(/^[^\n]{8,}[.:?)]$/);
          expect(finding.says).not.toMatch(/undefined|NaN|null|\[object/);
          expect(finding.source).toMatch(/basis|^WHO /);
          expect(finding.override.how).not.toBe('');
        }
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('fuzz', () => {
  const isAllFinite = (value: unknown): boolean => {
    if (typeof value === 'number') return Number.isFinite(value);
    if (Array.isArray(value)) return value.every(isAllFinite);
    return isTree(value) ? Object.values(value).every(isAllFinite) : true;
  };
  const survives = (input: unknown) => {
    try {
      const answer = eligibilityRequest(input);
      expect(isAllFinite(answer)).toBe(true);
      expect(() => JSON.stringify(answer)).not.toThrow();
    } catch (error) {
      expect(error).toBeInstanceOf(BadInput);
    }
  };

  test('anything at all is an answer or a refusal', () => {
    fc.assert(fc.property(fc.anything(), survives), { numRuns: runs(1_000) });
  });

  test('near misses are an answer or a refusal', () => {
    const near = fc
      .tuple(
        fc.constantFrom(...treatments),
        fc.array(fc.tuple(fc.constantFrom(...allPaths), fc.anything()), { maxLength: 3 }),
      )
      .map(([treatment, changes]) =>
        changes.reduce<Tree>((of, [path, value]) => put(of, path.split('.'), value), { ...someoneWell, ...treatment }),
      );
    fc.assert(fc.property(near, survives), { numRuns: runs(1_000) });
  });
});
