/**
 * The most probable person behind measured levels (MAP), between the population and the assay:
 *
 * OFV(η) = Σ [ ln v + (y − f)² / v ] + ηᵀ Ω⁻¹ η, v = σ²·f² + σ_add², with f the prediction for this η (pharmacokinetics 8).
 *
 * The search runs on z with η = L·z, Ω = L·Lᵀ, where the prior is zᵀz and every direction is equally long. The spread is
 * Laplace's: the inverse of half the curvature at the minimum.
 */
import { BadInput } from '#clinical/bad-input.ts';
import { cholesky, inverse, times as product } from './cholesky.ts';
import { minimise } from './minimise.ts';
import type { Analyte, Model, Residual, Variability } from './model.ts';
import { search } from './numerics.ts';
import { type Course, predict } from './predict.ts';
import type { SimulateRequest } from './request.ts';

type Levels = NonNullable<SimulateRequest['levels']>;
type Observation = { readonly place: number; readonly y: number; readonly residual: Residual };

export type Estimate = {
  /** The effects: a parameter of this person is the typical one · e^η, the share by nose on the logit. */
  readonly etas: Record<string, number>;
  readonly objective: number;
  readonly objectiveAtTypical: number;
  readonly sd: Record<string, number>;
  /** Row by row, in the order of the effects. */
  readonly correlation: number[][];
};

const analytes: readonly Analyte[] = ['ketamine', 'norketamine', 'hydroxynorketamine'];

/** @throws BadInput for a level of something the model does not predict, or at a time when it expects nothing */
function observationsOf(model: Model, levels: Levels, times: Float64Array, expected: Float64Array): Observation[] {
  return levels.flatMap((level, at) => {
    const point = times.indexOf(level.atMin);
    const found = analytes.flatMap((analyte): Observation[] => {
      const key = `${analyte}NgPerMl` as const;
      const y = level[key];
      if (y === undefined) return [];
      const residual = model.analytes.includes(analyte) ? model.residual?.[analyte] : undefined;
      if (residual === undefined)
        throw new BadInput(`levels[${at}].${key}`, `levels[${at}].${key}: ${model.name} does not predict it`);
      const place = model.analytes.indexOf(analyte) * times.length + point;
      if ((expected[place] ?? 0) < search.value.smallest)
        throw new BadInput(
          `levels[${at}].atMin`,
          `levels[${at}].atMin: the model expects nothing that could be measured at that time`,
        );
      return [{ place, y, residual }];
    });
    if (found.length === 0)
      throw new BadInput(`levels[${at}]`, `levels[${at}]: has a level of ${model.analytes.join(' or ')}`);
    return found;
  });
}

const named = (names: readonly string[], values: readonly number[]): Record<string, number> =>
  Object.fromEntries(names.map((name, at) => [name, values[at] ?? 0]));

/** The objective of one person, from η. */
function objectiveOf(course: Course, { names, omega }: Variability, seen: readonly Observation[]) {
  const precision = inverse(omega);
  return (eta: readonly number[]): number => {
    const f = predict(course, [named(names, eta)]);
    const prior = product(precision, eta).reduce((sum, value, at) => sum + value * (eta[at] ?? 0), 0);
    return seen.reduce((sum, { place, y, residual }) => {
      const expected = Math.max(f[place] ?? 0, search.value.smallest);
      const variance = residual.proportional * expected ** 2 + (residual.added ?? 0);
      return sum + Math.log(variance) + (y - expected) ** 2 / variance;
    }, prior);
  };
}

/** Half the second derivatives of the objective, in z. */
function halfCurvature(objective: (z: readonly number[]) => number, at: readonly number[]): number[][] {
  const step = search.value.curvatureStep;
  const moved = (i: number, by: number, j = -1, byJ = 0) =>
    objective(at.map((value, k) => value + (k === i ? by : 0) + (k === j ? byJ : 0)));
  const here = objective(at);
  return at.map((_, i) =>
    at.map((__, j) => {
      const second =
        i === j
          ? moved(i, step) - 2 * here + moved(i, -step)
          : (moved(i, step, j, step) -
              moved(i, step, j, -step) -
              moved(i, -step, j, step) +
              moved(i, -step, j, -step)) /
            (2 * 2);
      return second / step ** 2 / 2;
    }),
  );
}

/** From nothing, and from one standard deviation to each side of it on all effects at once. */
const starts = (count: number): number[][] => [0, 1, -1].map((value) => new Array<number>(count).fill(value));

/** Half a curvature that rounding has bent is taken as the prior's own: 1 in z. */
function spreadIn(curvature: number[][]): number[][] {
  try {
    return inverse(curvature);
  } catch {
    return curvature.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
  }
}

/** @throws BadInput when the model has no spread or no residual error to weigh levels with */
export function estimate(model: Model, course: Omit<Course, 'times' | 'model'>, levels: Levels): Estimate {
  const { variability } = model;
  if (variability === undefined || model.residual === undefined)
    throw new BadInput(
      'levels',
      `levels: ${model.name} has no published ${variability === undefined ? 'spread between people' : 'residual error'} to weigh levels with`,
    );
  const { names, omega } = variability;
  const times = Float64Array.from(new Set(levels.map(({ atMin }) => atMin))).sort();
  const here: Course = { ...course, model, times, ke0PerMin: undefined };
  const seen = observationsOf(model, levels, times, predict(here, [{}]));
  const objective = objectiveOf(here, variability, seen);
  const lower = cholesky(omega);
  const variances = omega.map((row, at) => row[at] ?? 1);
  const isInBox = (eta: readonly number[]) =>
    eta.every((value, at) => Math.abs(value) <= search.value.box * Math.sqrt(variances[at] ?? 1));
  const boxed = (z: readonly number[]) => {
    const eta = product(lower, z);
    return isInBox(eta) ? objective(eta) : Number.POSITIVE_INFINITY;
  };
  const count = names.length;
  const best =
    seen.length === 0
      ? { x: new Array<number>(count).fill(0), value: 0 }
      : starts(count)
          .map((start) => minimise(boxed, start))
          .reduce((a, b) => (b.value < a.value ? b : a));
  const etas = product(lower, best.x);
  const inZ = spreadIn(halfCurvature((z) => objective(product(lower, z)), best.x));
  // Cov(η) = L · Cov(z) · Lᵀ
  const covariance = lower.map((row) => product(lower, product(inZ, row)));
  const sd = covariance.map((row, at) => Math.sqrt(row[at] ?? 0));
  return {
    etas: named(names, etas),
    objective: objective(etas),
    objectiveAtTypical: objective(new Array<number>(count).fill(0)),
    sd: named(names, sd),
    correlation: covariance.map((row, i) => row.map((value, j) => value / ((sd[i] ?? 1) * (sd[j] ?? 1)))),
  };
}
