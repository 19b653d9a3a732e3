import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadInput, readInput } from '#clinical/bad-input.ts';
import { type Baseline, interpretReading, type Phase, ReadingSet, thresholds } from './session.ts';

const runs = 2_000 * Number(process.env.RACEMIC_FUZZ ?? 1);

const calm: ReadingSet = {
  atMin: 40,
  systolicMmHg: 122,
  diastolicMmHg: 78,
  heartRatePerMin: 72,
  breathsPerMin: 14,
  spo2Pct: 98,
  moaaS: 5,
  rass: 0,
  cadss: 2,
  distress: 'none',
  painNrs: 0,
  anxietyNrs: 1,
  symptoms: [],
};
const baseline: Baseline = { systolicMmHg: 120, diastolicMmHg: 76, spo2Pct: 98, cadss: 0 };

const interpret = (change: Partial<ReadingSet>, more: Partial<Parameters<typeof interpretReading>[0]> = {}) =>
  interpretReading({ reading: { ...calm, ...change }, phase: 'during', route: 'iv', baseline, ...more });
const state = (
  parameter: string,
  change: Partial<ReadingSet>,
  more: Partial<Parameters<typeof interpretReading>[0]> = {},
) => interpret(change, more).judgements.find((of) => of.parameter === parameter)?.state;

test('a whole calm set is green and says nothing', () => {
  expect(interpret({})).toMatchObject({
    state: 'green',
    findings: [],
    emergencies: [],
    giving: { advice: 'no objection' },
  });
});

describe('each line of the table, on both sides', () => {
  test.each<[string, Partial<ReadingSet>, string]>([
    ['blood-pressure', { systolicMmHg: 159, diastolicMmHg: 99 }, 'green'],
    ['blood-pressure', { systolicMmHg: 160 }, 'amber'],
    ['blood-pressure', { diastolicMmHg: 100 }, 'amber'],
    ['blood-pressure', { systolicMmHg: 179, diastolicMmHg: 109 }, 'amber'],
    ['blood-pressure', { systolicMmHg: 180 }, 'red'],
    ['blood-pressure', { diastolicMmHg: 110 }, 'red'],
    ['blood-pressure-rise', { systolicMmHg: 159, diastolicMmHg: 100 }, 'green'],
    ['blood-pressure-rise', { systolicMmHg: 160 }, 'amber'],
    ['blood-pressure-rise', { diastolicMmHg: 101 }, 'amber'],
    ['blood-pressure-rise-percent', { systolicMmHg: 143 }, 'green'],
    ['blood-pressure-rise-percent', { systolicMmHg: 144 }, 'amber'],
    ['blood-pressure-rise-percent', { systolicMmHg: 170 }, 'amber'],
    ['low-blood-pressure', { systolicMmHg: 100 }, 'green'],
    ['low-blood-pressure', { systolicMmHg: 99 }, 'amber'],
    ['low-blood-pressure', { systolicMmHg: 90 }, 'amber'],
    ['low-blood-pressure', { systolicMmHg: 89 }, 'red'],
    ['heart-rate', { heartRatePerMin: 110 }, 'green'],
    ['heart-rate', { heartRatePerMin: 111 }, 'amber'],
    ['heart-rate', { heartRatePerMin: 45 }, 'amber'],
    ['heart-rate', { heartRatePerMin: 44 }, 'red'],
    ['heart-rate', { heartRatePerMin: 131 }, 'red'],
    ['heart-rate', { hasNewArrhythmia: true }, 'red'],
    ['breathing', { breathsPerMin: 24 }, 'green'],
    ['breathing', { breathsPerMin: 9 }, 'amber'],
    ['breathing', { breathsPerMin: 30 }, 'amber'],
    ['breathing', { breathsPerMin: 7 }, 'red'],
    ['breathing', { breathsPerMin: 0 }, 'red'],
    ['oxygen-saturation', { spo2Pct: 94 }, 'green'],
    ['oxygen-saturation', { spo2Pct: 93 }, 'amber'],
    ['oxygen-saturation', { spo2Pct: 91 }, 'red'],
    ['oxygen-saturation', { spo2Pct: 98, isOnOxygen: true }, 'amber'],
    ['oxygen-saturation-fall', { spo2Pct: 96 }, 'green'],
    ['oxygen-saturation-fall', { spo2Pct: 95 }, 'amber'],
    ['sedation', { moaaS: 4 }, 'amber'],
    ['sedation', { moaaS: 3 }, 'red'],
    ['agitation', { rass: 1 }, 'green'],
    ['agitation', { rass: -2 }, 'amber'],
    ['agitation', { rass: 3 }, 'red'],
    ['dissociation', { cadss: 4 }, 'green'],
    ['dissociation', { cadss: 5 }, 'amber'],
    ['dissociation', { cadss: 21 }, 'amber'],
    ['dissociation', { cadss: 21, distress: 'present' }, 'red'],
    ['dissociation', { cadss: 3, distress: 'needs-drug' }, 'red'],
    ['pain', { painNrs: 3 }, 'green'],
    ['pain', { painNrs: 4 }, 'amber'],
    ['anxiety', { anxietyNrs: 7 }, 'red'],
    ['anxiety', { wantsToStop: true }, 'red'],
  ])('%s %o is %s', (parameter, change, expected) => {
    expect(state(parameter, change)).toBe(expected);
  });

  test.each<[number, number, string]>([
    [140, 90, 'green'],
    [141, 90, 'amber'],
    [140, 91, 'amber'],
    [160, 90, 'amber'],
    [180, 90, 'red'],
    [150, 110, 'red'],
  ])('before the dose, %i/%i is %s', (systolicMmHg, diastolicMmHg, expected) => {
    expect(state('blood-pressure', { atMin: -15, systolicMmHg, diastolicMmHg }, { phase: 'before' })).toBe(expected);
  });
});

test('140/90 is the label’s decision, not a ban: the prescriber may go on; 180/110 nobody may', () => {
  const at = (systolicMmHg: number) => interpret({ atMin: -15, systolicMmHg }, { phase: 'before' }).findings[0];
  expect(at(141)).toMatchObject({
    provenance: 'LABEL',
    verified: true,
    strength: 'relative',
    override: { by: 'prescriber' },
  });
  expect(at(180)).toMatchObject({
    provenance: 'DEFAULT',
    verified: false,
    strength: 'absolute',
    override: { by: 'nobody' },
  });
});

test('160/100 before the dose: first rest and measure again; still there after ten minutes, postpone', () => {
  const high = { systolicMmHg: 162, diastolicMmHg: 96 };
  const then = (atMin: number, of: object = high) => ({ ...calm, ...of, atMin });
  const at = (previous: ReadingSet[]) => state('blood-pressure', { ...high, atMin: -5 }, { phase: 'before', previous });
  expect(at([])).toBe('amber');
  expect(at([then(-14)])).toBe('amber');
  expect(at([then(-15)])).toBe('red');
  expect(at([then(-20), then(-15, {}), then(-10)])).toBe('amber');
});

test('more than 30 % above the baseline is red once it has lasted ten minutes; a reading without a pressure is no all-clear', () => {
  const high = { systolicMmHg: 158, diastolicMmHg: 90 };
  const percent = (previous: Partial<ReadingSet>[]) =>
    state('blood-pressure-rise-percent', high, { previous: previous.map((of) => ({ ...calm, ...of })) });
  expect(percent([{ ...high, atMin: 31 }])).toBe('amber');
  expect(percent([{ ...high, atMin: 30 }])).toBe('red');
  expect(percent([{ ...high, atMin: 30 }, { atMin: 35 }])).toBe('amber');
  expect(
    percent([
      { ...high, atMin: 30 },
      { atMin: 35, systolicMmHg: undefined },
    ]),
  ).toBe('red');
});

test('without a baseline the change is not known, and that is said', () => {
  const { state: whole, findings } = interpret({}, { baseline: undefined });
  expect(whole).toBe('not known');
  expect(findings.map(({ rule }) => rule)).toEqual([
    'reading-blood-pressure-rise-not-known',
    'reading-blood-pressure-rise-percent-not-known',
    'reading-low-blood-pressure-not-known',
    'reading-oxygen-saturation-fall-not-known',
  ]);
});

test('any warning symptom is an emergency, at any pressure; each brings its card', () => {
  const { state: whole, emergencies, giving } = interpret({ symptoms: ['seizure', 'chest-pain', 'change-in-vision'] });
  expect({ whole, emergencies, giving: giving.advice }).toEqual({
    whole: 'red',
    emergencies: ['seizure', 'chest-pain', 'hypertensive-emergency'],
    giving: 'stop',
  });
});

test('a severe pressure without symptoms is watched first; until somebody has asked, it is an emergency', () => {
  expect(interpret({ systolicMmHg: 185 }).emergencies).toEqual(['severe-pressure-without-symptoms']);
  expect(interpret({ systolicMmHg: 185, symptoms: undefined }).emergencies).toEqual(['hypertensive-emergency']);
});

test('amber pressure slows a pump to half, red stops it; what cannot be slowed waits', () => {
  expect(interpret({ systolicMmHg: 165 }).giving).toEqual({
    advice: 'slow',
    says: 'Slow the pump to 50 % of its rate.',
  });
  expect(interpret({ systolicMmHg: 185 }).giving.advice).toBe('stop');
  expect(interpret({ systolicMmHg: 165 }, { route: 'intranasal-esketamine' }).giving.advice).toBe('wait');
});

test('before the dose nothing is stopped: no dose is given; with something unknown there is no "no objection"', () => {
  expect(interpret({ atMin: -15, spo2Pct: 88 }, { phase: 'before' })).toMatchObject({
    giving: { advice: 'stop', says: 'Give no dose. Readings every 5 minutes.' },
  });
  expect(interpret({ spo2Pct: undefined }).giving).toMatchObject({ advice: 'not known' });
  expect(interpret({}, { baseline: undefined }).giving.advice).toBe('not known');
});

const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const anySet = fc
  .record({
    atMin: fc.integer({ min: -60, max: 240 }),
    systolicMmHg: optional(fc.integer({ min: 70, max: 240 })),
    diastolicMmHg: optional(fc.integer({ min: 30, max: 140 })),
    heartRatePerMin: optional(fc.integer({ min: 0, max: 200 })),
    breathsPerMin: optional(fc.integer({ min: 0, max: 50 })),
    spo2Pct: optional(fc.integer({ min: 70, max: 100 })),
    moaaS: optional(fc.integer({ min: 0, max: 5 })),
    rass: optional(fc.integer({ min: -5, max: 4 })),
    cadss: optional(fc.integer({ min: 0, max: 92 })),
    distress: optional(fc.constantFrom('none' as const, 'present' as const, 'needs-drug' as const)),
    painNrs: optional(fc.integer({ min: 0, max: 10 })),
    anxietyNrs: optional(fc.integer({ min: 0, max: 10 })),
    symptoms: optional(fc.subarray(['chest-pain' as const])),
  })
  .filter((of) => ReadingSet.safeParse(of).success);
const phase = fc.constantFrom<Phase>('before', 'during', 'after');

test('not known is never green: a set with anything missing is never green', () => {
  const keys = [
    'systolicMmHg',
    'diastolicMmHg',
    'heartRatePerMin',
    'breathsPerMin',
    'spo2Pct',
    'moaaS',
    'rass',
    'cadss',
    'painNrs',
    'anxietyNrs',
    'symptoms',
  ] as const;
  fc.assert(
    fc.property(anySet, phase, fc.constantFrom(...keys), (reading, of, key) => {
      const answer = interpretReading({ reading: { ...reading, [key]: undefined }, phase: of, route: 'iv', baseline });
      expect(answer.state).not.toBe('green');
      expect(answer.findings.length).toBeGreaterThan(0);
    }),
    { numRuns: runs },
  );
});

test('a higher pressure never calms a reading', () => {
  const order = ['green', 'not known', 'amber', 'red'];
  fc.assert(
    fc.property(anySet, fc.integer({ min: 1, max: 60 }), phase, (reading, by, of) => {
      if (reading.systolicMmHg === undefined || reading.systolicMmHg < thresholds.lowSystolic.value.amberBelow) return;
      const rank = (systolicMmHg: number) =>
        Math.max(
          ...interpretReading({ reading: { ...reading, systolicMmHg }, phase: of, route: 'iv', baseline })
            .judgements.filter(({ parameter }) => /^blood-pressure/.test(parameter))
            .map((judgement) => order.indexOf(judgement.state)),
        );
      expect(rank(reading.systolicMmHg + by)).toBeGreaterThanOrEqual(rank(reading.systolicMmHg));
    }),
    { numRuns: runs },
  );
});

test('any input is a reading that can be judged, or names its field', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.anything(), fc.record({ atMin: fc.double(), systolicMmHg: fc.anything(), spo2Pct: fc.double() })),
      (input) => {
        try {
          const reading = readInput(ReadingSet, input);
          expect(JSON.stringify(interpretReading({ reading, phase: 'during', route: 'iv' }))).not.toMatch(
            /NaN|Infinity/,
          );
        } catch (error) {
          expect(error).toBeInstanceOf(BadInput);
        }
      },
    ),
    { numRuns: runs },
  );
});

test('a diastolic above its systolic is asked again', () => {
  expect(() => readInput(ReadingSet, { atMin: 0, systolicMmHg: 80, diastolicMmHg: 120 })).toThrow(
    /^diastolicMmHg: is below/,
  );
});
