import { describe, expect, test } from 'vitest';
import { someoneWell, someoneWith } from '../../tests/someone-to-assess.ts';
import { assess, workUpRows } from './eligibility.ts';
import type { Facts, WorkUp } from './facts.ts';
import type { Ask } from './work-up.ts';

const spray = { product: 'esketamine', route: 'intranasal' } as const;
const iv = { product: 'ketamine', route: 'iv' } as const;
const oral = { product: 'ketamine', route: 'oral' } as const;
const strengths = (facts: Facts, rule: string) =>
  assess(facts)
    .filter((finding) => finding.rule === rule)
    .map(({ strength }) => strength);
const dated = (fact: keyof WorkUp, on: string | undefined, also: Partial<Facts> = {}): Facts => ({
  ...someoneWell,
  ...also,
  workUp: { ...someoneWell.workUp, [fact]: on },
});

type Row = [fact: keyof WorkUp, rule: string, spray: Ask, iv: Ask, oral: Ask];

/** The rows of basis 2.6 and the prescription monitoring of 7.3, written by hand. Vital signs have their own test below. */
const basis26: Row[] = [
  ['psychiatricAssessmentOn', 'work-up-psychiatric', 'required', 'required', 'required'],
  ['medicalAssessmentOn', 'work-up-medical', 'required', 'required', 'required'],
  ['consentOn', 'work-up-consent', 'required', 'required', 'required'],
  ['pregnancyTestOn', 'work-up-pregnancy-test', 'required', 'required', 'required'],
  ['urineDrugScreenOn', 'work-up-drug-screen', 'if-indicated', 'required', 'required'],
  ['bloodCountAndChemistryOn', 'work-up-blood', 'if-indicated', 'required', 'required'],
  ['liverTestsOn', 'work-up-liver-tests', 'if-indicated', 'required', 'required'],
  ['thyroidOn', 'work-up-thyroid', 'if-indicated', 'required', 'if-indicated'],
  ['ecgOn', 'work-up-ecg', 'at-risk-or-older', 'required', 'at-risk'],
  ['urinalysisAndBladderScoreOn', 'work-up-urine-and-bladder', 'required', 'required', 'required'],
  ['sleepApnoeaScreenOn', 'work-up-sleep-apnoea', 'if-indicated', 'required', 'if-indicated'],
  ['scalesOn', 'work-up-scales', 'required', 'required', 'required'],
  ['prescriptionMonitoringOn', 'work-up-prescription-monitoring', 'required', 'required', 'required'],
];

/** At no cardiac risk and 44 years, an ECG is not asked for. */
const absent = {
  required: 'missing',
  'if-indicated': 'information',
  'at-risk': undefined,
  'at-risk-or-older': undefined,
};

describe('each part of the work-up is asked for by route', () => {
  test.each(basis26)('%s', (fact, rule, ...asked) => {
    const possible = { pregnancy: 'no' } as const;
    for (const [at, way] of [spray, iv, oral].entries()) {
      const ask = asked[at] ?? 'required';
      expect(strengths(dated(fact, undefined, { ...way, ...possible }), rule)[0], way.route).toBe(absent[ask]);
      expect(strengths(dated(fact, someoneWell.workUp?.[fact], { ...way, ...possible }), rule), way.route).toEqual([]);
    }
  });

  test('the table holds no row that is not written here', () => {
    expect(workUpRows.rows.map(({ fact }) => fact).sort()).toEqual(basis26.map(([fact]) => fact).sort());
  });
});

describe('how long it stays good', () => {
  test.each([
    ['psychiatricAssessmentOn', '2026-08-25', '2026-08-24'],
    ['medicalAssessmentOn', '2026-08-25', '2026-08-24'],
    ['consentOn', '2025-11-25', '2025-11-24'],
    ['thyroidOn', '2025-11-25', '2025-11-24'],
    ['ecgOn', '2025-11-25', '2025-11-24'],
    ['scalesOn', '2026-11-18', '2026-11-17'],
    ['prescriptionMonitoringOn', '2026-08-25', '2026-08-24'],
    ['liverTestsOn', '2026-08-25', '2026-08-24'],
    ['urinalysisAndBladderScoreOn', '2026-08-25', '2026-08-24'],
  ] as const)('%s: good from %s, not from %s', (fact, good, old) => {
    const rule = basis26.find(([name]) => name === fact)?.[1] ?? '';
    expect(strengths(dated(fact, good, iv), rule)).toEqual([]);
    expect(strengths(dated(fact, old, iv), rule)).toEqual(['missing']);
  });

  test('blood tests are better repeated after three months, and needed after six', () => {
    const blood = (on: string) => strengths(dated('bloodCountAndChemistryOn', on, iv), 'work-up-blood');
    expect([blood('2026-08-25'), blood('2026-08-24'), blood('2026-05-25'), blood('2026-05-24')]).toEqual([
      [],
      ['caution'],
      ['caution'],
      ['missing'],
    ]);
  });

  test('a drug screen and a sleep-apnoea screen, once done, stay done', () => {
    expect(strengths(dated('urineDrugScreenOn', '2019-01-01', iv), 'work-up-drug-screen')).toEqual([]);
    expect(strengths(dated('sleepApnoeaScreenOn', '2019-01-01', iv), 'work-up-sleep-apnoea')).toEqual([]);
  });

  test('a pregnancy test: seven days before the course, a month within it, none where pregnancy is not possible', () => {
    const test = (on: string, courseStartedOn: string | undefined) =>
      strengths(dated('pregnancyTestOn', on, { pregnancy: 'no', courseStartedOn }), 'work-up-pregnancy-test');
    expect([test('2026-11-18', undefined), test('2026-11-17', undefined)]).toEqual([[], ['missing']]);
    expect([test('2026-10-25', '2026-11-02'), test('2026-10-24', '2026-11-02')]).toEqual([[], ['missing']]);
    expect(strengths(dated('pregnancyTestOn', undefined), 'work-up-pregnancy-test')).toEqual([]);
  });

  test('liver tests go by how often someone is treated; not known is often', () => {
    const liver = (on: string, also: Partial<Facts>) =>
      strengths(dated('liverTestsOn', on, also), 'work-up-liver-tests');
    expect(liver('2026-06-01', { ...iv, sessionsPerWeek: 0.5 })).toEqual([]);
    expect(liver('2026-06-01', { ...iv, sessionsPerWeek: undefined })).toEqual(['missing']);
    expect(liver('2026-10-20', { ...oral, sessionsPerWeek: 3 })).toEqual(['missing']);
    expect(liver('2026-10-20', { ...oral, sessionsPerWeek: 2 })).toEqual([]);
    expect(liver('2026-10-20', { ...oral, sessionsPerWeek: undefined })).toEqual(['missing']);
    expect(liver('2025-11-25', spray)).toEqual([]);
  });

  test('after induction liver tests from before the course no longer do', () => {
    const liver = (on: string, courseStartedOn: string) =>
      strengths(dated('liverTestsOn', on, { ...iv, courseStartedOn }), 'work-up-liver-tests');
    expect(liver('2026-10-20', '2026-10-27')).toEqual(['missing']);
    expect(liver('2026-10-20', '2026-10-28')).toEqual([]);
    expect(liver('2026-11-20', '2026-10-20')).toEqual([]);
  });

  test('the bladder is looked at monthly when treatment stays frequent beyond induction', () => {
    const bladder = (also: Partial<Facts>) =>
      strengths(dated('urinalysisAndBladderScoreOn', '2026-10-20', { ...iv, ...also }), 'work-up-urine-and-bladder');
    expect(bladder({ courseStartedOn: '2026-10-01', sessionsPerWeek: 2 })).toEqual(['missing']);
    expect(bladder({ courseStartedOn: '2026-10-01', sessionsPerWeek: undefined })).toEqual(['missing']);
    expect(bladder({ courseStartedOn: '2026-10-01', sessionsPerWeek: 1 })).toEqual([]);
    expect(bladder({ courseStartedOn: '2026-11-20', sessionsPerWeek: 2 })).toEqual([]);
    expect(bladder({ ...oral, courseStartedOn: undefined, sessionsPerWeek: 7 })).toEqual(['missing']);
  });

  test('a date after the day of assessment, or no day of assessment, is no proof', () => {
    expect(strengths(dated('scalesOn', '2026-11-26'), 'work-up-scales')).toEqual(['missing']);
    expect(strengths({ ...someoneWell, on: undefined }, 'work-up-scales')).toEqual(['missing']);
  });
});

describe('ECG', () => {
  const ecg = (also: Partial<Facts>, risk: 'yes' | 'no' | undefined) => {
    const conditions = { ...someoneWell.conditions, cardiacRisk: risk };
    return strengths(dated('ecgOn', undefined, { ...also, conditions }), 'work-up-ecg');
  };

  test('before the spray from 50 years or at cardiac risk; not known is asked for', () => {
    expect([ecg({ ageYears: 49 }, 'no'), ecg({ ageYears: 50 }, 'no'), ecg({}, 'yes')]).toEqual([
      [],
      ['missing'],
      ['missing'],
    ]);
    expect([ecg({}, undefined), ecg({ ageYears: undefined }, 'no')]).toEqual([['missing'], ['missing']]);
  });

  test('by mouth at cardiac risk, whatever the age', () => {
    expect([ecg({ ...oral, ageYears: 70 }, 'no'), ecg(oral, 'yes'), ecg(oral, undefined)]).toEqual([
      [],
      ['missing'],
      ['missing'],
    ]);
  });

  test('heart disease is cardiac risk', () => {
    const ill = someoneWith({ severeHeartDisease: 'stable' }, { workUp: { ...someoneWell.workUp, ecgOn: undefined } });
    expect(strengths(ill, 'work-up-ecg')).toEqual(['missing']);
  });
});

test('racemic ketamine in the nose, and esketamine by another way, take the stricter of two columns', () => {
  const nasal = { product: 'ketamine', route: 'intranasal' } as const;
  expect(strengths(dated('liverTestsOn', undefined, nasal), 'work-up-liver-tests')).toEqual(['missing']);
  expect(strengths(dated('ecgOn', undefined, { ...nasal, ageYears: 50 }), 'work-up-ecg')).toEqual(['missing']);
  expect(strengths(dated('thyroidOn', undefined, { product: 'esketamine', route: 'sc' }), 'work-up-thyroid')).toEqual([
    'missing',
  ]);
});

describe('measurements of the day', () => {
  const vitals = (also: Facts['vitals']): Facts => ({ ...someoneWell, vitals: { ...someoneWell.vitals, ...also } });

  test.each([
    [{ measuredOn: '2026-11-24' }, 'work-up-vital-signs'],
    [{ measuredOn: undefined }, 'work-up-vital-signs'],
    [{ weightKg: undefined }, 'work-up-weight'],
    [{ weighedOn: '2026-10-24' }, 'work-up-weight'],
    [{ weighedOn: undefined }, 'work-up-weight'],
    [{ heightCm: undefined }, 'work-up-height'],
  ])('%j', (also, rule) => {
    expect(strengths(vitals(also), rule)).toEqual(['missing']);
  });

  test('a weight of the last month is good', () => {
    expect(strengths(vitals({ weighedOn: '2026-10-25' }), 'work-up-weight')).toEqual([]);
  });
});
