/**
 * The map of a search, drawn on the server as one picture: county and state lines of the US Census from us-atlas, rings,
 * towns, a number for each center. No tiles, and no request to anyone.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoMercator, geoPath } from 'd3-geo';
import { html, raw } from 'hono/html';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { type Box, boxAround, milesBetween, type Point } from '#clinical/finder/finder.ts';
import type { Html } from '#server/public/page.ts';
import { zipPoints } from './zip-points.ts';

const [width, height] = [440, 560];
type Pixel = readonly [number, number];
type Counties = Topology<{ counties: GeometryCollection; states: GeometryCollection<{ name: string }> }>;

const packages = createRequire(import.meta.url);
let read: Counties | undefined;
const atlas = (): Counties => {
  read ??= JSON.parse(readFileSync(packages.resolve('us-atlas/counties-10m.json'), 'utf8')) as Counties;
  return read;
};

/** Rings that fit into a search of so many miles. */
export const ringsOf = (miles: number): readonly [number, number] =>
  miles <= 10 ? [2, 5] : miles <= 25 ? [5, 10] : miles <= 50 ? [10, 25] : miles <= 100 ? [25, 50] : [50, 100];

type Ground = { lines: string; project: (of: Point) => Pixel; perMile: number; names: { name: string; at: Pixel }[] };

const kept = new Map<string, Ground>();
const keptMost = 200;

/** The ground of a map is the same for everyone who looks there: worked out once, kept by place and radius. */
function groundOf(middle: Point, miles: number): Ground {
  const key = `${middle.latitude.toFixed(2)} ${middle.longitude.toFixed(2)} ${miles}`;
  const before = kept.get(key);
  if (before !== undefined) return before;
  const box = boxAround(middle, miles * 1.1);
  const projection = geoMercator().fitExtent(
    [
      [8, 8],
      [width - 8, height - 8],
    ],
    {
      type: 'MultiPoint',
      coordinates: [
        [box.west, box.south],
        [box.east, box.north],
      ],
    },
  );
  projection.clipExtent([
    [0, 0],
    [width, height],
  ]);
  const path = geoPath(projection).digits(0);
  const { counties, states } = atlas().objects;
  const near = { type: 'GeometryCollection' as const, geometries: counties.geometries.filter(touches(box)) };
  const countyLines = path(mesh(atlas(), near)) ?? '';
  const stateLines = path(mesh(atlas(), states, (a, b) => a !== b)) ?? '';
  const land = path(feature(atlas(), states)) ?? '';
  const lines = `<path class="map-land" d="${land}"/><path class="map-county" d="${countyLines}"/><path class="map-state" d="${stateLines}"/>`;
  const project = (of: Point): Pixel => projection([of.longitude, of.latitude]) ?? [0, 0];
  const [, above] = project({ latitude: middle.latitude + 0.1, longitude: middle.longitude });
  const perMile =
    Math.abs(project(middle)[1] - above) / milesBetween(middle, { ...middle, latitude: middle.latitude + 0.1 });
  const ground = { lines, project, perMile, names: townsIn(box, middle, project) };
  if (kept.size >= keptMost) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, ground);
  return ground;
}

/** Arcs of a county that come near the box, by the box of each county, worked out once. */
let boxes: Map<unknown, Box> | undefined;
function touches(box: Box) {
  boxes ??= boxesOfCounties();
  const known = boxes;
  return (county: GeometryCollection['geometries'][number]): boolean => {
    const of = known.get(county);
    return of !== undefined && of.west < box.east && of.east > box.west && of.south < box.north && of.north > box.south;
  };
}

function boxesOfCounties(): Map<unknown, Box> {
  const all = atlas();
  return new Map(
    all.objects.counties.geometries.map((county) => {
      const of = feature(all, county);
      const [[west, south], [east, north]] = geoPath().bounds(of);
      return [county, { west, south, east, north }];
    }),
  );
}

/** The towns with the most ZIP codes, far enough from each other to be read. */
function townsIn(box: Box, middle: Point, project: (of: Point) => Pixel) {
  const points = zipPoints().all.flatMap((zip) => {
    const found = zipPoints().find(zip);
    return found.is === 'found' && isInside(found.point, box) ? [found.point] : [];
  });
  const towns = [...Map.groupBy(points, ({ city, state }) => `${city}|${state}`).values()]
    .map((codes) => ({ name: codes[0]?.city ?? '', size: codes.length, point: codes[0] ?? middle }))
    .toSorted((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
  const names: { name: string; at: Pixel }[] = [];
  const [mx, my] = project(middle);
  for (const { name, point } of towns) {
    const at = project(point);
    const isFree = [[mx, my] as Pixel, ...names.map((other) => other.at)].every(
      ([x, y]) => Math.abs(x - at[0]) > 90 || Math.abs(y - at[1]) > 34,
    );
    const isWithin = at[0] > 40 && at[0] < width - 40 && at[1] > 30 && at[1] < height - 60;
    if (isFree && isWithin) names.push({ name, at });
    if (names.length === 8) break;
  }
  return names;
}

const isInside = ({ latitude, longitude }: Point, box: Box) =>
  latitude > box.south && latitude < box.north && longitude > box.west && longitude < box.east;

export type Pin = Point & { readonly number: number };

/**
 * One image. Every center on it is in the list, so its text is the list.
 *
 * @param says the same for those who hear it
 */
export function map(middle: Point, name: string, miles: number, pins: readonly Pin[], says: string): Html {
  const { lines, project, perMile, names } = groundOf(middle, miles);
  const [mx, my] = project(middle);
  const rings = ringsOf(miles);
  const placed = placePins(pins, project, [mx, my]);
  const scale = rings[0];
  const n = (value: number) => String(Math.round(value));
  return html`<svg class="map" viewBox="0 0 ${width} ${height}" role="img" aria-label="${says}">${raw(
    `<rect class="map-water" width="${width}" height="${height}"/>${lines}${rings
      .map((ring) => {
        const radius = ring * perMile;
        const y = Math.max(22, my - radius);
        return `<circle class="map-ring" cx="${n(mx)}" cy="${n(my)}" r="${n(radius)}"/><rect class="map-ring-label" x="${n(mx - 25)}" y="${n(y - 13)}" width="50" height="26" rx="13"/><text class="map-small" x="${n(mx)}" y="${n(y + 5)}" text-anchor="middle">${ring} mi</text>`;
      })
      .join('')}`,
  )}${names.map(
    (town) =>
      html`<circle class="map-town" cx="${n(town.at[0])}" cy="${n(town.at[1])}" r="2.5"/><text class="map-name" x="${n(town.at[0])}" y="${n(town.at[1] - 8)}" text-anchor="middle">${town.name}</text>`,
  )}<circle class="map-here" cx="${n(mx)}" cy="${n(my)}" r="9"/><circle class="map-here-dot" cx="${n(mx)}" cy="${n(my)}" r="3.5"/><text class="map-here-name" x="${n(mx)}" y="${n(my + 27)}" text-anchor="middle">${name}</text>${placed.map(
    ({ number, dot, at }) =>
      html`<path class="map-line" d="M${n(dot[0])} ${n(dot[1])}L${n(at[0])} ${n(at[1])}"/><circle class="map-dot" cx="${n(dot[0])}" cy="${n(dot[1])}" r="4"/><circle class="map-pin" cx="${n(at[0])}" cy="${n(at[1])}" r="14"/><text class="map-number" x="${n(at[0])}" y="${n(at[1] + 5)}" text-anchor="middle">${number}</text>`,
  )}${raw(
    `<rect class="map-scale" x="8" y="${height - 46}" width="${n(scale * perMile + 24)}" height="38" rx="6"/><path class="map-scale-line" d="M20 ${height - 22}v6h${n(scale * perMile)}v-6"/><text class="map-small" x="20" y="${height - 28}">${scale} mi</text>`,
  )}</svg>`;
}

/** Where the searcher stands, and the name under it. */
const ofTheMiddle = ([x, y]: Pixel): Pixel[] => [
  [x, y],
  [x - 26, y + 22],
  [x, y + 22],
  [x + 26, y + 22],
];

type Placed = { number: number; dot: Pixel; at: Pixel };

/** A pin stands beside its dot, pushed away from the searcher and from pins that stand already; the line says whose it is. */
function placePins(pins: readonly Pin[], project: (of: Point) => Pixel, [mx, my]: Pixel): Placed[] {
  const placed: Placed[] = [];
  for (const pin of pins) {
    const dot = project(pin);
    const away = Math.atan2(dot[1] - my, dot[0] - mx);
    let best: Pixel = dot;
    let bestRoom = Number.NEGATIVE_INFINITY;
    for (const length of [28, 44, 62])
      for (const turn of [0, 0.6, -0.6, 1.2, -1.2, 1.9, -1.9, 2.6, -2.6]) {
        const at: Pixel = [
          Math.min(width - 18, Math.max(18, dot[0] + length * Math.cos(away + turn))),
          Math.min(height - 64, Math.max(18, dot[1] + length * Math.sin(away + turn))),
        ];
        const others = [...placed.flatMap((other) => [other.at, other.dot]), ...ofTheMiddle([mx, my])];
        const room =
          Math.min(...others.map(([x, y]) => Math.hypot(x - at[0], y - at[1])), 34) - length / 20 - Math.abs(turn);
        if (room > bestRoom) [best, bestRoom] = [at, room];
      }
    placed.push({ number: pin.number, dot, at: best });
  }
  return placed;
}
