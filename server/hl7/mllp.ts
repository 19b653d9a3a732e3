/**
 * MLLP, the envelope of HL7 v2 on a socket: 0x0B, the message, 0x1C 0x0D.
 *
 * @source HL7 Version 2 Transport Specification: MLLP, Release 1
 */

const start = 0x0b;
const end = 0x1c;
const carriageReturn = 0x0d;

/** What a connection said: a message, or something that is none, with the reason. */
export type Framed = { readonly message: Buffer } | { readonly stray: Buffer; readonly why: string };

export type Framer = {
  /** What became whole with these bytes, in order. @throws TooLong when a message does not end in time */
  push(chunk: Buffer): Framed[];
  /** What was begun and not ended when the connection closed. */
  close(): Framed[];
};

/** The connection can't be followed any further: nobody knows where the next message begins. */
export class TooLong extends Error {
  readonly kept: Buffer;
  constructor(mostBytes: number, kept: Buffer) {
    super(`A message is longer than ${mostBytes} bytes.`);
    this.kept = kept;
  }
}

/** Takes the bytes of one connection apart. Each byte is looked at once, however they are cut. */
export function openFramer(mostBytes: number): Framer {
  let parts: Buffer[] = [];
  let length = 0;
  let isInside = false;
  let isEnding = false;

  const add = (bytes: Buffer) => {
    if (bytes.length === 0) return;
    // A view would hold the whole chunk of the socket in memory while a sender dawdles.
    parts.push(Buffer.from(bytes));
    length += bytes.length;
    if (length > mostBytes) throw new TooLong(mostBytes, take());
  };
  const take = (): Buffer => {
    const whole = Buffer.concat(parts, length);
    parts = [];
    length = 0;
    return whole;
  };
  /** Line ends between messages are the habit of some senders and say nothing. */
  const strayed = (why: string): Framed[] => {
    const stray = take();
    return stray.every((byte) => byte === carriageReturn || byte === 0x0a || byte === 0x20) ? [] : [{ stray, why }];
  };

  function push(chunk: Buffer): Framed[] {
    const found: Framed[] = [];
    let from = 0;
    if (isEnding && chunk.length > 0) {
      isEnding = false;
      // Without its last byte the end is as clear: what follows belongs to nothing yet.
      if (chunk[0] === carriageReturn) from = 1;
    }
    while (from < chunk.length) {
      const until = chunk.indexOf(isInside ? end : start, from);
      add(chunk.subarray(from, until < 0 ? chunk.length : until));
      if (until < 0) return found;
      from = until + 1;
      if (!isInside) {
        found.push(...strayed('outside of a message'));
        isInside = true;
        continue;
      }
      const message = take();
      const again = message.lastIndexOf(start);
      if (again >= 0)
        found.push({ stray: message.subarray(0, again), why: 'begun, and another one begun before its end' });
      found.push({ message: message.subarray(again + 1) });
      isInside = false;
      if (from === chunk.length) isEnding = true;
      else if (chunk[from] === carriageReturn) from += 1;
    }
    return found;
  }

  const close = () => strayed(isInside ? 'begun, and not ended before the connection closed' : 'outside of a message');
  return { push, close };
}

export const inFrame = (message: string): Buffer =>
  Buffer.concat([Buffer.from([start]), Buffer.from(message, 'utf8'), Buffer.from([end, carriageReturn])]);
