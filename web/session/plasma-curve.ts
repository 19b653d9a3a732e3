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
export const crowd = { subjects: 200, seed: 1 };
const everyMin = 2;

const isOutside = (value: number, within: Within | undefined): within is Within =>
  within !== undefined && (value < within.from || value > within.to);

const requestFor = (product: Product, doses: readonly CurveDose[], patient: object = {}) =>
  SimulateRequest.parse({ product, patient, doses, sampleAtMin: [0] });

/** Which model a product has by a route never changes while this program runs. */
const found = new Map<string, Model | undefined>();

/** The model behind the curve of this product by this route; undefined where nothing is published. */
export function modelFor(product: Product, route: CurveDose['route']): Model | undefined {
  const key = `${product} ${route}`;
  if (!found.has(key)) found.set(key, findModel(product, route));
  return found.get(key);
}

function findModel(product: Product, route: CurveDose['route']): Model | undefined {
  try {
    return chooseModel(requestFor(product, [{ route, atMin: 0, mg: 1 }]));
  } catch (error) {
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}

/** What was given and what is to come. */
export const inOrder = ({ doses, planned }: Asked) => [...doses, ...planned].sort((a, b) => a.atMin - b.atMin);

/** The one model behind all that is asked, or why there is none. */
export function modelOfAll(asked: Asked): Model | NoCurve {
  const { product, weightKg, ageYears } = asked;
  const all = inOrder(asked);
  const unknown = all.find(({ route }) => modelFor(product, route) === undefined);
  if (unknown !== undefined) return { why: 'no-model', route: unknown.route };
  return unlessMixed((): Model | NoCurve => {
    const model = chooseModel(requestFor(product, all, { weightKg, ageYears }));
    const { limits } = model;
    if (isOutside(weightKg, limits.weightKg)) return { why: 'weight', within: limits.weightKg };
    if (ageYears < adultFromYears.value && limits.adultsOnly) return { why: 'adults' };
    if (isOutside(ageYears, limits.ageYears)) return { why: 'age', within: limits.ageYears };
    return model;
  });
}

/** Nothing here is typed: which field is wrong helps nobody at the chair. */
function unlessMixed<Found>(find: () => Found): Found | NoCurve {
  try {
    return find();
  } catch (error) {
    if (error instanceof BadInput) return { why: 'no-one-model' };
    throw error;
  }
}

/** Everything from the beginning: right for whatever is asked, and what the short way is held against. */
export function curveOf(asked: Asked): Plasma | NoCurve {
  const model = modelOfAll(asked);
  if ('why' in model) return model;
  const { title, site } = model;
  return unlessMixed(() => drawn(asked, { title, site }, (doses, minutes) => pointsOf(asked, model, doses, minutes)));
}

/** What was given from the first minute on, and what is to come from its first dose on. */
export function drawn(
  asked: Asked,
  model: Plasma['model'],
  draw: (doses: readonly CurveDose[], minutes: readonly number[]) => PlasmaPoint[],
): Plasma {
  const { doses, planned, toMin } = asked;
  const fromMin = Math.min(...planned.map(({ atMin }) => atMin));
  return {
    points: doses.length === 0 ? [] : draw(doses, minutesFrom(0, toMin)),
    ahead: planned.length === 0 ? undefined : draw(inOrder(asked), minutesFrom(fromMin, toMin)),
    model,
  };
}

/** From `fromMin` on, at that minute itself and then on an even grid. */
function minutesFrom(fromMin: number, toMin: number): number[] {
  const grid = Array.from({ length: Math.ceil(toMin / everyMin) + 1 }, (_, at) => at * everyMin);
  return [fromMin, ...grid.filter((min) => min > fromMin)];
}

function pointsOf(
  { product, weightKg, ageYears }: Asked,
  model: Model,
  doses: readonly CurveDose[],
  sampleAtMin: readonly number[],
): PlasmaPoint[] {
  const { samples } = simulate({
    ...{ product, patient: { weightKg, ageYears }, doses, sampleAtMin },
    ...(model.variability === undefined ? {} : { band: crowd }),
  });
  const key = `${model.analytes[0]}NgPerMl`;
  return samples.map((sample) => {
    const [typical, band] = [sample[key], sample.band];
    const middle = typeof typical === 'number' ? typical : 0;
    const of = typeof band === 'object' ? band[key] : undefined;
    return { min: sample.atMin, low: of?.p05 ?? middle, middle: of?.p50 ?? middle, high: of?.p95 ?? middle };
  });
}
