import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.ts';

/**
 * Keys of this installation: one file each, mode 0600, under `<dataDir>/secrets`, made at first use.
 * They are never part of a backup: who holds a backup alone can read nothing.
 */
export type Secrets = {
  /** A symmetric key of so many bytes, made from the system's randomness on first use. */
  key(name: string, bytes: number): Buffer;
  /** An Ed25519 pair; the private half never leaves the folder. */
  signing(name: string): { privateKey: KeyObject; publicKey: KeyObject };
  /** A P-256 pair, for signatures that strangers check by a standard (ES256). */
  es256(name: string): { privateKey: KeyObject; publicKey: KeyObject };
  /** Forgets a pair for good: the next time it is asked for, a new one is made. */
  retire(name: string): void;
};

type Pair = { privateKey: KeyObject; publicKey: KeyObject };

export function openSecrets(dataDir: string): Secrets {
  const folder = join(dataDir, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = (name: string) => join(folder, name);
  // Every signed cookie needs one: read once, not at each request.
  const keys = new Map<string, Buffer>();
  const pair = (name: string, kind: 'ed25519' | 'ec', make: () => { privateKey: KeyObject }): Pair => {
    const pem = readOrMake(path(`${name}.pem`), () =>
      make().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    );
    const privateKey = readPrivate(pem);
    if (privateKey?.asymmetricKeyType !== kind) throw damaged(path(`${name}.pem`));
    return { privateKey, publicKey: createPublicKey(privateKey) };
  };
  return {
    key: (name, bytes) => {
      const known = keys.get(name);
      if (known?.length === bytes) return known;
      const found = readOrMake(path(`${name}.key`), () => randomBytes(bytes).toString('base64'));
      const key = Buffer.from(found, 'base64');
      if (key.length !== bytes) throw damaged(path(`${name}.key`));
      keys.set(name, key);
      return key;
    },
    signing: (name) => pair(name, 'ed25519', () => generateKeyPairSync('ed25519')),
    es256: (name) => pair(name, 'ec', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })),
    retire: (name) => rmSync(path(`${name}.pem`), { force: true }),
  };
}

const damaged = (path: string) =>
  new CannotStart(`The key file ${path} is damaged: put back the copy you keep elsewhere.`);

function readPrivate(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

/** Whole or absent: written beside, synced, then linked; of two processes one wins and both read the same key. */
function readOrMake(path: string, make: () => string): string {
  const existing = readIfThere(path);
  if (existing !== undefined) return existing;
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    const handle = openSync(draft, 'wx', 0o600);
    try {
      writeSync(handle, make());
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    linkSync(draft, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw unwritable(path, error);
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8');
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new CannotStart(`The key file ${path} can't be read by this user (${codeOf(error)}).`);
  }
}

const unwritable = (path: string, error: unknown) =>
  new CannotStart(
    codeOf(error) === 'ENOSPC'
      ? `The disk is full: the key file ${path} can't be made.`
      : `The key file ${path} can't be made (${codeOf(error)}).`,
  );

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
