import type { Services } from '#server/platform/services.ts';
import { sendSoon } from './mail.ts';

const minute = 60_000;
const hour = 60 * minute;

/**
 * Removes what has run out, and sends on what a stop of the server left in the outbox. Nothing here is history: the
 * clinic's trail keeps who did what.
 */
export async function tidyIdentity(services: Services): Promise<void> {
  const { identity } = services.db;
  const now = services.clock().getTime();
  const before = (ms: number) => new Date(now - ms);
  await identity.deleteFrom('rateLimit').where('until', '<', before(0)).execute();
  await identity.deleteFrom('signIn').where('expiresAt', '<', before(0)).execute();
  await identity.deleteFrom('verification').where('expiresAt', '<', before(hour)).execute();
  await identity.deleteFrom('totpDraft').where('expiresAt', '<', before(0)).execute();
  await identity
    .deleteFrom('recoveryLink')
    .where('expiresAt', '<', before(30 * 24 * hour))
    .execute();
  await identity
    .deleteFrom('mail')
    .where('createdAt', '<', before(90 * 24 * hour))
    .where('status', '!=', 'waiting')
    .execute();
  const left = await identity
    .selectFrom('mail')
    .select('id')
    .where('status', '=', 'waiting')
    .where('attempts', '=', 0)
    .where('createdAt', '<', before(5 * minute))
    .execute();
  for (const { id } of left) await sendSoon(services, id);
}
