import { describe, expect, test } from 'vitest';
import {
  checkOrder,
  type EsketamineOrder,
  type InjectionOrder,
  isBlock,
  type OralOrder,
  orderInWords,
  type Protocol,
  type SublingualOrder,
  signed,
  TreatmentOrder,
  templates,
  workOutOrder,
} from './plan.ts';

const today = '2026-11-25';
const by = (protocol: Protocol) => signed(protocol, 'Dr A, MD', today);
const common = { premedication: [], validFrom: today, validUntil: '2026-12-31' } as const;
const weight = { grams: 80_000, basis: 'actual', takenOn: today } as const;
const perKg = (amount: number) => ({ unit: 'ug/kg', amount }) as const;
const muscle: InjectionOrder = {
  ...{ ...common, drug: 'ketamine', route: 'im', concentrationUgPerMl: 50_000, doseUg: 40_000, volumeUl: 800 },
  ...{ doseBasis: perKg(500), weight, limits: { ceilingUg: 40_000 } },
};
const spray: EsketamineOrder = {
  ...{ ...common, drug: 'esketamine', route: 'intranasal', doseUg: 56_000, devices: 2, indication: 'trd' },
  ...{ phase: 'induction', week: 1, limits: { ceilingUg: 84_000 } },
};
const oral: OralOrder = {
  ...{ ...common, drug: 'ketamine', route: 'oral', form: 'solution', doseUg: 80_000, doseBasis: perKg(1_000), weight },
  limits: { ceilingUg: 200_000 },
};
const tongue: SublingualOrder = {
  ...{ ...common, drug: 'ketamine', route: 'sublingual', form: 'lozenge', doseUg: 100_000, holdMin: 10 },
  ...{ doseBasis: { unit: 'ug', amount: 100_000 }, weight, afterwards: 'spit', limits: { ceilingUg: 200_000 } },
};
const adult = { ageYears: 40, sessionNumber: 2, lastDose: { ugPerKg: 500, ug: 100_000 } };
const blocks = (order: TreatmentOrder, protocol: Protocol, of: Parameters<typeof checkOrder>[3] = adult) =>
  checkOrder(order, protocol, today, of)
    .filter(isBlock)
    .map(({ rule }) => rule);

test.each<[string, TreatmentOrder, Protocol, object]>([
  ['into a muscle', muscle, by(templates.im), adult],
  ['under the skin', { ...muscle, route: 'sc' }, by(templates.sc), adult],
  ['esketamine', spray, by(templates['esketamine-trd']), { ...adult, sessionNumber: 1 }],
  ['swallowed', oral, by(templates.oral), { ...adult, lastDose: { ugPerKg: 1_000 } }],
  ['under the tongue', tongue, by(templates.sublingual), adult],
])(
  'an order %s that nothing objects to may be signed, and reads the same after it was kept',
  (_what, order, protocol, of) => {
    expect(blocks(order, protocol, of)).toEqual([]);
    expect(TreatmentOrder.parse(JSON.parse(JSON.stringify(order)))).toEqual(order);
  },
);

describe('a route with no signed ceiling can’t be ordered, and says why', () => {
  test.each([
    ['im', muscle, templates.im],
    ['esketamine', spray, templates['esketamine-trd']],
    ['oral', oral, templates.oral],
    ['sublingual', tongue, templates.sublingual],
  ] as const)('%s: nobody signed its ceiling', (_what, order, protocol) => {
    const found = checkOrder(order, protocol, today, adult).filter(isBlock);
    expect(found.map(({ rule }) => rule)).toContain('ceiling-not-signed');
    expect(found.map(({ says }) => says).join(' ')).toContain('no medical director has signed its ceiling');
  });
  test('compounded nasal spray: there is none to sign', () => {
    const order: TreatmentOrder = {
      ...{ ...common, drug: 'ketamine', route: 'intranasal', doseUg: 50_000, concentrationUgPerMl: 100_000 },
      ...{ volumeUl: 500, limits: { ceilingUg: 50_000 } },
    };
    const [found] = checkOrder(order, templates['intranasal-racemic'], today, adult);
    expect(found?.rule).toBe('route-without-ceiling');
    expect(found?.says).toContain('no source has a dose by this route, so there is no ceiling');
  });
});

describe('what does not fit together is not signed', () => {
  test.each<[string, TreatmentOrder, Protocol, string]>([
    ['a volume that is not the dose', { ...muscle, volumeUl: 900 }, by(templates.im), 'volume-not-the-dose'],
    ['an injection under a protocol for a vein', muscle, by(templates.iv), 'order-of-another-protocol'],
    ['three devices for 56 mg', { ...spray, devices: 3 }, by(templates['esketamine-trd']), 'devices-not-the-dose'],
    ['70 mg', { ...spray, doseUg: 70_000 }, by(templates['esketamine-trd']), 'not-a-device-dose'],
    ['112 mg', { ...spray, doseUg: 112_000, devices: 4 }, by(templates['esketamine-trd']), 'dose-above-hard-stop'],
    [
      'another indication',
      { ...spray, indication: 'mdd-si' },
      by(templates['esketamine-trd']),
      'order-of-another-indication',
    ],
    ['a phase that is none', { ...spray, phase: 'monthly' }, by(templates['esketamine-trd']), 'phase-not-in-protocol'],
    ['week 6 in the induction', { ...spray, week: 6 }, by(templates['esketamine-trd']), 'week-not-in-phase'],
    [
      '28 mg at 40 years',
      { ...spray, doseUg: 28_000, devices: 1 },
      by(templates['esketamine-trd']),
      'nasal-28-mg-below-age',
    ],
    [
      'more lozenges than the dose',
      { ...tongue, unitUg: 60_000, units: 2 },
      by(templates.sublingual),
      'units-not-the-dose',
    ],
    [
      'by weight where the protocol goes by mg',
      { ...tongue, doseBasis: perKg(1_250) },
      by(templates.sublingual),
      'order-not-in-protocol-unit',
    ],
  ])('%s', (_what, order, protocol, rule) => expect(blocks(order, protocol)).toContain(rule));

  test('84 mg on the first day in treatment-resistant depression waits for a reason', () => {
    const high = { ...spray, doseUg: 84_000, devices: 3 };
    const first = { ageYears: 40, sessionNumber: 1 };
    expect(blocks(high, by(templates['esketamine-trd']), first)).toEqual(['order-needs-a-reason']);
    const si = { ...high, indication: 'mdd-si' as const };
    expect(blocks(si, by(templates['esketamine-mdd-si']), first)).toEqual([]);
  });
  test('28 mg as a start at 70 is no block', () => {
    const low = { ...spray, doseUg: 28_000, devices: 1 };
    expect(blocks(low, by(templates['esketamine-trd']), { ageYears: 70, sessionNumber: 1 })).toEqual([]);
  });
});

test('what is given is worked out by the route of the protocol, with its steps', () => {
  const asked = { doseBasis: perKg(500), weight };
  expect(workOutOrder({ ...asked, concentrationUgPerMl: 50_000 }, by(templates.im), adult)).toMatchObject({
    ...{ doseUg: 40_000, volumeUl: 800, pumpRateUlPerH: undefined },
    steps: ['Dose: 0.5 mg/kg × 80 kg, rounded to whole 0.1 mg = 40 mg', 'Volume: 40 mg ÷ 50 mg/mL = 0.8 mL'],
  });
  const devices = workOutOrder({ doseBasis: { unit: 'ug', amount: 84_000 } }, by(templates['esketamine-trd']), adult);
  expect(devices).toMatchObject({ doseUg: 84_000, devices: 3 });
  const lozenges = { doseBasis: { unit: 'ug', amount: 100_000 }, unitUg: 50_000 } as const;
  expect(workOutOrder(lozenges, by(templates.sublingual), adult)).toMatchObject({ doseUg: 100_000, units: 2 });
});

test('an order in words', () => {
  expect([muscle, spray, oral, tongue].map(orderInWords)).toEqual([
    '40 mg into a muscle, 0.8 mL of 50 mg/mL',
    '56 mg into the nose, 2 devices',
    '80 mg swallowed, solution',
    '100 mg under the tongue, lozenge, held for 10 min, then spat out',
  ]);
});

test('a route that is none, and a drug that is none by this route, are refused with the field', () => {
  const issueOf = (order: object) => TreatmentOrder.safeParse(order).error?.issues[0];
  expect(issueOf({ ...muscle, route: 'rectal' })).toMatchObject({
    path: ['route'],
    message: 'is iv, im, sc, intranasal, oral or sublingual',
  });
  expect(issueOf({ ...spray, drug: 'morphine' })).toMatchObject({
    path: ['drug'],
    message: 'is esketamine or ketamine',
  });
  expect(issueOf({ ...muscle, volumeUl: 0.5 })).toMatchObject({ path: ['volumeUl'] });
});
