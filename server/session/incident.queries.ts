import { sql } from 'kysely';
import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';

/** A page shows this many; the oldest that is not closed is always among them. */
const most = 300;

const incidents = (tx: Tx) =>
  tx
    .selectFrom('incident as i')
    .leftJoin('patient as p', (join) => join.onRef('p.clinicId', '=', 'i.clinicId').onRef('p.id', '=', 'i.patientId'))
    .select([
      'i.id',
      'i.kind',
      'i.patientId',
      'i.sessionId',
      'i.emergencyId',
      'i.happenedAt',
      'i.body',
      'i.ownerId',
      'i.state',
      'i.recordedBy',
      'i.recordedAt',
      'i.reviewedBy',
      'i.reviewedAt',
      'i.closedBy',
      'i.closedAt',
      'i.version',
      'p.initials',
      'p.number',
      'p.restricted',
    ]);
export type IncidentRow = Awaited<ReturnType<typeof listIncidents>>[number];

export const listIncidents = (tx: Tx) =>
  incidents(tx)
    .orderBy(sql`i.state = 'closed'`)
    .orderBy('i.happenedAt', 'desc')
    .orderBy('i.id', 'desc')
    .limit(most)
    .execute();

/** Held until the transaction ends, so of two at the same moment the second hears of the first. */
export async function findIncident(tx: Tx, id: string) {
  await sql`select from clinic.incident where id = ${id} for update`.execute(tx);
  const row = await incidents(tx).where('i.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('incident');
  return row;
}

export type NewIncidentRow = {
  id: string;
  kind: 'emergency' | 'near-miss';
  patientId: string | null;
  sessionId: string | null;
  emergencyId: string | null;
  happenedAt: Date;
  body: string;
  ownerId: string | null;
  recordedBy: string;
  recordedAt: Date;
};

/** False: there is a record of this emergency already. */
export async function saveIncident(tx: Tx, of: NewIncidentRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('incident')
    .values(of)
    .onConflict((conflict) => conflict.columns(['clinicId', 'emergencyId']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export const changeIncident = (
  tx: Tx,
  id: string,
  to: {
    body?: string;
    ownerId?: string | null;
    state?: 'open' | 'reviewed' | 'closed';
    reviewedBy?: string | null;
    reviewedAt?: Date | null;
    closedBy?: string | null;
    closedAt?: Date | null;
    version: number;
  },
) => tx.updateTable('incident').set(to).where('id', '=', id).execute();

/** Sessions in which a card was opened and of which not every opening has its record. The fold says which stand. */
export async function listSessionsToRecord(tx: Tx, since: Date) {
  const { rows } = await sql<{
    sessionId: string;
    patientId: string;
    initials: string;
    number: string;
    restricted: boolean;
  }>`
    select distinct s.id as "sessionId", s.patient_id as "patientId", p.initials, p.number, p.restricted
      from clinic.session_event e
      join clinic.session s on s.clinic_id = e.clinic_id and s.id = e.session_id
      join clinic.patient p on p.clinic_id = s.clinic_id and p.id = s.patient_id
     where e.kind = 'emergency-opened' and s.planned_at > ${since}
       and not exists (select from clinic.incident i where i.clinic_id = e.clinic_id and i.emergency_id = e.id)
     limit 50`.execute(tx);
  return rows;
}

export async function listRecorded(tx: Tx, sessionId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('incident').select('emergencyId').where('sessionId', '=', sessionId).execute();
  return new Set(rows.flatMap(({ emergencyId }) => emergencyId ?? []));
}
