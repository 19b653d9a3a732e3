import { sql } from 'kysely';
import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';

export const saveAwaiting = (
  tx: Tx,
  of: {
    id: string;
    kind: string;
    body: string;
    sessionId: string | null;
    askedBy: string;
    askedAt: Date;
    until: Date;
  },
) => tx.insertInto('drugAwaiting').values(of).execute();

export const findAwaiting = (tx: Tx, id: string) =>
  tx.selectFrom('drugAwaiting').selectAll().where('id', '=', id).executeTakeFirst();

export async function lockAwaiting(tx: Tx, id: string) {
  const row = await tx.selectFrom('drugAwaiting').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  if (row === undefined) throw notFound('request');
  return row;
}

export const settleAwaiting = (
  tx: Tx,
  id: string,
  set: { outcome: 'confirmed' | 'withdrawn'; settledBy: string; settledAt: Date },
) => tx.updateTable('drugAwaiting').set(set).where('id', '=', id).execute();

/** What a request wrote into the register and opened. */
export async function findWritten(tx: Tx, commandId: string) {
  const rows = await tx
    .selectFrom('drugRegister')
    .select(['id', 'itemId'])
    .where('commandId', '=', commandId)
    .orderBy('id')
    .execute();
  return { rows: rows.map(({ id }) => id), items: [...new Set(rows.flatMap(({ itemId }) => itemId ?? []))] };
}

/** Not settled yet, the oldest first; of some sessions, where they are given. */
export const listAwaiting = (tx: Tx, sessionIds?: readonly string[]) =>
  tx
    .selectFrom('drugAwaiting as a')
    .innerJoin('practitioner as p', (join) =>
      join.onRef('p.clinicId', '=', 'a.clinicId').onRef('p.id', '=', 'a.askedBy'),
    )
    .select([
      'a.id',
      'a.kind',
      'a.body',
      'a.sessionId',
      'a.askedBy',
      'a.askedAt',
      'a.until',
      'p.givenName',
      'p.familyName',
    ])
    .where('a.outcome', 'is', null)
    .$if(sessionIds !== undefined, (query) =>
      query.where(sql<boolean>`a.session_id = any(${[...(sessionIds ?? [])]}::uuid[])`),
    )
    .orderBy('a.askedAt')
    .orderBy('a.id')
    .execute();
