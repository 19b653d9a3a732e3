/**
 * How often one address may ask for pages or leave a message. In the memory of this process: a guard against a flood, not
 * a way to know people; nothing of it is kept.
 */
import { CannotProceed } from '#server/platform/cannot-proceed.ts';

const limits = {
  /** A person opens a page every few seconds; a family, a clinic or a library may share one address. */
  page: { most: 600, perMs: 60_000 },
  /** Messages that were kept: a household, a clinic or a mobile network may share one address. */
  form: { most: 10, perMs: 3_600_000 },
} as const;
export type PublicLimit = keyof typeof limits;

/** So many addresses are remembered; the one that was silent longest is forgotten first. */
const addressesMost = 50_000;

type Bucket = { left: number; atMs: number };
const buckets = new Map<string, Bucket>();

/**
 * Takes one from what an address has left; it fills again evenly.
 *
 * @throws CannotProceed('too-many') when nothing is left, with the seconds until there is
 */
export function takeFrom(what: PublicLimit, address: string, now: Date): void {
  const { most, perMs } = limits[what];
  const key = `${what} ${address}`;
  const atMs = now.getTime();
  const before = buckets.get(key);
  const left = before === undefined ? most : Math.min(most, before.left + ((atMs - before.atMs) * most) / perMs);
  buckets.delete(key);
  buckets.set(key, { left: Math.max(0, left - 1), atMs });
  if (buckets.size > addressesMost) buckets.delete(buckets.keys().next().value ?? '');
  if (left >= 1) return;
  const retryAfterS = Math.ceil(((1 - left) * perMs) / most / 1_000);
  throw new CannotProceed('too-many', 'Too many requests from your address.', { retryAfterS });
}

/** Nobody has asked for anything: for a server that begins, and for tests. */
export const forgetAddresses = (): void => buckets.clear();
