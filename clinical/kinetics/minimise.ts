import { times } from './cholesky.ts';
import { search } from './numerics.ts';

type Point = { readonly x: number[]; readonly value: number };
type Objective = (x: readonly number[]) => number;

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
const identity = (n: number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (i === j ? 1 : 0)));

/** Two-sided differences; at the edge of the box, where one side is infinite, one-sided ones. */
function gradientOf(of: Objective, { x, value }: Point): number[] {
  const step = search.value.gradientStep;
  return x.map((_, i) => {
    const [up, down] = [step, -step].map((by) => of(x.map((old, at) => (at === i ? old + by : old))));
    const [high, low] = [up ?? value, down ?? value];
    if (!Number.isFinite(high)) return Number.isFinite(low) ? (value - low) / step : 0;
    return Number.isFinite(low) ? (high - low) / (2 * step) : (high - value) / step;
  });
}

/**
 * BFGS with halved steps: the nearest minimum from a start. Where the objective is infinite nobody goes, so a box is an
 * infinite outside. It always ends, and never higher than it began.
 */
export function minimise(of: Objective, start: readonly number[]): Point {
  const { rounds, enough, armijo } = search.value;
  let at: Point = { x: [...start], value: of(start) };
  if (!Number.isFinite(at.value)) return at;
  let gradient = gradientOf(of, at);
  let inverseCurvature = identity(start.length);
  for (let round = 0; round < rounds; round++) {
    let direction = times(inverseCurvature, gradient).map((value) => -value);
    if (dot(direction, gradient) >= 0) {
      inverseCurvature = identity(start.length);
      direction = gradient.map((value) => -value);
    }
    const slope = dot(direction, gradient);
    let length = 1;
    let next = at;
    while (length > enough) {
      const x = at.x.map((value, i) => value + length * (direction[i] ?? 0));
      const value = of(x);
      if (value <= at.value + armijo * length * slope) {
        next = { x, value };
        break;
      }
      length /= 2;
    }
    const step = next.x.map((value, i) => value - (at.x[i] ?? 0));
    const after = next === at ? gradient : gradientOf(of, next);
    const change = after.map((value, i) => value - (gradient[i] ?? 0));
    const isDone = next === at || Math.sqrt(dot(step, step)) < enough;
    at = next;
    if (isDone) break;
    inverseCurvature = updated(inverseCurvature, step, change);
    gradient = after;
  }
  return at;
}

/** The BFGS formula; left as it is where the curvature along the step is not positive. */
function updated(h: number[][], step: readonly number[], change: readonly number[]): number[][] {
  const along = dot(step, change);
  if (!(along > 0)) return h;
  const hy = times(h, change);
  const factor = 1 + dot(change, hy) / along;
  return h.map((row, i) =>
    row.map((value, j) => {
      const [si, sj] = [step[i] ?? 0, step[j] ?? 0];
      return value + (factor * si * sj - (hy[i] ?? 0) * sj - si * (hy[j] ?? 0)) / along;
    }),
  );
}
