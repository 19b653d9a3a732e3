/**
 * A share of people with the interval it is likely in.
 *
 * Wilson's score interval: it stays inside 0 to 100 and holds for few people and rare things, where the usual one fails.
 *
 * @source Wilson EB. J Am Stat Assoc 1927;22:209-212, doi 10.1080/01621459.1927.10502953
 */
import { guideline, sourced } from '#clinical/sources.ts';
import { type Count, fewestShown, shownOf } from './report-count.ts';

export const likelyZ = sourced(
  'Standard normal deviate of an interval that is right 95 times in 100',
  1.959964,
  '1',
  guideline('Wilson 1927, doi 10.1080/01621459.1927.10502953', 'unverified'),
);

export type Interval = { readonly from: number; readonly to: number };

/** @returns shares from 0 to 1 @throws RangeError when nobody, or more than all, were counted */
export function wilson(count: number, of: number, z: number = likelyZ.value): Interval {
  if (!(of > 0) || count < 0 || count > of) throw new RangeError(`no share: ${count} of ${of}`);
  const share = count / of;
  const square = (z * z) / of;
  const middle = (share + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / of + square / (2 * 2 * of));
  // At both ends the interval touches the end itself; rounding must not move it off.
  return { from: count === 0 ? 0 : Math.max(0, middle - half), to: count === of ? 1 : Math.min(1, middle + half) };
}

export type Rate = { readonly count: number; readonly of: number; readonly share: number; readonly likely: Interval };

/** A rate from what a report shows; undefined where either is hidden, or where it is out of too few. */
export function rateOf(count: Count, of: Count): Rate | undefined {
  const [some, all] = [shownOf(count), shownOf(of)];
  if (some === undefined || all === undefined || all < fewestShown || some > all) return undefined;
  return { count: some, of: all, share: some / all, likely: wilson(some, all) };
}
