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
  readonly doses: readonly CurveDose[];
  readonly toMin: number;
};

/** ng/mL: what 5, 50 and 95 of 100 people lie below, at minutes from the first dose. */
export type Plasma = {
  readonly points: readonly { min: number; low: number; middle: number; high: number }[];
};

/** Why there is no curve: the model was made for other people, or nothing is published for this route. */
export type NoCurve =
  | { readonly why: 'weight' | 'age'; readonly within: Within }
  | { readonly why: 'adults' | 'no-model' };

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

export function curveOf({ product, weightKg, ageYears, doses, toMin }: Asked): Plasma | NoCurve {
  const sampleAtMin = Array.from({ length: Math.ceil(toMin / everyMin) + 1 }, (_, at) => at * everyMin);
  const asked = { product, patient: { weightKg, ageYears }, doses, sampleAtMin };
  try {
    const { limits, variability, analytes } = chooseModel(SimulateRequest.parse(asked));
    if (isOutside(weightKg, limits.weightKg)) return { why: 'weight', within: limits.weightKg };
    if (ageYears < adultFromYears.value && limits.adultsOnly) return { why: 'adults' };
    if (isOutside(ageYears, limits.ageYears)) return { why: 'age', within: limits.ageYears };
    const { samples } = simulate({ ...asked, ...(variability === undefined ? {} : { band: people }) });
    const key = `${analytes[0]}NgPerMl`;
    const points = samples.map((sample) => {
      const [typical, band] = [sample[key], sample.band];
      const middle = typeof typical === 'number' ? typical : 0;
      const of = typeof band === 'object' ? band[key] : undefined;
      return { min: sample.atMin, low: of?.p05 ?? middle, middle: of?.p50 ?? middle, high: of?.p95 ?? middle };
    });
    return { points };
  } catch (error) {
    // Nothing here is typed: which field is wrong helps nobody at the chair.
    if (error instanceof BadInput) return { why: 'no-model' };
    throw error;
  }
}
