/** What editors do with the directory: find an entry, read it whole, correct it, and say where its reports lie. */
import {
  type EvidenceKind,
  evidenceCountsFor,
  type FactState,
  factsToLookFor,
  stateOf,
} from '#clinical/finder/finder.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { asEvidence } from './cards.ts';
import { quoteWords } from './center-words.ts';
import { dayOf, editEntry } from './editing.ts';
import { listEntriesNamed, loadEntry, saveReportHost } from './editor.queries.ts';
import { isSourceKind, sourceNames } from './entry.ts';
import { factWords, groupWords } from './fact-words.ts';
import { type Correction, correctEntry } from './merge.ts';
import { isOwnEntry } from './own.ts';
import { readProposalsOf } from './proposal.actions.ts';
import { holdsStill, hostOf } from './report-host.ts';
import { placeLine } from './review.actions.ts';

export { addEvidence, endEvidence } from './evidence.actions.ts';
export { proposeRemoval, setClaim, setListing, setOwn } from './listing.actions.ts';
export { decideProposal, readProposals } from './proposal.actions.ts';
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
    const { reportHost, reportHostTie, reportHostOn, reportHostSite: _site, isOwn, ...entry } = center;
    const today = dayOf(ctx.now);
    const of = Map.groupBy(evidence, ({ fact }) => fact);
    return {
      ...entry,
      /** Marked, or found out by host or key. */
      own: isOwn ? ('marked' as const) : (await isOwnEntry(tx, ctx, center)) ? ('found' as const) : null,
      reportHost:
        reportHost === null
          ? null
          : {
              host: reportHost,
              tie: reportHostTie as 'website-links' | 'center-said',
              checkedOn: reportHostOn ?? '',
              holds: holdsStill(center),
            },
      ...(await readProposalsOf(tx, ctx, id)),
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

/**
 * Where its signed reports lie when that is not its website's host: named after an editor has looked. The key still has to
 * be there, and the signature to name it.
 */
export const setReportHost = (
  ctx: Context,
  at: At,
  given: { host: string | null; tie?: 'website-links' | 'center-said' | undefined },
  reason: string,
) =>
  editEntry(ctx, at, async (tx, entry, today) => {
    const { host, tie } = given;
    const { reportHost, reportHostTie, reportHostOn, reportHostSite, website } = entry;
    if (host === null && reportHost === null)
      throw new CannotProceed('already-there', 'No other host is named for its reports.');
    if (host !== null && tie === undefined)
      throw new CannotProceed('blocked', 'Say how the host was found to be the center’s.');
    if (host !== null && tie === 'website-links' && website === null)
      throw new CannotProceed('blocked', 'The entry names no website that could link to it. Correct the entry first.');
    if (host !== null && host === hostOf(website))
      throw new CannotProceed('already-there', 'That is its website’s host, where its reports are looked for anyway.');
    const wished =
      host === null
        ? { reportHost: null, reportHostTie: null, reportHostOn: null, reportHostSite: null }
        : { reportHost: host, reportHostTie: tie ?? null, reportHostOn: today, reportHostSite: hostOf(website) };
    await saveReportHost(tx, at.id, wished);
    return {
      action: 'center.report-host.change',
      says:
        host === null
          ? 'Its signed reports are looked for at its website again.'
          : `Its signed reports are looked for at ${host}: ${tiesSay[tie ?? 'center-said']}.`,
      before: { reportHost, reportHostTie, reportHostOn, reportHostSite },
      after: wished,
      reason,
    };
  });

const tiesSay = {
  'website-links': 'its website links there',
  'center-said': 'the center said so when it was asked at its published address',
} as const;
