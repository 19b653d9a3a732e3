import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Dose,
  type DoseKind,
  drawPeople,
  type Effects,
  fromUnits,
  kindOf,
  type Model,
  models,
  nameOfKind,
  type Person,
  predict,
  type Route,
  seeded,
  type UnitCurve,
  unitCurve,
} from './kinetics.ts';

const person: Person = { weightKg: 70, ageYears: 45, ancestry: 'not-used' };
const untilMin = 200;
const minutes = Array.from({ length: untilMin / 2 + 1 }, (_, at) => at * 2);

const peopleOf = ({ variability }: Model, count: number): Effects[] =>
  variability === undefined ? [{}] : drawPeople(variability, count, seeded(7));

const whole = (steps: Generator<void, UnitCurve>): UnitCurve => {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};

function curvesOf(model: Model, people: readonly Effects[]) {
  const kinds = model.routes.flatMap((route): DoseKind[] => {
    if (route === 'iv') return [true, false].map((isOver) => ({ route, device: undefined, isOver }));
    if (route === 'intranasal') return [1, 2, 3].map((device) => ({ route, device, isOver: false }));
    return [{ route, device: undefined, isOver: false }];
  });
  return new Map(kinds.map((kind) => [nameOfKind(kind), whole(unitCurve({ model, person, people, untilMin }, kind))]));
}

const tenths = (most: number) => fc.integer({ min: 0, max: 10 * most }).map((at) => at / 10);
const mg = fc.double({ min: 0.1, max: 80, noNaN: true });

const doseBy = (route: Route): fc.Arbitrary<Dose> => {
  const atOnce = fc.record({ route: fc.constant(route), atMin: tenths(120), mg });
  if (route === 'intranasal')
    return fc.record({ route: fc.constant(route), atMin: tenths(120), mg, device: fc.integer({ min: 1, max: 3 }) });
  if (route !== 'iv') return atOnce;
  const over = tenths(90).filter((min) => min > 0);
  return fc.oneof(atOnce, fc.record({ route: fc.constant(route), atMin: tenths(120), mg, overMin: over }));
};

test.each(models.map((model) => [model.name, model] as const))(
  'what %s makes of any doses is the sum of what it makes of one unit of each',
  (_name, model) => {
    const people = peopleOf(model, 20);
    const curves = curvesOf(model, people);
    const times = Float64Array.from(minutes);
    const anyDoses = fc.array(fc.oneof(...model.routes.map(doseBy)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(anyDoses, (unordered) => {
        const doses = unordered.toSorted((a, b) => a.atMin - b.atMin);
        const found = fromUnits(doses, minutes, { people: people.length, curves });
        const other = predict({ model, person, doses, times }, people).subarray(0, times.length * people.length);
        const most = Math.max(...other);
        expect(found).toHaveLength(other.length);
        for (const [at, value] of (found ?? []).entries())
          expect(Math.abs(value - (other[at] ?? 0))).toBeLessThanOrEqual(1e-9 * (other[at] ?? 0) + 1e-12 * most);
      }),
      { numRuns: 25 },
    );
  },
);

test('beside the grid, beyond its end and without a part there is no sum, rather than one that is a little wrong', () => {
  const [model] = models;
  if (model === undefined) throw new Error('no model');
  const people = peopleOf(model, 2);
  const all = { people: 2, curves: curvesOf(model, people) };
  const dose: Dose = { route: 'iv', atMin: 3, mg: 5, overMin: 5 };
  expect(fromUnits([dose], [10], all)).toBeInstanceOf(Float64Array);
  expect(fromUnits([{ ...dose, atMin: 3.04 }], [10], all)).toBeUndefined();
  expect(fromUnits([{ ...dose, overMin: 4.96 }], [10], all)).toBeUndefined();
  expect(fromUnits([dose], [10.02], all)).toBeUndefined();
  expect(fromUnits([dose], [untilMin + 4], all)).toBeUndefined();
  expect(fromUnits([{ route: 'im', atMin: 0, mg: 1 }], [10], all)).toBeUndefined();
  expect(kindOf(dose)).toEqual({ route: 'iv', device: undefined, isOver: true });
});
