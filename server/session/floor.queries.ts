import { sql } from 'kysely';
import { type Prescriber, prescribingRoles } from '#clinical/session/session.ts';
import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';
import type { FloorAnswer, FloorSession, ProtocolOnFloor } from './floor.shapes.ts';
import { stands } from './gate-known.queries.ts';

type Row = {
  id: string;
  chairId: string | null;
  groupId: string | null;
  plannedAt: Date;
  openedBy: string;
  lastSeq: number;
  head: Buffer;
  isSigned: boolean;
  hasLeft: boolean;
  patient: FloorSession['patient'] & { restricted: boolean };
  orderId: string | null;
  orderBody: string | null;
  orderEnd: 'withdrawn' | 'replaced' | null;
  endReason: string | null;
  endedAt: Date | null;
  orderSignedBy: string | null;
  orderSignedAt: Date | null;
  protocolVersionId: string | null;
  timeZone: string;
};

const columns = sql`
  s.id, s.chair_id as "chairId", s.group_id as "groupId", s.planned_at as "plannedAt", s.opened_by as "openedBy",
  s.last_seq::float8 as "lastSeq", s.head, c.time_zone as "timeZone",
  exists (select from clinic.session_event e where e.clinic_id = s.clinic_id and e.session_id = s.id
            and e.kind in ('signed', 'countersigned')) as "isSigned",
  exists (select from clinic.session_event e where e.clinic_id = s.clinic_id and e.session_id = s.id
            and e.kind = 'left' and ${stands}) as "hasLeft",
  json_build_object('id', p.id, 'number', p.number, 'initials', p.initials, 'givenName', p.given_name,
    'familyName', p.family_name, 'birthOn', p.birth_on, 'restricted', p.restricted,
    'allergies', coalesce((select json_agg(json_build_object('kind', a.kind, 'substance', a.substance,
                                   'reaction', a.reaction) order by a.id)
                             from clinic.allergy a
                            where a.clinic_id = s.clinic_id and a.patient_id = p.id and a.status = 'active'), '[]'),
    'handOver', json_build_object('sexForClinicalUse', p.sex_for_clinical_use, 'contact', p.emergency_contact,
      'medicines', coalesce((select json_agg(json_build_object('name', m.name, 'dose', m.dose, 'frequency', m.frequency)
                                             order by m.id)
                               from clinic.medicine m
                              where m.clinic_id = s.clinic_id and m.patient_id = p.id and m.status = 'active'), '[]'),
      'problems', coalesce((select json_agg(json_build_object('name', d.name, 'code', d.code) order by d.id)
                              from clinic.problem d
                             where d.clinic_id = s.clinic_id and d.patient_id = p.id and d.status = 'active'), '[]')))
    as patient,
  o.id as "orderId", o.body as "orderBody", o.signed_by as "orderSignedBy", o.signed_at as "orderSignedAt",
  x.how as "orderEnd", x.reason as "endReason", x.ended_at as "endedAt",
  s.protocol_version_id as "protocolVersionId"`;

const joined = sql`
  clinic.session s
  join clinic.clinic c on c.clinic_id = s.clinic_id
  join clinic.patient p on p.clinic_id = s.clinic_id and p.id = s.patient_id
  left join clinic.treatment_order o on o.clinic_id = s.clinic_id and o.id = s.order_id
  left join clinic.treatment_order_end x on x.clinic_id = s.clinic_id and x.order_id = s.order_id`;

/** Older ones that nobody signed belong to the list of open records, not on today's floor. */
const daysBack = 2;
/** What is signed after midnight of a session that began before it is still there for whoever countersigns. */
const signedStaysMs = 12 * 60 * 60_000;
const mostSessions = 200;

/** Today's sessions of the clinic, and those of the last days that are not signed yet, or only just. */
export async function listFloorSessions(tx: Tx, now: Date) {
  const { rows } = await sql<Row>`
    select ${columns} from ${joined}
     where s.planned_at >= ${now}::timestamptz - ${`${daysBack} days`}::interval
       and s.planned_at < ${now}::timestamptz + interval '1 day'
       and ((s.planned_at at time zone c.time_zone)::date = (${now}::timestamptz at time zone c.time_zone)::date
            or not exists (select from clinic.session_event e
                            where e.clinic_id = s.clinic_id and e.session_id = s.id
                              and e.kind in ('signed', 'countersigned')
                              and e.recorded_ms < ${now.getTime() - signedStaysMs}))
     order by s.planned_at, s.id limit ${mostSessions}`.execute(tx);
  return rows.map(floorSession);
}

export async function findFloorSession(tx: Tx, id: string) {
  const { rows } = await sql<Row>`select ${columns} from ${joined} where s.id = ${id}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw notFound('session');
  const { protocolVersionId, ...session } = floorSession(row);
  const [protocol] = await listProtocolsOf(tx, [row]);
  return { ...session, protocol: protocol ?? null } satisfies FloorSession;
}

/** The protocol versions under which some sessions run, each once. */
export async function listProtocolsOf(
  tx: Tx,
  sessions: readonly { protocolVersionId: string | null }[],
): Promise<ProtocolOnFloor[]> {
  const ids = new Set(sessions.flatMap(({ protocolVersionId }) => protocolVersionId ?? []));
  if (ids.size === 0) return [];
  const rows = await tx
    .selectFrom('protocolVersion')
    .select(['id', 'version', 'title', 'body'])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .execute();
  return rows.map(({ body, ...version }) => ({ ...version, body: JSON.parse(body) }));
}

type OnFloor = FloorAnswer['sessions'][number] & { timeZone: string; patient: { restricted: boolean } };

function floorSession(row: Row): OnFloor {
  const { id, chairId, groupId, openedBy, lastSeq, isSigned, patient, timeZone, protocolVersionId } = row;
  return {
    id,
    chairId,
    groupId,
    plannedAt: row.plannedAt.toISOString(),
    openedBy,
    lastSeq,
    head: row.head.toString('hex'),
    isSigned,
    hasLeft: row.hasLeft,
    patient,
    timeZone,
    order: orderOf(row),
    protocolVersionId,
  };
}

function orderOf(row: Row): OnFloor['order'] {
  const { orderId, orderBody, orderSignedBy, orderSignedAt, protocolVersionId } = row;
  if (orderId === null || orderBody === null || orderSignedBy === null || orderSignedAt === null) return null;
  return {
    ...JSON.parse(orderBody),
    id: orderId,
    state: row.orderEnd ?? 'active',
    endReason: row.endReason,
    endedAt: row.endedAt?.toISOString() ?? null,
    signedBy: orderSignedBy,
    signedAt: orderSignedAt.toISOString(),
    protocolVersionId: protocolVersionId ?? '',
  };
}

export async function listChairsOnFloor(tx: Tx) {
  return tx
    .selectFrom('chair')
    .select(['id', 'name', 'place'])
    .where('retiredAt', 'is', null)
    .orderBy('place')
    .orderBy('id')
    .execute();
}

/** Who is seated here waits for whoever is being seated here now, so that two people can't take one free chair at once. */
export async function holdChair(tx: Tx, chairId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('chair ' || ${chairId}::text, 0))`.execute(tx);
}

/** Sessions planned for a chair since a moment, in which something was written. */
export const listOnChair = (tx: Tx, chairId: string, since: Date) =>
  tx
    .selectFrom('session as s')
    .innerJoin('patient as p', (join) => join.onRef('p.id', '=', 's.patientId').onRef('p.clinicId', '=', 's.clinicId'))
    .select(['s.id', 'p.initials'])
    .where('s.chairId', '=', chairId)
    .where('s.plannedAt', '>=', since)
    .where(sql<boolean>`s.last_seq > 0`)
    .execute();

export async function listPeopleOnFloor(tx: Tx) {
  const { rows } = await sql<{
    id: string;
    givenName: string;
    familyName: string;
    credentials: string;
    roles: string[];
  }>`
    select p.id, p.given_name as "givenName", p.family_name as "familyName", p.credentials,
           coalesce((select json_agg(r.role order by r.role) from clinic.practitioner_role r
                      where r.clinic_id = p.clinic_id and r.practitioner_id = p.id), '[]') as roles
      from clinic.practitioner p order by p.family_name, p.id`.execute(tx);
  return rows.map(({ givenName, familyName, ...of }) => ({
    ...of,
    name: `${givenName} ${familyName}`,
    initials: `${[...givenName][0] ?? ''}${[...familyName][0] ?? ''}`.toUpperCase(),
  }));
}

/** Who could prescribe from when to when, also of those who left: what they wrote while they could stands. */
export async function listPrescribers(tx: Tx): Promise<Prescriber[]> {
  const { rows } = await sql<Prescriber>`
    select h.practitioner_id as id,
           extract(epoch from nullif(h.held_from, '-infinity'))::float8 * 1000 as "fromMs",
           extract(epoch from nullif(least(h.held_until, p.deactivated_at), 'infinity'))::float8 * 1000 as "untilMs"
      from clinic.practitioner_role_held h
      join clinic.practitioner p on p.clinic_id = h.clinic_id and p.id = h.practitioner_id
     where h.role = any(${prescribingRoles}::text[])
     order by h.practitioner_id, h.held_from, h.role`.execute(tx);
  return rows;
}
