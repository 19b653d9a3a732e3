import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * scrypt, N = 2^15, r = 8, p = 3: one of OWASP's recommended settings, with 32 MB the one that a small server survives
 * when many people sign in at once. Measured on a 2-core machine: 0.3 s for one hash. (Argon2 is in Node from 24.7 on;
 * the oldest Node we pin is 24.0.)
 *
 * @source OWASP Password Storage Cheat Sheet, checked 2026-11-25
 */
const cost = { logN: 15, r: 8, p: 3 };
/** A PIN is short; what protects it is the pepper outside the database and the lock after five tries. */
const pinCost = { logN: 14, r: 8, p: 1 };
type Cost = typeof cost;

const saltBytes = 16;
const hashBytes = 32;
/** Hashes under way at once: the rest waits, so that a flood of sign-ins can't take the memory. */
const lanes = 2;
let busy = 0;
const waiting: (() => void)[] = [];

async function inLane<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= lanes) await new Promise<void>((go) => waiting.push(go));
  else busy += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }
}

const derive = (secret: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> =>
  inLane(
    () =>
      new Promise((done, fail) => {
        const limits = { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r };
        scrypt(secret, salt, hashBytes, limits, (error, key) => (error ? fail(error) : done(key)));
      }),
  );

const write = ({ logN, r, p }: Cost, salt: Buffer, hash: Buffer) =>
  `scrypt$${logN}$${r}$${p}$${salt.toString('base64url')}$${hash.toString('base64url')}`;

async function hashWith(secret: string, chosen: Cost): Promise<string> {
  const salt = randomBytes(saltBytes);
  return write(chosen, salt, await derive(secret, salt, chosen));
}

/** Two keyboards may write the same letter in two ways; both are the same passphrase. */
export const normal = (passphrase: string): string => passphrase.normalize('NFKC');

export const hashPassphrase = (passphrase: string): Promise<string> => hashWith(normal(passphrase), cost);
export const verifyPassphrase = (hash: string, passphrase: string): Promise<boolean> =>
  verify(hash, normal(passphrase));
export const hashPin = (peppered: string): Promise<string> => hashWith(peppered, pinCost);
export const verifyPin = (hash: string, peppered: string): Promise<boolean> => verify(hash, peppered);

async function verify(written: string, secret: string): Promise<boolean> {
  const [kind, logN, r, p, salt, hash] = written.split('$');
  if (kind !== 'scrypt' || salt === undefined || hash === undefined) return false;
  const expected = Buffer.from(hash, 'base64url');
  const given = await derive(secret, Buffer.from(salt, 'base64url'), {
    logN: Number(logN),
    r: Number(r),
    p: Number(p),
  });
  return expected.length === given.length && timingSafeEqual(expected, given);
}
