/** The nearest ZIP code to a place, found on the device among all of them. */
import { milesBetween, type Point } from '#clinical/finder/finder.ts';

/**
 * Every code with its place, each column as the difference from the row before: small numbers pack well.
 *
 * `per` is how many steps make a degree: 50 are 2 km or less, about as exact as a point can stand for a code.
 */
export type PackedZips = {
  readonly per: number;
  readonly zip: readonly number[];
  readonly latitude: readonly number[];
  readonly longitude: readonly number[];
};

/** Farther from every code than this, a person is not in the United States. */
const farMiles = 100;

/** Undefined far from all of them. */
export function nearestZip({ per, zip, latitude, longitude }: PackedZips, of: Point): string | undefined {
  let [code, north, east] = [0, 0, 0];
  let nearest: { zip: number; miles: number } | undefined;
  zip.forEach((step, at) => {
    code += step;
    north += latitude[at] ?? 0;
    east += longitude[at] ?? 0;
    const miles = milesBetween(of, { latitude: north / per, longitude: east / per });
    if (nearest === undefined || miles < nearest.miles) nearest = { zip: code, miles };
  });
  return nearest === undefined || nearest.miles > farMiles ? undefined : String(nearest.zip).padStart(5, '0');
}
