import { CannotRead } from './cannot-read.ts';

/**
 * The content of a backup before compression: frames of a letter, a length and so many bytes.
 * T begins a table (JSON), D is a part of its rows as COPY text, E ends it (JSON), Z is the trailer (JSON).
 */
export type Frame = { kind: 'T' | 'D' | 'E' | 'Z'; body: Buffer };

const headBytes = 5;
/** Rows travel in parts of this size at most, so that reading needs no more memory than that. */
export const longestBody = 256 * 1024;
/** A trailer lists tables, never rows. */
const longestJson = 4 * 1024 * 1024;

export function frame(kind: Frame['kind'], body: Buffer): Buffer {
  const head = Buffer.alloc(headBytes);
  head.write(kind, 'latin1');
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

export const jsonFrame = (kind: Frame['kind'], value: object): Buffer =>
  frame(kind, Buffer.from(JSON.stringify(value), 'utf8'));

export async function* readFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of source) {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    for (;;) {
      if (rest.length < headBytes) break;
      const kind = rest.toString('latin1', 0, 1);
      const length = rest.readUInt32BE(1);
      if (!isKind(kind) || length > (kind === 'D' ? longestBody : longestJson))
        throw new CannotRead('The content of the backup is not in the form that Racemic writes.');
      if (rest.length < headBytes + length) break;
      yield { kind, body: rest.subarray(headBytes, headBytes + length) };
      rest = rest.subarray(headBytes + length);
    }
  }
  if (rest.length > 0) throw new CannotRead('The content of the backup ends in the middle of a table.');
}

const isKind = (kind: string): kind is Frame['kind'] => kind === 'T' || kind === 'D' || kind === 'E' || kind === 'Z';
