import { anchorFile } from '#server/audit/anchor-file.ts';
import { trustedKeys } from '#server/audit/anchor-keys.ts';
import { verifyChain } from '#server/audit/verify.ts';
import type { Services } from '#server/platform/services.ts';
import { backUp } from './backup.ts';
import { recordStatus } from './status.ts';

type Needs = Pick<Services, 'db' | 'config' | 'secrets' | 'log' | 'clock'>;

/** The nightly job: a backup, and the audit trail of every clinic looked over from beginning to end. */
export async function nightlyBackup(services: Needs): Promise<void> {
  const made = await backUp(services);
  let why: string | undefined;
  for (const clinicId of made.header.clinics) {
    const anchors = anchorFile(services.config.dataDir, clinicId);
    const report = await verifyChain({ db: services.db, clinicId, anchors, trusted: trustedKeys(services) });
    if (report.ok) continue;
    why ??= report.brokenAt?.why ?? 'The audit trail is broken.';
    services.log.error(
      { clinicId, seq: report.brokenAt?.seq, auditId: report.brokenAt?.auditId },
      'audit trail is broken',
    );
  }
  await recordStatus(services, {
    lastAuditCheck: {
      at: services.clock().toISOString(),
      ok: why === undefined,
      ...(why === undefined ? {} : { why }),
    },
  });
}
