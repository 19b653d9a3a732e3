import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';

/** A secret that travels in a link or a cookie: 256 random bits. The database keeps only its hash. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256 is enough for 256 random bits: there is nothing to guess. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** No letters that look like digits, none that spell words. */
const letters = '23456789BCDFGHJKMNPQRSTVWXYZ';

/** A code that someone reads on one screen and types on another: 12 letters of 28, 57 bits. */
export function newCode(): string {
  const picked = Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('');
  return picked.replace(/(.{4})(?=.)/g, '$1-');
}

/** Typed codes are short, so their hash needs a key that is not in the database. */
export const hashCode = (pepper: Buffer, code: string): Buffer =>
  createHmac('sha256', pepper)
    .update(code.toUpperCase().replace(/[^0-9A-Z]/g, ''))
    .digest();
