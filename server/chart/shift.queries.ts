import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

export type Shift = { practitionerId: string; fromAt: Date; untilAt: Date };
export type OnSite = Shift & { roles: readonly string[] };

/** Adds what somebody says of being here; the newest word of a person counts. Sent again, it is there already. */
export async function saveShift(tx: Tx, of: Shift & { id: string; writtenAt: Date }): Promise<void> {
  await tx
    .insertInto('shift')
    .values(of)
    .onConflict((on) => on.columns(['clinicId', 'id']).doNothing())
    .execute();
}

type Row = { practitionerId: string; fromAt: Date; untilAt: Date; roles: string[] };

/** The newest word of everybody who said something within a day, those who left among them. */
async function newestWords(tx: Tx, now: Date): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select distinct on (s.practitioner_id) s.practitioner_id as "practitionerId", s.from_at as "fromAt",
           s.until_at as "untilAt",
           coalesce((select json_agg(r.role order by r.role) from clinic.practitioner_role r
                      where r.clinic_id = s.clinic_id and r.practitioner_id = s.practitioner_id), '[]') as roles
      from clinic.shift s
      join clinic.practitioner p on p.clinic_id = s.clinic_id and p.id = s.practitioner_id
     where s.written_at > ${now}::timestamptz - interval '25 hours' and s.written_at <= ${now}::timestamptz
       and (p.deactivated_at is null or p.deactivated_at > ${now}::timestamptz)
     order by s.practitioner_id, s.written_at desc, s.id desc`.execute(tx);
  return rows;
}

/**
 * Who is on site now by their own word, in the order in which they came. It ends with the shift: nobody is here today
 * because they were here yesterday.
 */
export async function listOnSite(tx: Tx, now: Date): Promise<OnSite[]> {
  const words = await newestWords(tx, now);
  return words
    .filter(({ fromAt, untilAt }) => fromAt <= now && untilAt > now)
    .sort((a, b) => a.fromAt.getTime() - b.fromAt.getTime() || (a.practitionerId < b.practitionerId ? -1 : 1));
}

/** Who was here in the last day and is not any more: they said so, or their shift has ended. */
export async function listLeftSite(tx: Tx, now: Date): Promise<string[]> {
  const words = await newestWords(tx, now);
  return words.filter(({ untilAt }) => untilAt <= now).map(({ practitionerId }) => practitionerId);
}

/** The newest word of one person, if it is of the last day. */
export const shiftOf = (tx: Tx, practitionerId: string, now: Date): Promise<Shift | undefined> =>
  tx
    .selectFrom('shift')
    .select(['practitionerId', 'fromAt', 'untilAt'])
    .where('practitionerId', '=', practitionerId)
    .where('writtenAt', '<=', now)
    .orderBy('writtenAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
