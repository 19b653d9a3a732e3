/**
 * What the ceiling and the hard stop of a protocol come to for one patient, in whole micrograms of one session.
 *
 * A limit per kilogram counts on the lower of the dosing weight and the actual weight, and what was given already in this
 * session counts too.
 */
import type { Quantity } from '#clinical/units.ts';
import { ug } from '#clinical/units.ts';
import type { Limit } from './limits.ts';

/** Undefined: this limit says nothing that can be worked out without a weight. */
export function limitFor(limit: Limit, lightest: Quantity<'g'> | undefined): Quantity<'ug'> | undefined {
  const byWeight =
    limit.ugPerKg === undefined || lightest === undefined ? undefined : Math.floor((limit.ugPerKg * lightest) / 1_000);
  const known = [byWeight, limit.ug].filter((value) => value !== undefined);
  return known.length === 0 ? undefined : ug(Math.min(...known));
}

/** Whether the limit can be worked out at all. */
export const needsWeight = (limit: Limit): boolean => limit.ugPerKg !== undefined;
