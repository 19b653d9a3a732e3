import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadInput } from '#clinical/bad-input.ts';
import {
  domino1984,
  kamp2020,
  ke0ForPeak,
  modelNames,
  models,
  otto2021Parameters,
  simulate,
  usualKe0PerMin,
} from './kinetics.ts';

const adult = { weightKg: 70, ageYears: 40, ancestry: 'not-used' };
const infusion = [{ route: 'iv', atMin: 0, mg: 35, overMin: 40 }];
const asked = (given: object = {}) => ({
  model: 'otto2021',
  patient: adult,
  doses: infusion,
  sampleAtMin: [10, 40, 80],
  ...given,
});

const fitted = models.filter(({ residual }) => residual !== undefined).map((model) => [model.name, model] as const);

/** The field a request is refused for; undefined when it is answered. */
function refusedFor(request: unknown): string | undefined {
  try {
    simulate(request);
    return undefined;
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    expect(error.message.length).toBeGreaterThan(10);
    return error.field;
  }
}

/** Every number anywhere in an answer. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

test('an answer says the model, the sampling site, the source and the analytes, with at least 8 digits', () => {
  const answer = simulate(asked());
  expect(answer).toMatchObject({ model: 'otto2021', site: 'venous', analytes: ['ketamine', 'norketamine'] });
  expect(answer.source).toContain('10.1007/s00228-021-03104-1');
  expect(answer.samples.map(({ atMin }) => atMin)).toEqual([10, 40, 80]);
  expect(JSON.stringify(answer.samples[1]?.ketamineNgPerMl)).toMatch(/^158\.0417\d{4,}/);
});

test('samples come in the order they were asked for, also twice', () => {
  const forward = simulate(asked({ sampleAtMin: [10, 40] })).samples;
  const back = simulate(asked({ sampleAtMin: [40, 10, 40] })).samples;
  expect(back.map(({ atMin }) => atMin)).toEqual([40, 10, 40]);
  expect(back[1]).toEqual(forward[0]);
  expect(back[2]?.ketamineNgPerMl).toBeCloseTo(Number(forward[1]?.ketamineNgPerMl), 9);
});

describe('the model follows from product and route', () => {
  test.each([
    ['racemic', 'iv', 'racemate_composite', 'venous'],
    ['racemic', 'im', 'im_composite', 'arterial-like'],
    ['racemic', 'intranasal', 'perezruixo2021', 'venous'],
    ['racemic', 'sublingual', 'simons2022', 'arterial'],
    ['racemic', 'oral', 'perezruixo2021', 'venous'],
    ['esketamine', 'iv', 'otto2021', 'venous'],
    ['esketamine', 'intranasal', 'perezruixo2021', 'venous'],
    ['esketamine', 'sublingual', 'simons2022', 'arterial'],
    ['esketamine', 'oral', 'perezruixo2021', 'venous'],
  ])('%s %s: %s, %s', (product, route, model, site) => {
    const answer = simulate(asked({ model: undefined, product, doses: [{ route, atMin: 0, mg: 28 }] }));
    expect([answer.model, answer.site]).toEqual([model, site]);
    expect(answer.notes[0]).toContain(site);
  });

  test.each([
    ['racemic', 'sc'],
    ['esketamine', 'sc'],
    ['esketamine', 'im'],
  ])('%s %s has no model, and says so', (product, route) => {
    const request = asked({ model: undefined, product, doses: [{ route, atMin: 0, mg: 28 }] });
    expect(refusedFor(request)).toBe('doses[0].route');
    expect(() => simulate(request)).toThrow(/no model/);
  });

  test('curves of different sampling sites are never mixed', () => {
    const doses = [...infusion, { route: 'sublingual', atMin: 60, mg: 50 }];
    expect(refusedFor(asked({ model: undefined, product: 'esketamine', doses }))).toBe('model');
  });

  test('racemic ketamine by nose takes the share that the clinic sets, 0.35 until then: in all 0.47 of the dose', () => {
    const doses = [{ route: 'intranasal', atMin: 0, mg: 50 }];
    const at = (given: object) =>
      Number(simulate(asked({ model: undefined, product: 'racemic', doses, ...given })).samples[0]?.ketamineNgPerMl);
    expect(at({})).toBe(at({ nasalFraction: 0.35 }));
    expect(at({ nasalFraction: 0.2 })).toBeLessThan(at({}));
    expect(at({ nasalFraction: 0.54 })).toBeGreaterThan(at({}));
    expect(refusedFor(asked({ nasalFraction: 0.3 }))).toBe('nasalFraction');
  });
});

describe('a model is refused outside the people it was made for, unless asked, and then labelled', () => {
  test.each([
    ['patient.ageYears', { patient: { ...adult, ageYears: 12 } }],
    ['patient.weightKg', { patient: { ...adult, weightKg: 130 } }],
    ['patient.weightKg', { patient: { ...adult, weightKg: 40 } }],
    ['product', { product: 'racemic' }],
    ['patient.ageYears', { model: 'perezruixo2021', patient: { ...adult, ageYears: 90 } }],
    ['model', { model: 'herd2007', patient: { weightKg: 20, ageYears: 6 } }],
    ['patient.weightKg', { model: 'simons2022', patient: { ...adult, weightKg: 100 } }],
  ])('%s: %j', (field, given) => {
    expect(refusedFor(asked(given))).toBe(field);
    const answer = simulate(asked({ ...given, outsideValidity: 'allow' }));
    expect(answer.outsideValidity?.[0]).toMatch(/^Outside validity: /);
    expect(simulate(asked()).outsideValidity).toBeUndefined();
  });

  test('no model takes a route that it has no way in for, asked or not', () => {
    for (const model of models)
      for (const route of ['iv', 'im', 'sc', 'intranasal', 'sublingual', 'oral'] as const)
        if (!model.routes.includes(route))
          expect(
            refusedFor(asked({ model: model.name, doses: [{ route, atMin: 0, mg: 28 }], outsideValidity: 'allow' })),
          ).toBe('doses[0].route');
  });

  test('what is not known is said', () => {
    expect(simulate(asked({ patient: { weightKg: 70 } })).missing[0]).toMatch(/age is not known/);
    expect(refusedFor(asked({ patient: { ageYears: 40 } }))).toBe('patient.weightKg');
    expect(simulate(asked()).missing).toEqual([]);
  });
});

describe('a request that means nothing is refused for the field that is wrong', () => {
  test.each<[string, unknown]>([
    ['', null],
    ['patient', { model: 'otto2021', doses: infusion, sampleAtMin: [1] }],
    ['model', asked({ model: 'otto2022' })],
    ['model', asked({ model: undefined })],
    ['patient.weightKg', asked({ patient: { ...adult, weightKg: -70 } })],
    ['patient.weightKg', asked({ patient: { ...adult, weightKg: Number.NaN } })],
    ['patient.weightKg', asked({ patient: { ...adult, weightKg: '70' } })],
    ['patient.ancestry', asked({ patient: { ...adult, ancestry: 'other' } })],
    ['doses', asked({ doses: [] })],
    ['doses', asked({ doses: Array.from({ length: 10_000 }, (_, atMin) => ({ route: 'iv', atMin, mg: 1 })) })],
    ['doses[0].mg', asked({ doses: [{ route: 'iv', atMin: 0, mg: 0, overMin: 40 }] })],
    ['doses[0].mg', asked({ doses: [{ route: 'iv', atMin: 0, mg: Number.NaN }] })],
    ['doses[0].overMin', asked({ doses: [{ route: 'iv', atMin: 0, mg: 35, overMin: 0 }] })],
    ['doses[0].overMin', asked({ model: 'perezruixo2021', doses: [{ route: 'oral', atMin: 0, mg: 35, overMin: 5 }] })],
    ['doses[0].device', asked({ doses: [{ route: 'iv', atMin: 0, mg: 35, device: 1 }] })],
    [
      'doses[0].device',
      asked({ model: 'perezruixo2021', doses: [0, 5].map((atMin) => ({ route: 'intranasal', atMin, mg: 28 })) }),
    ],
    ['doses[0].atMin', asked({ doses: [{ route: 'iv', atMin: -1, mg: 35 }] })],
    ['doses[1].atMin', asked({ doses: [60, 0].map((atMin) => ({ route: 'iv', atMin, mg: 35 })) })],
    ['doses[0].route', asked({ doses: [{ route: 'rectal', atMin: 0, mg: 35 }] })],
    ['doses[0].rate', asked({ doses: [{ route: 'iv', atMin: 0, mg: 35, rate: 1 }] })],
    ['sampleAtMin[1]', asked({ sampleAtMin: [1, Number.POSITIVE_INFINITY] })],
    ['sampleAtMin', asked({ sampleAtMin: [] })],
    ['ke0PerMin', asked({ ke0PerMin: 0 })],
    ['outsideValidity', asked({ outsideValidity: true })],
    ['band.subjects', asked({ band: { subjects: 1e6, seed: 1 } })],
    ['band.seed', asked({ band: { subjects: 100, seed: 0.5 } })],
    ['band', asked({ model: 'domino1984', band: { subjects: 100, seed: 1 } })],
    ['levels', asked({ model: 'kamp2020', levels: [{ atMin: 40, ketamineNgPerMl: 100 }] })],
    ['levels[0]', asked({ levels: [{ atMin: 40 }] })],
    ['levels[0].atMin', asked({ levels: [{ atMin: 0, ketamineNgPerMl: 100 }] })],
    ['levels[0].hydroxynorketamineNgPerMl', asked({ levels: [{ atMin: 40, hydroxynorketamineNgPerMl: 10 }] })],
    ['levels[0].ketamineNgPerMl', asked({ levels: [{ atMin: 40, ketamineNgPerMl: -1 }] })],
    ['patient.cyp2b6Factor', asked({ patient: { ...adult, cyp2b6Factor: 0.5 } })],
  ])('%s', (field, request) => {
    expect(refusedFor(request)).toBe(field);
  });
});

describe('Perez-Ruixo 2021 gives its own published table (5.1): Cmax and area of esketamine within 3 %, Cmax of noresketamine within 3 %', () => {
  const published = [
    [45, 'not-used', 1, 43.8, 147.3, 59.1],
    [45, 'not-used', 2, 72.5, 254.7, 119.7],
    [45, 'not-used', 3, 101, 362.2, 180],
    [45, 'asian', 1, 44.1, 158.2, 73.4],
    [45, 'asian', 2, 73.2, 275.9, 148.5],
    [45, 'asian', 3, 102.4, 393.5, 223.5],
    [45, 'japanese', 1, 57.5, 194.7, 72.1],
    [45, 'japanese', 2, 94.5, 335.1, 146.3],
    [45, 'japanese', 3, 131.3, 475.4, 220.4],
    [70, 'not-used', 1, 44.6, 160.4, 57.3],
    [70, 'not-used', 2, 73.8, 275.8, 117.2],
    [70, 'not-used', 3, 102.7, 391.2, 177],
    [70, 'asian', 1, 44.9, 171, 71.4],
    [70, 'asian', 2, 74.4, 296.3, 145.9],
    [70, 'asian', 3, 103.8, 421.5, 220.4],
    [70, 'japanese', 1, 58.8, 212.2, 69],
    [70, 'japanese', 2, 96.5, 363.1, 141.7],
    [70, 'japanese', 3, 133.8, 513.9, 214.4],
  ] as const;
  test.each(published)(
    '%i years, ancestry %s, %i devices',
    (ageYears, ancestry, devices, peak, area, peakOfMetabolite) => {
      const doses = Array.from({ length: devices }, (_, at) => ({
        route: 'intranasal',
        atMin: 0,
        mg: 28,
        device: at + 1,
      }));
      const sampleAtMin = Array.from({ length: 1_441 }, (_, at) => at);
      const { samples } = simulate({
        model: 'perezruixo2021',
        patient: { ...adult, ageYears, ancestry },
        doses,
        sampleAtMin,
      });
      const of = (key: string) => samples.map((sample) => Number(sample[key]));
      const within = (ours: number, theirs: number) => expect(Math.abs(ours / theirs - 1)).toBeLessThan(0.03);
      within(Math.max(...of('ketamineNgPerMl')), peak);
      within(of('ketamineNgPerMl').reduce((sum, value) => sum + value, 0) / 60, area);
      within(Math.max(...of('norketamineNgPerMl')), peakOfMetabolite);
    },
  );
});

test('Simons 2022 gives the typical values of its film (5.2): 50 mg, 0 to 6 h', () => {
  const sampleAtMin = Array.from({ length: 3_601 }, (_, at) => at / 10);
  const { samples } = simulate({
    model: 'simons2022',
    patient: adult,
    doses: [{ route: 'sublingual', atMin: 0, mg: 50 }],
    sampleAtMin,
  });
  for (const [key, peak, peakAt, area] of [
    ['ketamineNgPerMl', 85.9, 17.4, 7_466],
    ['norketamineNgPerMl', 251, 61.7, 36_287],
    ['hydroxynorketamineNgPerMl', 95.4, 76, 23_368],
  ] as const) {
    const values = samples.map((sample) => Number(sample[key]));
    const most = Math.max(...values);
    expect(Math.abs(most / peak - 1)).toBeLessThan(0.002);
    expect(Math.abs(values.indexOf(most) / 10 - peakAt)).toBeLessThanOrEqual(0.1);
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / 10 / area - 1)).toBeLessThan(0.001);
  }
});

describe('0.5 mg/kg over 40 min, at the end (5.3)', () => {
  test.each([
    ['racemate_composite', 160],
    ['clements1981_250', 177],
    ['otto2021', 158],
    ['hijazi2003', 225],
    ['domino1984', 240],
    ['kamp2020', 253],
    ['herd2007', 253],
    ['ashraf2018', 269],
    ['simons2022', 289],
    ['perezruixo2021', 125],
  ])('%s: %i ng/mL', (model, value) => {
    const answer = simulate(asked({ model, sampleAtMin: [40], outsideValidity: 'allow' }));
    expect(Math.round(Number(answer.samples[0]?.ketamineNgPerMl))).toBe(value);
  });
});

test('ke0 of a peak at 1 and at 3 min after a bolus, Domino at 70 kg, and the usual one', () => {
  const person = { weightKg: 70, ancestry: 'not-used' } as const;
  expect(ke0ForPeak(domino1984, person, 1).toPrecision(6)).toBe('0.652323');
  expect(ke0ForPeak(domino1984, person, 3).toPrecision(6)).toBe('0.0856629');
  expect(usualKe0PerMin().toFixed(6)).toBe('0.113631');
});

describe('the individual fit (11.2)', () => {
  const levels = [
    { atMin: 40, ketamineNgPerMl: 205 },
    { atMin: 80, ketamineNgPerMl: 78 },
    { atMin: 110, ketamineNgPerMl: 66 },
    { atMin: 230, ketamineNgPerMl: 31 },
  ];
  const fitOf = (given: object) => simulate(asked(given)).map;

  test('four levels of ketamine under Otto 2021', () => {
    const map = fitOf({ levels });
    const [eta, sd] = [map?.etas ?? {}, map?.sd ?? {}];
    expect(eta.V1).toBeCloseTo(-0.13493, 5);
    expect(eta.CL).toBeCloseTo(-0.0632714, 6);
    expect((otto2021Parameters.V1 * Math.exp(eta.V1 ?? 0)).toFixed(2)).toBe('116.21');
    expect((otto2021Parameters.CL * Math.exp(eta.CL ?? 0)).toFixed(3)).toBe('89.363');
    expect(map?.objective).toBeCloseTo(23.7195, 4);
    expect(map?.objectiveAtTypical).toBeCloseTo(24.3104, 4);
    expect(sd.V1).toBeCloseTo(0.213, 4);
    expect(sd.CL).toBeCloseTo(0.1038, 4);
    expect(map?.correlation[0]?.[1]).toBeCloseTo(0.386, 3);
    expect(Math.abs(eta.Vnk ?? 1) + Math.abs(eta.CLnk ?? 1)).toBeLessThan(1e-6);
  });

  test('without levels the typical person comes out exactly, with the spread of the population', () => {
    const map = fitOf({ levels: [] });
    expect(map?.etas).toEqual({ V1: 0, CL: 0, Vnk: 0, CLnk: 0 });
    expect(map?.sd.CL).toBeCloseTo(Math.sqrt(0.026048), 6);
  });

  test('the same level many times, and levels far off, break nothing and stay in the box', () => {
    for (const far of [
      [...levels, ...levels, ...levels],
      [{ atMin: 40, ketamineNgPerMl: 1e6 }],
      [{ atMin: 40, ketamineNgPerMl: 1e-6 }],
    ]) {
      const map = fitOf({ levels: far });
      expect(numbersIn(map).every(Number.isFinite)).toBe(true);
      expect(Math.abs(map?.etas.V1 ?? 9)).toBeLessThanOrEqual(4 * Math.sqrt(0.084177) + 1e-9);
    }
  });

  test.each(fitted)(
    '%s: levels on its own typical curve leave the person typical, more than none would',
    (name, model) => {
      const [route = 'iv'] = model.routes;
      const doses = [{ route, atMin: 0, mg: 28, ...(route === 'iv' ? { overMin: 40 } : {}) }];
      const [sample] = simulate(asked({ model: name, doses, sampleAtMin: [60] })).samples;
      const map = simulate(
        asked({ model: name, doses, levels: [{ atMin: 60, ketamineNgPerMl: Number(sample?.ketamineNgPerMl) }] }),
      ).map;
      const etas = Object.values(map?.etas ?? {});
      expect(etas.length).toBe(model.variability?.names.length);
      // Not quite: ln v alone pulls a little towards lower predictions.
      expect(Math.max(...etas.map(Math.abs))).toBeLessThan(0.2);
      expect(Object.values(map?.sd ?? {}).every((sd) => sd > 0)).toBe(true);
    },
  );
});

describe('the band (11.3)', () => {
  const printed = [
    [10, [36.7, 56.1, 83.2], [2.71, 4.47, 7.32]],
    [20, [67, 97.8, 136.8], [9.54, 15.3, 24.2]],
    [40, [114.7, 157.6, 205.3], [30.2, 46.6, 70.1]],
    [60, [84.1, 102.5, 119.1], [45.4, 67.3, 97.4]],
    [110, [48.5, 59, 70.5], [50.1, 71.7, 98.8]],
    [230, [19.4, 26.8, 35.2], [32.9, 50.6, 72.2]],
    [480, [4.78, 7.85, 12.2], [14.1, 25.8, 43.1]],
  ] as const;
  test.each([1, 2, 3, 77])('Otto 2021, 4,000 people, seed %i: within 2 %', (seed) => {
    const answer = simulate(asked({ sampleAtMin: printed.map(([atMin]) => atMin), band: { subjects: 4_000, seed } }));
    const of = (band: unknown): number[] => numbersIn(band);
    printed.forEach(([, ketamine, norketamine], at) => {
      of(answer.samples[at]?.band).forEach((value, place) => {
        expect(Math.abs(value / ([...ketamine, ...norketamine][place] ?? 0) - 1)).toBeLessThan(0.02);
      });
      expect(of(answer.samples[at]?.band)).toHaveLength(6);
    });
  });

  test('the same seed gives the same band, another seed another one', () => {
    const band = (seed: number) => simulate(asked({ band: { subjects: 200, seed } })).samples;
    expect(band(5)).toEqual(band(5));
    expect(band(5)).not.toEqual(band(6));
  });

  test('every model that publishes a spread has a band with its edges in order around the typical curve', () => {
    for (const model of models.filter(({ variability }) => variability !== undefined)) {
      const [route = 'iv'] = model.routes;
      const doses = [{ route, atMin: 0, mg: 28, ...(route === 'iv' ? { overMin: 40 } : {}) }];
      const answer = simulate(
        asked({ model: model.name, doses, outsideValidity: 'allow', band: { subjects: 300, seed: 1 } }),
      );
      for (const { band, ketamineNgPerMl } of answer.samples) {
        const [p05 = 0, p50 = 0, p95 = 0] = numbersIn(band);
        expect(p05).toBeLessThan(p50);
        expect(p50).toBeLessThan(p95);
        expect(Number(ketamineNgPerMl)).toBeGreaterThan(p05);
        expect(Number(ketamineNgPerMl)).toBeLessThan(p95);
      }
    }
  });
});

test('an inhibitor of CYP2B6 raises ketamine by mouth under Ashraf 2018 and never lowers it', () => {
  const doses = [{ route: 'oral', atMin: 0, mg: 21 }];
  const at = (cyp2b6Factor: number) =>
    Number(
      simulate(asked({ model: 'ashraf2018', patient: { ...adult, cyp2b6Factor }, doses })).samples[1]?.ketamineNgPerMl,
    );
  expect(at(0.37)).toBeGreaterThan(at(0.7));
  expect(at(0.7)).toBeGreaterThan(at(1));
  expect(kamp2020.site).toBe('arterial');
});

/** Requests near enough to right ones that many are answered, and any JSON at all. */
const odd = fc.constantFrom<unknown>(
  0,
  -1,
  1e-300,
  1e300,
  1e7,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  null,
  '5',
  true,
  {},
);
const mostly = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 60, arbitrary: value }, { weight: 1, arbitrary: odd });
const seldom = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const between = (min: number, max: number) => mostly(fc.double({ min, max, noNaN: true }));
const routes = ['iv', 'im', 'sc', 'intranasal', 'sublingual', 'oral'] as const;
const ways = models.flatMap(({ name, routes: own }) => own.map((route) => ({ model: name, route })));

const doseBy = (route: (typeof routes)[number]) =>
  fc.record({
    route: mostly(fc.constant(route)),
    atMin: mostly(fc.constantFrom(0, 10, 1e-9, 33.3, 1e7)),
    mg: between(1e-9, 10_000),
    overMin: route === 'iv' ? seldom(between(1e-9, 1e7)) : fc.constant(undefined),
    device: route === 'intranasal' ? mostly(fc.constantFrom(1, 2, 3)) : seldom(fc.constant(undefined)),
  });
const near = fc
  .oneof(
    { weight: 4, arbitrary: fc.constantFrom(...ways) },
    {
      weight: 1,
      arbitrary: fc.record({
        model: fc.constantFrom(undefined, 'x', ...modelNames),
        route: fc.constantFrom(...routes),
      }),
    },
  )
  .chain(({ model, route }) =>
    fc.record({
      model: mostly(fc.constant(model)),
      product: seldom(fc.constantFrom<unknown>('racemic', 'esketamine', 'other')),
      patient: fc.record({
        weightKg: between(0.5, 1_000),
        ageYears: mostly(fc.constantFrom(undefined, 0, 17, 40, 75, 120)),
        ancestry: mostly(fc.constantFrom(undefined, 'not-used', 'asian', 'japanese')),
      }),
      doses: fc
        .array(doseBy(route), { minLength: 1, maxLength: 4 })
        .map((doses) => doses.toSorted((a, b) => Number(a.atMin) - Number(b.atMin))),
      sampleAtMin: fc.array(between(0, 1e7), { minLength: 1, maxLength: 6 }),
      ke0PerMin: seldom(between(0.0001, 100)),
      outsideValidity: mostly(fc.constantFrom('allow', 'allow', 'allow', undefined)),
      band: seldom(fc.record({ subjects: mostly(fc.constantFrom(20, 30)), seed: mostly(fc.nat()) })),
      levels: seldom(
        seldom(
          fc.array(fc.record({ atMin: mostly(fc.constantFrom(5, 40, 1e7)), ketamineNgPerMl: between(1e-6, 1e6) }), {
            maxLength: 3,
          }),
        ),
      ),
    }),
  );

test('any input is answered with finite numbers, or refused for a field', { timeout: 3_600_000 }, () => {
  const runs = 2_000 * Number(process.env.RACEMIC_FUZZ ?? 1);
  let answered = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: near }, { weight: 1, arbitrary: fc.anything() }), (input) => {
      try {
        const answer = simulate(input);
        answered++;
        return numbersIn(answer).every(Number.isFinite);
      } catch (error) {
        if (error instanceof BadInput) return true;
        throw error;
      }
    }),
    { numRuns: runs },
  );
  expect(answered).toBeGreaterThan(runs / 5);
});
