import { hash, randomFillSync } from 'node:crypto';
import canonicalize from 'canonicalize';

/** The content of an event that may be erased by law: its digest stays in the chain, this does not. */
export type Content = { data: string; reason: string | null };

/**
 * RFC 8785 text of a plain value. Lone surrogates, which JSON may carry and UTF-8 can't, become U+FFFD: the same
 * that PostgreSQL is given for them.
 */
export function canonical(value: object): string {
  try {
    return canonicalize(value) ?? '{}';
  } catch (error) {
    const repaired: unknown = JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
      typeof part === 'string' ? part.toWellFormed() : part,
    );
    const text = canonicalize(repaired);
    if (text === undefined) throw error;
    return text;
  }
}

/** SHA-256 of salt, data and reason. Canonical JSON holds no raw line break, so the line break divides them for sure. */
export function digestOf(salt: Buffer, { data, reason }: Content): Buffer {
  const text = reason === null ? data : `${data}\n${reason}`;
  return hash('sha256', Buffer.concat([salt, Buffer.from(text, 'utf8')]), 'buffer');
}

const salts = Buffer.alloc(16 * 256);
let used = salts.length;

/** Sixteen fresh random bytes. Drawn from the system in blocks: one call per event costs more than its hash. */
export function newSalt(): Buffer {
  if (used === salts.length) {
    randomFillSync(salts);
    used = 0;
  }
  used += 16;
  return Buffer.from(salts.subarray(used - 16, used));
}
