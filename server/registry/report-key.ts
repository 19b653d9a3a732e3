/**
 * The key by which this clinic signs its reports. Its public half is kept with every report it signed, so that those can
 * be checked after the key was retired, or lost with the machine.
 */
import type { Secrets } from '#server/platform/secrets.ts';
import type { KeptReport } from './registry.queries.ts';
import { publicJwkOf } from './sign-report.ts';

const name = 'report';

export const reportKey = (secrets: Secrets) => secrets.es256(name);

/** From now on another key signs. The old private half is gone; reports that it signed can still be checked. */
export const retireReportKey = (secrets: Secrets): void => secrets.retire(name);

type Jwk = Awaited<ReturnType<typeof publicJwkOf>> & { exp?: number };

/**
 * Every key that signed a report here, and the one that signs now. A retired one carries the moment after which it signed
 * nothing: of its last report.
 */
export async function publishedKeys(secrets: Secrets, reports: readonly KeptReport[]): Promise<Jwk[]> {
  const current = await publicJwkOf(reportKey(secrets).publicKey);
  const ends = new Map<string, { jwk: Jwk; endS: number }>();
  for (const { kid, publicKey, releasedAt } of reports) {
    if (kid === current.kid) continue;
    ends.set(kid, { jwk: JSON.parse(publicKey), endS: Math.ceil(releasedAt.getTime() / 1_000) });
  }
  return [current, ...[...ends.values()].map(({ jwk, endS }) => ({ ...jwk, exp: endS }))];
}
