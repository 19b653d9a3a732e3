import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BadInput } from '#clinical/bad-input.ts';
import { cm, g } from '#clinical/units.ts';
import { adjustedWeight, doseRequest, idealWeight, imLadder, signed, templateNames, templates } from './plan.ts';

const by = { by: 'Dr A. Example', on: '2026-11-01' };
const ask = (of: object) => doseRequest({ protocol: 'iv', signed: by, concentrationMgPerMl: 50, ...of });
const rules = (of: object) =>
  ask(of)
    .warnings.map(({ rule }) => rule)
    .filter((rule) => rule !== 'infusion-time-from-protocol');
const fieldOf = (input: unknown): string | undefined => {
  try {
    doseRequest(input);
  } catch (error) {
    if (error instanceof BadInput) return error.field;
    throw error;
  }
  return undefined;
};
const adult = {
  weightKg: 80,
  secondWeight: { value: 80, unit: 'kg' },
  heightCm: 180,
  sex: 'male',
  ageYears: 40,
  sessionNumber: 1,
};

// The worked doses of the basis, 1.2.
test.each([
  ['male', 180, 80, 'actual', 80, 40],
  ['female', 165, 100, 'ideal', 56.9, 28.5],
  ['female', 165, 100, 'adjusted', 74.1, 37.1],
  ['female', 165, 100, 'actual', 100, 50],
  ['male', 175, 120, 'ideal', 70.5, 35.2],
  ['male', 175, 120, 'adjusted', 90.3, 45.1],
  ['male', 175, 120, 'actual', 120, 60],
])('%s, %i cm, %i kg, 0.5 mg/kg of the %s weight: %f kg, %f mg', (sex, heightCm, weightKg, weightBasis, kg, mg) => {
  const answer = ask({ patient: { sex, heightCm, weightKg }, doseMgPerKg: 0.5, weightBasis });
  expect(answer.weightUsedKg).toBeCloseTo(kg, 1);
  expect(answer.doseMg).toBe(mg);
  expect(answer.doseUg).toBe(mg * 1_000);
});

test('the ideal weight is pre-selected from a body mass index of 30; below it the actual weight', () => {
  const basis = (weightKg: number) =>
    ask({ patient: { sex: 'female', heightCm: 165, weightKg }, doseMgPerKg: 0.5 }).weightBasis;
  expect([81.6, 81.7, 100].map(basis)).toEqual(['actual', 'ideal', 'ideal']);
  expect(
    rules({ patient: { sex: 'female', heightCm: 165, weightKg: 100 }, doseMgPerKg: 0.5, weightBasis: 'actual' }),
  ).toContain('weight-basis-by-choice');
});

test('a dose of an adult is drawn and pumped, and says how it was rounded', () => {
  expect(ask({ patient: adult, doseMgPerKg: 0.5, overMin: 40, pumpStepMlPerH: 0.1 })).toMatchObject({
    protocol: 'iv',
    doseMg: 40,
    doseUg: 40_000,
    doseMgPerKg: 0.5,
    weightBasis: 'actual',
    weightUsedKg: 80,
    volumeMl: 0.8,
    volumeUl: 800,
    pumpRateMlPerH: 1.2,
    overMin: 40,
    warnings: [],
  });
  expect(ask({ patient: adult, doseMgPerKg: 0.5, totalVolumeMl: 50 })).toMatchObject({
    volumeMl: 0.8,
    infusionVolumeMl: 50,
    diluentMl: 49.2,
    finalConcentrationMgPerMl: 0.8,
    pumpRateMlPerH: 75,
    overMin: 40,
  });
  const odd = ask({
    patient: { ...adult, sessionNumber: undefined },
    doseMgPerKg: 0.5,
    totalVolumeMl: 33,
    overMin: 41,
  });
  expect(odd).toMatchObject({ pumpRateMlPerH: 48.2, overMin: 41.079 });
  expect(Object.keys(odd.rounding)).toEqual(['dose', 'volume', 'rate', 'duration']);
});

test.each(templateNames.map((name) => [name]))('nobody signed the template %s: no dose at all', (protocol) => {
  const answer = doseRequest({ protocol, patient: adult, concentrationMgPerMl: 50 });
  expect(answer).toMatchObject({ doseMg: null, doseUg: null, volumeMl: null, pumpRateMlPerH: null });
  expect(answer.warnings.filter(({ strength }) => strength === 'absolute')).not.toEqual([]);
});

test('compounded nasal ketamine is recorded, never worked out, and cannot be signed', () => {
  const racemic = { protocol: 'intranasal-racemic', patient: adult, doseMg: 50 };
  expect(doseRequest(racemic)).toMatchObject({ doseMg: null, warnings: [{ rule: 'record-only' }] });
  expect(fieldOf({ ...racemic, signed: by })).toBe('signed');
});

test('above the ceiling nothing is prepared until a second clinician confirms; past the hard stop there is no dose', () => {
  const second = { secondClinician: { by: 'Dr B. Example', reason: 'no response at 1.0' } };
  expect(ask({ patient: adult, doseMgPerKg: 1 })).toMatchObject({ doseMg: 80, volumeMl: 1.6 });
  expect(ask({ patient: adult, doseMgPerKg: 1.001 })).toMatchObject({
    doseMg: 80.1,
    volumeMl: null,
    pumpRateMlPerH: null,
  });
  expect(rules({ patient: adult, doseMgPerKg: 1.001 })).toContain('dose-above-ceiling');
  expect(ask({ patient: adult, doseMgPerKg: 1.1, ...second })).toMatchObject({ doseMg: 88, volumeMl: 1.76 });
  expect(rules({ patient: adult, doseMgPerKg: 1.1, ...second })).toContain('dose-above-ceiling-confirmed');
  expect(ask({ patient: adult, doseMgPerKg: 1.5, ...second })).toMatchObject({ doseMg: 120 });
  const stopped = ask({ patient: adult, doseMgPerKg: 1.501, ...second });
  expect(stopped).toMatchObject({ doseMg: null, doseUg: null, doseMgPerKg: null, volumeMl: null });
  expect(stopped.warnings[0]).toMatchObject({ rule: 'dose-above-hard-stop', override: { by: 'nobody' } });
});

test('a dose at a limit is not above it, whatever gram the weight ends on', () => {
  fc.assert(
    fc.property(fc.integer({ min: 40_000, max: 66_666 }), (grams) => {
      const patient = { weightKg: grams / 1_000 };
      expect(rules({ patient, doseMgPerKg: 1 })).not.toContain('dose-above-ceiling');
      expect(ask({ patient, doseMgPerKg: 1.5 }).doseMg).not.toBeNull();
      expect(ask({ patient, doseMgPerKg: 1.501 }).doseMg).toBeNull();
    }),
  );
});

test('an injection has no pump: a time that is entered is not used, and that is said', () => {
  const im = ask({ protocol: 'im', patient: adult, doseMgPerKg: 0.5, overMin: 40 });
  expect(im).toMatchObject({ volumeMl: 0.8, pumpRateMlPerH: null, warnings: [{ rule: 'no-pump-for-this-route' }] });
});

test('100 mg is the ceiling of an infusion whatever the weight', () => {
  const heavy = { weightKg: 130, heightCm: 200, sex: 'male', lastDoseMgPerKg: 0.7 };
  expect(rules({ patient: heavy, doseMg: 100, weightBasis: 'actual' })).not.toContain('dose-above-ceiling');
  expect(rules({ patient: heavy, doseMg: 100.1, weightBasis: 'actual' })).toContain('dose-above-ceiling');
});

test('the ideal weight of a thin patient does not lift the limits above those of the actual weight', () => {
  const thin = { weightKg: 45, heightCm: 185, sex: 'male' };
  const answer = ask({ patient: thin, doseMgPerKg: 0.5, weightBasis: 'ideal' });
  expect(answer.hardStopMg).toBe(67.5);
  expect(answer.warnings.map(({ rule }) => rule)).toContain('dosing-weight-above-actual');
});

test('what is not known is said: weight, height, sex, the last dose', () => {
  expect(ask({ patient: {}, doseMgPerKg: 0.5 })).toMatchObject({
    doseMg: null,
    warnings: [{ rule: 'dose-needs-age' }, { rule: 'dose-needs-weight' }],
  });
  expect(rules({ patient: { weightKg: 80 }, doseMgPerKg: 0.5 })).toEqual(
    expect.arrayContaining(['body-mass-index-not-known', 'last-dose-not-known', 'weight-not-compared']),
  );
  const heavy = { weightKg: 120, heightCm: 170 };
  expect(ask({ patient: heavy, doseMgPerKg: 0.5 })).toMatchObject({ doseMg: null });
  expect(rules({ patient: heavy, doseMgPerKg: 0.5 })).toContain('ideal-weight-needs-height-and-sex');
  expect(
    ask({ patient: { weightKg: 80, secondWeight: { value: 80, unit: 'lb' } }, doseMgPerKg: 0.5 }).doseMg,
  ).toBeNull();
});

test('the same number in pounds is less than half the dose, and both are questioned against the last weight', () => {
  const patient = {
    weight: { value: 176, unit: 'lb' },
    lastWeight: { value: 80, unit: 'kg' },
    heightCm: 180,
    sex: 'male',
    ageYears: 40,
    sessionNumber: 1,
  };
  expect(ask({ patient, doseMgPerKg: 0.5, overMin: 40 })).toMatchObject({ doseMg: 39.9, warnings: [] });
  expect(rules({ patient: { ...patient, weight: { value: 176, unit: 'kg' } }, doseMgPerKg: 0.5 })).toContain(
    'weight-changed',
  );
});

const doseOf = (name: string) =>
  name.startsWith('esketamine') ? { doseMg: 56 } : name === 'sublingual' ? { doseMg: 50 } : { doseMgPerKg: 0.5 };
const withDose = templateNames.filter((name) => name !== 'intranasal-racemic');
test.each(withDose.map((name) => [name]))(
  '%s: no amount below 18 years, a low start from 65, and an age nobody knows is missing',
  (protocol) => {
    const at = (ageYears?: number) => ask({ protocol, patient: { ...adult, ageYears }, ...doseOf(protocol) });
    const aboutAge = (ageYears?: number) =>
      at(ageYears)
        .warnings.filter(({ facts }) => Object.keys(facts).join() === 'age_years')
        .map(({ rule, strength, override }) => [rule, strength, override.by]);
    expect(at(17)).toMatchObject({ doseMg: null, doseUg: null, volumeMl: null, pumpRateMlPerH: null, ceilingMg: null });
    expect([aboutAge(17), aboutAge(18), aboutAge(64), aboutAge(65), aboutAge()]).toEqual([
      [['dose-below-adult-age', 'absolute', 'prescriber-and-second-clinician']],
      [],
      [],
      [['older-start-low', 'caution', 'clinician']],
      [['dose-needs-age', 'missing', 'prescriber']],
    ]);
  },
);

test('while a finding that nobody may override stands, there is a dose and nothing to draw, pump or count', () => {
  const stopped = { volumeMl: null, volumeUl: null, pumpRateMlPerH: null, overMin: null, deliveredMg: null };
  const { weightKg: _ofRecord, ...fresh } = { ...adult, weight: { value: 80, unit: 'kg' } };
  for (const secondWeight of [undefined, { value: 80, unit: 'lb' }]) {
    const answer = ask({ patient: { ...fresh, secondWeight }, doseMgPerKg: 0.5, overMin: 40 });
    expect(answer).toMatchObject(stopped);
    expect(answer.warnings.some(({ override }) => override.by === 'nobody')).toBe(true);
  }
  expect(ask({ patient: { ...fresh, secondWeight: undefined }, doseMgPerKg: 0.5 }).doseMg).toBe(40);
  const tablets = { protocol: 'oral', patient: { ...fresh, secondWeight: undefined }, doseMgPerKg: 1, unitMg: 25 };
  expect(ask(tablets)).toMatchObject(stopped);
  expect(ask(tablets)).not.toHaveProperty('units');
  const ofRecord = ask({ patient: { ...adult, secondWeight: undefined }, doseMgPerKg: 0.5, overMin: 40 });
  expect(ofRecord).toMatchObject({ doseMg: 40, warnings: [{ rule: 'weight-not-compared' }] });
  expect(ofRecord.pumpRateMlPerH).toBeGreaterThan(0);
});

test('no dose asked is no dose: no number at all, and that is said', () => {
  const answer = ask({ patient: adult });
  expect(answer.warnings).toMatchObject([{ rule: 'dose-not-asked', strength: 'missing', verified: false }]);
  expect(answer.rounding).toEqual({});
  const numbers = Object.values(answer).filter((value) => typeof value === 'number');
  expect(numbers).toEqual([]);
});

test('an infusion without a time takes the one of its protocol, and that is said', () => {
  const answer = ask({ patient: adult, doseMgPerKg: 0.5 });
  expect(answer).toMatchObject({ overMin: 40, pumpRateMlPerH: 1.2 });
  expect(answer.warnings).toMatchObject([{ rule: 'infusion-time-from-protocol', strength: 'information' }]);
  expect(answer.warnings[0]?.says).toContain('40 min');
});

test('an infusion shorter than two minutes has no rate', () => {
  const over = (overMin: number) => ask({ patient: adult, doseMgPerKg: 0.5, totalVolumeMl: 50, overMin });
  expect(over(1.999)).toMatchObject({
    pumpRateMlPerH: null,
    warnings: [{ rule: 'infusion-too-short', strength: 'absolute' }],
  });
  expect(over(0.5)).toMatchObject({ pumpRateMlPerH: null, warnings: [{ rule: 'too-fast-into-a-vein' }] });
  expect(over(2)).toMatchObject({ pumpRateMlPerH: 1_500, warnings: [{ rule: 'infusion-time-outside-protocol' }] });
  const fast = { patient: adult, doseMgPerKg: 0.5, totalVolumeMl: 50, pumpRateMlPerH: 1_501 };
  expect(ask(fast)).toMatchObject({ pumpRateMlPerH: null, warnings: [{ rule: 'infusion-too-short' }] });
});

test('steps that the project put together are its own default, and unverified', () => {
  const own = { provenance: 'DEFAULT', verified: false };
  expect(imLadder).toMatchObject(own);
  const later = (patient: object) =>
    ask({ patient: { ...adult, sessionNumber: 3, ...patient }, doseMgPerKg: 0.7, overMin: 40 }).warnings;
  expect(later({ lastDoseMgPerKg: 0.5 })).toMatchObject([{ rule: 'more-than-one-step', ...own }]);
  expect(later({})).toMatchObject([{ rule: 'last-dose-not-known', ...own }]);
});

test('a first dose has its own ceiling, and a later one goes up by one step', () => {
  expect(rules({ patient: adult, doseMgPerKg: 0.501 })).toContain('first-dose-above-start');
  const later = { ...adult, sessionNumber: 3, lastDoseMgPerKg: 0.5 };
  expect(rules({ patient: later, doseMgPerKg: 0.6 })).toEqual([]);
  expect(rules({ patient: later, doseMgPerKg: 0.61 })).toEqual(['more-than-one-step']);
  expect(rules({ patient: later, doseMgPerKg: 0.2 })).toEqual([]);
  expect(rules({ patient: later, doseMgPerKg: 0.05 })).toEqual(['dose-below-usual-range']);
  const sc = (doseMgPerKg: number) =>
    rules({ protocol: 'sc', patient: { ...later, lastDoseMgPerKg: 0.6 }, doseMgPerKg });
  expect(sc(0.75)).toEqual([]);
  expect(sc(0.9)).toEqual(['more-than-one-step']);
});

test('a second dose in a session counts with the first against ceiling and hard stop', () => {
  const patient = { ...adult, givenThisSessionMg: 60 };
  expect(rules({ patient, doseMgPerKg: 0.25 })).toEqual(['second-dose-in-session']);
  expect(rules({ patient, doseMgPerKg: 0.26 })).toContain('dose-above-ceiling');
  expect(ask({ patient, doseMgPerKg: 0.76 }).doseMg).toBeNull();
  expect(ask({ patient, doseMgPerKg: 0.5 }).warnings[0]?.says).toContain(
    '40 mg and the 60 mg given already in this session are together above the ceiling of 80 mg',
  );
});

test('nasal esketamine comes in whole devices, five minutes apart', () => {
  const spray = (doseMg: number, patient: object = { ageYears: 40, sessionNumber: 2, lastDoseMg: 56 }) =>
    doseRequest({ protocol: 'esketamine-trd', signed: by, patient, doseMg });
  expect(spray(84)).toMatchObject({ doseMg: 84, devices: 3, deviceAtMin: [0, 5, 10], volumeMl: 0.6, warnings: [] });
  expect(spray(56)).toMatchObject({ devices: 2, deviceAtMin: [0, 5] });
  expect(spray(70)).toMatchObject({ doseMg: null, warnings: [{ rule: 'not-a-device-dose' }] });
  expect(spray(112).doseMg).toBeNull();
  expect(spray(84, { ageYears: 40, sessionNumber: 1 }).warnings.map(({ rule }) => rule)).toEqual([
    'first-dose-above-start',
  ]);
  expect(spray(28, { sessionNumber: 1, ageYears: 70 }).warnings).toMatchObject([
    { rule: 'nasal-28-mg', strength: 'caution' },
    { rule: 'older-start-low', strength: 'caution' },
  ]);
  expect(
    doseRequest({ protocol: 'esketamine-mdd-si', signed: by, patient: { ageYears: 40, sessionNumber: 1 }, doseMg: 84 })
      .warnings,
  ).toEqual([]);
});

test('a swallowed dose always says that it is no IV dose; tablets are whole', () => {
  const oral = {
    protocol: 'oral',
    patient: { ...adult, lastRoute: 'iv' },
    doseMgPerKg: 1,
    unitMg: 25,
    concentrationMgPerMl: undefined,
  };
  expect(ask(oral)).toMatchObject({ doseMg: 80, units: 3, deliveredMg: 75 });
  expect(ask(oral).warnings).toMatchObject([{ rule: 'oral-bioavailability', strength: 'relative' }]);
  expect(ask({ ...oral, doseMgPerKg: 3.001 }).doseMg).toBeNull();
  expect(
    ask({
      ...oral,
      patient: { weightKg: 150, heightCm: 210, sex: 'male' },
      weightBasis: 'actual',
      doseMg: 300.1,
      doseMgPerKg: undefined,
    }).doseMg,
  ).toBeNull();
  expect(ask({ protocol: 'sublingual', patient: adult, doseMg: 200 })).toMatchObject({ doseMg: 200 });
  expect(ask({ protocol: 'sublingual', patient: adult, doseMg: 400.1 }).doseMg).toBeNull();
});

test('100 mg/mL never goes into a vein undiluted', () => {
  const strong = { patient: adult, doseMgPerKg: 0.5, concentrationMgPerMl: 100 };
  expect(ask(strong)).toMatchObject({
    doseMg: 40,
    volumeMl: null,
    pumpRateMlPerH: null,
    deliveredMg: null,
    warnings: [{ rule: 'dilute-before-iv' }, { rule: 'infusion-time-from-protocol' }],
  });
  expect(ask({ ...strong, totalVolumeMl: 0.7 }).pumpRateMlPerH).toBeNull();
  // What counts is what is in the syringe: 150 mg/mL with its own volume is still 75.
  const stronger = { ...strong, concentrationMgPerMl: 150, doseMgPerKg: 0.45 };
  expect(ask({ ...stronger, totalVolumeMl: 0.719 })).toMatchObject({ volumeMl: null, pumpRateMlPerH: null });
  expect(ask({ ...stronger, totalVolumeMl: 0.72 }).volumeMl).toBe(0.24);
  expect(ask({ ...strong, concentrationMgPerMl: 50.001 }).pumpRateMlPerH).toBeNull();
  expect(ask({ ...strong, concentrationMgPerMl: 50 }).pumpRateMlPerH).toBe(1.2);
  expect(ask(strong).warnings[0]?.says).toContain('must be diluted');
  expect(ask({ ...strong, totalVolumeMl: 0.8 })).toMatchObject({
    pumpRateMlPerH: 1.2,
    warnings: [{ rule: 'infusion-time-from-protocol' }],
  });
});

test.each<[string, object, string]>([
  ['a pump rate of 0', { pumpRateMlPerH: 0 }, 'pumpRateMlPerH'],
  ['a pump step of 0', { pumpStepMlPerH: 0 }, 'pumpStepMlPerH'],
  ['a pump slower than its step', { totalVolumeMl: 1, overMin: 700 }, 'totalVolumeMl'],
  ['a concentration of 0', { concentrationMgPerMl: 0 }, 'concentrationMgPerMl'],
  ['a negative weight', { patient: { weightKg: -80 } }, 'patient.weightKg'],
  ['a weight that is no number', { patient: { weightKg: Number.NaN } }, 'patient.weightKg'],
  ['stones', { patient: { weight: { value: 12, unit: 'st' } } }, 'patient.weight.unit'],
  ['a height in metres', { patient: { weightKg: 80, heightCm: 1.8 } }, 'patient.heightCm'],
  ['two doses', { doseMg: 40 }, 'doseMg'],
  ['a negative dose', { doseMgPerKg: -0.5 }, 'doseMgPerKg'],
  ['a dose of a tenth of a microgram', { doseMgPerKg: 0.5001 }, 'doseMgPerKg'],
  ['a bag smaller than what is drawn', { totalVolumeMl: 0.5 }, 'totalVolumeMl'],
  ['an unknown protocol', { protocol: 'rectal' }, 'protocol'],
  ['a wrong protocol', { protocol: { ...templates.iv, leastDaysBetween: 1 } }, 'protocol.leastDaysBetween'],
  ['a field nobody knows', { dosage: 1 }, 'dosage'],
])('%s is refused, and the field is named', (_what, of, field) => {
  expect(
    fieldOf({ protocol: 'iv', signed: by, patient: adult, doseMgPerKg: 0.5, concentrationMgPerMl: 50, ...of }),
  ).toBe(field);
});

test('the last dose and the first differ: an ideal weight follows Devine', () => {
  expect(idealWeight(cm(180), 'male')).toBe(74_992);
  expect(idealWeight(cm(165), 'female')).toBe(56_909);
  expect(adjustedWeight(g(100_000), g(56_909))).toBe(74_145);
});

const thousandth = (from: number, to: number) => fc.integer({ min: from, max: to }).map((whole) => whole / 1_000);
const routes = fc.constantFrom('iv', 'im', 'sc', 'oral', 'sublingual', 'esketamine-trd', 'esketamine-mdd-si');
const runs = { numRuns: Number(process.env.RACEMIC_FUZZ ?? 1) * 1_000 };

test('no dose exceeds its hard stop, no volume its ceiling, whatever is asked', () => {
  fc.assert(
    fc.property(
      routes,
      thousandth(20_000, 300_000),
      fc.integer({ min: 120, max: 230 }),
      fc.constantFrom('male', 'female'),
      fc.constantFrom('actual', 'ideal', 'adjusted', undefined),
      thousandth(1, 4_000),
      thousandth(1, 500_000),
      fc.boolean(),
      thousandth(100, 200_000),
      fc.option(thousandth(1, 120_000), { nil: undefined }),
      (name, weightKg, heightCm, sex, weightBasis, perKg, mg, isConfirmed, concentrationMgPerMl, given) => {
        const isFixed = name.startsWith('esk') || name === 'sublingual';
        const input = {
          protocol: name,
          signed: by,
          patient: {
            weightKg,
            secondWeight: { value: weightKg, unit: 'kg' },
            ageYears: 40,
            heightCm,
            sex,
            ...(given === undefined ? {} : { givenThisSessionMg: given }),
          },
          ...(isFixed ? { doseMg: name === 'sublingual' ? mg : Math.ceil(mg / 100_000) * 28 } : { doseMgPerKg: perKg }),
          ...(weightBasis === undefined ? {} : { weightBasis }),
          ...(isConfirmed ? { secondClinician: { by: 'Dr B', reason: 'reason' } } : {}),
          concentrationMgPerMl,
          totalVolumeMl: 500,
        };
        const answer = fieldOf(input) === undefined ? doseRequest(input) : undefined;
        if (answer === undefined || answer.doseUg === null) return;
        const already = given ?? 0;
        const limits = Object.entries(templates).find(([of]) => of === name)?.[1].limits;
        expect((answer.doseMg ?? 0) + already).toBeLessThanOrEqual((limits?.hardStop.ug ?? 1e9) / 1_000);
        if (!isFixed)
          expect((answer.doseMg ?? 0) + already).toBeLessThanOrEqual(
            ((limits?.hardStop.ugPerKg ?? 0) * weightKg) / 1_000 + 1e-6,
          );
        if (answer.deliveredMg === null) return;
        expect(answer.deliveredMg).toBeLessThanOrEqual(answer.doseMg ?? 0);
        if (!isConfirmed) expect(answer.deliveredMg + already).toBeLessThanOrEqual(answer.ceilingMg ?? 0);
      },
    ),
    runs,
  );
});

test('volume and rate return the dose within one step of the pump, never more and never faster', () => {
  fc.assert(
    fc.property(
      thousandth(35_000, 150_000),
      thousandth(100, 1_000),
      thousandth(500, 99_999),
      fc.option(thousandth(10_000, 500_000), { nil: undefined }),
      fc.integer({ min: 40, max: 100 }),
      fc.constantFrom(0.01, 0.1, 0.5, 1),
      (weightKg, doseMgPerKg, concentrationMgPerMl, totalVolumeMl, overMin, pumpStepMlPerH) => {
        const input = {
          protocol: 'iv',
          signed: by,
          patient: { weightKg, secondWeight: { value: weightKg, unit: 'kg' }, ageYears: 40 },
          doseMgPerKg,
          concentrationMgPerMl,
          ...(totalVolumeMl === undefined ? {} : { totalVolumeMl }),
          overMin,
          pumpStepMlPerH,
        };
        const field = fieldOf(input);
        if (field !== undefined) {
          expect(['concentrationMgPerMl', 'totalVolumeMl']).toContain(field);
          return;
        }
        const answer = doseRequest(input);
        if (answer.volumeUl === null || answer.pumpRateMlPerH === null || answer.doseUg === null) return;
        expect(Number.isSafeInteger(answer.volumeUl)).toBe(true);
        const held = (answer.volumeUl * concentrationMgPerMl) / 1_000;
        expect(held).toBeLessThanOrEqual((answer.doseMg ?? 0) + 1e-9);
        expect((answer.doseMg ?? 0) - held).toBeLessThan(concentrationMgPerMl / 1_000 + 1e-9);
        const exactRate = ((totalVolumeMl ?? answer.volumeUl / 1_000) * 60) / overMin;
        expect(answer.pumpRateMlPerH).toBeLessThanOrEqual(exactRate + 1e-9);
        expect(exactRate - answer.pumpRateMlPerH).toBeLessThan(pumpStepMlPerH + 1e-9);
        expect((answer.pumpRateMlPerH * (answer.overMin ?? 0)) / 60).toBeCloseTo(
          totalVolumeMl ?? answer.volumeUl / 1_000,
          1,
        );
      },
    ),
    runs,
  );
});

test('a clinic’s own stricter limits are its limits', () => {
  const own = signed(
    {
      ...templates.iv,
      limits: { ceiling: { ugPerKg: 800, ug: 60_000 }, hardStop: { ugPerKg: 900, ug: 70_000 }, signed: null },
    },
    by.by,
    by.on,
  );
  const answer = doseRequest({ protocol: own, patient: adult, doseMgPerKg: 0.8, concentrationMgPerMl: 50 });
  expect(answer).toMatchObject({ doseMg: 64, ceilingMg: 60, hardStopMg: 70, volumeMl: null });
  expect(doseRequest({ protocol: own, patient: adult, doseMgPerKg: 0.9 }).doseMg).toBeNull();
});
