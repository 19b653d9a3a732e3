import { basename } from 'node:path';
import { anchorFile, lastLine, listAnchored } from '#server/audit/anchor-file.ts';
import { publicKeys } from '#server/audit/anchor-keys.ts';
import { version } from '#server/platform/openapi.ts';
import type { Services } from '#server/platform/services.ts';
import { backupKey } from './backup-key.ts';
import { CannotBackUp } from './cannot-back-up.ts';
import { type Header, writeContainer } from './container.ts';
import { readBackup } from './content.ts';
import { prepareSession } from './copy-session.ts';
import { fileName, removeOutdated, writeWhole } from './file.ts';

import { beginSnapshot, describe, readSnapshot } from './snapshot.ts';
import { recordStatus } from './status.ts';

export type BackupMade = {
  path: string;
  bytes: number;
  rows: Record<string, number>;
  header: Header;
  removed: string[];
  tookMs: number;
};

type Needs = Pick<Services, 'db' | 'config' | 'secrets' | 'log' | 'clock'>;

/**
 * One consistent copy of everything, encrypted, read back and found whole before it gets its name.
 * Success and failure are both recorded for the owner's page.
 *
 * @throws CannotBackUp with a sentence; then no file is left
 */
export async function backUp(services: Needs): Promise<BackupMade> {
  const { config, log, clock } = services;
  try {
    const made = await write(services);
    const removed = await removeOutdated(config.backupDir, config.backupKeep);
    const rows = Object.values(made.rows).reduce((sum, count) => sum + count, 0);
    const { bytes, tookMs } = made;
    await recordStatus(services, {
      lastSuccess: { at: made.header.createdAt, file: basename(made.path), bytes, rows, tookMs },
    });
    log.info({ bytes, rows, tookMs, removed: removed.length }, 'backup made and read back');
    return { ...made, removed };
  } catch (error) {
    const why = inWords(error);
    await recordStatus(services, { lastFailure: { at: clock().toISOString(), why } });
    log.error({ err: why }, 'backup failed');
    throw error instanceof CannotBackUp ? error : new CannotBackUp(`There is no new backup: ${why}`, error);
  }
}

function inWords(error: unknown): string {
  if (error instanceof CannotBackUp) return error.sentence;
  return error instanceof Error ? error.message : String(error);
}

async function write(services: Needs): Promise<Omit<BackupMade, 'removed'>> {
  const { db, config, secrets, clock } = services;
  const key = backupKey(secrets);
  const started = performance.now();
  const vouchers = { anchorKeys: publicKeys(services), anchors: await lastAnchors(config.dataDir) };
  const createdAt = clock();
  const client = await db.ownerConnection();
  try {
    await prepareSession(client);
    const tables = await beginSnapshot(client);
    const description = await describe(client, tables, {
      createdAt: createdAt.toISOString(),
      program: `racemic ${version}`,
    });
    const bytes = writeContainer(description, key, readSnapshot(client, tables, vouchers));
    const {
      path,
      bytes: size,
      checked,
    } = await writeWhole(config.backupDir, fileName(createdAt), bytes, (draft) => readBackup(draft, key));
    const { header, trailer } = checked;
    return { path, bytes: size, rows: trailer.rows, header, tookMs: Math.round(performance.now() - started) };
  } finally {
    await client.end();
  }
}

/** Read before the snapshot is taken, so that every anchor speaks of a link that the snapshot holds. */
async function lastAnchors(dataDir: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const clinicId of await listAnchored(dataDir)) {
    const line = await lastLine(anchorFile(dataDir, clinicId));
    if (line !== undefined) found[clinicId] = line;
  }
  return found;
}
