/**
 * A page as it goes out. It begins with what all pages behind a door begin with, two thirds of it style: that is packed
 * once, as well as can be, and each page is packed as if it were written on after it. RFC 1952: one gzip file of several
 * deflate blocks.
 */
import { hash } from 'node:crypto';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { Packed } from './compress.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The beginning that pages share. */
export type Opening = {
  readonly text: string;
  readonly bytes: Bytes;
  /** Blocks that end at a whole byte, so that others can follow. */
  readonly deflated: Bytes;
  readonly crc: number;
  readonly print: Bytes;
};

/** What is packed of most pages comes out in one piece; a larger one would be garbage at every page. */
const chunkSize = 16_384;
const slowest = 9;
const usual = 6;
/** Deflate looks back so far. */
const windowBytes = 32_768;

export function openingOf(text: string): Opening {
  const bytes = new TextEncoder().encode(text);
  return {
    text,
    bytes,
    deflated: new Uint8Array(deflateRawSync(bytes, { level: slowest, finishFlush: constants.Z_SYNC_FLUSH })),
    crc: crc32(bytes),
    print: new Uint8Array(hash('sha256', bytes, 'buffer')),
  };
}

/**
 * Where a page lies while it is read for its tag and packed, behind the print of its opening. Bytes of its own for each
 * would be held until garbage is collected, and what they bring the collector to do costs more than all the rest of a page.
 */
let desk = new Uint8Array(262_144);
const printBytes = 32;

/** Deflate, no name, no time, a system that nobody has to know. */
const gzipHead = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
const gzipFootBytes = 8;

/** @returns the page packed, and its tag: the same for the same words */
export function packPage(opening: Opening, rest: string, coding: 'gzip' | undefined): { packed: Packed; tag: string } {
  if (printBytes + rest.length * 3 > desk.byteLength) desk = new Uint8Array(printBytes + rest.length * 3);
  desk.set(opening.print);
  const { written } = new TextEncoder().encodeInto(rest, desk.subarray(printBytes));
  const own = desk.subarray(printBytes, printBytes + written);
  const tag = `"${hash('sha256', desk.subarray(0, printBytes + written), 'base64url').slice(0, 22)}"`;
  if (coding === undefined) return { packed: { bytes: joined(opening.bytes, own), coding }, tag };
  const dictionary = opening.bytes.subarray(-windowBytes);
  const deflated = deflateRawSync(own, { level: usual, chunkSize, dictionary });
  const foot = new Uint8Array(gzipFootBytes);
  const numbers = new DataView(foot.buffer);
  numbers.setUint32(0, crc32(own, opening.crc), true);
  numbers.setUint32(4, opening.bytes.byteLength + written, true);
  return { packed: { bytes: joined(gzipHead, opening.deflated, deflated, foot), coding }, tag };
}

function joined(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
