/**
 * How far people lie apart: persons drawn from the published spread, their curves, and of these the middle and the ends.
 *
 * Residual error is not added: it describes the assay and the misfit of the model, not a patient's true curve
 * (pharmacokinetics 8).
 */
import { cholesky } from './cholesky.ts';
import type { Effects, Variability } from './model.ts';
import { type Course, predict } from './predict.ts';
import { quantilesOf } from './quantiles.ts';
import type { Chance } from './random.ts';

/**
 * Points that fill a cube of a few dimensions evenly from a start that chance chooses: multiples of the powers of the root
 * of x^(d+1) = x + 1. The edges of a band settle two to three times faster with them than with free draws. In many
 * dimensions they leave gaps, so there every number is drawn freely.
 */
function points(dimensions: number, chance: Chance): () => Float64Array {
  const point = Float64Array.from({ length: dimensions }, () => chance());
  if (dimensions > 2 * 3)
    return () => {
      for (let at = 0; at < dimensions; at++) point[at] = chance();
      return point;
    };
  let root = 2;
  for (let round = 0; round < 60; round++) root = (1 + root) ** (1 / (dimensions + 1));
  const steps = Float64Array.from({ length: dimensions }, (_, at) => root ** -(at + 1));
  return () => {
    for (let at = 0; at < dimensions; at++) point[at] = ((point[at] ?? 0) + (steps[at] ?? 0)) % 1;
    return point;
  };
}

/** Persons of the population, with the full covariance of the effects. */
export function drawPeople({ names, omega, even }: Variability, subjects: number, chance: Chance): Effects[] {
  const lower = cholesky(omega).map((row) => Float64Array.from(row));
  const pairs = Math.ceil(names.length / 2);
  const next = points(even === undefined ? 2 * pairs : 2 * pairs + 1, chance);
  const z = new Float64Array(2 * pairs);
  return Array.from({ length: subjects }, () => {
    const point = next();
    // Two independent standard normal numbers from two even ones.
    for (let pair = 0; pair < 2 * pairs; pair += 2) {
      const radius = Math.sqrt(-2 * Math.log1p(-(point[pair] ?? 0)));
      const angle = 2 * Math.PI * (point[pair + 1] ?? 0);
      z[pair] = radius * Math.cos(angle);
      z[pair + 1] = radius * Math.sin(angle);
    }
    const effects: Record<string, number> = {};
    names.forEach((name, row) => {
      const weights = lower[row];
      let sum = 0;
      for (let at = 0; at <= row; at++) sum += (weights?.[at] ?? 0) * (z[at] ?? 0);
      effects[name] = sum;
    });
    if (even !== undefined) effects[even.name] = even.from + (even.to - even.from) * (point[2 * pairs] ?? 0);
    return effects;
  });
}

export type Band = { readonly p05: number; readonly p50: number; readonly p95: number };

/** Output by output, time by time: what 5, 50 and 95 of 100 people lie below. */
export function bandOf(course: Course, variability: Variability, subjects: number, chance: Chance): Band[] {
  return quantilesOf(predict(course, drawPeople(variability, subjects, chance)), subjects);
}
