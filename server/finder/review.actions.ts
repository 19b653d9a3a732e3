import { audit } from '#server/audit/audit.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { writeCards } from './cards.ts';
import { dayOf, editorOf, tellPublic } from './editing.ts';
import { findEntry, saveClaimedOn } from './editor.queries.ts';
import { isSourceKind, sourceNames } from './entry.ts';
import { mergeSources } from './merge.ts';
import { becomeOwn, isOwnEntry } from './own.ts';
import { moveProposals } from './proposal.queries.ts';
import {
  countOpenReviews,
  findReview,
  holdEntries,
  listOpenReviews,
  listPlaces,
  moveAdded,
  type ReviewFound,
  saveDecided,
  saveMerged,
} from './review.queries.ts';
import { SourceContent } from './source-record.ts';

const mostShown = 100;

type Place = { street: string; city: string; state: string; zip: string };
export const placeLine = ({ street, city, state, zip }: Place): string =>
  [street, city, `${state} ${zip}`].filter((part) => part !== '').join(', ');

const asReview = (row: ReviewFound, places: readonly string[]) => {
  const said = SourceContent.safeParse(row.content).data;
  const [name = '', ...otherNames] = said?.names ?? [];
  return {
    id: row.id,
    source: isSourceKind(row.kind) ? sourceNames[row.kind] : row.kind,
    key: row.key,
    askedAt: row.askedAt,
    reasons: row.reasons,
    said: {
      name,
      otherNames,
      npi: said?.npi ?? null,
      phone: said?.phone ?? null,
      website: said?.website ?? null,
      places: (said?.places ?? []).map(placeLine),
    },
    own:
      row.ownId === null || row.ownName === null || row.ownSlug === null
        ? null
        : { id: row.ownId, name: row.ownName, slug: row.ownSlug },
    entry: {
      id: row.centerId,
      slug: row.slug,
      listing: row.listing,
      name: row.name,
      otherNames: [],
      npi: row.npi,
      phone: row.phone,
      website: row.website,
      places: [...places],
    },
  };
};

/** Questions that the import could not answer: both sides, and what speaks for and against. The oldest first. */
export const readReviews = (ctx: Context) =>
  inClinic(ctx, async (tx) => {
    const rows = await listOpenReviews(tx, mostShown);
    const places = Map.groupBy(
      await listPlaces(tx, [...new Set(rows.map(({ centerId }) => centerId))]),
      (of) => of.centerId,
    );
    return {
      open: await countOpenReviews(tx),
      reviews: rows.map((row) => asReview(row, (places.get(row.centerId) ?? []).map(placeLine))),
    };
  });

/**
 * A person says whether what a source told is about this entry. *Same*: the two entries become one, and the old address
 * leads to the one that stays. *Different*: the question is not asked again.
 */
export const decideReview = (ctx: Context, id: string, given: { verdict: 'same' | 'different'; reason: string }) =>
  inClinic(ctx, async (tx) => {
    const { verdict: state, reason } = given;
    const row = await findReview(tx, id);
    await saveDecided(tx, id, { state, decidedAt: ctx.now, decidedBy: editorOf(ctx) });
    const merged = state === 'same' ? await mergeInto(tx, ctx, row) : undefined;
    await audit(tx, ctx, {
      action: 'center.review.decide',
      subject: { kind: 'center-review', id },
      before: { state: row.state },
      after: { state, ...merged },
      details: { source: row.kind, key: row.key, center: row.name, centerId: row.centerId },
      reason,
    });
  });

async function mergeInto(
  tx: Tx,
  ctx: Context,
  row: ReviewFound,
): Promise<{ mergedFrom: string; mergedInto: string } | undefined> {
  const from = row.ownId;
  const into = await entryThatStays(tx, row.centerId);
  if (from === null || from === into) return undefined;
  const held = await holdEntries(tx, [from, into]);
  const [old, kept] = [held.find((one) => one.id === from), held.find((one) => one.id === into)];
  if (old === undefined || kept === undefined || old.mergedInto !== null || kept.mergedInto !== null)
    throw new CannotProceed('changed-by-someone-else', 'One of the two entries was joined with another meanwhile.');
  if (old.listing === 'removed' || kept.listing === 'removed')
    throw new CannotProceed(
      'blocked',
      'One of the two was removed from the list. Decide first whether that holds for both: a removed center must not come back through another entry.',
    );
  const today = dayOf(ctx.now);
  await mergeSources(tx, { from, into, today });
  await moveAdded(tx, from, into, { decidedAt: ctx.now, decidedBy: editorOf(ctx) });
  await saveMerged(tx, from, into, today, ctx.now);
  await moveProposals(tx, from, into);
  if (old.isOwn || (await isOwnEntry(tx, ctx, await findEntry(tx, into)))) await becomeOwn(tx, into, today);
  if (kept.claimedOn === null && old.claimedOn !== null) await saveClaimedOn(tx, into, old.claimedOn);
  await writeCards(tx, [from], today);
  await tellPublic(
    tx,
    into,
    today,
    `Another entry, “${old.name}”, was found to be the same center and is now part of this one.`,
  );
  return { mergedFrom: from, mergedInto: into };
}

/** Where an entry went that was joined with another since the question was asked. */
async function entryThatStays(tx: Tx, id: string): Promise<string> {
  let at = id;
  for (const seen = new Set<string>(); !seen.has(at); ) {
    seen.add(at);
    at = (await findEntry(tx, at)).mergedInto ?? at;
  }
  return at;
}
