/** Towns near a place for the map, those with the most ZIP codes first. */
import type { Box, Point } from '#clinical/finder/finder.ts';
import { zipPoints } from './zip-points.ts';

export type MapTown = Point & { readonly name: string; readonly size: number };

/** All towns from south to north, and where each is: laid flat, because every map looks at some hundred of them. */
function openTowns() {
  const found = zipPoints().all.flatMap((zip) => {
    const answer = zipPoints().find(zip);
    return answer.is === 'found' ? [answer.point] : [];
  });
  const towns = [...Map.groupBy(found, ({ city, state }) => `${city}|${state}`).values()]
    .flatMap((codes): MapTown[] => {
      const [first] = codes;
      return first === undefined
        ? []
        : [{ name: first.city, size: codes.length, latitude: first.latitude, longitude: first.longitude }];
    })
    .toSorted((a, b) => a.latitude - b.latitude);
  return {
    towns,
    latitudes: Float64Array.from(towns, ({ latitude }) => latitude),
    longitudes: Float64Array.from(towns, ({ longitude }) => longitude),
  };
}

let opened: ReturnType<typeof openTowns> | undefined;

export function townsIn(box: Box): MapTown[] {
  opened ??= openTowns();
  const { towns, latitudes, longitudes } = opened;
  let [low, high] = [0, towns.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((latitudes[middle] ?? 0) < box.south) low = middle + 1;
    else high = middle;
  }
  const inside: MapTown[] = [];
  for (let at = low; at < towns.length && (latitudes[at] ?? 0) <= box.north; at += 1) {
    const longitude = longitudes[at] ?? 0;
    const town = longitude > box.west && longitude < box.east ? towns[at] : undefined;
    if (town !== undefined) inside.push(town);
  }
  return inside.sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
}
