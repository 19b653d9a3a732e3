import type { KeyObject } from 'node:crypto';
import { newId } from '#server/platform/ids.ts';
import type { Services } from '#server/platform/services.ts';
import { anchorFile } from './anchor-file.ts';
import { trustedKeys } from './anchor-keys.ts';
import { readAnchor } from './anchor-line.ts';
import { anchorClinic } from './anchors.ts';
import { audit } from './audit.ts';
import { listLinks, quietly, readingChain } from './chain.queries.ts';
import { sealAll } from './sealer.ts';
import { type Break, type ChainReport, verifyChain } from './verify.ts';

type Needs = Pick<Services, 'db' | 'log' | 'secrets' | 'clock'> & { config: Pick<Services['config'], 'dataDir'> };

/** What came with the tables: the last anchor before they were copied, the keys to believe, and when that was. */
export type Origin = {
  anchor: string | undefined;
  keys: ReadonlyMap<string, KeyObject>;
  madeAt: string;
  program: string;
};

const patienceMs = 10_000;

/**
 * Goes on with a chain whose tables were put back from a copy: compares it with the anchor that travelled with the copy,
 * says in the anchors that the chain now begins again at this link, writes the restore into the trail, and verifies all.
 */
export async function resumeChain(services: Needs, clinicId: string, origin: Origin): Promise<ChainReport> {
  const { db, config } = services;
  const wrong = await compare(services, clinicId, origin);
  // Said before anything new is linked: anchors of links that were made after the copy no longer bind.
  await anchorClinic(services, clinicId, 'restored');
  await quietly(db, clinicId, (tx) =>
    audit(
      tx,
      {
        clinicId,
        by: { kind: 'system', accountId: '', clinicId, roles: [], method: 'none', steppedUp: false },
        requestId: newId(),
      },
      { action: 'backup.restore', details: { madeAt: origin.madeAt, program: origin.program } },
    ),
  );
  await sealAll(db, clinicId, patienceMs);
  await anchorClinic(services, clinicId);
  const anchors = anchorFile(config.dataDir, clinicId);
  const report = await verifyChain({ db, clinicId, anchors, trusted: trustedKeys(services) });
  return wrong === undefined ? report : { ...report, ok: false, brokenAt: wrong };
}

async function compare({ db }: Needs, clinicId: string, { anchor, keys }: Origin): Promise<Break | undefined> {
  if (anchor === undefined) return undefined;
  const reading = readAnchor(anchor, keys);
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
