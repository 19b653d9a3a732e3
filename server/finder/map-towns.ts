/** Towns near a place for the map, those with the most ZIP codes first. */
import type { Box, Point } from '#clinical/finder/finder.ts';
import { zipPoints } from './zip-points.ts';

export type MapTown = Point & { readonly name: string; readonly size: number };

/** All towns, from south to north. */
function openTowns(): MapTown[] {
  const found = zipPoints().all.flatMap((zip) => {
    const answer = zipPoints().find(zip);
    return answer.is === 'found' ? [answer.point] : [];
  });
  return [...Map.groupBy(found, ({ city, state }) => `${city}|${state}`).values()]
    .flatMap((codes) => {
      const [first] = codes;
      return first === undefined
        ? []
        : [{ name: first.city, size: codes.length, latitude: first.latitude, longitude: first.longitude }];
    })
    .toSorted((a, b) => a.latitude - b.latitude);
}

let opened: MapTown[] | undefined;

export function townsIn(box: Box): MapTown[] {
  opened ??= openTowns();
  let [low, high] = [0, opened.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((opened[middle]?.latitude ?? 0) < box.south) low = middle + 1;
    else high = middle;
  }
  const inside: MapTown[] = [];
  for (let at = low; at < opened.length; at += 1) {
    const town = opened[at];
    if (town === undefined || town.latitude > box.north) break;
    if (town.longitude > box.west && town.longitude < box.east) inside.push(town);
  }
  return inside.toSorted((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
}
