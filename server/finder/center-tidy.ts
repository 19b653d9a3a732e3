import type { Services } from '#server/platform/services.ts';
import { refreshCards } from './cards.ts';
import { emptyOldRequests } from './request.actions.ts';

/** Once a day: evidence that ran out changes what a search shows, and old messages to the editors lose what was written. */
export async function tidyCenters(services: Services): Promise<void> {
  await refreshCards(services);
  const emptied = await emptyOldRequests(services);
  if (emptied > 0) services.log.info({ emptied }, 'settled messages to the editors were emptied');
}
