/** The second of two people: neither who proposed, nor somebody of the center where it would verify a fact. */
import { z } from 'zod';
import { type EvidenceKind, evidenceKinds, type FactName, factNames } from '#clinical/finder/finder.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { inClinic, permit } from '#server/platform/in-clinic.ts';
import { rules } from '#server/platform/may.ts';
import { dayOf, type Edited, editEntry } from './editing.ts';
import { type Entry, listSignedHere } from './editor.queries.ts';
import { hideEvidence, nameOf, showEvidence } from './evidence.actions.ts';
import { list, listingAbout } from './listing.actions.ts';
import { cannotVerifyOwn, isOwnByHost } from './own.ts';
import {
  countEditors,
  countOpenProposals,
  findProposal,
  listOpenProposals,
  type ProposalRow,
  saveDecision,
} from './proposal.queries.ts';
import type { What } from './proposing.ts';

/** As it was proposed: a row of our own, read as carefully as what comes from outside. */
const Content = z.object({
  fact: z.enum(factNames as [FactName, ...FactName[]]),
  kind: z.enum(evidenceKinds),
  words: z.string(),
  source: z.string(),
  link: z.string().optional(),
  foundOn: z.string(),
  expiresOn: z.string(),
});

const mostShown = 100;

/** Why somebody may not agree, where that can be seen before: the sentence is the one that they would be stopped with. */
function whyNot(row: ProposalRow, ctx: Context, isOwn: boolean): string | null {
  if (row.proposedBy === ctx.by.accountId) return 'You proposed it, so another editor decides. You can take it back.';
  if (row.mergedInto !== null) return 'The entry is part of another one now. Decline it, and propose it there.';
  if (row.what !== 'evidence') return null;
  const { kind, expiresOn } = Content.parse(row.content);
  if (kind === 'registry' && isOwn) return cannotVerifyOwn;
  if (expiresOn < dayOf(ctx.now))
    return 'What was found ran out while it waited. Decline it, and have it looked up anew.';
  return null;
}

function asProposal(row: ProposalRow, ctx: Context, isOwn: boolean) {
  const about = row.what === 'removal' ? undefined : Content.parse(row.content);
  return {
    id: row.id,
    what: row.what as What,
    center: { id: row.centerId, name: row.centerName, slug: row.centerSlug },
    about:
      about === undefined
        ? null
        : { ...about, fact: nameOf(about.fact), kind: about.kind as EvidenceKind, link: about.link ?? null },
    reason: row.reason,
    proposedAt: row.proposedAt,
    proposedBy: row.proposedAs,
    isMine: row.proposedBy === ctx.by.accountId,
    whyNot: whyNot(row, ctx, isOwn),
  };
}

async function read(tx: Tx, ctx: Context, rows: readonly ProposalRow[]) {
  const ids = [...new Set(rows.map(({ centerId }) => centerId))];
  const signedHere = new Set((await listSignedHere(tx, ids)).map(({ centerId }) => centerId));
  return {
    proposals: rows.map((row) =>
      asProposal(row, ctx, signedHere.has(row.centerId) || isOwnByHost(row, ctx.services.address)),
    ),
    /** Of this clinic: with one, what they propose waits. */
    editors: await countEditors(tx, rules['center.edit'].roles),
  };
}

/** What waits for a second person, the oldest first. */
export const readProposals = (ctx: Context) =>
  inClinic(ctx, async (tx) => ({
    ...(await read(tx, ctx, await listOpenProposals(tx, mostShown))),
    open: await countOpenProposals(tx),
  }));

export const readProposalsOf = async (tx: Tx, ctx: Context, centerId: string) =>
  read(tx, ctx, await listOpenProposals(tx, mostShown, centerId));

export type Verdict = 'confirmed' | 'declined' | 'withdrawn';

/** Agreed, declined, or taken back by who proposed it: once, with why. Both names stay in the trail. */
export async function decideProposal(
  ctx: Context,
  id: string,
  { verdict, reason }: { verdict: Verdict; reason: string },
): Promise<void> {
  const { centerId } = await inClinic(ctx, (tx) => findProposal(tx, id));
  await editEntry(ctx, { id: centerId }, async (tx, entry, today) => {
    const row = await findProposal(tx, id);
    const isMine = row.proposedBy === ctx.by.accountId;
    if (isMine !== (verdict === 'withdrawn'))
      throw new CannotProceed(
        'blocked',
        isMine
          ? 'You proposed it, so another editor decides. You can take it back.'
          : 'Only who proposed it takes it back. You can decline it.',
      );
    await saveDecision(tx, id, {
      state: verdict,
      decidedAt: ctx.now,
      decidedBy: ctx.by.accountId,
      decidedWhy: reason,
    });
    const details = { proposalId: id, proposedBy: row.proposedAs, proposedWhy: row.reason };
    if (verdict === 'confirmed') {
      const done = await carryOut(tx, ctx, entry, row, today);
      return { ...done, says: `${done.says} Two people decided.`, details: { ...details, ...done.details }, reason };
    }
    const about = row.what === 'removal' ? listingAbout : nameOf(Content.parse(row.content).fact);
    return {
      action: verdict === 'declined' ? 'center.proposal.decline' : 'center.proposal.withdraw',
      says:
        verdict === 'declined'
          ? `${about}: a second person looked at the change, and it was not made.`
          : `${about}: the change that was proposed was taken back.`,
      before: { what: row.what },
      after: { state: verdict },
      details,
      reason,
    };
  });
}

/** Everything that the first person was held to holds again now. */
async function carryOut(tx: Tx, ctx: Context, entry: Entry, row: ProposalRow, today: string): Promise<Edited> {
  const signedHere = await listSignedHere(tx, [entry.id]);
  const stops = whyNot(row, ctx, signedHere.length > 0 || isOwnByHost(entry, ctx.services.address));
  if (stops !== null) throw new CannotProceed('blocked', stops);
  switch (row.what as What) {
    case 'removal':
      permit(ctx, 'center.remove');
      return list(tx, entry, 'removed', today);
    case 'evidence-end':
      return hideEvidence(tx, entry.id, row.subject, today, row.reason);
    case 'evidence':
      return showEvidence(tx, ctx, entry, Content.parse(row.content), today);
  }
}
