/** Whether an entry is in the list, who answers for it, and whether it is the center of those who keep the directory. */
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { permit } from '#server/platform/in-clinic.ts';
import { type Edited, editEntry } from './editing.ts';
import { type Entry, saveClaimedOn, saveListing, saveOwn } from './editor.queries.ts';
import { becomeOwn, isOwnEntry, ownSays } from './own.ts';
import { propose } from './proposing.ts';

type At = { id: string; version: number };
type Listing = 'listed' | 'closed' | 'removed';

const listingSays = {
  listed: 'The entry is shown in the list again.',
  closed: 'The center no longer treats people here.',
  removed: 'The center is no longer in the list.',
} as const;

export const listingAbout = 'Its place in the list';

function canChange(entry: Entry, listing: Listing): void {
  if (entry.mergedInto !== null)
    throw new CannotProceed('blocked', 'This entry is part of another one. Change that one.');
  if (entry.listing === listing) throw new CannotProceed('already-there', 'The entry stands so already.');
}

/** What follows from the decision, in its transaction. */
export async function list(tx: Tx, entry: Entry, listing: Listing, today: string): Promise<Edited> {
  canChange(entry, listing);
  const listingOn = listing === 'listed' ? null : today;
  await saveListing(tx, entry.id, listing, listingOn);
  return {
    action: listing === 'removed' ? 'center.remove' : 'center.listing.change',
    says: listingSays[listing],
    before: { listing: entry.listing, listingOn: entry.listingOn },
    after: { listing, listingOn },
  };
}

/** Listed, or closed. What was removed comes back only with the right that removes. */
export const setListing = (ctx: Context, at: At, listing: 'listed' | 'closed', reason: string) =>
  editEntry(ctx, at, async (tx, entry, today) => {
    if (entry.listing === 'removed') permit(ctx, 'center.remove');
    return { ...(await list(tx, entry, listing, today)), reason };
  });

/** Proposed by one person: it leaves the list when a second one agrees. */
export const proposeRemoval = (ctx: Context, at: At, reason: string) =>
  editEntry(ctx, at, (tx, entry) => {
    canChange(entry, 'removed');
    return propose(tx, ctx, at.id, { what: 'removal', subject: '', content: {}, reason }, listingAbout);
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

/** The owner says that it is their own center, or no longer. What host or key show is not unsaid. */
export const setOwn = (ctx: Context, at: At, isOwn: boolean, reason: string) =>
  editEntry(ctx, at, async (tx, entry, today) => {
    if (entry.isOwn === isOwn)
      throw new CannotProceed('already-there', isOwn ? 'It is marked so already.' : 'It is not marked so.');
    if (isOwn) await becomeOwn(tx, at.id, today);
    else if (await isOwnEntry(tx, ctx, { ...entry, isOwn: false }))
      throw new CannotProceed(
        'blocked',
        'Its website, the host of its reports or its key is the one of this server: it stays marked.',
      );
    else await saveOwn(tx, at.id, false);
    return {
      action: 'center.own.change',
      says: isOwn ? ownSays : 'This is no longer the center of those who keep this directory.',
      before: { isOwn: entry.isOwn },
      after: { isOwn },
      reason,
    };
  });
