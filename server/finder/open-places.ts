/** ZIP codes, towns, lines of the map and rows for search, read before anyone asks: otherwise the first visitors wait. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Services } from '#server/platform/services.ts';
import { linesIn } from './map-lines.ts';
import { townsIn } from './map-towns.ts';
import { openNear } from './near.ts';
import { zipPoints } from './zip-points.ts';

/**
 * One after the other, so that requests are answered in between. A database that is away meanwhile ends nothing: the first
 * search reads the rows.
 */
export async function openPlaces({ db, log }: Pick<Services, 'db' | 'log'>): Promise<void> {
  for (const open of [
    () => zipPoints(),
    () => zipPoints().townsLike('Reno'),
    () => townsIn({ south: 0, north: 0, west: 0, east: 0 }).next(),
    () => linesIn({ x: 0, y: 0, perDegree: 1, width: 1, height: 1 }),
  ]) {
    open();
    await turn();
  }
  await openNear(db).catch((error: unknown) =>
    log.warn({ err: error instanceof Error ? error.message : String(error) }, 'centers are not in memory yet'),
  );
}
