import { projectDefault, sourced } from '#clinical/sources.ts';

/** Shares of the people that lie below the lower edge, the middle and the upper edge of a band. */
export const bandShares = sourced(
  'Edges and middle of the band of a curve',
  { p05: 0.05, p50: 0.5, p95: 0.95 },
  '1',
  projectDefault('pharmacokinetics 8, 11.3'),
);

/** Puts the value of rank `k` (from 0) in its place, smaller ones before it, within `from` to `to`. */
function select(values: Float64Array, k: number, from: number, to: number): number {
  let [left, right] = [from, to];
  while (left < right) {
    const pivot = values[(left + right) >> 1] ?? 0;
    let [i, j] = [left, right];
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i++;
      while ((values[j] ?? 0) > pivot) j--;
      if (i > j) break;
      const held = values[i] ?? 0;
      values[i++] = values[j] ?? 0;
      values[j--] = held;
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else break;
  }
  return values[k] ?? 0;
}

/** Between the two nearest ranks, in proportion. `from` is a rank that nothing wanted lies below. */
function quantile(values: Float64Array, share: number, from: number): number {
  const place = share * (values.length - 1);
  const k = Math.floor(place);
  const low = select(values, k, from, values.length - 1);
  if (place === k) return low;
  let next = Number.POSITIVE_INFINITY;
  for (let at = k + 1; at < values.length; at++) next = Math.min(next, values[at] ?? next);
  return low + (place - k) * (next - low);
}

/** Of each run of `count` values, the three quantiles of a band. Nothing is sorted whole: that would take most of the time. */
export function quantilesOf(values: Float64Array, count: number): { p05: number; p50: number; p95: number }[] {
  const { p05, p50, p95 } = bandShares.value;
  const some = new Float64Array(count);
  const bands = [];
  for (let from = 0; from < values.length; from += count) {
    some.set(values.subarray(from, from + count));
    const low = quantile(some, p05, 0);
    const middle = quantile(some, p50, Math.floor(p05 * (count - 1)));
    const high = quantile(some, p95, Math.floor(p50 * (count - 1)));
    bands.push({ p05: low, p50: middle, p95: high });
  }
  return bands;
}
