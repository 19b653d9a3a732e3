/** Reads many sessions at once, for figures over a span of time. */
import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';
import type { KeptRow } from './session.queries.ts';

export type PlannedSession = { id: string; patientId: string; protocolVersionId: string | null };

/** Of one person, newest first; after the session `before`, where one is named. */
export const listOfPatient = (
  tx: Tx,
  patientId: string,
  before: string | undefined,
  most: number,
): Promise<(PlannedSession & { plannedAt: Date })[]> =>
  tx
    .selectFrom('session')
    .select(['id', 'patientId', 'protocolVersionId', 'plannedAt'])
    .where('patientId', '=', patientId)
    .$if(before !== undefined, (query) =>
      query.where(
        sql<boolean>`(planned_at, id) < (select b.planned_at, b.id from clinic.session b
                                          where b.id = ${before}::uuid and b.patient_id = ${patientId}::uuid)`,
      ),
    )
    .orderBy('plannedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();

/** Sessions planned in a span of time, oldest first. */
export const listPlanned = (tx: Tx, from: Date, until: Date): Promise<PlannedSession[]> =>
  tx
    .selectFrom('session')
    .select(['id', 'patientId', 'protocolVersionId'])
    .where('plannedAt', '>=', from)
    .where('plannedAt', '<', until)
    .orderBy('plannedAt')
    .orderBy('id')
    .execute();

/** The logs of some sessions, each in its own order. */
export const listLogs = (tx: Tx, ids: readonly string[]): Promise<(KeptRow & { sessionId: string })[]> =>
  tx
    .selectFrom('sessionEvent')
    .select(['sessionId', 'seq', 'id', 'kind', 'v', 'data', 'link', 'recordedMs', 'hash'])
    .where(sql<boolean>`session_id = any(${ids}::uuid[])`)
    .orderBy('sessionId')
    .orderBy('seq')
    .execute();

/** Sessions into which a correction moved something from another one. */
export async function listMoveTargets(tx: Tx): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct moves_to as id from clinic.session_event where moves_to is not null`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

export const listProtocolBodies = (tx: Tx): Promise<{ id: string; body: string }[]> =>
  tx.selectFrom('protocolVersion').select(['id', 'body']).execute();

/** Of some patients, those to whom a dose was given before a day of the clinic; one withdrawn as a mistake was none. */
export async function listDosedBefore(
  tx: Tx,
  patients: readonly string[],
  day: { on: string; timeZone: string },
): Promise<string[]> {
  const { rows } = await sql<{ patientId: string }>`
    select distinct s.patient_id as "patientId"
      from clinic.session s
      join clinic.session_event e on e.clinic_id = s.clinic_id and e.session_id = s.id and e.kind = 'dose-started'
     where s.patient_id = any(${patients}::uuid[]) 
       and e.measured_at < (${day.on}::date::timestamp at time zone ${day.timeZone})
       and not exists (select from clinic.session_event c
                        where c.clinic_id = e.clinic_id and c.corrects = e.id and c.session_id = e.session_id
                          and c.data::jsonb #>> '{change,retracted}' = 'true')`.execute(tx);
  return rows.map(({ patientId }) => patientId);
}
