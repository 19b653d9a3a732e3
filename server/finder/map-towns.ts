/** Towns near a place for the map, those with the most ZIP codes first. */
import type { Box, Point } from '#clinical/finder/finder.ts';
import { zipPoints } from './zip-points.ts';

export type MapTown = Point & { readonly name: string; readonly size: number };

/** All towns, the largest first, and where each is: laid flat, because a map looks at many of them to name a few. */
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
    .toSorted((a, b) => b.size - a.size || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.latitude - b.latitude));
  return {
    towns,
    latitudes: Float64Array.from(towns, ({ latitude }) => latitude),
    longitudes: Float64Array.from(towns, ({ longitude }) => longitude),
  };
}

let opened: ReturnType<typeof openTowns> | undefined;

/** One after the other, for as long as somebody wants more. */
export function* townsIn(box: Box): Generator<MapTown> {
  opened ??= openTowns();
  const { towns, latitudes, longitudes } = opened;
  for (let at = 0; at < towns.length; at += 1) {
    const latitude = latitudes[at] ?? 0;
    const longitude = longitudes[at] ?? 0;
    const isInside = latitude >= box.south && latitude <= box.north && longitude > box.west && longitude < box.east;
    const town = isInside ? towns[at] : undefined;
    if (town !== undefined) yield town;
  }
}
