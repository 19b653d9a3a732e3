import { sourced, trial } from '#clinical/sources.ts';
import { type Model, type Person, typical } from './model.ts';
import { predict } from './predict.ts';
import { requestBounds } from './request.ts';

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

/**
 * ke0 (per minute) with which the effect after a bolus peaks at this minute: where plasma and effect site cross. Other
 * programs derive their ke0 in this way from a peak they assume; none of it is measured.
 */
export function ke0ForPeak(model: Model, person: Person, peakMin: number): number {
  const course = { model, person, doses: [{ route: 'iv' as const, atMin: 0, mg: 1 }], times: Float64Array.of(peakMin) };
  const bounds = requestBounds.value.ke0PerMin;
  let [from, to]: [number, number] = [bounds.from, bounds.to];
  for (let round = 0; round < 100; round++) {
    const ke0PerMin = Math.sqrt(from * to);
    const values = predict({ ...course, ke0PerMin }, [typical]);
    const isPast = (values.at(-1) ?? 0) > (values[0] ?? 0);
    if (isPast) to = ke0PerMin;
    else from = ke0PerMin;
  }
  return Math.sqrt(from * to);
}
