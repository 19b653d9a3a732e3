/** What the rest of the product knows before a dose. The rules that read it are the medicine’s. */
import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

const daysBack = 400;

export type LicenceRow = {
  practitionerId: string;
  place: string;
  validFrom: string | null;
  validUntil: string | null;
};

export const listLicencesOf = (tx: Tx, practitioners: readonly string[]): Promise<LicenceRow[]> =>
  tx
    .selectFrom('licence')
    .select(['practitionerId', 'place', 'validFrom', 'validUntil'])
    .where(sql<boolean>`practitioner_id = any(${practitioners}::uuid[])`)
    .orderBy('id')
    .execute();

export type StockRow = { sessionId: string; id: string; substance: string; lot: string; expiresOn: string };

/** Vials and devices that were set aside for these sessions. */
export async function listSetAside(tx: Tx, sessions: readonly string[]): Promise<StockRow[]> {
  const { rows } = await sql<StockRow>`
    select i.assigned_session_id as "sessionId", i.id, p.substance, i.lot, i.expires_on as "expiresOn"
      from clinic.drug_item i
      join clinic.drug_product p on p.clinic_id = i.clinic_id and p.id = i.product_id
     where i.assigned_session_id = any(${sessions}::uuid[])
     order by i.id`.execute(tx);
  return rows;
}

export type DrawnRow = {
  sessionId: string;
  itemId: string;
  substance: string;
  ug: number;
  /** Of 0.01 mL, or of a piece. */
  stepUg: number;
  why: string | null;
};

/** What was taken out of containers for these sessions and did not go back, with the words that were said of it. */
export async function listDrawnFor(tx: Tx, sessions: readonly string[]): Promise<DrawnRow[]> {
  const { rows } = await sql<DrawnRow>`
    select d.session_id as "sessionId", d.item_id as "itemId", p.substance, d.drawn_ug - d.returned_ug as ug,
           coalesce(p.piece_ug, p.strength_ug_per_ml / 100.0)::float8 as "stepUg",
           (select string_agg(r.reason, '; ' order by r.id) from clinic.drug_register r
             where r.clinic_id = d.clinic_id and r.item_id = d.item_id and r.draw_id = d.id and r.kind = 'draw') as why
      from clinic.drug_draw d
      join clinic.drug_item i on i.clinic_id = d.clinic_id and i.id = d.item_id
      join clinic.drug_product p on p.clinic_id = i.clinic_id and p.id = i.product_id
     where d.session_id = any(${sessions}::uuid[]) and d.drawn_ug > d.returned_ug
     order by d.id`.execute(tx);
  return rows;
}

export type LotRow = { substance: string; lot: string };

/** Lots that came into the stock of this clinic, each once; what expired long ago is not given any more. */
export async function listLots(tx: Tx, at: Date): Promise<LotRow[]> {
  const { rows } = await sql<LotRow>`
    select distinct p.substance, r.lot
      from clinic.drug_receipt r
      join clinic.drug_product p on p.clinic_id = r.clinic_id and p.id = r.product_id
     where r.expires_on >= ${at}::timestamptz::date - ${daysBack}::int
     order by p.substance, r.lot`.execute(tx);
  return rows;
}

export type WatchedRow = {
  sessionId: string;
  chair: string;
  route: 'iv' | 'im' | 'sc' | 'intranasal' | 'oral' | 'sublingual' | null;
  dosedAt: Date;
  by: string;
};

/** `doseKinds`, word for word as the index of a session's course has them: as a value they would not find it. */
export const isDose = sql<boolean>`
  e.kind in ('dose-started', 'injection-given', 'device-given', 'spray-given', 'mouth-dose-placed')`;

/** What a fact withdrew stands no more. */
export const stands = sql`not exists (
  select from clinic.session_event c
   where c.clinic_id = e.clinic_id and c.corrects = e.id and c.session_id = e.session_id and c.data is not null
     and c.data::jsonb #>> '{change,retracted}' = 'true')`;

/** Everyone who had been given a dose at that moment and was still here, and who watched them. */
export async function listWatched(tx: Tx, at: Date): Promise<WatchedRow[]> {
  const { rows } = await sql<WatchedRow>`
    with said as (
      select s.id, s.chair_id, s.order_id, s.clinic_id,
             min(e.measured_at) filter (where ${isDose}) as dosed,
             (array_agg(e.link::jsonb ->> 'by' order by e.measured_at desc, e.id desc)
               filter (where e.kind in ('watch-taken', 'handover-read-back')))[1] as by,
             bool_or(e.kind = 'left') as has_left
        from clinic.session s
        join clinic.session_event e on e.clinic_id = s.clinic_id and e.session_id = s.id
       where s.planned_at >= ${at}::timestamptz - interval '1 day'
         and s.planned_at < ${at}::timestamptz + interval '1 day'
         and (${isDose} or e.kind in ('watch-taken', 'handover-read-back', 'left'))
         and e.measured_at <= ${at} and ${stands}
       group by s.clinic_id, s.id)
    select t.id as "sessionId", coalesce(c.name, '') as chair, o.body::jsonb ->> 'route' as route,
           t.dosed as "dosedAt", t.by
      from said t
      left join clinic.chair c on c.clinic_id = t.clinic_id and c.id = t.chair_id
      left join clinic.treatment_order o on o.clinic_id = t.clinic_id and o.id = t.order_id
     where t.dosed is not null and t.by is not null and not t.has_left
     order by t.id`.execute(tx);
  return rows;
}

export type EarlierRow = { patientId: string; sessionId: string; drug: string; on: string; doseUg: number };

/** Sessions of these people in which a dose was given under an order, oldest first; days are those of the clinic. */
export async function listEarlier(tx: Tx, patients: readonly string[], at: Date): Promise<EarlierRow[]> {
  const { rows } = await sql<EarlierRow>`
    with given as (
      select s.patient_id, s.id, s.order_id, c.time_zone, min(e.measured_at) as at
        from clinic.session s
        join clinic.clinic c on c.clinic_id = s.clinic_id
        join clinic.session_event e on e.clinic_id = s.clinic_id and e.session_id = s.id
       where s.patient_id = any(${patients}::uuid[]) and s.order_id is not null and ${isDose} and ${stands}
         and s.planned_at > ${at}::timestamptz - ${`${daysBack} days`}::interval
         and s.planned_at <= ${at}::timestamptz + interval '1 day' and e.measured_at < ${at}
       group by s.patient_id, s.id, s.order_id, c.time_zone),
    ordered as materialized (
      select o.id, o.body::jsonb as body from clinic.treatment_order o where o.id in (select g.order_id from given g))
    select g.patient_id as "patientId", g.id as "sessionId", o.body ->> 'drug' as drug,
           to_char(g.at at time zone g.time_zone, 'YYYY-MM-DD') as on, (o.body ->> 'doseUg')::int as "doseUg"
      from given g join ordered o on o.id = g.order_id
     order by g.at`.execute(tx);
  return rows;
}
