import {
  dischargeReadiness,
  leavingItems,
  type ReadingFact,
  type ReadingSet,
  type SessionRoute,
} from '#clinical/session/session.ts';
import type { Chance } from './chance.ts';
import { type IvLog, msPerMin } from './iv-log.ts';
import type { JudgedSet } from './iv-sets.ts';

const aldrete = { scale: 'modified-aldrete', answers: [2, 2, 2, 2, 2], total: 10 } as const;

/**
 * Lets somebody go when the rules say that nothing is open, and not before.
 *
 * @returns when they left, ms since 1970; undefined when they stay
 */
export function writeLeaving(
  log: IvLog,
  by: Chance,
  of: {
    doseMs: number;
    endMs: number;
    /** Left out: into a vein, where the stay counts from the end. Elsewhere it counts from the last dose. */
    route?: SessionRoute | undefined;
    /** When the newest set was taken. */
    atMs: number;
    sets: readonly JudgedSet[];
    baseline: ReadingSet | undefined;
    newest: ReadingFact;
  },
): number | undefined {
  const stepMs = by.whole(14, 24) * 1_000;
  const leftMs = of.atMs + stepMs * (leavingItems.length + 3);
  const { ready } = dischargeReadiness({
    route: of.route ?? 'iv',
    minutesSinceCounted: (leftMs - of.endMs) / msPerMin,
    ...(of.route === undefined ? {} : { countsFrom: 'last-device' as const }),
    minutesSinceDose: (leftMs - of.doseMs) / msPerMin,
    minutesSinceEnd: (leftMs - of.endMs) / msPerMin,
    baseline: of.baseline,
    readings: of.sets.map(({ set }) => set),
    modifiedAldrete: aldrete.total,
    isOriented: of.newest.isOriented,
    walksSteadily: true,
    hasUncontrolledVomiting: false,
    hasNewSuicidalFinding: false,
    hasEscort: true,
    hasTransport: true,
    hasLeaflet: true,
    hasEmergencyPhone: true,
    hasSaidBack: true,
    hasNextContact: true,
  });
  if (!ready) return undefined;
  log.write(of.atMs + stepMs, 'rating', { ...aldrete, answers: [...aldrete.answers] }, { lagSec: 3 });
  for (const [place, item] of leavingItems.entries())
    log.write(of.atMs + stepMs * (place + 2), 'discharge-item', { item, state: 'met' }, { lagSec: 3 });
  log.write(leftMs, 'left', { how: 'let-go', as: 'fact' }, { lagSec: by.whole(4, 12) });
  return leftMs;
}
