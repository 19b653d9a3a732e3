import { sql } from 'kysely';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';

/** What one editor proposed, and what a second one said of it. */
const proposals = (tx: Tx) =>
  tx
    .selectFrom('centerProposal as p')
    .innerJoin('center as c', 'c.id', 'p.centerId')
    .select([
      'p.id',
      'p.centerId',
      'p.what',
      'p.subject',
      'p.content',
      'p.reason',
      'p.proposedAt',
      'p.proposedBy',
      'p.proposedAs',
      'p.state',
      'c.name as centerName',
      'c.slug as centerSlug',
      'c.isOwn',
      'c.website',
      'c.reportHost',
      'c.mergedInto',
    ]);
export type ProposalRow = Awaited<ReturnType<typeof findProposal>>;

/** Whoever has waited longest comes first. @param centerId of one entry; without it, of all */
export const listOpenProposals = (tx: Tx, most: number, centerId?: string) =>
  proposals(tx)
    .where('p.state', '=', 'open')
    .$if(centerId !== undefined, (query) => query.where('p.centerId', '=', centerId ?? ''))
    .orderBy('p.proposedAt')
    .orderBy('p.id')
    .limit(most)
    .execute();

export async function countOpenProposals(tx: Tx): Promise<number> {
  const { n } = await tx
    .selectFrom('centerProposal')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return Number(n);
}

export async function findProposal(tx: Tx, id: string) {
  const row = await proposals(tx).where('p.id', '=', id).executeTakeFirst();
  if (row === undefined) throw new CannotProceed('not-found', 'There is no such proposal in the directory.');
  return row;
}

type Given = {
  id: string;
  centerId: string;
  what: string;
  subject: string;
  content: string;
  reason: string;
  proposedAt: Date;
  proposedBy: string;
  proposedAs: string | null;
};

/** The same is proposed once; the entry is held by the caller. */
export async function saveProposal(tx: Tx, of: Given): Promise<void> {
  const { numInsertedOrUpdatedRows: made } = await tx
    .insertInto('centerProposal')
    .values(of)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (made === 0n)
    throw new CannotProceed('already-there', 'This was proposed already, and waits for a second person.');
}

type Decided = {
  state: 'confirmed' | 'declined' | 'withdrawn';
  decidedAt: Date;
  decidedBy: string;
  decidedWhy: string;
};

/** Decides only while nobody else has. */
export async function saveDecision(tx: Tx, id: string, set: Decided): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('centerProposal')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new CannotProceed('changed-by-someone-else', 'Someone else decided this meanwhile.');
}

/** Proposals about an entry go on under the one that it became part of, unless the same waits there. */
export const moveProposals = (tx: Tx, from: string, to: string) =>
  sql`
    update center_proposal as p set center_id = ${to}::uuid where p.center_id = ${from}::uuid and p.state = 'open'
      and not exists (select from center_proposal as o
        where o.center_id = ${to}::uuid and o.what = p.what and o.subject = p.subject and o.state = 'open')`.execute(
    tx,
  );

/** How many people of this clinic could decide. */
export async function countEditors(tx: Tx, roles: readonly string[]): Promise<number> {
  const { n } = await tx
    .selectFrom('practitioner as p')
    .innerJoin('practitionerRole as r', 'r.practitionerId', 'p.id')
    .select(({ fn }) => fn.count<string>('p.accountId').distinct().as('n'))
    .where('p.deactivatedAt', 'is', null)
    .where('r.role', 'in', [...roles])
    .executeTakeFirstOrThrow();
  return Number(n);
}
