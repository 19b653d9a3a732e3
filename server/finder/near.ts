import type { Point } from '#clinical/finder/finder.ts';
import type { Database } from '#server/platform/database.ts';
import { listNear } from './finder.queries.ts';

/** Centers around a point for a script, nearest first, ties by id: the query that the pages ask, without their filters. */
export async function centersNear(
  db: Database,
  of: { point: Point; miles: number; limit: number },
): Promise<{ id: string; name: string; miles: number }[]> {
  const found = await listNear(db.public, {
    point: of.point,
    miles: of.miles,
    filters: { offers: [] },
    order: 'nearest',
    most: of.limit,
    after: 0,
  });
  return found.map(({ centerId, name, miles }) => ({ id: centerId, name, miles }));
}
