import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

const draws = (tx: Tx) =>
  tx
    .selectFrom('drugDraw as d')
    .innerJoin('drugItem as i', (join) => join.onRef('i.clinicId', '=', 'd.clinicId').onRef('i.id', '=', 'd.itemId'))
    .innerJoin('drugProduct as p', (join) =>
      join.onRef('p.clinicId', '=', 'i.clinicId').onRef('p.id', '=', 'i.productId'),
    )
    .innerJoin('practitioner as w', (join) =>
      join.onRef('w.clinicId', '=', 'd.clinicId').onRef('w.id', '=', 'd.drawnBy'),
    )
    .select([
      'd.id',
      'd.itemId',
      'i.productId',
      'p.name as productName',
      'p.substance',
      'p.form',
      'p.strengthUgPerMl',
      'p.volumeUl',
      'p.pieceUg',
      'p.pieces',
      'p.severalSessions',
      'i.lot',
      'i.serial',
      'i.insideUg',
      'i.insideUl',
      'd.sessionId',
      'd.patientId',
      'd.drawnBy',
      'w.givenName',
      'w.familyName',
      'd.drawnAt',
      'd.drawnUg',
      'd.drawnUl',
      'd.administeredUg',
      'd.wastedUg',
      'd.returnedUg',
      'd.lostUg',
      'd.outUg',
      'd.outUl',
    ]);
export type DrawShown = Awaited<ReturnType<typeof listDrawsOfSessions>>[number];

/** Everything that was drawn for some sessions, the oldest first. */
export const listDrawsOfSessions = (tx: Tx, sessionIds: readonly string[]) =>
  draws(tx)
    .where(sql<boolean>`d.session_id = any(${[...sessionIds]}::uuid[])`)
    .orderBy('d.drawnAt')
    .orderBy('d.id')
    .execute();

/** Whatever is drawn and not accounted for, and draws whose opened single-use container still holds something. */
export const listOpenDraws = (tx: Tx) =>
  draws(tx)
    .where((is) =>
      is.or([
        is('d.outUg', '>', 0),
        is.and([is('i.insideUg', '>', 0), is('p.severalSessions', '=', false), is('i.openedAt', 'is not', null)]),
      ]),
    )
    .orderBy('d.drawnAt')
    .orderBy('d.id')
    .execute();

/** One session's facts are booked by one transaction at a time. */
export async function holdSessionDrugs(tx: Tx, sessionId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`drugs of ${sessionId}`}, 0))`.execute(tx);
}

/** Containers that were set aside for some sessions. */
export const listAssignedItems = async (tx: Tx, sessionIds: readonly string[]): Promise<string[]> => {
  const rows = await tx
    .selectFrom('drugItem')
    .select('id')
    .where(sql<boolean>`assigned_session_id = any(${[...sessionIds]}::uuid[])`)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
};

/** What was said of facts already: each is a case once. */
export async function listSaidOfFacts(tx: Tx, eventIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('drugDiscrepancy')
    .select(['sessionEventId', 'kind'])
    .where(sql<boolean>`session_event_id = any(${[...eventIds]}::uuid[])`)
    .execute();
  return new Set(rows.map(({ sessionEventId, kind }) => `${kind} ${sessionEventId}`));
}

export type UndrawnRow = {
  eventId: string;
  kind: string;
  sessionId: string;
  patientId: string;
  at: Date;
  ug: number | null;
  lot: string | null;
};

/** Doses of the last days for which no container is booked and which nobody has explained, the oldest first. */
export async function listUndrawn(tx: Tx, now: Date): Promise<UndrawnRow[]> {
  const { rows } = await sql<UndrawnRow>`
    select e.id as "eventId", e.kind, s.id as "sessionId", s.patient_id as "patientId", e.measured_at as at,
           (e.data::jsonb ->> 'doseUg')::int as ug, e.data::jsonb ->> 'lot' as lot
      from clinic.session s
      join clinic.session_event e on e.clinic_id = s.clinic_id and e.session_id = s.id
     where s.planned_at > ${now}::timestamptz - ${`${undrawnDays} days`}::interval
       and s.planned_at < ${now}::timestamptz + interval '1 day'
       and e.kind in ('dose-started', 'injection-given', 'device-given', 'spray-given', 'mouth-dose-placed')
       and e.data is not null
       and exists (select from clinic.drug_receipt k where k.clinic_id = s.clinic_id)
       and not exists (select from clinic.session_event c
                        where c.clinic_id = e.clinic_id and c.corrects = e.id and c.session_id = e.session_id
                          and c.data is not null and c.data::jsonb #>> '{change,retracted}' = 'true')
       and not exists (select from clinic.drug_register r
                        where r.clinic_id = e.clinic_id and r.session_event_id = e.id and r.kind = 'administer')
       and (e.kind <> 'dose-started'
            or not exists (select from clinic.drug_draw d where d.clinic_id = s.clinic_id and d.session_id = s.id))
       and not exists (select from clinic.session_event x
                        where x.clinic_id = e.clinic_id and x.session_id = e.session_id
                          and x.kind = 'deviation-explained' and x.data::jsonb ->> 'of' = e.id::text)
     order by e.measured_at, e.id
     limit 500`.execute(tx);
  return rows;
}

/** What was not explained in so long stays in its own record, which nobody can sign. */
const undrawnDays = 30;
