import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Dose, models, type Person, propagate, type System, typical } from './kinetics.ts';
import { compartments, flows, loses, withEffectSite } from './system.ts';

const person: Person = { weightKg: 70, ageYears: 45, ancestry: 'not-used' };
const grid = (to: number, step: number) =>
  Float64Array.from({ length: Math.floor(to / step) }, (_, at) => (at + 1) * step);

/** Numbers with 60 decimal places, and nothing shared with the engine but the rates: power series, step by step. */
const unit = 10n ** 60n;
function exact(value: number): bigint {
  let [whole, halvings] = [value, 0n];
  for (; !Number.isInteger(whole); halvings++) whole *= 2;
  return (BigInt(whole) * unit) >> halvings;
}
const times = (a: bigint, b: bigint) => (a * b) / unit;
const back = (value: bigint) => Number(value / 10n ** 30n) / 1e30;

function slowly({ a, size, entries, outputs }: System, at: readonly number[]): number[][] {
  const rates = a.flatMap((rate, cell) =>
    rate === 0 ? [] : [{ to: Math.floor(cell / size), from: cell % size, rate: exact(rate) }],
  );
  const stops = new Set([...at, ...entries.flatMap(({ atMin, overMin }) => [atMin, atMin + overMin])]);
  let x = new Array<bigint>(size).fill(0n);
  let now = 0;
  const seen = new Map<number, number[]>();
  for (const stop of [...stops].sort((p, q) => p - q)) {
    const pieces = Math.ceil(stop - now);
    const h = exact(stop - now) / BigInt(Math.max(1, pieces));
    const inflow = new Array<bigint>(size).fill(0n);
    for (const { state, mg, atMin, overMin } of entries)
      if (overMin > 0 && atMin <= now && now < atMin + overMin)
        inflow[state] = (inflow[state] ?? 0n) + (exact(mg) * unit) / exact(overMin);
    for (let piece = 0; piece < pieces; piece++) {
      // x(h) = Σ h^k / k! · (A^k x + A^(k−1) u)
      let term = x.map((value) => value);
      let sum = term;
      for (let k = 1; k < 70; k++) {
        const next = k === 1 ? [...inflow] : new Array<bigint>(size).fill(0n);
        for (const { to, from, rate } of rates) next[to] = (next[to] ?? 0n) + times(rate, term[from] ?? 0n);
        term = next.map((value) => times(value, h) / BigInt(k));
        sum = sum.map((value, state) => value + (term[state] ?? 0n));
      }
      x = sum;
    }
    now = stop;
    for (const { state, mg, atMin, overMin } of entries)
      if (overMin === 0 && atMin === stop) x[state] = (x[state] ?? 0n) + exact(mg);
    seen.set(
      stop,
      outputs.map(({ state, ngPerMlPerMg }) => back(x[state] ?? 0n) * ngPerMlPerMg),
    );
  }
  return at.map((time) => seen.get(time) ?? []);
}

const asUsual: Record<string, Dose[]> = {
  iv: [
    { route: 'iv', atMin: 0, mg: 35, overMin: 40 },
    { route: 'iv', atMin: 61.5, mg: 5 },
  ],
  intranasal: [
    { route: 'intranasal', atMin: 0, mg: 28, device: 1 },
    { route: 'intranasal', atMin: 5, mg: 28, device: 2 },
  ],
  oral: [{ route: 'oral', atMin: 0, mg: 84 }],
  sublingual: [{ route: 'sublingual', atMin: 0, mg: 50 }],
  im: [{ route: 'im', atMin: 3, mg: 35 }],
};
const courses = models.flatMap((model) => model.routes.map((route) => ({ name: model.name, model, route })));

describe('every model and route agrees with 60 decimal places to 1e-11', () => {
  test.each(courses)('$name, $route', ({ model, route }) => {
    const at = [1, 5, 31.8, 40, 61.5, 90, 180];
    for (const system of model.build(person, asUsual[route] ?? [], typical)) {
      const known = withEffectSite(system, 0.1136);
      const got = propagate([known], Float64Array.from(at));
      slowly(known, at).forEach((row, point) => {
        row.forEach((value, output) => {
          const ours = got[output * at.length + point] ?? Number.NaN;
          expect(Math.abs(ours - value)).toBeLessThanOrEqual(1e-11 * Math.abs(value));
        });
      });
    }
  });
});

test('R15: one compartment with ka = k = 0.05 per minute has no trouble with equal rates', () => {
  const rates = compartments(2);
  flows(rates, 0, 1, 0.05);
  loses(rates, 1, 0.05);
  const system: System = {
    ...rates,
    entries: [{ state: 0, mg: 100, atMin: 0, overMin: 0 }],
    outputs: [{ state: 1, ngPerMlPerMg: 1_000 / 50 }],
  };
  const at = [1, 5, 10, 20, 40, 80, 160, 320];
  const printed = ['95.1229', '389.400', '606.531', '735.759', '541.341', '146.525', '5.36740', '0.00360113'];
  const got = propagate([system], Float64Array.from(at));
  expect(Array.from(got, (value) => value.toPrecision(6))).toEqual(printed);
  at.forEach((t, point) => {
    expect(got[point] ?? 0).toBeCloseTo(2_000 * 0.05 * t * Math.exp(-0.05 * t), 10);
  });
});

/** Determinant of A + λ·I: nothing at an eigenvalue. */
function characteristic({ a, size }: System, lambda: number, states: readonly number[]): number {
  const m = states.map((row) => states.map((column) => (a[row * size + column] ?? 0) + (row === column ? lambda : 0)));
  const det = (of: number[][]): number =>
    of.length === 1
      ? (of[0]?.[0] ?? 0)
      : (of[0] ?? []).reduce(
          (sum, value, column) =>
            sum +
            (column % 2 === 0 ? 1 : -1) * value * det(of.slice(1).map((row) => row.filter((_, at) => at !== column))),
          0,
        );
  return det(m);
}

const iv: Dose[] = [{ route: 'iv', atMin: 0, mg: 35, overMin: 40 }];
const systemOf = (name: string): System => {
  const system = models.find((model) => model.name === name)?.build(person, iv, typical)[0];
  if (system === undefined) throw new Error(name);
  return system;
};

describe('eigenvalues per minute at 70 kg (11.1)', () => {
  test.each([
    ['domino1984', [0, 1, 2], [1.724239814, 0.1515126786, 0.00604750752]],
    ['clements1981_250', [0, 1], [0.03941095169, 0.003789048313]],
    ['kamp2020', [0, 1, 2], [0.2440906936, 0.02444018088, 0.003772204048]],
    ['otto2021', [0, 1, 2], [0.05374307194, 0.007752356597, 0.001568066274]],
    ['otto2021', [3, 4], [0.01916932883, 0.002266546273]],
  ])('%s %j', (name, states, lambdas) => {
    const system = systemOf(name);
    for (const lambda of lambdas) {
      const [below, above] = [1 - 1e-9, 1 + 1e-9].map((by) => characteristic(system, lambda * by, states));
      expect(Math.sign(below ?? 0)).toBe(-Math.sign(above ?? 0));
    }
    const trace = states.reduce((sum, state) => sum - (system.a[state * system.size + state] ?? 0), 0);
    expect(lambdas.reduce((sum, lambda) => sum + lambda, 0) / trace).toBeCloseTo(1, 9);
  });
});

/** What has left the body and what is in it, with an extra compartment that catches all that is lost. */
function withCatch(system: System): System {
  const size = system.size + 1;
  const rates = compartments(size);
  for (let from = 0; from < system.size; from++) {
    let lost = 0;
    for (let to = 0; to < system.size; to++) {
      const rate = system.a[to * system.size + from] ?? 0;
      rates.a[to * size + from] = rate;
      lost -= rate;
    }
    rates.a[system.size * size + from] = Math.max(0, lost);
  }
  return { ...system, ...rates, outputs: Array.from({ length: size }, (_, state) => ({ state, ngPerMlPerMg: 1 })) };
}

/** ∫C dt to two weeks after, as one more compartment that gathers mg·min: ng·min/mL. */
function areaOf(system: System, output: number): number {
  const size = system.size + 1;
  const rates = compartments(size);
  for (let to = 0; to < system.size; to++)
    for (let from = 0; from < system.size; from++) rates.a[to * size + from] = system.a[to * system.size + from] ?? 0;
  const { state = 0, ngPerMlPerMg = 0 } = system.outputs[output] ?? {};
  rates.a[system.size * size + state] = 1;
  const area = { ...system, ...rates, outputs: [{ state: system.size, ngPerMlPerMg: 1 }] };
  return ngPerMlPerMg * (propagate([area], Float64Array.of(20_000))[0] ?? Number.NaN);
}

describe('the area under a curve is F · dose / CL (ng·h/mL)', () => {
  test.each([
    // The document prints 301.998; its own V1 and k10 give 35 / (4.41 · 0.4381 · 60) = 301.929.
    ['domino1984', 0, 301.929],
    ['kamp2020', 0, 416.667],
    ['otto2021', 0, 367.647],
    ['otto2021', 1, 606.375],
  ])('%s, analyte %i: %f', (name, output, area) => {
    expect(Math.abs(areaOf(systemOf(name), output) / 60 - area)).toBeLessThan(0.001);
  });

  test('for any weight and dose, to 1e-9', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 30, max: 200, noNaN: true }),
        fc.double({ min: 1, max: 500, noNaN: true }),
        (weightKg, mg) => {
          const [system] =
            models
              .find(({ name }) => name === 'im_composite')
              ?.build({ ...person, weightKg }, [{ route: 'im', atMin: 0, mg }], typical) ?? [];
          const clearance = 84 * (weightKg / 70) ** 0.75;
          expect(system === undefined ? 0 : ((areaOf(system, 0) / 60 / 1_000) * clearance) / (0.93 * mg)).toBeCloseTo(
            1,
            9,
          );
        },
      ),
      { numRuns: 50 },
    );
  });
});

const anyCourse = fc
  .record({ course: fc.constantFrom(...courses), weightKg: fc.double({ min: 40, max: 120, noNaN: true }) })
  .chain(({ course, weightKg }) =>
    fc
      .array(
        fc.record({
          gap: fc.integer({ min: 0, max: 800 }).map((quarters) => quarters / 4),
          mg: fc.double({ min: 0.1, max: 200, noNaN: true }),
          overMin: fc.option(fc.oneof(fc.double({ min: 1 / 6, max: 120, noNaN: true }), fc.constant(40)), {
            nil: undefined,
          }),
          device: fc.constantFrom<(1 | 2 | 3)[]>(1, 2, 3),
        }),
        { minLength: 1, maxLength: 5 },
      )
      .map((given) => {
        let atMin = 0;
        const doses = given.map(({ gap, mg, overMin, device }): Dose => {
          atMin += gap;
          const { route } = course;
          if (route === 'iv') return overMin === undefined ? { route, atMin, mg } : { route, atMin, mg, overMin };
          return route === 'intranasal' ? { route, atMin, mg, device } : { route, atMin, mg };
        });
        return { model: course.model, doses, person: { ...person, weightKg } };
      }),
  );
type Course = { model: (typeof models)[number]; doses: Dose[]; person: Person };
const curveOf = ({ model, doses, person: of }: Course, at: Float64Array): Float64Array[] =>
  model.build(of, doses, typical).map((system) => propagate([withEffectSite(system, 0.1136)], at));
const sum = (curves: readonly Float64Array[]): number[] =>
  Array.from(curves[0] ?? [], (_, at) => curves.reduce((total, curve) => total + (curve[at] ?? 0), 0));
const isClose = (a: number, b: number, by = 1e-9) => Math.abs(a - b) <= by * Math.max(Math.abs(a), Math.abs(b)) + 1e-13;
const expectSame = (a: readonly number[], b: readonly number[], by?: number) => {
  expect(a.length).toBe(b.length);
  expect(a.filter((value, at) => !isClose(value, b[at] ?? Number.NaN, by))).toEqual([]);
};
const at = Float64Array.from([0, 0.5, 3, 10, 40, 41, 100, 333, 1_000]);

describe('what must hold for every model, route, weight and course of doses', () => {
  const holds = (says: (course: Course) => void) => fc.assert(fc.property(anyCourse, says), { numRuns: 120 });

  test('mass: what came in is in the body or has left it', () => {
    holds(({ model, doses, person: of }) => {
      for (const system of model.build(of, doses, typical)) {
        const whole = withCatch(system);
        const got = propagate([whole], at);
        at.forEach((time, point) => {
          const inside = whole.outputs.reduce((total, _, output) => total + (got[output * at.length + point] ?? 0), 0);
          const given = system.entries.reduce((total, { mg, atMin, overMin }) => {
            if (time < atMin) return total;
            return total + (overMin === 0 ? mg : mg * Math.min(1, (time - atMin) / overMin));
          }, 0);
          expect(isClose(inside, given, 1e-10)).toBe(true);
        });
      }
    });
  });

  test('no concentration is ever below zero, or no number', () => {
    holds((course) => {
      expect(curveOf(course, at).every((curve) => curve.every((value) => value >= 0 && Number.isFinite(value)))).toBe(
        true,
      );
    });
  });

  test('twice the dose is twice the concentration', () => {
    holds((course) => {
      const doubled = { ...course, doses: course.doses.map((dose) => ({ ...dose, mg: 2 * dose.mg })) };
      expectSame(
        sum(curveOf(doubled, at)),
        sum(curveOf(course, at)).map((value) => 2 * value),
      );
    });
  });

  test('doses add up: the curve of all is the sum of the curves of each', () => {
    holds((course) => {
      const each = course.doses.map((dose) => sum(curveOf({ ...course, doses: [dose] }, at)));
      const added = sum(curveOf(course, at)).map((_, place) =>
        each.reduce((total, one) => total + (one[place] ?? 0), 0),
      );
      expectSame(sum(curveOf(course, at)), added);
    });
  });

  test('an hour later everything is an hour later', () => {
    holds((course) => {
      const later = { ...course, doses: course.doses.map((dose) => ({ ...dose, atMin: dose.atMin + 60 })) };
      expectSame(
        sum(
          curveOf(
            later,
            at.map((time) => time + 60),
          ),
        ),
        sum(curveOf(course, at)),
        1e-8,
      );
    });
  });

  test('a finer display changes nothing', () => {
    holds((course) => {
      const fine = grid(120, 0.1);
      const coarse = Float64Array.from([7, 40, 77.7, 120]);
      const places = Array.from(coarse, (time) => fine.findIndex((other) => Math.abs(other - time) < 1e-6));
      const both = curveOf(course, Float64Array.from([...new Set([...fine, ...coarse])]).sort());
      expect(both.length).toBeGreaterThan(0);
      const [many, few] = [sum(curveOf(course, fine)), sum(curveOf(course, coarse))];
      const outputs = few.length / coarse.length;
      for (let output = 0; output < outputs; output++)
        expectSame(
          places.map((place) => many[output * fine.length + place] ?? Number.NaN),
          few.slice(output * coarse.length, (output + 1) * coarse.length),
          1e-8,
        );
    });
  });

  test('a curve jumps at a bolus only', () => {
    holds((course) => {
      const doses = course.doses.filter(({ route, overMin }) => route !== 'iv' || overMin !== undefined);
      const ends = doses.flatMap(({ atMin, overMin = 0 }) => [atMin, atMin + overMin]);
      const [before, after] = [-1e-8, 1e-8].map((by) =>
        sum(curveOf({ ...course, doses }, Float64Array.from(ends, (end) => Math.max(0, end + by)).sort())),
      );
      (before ?? []).forEach((value, place) => {
        expect(Math.abs(value - (after?.[place] ?? 0))).toBeLessThan(0.02);
      });
    });
  });
});

test('an infusion that gets shorter tends to the bolus', () => {
  for (const model of models.filter(({ routes }) => routes.includes('iv'))) {
    const late = Float64Array.from([5, 30, 120]);
    const bolus = sum(curveOf({ model, person, doses: [{ route: 'iv', atMin: 0, mg: 35 }] }, late));
    const distances = [1, 0.1, 0.01, 0.001].map((overMin) => {
      const curve = sum(curveOf({ model, person, doses: [{ route: 'iv', atMin: 0, mg: 35, overMin }] }, late));
      return Math.max(...curve.map((value, place) => Math.abs(value / (bolus[place] ?? 1) - 1)));
    });
    for (let place = 1; place < distances.length; place++)
      expect(distances[place]).toBeLessThan((distances[place - 1] ?? 0) / 5);
    expect(distances.at(-1)).toBeLessThan(1e-3);
  }
});

test('a sample at the time of a bolus is taken after it, and before the first dose there is nothing', () => {
  const system = models
    .find(({ name }) => name === 'kamp2020')
    ?.build(person, [{ route: 'iv', atMin: 10, mg: 25 }], typical)[0];
  const got = system === undefined ? [] : Array.from(propagate([system], Float64Array.from([9.999, 10])));
  expect(got).toEqual([0, 1_000]);
});

test('many people at once are the same as one by one, also when their absorption lasts differently long', () => {
  for (const model of models) {
    const doses = asUsual[model.routes[0] ?? 'iv'] ?? [];
    const people = [typical, ...(model.variability?.names ?? []).map((name) => ({ [name]: 0.3 }))];
    const built = people.map((effects) => model.build(person, doses, effects)[0]).filter((one) => one !== undefined);
    const together = propagate(built, at);
    built.forEach((system, place) => {
      const alone = propagate([system], at);
      alone.forEach((value, point) => {
        expect(isClose(together[point * built.length + place] ?? Number.NaN, value, 1e-12)).toBe(true);
      });
    });
  }
});
