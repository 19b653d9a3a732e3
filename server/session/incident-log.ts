/** What the log of a session says of an emergency: an incident holds no copy of it. */
import type { SeriousCriterion } from '#clinical/chart/chart.ts';
import { dutiesOf, type Emergency, fold, happenedAt, type SessionRecord } from '#clinical/session/session.ts';
import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';
import { listEvents, listMovedHere } from './session.queries.ts';
import { loggedEvents } from './session-log.ts';

export const recordOf = async (tx: Tx, sessionId: string): Promise<SessionRecord> =>
  fold(loggedEvents([...(await listEvents(tx, sessionId, 0)), ...(await listMovedHere(tx, sessionId))]), sessionId);

export async function standingEmergency(tx: Tx, sessionId: string, emergencyId: string) {
  const record = await recordOf(tx, sessionId);
  const emergency = record.emergencies.find(({ id }) => id === emergencyId);
  if (emergency === undefined) throw notFound('emergency');
  return { record, emergency };
}

/** Esketamine alone has the monitoring form of the REMS. */
const productOf = (record: SessionRecord | undefined) =>
  record?.standing.some(({ kind }) => kind === 'device-given') ? ('esketamine' as const) : ('racemic' as const);

export const dutiesFor = (
  record: SessionRecord | undefined,
  happenedOn: string,
  serious: readonly SeriousCriterion[] | null,
) =>
  [...dutiesOf({ product: productOf(record), happenedOn, serious })].map(({ dueOn, ...duty }) => ({
    ...duty,
    dueOn: dueOn ?? null,
  }));

export const readable = (emergency: Emergency, record: SessionRecord) => ({
  card: emergency.card,
  openedAt: new Date(emergency.atMs).toISOString(),
  closedAt: emergency.closed === undefined ? null : new Date(emergency.closed.atMs).toISOString(),
  outcome: emergency.closed?.outcome ?? null,
  lines: [
    ...emergency.actions.map(({ atMs, by, action }) => ({ atMs, by, says: action })),
    ...record.medicines
      .filter(
        ({ data, atMs }) =>
          data.of === emergency.id ||
          (data.of === undefined && atMs >= emergency.atMs && atMs <= (emergency.closed?.atMs ?? atMs)),
      )
      .map(({ atMs, by, data }) => ({
        atMs,
        by,
        says: `Given: ${data.medicine}${data.doseUg === undefined ? '' : ` ${data.doseUg / 1_000} mg`}${data.doseText === undefined ? '' : ` ${data.doseText}`}, ${data.route}`,
      })),
    ...record.pump
      .map((fact) => ({ atMs: happenedAt(fact), by: fact.by, says: fact.kind.replaceAll('-', ' ') }))
      .filter(({ atMs }) => atMs >= emergency.atMs && atMs <= (emergency.closed?.atMs ?? atMs)),
  ]
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, by, says }) => ({ at: new Date(atMs).toISOString(), by, says })),
});
