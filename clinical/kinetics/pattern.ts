/**
 * Which entries of the exponential can differ from nothing, found once for all persons of a band.
 *
 * Drug flows from the depot to the parent to the metabolite and seldom back, so more than half of every matrix is empty.
 */
import type { System } from './system.ts';

/** `out[i] += left[i] * right[i]`, entry numbers of the stored non-zeros. */
export type Products = { readonly out: Int32Array; readonly left: Int32Array; readonly right: Int32Array };

export type Pattern = {
  /** Compartments that a dose can reach, by their number in the model, then one source for each constant input. */
  readonly states: readonly number[];
  /** The model's numbers of the compartments that something runs into at a constant rate. */
  readonly sources: readonly number[];
  /** Rows and columns of the entries of the exponential. Those of the sources come last, from `fromSources` on. */
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly fromSources: number;
  readonly diagonal: Int32Array;
  /** The entries of the rates: where in the exponential's list they stand, and where in the model's matrix. */
  readonly rateEntries: Int32Array;
  readonly rateCells: Int32Array;
  readonly sourceEntries: Int32Array;
  readonly rateTimesExponential: Products;
  readonly squared: Products;
};

const unique = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);

function reachable(size: number, start: readonly number[], isLinked: (to: number, from: number) => boolean): number[] {
  const seen = new Set(start);
  for (const from of seen) for (let to = 0; to < size; to++) if (isLinked(to, from)) seen.add(to);
  return unique([...seen]);
}

/** Cells of the model's matrix that are filled in at least one system. */
function filledCells(lanes: readonly System[], cells: number): Uint8Array {
  const filled = new Uint8Array(cells);
  for (const { a } of lanes) for (let cell = 0; cell < cells; cell++) if (a[cell] !== 0) filled[cell] = 1;
  return filled;
}

function productsOf(
  entryAt: (row: number, column: number) => number,
  left: readonly (readonly [number, number])[],
  size: number,
): Products {
  const [outs, lefts, rights]: [number[], number[], number[]] = [[], [], []];
  for (let column = 0; column < size; column++)
    for (const [row, middle] of left) {
      const right = entryAt(middle, column);
      if (right < 0) continue;
      outs.push(entryAt(row, column));
      lefts.push(entryAt(row, middle));
      rights.push(right);
    }
  return { out: Int32Array.from(outs), left: Int32Array.from(lefts), right: Int32Array.from(rights) };
}

/** The systems of one model differ in their numbers only; what is empty in all of them is empty. */
export function patternOf(lanes: readonly System[]): Pattern {
  const [first] = lanes;
  if (first === undefined) throw new RangeError('no system');
  const { size } = first;
  const filled = filledCells(lanes, size * size);
  const isLinked = (to: number, from: number) => filled[to * size + from] === 1;
  const states = reachable(
    size,
    first.entries.map(({ state }) => state),
    isLinked,
  );
  const sources = unique(first.entries.filter(({ overMin }) => overMin > 0).map(({ state }) => state));
  const count = states.length;
  const all = count + sources.length;
  // What one step of rates can do: itself, a neighbour, a source into its compartment.
  const step: (readonly [number, number])[] = [];
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++)
      if (row === column || isLinked(states[row] ?? 0, states[column] ?? 0)) step.push([row, column]);
  const inner = step.length;
  sources.forEach((state, source) => {
    step.push([states.indexOf(state), count + source]);
  });
  const moving = step.length;
  for (let source = count; source < all; source++) step.push([source, source]);
  // What any number of steps can do.
  const linked = Array.from({ length: all }, () => new Array<boolean>(all).fill(false));
  for (const [row, column] of step) (linked[row] ?? [])[column] = true;
  for (let middle = 0; middle < all; middle++)
    for (const row of linked)
      if (row[middle]) for (let column = 0; column < all; column++) if (linked[middle]?.[column]) row[column] = true;
  const entries: (readonly [number, number])[] = [];
  const collect = (from: number, to: number) => {
    for (let row = 0; row < all; row++)
      for (let column = from; column < to; column++) if (linked[row]?.[column]) entries.push([row, column]);
  };
  collect(0, count);
  const fromSources = entries.length;
  collect(count, all);
  const numbers = new Map(entries.map(([row, column], at) => [row * all + column, at]));
  const entryAt = (row: number, column: number) => numbers.get(row * all + column) ?? -1;
  return {
    states,
    sources,
    rows: Int32Array.from(entries, ([row]) => row),
    columns: Int32Array.from(entries, ([, column]) => column),
    fromSources,
    diagonal: Int32Array.from({ length: all }, (_, at) => entryAt(at, at)),
    rateEntries: Int32Array.from(step.slice(0, inner), ([row, column]) => entryAt(row, column)),
    rateCells: Int32Array.from(
      step.slice(0, inner),
      ([row, column]) => (states[row] ?? 0) * size + (states[column] ?? 0),
    ),
    sourceEntries: Int32Array.from(step.slice(inner, moving), ([row, column]) => entryAt(row, column)),
    rateTimesExponential: productsOf(entryAt, step, all),
    squared: productsOf(entryAt, entries, all),
  };
}
