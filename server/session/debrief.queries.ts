import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';

type Of = { incidentId: string } | { drillId: string };

export async function listDebriefsOf(tx: Tx, of: Of) {
  const [column, id] =
    'incidentId' in of ? (['incidentId', of.incidentId] as const) : (['drillId', of.drillId] as const);
  const rows = await tx
    .selectFrom('debrief')
    .select(['id', 'heldAt', 'people', 'wentWell', 'writtenBy', 'writtenAt'])
    .where(column, '=', id)
    .orderBy('heldAt')
    .execute();
  const found = [];
  for (const { people, ...row } of rows)
    found.push({ ...row, people: JSON.parse(people) as string[], followUps: await listFollowUpsOf(tx, row.id) });
  return found;
}

const followUps = (tx: Tx) =>
  tx
    .selectFrom('followUp as f')
    .select([
      'f.id',
      'f.debriefId',
      'f.what',
      'f.ownerId',
      'f.dueOn',
      'f.doneAt',
      'f.doneBy',
      'f.doneNote',
      'f.version',
    ]);

const listFollowUpsOf = (tx: Tx, debriefId: string) =>
  followUps(tx).where('f.debriefId', '=', debriefId).orderBy('f.dueOn').orderBy('f.id').execute();

/** Those that are open, the first due first, and the last that were done; where each comes from. */
const mostDone = 100;
export async function listFollowUps(tx: Tx) {
  const from = () =>
    followUps(tx)
      .innerJoin('debrief as d', (join) =>
        join.onRef('d.clinicId', '=', 'f.clinicId').onRef('d.id', '=', 'f.debriefId'),
      )
      .leftJoin('drill as r', (join) => join.onRef('r.clinicId', '=', 'd.clinicId').onRef('r.id', '=', 'd.drillId'))
      .select(['d.incidentId', 'd.drillId', 'r.card']);
  const open = await from().where('f.doneAt', 'is', null).orderBy('f.dueOn').orderBy('f.id').execute();
  const done = await from().where('f.doneAt', 'is not', null).orderBy('f.doneAt', 'desc').limit(mostDone).execute();
  return [...open, ...done];
}

export async function findFollowUp(tx: Tx, id: string) {
  const row = await tx.selectFrom('followUp').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw notFound('follow-up');
  return row;
}

export const saveDebrief = (
  tx: Tx,
  of: {
    id: string;
    incidentId: string | null;
    drillId: string | null;
    heldAt: string;
    people: string;
    wentWell: string;
    writtenBy: string;
    writtenAt: Date;
  },
) => tx.insertInto('debrief').values(of).execute();

export const saveFollowUp = (
  tx: Tx,
  of: { id: string; debriefId: string; what: string; ownerId: string; dueOn: string },
) => tx.insertInto('followUp').values(of).execute();

export const endFollowUp = (
  tx: Tx,
  id: string,
  to: { doneAt: Date; doneBy: string; doneNote: string; version: number },
) => tx.updateTable('followUp').set(to).where('id', '=', id).execute();
