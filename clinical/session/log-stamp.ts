/** Who and when of a fact: when it happened, when it was written, when the server had it. Times are honest. */
import { projectDefault, sourced } from '#clinical/sources.ts';
import { type Fact, happenedAt, msOf } from './log-event.ts';
import type { SessionRecord } from './log-fold.ts';

/** Who, when it happened, when it was written, and whether it has been corrected since. */
export type Stamp = {
  readonly id: string;
  readonly atMs: number;
  readonly enteredMs: number;
  /** Null: a locked station took it, and nobody has claimed it yet. */
  readonly by: string | null;
  readonly station: string;
  readonly isCorrected: boolean;
  /** When the server kept it; absent while it waits on a station. */
  readonly recordedMs: number | undefined;
  /** Whole minutes from when it happened to when it was written, or from then to when the server had it: the longer. */
  readonly lateMin: number;
  readonly isLate: boolean;
  /** By the station's clock it lay ahead of the server's: stored as it came, and marked. */
  readonly isClockInDoubt: boolean;
};

export const lateEntry = sourced(
  'A fact written down, or kept by the server, so long after it happened is marked late',
  5,
  'min',
  projectDefault('the record of a session: times are honest'),
);

export const clockSlack = sourced(
  'A station’s clock may be ahead of the server’s by what a network delays; beyond it the time is in doubt',
  5,
  's',
  projectDefault('the record of a session: times are honest'),
);

const msPerMin = 60 * 1_000;

export const enteredAt = (fact: Fact): number => msOf(fact.enteredAt) + fact.clockOffsetMs;

export function stampOf(fact: Fact, isCorrected: boolean, claims: ReadonlyMap<string, string>): Stamp {
  const atMs = happenedAt(fact);
  const enteredMs = enteredAt(fact);
  const { recordedMs } = fact;
  const lateMs = Math.max(enteredMs - atMs, recordedMs === undefined ? 0 : recordedMs - enteredMs, 0);
  return {
    id: fact.id,
    atMs,
    enteredMs,
    by: fact.by ?? claims.get(fact.id) ?? null,
    station: fact.station,
    isCorrected,
    recordedMs,
    lateMin: Math.floor(lateMs / msPerMin),
    isLate: lateMs > lateEntry.value * msPerMin,
    isClockInDoubt: recordedMs !== undefined && Math.max(atMs, enteredMs) > recordedMs + clockSlack.value * 1_000,
  };
}

/** Who says that what a locked station took was theirs; the first claim counts. */
export function claimsOf(standing: readonly Fact[]): Map<string, string> {
  const claims = new Map<string, string>();
  for (const fact of standing)
    if (fact.kind === 'claimed' && fact.by !== null)
      for (const id of fact.data.of) if (!claims.has(id)) claims.set(id, fact.by);
  return claims;
}

/** For the facts that a record holds without a stamp: those at the pump, and corrections. */
export function stampsOf({ changed, standing }: SessionRecord): (fact: Fact) => Stamp {
  const corrected = new Set(changed.flatMap(({ fact, corrections }) => (corrections.length > 0 ? [fact.id] : [])));
  const claims = claimsOf(standing);
  return (fact) => stampOf(fact, corrected.has(fact.id), claims);
}
