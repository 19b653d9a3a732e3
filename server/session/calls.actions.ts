import { sql } from 'kysely';
import { initialsOf } from '#clinical/chart/chart.ts';
import { redSays, redTask } from '#clinical/session/session.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { type NewStep, saveStep } from './escalation.queries.ts';
import { writeDown } from './escalation.ts';
import { isOpenTo } from './floor.actions.ts';
import { sessionAsItStands } from './session-log.ts';

export type Call = {
  session: string;
  task: string;
  says: string;
  /**
   * On the screens of the clinic alone: a letter and a text name neither a person nor a value. Empty where the chart is
   * restricted.
   */
  initials: string;
  /** Every red value of the newest set with its number, the worst first; empty where it is not about a reading. */
  values: string;
  sinceMs: number;
  atMs: number;
};

/**
 * What somebody is called for in the app and nobody has yet. That it was shown to them is written down the first time:
 * a call that lies on no screen has not arrived.
 */
export const readCalls = (ctx: Context): Promise<{ calls: Call[] }> =>
  inClinic(ctx, async (tx) => {
    const rows = await openCalls(tx, ctx.by.practitionerId ?? null, ctx.now);
    for (const row of rows)
      if (!row.isShown) {
        const step = shown(row, ctx.now);
        if (await saveStep(tx, step))
          await writeDown(tx, ctx.services, ctx.clinicId, { id: row.sessionId }, [step], ctx.now);
      }
    const newest = new Map(rows.map((row) => [`${row.sessionId} ${row.task}`, row]));
    const calls: Call[] = [];
    for (const { sessionId, task, says, sinceAt, at } of newest.values())
      calls.push({
        ...{ session: sessionId, task, says, ...(await whoAndWhat(tx, ctx, sessionId, task)) },
        ...{ sinceMs: sinceAt.getTime(), atMs: at.getTime() },
      });
    return { calls };
  });

/** Few are called for at once: each is folded when it is asked for. */
async function whoAndWhat(tx: Tx, ctx: Context, sessionId: string, task: string) {
  const { session, seen } = await sessionAsItStands(tx, sessionId, ctx.now);
  const { id, givenName, familyName, restricted } = session.patient;
  // Whoever may not open a restricted chart is called to the chair, and told nothing of the person.
  if (restricted && !(await isOpenTo(tx, ctx, id))) return { initials: '', values: '' };
  const { latest, dangers } = seen;
  const effect = dangers.find((danger) => danger.kind !== 'rate' && task === redTask(danger.id));
  const isOfLatest = latest !== undefined && task === redTask(latest.id);
  return {
    initials: initialsOf(givenName, familyName),
    values: isOfLatest ? redSays(latest.judged.judgements) : (effect?.says ?? ''),
  };
}

type Row = Pick<
  NewStep,
  'id' | 'sessionId' | 'task' | 'place' | 'practitionerId' | 'says' | 'sinceAt' | 'dueAt' | 'at' | 'ladderVersion'
> & { isShown: boolean };

async function openCalls(tx: Tx, practitionerId: string | null, now: Date): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select t.id, t.session_id as "sessionId", t.task, t.place, t.practitioner_id as "practitionerId", t.says,
           t.since_at as "sinceAt", t.due_at as "dueAt", t.at, t.ladder_version as "ladderVersion",
           exists (select from clinic.escalation_step d
                    where d.clinic_id = t.clinic_id and d.of_step = t.id and d.what = 'delivered') as "isShown"
      from clinic.escalation_step t
     where t.what = 'told' and t.by_way = 'app' and t.practitioner_id = ${practitionerId}::uuid
       and t.at > ${now}::timestamptz - interval '12 hours'
       and not exists (select from clinic.escalation_step e
                        where e.clinic_id = t.clinic_id and e.session_id = t.session_id and e.task = t.task
                          and e.what in ('acknowledged', 'over'))
     order by t.at, t.id limit 50`.execute(tx);
  return rows;
}

const shown = ({ isShown: _, ...row }: Row, now: Date): NewStep => ({
  ...row,
  id: newId(),
  what: 'delivered',
  byWay: 'app',
  ofStep: row.id,
  attempt: 1,
  why: null,
  says: '',
  at: now,
});
