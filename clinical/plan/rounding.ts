/** Rounding of a dose: exact, in whole numbers, and never across a limit. */
import { type Quantity, ug } from '#clinical/units.ts';

/**
 * To the nearest whole amount, halves down. Where the nearest would pass a limit that the exact dose keeps, down.
 *
 * @param exactNg the dose in nanograms (µg/kg × g), so that nothing is lost before it is rounded
 * @param limits in nanograms
 */
export function roundDose(exactNg: number, wholeUg: number, limits: readonly (number | undefined)[]): Quantity<'ug'> {
  const whole = wholeUg * 1_000;
  const below = Math.floor(exactNg / whole);
  const isNearerAbove = (exactNg - below * whole) * 2 > whole;
  const above = (below + 1) * wholeUg;
  const crosses = limits.some((limit) => limit !== undefined && exactNg <= limit && above * 1_000 > limit);
  return ug(isNearerAbove && !crosses ? above : below * wholeUg);
}
