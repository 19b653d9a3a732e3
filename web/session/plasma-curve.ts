/**
 * What a model makes of the doses of one session. Runs in a worker: it knows no words of the screen and no record.
 *
 * The curve is a population's, never this patient's.
 */
import { BadInput } from '#clinical/bad-input.ts';
import {
  adultFromYears,
  chooseModel,
  type Model,
  SimulateRequest,
  simulate,
  type Within,
} from '#clinical/kinetics/kinetics.ts';

export type Product = 'racemic' | 'esketamine';
export type CurveDose = {
  readonly route: 'iv' | 'im' | 'sc' | 'intranasal' | 'sublingual' | 'oral';
  readonly atMin: number;
  readonly mg: number;
  /** An infusion only. */
  readonly overMin?: number;
  /** Which device of the session. */
  readonly device?: number;
};
export type Asked = {
  readonly product: Product;
  readonly weightKg: number;
  readonly ageYears: number;
  /** What was given, and the rest of what a pump is giving. */
  readonly doses: readonly CurveDose[];
  /** What is ordered and not given: drawn apart, as a forecast. */
  readonly planned: readonly CurveDose[];
  readonly toMin: number;
};

/** ng/mL: what 5, 50 and 95 of 100 people lie below, at minutes from the first dose. */
export type PlasmaPoint = {
  readonly min: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
};
export type Plasma = {
  /** Empty while nothing was given. */
  readonly points: readonly PlasmaPoint[];
  /** The same with what is ordered and not given, from its first dose on; undefined: nothing is to come. */
  readonly ahead: readonly PlasmaPoint[] | undefined;
  readonly model: Pick<Model, 'title' | 'site'>;
};

/** Why there is no curve: the model was made for other people, nothing is published, or no one model fits all doses. */
export type NoCurve =
  | { readonly why: 'weight' | 'age'; readonly within: Within }
  | { readonly why: 'adults' | 'no-one-model' }
  | { readonly why: 'no-model'; readonly route: CurveDose['route'] };

/** Enough people for a steady band; the same seed, so that the same doses draw the same curve. */
const people = { subjects: 200, seed: 1 };
const everyMin = 2;

const isOutside = (value: number, within: Within | undefined): within is Within =>
  within !== undefined && (value < within.from || value > within.to);

/** The model behind the curve of this product by this route; undefined where nothing is published. */
export function modelFor(product: Product, route: CurveDose['route']): Model | undefined {
  const doses = [{ route, atMin: 0, mg: 1 }];
  try {
    return chooseModel(SimulateRequest.parse({ product, patient: {}, doses, sampleAtMin: [0] }));
  } catch (error) {
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}

export function curveOf(asked: Asked): Plasma | NoCurve {
  const { product, weightKg, ageYears, doses, planned } = asked;
  const all = [...doses, ...planned].sort((a, b) => a.atMin - b.atMin);
  const unknown = all.find(({ route }) => modelFor(product, route) === undefined);
  if (unknown !== undefined) return { why: 'no-model', route: unknown.route };
  try {
    const patient = { weightKg, ageYears };
    const model = chooseModel(SimulateRequest.parse({ product, patient, doses: all, sampleAtMin: [0] }));
    const { limits } = model;
    if (isOutside(weightKg, limits.weightKg)) return { why: 'weight', within: limits.weightKg };
    if (ageYears < adultFromYears.value && limits.adultsOnly) return { why: 'adults' };
    if (isOutside(ageYears, limits.ageYears)) return { why: 'age', within: limits.ageYears };
    const fromMin = Math.min(...planned.map(({ atMin }) => atMin));
    return {
      points: doses.length === 0 ? [] : pointsOf(asked, model, doses, 0),
      ahead: planned.length === 0 ? undefined : pointsOf(asked, model, all, fromMin),
      model: { title: model.title, site: model.site },
    };
  } catch (error) {
    // Nothing here is typed: which field is wrong helps nobody at the chair.
    if (error instanceof BadInput) return { why: 'no-one-model' };
    throw error;
  }
}

/** From `fromMin` on, at that minute itself and then on an even grid. */
function pointsOf(asked: Asked, model: Model, doses: readonly CurveDose[], fromMin: number): PlasmaPoint[] {
  const { product, weightKg, ageYears, toMin } = asked;
  const grid = Array.from({ length: Math.ceil(toMin / everyMin) + 1 }, (_, at) => at * everyMin);
  const sampleAtMin = [fromMin, ...grid.filter((min) => min > fromMin)];
  const { samples } = simulate({
    ...{ product, patient: { weightKg, ageYears }, doses, sampleAtMin },
    ...(model.variability === undefined ? {} : { band: people }),
  });
  const key = `${model.analytes[0]}NgPerMl`;
  return samples.map((sample) => {
    const [typical, band] = [sample[key], sample.band];
    const middle = typeof typical === 'number' ? typical : 0;
    const of = typeof band === 'object' ? band[key] : undefined;
    return { min: sample.atMin, low: of?.p05 ?? middle, middle: of?.p50 ?? middle, high: of?.p95 ?? middle };
  });
}
