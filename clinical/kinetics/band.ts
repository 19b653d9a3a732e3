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

/** Two independent standard normal numbers from two even ones. */
function normals(chance: Chance): [number, number] {
  const radius = Math.sqrt(-2 * Math.log(1 - chance()));
  const angle = 2 * Math.PI * chance();
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/** Persons of the population, with the full covariance of the effects. */
export function drawPeople({ names, omega, even }: Variability, subjects: number, chance: Chance): Effects[] {
  const lower = cholesky(omega);
  const z = new Array<number>(names.length + 1).fill(0);
  return Array.from({ length: subjects }, () => {
    for (let at = 0; at < names.length; at += 2) [z[at], z[at + 1]] = normals(chance);
    const effects: Record<string, number> = {};
    for (let row = 0; row < names.length; row++) {
      let sum = 0;
      for (let at = 0; at <= row; at++) sum += (lower[row]?.[at] ?? 0) * (z[at] ?? 0);
      effects[names[row] ?? ''] = sum;
    }
    if (even !== undefined) effects[even.name] = even.from + (even.to - even.from) * chance();
    return effects;
  });
}

export type Band = { readonly p05: number; readonly p50: number; readonly p95: number };

/** Output by output, time by time: what 5, 50 and 95 of 100 people lie below. */
export function bandOf(course: Course, variability: Variability, subjects: number, chance: Chance): Band[] {
  return quantilesOf(predict(course, drawPeople(variability, subjects, chance)), subjects);
}
