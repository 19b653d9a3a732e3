/** The records of all sessions of a span of time, for figures about them. */

import { setImmediate } from 'node:timers/promises';
import type { Protocol } from '#clinical/plan/plan.ts';
import { fold, type LoggedEvent, type SessionRecord } from '#clinical/session/session.ts';
import type { Tx } from '#server/platform/database.ts';
import { listMovedHere } from './session.queries.ts';
import { loggedEvents } from './session-log.ts';
import {
  listLogs,
  listMoveTargets,
  listPlanned,
  listProtocolBodies,
  type PlannedSession,
} from './session-records.queries.ts';

export { listDosedBefore } from './session-records.queries.ts';

export type PastSession = {
  readonly patientId: string;
  readonly record: SessionRecord;
  /** The times of readings of the protocol that was signed for it; undefined: the usual ones. */
  readonly times: Protocol['cadence'] | undefined;
};

/** So many logs are held in memory at once. */
const batch = 200;

/**
 * Reads every session planned in the span and keeps what `read` makes of it, so that no more than a batch of logs is held.
 *
 * @param read undefined leaves a session out
 */
export async function eachPastSession<Row>(
  tx: Tx,
  span: { from: Date; until: Date },
  read: (session: PastSession) => Row | undefined,
): Promise<Row[]> {
  const planned = await listPlanned(tx, span.from, span.until);
  const targets = await listMoveTargets(tx);
  const bodies = new Map((await listProtocolBodies(tx)).map(({ id, body }) => [id, JSON.parse(body)]));
  const rows: Row[] = [];
  for (let at = 0; at < planned.length; at += batch) {
    const some = planned.slice(at, at + batch);
    const logs = await logsOf(tx, some, targets);
    for (const { id, patientId, protocolVersionId } of some) {
      const protocol: Protocol | undefined = bodies.get(protocolVersionId ?? '');
      const row = read({ patientId, record: fold(logs.get(id) ?? [], id), times: protocol?.cadence });
      if (row !== undefined) rows.push(row);
      // Who is at a chair meanwhile does not wait for a half-year of records.
      await setImmediate();
    }
  }
  return rows;
}

/** The logs of some sessions, each with what was moved into it. `targets`: the sessions into which anything was. */
export async function logsOf(
  tx: Tx,
  sessions: readonly PlannedSession[],
  targets: ReadonlySet<string>,
): Promise<Map<string, LoggedEvent[]>> {
  const ids = sessions.map(({ id }) => id);
  const logs = new Map<string, LoggedEvent[]>(ids.map((id) => [id, []]));
  for (const row of await listLogs(tx, ids)) logs.get(row.sessionId)?.push(...loggedEvents([row]));
  for (const id of ids) if (targets.has(id)) logs.get(id)?.push(...loggedEvents(await listMovedHere(tx, id)));
  return logs;
}
