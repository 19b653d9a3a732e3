import fc from 'fast-check';
import { expect, test } from 'vitest';
import { milesBetween } from '#clinical/finder/finder.ts';
import { zipPoints } from '#server/finder/zip-points.ts';
import { packedZips } from '../../scripts/care-zips.ts';
import { nearestZip } from './nearest-zip.ts';

const packed = packedZips();
const points = zipPoints();
const placeOf = (zip: string | undefined) => {
  const answer = points.find(zip ?? '');
  if (answer.is !== 'found') throw new Error(`${zip} is ${answer.is}`);
  return answer.point;
};

/** Half a step of latitude and of longitude, rounded up: how far the packed point can be from the true one. */
const roundedMiles = 1;

test('someone at the court house of Reno searches from 89501, someone on the Mall from a code of Washington', () => {
  expect(nearestZip(packed, { latitude: 39.525, longitude: -119.813 })).toBe('89501');
  expect(placeOf(nearestZip(packed, { latitude: 38.889, longitude: -77.03 })).city).toBe('Washington');
});

test('codes that begin with zeros keep them', () => {
  expect(nearestZip(packed, { latitude: 42.36, longitude: -71.06 })).toMatch(/^02\d{3}$/);
});

test('at the point of any code the nearest is that code, or one as near as the packing can tell', () => {
  fc.assert(
    fc.property(fc.nat(packed.zip.length - 1), (at) => {
      const zip = String(packed.zip.slice(0, at + 1).reduce((sum, step) => sum + step, 0)).padStart(5, '0');
      const here = placeOf(zip);
      const found = nearestZip(packed, here);
      expect(found).toBeDefined();
      expect(milesBetween(here, placeOf(found))).toBeLessThan(2 * roundedMiles);
    }),
    { numRuns: 200 },
  );
});

test('someone in London is told so instead of being sent to Maine', () => {
  expect(nearestZip(packed, { latitude: 51.5, longitude: -0.12 })).toBeUndefined();
});

test('an empty list knows no place', () => {
  expect(
    nearestZip({ per: 50, zip: [], latitude: [], longitude: [] }, { latitude: 39, longitude: -119 }),
  ).toBeUndefined();
});
