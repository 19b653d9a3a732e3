/** What people say of an emergency or a drill afterwards, and what is to change: each with a name and a day. */
import { audit } from '#server/audit/audit.ts';
import { patientFor } from '#server/chart/chart.actions.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { endFollowUp, findFollowUp, listFollowUps, saveDebrief, saveFollowUp } from './debrief.queries.ts';
import { countStaff, findDrill } from './drill.queries.ts';
import { staffOf } from './emergency-dose.actions.ts';
import { findIncident } from './incident.queries.ts';

export type DebriefGiven = {
  id?: string | undefined;
  heldAt: string;
  people: readonly string[];
  wentWell: string;
  toChange: readonly { what: string; ownerId: string; dueOn: string }[];
};

/** Written down once; a second talk is a second debrief. */
export const addDebrief = (ctx: Context, of: { incidentId: string } | { drillId: string }, given: DebriefGiven) =>
  inClinic(ctx, async (tx) => {
    const writtenBy = staffOf(ctx);
    let patientId: string | undefined;
    if ('incidentId' in of) {
      const incident = await findIncident(tx, of.incidentId);
      patientId = incident.patientId ?? undefined;
      if (patientId !== undefined) await patientFor(tx, ctx, 'incident.write', patientId);
      if (incident.state === 'closed') throw new CannotProceed('blocked', 'The incident is closed.');
    } else if ((await findDrill(tx, of.drillId)).state !== 'done')
      throw new CannotProceed('blocked', 'A drill is talked over when it is done.');
    const people = [...new Set([...given.people, ...given.toChange.map(({ ownerId }) => ownerId)])];
    if ((await countStaff(tx, people)) !== people.length) throw notFound('person');
    const id = given.id ?? newId();
    await saveDebrief(tx, {
      id,
      incidentId: 'incidentId' in of ? of.incidentId : null,
      drillId: 'drillId' in of ? of.drillId : null,
      heldAt: given.heldAt,
      people: JSON.stringify([...new Set(given.people)]),
      wentWell: given.wentWell,
      writtenBy,
      writtenAt: ctx.now,
    });
    for (const change of given.toChange) await saveFollowUp(tx, { id: newId(), debriefId: id, ...change });
    await audit(tx, ctx, {
      action: 'debrief.write',
      patientId,
      subject: { kind: 'debrief', id },
      after: { ...of, heldAt: given.heldAt, people: given.people, wentWell: given.wentWell, toChange: given.toChange },
    });
    return { id };
  });

export const readFollowUps = (ctx: Context) => inClinic(ctx, async (tx) => ({ followUps: await listFollowUps(tx) }));

export const finishFollowUp = (ctx: Context, id: string, given: { version: number; note: string }) =>
  inClinic(ctx, async (tx) => {
    const doneBy = staffOf(ctx);
    const row = await findFollowUp(tx, id);
    if (row.doneAt !== null) throw new CannotProceed('already-there', 'This was done already.');
    if (row.version !== given.version)
      throw new CannotProceed('changed-by-someone-else', 'Someone else changed this meanwhile.');
    const version = row.version + 1;
    await endFollowUp(tx, id, { doneAt: ctx.now, doneBy, doneNote: given.note, version });
    await audit(tx, ctx, {
      action: 'follow-up.done',
      subject: { kind: 'follow-up', id },
      after: { note: given.note },
    });
    return { id, version };
  });
