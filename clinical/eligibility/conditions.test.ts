import { describe, expect, test } from 'vitest';
import type { Strength } from '#clinical/findings.ts';
import { someoneWell, someoneWith } from '../../tests/someone-to-assess.ts';
import { conditionRows } from './conditions.ts';
import { assess, readFacts } from './eligibility.ts';
import type { Facts } from './facts.ts';

const nasal = { product: 'esketamine', route: 'intranasal' } as const;
const iv = { product: 'ketamine', route: 'iv' } as const;
const said = (facts: Facts, rule: string) => assess(facts).filter((finding) => finding.rule === rule);
const strengthOf = (facts: Facts, rule: string) => said(facts, rule)[0]?.strength;

type Row = [rule: string, facts: Facts, esketamine: Strength, ketamine: Strength];
const bp = (systolic: number, diastolic: number) => ({
  vitals: {
    ...someoneWell.vitals,
    bloodPressures: [
      { systolic, diastolic },
      { systolic, diastolic },
    ],
  },
});

/** The rows of basis 2.4 as they stand there, written by hand: a row that the tables forget fails here. */
const basis24: Row[] = [
  ['aneurysm-or-malformation', someoneWith({ aneurysmOrMalformation: 'yes' }), 'absolute', 'absolute'],
  ['intracerebral-haemorrhage', someoneWith({ intracerebralHaemorrhage: 'yes' }), 'absolute', 'absolute'],
  ['hypersensitivity', someoneWith({ hypersensitivity: 'yes' }), 'absolute', 'absolute'],
  ['blood-pressure-rise-hazard', someoneWith({ bloodPressureRiseHazard: 'yes' }), 'absolute', 'absolute'],
  [
    'recent-cardiovascular-event',
    someoneWith({ cardiovascularEvent: 'yes', cardiovascularEventOn: '2026-11-01' }),
    'relative',
    'absolute',
  ],
  [
    'recent-cardiovascular-event',
    someoneWith({ cardiovascularEvent: 'yes', cardiovascularEventOn: '2026-11-01' }, { jurisdiction: 'EU' }),
    'absolute',
    'absolute',
  ],
  ['severe-heart-disease', someoneWith({ severeHeartDisease: 'unstable' }), 'absolute', 'absolute'],
  ['severe-heart-disease', someoneWith({ severeHeartDisease: 'stable' }), 'relative', 'relative'],
  ['stroke-or-head-injury', someoneWith({ strokeOrHeadInjury: 'yes' }), 'relative', 'absolute'],
  ['raised-intracranial-pressure', someoneWith({ raisedIntracranialPressure: 'present' }), 'absolute', 'relative'],
  [
    'raised-intracranial-pressure',
    someoneWith({ raisedIntracranialPressure: 'past-hypertensive-encephalopathy' }),
    'relative',
    'relative',
  ],
  ['raised-intraocular-pressure', someoneWith({ raisedIntraocularPressure: 'yes' }), 'caution', 'relative'],
  ['hypertension', someoneWith({ hypertension: 'uncontrolled' }), 'relative', 'relative'],
  ['blood-pressure-before-dose', { ...someoneWell, ...bp(150, 80) }, 'relative', 'relative'],
  ['pre-eclampsia', someoneWith({ preEclampsia: 'yes' }), 'absolute', 'absolute'],
  ['hyperthyroidism', someoneWith({ hyperthyroidism: 'untreated' }), 'relative', 'absolute'],
  ['pregnancy', { ...someoneWell, pregnancy: 'yes' }, 'absolute', 'absolute'],
  ['breastfeeding', { ...someoneWell, breastfeeding: 'yes' }, 'relative', 'relative'],
  ['psychosis', someoneWith({ psychosis: 'active' }), 'relative', 'absolute'],
  ['psychosis', someoneWith({ psychosis: 'history' }), 'relative', 'relative'],
  ['bipolar-or-mania', someoneWith({ bipolarOrMania: 'yes' }), 'relative', 'relative'],
  ['substance-use-disorder', someoneWith({ substanceUseDisorder: 'active' }), 'relative', 'absolute'],
  ['substance-use-disorder', someoneWith({ substanceUseDisorder: 'history' }), 'caution', 'caution'],
  ['ketamine-misuse', someoneWith({ ketamineMisuse: 'yes' }), 'absolute', 'absolute'],
  ['liver-disease', someoneWith({ liverDisease: 'child-pugh-c' }), 'absolute', 'absolute'],
  ['liver-disease', someoneWith({ liverDisease: 'child-pugh-b' }), 'caution', 'caution'],
  ['dialysis', someoneWith({ dialysis: 'yes' }), 'caution', 'caution'],
  ['respiratory-disease', someoneWith({ respiratoryDisease: 'yes' }), 'caution', 'caution'],
  ['cystitis-or-urinary-symptoms', someoneWith({ cystitisOrUrinarySymptoms: 'yes' }), 'relative', 'absolute'],
  ['porphyria', someoneWith({ porphyria: 'yes' }), 'relative', 'relative'],
  ['seizure-disorder', someoneWith({ seizureDisorder: 'uncontrolled' }), 'caution', 'relative'],
  ['seizure-disorder', someoneWith({ seizureDisorder: 'controlled' }), 'caution', 'caution'],
  ['delirium-or-dementia', someoneWith({ deliriumOrDementia: 'yes' }), 'relative', 'relative'],
  [
    'personality-or-dissociative-disorder',
    someoneWith({ personalityOrDissociativeDisorder: 'yes' }),
    'caution',
    'caution',
  ],
  ['age', { ...someoneWell, ageYears: 17 }, 'absolute', 'absolute'],
  ['age', { ...someoneWell, ageYears: 65 }, 'caution', 'caution'],
  ['capacity', { ...someoneWell, capacity: 'no' }, 'absolute', 'absolute'],
  ['consent', { ...someoneWell, consent: 'no' }, 'absolute', 'absolute'],
  ['escort', { ...someoneWell, escort: 'no' }, 'absolute', 'absolute'],
];

describe('each row of the basis speaks as strongly as it stands there', () => {
  test.each(basis24)('%s', (rule, facts, esketamine, ketamine) => {
    expect(strengthOf({ ...facts, ...nasal }, rule)).toBe(esketamine);
    expect(strengthOf({ ...facts, ...iv }, rule)).toBe(ketamine);
    const others = [nasal, iv].flatMap((treatment) =>
      assess({ ...someoneWell, ...treatment }).filter(
        (finding) => finding.rule === rule && finding.strength !== 'information',
      ),
    );
    expect(others).toEqual([]);
  });

  test('the table holds no row that is not written here', () => {
    const written = new Set(basis24.map(([rule]) => rule));
    expect(conditionRows.rows.map(({ rule }) => rule).filter((rule) => !written.has(rule))).toEqual([]);
  });
});

describe.each(conditionRows.rows.map((row) => [row.rule, row] as const))('%s', (rule, row) => {
  const all = Object.entries(row.grades);

  test('every grade is a word of the input, and speaks', () => {
    for (const [grade, cells] of all) {
      const conditions = { ...someoneWell.conditions, [row.fact]: grade };
      for (const [treatment, cell] of [
        [nasal, cells.esketamine],
        [iv, cells.ketamine],
      ] as const) {
        const [finding] = said(readFacts({ ...someoneWell, ...treatment, conditions }), rule);
        expect(finding).toMatchObject({ strength: cell.strength, source: cell.source, provenance: cell.provenance });
        expect(finding?.facts).toHaveProperty([`conditions.${row.fact}`], grade);
      }
    }
  });

  test('a bare yes counts as the gravest, "no" is silent', () => {
    const order: readonly Strength[] = ['absolute', 'relative', 'caution', 'missing', 'information'];
    for (const [treatment, column] of [
      [nasal, 'esketamine'],
      [iv, 'ketamine'],
    ] as const) {
      const gravest = order.find((strength) => all.some(([, cells]) => cells[column].strength === strength));
      expect(strengthOf({ ...someoneWith({ [row.fact]: 'yes' }), ...treatment }, rule)).toBe(gravest);
      expect(said({ ...someoneWith({ [row.fact]: 'no' }), ...treatment }, rule)).toEqual([]);
    }
  });

  test('not known, and not asked, are missing: nobody can waive what was never asked', () => {
    const unasked = someoneWith({ [row.fact]: undefined });
    expect(said(unasked, rule)).toMatchObject([{ strength: 'missing', override: { by: 'nobody' } }]);
    const unknown = someoneWith({ [row.fact]: 'not-known' });
    expect(said(unknown, rule)[0]?.strength).toBe('missing');
    expect(said(unknown, rule)[0]?.override.by).not.toBe('nobody');
  });
});

describe('a cardiovascular event', () => {
  const strength = (facts: Facts) => strengthOf(facts, 'recent-cardiovascular-event');
  const event = (on: string) =>
    someoneWith({ cardiovascularEvent: 'yes', cardiovascularEventOn: on }, { jurisdiction: 'EU' });

  test('six weeks count to the day', () => {
    expect(strength(event('2026-10-14'))).toBe('absolute');
    expect(strength(event('2026-10-13'))).toBe('information');
  });

  test('without a date, or without the day of assessment, it counts as recent', () => {
    expect(strength(someoneWith({ cardiovascularEvent: 'yes' }, { jurisdiction: 'EU' }))).toBe('absolute');
    expect(strength({ ...event('2020-01-01'), on: undefined })).toBe('absolute');
  });

  test('where no label was read, the stricter one counts', () => {
    expect(strength({ ...event('2026-11-01'), jurisdiction: 'AU' })).toBe('absolute');
    expect(strength({ ...event('2026-11-01'), jurisdiction: undefined })).toBe('relative');
  });

  test('a date alone is an event; a date beside a "no" is refused', () => {
    const { cardiovascularEvent: _, ...others } = someoneWell.conditions ?? {};
    const dated = { ...others, cardiovascularEventOn: '2026-11-20' };
    expect(strength({ ...someoneWell, ...iv, conditions: dated })).toBe('absolute');
    expect(() => readFacts({ ...someoneWell, conditions: { ...dated, cardiovascularEvent: 'no' } })).toThrow(
      'conditions.cardiovascularEventOn',
    );
  });
});

test('esketamine by a needle has no column of its own: the stricter of both counts', () => {
  const facts = { ...someoneWith({ psychosis: 'active' }), product: 'esketamine', route: 'iv' } as const;
  expect(strengthOf(facts, 'psychosis')).toBe('absolute');
  expect(strengthOf(facts, 'regulatory-status')).toBe('relative');
  const skull = {
    ...someoneWith({ raisedIntracranialPressure: 'present' }),
    product: 'esketamine',
    route: 'sc',
  } as const;
  expect(strengthOf(skull, 'raised-intracranial-pressure')).toBe('absolute');
});

describe('what is said about one product is not said about the other', () => {
  const of = (conditions: Parameters<typeof someoneWith>[0], way: Partial<Facts>, rule: string) =>
    said(someoneWith(conditions, way), rule)[0];

  test('active substance use: the label of the spray asks for careful consideration, ketamine is not given in series', () => {
    const active = { substanceUseDisorder: 'active' } as const;
    const spray = of(active, nasal, 'substance-use-disorder');
    expect(spray?.says).toContain('careful consideration');
    expect(spray?.says).not.toContain('infusions');
    expect(spray?.source).toContain('[S4]');
    expect(of(active, iv, 'substance-use-disorder')?.says).toContain('no series of ketamine infusions');
  });

  test('raised pressure within the skull: ketamine is not told about esketamine', () => {
    const present = { raisedIntracranialPressure: 'present' } as const;
    expect(of(present, iv, 'raised-intracranial-pressure')?.says).not.toContain('esketamine');
    expect(of(present, nasal, 'raised-intracranial-pressure')?.says).toContain('no esketamine');
  });

  test('a stroke: the UK label of ketamine is no label of esketamine', () => {
    const stroke = { strokeOrHeadInjury: 'yes' } as const;
    expect(of(stroke, nasal, 'stroke-or-head-injury')).toMatchObject({ provenance: 'DEFAULT', verified: false });
    expect(of(stroke, nasal, 'stroke-or-head-injury')?.says).not.toContain('UK');
    expect(of(stroke, iv, 'stroke-or-head-injury')).toMatchObject({ provenance: 'LABEL', verified: true });
  });
});

describe('major depression with psychotic features is an active psychosis', () => {
  const of = (psychosis: 'yes' | 'no' | 'not-known' | 'active' | 'history' | undefined, also: Partial<Facts>) =>
    someoneWith({ psychosis }, { diagnosis: 'mdd-with-psychotic-features', ...also });

  test.each(['yes', 'no', 'not-known', 'active', 'history', undefined] as const)(
    'whatever is answered about psychosis: %s',
    (answer) => {
      expect(strengthOf(of(answer, iv), 'psychosis')).toBe('absolute');
      expect(strengthOf(of(answer, nasal), 'psychosis')).toBe('relative');
    },
  );

  test('a "no" beside that diagnosis is a contradiction to clear up', () => {
    expect(strengthOf(of('no', iv), 'psychosis-contradicts-diagnosis')).toBe('missing');
    expect(said(of('history', iv), 'psychosis-contradicts-diagnosis')).toEqual([]);
    expect(said(of('no', { ...iv, diagnosis: 'mdd' }), 'psychosis-contradicts-diagnosis')).toEqual([]);
  });

  test('while the diagnosis is not known, a "no" does not settle it', () => {
    expect(strengthOf(of('no', { ...iv, diagnosis: undefined }), 'psychosis')).toBe('missing');
    expect(strengthOf(of('no', { ...iv, diagnosis: 'not-known' }), 'psychosis')).toBe('missing');
  });
});

test('owners: a block takes two clinicians, consent cannot be overridden', () => {
  expect(said(someoneWith({ hypersensitivity: 'yes' }), 'hypersensitivity')[0]?.override.by).toBe(
    'prescriber-and-second-clinician',
  );
  expect(said(someoneWith({ bipolarOrMania: 'yes' }), 'bipolar-or-mania')[0]?.override.by).toBe('prescriber');
  expect(said(someoneWith({ dialysis: 'yes' }), 'dialysis')[0]?.override.by).toBe('clinician');
  expect(said({ ...someoneWell, consent: 'no' }, 'consent')[0]?.override.by).toBe('nobody');
});
