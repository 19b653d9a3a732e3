/**
 * exp of the augmented matrix [[A, S], [0, 0]] · Δt by scaling and squaring, for one person or for many at once.
 *
 * Rates between compartments are never negative, so with the fastest loss μ taken out, A + μ·I has no negative entry:
 * exp(A·Δt) = e^(−μ·Δt) · exp((A + μ·I)·Δt) adds only positive terms. Nothing cancels, so small entries keep their digits,
 * equal rates are no special case, and no concentration is ever below zero.
 *
 * A source is a column of its own that runs into a compartment at 1 mg/min: the same exponential serves every rate.
 */
import { arithmetic } from './numerics.ts';
import type { Pattern, Products } from './pattern.ts';
import type { System } from './system.ts';

/** Some persons of one model, their rates side by side: entry by entry, person by person. */
export type Lanes = {
  readonly pattern: Pattern;
  readonly count: number;
  /** A + μ·I and the sources, on the entries of the exponential. */
  readonly shifted: Float64Array;
  readonly shift: number;
  readonly norm: number;
  readonly work: [Float64Array, Float64Array];
};

export function lanesOf(systems: readonly System[], pattern: Pattern): Lanes {
  const count = systems.length;
  const entries = pattern.rows.length;
  let shift = 0;
  for (const { a, size } of systems)
    for (let state = 0; state < size; state++) shift = Math.max(shift, -(a[state * size + state] ?? 0));
  const shifted = new Float64Array(entries * count);
  for (const entry of pattern.diagonal) shifted.fill(shift, entry * count, (entry + 1) * count);
  for (const entry of pattern.sourceEntries) shifted.fill(1, entry * count, (entry + 1) * count);
  let norm = shift;
  const sums = new Float64Array(pattern.states.length);
  systems.forEach(({ a }, lane) => {
    sums.fill(0);
    pattern.rateEntries.forEach((entry, at) => {
      const place = entry * count + lane;
      const value = (shifted[place] ?? 0) + (a[pattern.rateCells[at] ?? 0] ?? 0);
      // A sum of losses may end a rounding above the largest of them.
      shifted[place] = Math.max(0, value);
      const column = pattern.columns[entry] ?? 0;
      sums[column] = (sums[column] ?? 0) + value;
    });
    for (const sum of sums) norm = Math.max(norm, sum);
  });
  return {
    pattern,
    count,
    shifted,
    shift,
    norm,
    work: [new Float64Array(entries * count), new Float64Array(entries * count)],
  };
}

/** out = left · right on the stored entries, for every lane. */
function multiply({ out, left, right }: Products, count: number, to: Float64Array, by: Float64Array, of: Float64Array) {
  to.fill(0);
  const length = out.length;
  if (count === 1) {
    for (let at = 0; at < length; at++) {
      const place = out[at] ?? 0;
      to[place] = (to[place] ?? 0) + (by[left[at] ?? 0] ?? 0) * (of[right[at] ?? 0] ?? 0);
    }
    return;
  }
  for (let at = 0; at < length; at++) {
    const [o, l, r] = [(out[at] ?? 0) * count, (left[at] ?? 0) * count, (right[at] ?? 0) * count];
    for (let lane = 0; lane < count; lane++)
      to[o + lane] = (to[o + lane] ?? 0) + (by[l + lane] ?? 0) * (of[r + lane] ?? 0);
  }
}

function scale(values: Float64Array, by: number): void {
  for (let at = 0; at < values.length; at++) values[at] = (values[at] ?? 0) * by;
}

/** Terms until the next one is smaller than what a double holds of the first. */
function termsFor(norm: number): number {
  let [terms, next] = [1, norm];
  while (next > arithmetic.value.leftOut) {
    terms++;
    next *= norm / terms;
  }
  return terms;
}

/** exp over `gapMin` minutes, written into `into`. */
export function exponential(lanes: Lanes, gapMin: number, into: Float64Array): void {
  const { pattern, count, shifted, shift, norm, work } = lanes;
  let squarings = 0;
  let gap = gapMin;
  while (norm * gap > arithmetic.value.largestNorm) {
    gap /= 2;
    squarings++;
  }
  let [now, next] = work;
  now.fill(0);
  for (const entry of pattern.diagonal) now.fill(1, entry * count, (entry + 1) * count);
  for (let term = termsFor(norm * gap); term > 0; term--) {
    multiply(pattern.rateTimesExponential, count, next, shifted, now);
    scale(next, gap / term);
    for (const entry of pattern.diagonal)
      for (let place = entry * count; place < (entry + 1) * count; place++) next[place] = (next[place] ?? 0) + 1;
    [now, next] = [next, now];
  }
  scale(now, Math.exp(-shift * gap));
  for (; squarings > 0; squarings--) {
    multiply(pattern.squared, count, next, now, now);
    [now, next] = [next, now];
  }
  into.set(now);
}
