/** Land, county and state lines of the US Census from us-atlas, and lakes, as paths of a picture: opened and laid flat once. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { shores } from './map-lakes.ts';

type Counties = Topology<{ counties: GeometryCollection; states: GeometryCollection }>;
type Line = readonly (readonly number[])[];

const packages = createRequire(import.meta.url);

const halfTurn = 180;
/** Mercator's height of a latitude, in degrees as longitudes are: a map is then a multiplication and an addition. */
export const heightOf = (latitude: number): number =>
  (Math.log(Math.tan(((90 + latitude) * Math.PI) / (2 * halfTurn))) * halfTurn) / Math.PI;

/** Longitudes and heights in turn. Many small arrays instead would be walked through at each collection of garbage. */
type Piece = { flat: Float64Array; west: number; east: number; low: number; high: number };

function pieceOf(line: Line): Piece {
  const flat = new Float64Array(line.length * 2);
  const piece = { flat, west: Infinity, east: -Infinity, low: Infinity, high: -Infinity };
  for (const [at, [longitude = 0, latitude = 0]] of line.entries()) {
    const height = heightOf(latitude);
    flat.set([longitude, height], at * 2);
    piece.west = Math.min(piece.west, longitude);
    piece.east = Math.max(piece.east, longitude);
    piece.low = Math.min(piece.low, height);
    piece.high = Math.max(piece.high, height);
  }
  return piece;
}

/** Each lake of the country, as longitudes and latitudes along its shore. */
export const lakeShores = (): number[][][] =>
  shores.map((shore) => shore.split(',').map((point) => point.split(' ').map(Number)));

function openAtlas() {
  const atlas = JSON.parse(readFileSync(packages.resolve('us-atlas/counties-10m.json'), 'utf8')) as Counties;
  const { counties, states } = atlas.objects;
  const rings = feature(atlas, states).features.flatMap(({ geometry }): Line[] => {
    if (geometry.type === 'Polygon') return geometry.coordinates;
    return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : [];
  });
  const between = (of: GeometryCollection): Line[] => mesh(atlas, of, (a, b) => a !== b).coordinates;
  return {
    land: rings.map(pieceOf),
    lakes: lakeShores().map(pieceOf),
    countyLines: between(counties).map(pieceOf),
    stateLines: between(states).map(pieceOf),
  };
}

let opened: ReturnType<typeof openAtlas> | undefined;

/** A picture of so many pixels with a place in its middle, laid flat: longitude, and height as `heightOf` gives it. */
export type View = {
  readonly x: number;
  readonly y: number;
  readonly perDegree: number;
  readonly width: number;
  readonly height: number;
};

/** What of the country is in a picture, as paths. The first call reads the atlas: some tenths of a second. */
export function linesIn(view: View): { land: string; lakes: string; countyLines: string; stateLines: string } {
  opened ??= openAtlas();
  const [across, up] = [view.width / 2 / view.perDegree, view.height / 2 / view.perDegree];
  const isIn = ({ west, east, low, high }: Piece) =>
    west < view.x + across && east > view.x - across && low < view.y + up && high > view.y - up;
  const path = (pieces: readonly Piece[]) =>
    pieces
      .filter(isIn)
      .map(({ flat }) => pathOf(flat, view))
      .join('');
  return {
    land: path(opened.land),
    lakes: path(opened.lakes),
    countyLines: path(opened.countyLines),
    stateLines: path(opened.stateLines),
  };
}

/** Wider than half a stroke: what lies beyond is not seen. */
const margin = 4;

/**
 * One line or outline in whole pixels, each corner counted from the one before.
 *
 * A corner is left out when it and those beside it lie beyond the same edge of the picture: the short cut lies there too,
 * so neither the line nor the inside of the outline looks different.
 */
function pathOf(flat: Float64Array, { x, y, perDegree, width, height }: View): string {
  const steps: number[] = [];
  let [firstX, firstY, lastX, lastY, lastBeyond] = [0, 0, 0, 0, 0];
  let [hereX, hereY, hereBeyond] = [0, 0, 0];
  const write = () => {
    if (hereX !== lastX || hereY !== lastY) steps.push(hereX - lastX, hereY - lastY);
    [lastX, lastY, lastBeyond] = [hereX, hereY, hereBeyond];
  };
  for (let at = 0; at < flat.length; at += 2) {
    const nextX = Math.round(width / 2 + ((flat[at] ?? 0) - x) * perDegree);
    const nextY = Math.round(height / 2 - ((flat[at + 1] ?? 0) - y) * perDegree);
    const nextBeyond =
      (nextX < -margin ? 1 : nextX > width + margin ? 2 : 0) | (nextY < -margin ? 4 : nextY > height + margin ? 8 : 0);
    if (at === 0) [firstX, firstY, lastX, lastY, lastBeyond] = [nextX, nextY, nextX, nextY, nextBeyond];
    else if ((lastBeyond & hereBeyond & nextBeyond) === 0) write();
    [hereX, hereY, hereBeyond] = [nextX, nextY, nextBeyond];
  }
  write();
  return steps.length === 0 ? '' : `M${firstX} ${firstY}l${steps.join(' ')}`;
}
