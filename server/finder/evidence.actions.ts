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
import { newId } from '#server/platform/ids.ts';
import { editEntry } from './editing.ts';
import { findEvidence, saveEvidence, saveEvidenceEnd } from './editor.queries.ts';
import { factWords } from './fact-words.ts';
import { monthsLater } from './import-details.ts';

type At = { id: string; version: number };

const kindWords: Record<EvidenceKind, string> = {
  claim: 'the center says so',
  document: 'a page or paper shows it',
  'signed-report': 'its signed report shows it',
  registry: 'an outside source agrees',
  contradiction: 'sources disagree',
};

const nameOf = (fact: string) => (isFactName(fact) ? factWords[fact].name.en : fact);

/** What was found about a fact. It counts until its last day, which the method bounds; who looked is the clinic that keeps the directory. */
export const addEvidence = (
  ctx: Context,
  at: At,
  given: {
    fact: FactName;
    kind: EvidenceKind;
    words: string;
    source: string;
    link?: string | undefined;
    foundOn: string;
    expiresOn: string;
    reason: string;
  },
) =>
  editEntry(ctx, at, async (tx, _entry, today) => {
    boundsKept(given, today);
    canBeChecked(given);
    const { reason, link, ...rest } = given;
    const evidence = { ...rest, link: link ?? null, checker: (await findClinic(tx)).name };
    const id = newId();
    await saveEvidence(tx, { ...evidence, id, centerId: at.id });
    return {
      action: 'center.evidence.add',
      says: `${nameOf(given.fact)}: new evidence, ${kindWords[given.kind]} (${given.source}).`,
      after: evidence,
      details: { evidenceId: id },
      reason,
    };
  });

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

/** Corrected, withdrawn, settled: it stays in the record and is shown no more. */
export const endEvidence = (ctx: Context, at: At, evidenceId: string, reason: string) =>
  editEntry(ctx, at, async (tx, _entry, today) => {
    const found = await findEvidence(tx, at.id, evidenceId);
    if (found.endedOn !== null) throw new CannotProceed('already-there', 'This evidence has ended already.');
    await saveEvidenceEnd(tx, evidenceId, today, reason);
    const { fact, kind, words, source, link, foundOn, expiresOn } = found;
    return {
      action: 'center.evidence.end',
      says: `${nameOf(fact)}: evidence no longer counts, ${kindWords[kind as EvidenceKind]} (${source}).`,
      before: { fact, kind, words, source, link, foundOn, expiresOn },
      after: { endedOn: today },
      details: { evidenceId },
      reason,
    };
  });
