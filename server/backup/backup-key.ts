import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSecrets } from '#server/platform/secrets.ts';
import type { Services } from '#server/platform/services.ts';
import { CannotRead } from './cannot-read.ts';

export const backupKey = (secrets: Services['secrets']): Buffer => secrets.key('backup', 32);

/**
 * The key that opened a backup becomes the key of the installation it is put back into, where that has none yet: one
 * written-down key then opens the backups before and after.
 */
export function adoptKey(dataDir: string, key: Buffer): void {
  const folder = join(dataDir, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(join(folder, 'backup.key'), key.toString('base64'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** The key of this installation if it has one; unlike `backupKey` it makes none where a backup is only read. */
export function keyThere(dataDir: string): Buffer | undefined {
  const file = join(dataDir, 'secrets', 'backup.key');
  return existsSync(file) ? backupKey(openSecrets(dataDir)) : undefined;
}

const check = (key: Buffer): string => createHash('sha256').update('racemic key').update(key).digest('hex').slice(0, 4);

/** The key as a person writes it down: 17 groups of four, the last one a check against slips of the pen. */
export const phraseOf = (key: Buffer): string => (key.toString('hex') + check(key)).match(/.{4}/g)?.join('-') ?? '';

/**
 * Reads a key that was written down, with or without dashes and blanks.
 *
 * @throws CannotRead when a character is missing or wrong
 */
export function keyFrom(phrase: string): Buffer {
  const hex = phrase.toLowerCase().replace(/[\s-]/g, '');
  const key = Buffer.from(hex.slice(0, 64), 'hex');
  if (!/^[0-9a-f]{68}$/.test(hex) || check(key) !== hex.slice(64))
    throw new CannotRead(
      'The backup key is not as it was exported: it has 17 groups of four characters, 0 to 9 and a to f; one of them is wrong.',
    );
  return key;
}
