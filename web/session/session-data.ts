/** What the session screens read, and the ways in which they write. */
import { useEffect, useMemo } from 'react';
import {
  type Agenda,
  type Kind,
  type Missing,
  newestVersion,
  type SessionEvent,
  type SessionRecord,
} from '#clinical/session/session.ts';
import { clock } from '#web/offline/clock.ts';
import { type Draft, NotWritten } from '#web/offline/outbox.ts';
import { askForSpace, storageIsFull } from '#web/offline/space.ts';
import { held, isLockedNow, lookAgainAtFacts, outbox, sendNow, signedIn } from '#web/offline/station-outbox.ts';
import { asked, revoked, signedOut } from '#web/platform/session.ts';
import { useNow } from '#web/ui/network-state.tsx';
import { agendaOf, emptyLog, folder, type SessionInHand } from './in-hand.ts';
import { type FloorHere, floorHere, logs, lookAtFloor, startSessionData } from './session-store.ts';

export { serverNow } from '#web/offline/clock.ts';
export type { RefusedFact } from '#web/offline/outbox.ts';
export { discard, outboxState } from '#web/offline/station-tray.ts';
export type { SessionInHand } from './in-hand.ts';

const tickMs = 1_000;
const foldOf = folder();

/** By the server’s clock, and never before a fact that came since the last tick: it would not have happened yet. */
const nowAt = (tickedMs: number): number => Math.max(tickedMs, Date.now()) + clock.get().offsetMs;

export function useFloor(): FloorHere {
  useEffect(startSessionData, []);
  return floorHere.use();
}

export function useSessionInHand(id: string): SessionInHand | undefined | 'not-here' {
  const { floor } = useFloor();
  const log = logs.use().get(id);
  const mine = held.use();
  const clockMs = useNow(tickMs);
  const session = floor?.sessions.find((of) => of.id === id);
  const folded = session && foldOf(id, log ?? emptyLog, mine);
  const waitingIds = useMemo(
    () => new Set(mine.waiting.filter((event) => event.session === id).map((event) => event.id)),
    [mine, id],
  );
  const recordedMsOf = useMemo(() => {
    const recorded = new Map(
      [...(log?.kept ?? []), ...(log?.movedHere ?? [])].map((event) => [event.id, event.recordedMs]),
    );
    return (of: string) => recorded.get(of);
  }, [log]);
  return useMemo(() => {
    if (floor === undefined) return undefined;
    if (session === undefined || folded === undefined) return 'not-here';
    // Facts are on their way: an empty log is not shown as one.
    if (log === undefined && session.lastSeq > 0) return undefined;
    const nowMs = nowAt(clockMs);
    return {
      floor,
      session,
      ...folded,
      agenda: agendaOf(folded.record, session, floor, nowMs),
      nowMs,
      waitingIds,
      recordedMsOf,
    };
  }, [floor, session, folded, log, clockMs, waitingIds, recordedMsOf]);
}

export function useRecords(): ReadonlyMap<string, { record: SessionRecord; agenda: Agenda }> {
  const { floor } = useFloor();
  const all = logs.use();
  const mine = held.use();
  const clockMs = useNow(tickMs);
  return useMemo(() => {
    const nowMs = nowAt(clockMs);
    const records = new Map<string, { record: SessionRecord; agenda: Agenda }>();
    for (const session of floor?.sessions ?? []) {
      const log = all.get(session.id);
      if (floor === undefined || (log === undefined && session.lastSeq > 0)) continue;
      const { record } = foldOf(session.id, log ?? emptyLog, mine);
      records.set(session.id, { record, agenda: agendaOf(record, session, floor, nowMs) });
    }
    return records;
  }, [floor, all, mine, clockMs]);
}

export type NewFact = { session: string; kind: Kind; data: object; measuredAtMs?: number };

const draftOf = ({ measuredAtMs, ...fact }: NewFact): Draft => ({
  ...fact,
  v: newestVersion(fact.kind),
  by: signedIn(),
  ...(measuredAtMs === undefined ? {} : { measuredAtMs }),
});

const takenLocked: readonly Kind[] = ['dose-stopped', 'emergency-opened'];

/** Resolves when it is on this device to stay; stops with a sentence when it could not be written. */
export async function write(fact: NewFact): Promise<{ event: SessionEvent; kept: 'station' }> {
  if (isLockedNow() && !takenLocked.includes(fact.kind))
    throw new NotWritten('malformed', 'The screen is locked: only “Dose stopped” and “Emergency” are taken now.');
  startSessionData();
  try {
    const event = await outbox.put(draftOf(fact));
    await lookAgainAtFacts();
    void askForSpace();
    sendNow();
    return { event, kept: 'station' };
  } catch (error) {
    if (error instanceof NotWritten && error.why === 'full') storageIsFull();
    throw error;
  }
}

export type Asked =
  | { outcome: 'kept' }
  | { outcome: 'refused'; says: string; missing?: Missing[] }
  /** `isUnsure`: it left, and only the answer did not come; the log will tell. */
  | { outcome: 'no-network'; isUnsure: boolean };

/** Asks before it is done. A screen that has to be opened or confirmed first is, and the same thing is asked again. */
export async function ask(fact: NewFact): Promise<Asked> {
  startSessionData();
  const answer = await outbox.ask(draftOf(fact));
  if (answer.outcome === 'refused') {
    const { why, says, missing } = answer;
    if (why === 'station-revoked') revoked();
    if (why === 'not-signed-in') signedOut();
    const first = why === 'step-up-needed' ? 'step-up' : why === 'locked' ? 'unlock' : undefined;
    if (first !== undefined && (await asked(first))) return ask(fact);
    return { outcome: 'refused', says, ...(isMissing(missing) ? { missing } : {}) };
  }
  await Promise.all([lookAgainAtFacts(), lookAtFloor()]);
  return answer;
}

const isMissing = (missing: unknown): missing is Missing[] =>
  Array.isArray(missing) &&
  missing.every((one) => typeof one === 'object' && one !== null && 'item' in one && 'says' in one);
