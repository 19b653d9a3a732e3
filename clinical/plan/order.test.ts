import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkOrder,
  type IvOrder,
  isBlock,
  signed,
  TreatmentOrder,
  templates,
  workOutOrder,
  yearsBetween,
} from './plan.ts';

const today = '2026-11-25';
const protocol = signed(templates.iv, 'Dr A, MD', today);
const order: IvOrder = {
  drug: 'ketamine',
  route: 'iv',
  concentrationUgPerMl: 1_000,
  doseUg: 35_000,
  doseBasis: { unit: 'ug/kg', amount: 500 },
  weight: { grams: 70_000, basis: 'actual', takenOn: '2026-11-25' },
  overMin: 40,
  pumpRateUlPerH: 52_500,
  premedication: [],
  limits: { ceilingUg: 50_000 },
  validFrom: today,
  validUntil: '2026-12-31',
};
const of = { ageYears: 40 };
const blocksOf = (given: Partial<IvOrder>, under = protocol) =>
  checkOrder({ ...order, ...given }, under, today, of)
    .filter(isBlock)
    .map(({ rule }) => rule);
const { weight: _weight, ...withoutWeight } = order;

test('0.5 mg/kg of 70 kg in 40 minutes at 1 mg/mL is 35 mg, 35 mL, 52.5 mL/h, and may be signed', () => {
  expect(blocksOf({})).toEqual([]);
  const worked = workOutOrder(order, protocol, of);
  expect(worked).toMatchObject({
    doseUg: 35_000,
    volumeUl: 35_000,
    pumpRateUlPerH: 52_500,
    runsForMin: 40,
    ceilingUg: 70_000,
    hardStopUg: 105_000,
    steps: [
      'Dose: 0.5 mg/kg × 70 kg, rounded to whole 0.1 mg = 35 mg',
      'Volume: 35 mg ÷ 1 mg/mL = 35 mL',
      'Rate: 35 mL × 60 ÷ 40 min, down to a step of 0.1 mL/h = 52.5 mL/h',
      'Runs for 35 mL × 60 ÷ 52.5 mL/h = 40.0 min',
    ],
  });
});

describe('an order is not signed', () => {
  test.each<[string, Partial<IvOrder>, string[]]>([
    ['above its own ceiling', { limits: { ceilingUg: 34_900 } }, ['dose-above-order-ceiling']],
    ['with a ceiling above the protocol’s', { limits: { ceilingUg: 70_100 } }, ['order-ceiling-above-protocol']],
    [
      'with a pump faster than its limit',
      { limits: { ceilingUg: 50_000, maxPumpRateUlPerH: 52_000 } },
      ['rate-above-order-limit'],
    ],
    ['with a rate that is too fast', { pumpRateUlPerH: 52_600 }, ['rate-does-not-give-the-dose']],
    ['with a rate that is too slow', { pumpRateUlPerH: 52_400 }, ['rate-does-not-give-the-dose']],
    ['with a rate that the pump cannot be set to', { pumpRateUlPerH: 52_450 }, ['rate-no-step-of-the-pump']],
    [
      'with a pump that cannot run so slowly',
      { pumpStepUlPerH: 60_000, pumpRateUlPerH: 60_000 },
      ['rate-below-pump-step'],
    ],
    ['with a dose that is not its basis', { doseUg: 36_000, pumpRateUlPerH: 54_000 }, ['dose-not-its-basis']],
    [
      'with pounds taken for kilograms',
      { weight: { grams: 154_000, basis: 'actual', takenOn: today } },
      ['dose-not-its-basis'],
    ],
    [
      'with a weight of tomorrow',
      { weight: { grams: 70_000, basis: 'actual', takenOn: '2026-11-26' } },
      ['weight-taken-later'],
    ],
    ['when it has expired', { validFrom: '2026-11-01', validUntil: '2026-11-24' }, ['order-expired']],
    ['when it ends before it begins', { validUntil: '2026-11-24' }, ['order-ends-before-it-begins']],
    ['undiluted', { concentrationUgPerMl: 100_000, pumpRateUlPerH: 500 }, ['dilute-before-iv']],
    ['too fast for any infusion', { overMin: 1, pumpRateUlPerH: 2_100_000 }, ['infusion-too-short']],
  ])('%s', (_what, given, rules) => {
    expect(blocksOf(given)).toEqual(expect.arrayContaining(rules));
  });

  test('under a protocol that nobody signed', () => {
    expect(blocksOf({}, templates.iv)).toEqual(['ceiling-not-signed']);
  });

  test('under a protocol for another route', () => {
    expect(blocksOf({}, signed(templates.im, 'Dr A', today))).toEqual(['order-of-another-protocol']);
  });

  test('without a weight, also where the dose is in milligrams: the limits go by weight', () => {
    const rules = (given: IvOrder) =>
      checkOrder(given, protocol, today, of)
        .filter(isBlock)
        .map(({ rule }) => rule);
    expect(rules(withoutWeight)).toEqual(['dose-needs-weight']);
    expect(rules({ ...withoutWeight, doseBasis: { unit: 'ug', amount: 35_000 } })).toEqual(['dose-needs-weight']);
  });

  test('above the ceiling, and above the hard stop, with the amounts in the sentence', () => {
    const says = (amount: number) =>
      checkOrder(
        { ...order, doseBasis: { unit: 'ug/kg', amount }, doseUg: amount * 70, pumpRateUlPerH: amount * 105 },
        protocol,
        today,
        of,
      )
        .filter(isBlock)
        .map((finding) => finding.says)
        .join(' ');
    expect(says(1_100)).toContain('77 mg is above the ceiling of 70 mg for this patient and session.');
    expect(says(1_600)).toContain('above the hard stop of 105 mg');
  });

  test('with an ideal weight that nothing is worked out from, or that is another', () => {
    const workedFrom = { actualGrams: 110_000, heightCm: 180, sex: 'male' } as const;
    const ideal = { grams: 74_992, basis: 'ideal', takenOn: today } as const;
    const of75 = { doseUg: 37_500, pumpRateUlPerH: 56_200 };
    expect(blocksOf({ ...of75, weight: { ...ideal, workedFrom } })).toEqual([]);
    expect(blocksOf({ ...of75, weight: ideal })).toContain('weight-worked-from-nothing');
    expect(blocksOf({ ...of75, weight: { ...ideal, grams: 75_000, workedFrom } })).toEqual(['weight-not-its-basis']);
  });

  test('for someone below 18', () => {
    const findings = checkOrder(order, protocol, today, { ageYears: 17 });
    expect(findings.filter(isBlock).map(({ rule }) => rule)).toEqual(['dose-below-adult-age']);
  });
});

test('an old weight says its age and is signed with a reason only; a validity of years is said', () => {
  const rulesOf = (given: Partial<IvOrder>) => checkOrder({ ...order, ...given }, protocol, today, of);
  const of2025 = { weight: { grams: 70_000, basis: 'actual', takenOn: '2025-11-20' } } as const;
  expect(rulesOf(of2025).find(({ rule }) => rule === 'weight-old')?.says).toBe(
    'The weight is 370 days old. Weigh again, or say in the note why it still holds.',
  );
  expect(blocksOf(of2025)).toEqual(['order-needs-a-reason']);
  expect(blocksOf({ ...of2025, note: 'Weighed at home this week, the same.' })).toEqual([]);
  const of30 = { weight: { grams: 70_000, basis: 'actual', takenOn: '2026-10-26' } } as const;
  expect(rulesOf(of30).map(({ rule }) => rule)).not.toContain('weight-old');
  const long = rulesOf({ validUntil: '2028-12-31' }).find(({ rule }) => rule === 'order-valid-long');
  expect([long?.strength, long?.says]).toEqual([
    'caution',
    'The order is valid for 767 days, until 2028-12-31. Look at the year.',
  ]);
  expect(rulesOf({}).map(({ rule }) => rule)).not.toContain('order-valid-long');
});

test('what asks for the prescriber’s reason is signed with the reason, and not before', () => {
  const above = {
    doseBasis: { unit: 'ug/kg', amount: 800 },
    doseUg: 56_000,
    pumpRateUlPerH: 84_000,
    limits: { ceilingUg: 60_000 },
  } as const;
  expect(blocksOf(above)).toEqual(['order-needs-a-reason']);
  expect(blocksOf({ ...above, note: 'No response to 0.5 mg/kg in four sessions.' })).toEqual([]);
});

test('what it says about the dose keeps its source', () => {
  for (const { source, rule } of checkOrder({ ...order, doseUg: 200_000 }, protocol, today))
    expect(source, rule).not.toBe('');
});

const weightG = fc.integer({ min: 35_000, max: 180_000 });
const perKg = fc.integer({ min: 100, max: 550 });
const asked = fc.record({
  weight: weightG.map((grams) => ({ grams, basis: 'actual' as const, takenOn: today })),
  doseBasis: perKg.map((amount) => ({ unit: 'ug/kg' as const, amount })),
  concentrationUgPerMl: fc.integer({ min: 200, max: 49_000 }),
  overMin: fc.integer({ min: 40, max: 100 }),
  pumpStepUlPerH: fc.constantFrom(10, 100, 1_000),
});
const runs = { numRuns: Number(process.env.RACEMIC_FUZZ ?? 1) * 500 };

test('what is proposed is never refused for its figures, and what is changed in it by more than a step is', () => {
  fc.assert(
    fc.property(asked, fc.constantFrom(-1, 1), (given, direction) => {
      const { doseUg, pumpRateUlPerH, ceilingUg, runsForMin } = workOutOrder(given, protocol, of);
      if (doseUg === undefined || pumpRateUlPerH === undefined || ceilingUg === undefined) return;
      const whole = { ...order, ...given, doseUg, pumpRateUlPerH, limits: { ceilingUg } };
      const rules = (given: IvOrder) =>
        checkOrder(given, protocol, today, of)
          .filter(isBlock)
          .map(({ rule }) => rule);
      // Slow pumps with a coarse step run longer than the protocol has: that asks for a reason.
      expect(rules({ ...whole, note: 'reason' })).toEqual([]);
      expect(runsForMin).toBeGreaterThanOrEqual(given.overMin);
      const changed = { ...whole, note: 'reason', pumpRateUlPerH: pumpRateUlPerH + direction * given.pumpStepUlPerH };
      if (changed.pumpRateUlPerH > 0) expect(rules(changed)).toEqual(['rate-does-not-give-the-dose']);
    }),
    runs,
  );
});

test('no order whatever is free of blocks above the ceiling, or by a rate that gives more than the dose in the time', () => {
  fc.assert(
    fc.property(
      asked,
      fc.integer({ min: 1_000, max: 300_000 }),
      fc.integer({ min: 1, max: 5_000 }),
      fc.boolean(),
      (given, doseUg, steps, isFixed) => {
        const doseBasis = isFixed ? ({ unit: 'ug', amount: doseUg } as const) : given.doseBasis;
        const pumpRateUlPerH = steps * given.pumpStepUlPerH;
        const whole = {
          ...order,
          ...given,
          doseBasis,
          doseUg,
          pumpRateUlPerH,
          limits: { ceilingUg: doseUg },
          note: 'reason',
        };
        if (checkOrder(whole, protocol, today, of).some(isBlock)) return;
        expect(doseUg).toBeLessThanOrEqual(Math.min(100_000, given.weight.grams));
        const inTimeUg = (pumpRateUlPerH * given.overMin * given.concentrationUgPerMl) / 60_000;
        expect(inTimeUg).toBeLessThanOrEqual(doseUg + 1e-6);
      },
    ),
    runs,
  );
});

test('an order reads the same after it was kept as text, and a field that nobody knows is refused', () => {
  expect(TreatmentOrder.parse(JSON.parse(JSON.stringify(order)))).toEqual(order);
  expect(TreatmentOrder.safeParse({ ...order, dosage: 1 }).success).toBe(false);
  for (const doseUg of [0, -1, 0.5, Number.NaN, '35000'])
    expect(TreatmentOrder.safeParse({ ...order, doseUg }).success).toBe(false);
});

test('an age is counted in whole years, by the calendar', () => {
  expect(yearsBetween('2008-11-25', today)).toBe(18);
  expect(yearsBetween('2008-11-26', today)).toBe(17);
  expect(yearsBetween('2008-02-29', '2026-02-28')).toBe(17);
});
