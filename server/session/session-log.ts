/** A session's log as it is folded: its own facts, and sets that were moved here from another session. */
import { agenda, fold, givenOf, type LoggedEvent } from '#clinical/session/session.ts';
import { dayIn } from '#server/chart/chart.actions.ts';
import type { Tx } from '#server/platform/database.ts';
import { findFloorSession, listPrescribers } from './floor.queries.ts';
import { knownFor } from './gate-known.ts';
import { type KeptRow, listEvents, listMovedHere } from './session.queries.ts';

/** A fact as a station gets it back. `data` is null after a lawful erasure. */
export function keptEvent(row: KeptRow) {
  const { digest: _digest, account: _account, ...event } = JSON.parse(row.link);
  return {
    ...event,
    data: row.data === null ? null : JSON.parse(row.data),
    seq: Number(row.seq),
    recordedMs: Number(row.recordedMs),
    hash: row.hash.toString('hex'),
  };
}

/** As the fold reads it; what was erased by law is not there any more. */
export const loggedEvents = (rows: readonly KeptRow[]): LoggedEvent[] =>
  rows.filter(({ data }) => data !== null).map(keptEvent);

/** The record and the agenda as they stand on the server. */
export async function sessionAsItStands(tx: Tx, sessionId: string, now: Date, also: readonly LoggedEvent[] = []) {
  const rows = [...(await listEvents(tx, sessionId, 0)), ...(await listMovedHere(tx, sessionId))];
  const session = await findFloorSession(tx, sessionId);
  const record = fold([...loggedEvents(rows), ...also], sessionId);
  const prescribers = await listPrescribers(tx);
  // Of a dose that was given, only what was known then counts.
  const atMs = record.firstDose?.atMs ?? now.getTime();
  const known = await knownFor(tx, new Date(atMs), session);
  const given = givenOf({ ...session, prescribers, known }, dayIn(session.timeZone, now));
  return {
    session,
    record,
    given,
    /** Worked out for whoever asks. */
    get seen() {
      return agenda(record, given, now.getTime());
    },
  };
}
