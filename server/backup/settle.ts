import type { KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import { anchorFile } from '#server/audit/anchor-file.ts';
import { publicKeyFrom, trustedKeys, trustKeys } from '#server/audit/anchor-keys.ts';
import { keyId, readAnchor } from '#server/audit/anchor-line.ts';
import { anchorClinic } from '#server/audit/anchors.ts';
import { audit } from '#server/audit/audit.ts';
import { listLinks, quietly, readingChain } from '#server/audit/chain.queries.ts';
import { sealAll } from '#server/audit/sealer.ts';
import { type ChainReport, verifyChain } from '#server/audit/verify.ts';
import { newId } from '#server/platform/ids.ts';
import type { Services } from '#server/platform/services.ts';
import type { Restored } from './restore.ts';

type Needs = Pick<Services, 'db' | 'log' | 'secrets' | 'clock'> & { config: Pick<Services['config'], 'dataDir'> };

const patienceMs = 10_000;

/**
 * Takes a restored database into service: the anchors' keys of the machine it came from are believed, each chain is
 * compared with the anchor that travelled in the backup, the restore itself becomes part of the trail, and every trail
 * is verified from its first link.
 */
export async function settle(services: Needs, restored: Restored): Promise<ChainReport[]> {
  const { db, config } = services;
  trustKeys(config.dataDir, restored.trailer.anchorKeys);
  const carried = new Map(restored.trailer.anchorKeys.map(publicKeyFrom).map((key) => [keyId(key), key]));
  // A sign-in that was ended after the backup would be open again.
  await db.identity.updateTable('signIn').set({ expiresAt: sql`least(expires_at, now())` }).execute();
  const reports: ChainReport[] = [];
  for (const clinicId of restored.header.clinics) {
    const wrong = await compare(services, clinicId, restored.trailer.anchors[clinicId], carried);
    // Said before anything new is linked: anchors of links that were made after the backup no longer bind.
    await anchorClinic(services, clinicId, 'restored');
    await record(services, clinicId, restored);
    await sealAll(db, clinicId, patienceMs);
    await anchorClinic(services, clinicId);
    const report = await verifyChain({
      db,
      clinicId,
      anchors: anchorFile(config.dataDir, clinicId),
      trusted: trustedKeys(services),
    });
    reports.push(wrong === undefined ? report : { ...report, ok: false, brokenAt: wrong });
  }
  return reports;
}

async function compare(
  { db }: Needs,
  clinicId: string,
  carriedLine: string | undefined,
  trusted: ReadonlyMap<string, KeyObject>,
): Promise<ChainReport['brokenAt']> {
  if (carriedLine === undefined) return undefined;
  const reading = readAnchor(carriedLine, trusted);
  if ('wrong' in reading) return { why: `The anchor in the backup ${reading.wrong}.` };
  const { seq, hash, at } = reading.line;
  if (seq === 0) return undefined;
  const [link] = await readingChain(db, clinicId, (tx) => listLinks(tx, clinicId, seq - 1, 1));
  if (link?.seq === seq && link.hash.toString('hex') === hash) return undefined;
  return {
    seq,
    why: `The anchor of ${at} in the backup saw another link here: the trail was already broken when the backup was made.`,
  };
}

const record = ({ db }: Needs, clinicId: string, { header }: Restored): Promise<string> =>
  quietly(db, clinicId, (tx) =>
    audit(
      tx,
      {
        clinicId,
        by: { kind: 'system', accountId: '', clinicId, roles: [], method: 'none', steppedUp: false },
        requestId: newId(),
      },
      { action: 'backup.restore', details: { madeAt: header.createdAt, program: header.program } },
    ),
  );
