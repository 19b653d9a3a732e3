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

/** A log as far as it was read: facts are only added, so a longer one is this and what came since. */
export type LogRead = { readonly events: readonly LoggedEvent[]; readonly lastSeq: number };

async function readOn(tx: Tx, sessionId: string, { events, lastSeq }: LogRead): Promise<LogRead> {
  const rows = await listEvents(tx, sessionId, lastSeq);
  return { events: [...events, ...loggedEvents(rows)], lastSeq: Number(rows.at(-1)?.seq ?? lastSeq) };
}

/**
 * The record and the agenda as they stand on the server.
 *
 * @param of.before what was read of its log before, by whoever looks often
 */
export async function sessionAsItStands(
  tx: Tx,
  sessionId: string,
  now: Date,
  of: { also?: readonly LoggedEvent[]; before?: LogRead | undefined } = {},
) {
  const { also = [], before = { events: [], lastSeq: 0 } } = of;
  const read = await readOn(tx, sessionId, before);
  const moved = loggedEvents(await listMovedHere(tx, sessionId));
  const session = await findFloorSession(tx, sessionId);
  const record = fold([...read.events, ...moved, ...also], sessionId);
  const prescribers = await listPrescribers(tx);
  // Of a dose that was given, only what was known then counts.
  const atMs = record.firstDose?.atMs ?? now.getTime();
  const known = await knownFor(tx, new Date(atMs), session);
  const given = givenOf({ ...session, prescribers, known }, dayIn(session.timeZone, now));
  return {
    read,
    session,
    record,
    given,
    /** Worked out for whoever asks. */
    get seen() {
      return agenda(record, given, now.getTime());
    },
  };
}
