/** A screen that asks again and again is told only what is new; the rest it has. */
import type { z } from 'zod';
import type * as shapes from '#server/session/device.shapes.ts';
import type { Wire } from '#web/platform/contract.ts';

export type Live = Wire<z.infer<typeof shapes.LiveValues>>;

/** Of each metric and device the newest that was heard so far. */
export function withNewValues(before: Live | undefined, now: Live): Live {
  const newest = new Map<string, Live['values'][number]>();
  for (const one of [...(before?.values ?? []), ...now.values]) {
    const name = `${one.metric} ${one.deviceId}`;
    const known = newest.get(name);
    const isNewer =
      known === undefined || one.atMs > known.atMs || (one.atMs === known.atMs && one.arrivedMs >= known.arrivedMs);
    if (isNewer) newest.set(name, one);
  }
  return { ...now, values: [...newest.values()] };
}
