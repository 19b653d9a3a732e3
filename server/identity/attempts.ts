import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Services } from '#server/platform/services.ts';

/**
 * How often something may be tried. Per account, so that one passphrase can't be guessed from many places; per address,
 * so that one place can't try many accounts. A whole clinic may share one address: what succeeds is given back there.
 */
const limits = {
  'sign-in of account': { most: 10, withinMin: 15 },
  'sign-in from address': { most: 60, withinMin: 15 },
  'code of account': { most: 10, withinMin: 15 },
  'confirmation of account': { most: 20, withinMin: 15 },
  'passkey from address': { most: 60, withinMin: 15 },
  'pin from station': { most: 30, withinMin: 15 },
  'recovery of account': { most: 3, withinMin: 60 },
  'recovery from address': { most: 20, withinMin: 60 },
  'token from address': { most: 30, withinMin: 15 },
  'mail from account': { most: 60, withinMin: 60 },
} as const;
export type Limited = keyof typeof limits;

/** E-mail and network addresses are kept as hashes: the table says how often, not who. */
const keyOf = (what: Limited, whom: string) =>
  `${what} ${createHash('sha256').update(whom.toLowerCase()).digest('base64url')}`;

/**
 * Counts one try, in one statement, before it is looked at.
 *
 * @throws CannotProceed('too-many') with the time from which the next try counts
 */
export async function countTry(services: Services, what: Limited, whom: string): Promise<void> {
  const { most, withinMin } = limits[what];
  const now = services.clock();
  const until = new Date(now.getTime() + withinMin * 60_000);
  const row = await services.db.identity
    .insertInto('rateLimit')
    .values({ key: keyOf(what, whom), count: 1, until })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        count: sql`case when rate_limit.until <= ${now} then 1 else rate_limit.count + 1 end`,
        until: sql`case when rate_limit.until <= ${now} then excluded.until else rate_limit.until end`,
      }),
    )
    .returning(['count', 'until'])
    .executeTakeFirstOrThrow();
  if (row.count <= most) return;
  const minutes = Math.max(1, Math.ceil((row.until.getTime() - now.getTime()) / 60_000));
  throw new CannotProceed('too-many', `Too many tries. Try again in ${minutes} min.`, {
    retryAt: row.until.toISOString(),
    retryAfterS: Math.ceil((row.until.getTime() - now.getTime()) / 1_000),
  });
}

/** The right person came through: earlier slips are forgotten. */
export const forgetTries = (services: Services, what: Limited, whom: string) =>
  services.db.identity.deleteFrom('rateLimit').where('key', '=', keyOf(what, whom)).execute();

/** A success from a shared address takes back its own try, not those of others. */
export const giveBackTry = (services: Services, what: Limited, whom: string) =>
  services.db.identity
    .updateTable('rateLimit')
    .set({ count: sql`greatest(rate_limit.count - 1, 0)` })
    .where('key', '=', keyOf(what, whom))
    .execute();
