/**
 * exp of the augmented matrix [[A, S], [0, 0]] · Δt by scaling and squaring, on the entries that are not empty.
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

/** The rates of one person, ready for exponentials, with room to work in. Of one pattern, they are filled again and again. */
export type Shifted = {
  readonly pattern: Pattern;
  /** A + μ·I and the sources, entry by entry. */
  readonly values: Float64Array;
  readonly work: readonly [Float64Array, Float64Array];
  shift: number;
  norm: number;
};

export function roomFor(pattern: Pattern): Shifted {
  const room = () => new Float64Array(pattern.columns.length);
  return { pattern, values: room(), work: [room(), room()], shift: 0, norm: 0 };
}

/** Fills in the rates of a system. */
export function fill(of: Shifted, { a, size }: System): void {
  const { pattern, values } = of;
  const { states, diagonal, rateEntries, rateCells, sourceEntries, columns } = pattern;
  let shift = 0;
  for (const state of states) shift = Math.max(shift, -(a[state * size + state] ?? 0));
  for (let at = 0; at < rateEntries.length; at++) values[rateEntries[at] ?? 0] = a[rateCells[at] ?? 0] ?? 0;
  for (let at = 0; at < sourceEntries.length; at++) values[sourceEntries[at] ?? 0] = 1;
  for (let at = 0; at < diagonal.length; at++) {
    const entry = diagonal[at] ?? 0;
    // A sum of losses may end a rounding above the largest of them.
    values[entry] = at < states.length ? Math.max(0, shift + (values[entry] ?? 0)) : shift;
  }
  const [sums] = of.work;
  sums.fill(0, 0, states.length);
  let norm = shift;
  for (let at = 0; at < rateEntries.length; at++) {
    const entry = rateEntries[at] ?? 0;
    const column = columns[entry] ?? 0;
    const sum = (sums[column] ?? 0) + (values[entry] ?? 0);
    sums[column] = sum;
    norm = Math.max(norm, sum);
  }
  of.shift = shift;
  of.norm = norm;
}

/** to = factor · by · of. One flat list of products: rows are too short for a loop within a loop to be quick. */
function multiply(
  { out, left, right }: Products,
  factor: number,
  by: Float64Array,
  of: Float64Array,
  to: Float64Array,
): void {
  to.fill(0);
  for (let at = 0; at < out.length; at++) {
    const entry = out[at] ?? 0;
    to[entry] = (to[entry] ?? 0) + factor * (by[left[at] ?? 0] ?? 0) * (of[right[at] ?? 0] ?? 0);
  }
}

function addOne(to: Float64Array, diagonal: Int32Array): void {
  for (let at = 0; at < diagonal.length; at++) {
    const entry = diagonal[at] ?? 0;
    to[entry] = (to[entry] ?? 0) + 1;
  }
}

/** Terms until the next one is smaller than what a double holds of the first. */
function termsFor(norm: number): number {
  let terms = 1;
  let next = norm;
  while (next > arithmetic.value.leftOut) {
    terms++;
    next *= norm / terms;
  }
  return terms;
}

/** exp over `gapMin` minutes, written into `into` as a whole matrix. */
export function exponential({ pattern, values, work, shift, norm }: Shifted, gapMin: number, into: Float64Array): void {
  const { diagonal, places, rateTimesExponential, squared } = pattern;
  let squarings = 0;
  let gap = gapMin;
  while (norm * gap > arithmetic.value.largestNorm) {
    gap /= 2;
    squarings++;
  }
  let now = work[0];
  let next = work[1];
  now.fill(0);
  addOne(now, diagonal);
  for (let term = termsFor(norm * gap); term > 0; term--) {
    multiply(rateTimesExponential, gap / term, values, now, next);
    addOne(next, diagonal);
    const held = now;
    now = next;
    next = held;
  }
  const whole = Math.exp(-shift * gap);
  for (let entry = 0; entry < now.length; entry++) now[entry] = (now[entry] ?? 0) * whole;
  for (; squarings > 0; squarings--) {
    multiply(squared, 1, now, now, next);
    const held = now;
    now = next;
    next = held;
  }
  into.fill(0);
  for (let entry = 0; entry < now.length; entry++) {
    const place = places[entry] ?? -1;
    if (place >= 0) into[place] = now[entry] ?? 0;
  }
}
