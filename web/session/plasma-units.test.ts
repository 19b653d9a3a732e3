import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unitsFor } from './plasma-ahead.ts';
import { type Asked, type CurveDose, curveOf, type Plasma } from './plasma-curve.ts';
import { curveFromUnits, shapeOf, type Units } from './plasma-units.ts';

const who = { product: 'racemic', weightKg: 73, ageYears: 42, planned: [], toMin: 120 } as const;

function unitsOf(asked: Asked, untilMin = 240): Units {
  const steps = unitsFor(asked, untilMin);
  for (;;) {
    const step = steps.next();
    if (step.done !== true) continue;
    if (step.value === undefined) throw new Error('there is no curve');
    return step.value;
  }
}

const infusion: Asked = { ...who, doses: [{ route: 'iv', atMin: 0, mg: 35, overMin: 40 }] };
const units = unitsOf(infusion);

/** The pump at one rate after the other, with pauses: minutes and mg as the chart asks for them. */
const pumped: fc.Arbitrary<CurveDose[]> = fc
  .array(
    fc.record({
      pause: fc.integer({ min: 0, max: 100 }),
      over: fc.integer({ min: 1, max: 250 }),
      mgPerMin: fc.double({ min: 0.05, max: 3, noNaN: true }),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((stretches) => {
    let tenths = 0;
    return stretches.map(({ pause, over, mgPerMin }) => {
      const atMin = (tenths + pause) / 10;
      tenths += pause + over;
      const mg = Math.max(0.01, Number(((over / 10) * mgPerMin).toFixed(2)));
      return { route: 'iv' as const, atMin, mg, overMin: over / 10 };
    });
  });

function expectSame(short: Plasma | undefined, asked: Asked): void {
  const long = curveOf(asked);
  if (short === undefined || 'why' in long) throw new Error('no curve');
  expect(short.model).toEqual(long.model);
  for (const part of ['points', 'ahead'] as const) {
    const [one, other] = [short[part], long[part]];
    expect(one?.map(({ min }) => min)).toEqual(other?.map(({ min }) => min));
    for (const [at, point] of (one ?? []).entries())
      for (const edge of ['low', 'middle', 'high'] as const)
        expect(Math.abs(point[edge] - (other?.[at]?.[edge] ?? 0))).toBeLessThan(1e-9 * point.high + 1e-9);
  }
}

test('whatever the pump did, the curve added up from units is the one worked out from the beginning', () => {
  fc.assert(
    fc.property(pumped, fc.integer({ min: 60, max: 240 }), (doses, toMin) => {
      const asked: Asked = { ...who, doses, toMin };
      expectSame(curveFromUnits(asked, units), asked);
    }),
    { numRuns: 60 },
  );
});

test('devices given and ordered, and an injection, are added up as well', () => {
  const device = (number: number, atMin: number) => ({ route: 'intranasal', atMin, mg: 28, device: number }) as const;
  const nasal: Asked = {
    ...who,
    product: 'esketamine',
    doses: [device(1, 0), device(2, 5.3)],
    planned: [device(3, 11)],
  };
  expectSame(curveFromUnits(nasal, unitsOf(nasal)), nasal);
  const injected: Asked = { ...who, doses: [{ route: 'im', atMin: 0.4, mg: 40 }] };
  expectSame(curveFromUnits(injected, unitsOf(injected)), injected);
});

test('another person, another product, another way of giving and a longer chart are left to the model', () => {
  const asks: Partial<Asked>[] = [
    { weightKg: 74 },
    { ageYears: 43 },
    { product: 'esketamine' },
    { doses: [...infusion.doses, { route: 'im', atMin: 50, mg: 20 }] },
    { planned: [{ route: 'iv', atMin: 60, mg: 10 }] },
    { doses: [{ route: 'iv', atMin: 0.03, mg: 35, overMin: 40 }] },
    { toMin: 242 },
  ];
  for (const ask of asks) expect(curveFromUnits({ ...infusion, ...ask }, units), JSON.stringify(ask)).toBeUndefined();
  const twice: Asked = { ...infusion, doses: [...infusion.doses, { route: 'iv', atMin: 60, mg: 1, overMin: 2 }] };
  expect(shapeOf(twice)).toBe(shapeOf(infusion));
});

test('where the model covers nobody like this there are no units', () => {
  const steps = unitsFor({ ...infusion, weightKg: 160 }, 240);
  expect(steps.next()).toEqual({ done: true, value: undefined });
});
