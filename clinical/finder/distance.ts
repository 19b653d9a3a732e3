/** How far two points on the earth are apart, in a straight line over the ground. */
import { guideline, sourced } from '#clinical/sources.ts';

/** Degrees, WGS 84. */
export type Point = { readonly latitude: number; readonly longitude: number };

export const earthRadius = sourced(
  'Mean radius of the earth (6371.0088 km) for distances between places',
  3958.7613,
  '[mi_us]',
  guideline('Moritz 2000, Geodetic Reference System 1980, J Geodesy 74:128; 1 mile = 1.609344 km'),
);

const halfTurn = { degrees: 180, source: 'definition of the degree' };
const quarterTurnDegrees = halfTurn.degrees / 2;
const perDegree = Math.PI / halfTurn.degrees;
const milesPerDegree = earthRadius.value * perDegree;
const radians = (degrees: number) => degrees * perDegree;

/**
 * Great-circle distance by the haversine formula.
 *
 * @returns statute miles, never negative; wrong by at most 0.6 % because the earth is no sphere
 * @source Sinnott 1984, Virtues of the Haversine, Sky and Telescope 68:159
 */
export function milesBetween(a: Point, b: Point): number {
  const half = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2;
  const chord =
    half(b.latitude - a.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(b.longitude - a.longitude);
  return 2 * earthRadius.value * Math.asin(Math.sqrt(Math.min(1, chord)));
}

export type Box = { south: number; north: number; west: number; east: number };

/** A box in which everything within so many miles lies; near a pole it goes round the earth. */
export function boxAround(of: Point, miles: number): Box {
  const [south, north] = [of.latitude - miles / milesPerDegree, of.latitude + miles / milesPerDegree];
  const widest = Math.max(Math.abs(south), Math.abs(north));
  if (widest >= quarterTurnDegrees) return { south, north, west: -halfTurn.degrees, east: halfTurn.degrees };
  // The circle is widest a little nearer the pole than its middle: asin(sin d / cos latitude).
  const angle = miles / earthRadius.value;
  const across = Math.asin(Math.min(1, Math.sin(angle) / Math.cos(radians(of.latitude)))) / perDegree;
  return { south, north, west: of.longitude - across, east: of.longitude + across };
}
