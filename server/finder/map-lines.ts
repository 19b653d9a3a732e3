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

/**
 * Lines of one kind, each as longitudes and heights in turn, and beside them where each lies: west, east, low, high. Many
 * small arrays or objects instead would be walked through at each collection of garbage.
 */
type Layer = { readonly lines: readonly Float64Array[]; readonly bounds: Float64Array };

function layerOf(all: readonly Line[]): Layer {
  const bounds = new Float64Array(all.length * 4);
  const lines = all.map((line, which) => {
    const flat = new Float64Array(line.length * 2);
    let [west, east, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const [at, [longitude = 0, latitude = 0]] of line.entries()) {
      const height = heightOf(latitude);
      flat[at * 2] = longitude;
      flat[at * 2 + 1] = height;
      west = Math.min(west, longitude);
      east = Math.max(east, longitude);
      low = Math.min(low, height);
      high = Math.max(high, height);
    }
    bounds.set([west, east, low, high], which * 4);
    return flat;
  });
  return { lines, bounds };
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
    land: layerOf(rings),
    lakes: layerOf(lakeShores()),
    countyLines: layerOf(between(counties)),
    stateLines: layerOf(between(states)),
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
  return {
    land: pathOf(opened.land, view),
    lakes: pathOf(opened.lakes, view),
    countyLines: pathOf(opened.countyLines, view),
    stateLines: pathOf(opened.stateLines, view),
  };
}

const nothing = new Float64Array();

/** What of a layer is in the picture. */
function pathOf({ lines, bounds }: Layer, view: View): string {
  const [across, up] = [view.width / 2 / view.perDegree, view.height / 2 / view.perDegree];
  const [west, east, low, high] = [view.x - across, view.x + across, view.y - up, view.y + up];
  written = 0;
  for (let which = 0; which < lines.length; which += 1) {
    const at = which * 4;
    if ((bounds[at] ?? 0) >= east || (bounds[at + 1] ?? 0) <= west) continue;
    if ((bounds[at + 2] ?? 0) >= high || (bounds[at + 3] ?? 0) <= low) continue;
    writeLine(lines[which] ?? nothing, view);
  }
  return paper.toString('latin1', 0, written);
}

/** A path is written here letter by letter: put together from texts, one map left 160 kB of garbage. */
let paper = Buffer.alloc(65_536);
let written = 0;

const [minus, space, zero] = [45, 32, 48];

/** A whole number, with a space before it where nothing else parts it from the one before. */
function write(value: number, isFirst: boolean): void {
  if (value < 0) paper[written++] = minus;
  else if (!isFirst) paper[written++] = space;
  let rest = value < 0 ? -value : value;
  let unit = 1;
  while (unit * 10 <= rest) unit *= 10;
  for (; unit >= 1; unit = (unit / 10) | 0) {
    const digit = (rest / unit) | 0;
    paper[written++] = zero + digit;
    rest -= digit * unit;
  }
}

/** The longest that a corner can be: two numbers of nine digits with their signs. */
const cornerBytes = 20;

/** Wider than half a stroke: what lies beyond is not seen. */
const margin = 4;

/** Beyond which edges of the picture, as bits. */
const beyond = (x: number, y: number, width: number, height: number): number =>
  (x < -margin ? 1 : x > width + margin ? 2 : 0) | (y < -margin ? 4 : y > height + margin ? 8 : 0);

/**
 * One line or outline in whole pixels, each corner counted from the one before.
 *
 * A corner is left out when it and those beside it lie beyond the same edge of the picture: the short cut lies there too,
 * so neither the line nor the inside of the outline looks different.
 */
function writeLine(flat: Float64Array, { x, y, perDegree, width, height }: View): void {
  const most = written + (flat.length / 2 + 2) * cornerBytes;
  if (most > paper.length) paper = Buffer.concat([paper], most * 2);
  const from = written;
  // Each by itself and whole: put into arrays or left as fractions, corners would be garbage again.
  let lastX = Math.round(width / 2 + ((flat[0] ?? 0) - x) * perDegree) | 0;
  let lastY = Math.round(height / 2 - ((flat[1] ?? 0) - y) * perDegree) | 0;
  let lastBeyond = beyond(lastX, lastY, width, height);
  paper[written++] = letterM;
  write(lastX, true);
  write(lastY, false);
  paper[written++] = letterL;
  let hereX = lastX;
  let hereY = lastY;
  let hereBeyond = lastBeyond;
  let corners = 0;
  for (let at = 2; at <= flat.length; at += 2) {
    // After the last corner once more, for the last.
    const isOver = at === flat.length;
    const nextX = isOver ? hereX : Math.round(width / 2 + ((flat[at] ?? 0) - x) * perDegree) | 0;
    const nextY = isOver ? hereY : Math.round(height / 2 - ((flat[at + 1] ?? 0) - y) * perDegree) | 0;
    const nextBeyond = isOver ? 0 : beyond(nextX, nextY, width, height);
    if ((lastBeyond & hereBeyond & nextBeyond) === 0) {
      if (hereX !== lastX || hereY !== lastY) {
        write(hereX - lastX, corners === 0);
        write(hereY - lastY, false);
        corners += 1;
      }
      lastX = hereX;
      lastY = hereY;
      lastBeyond = hereBeyond;
    }
    hereX = nextX;
    hereY = nextY;
    hereBeyond = nextBeyond;
  }
  // Nothing of it is longer than a pixel.
  if (corners === 0) written = from;
}

const [letterM, letterL] = [77, 108];
