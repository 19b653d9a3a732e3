/** Land, county and state lines of the US Census near a place, from us-atlas, and lakes: read and cut into pieces once. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { MultiLineString, Polygon } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Box } from '#clinical/finder/finder.ts';
import { shores } from './map-lakes.ts';

type Counties = Topology<{ counties: GeometryCollection; states: GeometryCollection }>;
type Line = MultiLineString['coordinates'][number];
type Piece<Shape> = { box: Box; shape: Shape };

const packages = createRequire(import.meta.url);

function boxOf(line: Line): Box {
  const box = { south: 90, north: -90, west: 180, east: -180 };
  for (const [x = 0, y = 0] of line) {
    box.south = Math.min(box.south, y);
    box.north = Math.max(box.north, y);
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
  }
  return box;
}

const touches = (a: Box, b: Box) => a.west < b.east && a.east > b.west && a.south < b.north && a.north > b.south;
const pieces = <Shape>(shapes: readonly Shape[], outline: (shape: Shape) => Line): Piece<Shape>[] =>
  shapes.map((shape) => ({ box: boxOf(outline(shape)), shape }));

const asPolygon = (shore: string): Polygon['coordinates'] => [
  shore.split(',').map((point) => point.split(' ').map(Number)),
];

function openAtlas() {
  const atlas = JSON.parse(readFileSync(packages.resolve('us-atlas/counties-10m.json'), 'utf8')) as Counties;
  const { counties, states } = atlas.objects;
  const polygons = feature(atlas, states).features.flatMap(({ geometry }): Polygon['coordinates'][] => {
    if (geometry.type === 'Polygon') return [geometry.coordinates];
    return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  });
  const lines = (of: GeometryCollection) => mesh(atlas, of, (a, b) => a !== b).coordinates;
  return {
    lakes: pieces(shores.map(asPolygon), (polygon) => polygon[0] ?? []),
    land: pieces(polygons, (polygon) => polygon[0] ?? []),
    countyLines: pieces(lines(counties), (line) => line),
    stateLines: pieces(lines(states), (line) => line),
  };
}

let opened: ReturnType<typeof openAtlas> | undefined;

/** What of the country comes near a box, as GeoJSON. The first call reads the atlas: about half a second. */
export function linesNear(box: Box) {
  opened ??= openAtlas();
  const near = <Shape>(all: readonly Piece<Shape>[]) =>
    all.filter((piece) => touches(piece.box, box)).map(({ shape }) => shape);
  return {
    land: { type: 'MultiPolygon' as const, coordinates: near(opened.land) },
    lakes: { type: 'MultiPolygon' as const, coordinates: near(opened.lakes) },
    countyLines: { type: 'MultiLineString' as const, coordinates: near(opened.countyLines) },
    stateLines: { type: 'MultiLineString' as const, coordinates: near(opened.stateLines) },
  };
}
