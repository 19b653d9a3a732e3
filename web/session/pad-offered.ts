/**
 * What is on offer stands still while it is looked at: it was read, and the tap takes what was read. Newer values wait for a
 * tap of their own; what grows too old, is said otherwise by now, or whose monitor was taken off goes.
 */
import { useState } from 'react';
import { isStillOffered, type MonitorLineSaid } from '#clinical/session/session.ts';
import type { MonitorNow } from './monitor.queries.ts';
import { openOffers, type PadDraft } from './pad-draft.ts';

type Offered = { readonly offers: readonly MonitorLineSaid[]; readonly isNewer: boolean };

/** @param held what was shown last; undefined: nothing yet */
export function offeredOf(of: {
  held: readonly MonitorLineSaid[] | undefined;
  says: readonly MonitorLineSaid[];
  deviceIds: readonly string[];
  draft: PadDraft;
  nowMs: number;
}): Offered {
  const { held, deviceIds, draft, nowMs } = of;
  const now = openOffers(draft, of.says);
  if (held === undefined) return { offers: now, isNewer: false };
  const isSaidNow = ({ line }: MonitorLineSaid) => now.some((one) => one.line === line);
  const isOn = ({ values }: MonitorLineSaid) => values.every(({ deviceId }) => deviceIds.includes(deviceId));
  const offers = openOffers(draft, held).filter((one) => isSaidNow(one) && isOn(one) && isStillOffered(one, nowMs));
  const shown = new Set(offers.flatMap(({ values }) => values.map(({ id }) => id)));
  return { offers, isNewer: now.some(({ values }) => values.some(({ id }) => !shown.has(id))) };
}

export function useOffers(draft: PadDraft, { says, devices }: MonitorNow, nowMs: number) {
  const [held, setHeld] = useState<readonly MonitorLineSaid[]>();
  const deviceIds = devices.map(({ id }) => id);
  const { offers, isNewer } = offeredOf({ held, says, deviceIds, draft, nowMs });
  if (held === undefined && offers.length > 0) setHeld(says);
  return { offers, renew: isNewer ? () => setHeld(says) : undefined };
}
