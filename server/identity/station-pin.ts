import type { Services } from '#server/platform/services.ts';
import { peppered, pinTries } from './pin.ts';
import { hashPin, verifyPin } from './scrypt.ts';

/** Hashed once, so that a person without a PIN takes as long as one with a wrong PIN. */
let nobody: Promise<string> | undefined;

export const stationPepper = (services: Services) => services.secrets.key('pin', 32);

export const sealPin = (services: Services, stationId: string, accountId: string, pin: string) =>
  hashPin(peppered(stationPepper(services), stationId, accountId, pin));

/**
 * Tries a PIN. The try is counted before the PIN is looked at, in one statement: however many requests come at once,
 * five wrong ones lock it, until the person signs in fully at that station and sets another.
 */
export async function tryPin(
  services: Services,
  of: { stationId: string; accountId: string; pin: string; now: Date },
): Promise<{ right: true } | { right: false; left: number; lockedNow: boolean }> {
  const { db } = services;
  const given = peppered(stationPepper(services), of.stationId, of.accountId, of.pin);
  const row = await db.identity
    .updateTable('stationPin')
    .set((is) => ({ failures: is('failures', '+', 1) }))
    .where('stationId', '=', of.stationId)
    .where('accountId', '=', of.accountId)
    .where('pinHash', 'is not', null)
    .where('lockedAt', 'is', null)
    .where('failures', '<', pinTries)
    .returning(['pinHash', 'failures'])
    .executeTakeFirst();
  nobody ??= hashPin('nobody');
  const right = await verifyPin(row?.pinHash ?? (await nobody), given);
  if (row === undefined) return { right: false, left: 0, lockedNow: false };
  const lockedNow = !right && row.failures >= pinTries;
  if (right || lockedNow)
    await db.identity
      .updateTable('stationPin')
      .set(right ? { failures: 0 } : { lockedAt: of.now })
      .where('stationId', '=', of.stationId)
      .where('accountId', '=', of.accountId)
      .execute();
  return right ? { right } : { right, left: pinTries - row.failures, lockedNow };
}
