/**
 * Which entries of the exponential can differ from nothing, found once for all persons of a band.
 *
 * Drug flows from the depot to the parent to the metabolite and seldom back, so more than half of every matrix is empty.
 */
import { arithmetic } from './numerics.ts';
import type { System } from './system.ts';

/** `out[i] += left[i] · right[i]`, by the numbers of the stored entries. */
export type Products = { readonly out: Int32Array; readonly left: Int32Array; readonly right: Int32Array };

export type Pattern = {
  /**
   * Compartments that a dose can reach and that reach what is measured, by their number in the model, then one source for
   * each constant input.
   */
  readonly states: readonly number[];
  /** The model's numbers of the compartments that something runs into at a constant rate. */
  readonly sources: readonly number[];
  /** Columns of the entries of the exponential that are not empty, row after row. */
  readonly columns: Int32Array;
  /**
   * Where an entry stands in the whole matrix, which is kept in bands of four rows, column by column; behind it one whole
   * column for each source. -1 for what is in neither.
   */
  readonly places: Int32Array;
  /** Compartments, filled up to whole bands. */
  readonly padded: number;
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

type Place = readonly [row: number, column: number];

function productsOf(
  entries: readonly Place[],
  left: readonly Place[],
  numberOf: (row: number, column: number) => number,
): Products {
  const columns = [...new Set(entries.map(([, column]) => column))];
  // Column by column: what is added to the same entry does not follow each other, so nothing waits for a sum.
  const products = left.flatMap(([row, middle]) =>
    columns.flatMap((column) => {
      const right = numberOf(middle, column);
      return right < 0 ? [] : [{ out: numberOf(row, column), left: numberOf(row, middle), right }];
    }),
  );
  return {
    out: Int32Array.from(products, ({ out }) => out),
    left: Int32Array.from(products, (product) => product.left),
    right: Int32Array.from(products, ({ right }) => right),
  };
}

/** What any number of single steps can do: all pairs with a way from one to the other. */
function closureOf(step: readonly Place[], size: number): Place[] {
  const linked = new Uint8Array(size * size);
  for (const [row, column] of step) linked[row * size + column] = 1;
  for (let middle = 0; middle < size; middle++)
    for (let row = 0; row < size; row++)
      if (linked[row * size + middle] === 1)
        for (let column = 0; column < size; column++)
          if (linked[middle * size + column] === 1) linked[row * size + column] = 1;
  return Array.from(linked, (is, at): [number, Place] => [is, [Math.floor(at / size), at % size]])
    .filter(([is]) => is === 1)
    .map(([, place]) => place);
}

/** What is worked out here depends on nothing but its key, so a pattern met again is taken as it is. */
const met = new Map<string, Pattern>();

/** The systems of one model differ in their numbers only; what is empty in all of them is empty. */
export function patternOf(systems: readonly System[]): Pattern {
  const [first] = systems;
  if (first === undefined) throw new RangeError('no system');
  const { size, entries, outputs } = first;
  const filled = filledCells(systems, size * size);
  const doses = unique(entries.map(({ state }) => state));
  const sources = unique(entries.filter(({ overMin }) => overMin > 0).map(({ state }) => state));
  const measured = unique(outputs.map(({ state }) => state));
  const key = `${filled.join('')} ${doses} ${sources} ${measured}`;
  const known = met.get(key) ?? findPattern({ size, filled, doses, sources, measured });
  if (met.size >= arithmetic.value.patternsKept) met.clear();
  met.set(key, known);
  return known;
}

type Asked = {
  readonly size: number;
  readonly filled: Uint8Array;
  readonly doses: readonly number[];
  readonly sources: readonly number[];
  readonly measured: readonly number[];
};

function findPattern({ size, filled, doses, sources: inflows, measured }: Asked): Pattern {
  const isLinked = (to: number, from: number) => filled[to * size + from] === 1;
  const shown = new Set(reachable(size, measured, (to, from) => isLinked(from, to)));
  const states = reachable(size, doses, isLinked).filter((state) => shown.has(state));
  const sources = inflows.filter((state) => shown.has(state));
  const count = states.length;
  // What one step can do: a compartment to itself and its neighbours, a source into its compartment.
  const inner: Place[] = states.flatMap((to, row) =>
    states.flatMap((from, column): Place[] => (row === column || isLinked(to, from) ? [[row, column]] : [])),
  );
  const inflow = sources.map((state, source): Place => [states.indexOf(state), count + source]);
  const step = [...inner, ...inflow, ...sources.map((_, source): Place => [count + source, count + source])];
  const all = count + sources.length;
  const entries = closureOf(step, all);
  const numbers = new Int32Array(all * all).fill(-1);
  entries.forEach(([row, column], at) => {
    numbers[row * all + column] = at;
  });
  const numberOf = (row: number, column: number) => numbers[row * all + column] ?? -1;
  const { rowsAtOnce } = arithmetic.value;
  const padded = rowsAtOnce * Math.ceil(count / rowsAtOnce);
  const placeOf = ([row, column]: Place) => {
    if (row >= count) return -1;
    if (column >= count) return padded * column + row;
    const inBand = row % rowsAtOnce;
    return (row - inBand) * count + column * rowsAtOnce + inBand;
  };
  return {
    states,
    sources,
    columns: Int32Array.from(entries, ([, column]) => column),
    places: Int32Array.from(entries, placeOf),
    padded,
    diagonal: Int32Array.from({ length: all }, (_, at) => numberOf(at, at)),
    rateEntries: Int32Array.from(inner, ([row, column]) => numberOf(row, column)),
    rateCells: Int32Array.from(inner, ([row, column]) => (states[row] ?? 0) * size + (states[column] ?? 0)),
    sourceEntries: Int32Array.from(inflow, ([row, column]) => numberOf(row, column)),
    rateTimesExponential: productsOf(entries, step, numberOf),
    squared: productsOf(entries, entries, numberOf),
  };
}
