import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';

/** What people wrote to the editors: read here, and by no page. */
const requests = (tx: Tx) =>
  tx
    .selectFrom('centerRequest as r')
    .leftJoin('center as c', 'c.id', 'r.centerId')
    .select([
      'r.id',
      'r.kind',
      'r.fact',
      'r.words',
      'r.replyTo',
      'r.state',
      'r.answer',
      'r.madeAt',
      'r.settledAt',
      'r.settledBy',
      'r.centerId',
      'c.name as centerName',
      'c.slug as centerSlug',
    ]);
export type RequestRow = Awaited<ReturnType<typeof findRequest>>;

/** Whoever has waited longest comes first. */
export const listOpenRequests = (tx: Tx, most: number) =>
  requests(tx).where('r.state', '=', 'open').orderBy('r.madeAt').orderBy('r.id').limit(most).execute();

export const listSettledRequests = (tx: Tx, most: number) =>
  requests(tx)
    .where('r.state', '<>', 'open')
    .orderBy('r.settledAt', 'desc')
    .orderBy('r.id', 'desc')
    .limit(most)
    .execute();

export async function countOpenRequests(tx: Tx): Promise<number> {
  const { n } = await tx
    .selectFrom('centerRequest')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return Number(n);
}

export async function findRequest(tx: Tx, id: string) {
  const row = await requests(tx).where('r.id', '=', id).executeTakeFirst();
  if (row === undefined) throw new CannotProceed('not-found', 'There is no such message to the editors.');
  return row;
}

/** Settles a message only while nobody else has, so that two answers cannot both go out. */
export async function saveSettled(
  tx: Tx,
  id: string,
  set: { state: 'done' | 'refused'; answer: string; settledAt: Date; settledBy: string },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('centerRequest')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n)
    throw new CannotProceed('changed-by-someone-else', 'Someone else settled this message meanwhile.');
}

/** Of messages settled before a moment, what was written and by whom goes; that they came and how they ended stays. */
export async function emptySettled(tx: Tx, before: Date, words: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('centerRequest')
    .set({ replyTo: null, words })
    .where('state', '<>', 'open')
    .where('settledAt', '<', before)
    .where((eb) => eb.or([eb('replyTo', 'is not', null), eb('words', '<>', words)]))
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
