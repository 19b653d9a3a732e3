import { sql } from 'kysely';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';

/** What editors read and write of an entry. Nothing here deletes: what no longer counts has ended. */

const missing = (what: string) => new CannotProceed('not-found', `There is no such ${what} in the directory.`);
const metSomeone = (what: string) =>
  new CannotProceed('changed-by-someone-else', `Someone else changed this ${what} meanwhile. Read it again.`);

const entryShown = [
  'id',
  'slug',
  'name',
  'npi',
  'phone',
  'website',
  'listing',
  'listingOn',
  'claimedOn',
  'mergedInto',
  'synthetic',
  'isOwn',
  'reportHost',
  'reportHostTie',
  'reportHostOn',
  'reportHostSite',
  'version',
] as const;

export async function findEntry(tx: Tx, id: string) {
  const row = await tx.selectFrom('center').select(entryShown).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw missing('center');
  return row;
}

/**
 * Held until the end of the transaction: two editors of one entry come one after the other.
 *
 * @param version as it was read; without it, as it stands now
 */
export async function findEntryToChange(tx: Tx, id: string, version?: number) {
  const row = await tx.selectFrom('center').select(entryShown).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  if (row === undefined) throw missing('center');
  if (version !== undefined && row.version !== version) throw metSomeone('center');
  return row;
}
export type Entry = Awaited<ReturnType<typeof findEntry>>;

export const saveEntryVersion = (tx: Tx, id: string, version: number, at: Date) =>
  tx.updateTable('center').set({ version, updatedAt: at }).where('id', '=', id).execute();

export const saveListing = (tx: Tx, id: string, listing: 'listed' | 'closed' | 'removed', listingOn: string | null) =>
  tx.updateTable('center').set({ listing, listingOn }).where('id', '=', id).execute();

export const saveOwn = (tx: Tx, id: string, isOwn: boolean) =>
  tx.updateTable('center').set({ isOwn }).where('id', '=', id).execute();

/** What an import read is no editor's word and stays. */
export const endOwnVerified = (tx: Tx, centerId: string, endedOn: string, endedWhy: string) =>
  tx
    .updateTable('centerEvidence')
    .set({ endedOn, endedWhy })
    .where('centerId', '=', centerId)
    .where('kind', '=', 'registry')
    .where('checker', 'is not', null)
    .where('endedOn', 'is', null)
    .execute();

/** Of these, the centers whose reports bear a key of this clinic. */
export const listSignedHere = (tx: Tx, centerIds: readonly string[]) =>
  tx
    .selectFrom('centerReport as r')
    .innerJoin('registryReport as own', 'own.kid', 'r.kid')
    .select('r.centerId')
    .distinct()
    .where(sql<boolean>`r.center_id = any(${[...centerIds]}::uuid[])`)
    .execute();

export type ReportHostFound = {
  reportHost: string | null;
  reportHostTie: string | null;
  reportHostOn: string | null;
  reportHostSite: string | null;
};
export const saveReportHost = (tx: Tx, id: string, of: ReportHostFound) =>
  tx.updateTable('center').set(of).where('id', '=', id).execute();

export const saveClaimedOn = (tx: Tx, id: string, claimedOn: string | null) =>
  tx.updateTable('center').set({ claimedOn }).where('id', '=', id).execute();

/** By words of the name, whatever the listing, the most alike first. */
export const listEntriesNamed = (tx: Tx, words: string, most: number) =>
  tx
    .selectFrom('center as c')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('centerLocation as l')
          .select(['l.city', 'l.state'])
          .whereRef('l.centerId', '=', 'c.id')
          .orderBy('l.id')
          .limit(1)
          .as('at'),
      (join) => join.onTrue(),
    )
    .select(['c.id', 'c.slug', 'c.name', 'c.listing', 'c.claimedOn', 'at.city', 'at.state'])
    .where(sql<boolean>`lower(c.name) like ${`%${words.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`}`)
    .orderBy(sql`length(c.name)`)
    .orderBy('c.name')
    .orderBy('c.id')
    .limit(most)
    .execute();

/** Everything an editor sees of an entry, what ended too. */
export async function loadEntry(tx: Tx, id: string) {
  const center = await findEntry(tx, id);
  const locations = await tx
    .selectFrom('centerLocation')
    .select(['street', 'city', 'state', 'zip'])
    .where('centerId', '=', id)
    .orderBy('id')
    .execute();
  const sources = await tx
    .selectFrom('centerSource')
    .select(['kind', 'key', 'readOn'])
    .where('centerId', '=', id)
    .orderBy('kind')
    .orderBy('key')
    .execute();
  const evidence = await tx
    .selectFrom('centerEvidence')
    .selectAll()
    .where('centerId', '=', id)
    .orderBy('foundOn', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const quotes = await tx
    .selectFrom('centerQuote')
    .selectAll()
    .where('centerId', '=', id)
    .orderBy('foundOn', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const changes = await tx
    .selectFrom('centerChange')
    .select(['changedOn', 'words'])
    .where('centerId', '=', id)
    .orderBy('changedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(20)
    .execute();
  return { center, locations, sources, evidence, quotes, changes };
}

export type EvidenceGiven = {
  id: string;
  centerId: string;
  fact: string;
  kind: string;
  words: string;
  source: string;
  link: string | null;
  checker: string;
  foundOn: string;
  expiresOn: string;
};
export const saveEvidence = (tx: Tx, of: EvidenceGiven) => tx.insertInto('centerEvidence').values(of).execute();

export async function findEvidence(tx: Tx, centerId: string, id: string) {
  const row = await tx
    .selectFrom('centerEvidence')
    .selectAll()
    .where('centerId', '=', centerId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw missing('evidence');
  return row;
}

export const saveEvidenceEnd = (tx: Tx, id: string, endedOn: string, endedWhy: string) =>
  tx.updateTable('centerEvidence').set({ endedOn, endedWhy }).where('id', '=', id).execute();

export type QuoteGiven = {
  id: string;
  centerId: string;
  rule: string;
  words: string;
  link: string | null;
  foundOn: string;
};
export const saveQuotes = (tx: Tx, of: readonly QuoteGiven[]) =>
  tx
    .insertInto('centerQuote')
    .values([...of])
    .execute();

export async function findQuote(tx: Tx, centerId: string, id: string) {
  const row = await tx
    .selectFrom('centerQuote')
    .selectAll()
    .where('centerId', '=', centerId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw missing('quotation');
  return row;
}

export const listQuotesShown = (tx: Tx, centerId: string) =>
  tx
    .selectFrom('centerQuote')
    .select(['rule', 'words'])
    .where('centerId', '=', centerId)
    .where('endedOn', 'is', null)
    .execute();

type QuoteSet = { toldOn: string } | { answer: string } | { endedOn: string };
export const changeQuote = (tx: Tx, centerId: string, id: string, set: QuoteSet) =>
  tx.updateTable('centerQuote').set(set).where('centerId', '=', centerId).where('id', '=', id).execute();
