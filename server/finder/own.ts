/**
 * Is a center the one of those who keep this directory? They may correct its entry like any other, and nobody here
 * verifies its facts: who is checked does not check.
 */
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { type Entry, endOwnVerified, findEntry, listSignedHere, saveOwn } from './editor.queries.ts';
import { hostOf } from './report-host.ts';

export const cannotVerifyOwn =
  'This is the center of those who keep this directory. Who is checked does not check: its facts can be documented here, and verified only by people who are not of the center.';

const bare = (host: string) => host.replace(/^www\./, '');
const isUnder = (host: string, above: string) => above.includes('.') && host.endsWith(`.${above}`);

/** The same host, or one under the other: clinic.example and records.clinic.example. */
function isNear(one: string, other: string): boolean {
  const [a, b] = [bare(one), bare(other)];
  return a === b || isUnder(a, b) || isUnder(b, a);
}

type Hosts = { isOwn: boolean; website: string | null; reportHost: string | null };

/** Marked so by its owner, or under the host of this server. @param address of this server */
export function isOwnByHost({ isOwn, website, reportHost }: Hosts, address: string): boolean {
  const server = new URL(address).hostname;
  return isOwn || [hostOf(website), reportHost].some((host) => host !== null && isNear(host, server));
}

/** Or signing its reports with the key of this clinic. */
export async function isOwnEntry(tx: Tx, { services }: Context, entry: Hosts & { id: string }): Promise<boolean> {
  return isOwnByHost(entry, services.address) || (await listSignedHere(tx, [entry.id])).length > 0;
}

/** From now on, whatever its website says later. What people here had verified counts no more. */
export async function becomeOwn(tx: Tx, id: string, today: string): Promise<void> {
  await saveOwn(tx, id, true);
  await endOwnVerified(tx, id, today, 'It was verified by people of the center itself.');
}

/**
 * After a change: an entry that was or is our own stays so, and the history says it once.
 *
 * @returns whether it was found out now
 */
export async function noteOwn(tx: Tx, ctx: Context, before: Entry, today: string): Promise<boolean> {
  const after = await findEntry(tx, before.id);
  if (before.isOwn || after.isOwn) return false;
  if (!(await isOwnEntry(tx, ctx, before)) && !(await isOwnEntry(tx, ctx, after))) return false;
  await becomeOwn(tx, before.id, today);
  return true;
}

export const ownSays = 'This is the center of those who keep this directory.';
