import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { CannotRead } from './cannot-read.ts';

/** Plain bytes per sealed chunk. The last one may be shorter, never empty unless it is the only one. */
export const chunkBytes = 64 * 1024;
const tagBytes = 16;

/** Every file has a key of its own, so that a counter is a safe nonce. */
export const fileKey = (key: Buffer, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, 'racemic backup 1', 32));

/** STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015): the nonce counts chunks and marks the last. */
function nonce(counter: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUIntBE(counter, 5, 6);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

/**
 * Seals a stream chunk by chunk with AES-256-GCM. Chunks can't be altered, left out, repeated or put in another order,
 * nothing can be cut from or added to the end, and none fits under another header.
 */
export async function* seal(plain: AsyncIterable<Buffer>, key: Buffer, header: Buffer): AsyncGenerator<Buffer> {
  let counter = 0;
  let held: Buffer | undefined;
  for await (const chunk of inChunks(plain, chunkBytes)) {
    if (held !== undefined) yield sealChunk(held, key, header, counter++, false);
    held = chunk;
  }
  yield sealChunk(held ?? Buffer.alloc(0), key, header, counter, true);
}

function sealChunk(plain: Buffer, key: Buffer, header: Buffer, counter: number, last: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(counter, last));
  cipher.setAAD(header);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/**
 * Opens what `seal` made. Bytes are handed on only after their chunk was found genuine; that the end is the true end
 * is known only when the last chunk opened, so nothing may be done with the content before the stream has ended.
 *
 * @throws CannotRead at the first chunk that is not what was written
 */
export async function* unseal(sealed: AsyncIterable<Buffer>, key: Buffer, header: Buffer): AsyncGenerator<Buffer> {
  let counter = 0;
  let held: Buffer | undefined;
  for await (const chunk of inChunks(sealed, chunkBytes + tagBytes)) {
    if (held !== undefined) yield openChunk(held, key, header, counter++, false);
    held = chunk;
  }
  if (held === undefined) throw new CannotRead('The backup ends before its content: it was cut off.');
  yield openChunk(held, key, header, counter, true);
}

function openChunk(sealed: Buffer, key: Buffer, header: Buffer, counter: number, last: boolean): Buffer {
  if (sealed.length < tagBytes) throw new CannotRead('The backup ends in the middle: it was cut off.');
  const cipher = createDecipheriv('aes-256-gcm', key, nonce(counter, last), { authTagLength: tagBytes });
  cipher.setAAD(header);
  cipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  try {
    return Buffer.concat([cipher.update(sealed.subarray(0, -tagBytes)), cipher.final()]);
  } catch {
    throw new CannotRead(
      last
        ? 'The backup is not whole: its end was cut off, something was added, or it was altered.'
        : `The backup was altered or damaged near byte ${counter * (chunkBytes + tagBytes)} of its content.`,
    );
  }
}

/** The same bytes in pieces of exactly this size; only the last may be shorter. */
async function* inChunks(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const piece of source) {
    let rest = piece;
    while (length + rest.length >= size) {
      const taken = size - length;
      yield Buffer.concat([...parts, rest.subarray(0, taken)]);
      rest = rest.subarray(taken);
      parts = [];
      length = 0;
    }
    if (rest.length > 0) parts.push(rest);
    length += rest.length;
  }
  if (length > 0) yield Buffer.concat(parts);
}
