/** Who and when of the facts that the record holds without a stamp: those at the pump, and corrections. */
import { type Fact, happenedAt, lateEntry, type SessionRecord, type Stamp } from '#clinical/session/session.ts';

const msPerMin = 60_000;
/** As in the fold: a clock may be ahead by what a network delays. */
const clockSlackMs = 5_000;

export function stampsOf(record: SessionRecord): (fact: Fact) => Stamp {
  const corrected = new Set(record.changed.map(({ fact }) => fact.id));
  const claims = new Map<string, string>();
  for (const fact of record.standing)
    if (fact.kind === 'claimed' && fact.by !== null)
      for (const id of fact.data.of) if (!claims.has(id)) claims.set(id, fact.by);
  return (fact) => {
    const atMs = happenedAt(fact);
    const enteredMs = Date.parse(fact.enteredAt) + fact.clockOffsetMs;
    const { recordedMs } = fact;
    const lateMs = Math.max(enteredMs - atMs, recordedMs === undefined ? 0 : recordedMs - enteredMs, 0);
    return {
      id: fact.id,
      atMs,
      enteredMs,
      by: fact.by ?? claims.get(fact.id) ?? null,
      station: fact.station,
      isCorrected: corrected.has(fact.id),
      recordedMs,
      lateMin: Math.floor(lateMs / msPerMin),
      isLate: lateMs > lateEntry.value * msPerMin,
      isClockInDoubt: recordedMs !== undefined && Math.max(atMs, enteredMs) > recordedMs + clockSlackMs,
    };
  };
}
