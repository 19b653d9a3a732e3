/** What editors do with the directory: read an entry whole, say whether it is listed, and who answers for it. */
import {
  type EvidenceKind,
  evidenceCountsFor,
  type FactState,
  factsToLookFor,
  stateOf,
} from '#clinical/finder/finder.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { inClinic, permit } from '#server/platform/in-clinic.ts';
import { asEvidence } from './cards.ts';
import { quoteWords } from './center-words.ts';
import { dayOf, editEntry } from './editing.ts';
import { listEntriesNamed, loadEntry, saveClaimedOn, saveListing } from './editor.queries.ts';
import { isSourceKind, sourceNames } from './entry.ts';
import { factWords, groupWords } from './fact-words.ts';
import { type Correction, correctEntry } from './merge.ts';
import { placeLine } from './review.actions.ts';

export { addEvidence, endEvidence } from './evidence.actions.ts';
export { addQuotes, endQuote, keepAnswer, markTold, quoteText } from './quote.actions.ts';
export { readRequest, readRequests, settleRequest } from './request.actions.ts';
export { decideReview, readReviews } from './review.actions.ts';

const mostFound = 50;

/** By words of the name, whether listed or not; without words, some to begin with. */
export const findEntries = (ctx: Context, words: string) =>
  inClinic(ctx, async (tx) => ({ centers: await listEntriesNamed(tx, words.trim(), mostFound) }));

/** One entry with its 24 facts, and for each what was ever found, newest first. */
export const readEntry = (ctx: Context, id: string) =>
  inClinic(ctx, async (tx) => {
    const { center, locations, sources, evidence, quotes, changes } = await loadEntry(tx, id);
    const today = dayOf(ctx.now);
    const of = Map.groupBy(evidence, ({ fact }) => fact);
    return {
      ...center,
      listing: center.listing as 'listed' | 'closed' | 'removed',
      today,
      countsForMonths: evidenceCountsFor.value,
      places: locations.map(placeLine),
      sources: sources.map(({ kind, key, readOn }) => ({
        name: isSourceKind(kind) ? sourceNames[kind] : kind,
        key,
        readOn,
      })),
      facts: factsToLookFor.map(({ name, group, evidence: counts }) => {
        const found = of.get(name) ?? [];
        const live = found.filter(({ endedOn }) => endedOn === null).flatMap((row) => asEvidence(row) ?? []);
        const state: FactState = stateOf(live, today).state;
        return {
          fact: name,
          group,
          groupTitle: groupWords[group].name.en,
          title: factWords[name].name.en,
          why: factWords[name].why.en,
          counts: [...counts],
          state,
          evidence: found.map(({ centerId, fact, kind, ...row }) => ({ ...row, kind: kind as EvidenceKind })),
        };
      }),
      quotes: quotes.map(({ centerId, ...quote }) => ({
        ...quote,
        title: quoteWords[quote.rule]?.title.en ?? quote.rule,
      })),
      changes,
    };
  });

type At = { id: string; version: number };

/** Name, telephone, website. What changed stands in the public history word for word. */
export const setDetails = (ctx: Context, at: At, given: Correction, reason: string) =>
  editEntry(ctx, at, async (tx, entry, today) => {
    const { name, phone, website } = entry;
    const wished = { name: given.name, phone: given.phone ?? phone, website: given.website ?? website };
    if (wished.name === name && wished.phone === phone && wished.website === website)
      throw new CannotProceed('already-there', 'The entry says so already.');
    await correctEntry(tx, at.id, given, today);
    return {
      action: 'center.details.change',
      says: 'Name, telephone or website was corrected by the editors.',
      before: { name, phone, website },
      after: wished,
      reason,
    };
  });

const listingSays = {
  listed: 'The entry is shown in the list again.',
  closed: 'The center no longer treats people here.',
  removed: 'The center is no longer in the list.',
} as const;

/** Listed, or closed. What was removed comes back only with the right that removes. */
export const setListing = (ctx: Context, at: At, listing: 'listed' | 'closed' | 'removed', reason: string) =>
  editEntry(ctx, at, async (tx, entry, today) => {
    if (entry.listing === 'removed') permit(ctx, 'center.remove');
    if (entry.mergedInto !== null)
      throw new CannotProceed('blocked', 'This entry is part of another one. Change that one.');
    if (entry.listing === listing) throw new CannotProceed('already-there', 'The entry stands so already.');
    const listingOn = listing === 'listed' ? null : today;
    await saveListing(tx, at.id, listing, listingOn);
    return {
      action: listing === 'removed' ? 'center.remove' : 'center.listing.change',
      says: listingSays[listing],
      before: { listing: entry.listing, listingOn: entry.listingOn },
      after: { listing, listingOn },
      reason,
    };
  });

/** Somebody of the center answers for the entry from now on, or no longer. It moves no fact and no place in a list. */
export const setClaim = (ctx: Context, at: At, granted: boolean, reason: string) =>
  editEntry(ctx, at, async (tx, entry, today) => {
    if (granted === (entry.claimedOn !== null))
      throw new CannotProceed('already-there', granted ? 'The entry is claimed already.' : 'Nobody has claimed it.');
    const claimedOn = granted ? today : null;
    await saveClaimedOn(tx, at.id, claimedOn);
    return {
      action: 'center.claim.change',
      says: granted ? 'The center answers for this entry from now on.' : 'The center no longer answers for this entry.',
      before: { claimedOn: entry.claimedOn },
      after: { claimedOn },
      reason,
    };
  });
