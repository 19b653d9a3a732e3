/**
 * What the ceiling and the hard stop of a protocol come to for one patient and one session.
 *
 * A limit per kilogram counts on the lower of the dosing weight and the actual weight, and what was given already in this
 * session counts too.
 */
import { type Quantity, ug } from '#clinical/units.ts';
import type { Limit } from './limits.ts';

/** Whole nanograms (µg/kg × g), so that a dose at the limit is not above it. Undefined: nothing can be worked out. */
export function limitFor(limit: Limit, lightest: Quantity<'g'> | undefined): number | undefined {
  const byWeight = limit.ugPerKg === undefined || lightest === undefined ? undefined : limit.ugPerKg * lightest;
  return lower(byWeight, limit.ug === undefined ? undefined : limit.ug * 1_000);
}

export const lower = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);

/** Down: what is shown as a limit is never above it. */
export const limitInUg = (limitNg: number | undefined): Quantity<'ug'> | undefined =>
  limitNg === undefined ? undefined : ug(Math.floor(limitNg / 1_000));

/** Whether the limit can be worked out at all. */
export const needsWeight = (limit: Limit): boolean => limit.ugPerKg !== undefined;
