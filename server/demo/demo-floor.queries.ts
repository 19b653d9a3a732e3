import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

/** A session as the demonstration looks at it: whose, where, when, and how far it has come. */
export type FloorRow = {
  id: string;
  chairId: string;
  patientId: string;
  birthOn: string;
  orderId: string | null;
  plannedAt: Date;
  lastSeq: number;
  /** Of the log, in hex. */
  head: string;
  leftAt: Date | null;
  isSigned: boolean;
};

/** Sessions on chairs that were planned after a moment, oldest first. */
export async function listSessionsOnChairs(tx: Tx, after: Date): Promise<FloorRow[]> {
  const { rows } = await sql<FloorRow>`
    select s.id, s.chair_id as "chairId", s.patient_id as "patientId", p.birth_on::text as "birthOn",
           s.order_id as "orderId", s.planned_at as "plannedAt", s.last_seq::float8 as "lastSeq",
           encode(s.head, 'hex') as head,
           (select min(e.measured_at) from clinic.session_event e
             where e.clinic_id = s.clinic_id and e.session_id = s.id and e.kind = 'left') as "leftAt",
           exists (select from clinic.session_event e
                    where e.clinic_id = s.clinic_id and e.session_id = s.id
                      and e.kind in ('signed', 'countersigned')) as "isSigned"
      from clinic.session s join clinic.patient p on p.clinic_id = s.clinic_id and p.id = s.patient_id
     where s.chair_id is not null and s.planned_at > ${after}
     order by s.planned_at, s.id`.execute(tx);
  return rows;
}

export const listEventIds = (tx: Tx, sessionId: string): Promise<string[]> =>
  tx
    .selectFrom('sessionEvent')
    .select('id')
    .where('sessionId', '=', sessionId)
    .orderBy('seq')
    .execute()
    .then((rows) => rows.map(({ id }) => id));

/** Who could be treated next: grown-ups whose chart is open to all who treat; who waited longest comes first. */
export async function listWhoWaits(tx: Tx, born: { after: string; before: string }) {
  const { rows } = await sql<{ id: string; birthOn: string; takes: string[] }>`
    select p.id, p.birth_on::text as "birthOn",
           array(select lower(m.name) from clinic.medicine m
                  where m.clinic_id = p.clinic_id and m.patient_id = p.id and m.status = 'active') as takes
      from clinic.patient p
     where not p.restricted and p.birth_on > ${born.after}::date and p.birth_on < ${born.before}::date
       and not exists (select from clinic.session s
                        where s.clinic_id = p.clinic_id and s.patient_id = p.id
                          and not exists (select from clinic.session_event e
                                           where e.clinic_id = s.clinic_id and e.session_id = s.id and e.kind = 'left'))
     order by (select max(s.planned_at) from clinic.session s
                where s.clinic_id = p.clinic_id and s.patient_id = p.id) nulls first, p.id`.execute(tx);
  return rows;
}

/** Hash of the newest link of the log, in hex. */
export async function headOf(tx: Tx, sessionId: string): Promise<string> {
  const { head } = await tx.selectFrom('session').select('head').where('id', '=', sessionId).executeTakeFirstOrThrow();
  return head.toString('hex');
}
