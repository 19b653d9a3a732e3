import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Services } from '#server/platform/services.ts';

const Success = z.object({
  at: z.iso.datetime(),
  file: z.string(),
  bytes: z.int(),
  rows: z.int(),
  tookMs: z.int(),
});

/** What the owner's page says of the backups. A backup counts as made only when it was read back whole. */
export const BackupStatus = z.object({
  lastSuccess: Success.optional(),
  lastFailure: z.object({ at: z.iso.datetime(), why: z.string() }).optional(),
  /** The audit trail of each clinic, looked over with every nightly backup. */
  lastAuditCheck: z.object({ at: z.iso.datetime(), ok: z.boolean(), why: z.string().optional() }).optional(),
});
export type BackupStatus = z.infer<typeof BackupStatus>;

const statusFile = (dataDir: string) => join(dataDir, 'backup-status.json');

/** An absent or unreadable file is an unknown status, never a good one. */
export async function backupStatus(services: Pick<Services, 'config'>): Promise<BackupStatus> {
  try {
    return BackupStatus.parse(JSON.parse(await readFile(statusFile(services.config.dataDir), 'utf8')));
  } catch {
    return {};
  }
}

export async function recordStatus(services: Pick<Services, 'config' | 'log'>, news: BackupStatus): Promise<void> {
  const path = statusFile(services.config.dataDir);
  try {
    await writeFile(`${path}.part`, JSON.stringify({ ...(await backupStatus(services)), ...news }), { mode: 0o600 });
    await rename(`${path}.part`, path);
  } catch (error) {
    services.log.error(
      { err: error instanceof Error ? error.message : String(error) },
      'the status of the backup could not be written',
    );
  }
}
