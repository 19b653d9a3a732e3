import { sourced, trial } from '#clinical/sources.ts';

/**
 * How fast the effect site follows the plasma: dCe/dt = ke0 · (C − Ce).
 *
 * Half-life 6.1 min (0 to 11.8 by endpoint), so ke0 = ln 2 / 6.1 = 0.1136 per minute. Measured for S-ketamine: for the
 * racemate it is an assumption, and the answer says so.
 */
export const effectSiteHalfLife = sourced(
  'Half-life with which the effect follows the plasma, S-ketamine: mean of several endpoints, 0 to 11.8',
  6.1,
  'min',
  trial('pharmacokinetics 2.4'),
);

/** Per minute. */
export const usualKe0PerMin = (): number => Math.LN2 / effectSiteHalfLife.value;

/** ke0 (per minute) that puts the peak after a bolus at this minute, by halving an interval. `peakOf` is ascending in time. */
export function ke0ForPeak(peakMinuteFor: (ke0PerMin: number) => number, wantedMin: number): number {
  let [slow, fast] = [1 / 1_000, 100];
  for (let round = 0; round < 100; round++) {
    const middle = Math.sqrt(slow * fast);
    // A faster effect site peaks earlier.
    if (peakMinuteFor(middle) > wantedMin) slow = middle;
    else fast = middle;
  }
  return Math.sqrt(slow * fast);
}
