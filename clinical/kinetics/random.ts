import { generator } from './numerics.ts';

/** A number from 0 up to, not including, 1. */
export type Chance = () => number;

/** The same seed gives the same numbers, everywhere. Not for secrets. */
export function seeded(seed: number): Chance {
  const { step, firstShift, firstOr, secondShift, secondOr, thirdShift, range } = generator.value;
  let state = seed >>> 0;
  return () => {
    state = (state + step) >>> 0;
    let mixed = Math.imul(state ^ (state >>> firstShift), state | firstOr);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> secondShift), mixed | secondOr);
    return ((mixed ^ (mixed >>> thirdShift)) >>> 0) / range;
  };
}
