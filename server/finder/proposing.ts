/** The first of two people: what they propose is kept, and no page shows it. */
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import type { Edited } from './editing.ts';
import { saveProposal } from './proposal.queries.ts';

export type What = 'evidence' | 'evidence-end' | 'removal';
export type Proposed = { what: What; subject: string; content: object; reason: string };

/** @param about what the public history calls it; it says nothing of what is proposed, because nobody has agreed yet */
export async function propose(
  tx: Tx,
  ctx: Context,
  centerId: string,
  { what, subject, content, reason }: Proposed,
  about: string,
): Promise<Edited> {
  const id = newId();
  await saveProposal(tx, {
    id,
    centerId,
    what,
    subject,
    content: JSON.stringify(content),
    reason,
    proposedAt: ctx.now,
    proposedBy: ctx.by.accountId,
    proposedAs: ctx.by.practitionerId ?? null,
  });
  return {
    action: 'center.proposal.make',
    says: `${about}: an editor proposed a change. A second person has to agree.`,
    after: { what, ...content },
    details: { proposalId: id },
    reason,
    waits: true,
  };
}
