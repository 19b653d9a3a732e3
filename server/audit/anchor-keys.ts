import { createPublicKey, type KeyObject } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Services } from '#server/platform/services.ts';
import { keyId } from './anchor-line.ts';

/** Public halves of keys that signed anchors on a machine this installation was restored from. */
const trustedFile = (dataDir: string) => join(dataDir, 'secrets', 'anchor-trusted.json');
const Trusted = z.array(z.base64());

type Keys = Pick<Services, 'secrets'> & { config: Pick<Services['config'], 'dataDir'> };

export const anchorKey = (secrets: Services['secrets']) => secrets.signing('anchor');

const publicText = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64');
export const publicKeyFrom = (text: string): KeyObject =>
  createPublicKey({ key: Buffer.from(text, 'base64'), type: 'spki', format: 'der' });

function earlierKeys(dataDir: string): string[] {
  const path = trustedFile(dataDir);
  return existsSync(path) ? Trusted.parse(JSON.parse(readFileSync(path, 'utf8'))) : [];
}

/** The keys whose signatures on anchors are believed: our own, and those that came with a restored backup. */
export function trustedKeys(services: Keys): Map<string, KeyObject> {
  const all = [anchorKey(services.secrets).publicKey, ...earlierKeys(services.config.dataDir).map(publicKeyFrom)];
  return new Map(all.map((key) => [keyId(key), key]));
}

/** What travels inside the encrypted backup, so that the next machine can check this one's anchors. */
export const publicKeys = (services: Keys): string[] => [
  ...new Set([publicText(anchorKey(services.secrets).publicKey), ...earlierKeys(services.config.dataDir)]),
];

export function trustKeys(dataDir: string, keys: readonly string[]): void {
  const path = trustedFile(dataDir);
  const all = [...new Set([...earlierKeys(dataDir), ...keys.map((key) => publicText(publicKeyFrom(key)))])];
  writeFileSync(path, JSON.stringify(all), { mode: 0o600 });
  chmodSync(path, 0o600);
}
