import { sql } from 'kysely';
import { prescribingRoles } from '#clinical/session/session.ts';
import type { Tx } from '#server/platform/database.ts';

export type StepWhat = 'told' | 'nobody' | 'delivered' | 'failed' | 'given-up' | 'acknowledged' | 'over';
export type Way = 'app' | 'mail' | 'text';

export type NewStep = {
  id: string;
  sessionId: string;
  task: string;
  what: StepWhat;
  place: number;
  byWay: Way | null;
  practitionerId: string | null;
  ofStep: string | null;
  attempt: number;
  why: string | null;
  says: string;
  sinceAt: Date;
  dueAt: Date;
  at: Date;
  ladderVersion: number | null;
};

/** One server process climbs for a clinic at a time; the other finds the door closed and comes again. */
export async function holdEscalation(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('escalation ' || racemic_clinic()::text, 0)) as held`.execute(tx);
  return rows[0]?.held === true;
}

/** One delivery is in one hand, until its transaction ends: also when the process is killed. */
export async function holdDelivery(tx: Tx, stepId: string): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('delivery ' || ${stepId}::text, 0)) as held`.execute(tx);
  return rows[0]?.held === true;
}

/** @returns whether it is new: what was written before is not written again */
export async function saveStep(tx: Tx, step: NewStep): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('escalationStep')
    .values(step)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export type StepRow = Omit<NewStep, 'ladderVersion'>;

/** Of what was written down at one moment, what comes first. */
const order: readonly StepWhat[] = ['told', 'nobody', 'delivered', 'failed', 'given-up', 'acknowledged', 'over'];
const ways: readonly Way[] = ['app', 'mail', 'text'];

/** All that was done for these sessions, in order. */
export async function listSteps(tx: Tx, sessions: readonly string[]): Promise<StepRow[]> {
  if (sessions.length === 0) return [];
  const { rows } = await sql<StepRow>`
    select id, session_id as "sessionId", task, what, place, by_way as "byWay", practitioner_id as "practitionerId",
           of_step as "ofStep", attempt, why, says, since_at as "sinceAt", due_at as "dueAt", at
      from clinic.escalation_step where session_id = any(${sessions}::uuid[])
     order by at, place, array_position(${order}::text[], what), array_position(${ways}::text[], by_way), id`.execute(
    tx,
  );
  return rows;
}

export type Busy = { id: string; lastSeq: number; chair: string | null; patientId: string };

/** Sessions in which something has been written, of the last days: who arrived and has not left can be overdue. */
export async function listBusySessions(tx: Tx, now: Date): Promise<Busy[]> {
  const { rows } = await sql<Busy>`
    select s.id, s.last_seq::float8 as "lastSeq", c.name as chair, s.patient_id as "patientId"
      from clinic.session s
      left join clinic.chair c on c.clinic_id = s.clinic_id and c.id = s.chair_id
     where s.planned_at > ${now}::timestamptz - interval '2 days'
       and s.planned_at < ${now}::timestamptz + interval '1 day' and s.last_seq > 0
     order by s.planned_at, s.id limit 500`.execute(tx);
  return rows;
}

/** Sessions in which something climbs that nobody has ended. */
export async function listOpenSessions(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct t.session_id as id from clinic.escalation_step t
     where t.what in ('told', 'nobody') and t.at > ${now}::timestamptz - interval '3 days'
       and not exists (select from clinic.escalation_step e
                        where e.clinic_id = t.clinic_id and e.session_id = t.session_id and e.task = t.task
                          and e.what in ('acknowledged', 'over'))`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Everybody who can prescribe here and is still on the staff, medical directors last. */
export async function listWhoPrescribes(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from clinic.practitioner p
     where p.deactivated_at is null
       and exists (select from clinic.practitioner_role r
                    where r.clinic_id = p.clinic_id and r.practitioner_id = p.id and r.role = any(${prescribingRoles}::text[]))
     order by exists (select from clinic.practitioner_role r where r.clinic_id = p.clinic_id and r.practitioner_id = p.id
                         and r.role = 'prescriber') desc, p.id`.execute(tx);
  return rows.map(({ id }) => id);
}

export type ToSend = StepRow & { ladderVersion: number | null; tries: number; lastTryAt: Date | null };

/** Letters and texts of the last hours that have neither arrived nor been given up. */
export async function listToSend(tx: Tx, now: Date, id?: string): Promise<ToSend[]> {
  const { rows } = await sql<ToSend>`
    select t.id, t.session_id as "sessionId", t.task, t.what, t.place, t.by_way as "byWay", t.says,
           t.practitioner_id as "practitionerId", t.of_step as "ofStep", t.attempt, t.why,
           t.since_at as "sinceAt", t.due_at as "dueAt", t.at, t.ladder_version as "ladderVersion",
           coalesce(f.tries, 0)::int as tries, f.last as "lastTryAt"
      from clinic.escalation_step t
      left join lateral (select count(*) as tries, max(x.at) as last from clinic.escalation_step x
                          where x.clinic_id = t.clinic_id and x.of_step = t.id and x.what = 'failed') f on true
     where t.what = 'told' and t.by_way <> 'app' and t.at > ${now}::timestamptz - interval '12 hours'
       and (${id ?? null}::uuid is null or t.id = ${id ?? null}::uuid)
       and not exists (select from clinic.escalation_step d
                        where d.clinic_id = t.clinic_id and d.of_step = t.id and d.what in ('delivered', 'given-up'))
     order by t.at, t.id limit 50`.execute(tx);
  return rows;
}

/** Whether somebody has it, or it was done: then nobody needs to be written to any more. */
export async function isEnded(tx: Tx, sessionId: string, task: string): Promise<boolean> {
  const row = await tx
    .selectFrom('escalationStep')
    .select('id')
    .where('sessionId', '=', sessionId)
    .where('task', '=', task)
    .where('what', 'in', ['acknowledged', 'over'])
    .executeTakeFirst();
  return row !== undefined;
}
