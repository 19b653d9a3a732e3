import {
  type EvidenceKind,
  evidenceCountsFor,
  type FactName,
  hasOutsideSource,
  isFactName,
} from '#clinical/finder/finder.ts';
import { findClinic } from '#server/chart/chart.actions.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { type Edited, editEntry } from './editing.ts';
import { type Entry, findEvidence, saveEvidence, saveEvidenceEnd } from './editor.queries.ts';
import { factWords } from './fact-words.ts';
import { monthsLater } from './import-details.ts';
import { cannotVerifyOwn, isOwnEntry } from './own.ts';
import { propose } from './proposing.ts';

type At = { id: string; version: number };

const kindWords: Record<EvidenceKind, string> = {
  claim: 'the center says so',
  document: 'a page or paper shows it',
  'signed-report': 'its signed report shows it',
  registry: 'an outside source agrees',
  contradiction: 'sources disagree',
};

export const nameOf = (fact: string) => (isFactName(fact) ? factWords[fact].name.en : fact);

export type EvidenceGiven = {
  fact: FactName;
  kind: EvidenceKind;
  words: string;
  source: string;
  link?: string | undefined;
  foundOn: string;
  expiresOn: string;
};

/** What makes a fact verified or contradicted weighs most, so no one person decides it. */
const isForTwo = (kind: string) => kind === 'registry' || kind === 'contradiction';

/** What was found about a fact. It counts until its last day, which the method bounds; who looked is the clinic that keeps the directory. */
export const addEvidence = (ctx: Context, at: At, { reason, ...given }: EvidenceGiven & { reason: string }) =>
  editEntry(ctx, at, async (tx, entry, today) => {
    if (!isForTwo(given.kind)) return { ...(await showEvidence(tx, ctx, entry, given, today)), reason };
    await mayBeShown(tx, ctx, entry, given, today);
    const subject = `${given.fact} ${given.kind}`;
    return propose(tx, ctx, at.id, { what: 'evidence', subject, content: given, reason }, nameOf(given.fact));
  });

/** What follows once it may be shown, in the transaction of whoever decides. */
export async function showEvidence(
  tx: Tx,
  ctx: Context,
  entry: Entry,
  given: EvidenceGiven,
  today: string,
): Promise<Edited> {
  await mayBeShown(tx, ctx, entry, given, today);
  const { link, ...rest } = given;
  const evidence = { ...rest, link: link ?? null, checker: (await findClinic(tx)).name };
  const id = newId();
  await saveEvidence(tx, { ...evidence, id, centerId: entry.id });
  return {
    action: 'center.evidence.add',
    says: `${nameOf(given.fact)}: new evidence, ${kindWords[given.kind]} (${given.source}).`,
    after: evidence,
    details: { evidenceId: id },
  };
}

async function mayBeShown(tx: Tx, ctx: Context, entry: Entry, given: EvidenceGiven, today: string): Promise<void> {
  boundsKept(given, today);
  canBeChecked(given);
  if (given.kind === 'registry' && (await isOwnEntry(tx, ctx, entry)))
    throw new CannotProceed('blocked', cannotVerifyOwn);
}

/** What a page shows can be followed by anyone, and nothing is verified that nobody outside can answer for. */
function canBeChecked({ fact, kind, link }: { fact: FactName; kind: EvidenceKind; link?: string | undefined }): void {
  if (kind !== 'claim' && link === undefined)
    throw new CannotProceed('blocked', 'Name the address where anyone can look at it. Without one it is only a claim.');
  if (kind === 'registry' && !hasOutsideSource(fact))
    throw new CannotProceed(
      'blocked',
      'Nobody outside the center keeps a list of this fact: what a page or paper shows is documented.',
    );
}

function boundsKept({ foundOn, expiresOn }: { foundOn: string; expiresOn: string }, today: string): void {
  const { value: months } = evidenceCountsFor;
  if (foundOn > today) throw new CannotProceed('blocked', 'It cannot have been found after today.');
  if (expiresOn < foundOn)
    throw new CannotProceed('blocked', 'It counts at least until the day on which it was found.');
  if (expiresOn > monthsLater(foundOn, months))
    throw new CannotProceed('blocked', `Evidence counts for ${months} months at most: then it is asked for again.`);
}

/** Corrected, withdrawn, settled: it stays in the record and is shown no more. A contradiction is settled by two people. */
export const endEvidence = (ctx: Context, at: At, evidenceId: string, reason: string) =>
  editEntry(ctx, at, async (tx, _entry, today) => {
    const found = await findEvidence(tx, at.id, evidenceId);
    if (found.kind !== 'contradiction')
      return { ...(await hideEvidence(tx, at.id, evidenceId, today, reason)), reason };
    isLive(found);
    const { fact, kind, words, source, link, foundOn, expiresOn } = found;
    const content = { fact, kind, words, source, ...(link === null ? {} : { link }), foundOn, expiresOn };
    return propose(tx, ctx, at.id, { what: 'evidence-end', subject: evidenceId, content, reason }, nameOf(fact));
  });

function isLive({ endedOn }: { endedOn: string | null }): void {
  if (endedOn !== null) throw new CannotProceed('already-there', 'This evidence has ended already.');
}

export async function hideEvidence(
  tx: Tx,
  centerId: string,
  evidenceId: string,
  today: string,
  why: string,
): Promise<Edited> {
  const found = await findEvidence(tx, centerId, evidenceId);
  isLive(found);
  await saveEvidenceEnd(tx, evidenceId, today, why);
  const { fact, kind, words, source, link, foundOn, expiresOn } = found;
  return {
    action: 'center.evidence.end',
    says: `${nameOf(fact)}: evidence no longer counts, ${kindWords[kind as EvidenceKind]} (${source}).`,
    before: { fact, kind, words, source, link, foundOn, expiresOn },
    after: { endedOn: today },
    details: { evidenceId },
  };
}
