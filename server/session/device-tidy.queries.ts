import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

/** One with values that is signed long enough; what another process works on is passed over. */
export async function nextToThin(
  tx: Tx,
  signedBefore: Date,
): Promise<{ sessionId: string; patientId: string } | undefined> {
  const { rows } = await sql<{ sessionId: string; patientId: string }>`
    select a.session_id as "sessionId", s.patient_id as "patientId"
      from clinic.device_assignment a join clinic.session s on s.clinic_id = a.clinic_id and s.id = a.session_id
     where a.thinned_at is null
       and not exists (select from clinic.device_assignment b
                        where b.clinic_id = a.clinic_id and b.session_id = a.session_id and b.thinned_at is null and b.id < a.id)
       and a.session_id not in (select clinic.unsettled_device_sessions(${signedBefore}))
     order by a.from_at, a.id limit 1 for update of a skip locked`.execute(tx);
  return rows[0];
}

export async function thinSession(
  tx: Tx,
  sessionId: string,
  signedBefore: Date,
): Promise<{ kept: number; removed: number }> {
  const { rows } = await sql<{ kept: number; removed: number }>`
    select kept::float8 as kept, removed::float8 as removed
      from clinic.thin_device_session(${sessionId}::uuid, ${signedBefore}::timestamptz)`.execute(tx);
  return rows[0] ?? { kept: 0, removed: 0 };
}

export const noteThinned = (tx: Tx, sessionId: string, at: Date) =>
  tx.updateTable('deviceAssignment').set({ thinnedAt: at }).where('sessionId', '=', sessionId).execute();

/** The oldest day on which something came from a device that was nobody’s. */
export async function nextNobodysDay(tx: Tx, before: string): Promise<string | undefined> {
  const { rows } = await sql<{ day: string | null }>`
    select min(day) as day from clinic.device_value where session_id is null and day < ${before}::date`.execute(tx);
  return rows[0]?.day ?? undefined;
}

export async function removeNobodys(tx: Tx, day: string): Promise<number> {
  const { rows } = await sql<{ removed: number }>`
    select clinic.remove_nobodys_device_values(${day}::date)::float8 as removed`.execute(tx);
  return rows[0]?.removed ?? 0;
}

export type Dropped = { clinicId: string; day: string; removed: number };

/** Whole days of messages, of all clinics. */
export async function dropMessages(tx: Tx, before: string, signedBefore: Date): Promise<Dropped[]> {
  const { rows } = await sql<Dropped>`
    select of_clinic as "clinicId", of_day as day, messages::float8 as removed
      from clinic.drop_device_messages(${before}::date, ${signedBefore}::timestamptz) order by of_day, of_clinic`.execute(
    tx,
  );
  return rows;
}

/** What follows in this transaction is of that clinic. */
export async function nameClinic(tx: Tx, clinicId: string): Promise<void> {
  await sql`select set_config('racemic.clinic_id', ${clinicId}, true)`.execute(tx);
}
