/** Whether a change is more than the scale's own noise: the reliable change index of Jacobson and Truax. */

import type { Reliability } from '#clinical/scales/scales.ts';
import { guideline, sourced } from '#clinical/sources.ts';

export const reliableFrom = sourced(
  'Reliable change index from which a change is reliable, in either direction',
  1.96,
  '1',
  guideline('clinical basis 5.1', 'unverified'),
);

/** S_diff = SD · √(2 · (1 − α)): how far two ratings of the same state lie apart. In points of the scale. */
export const spreadOfDifference = ({ sd, alpha }: Reliability): number => sd * Math.sqrt(2 * (1 - alpha));

/** The points of change that are reliable. */
export const reliablePointsOf = (of: Reliability): number => reliableFrom.value * spreadOfDifference(of);
