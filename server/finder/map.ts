/**
 * The map of a search, drawn on the server as one picture: county and state lines of the US Census from us-atlas, lakes of
 * Natural Earth, rings, towns, a number for each center. No tiles, and no request to anyone.
 */
import { html, raw } from 'hono/html';
import { boxAround, milesBetween, type Point } from '#clinical/finder/finder.ts';
import type { Html } from '#server/public/page.ts';
import { heightOf, linesIn } from './map-lines.ts';
import { townsIn } from './map-towns.ts';

const [width, height] = [440, 560];
/** What is searched ends so many pixels before the picture does. */
const edge = 8;
type Pixel = readonly [number, number];
/** Rings that fit into a search of so many miles. */
export const ringsOf = (miles: number): readonly [number, number] =>
  miles <= 10 ? [2, 5] : miles <= 25 ? [5, 10] : miles <= 50 ? [10, 25] : miles <= 100 ? [25, 50] : [50, 100];

type Ground = { lines: string; project: (of: Point) => Pixel; perMile: number; names: { name: string; at: Pixel }[] };

const kept = new Map<string, Ground>();
const keptMost = 500;

/** The ground of a map is the same for everyone who looks there: worked out once, kept by place and radius. */
function groundOf(middle: Point, miles: number): Ground {
  const key = `${middle.latitude.toFixed(2)} ${middle.longitude.toFixed(2)} ${miles}`;
  const before = kept.get(key);
  if (before !== undefined) return before;
  const box = boxAround(middle, miles * 1.1);
  const [x, low, high] = [middle.longitude, heightOf(box.south), heightOf(box.north)];
  const y = (low + high) / 2;
  const perDegree = Math.min((width - 2 * edge) / (box.east - box.west), (height - 2 * edge) / (high - low));
  const { land, lakes, countyLines, stateLines } = linesIn({ x, y, perDegree, width, height });
  // Joined, not added: a kept text of many pieces would stay as many pieces.
  const lines = [
    `<path class="map-land" d="${land}"/>`,
    lakes === '' ? '' : `<path class="map-water" d="${lakes}"/>`,
    `<path class="map-county" d="${countyLines}"/>`,
    `<path class="map-state" d="${stateLines}"/>`,
  ].join('');
  const project = ({ longitude, latitude }: Point): Pixel => [
    // The short way round, where the picture goes across the date line.
    width / 2 + (((((longitude - x + 540) % 360) + 360) % 360) - 180) * perDegree,
    height / 2 - (heightOf(latitude) - y) * perDegree,
  ];
  const [, above] = project({ latitude: middle.latitude + 0.1, longitude: middle.longitude });
  const perMile =
    Math.abs(project(middle)[1] - above) / milesBetween(middle, { ...middle, latitude: middle.latitude + 0.1 });
  const ground = { lines, project, perMile, names: namesOf(townsIn(box), middle, project) };
  if (kept.size >= keptMost) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, ground);
  return ground;
}

const namesMost = 8;

/** Towns far enough from each other, and from the middle, to be read. */
function namesOf(towns: ReturnType<typeof townsIn>, middle: Point, project: (of: Point) => Pixel) {
  const names: { name: string; at: Pixel }[] = [];
  const [mx, my] = project(middle);
  for (const { name, ...point } of towns) {
    const at = project(point);
    const isWithin = at[0] > 40 && at[0] < width - 40 && at[1] > 30 && at[1] < height - 60;
    if (!isWithin) continue;
    const isFree = [[mx, my] as Pixel, ...names.map((other) => other.at)].every(
      ([x, y]) => Math.abs(x - at[0]) > 90 || Math.abs(y - at[1]) > 34,
    );
    if (isFree) names.push({ name, at });
    if (names.length === namesMost) break;
  }
  return names;
}

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

/** Near and straight away first, then farther and to the side. */
const tries = [28, 44, 62].flatMap((length) =>
  [0, 0.6, -0.6, 1.2, -1.2, 1.9, -1.9, 2.6, -2.6].map((turn) => [length, turn] as const),
);

/** How far the nearest of the others is; more than a pin and a half is enough. */
const enoughRoom = 34;
/** @param others so many numbers count: across and down in turn */
function roomAround(x: number, y: number, others: Float64Array, count: number): number {
  let least = enoughRoom ** 2;
  for (let at = 0; at < count; at += 2)
    least = Math.min(least, ((others[at] ?? 0) - x) ** 2 + ((others[at + 1] ?? 0) - y) ** 2);
  return Math.sqrt(least);
}

type Placed = { number: number; dot: Pixel; at: Pixel };

/** A pin stands beside its dot, pushed away from the searcher and from pins that stand already; the line says whose it is. */
function placePins(pins: readonly Pin[], project: (of: Point) => Pixel, [mx, my]: Pixel): Placed[] {
  // Where the searcher stands, and the name under it; then each pin and its dot.
  const taken = [mx, my, mx - 26, my + 22, mx, my + 22, mx + 26, my + 22];
  const others = new Float64Array(taken.length + pins.length * 4);
  others.set(taken);
  let count = taken.length;
  return pins.map((pin) => {
    const dot = project(pin);
    const away = Math.atan2(dot[1] - my, dot[0] - mx);
    let [bestX, bestY, bestRoom] = [dot[0], dot[1], Number.NEGATIVE_INFINITY];
    for (const [length, turn] of tries) {
      // Not even alone would it be better.
      const farther = length / 20 + Math.abs(turn);
      if (enoughRoom - farther <= bestRoom) continue;
      const x = Math.min(width - 18, Math.max(18, dot[0] + length * Math.cos(away + turn)));
      const y = Math.min(height - 64, Math.max(18, dot[1] + length * Math.sin(away + turn)));
      const room = roomAround(x, y, others, count) - farther;
      if (room > bestRoom) [bestX, bestY, bestRoom] = [x, y, room];
    }
    others.set([bestX, bestY, dot[0], dot[1]], count);
    count += 4;
    return { number: pin.number, dot, at: [bestX, bestY] };
  });
}
