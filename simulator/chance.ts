/** A source of chance that gives the same for the same seed. Passed in, never global. */
export type Chance = {
  /** From 0 up to, never reaching, 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  isLikely(probability: number): boolean;
  /** From a normal distribution with mean 0 and standard deviation 1. */
  normal(): number;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** Picks by weight: `[['female', 5], ['male', 4]]`. */
  weighted<T>(from: readonly [readonly [T, number], ...(readonly [T, number])[]]): T;
  /** So many different ones, in their first order; all when there are not enough. */
  some<T>(from: readonly T[], count: number): T[];
};

/** Separate seeds for separate things: what one draws never shifts what another gets. */
export function chance(seed: number, ...labels: readonly (string | number)[]): Chance {
  let state = mix(seed);
  for (const letter of labels.join('/')) state = mix(state ^ (letter.codePointAt(0) ?? 0));
  const next = () => {
    // mulberry32: 32 bits of state, good enough for people who do not exist.
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    isLikely: (probability) => next() < probability,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (from) => from[whole(0, from.length - 1)] ?? from[0],
    weighted: (from) => {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of from) {
        left -= weight;
        if (left < 0) return value;
      }
      return from[0][0];
    },
    some: (from, count) => {
      const places = from.map((_, place) => place);
      for (let left = places.length; left > count; left -= 1) places.splice(whole(0, left - 1), 1);
      return places.flatMap((place) => from.slice(place, place + 1));
    },
  };
}

/** Spreads neighbouring seeds far apart (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) + 0x9e3779b9;
}
