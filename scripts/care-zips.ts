import { readZipSources } from '#server/finder/zip-points.ts';

/** Fiftieths of a degree: 2 km or less, about as exact as one point can stand for a code. */
const per = 50;

/**
 * Every ZIP code area of the Census Bureau with its point, each column as the difference from the row before: 80 kB over
 * the wire, fetched by a device whose owner pressed "Use my location", so that it can find the nearest by itself.
 */
export function packedZips() {
  const rows = [...readZipSources().census].sort(([a], [b]) => (a < b ? -1 : 1));
  const steps = (values: readonly number[]) => values.map((value, at) => value - (values[at - 1] ?? 0));
  return {
    per,
    zip: steps(rows.map(([zip]) => Number(zip))),
    latitude: steps(rows.map(([, { latitude }]) => Math.round(latitude * per))),
    longitude: steps(rows.map(([, { longitude }]) => Math.round(longitude * per))),
  };
}
