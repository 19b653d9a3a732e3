import { projectDefault, sourced } from '#clinical/sources.ts';

/** Shares of the people that lie below the lower edge, the middle and the upper edge of a band. */
export const bandShares = sourced(
  'Edges and middle of the band of a curve',
  { p05: 0.05, p50: 0.5, p95: 0.95 },
  '1',
  projectDefault('pharmacokinetics 8, 11.3'),
);

/** Buckets between the smallest and the largest value. Only those that hold a wanted rank are looked into. */
const buckets = 1_000;

/** Room that is used for every run of values: the bucket of each, the size of each bucket, whether it is looked into. */
type Room = { readonly places: Uint16Array; readonly counts: Int32Array; readonly isWanted: Uint8Array };

/**
 * Values of some ascending ranks (from 0), without sorting all values.
 */
function valuesOfRanks(values: Float64Array, ranks: readonly number[], { places, counts, isWanted }: Room): number[] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const scale = (buckets - 1) / (most - least);
  counts.fill(0);
  isWanted.fill(0);
  for (let at = 0; at < values.length; at++) {
    const bucket = (((values[at] ?? 0) - least) * scale) | 0;
    places[at] = bucket;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  // For each rank: how many values lie in the buckets before its own that are not looked into.
  const skipped: number[] = [];
  let [below, unseen, next] = [0, 0, 0];
  for (let bucket = 0; bucket < buckets && next < ranks.length; bucket++) {
    const count = counts[bucket] ?? 0;
    for (let rank = ranks[next]; rank !== undefined && rank < below + count; rank = ranks[++next]) {
      isWanted[bucket] = 1;
      skipped.push(unseen);
    }
    below += count;
    if (isWanted[bucket] === 0) unseen += count;
  }
  const seen: number[] = [];
  for (let at = 0; at < values.length; at++) if (isWanted[places[at] ?? 0] === 1) seen.push(values[at] ?? 0);
  seen.sort((a, b) => a - b);
  return ranks.map((rank, at) => seen[rank - (skipped[at] ?? 0)] ?? Number.NaN);
}

/** Of each run of `count` values, the three quantiles of a band: between the two nearest ranks, in proportion. */
export function quantilesOf(values: Float64Array, count: number): { p05: number; p50: number; p95: number }[] {
  const { p05, p50, p95 } = bandShares.value;
  const shares = [p05, p50, p95].map((share) => share * (count - 1));
  const ranks = shares.flatMap((place) => [Math.floor(place), Math.ceil(place)]);
  const room: Room = {
    places: new Uint16Array(count),
    counts: new Int32Array(buckets),
    isWanted: new Uint8Array(buckets),
  };
  const bands = [];
  for (let from = 0; from < values.length; from += count) {
    const found = valuesOfRanks(values.subarray(from, from + count), ranks, room);
    const [low = 0, middle = 0, high = 0] = shares.map((place, at) => {
      const [under = 0, over = 0] = [found[2 * at], found[2 * at + 1]];
      return under + (place - Math.floor(place)) * (over - under);
    });
    bands.push({ p05: low, p50: middle, p95: high });
  }
  return bands;
}
