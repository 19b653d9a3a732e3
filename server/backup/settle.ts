import { sql } from 'kysely';
import { publicKeyFrom, trustKeys } from '#server/audit/anchor-keys.ts';
import { keyId } from '#server/audit/anchor-line.ts';
import { resumeChain } from '#server/audit/resume.ts';
import type { ChainReport } from '#server/audit/verify.ts';
import type { Services } from '#server/platform/services.ts';
import type { Restored } from './restore.ts';

type Needs = Pick<Services, 'db' | 'log' | 'secrets' | 'clock'> & { config: Pick<Services['config'], 'dataDir'> };

/**
 * Takes a restored database into service: nobody stays signed in, the anchors of the machine it came from are believed,
 * and the trail of every clinic goes on and is verified from its first link.
 */
export async function settle(services: Needs, { header, trailer }: Restored): Promise<ChainReport[]> {
  // A sign-in that was ended after the backup would be open again.
  await services.db.identity.updateTable('signIn').set({ expiresAt: sql`least(expires_at, now())` }).execute();
  trustKeys(services.config.dataDir, trailer.anchorKeys);
  const keys = new Map(trailer.anchorKeys.map(publicKeyFrom).map((key) => [keyId(key), key]));
  const reports: ChainReport[] = [];
  for (const clinicId of header.clinics) {
    const origin = { anchor: trailer.anchors[clinicId], keys, madeAt: header.createdAt, program: header.program };
    reports.push(await resumeChain(services, clinicId, origin));
  }
  return reports;
}
