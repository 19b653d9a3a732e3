/**
 * Smaller answers for slow lines: Brotli where the browser takes it, else gzip.
 *
 * The public pages hold no secret that a length could give away: they know nobody. A page that is kept, and a file whose
 * hashed name says that it is the same as before, are not compressed again.
 */
import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { type BrotliOptions, brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';
import type { Env } from '#server/platform/route.ts';

type Coding = 'br' | 'gzip';

/** Level 5 of Brotli takes a millisecond for a page and is within a few per cent of the slowest. */
const brotliQuality = 5;
/** The slowest is a tenth smaller: worth a few hundredths of a second, once, for a small file that never changes. */
const slowestQuality = 11;
const slowestUpTo = 65_536;
const gzipLevel = 6;
/** A page comes out in one piece. */
const chunkSize = 32_768;
/** Below this a header costs what is saved. */
const worthBytes = 1_024;
const keptMost = 400;

/** Nothing to compress: no content, a part of a file, the same as before. */
const bodiless = new Set([204, 206, 304]);

const asText = /^(text\/|application\/(json|ld\+json|manifest\+json|xml|javascript)|image\/svg\+xml)/;

type Bytes = Uint8Array<ArrayBuffer>;

const optionsOf = (bytes: Bytes, quality: number): BrotliOptions => ({
  chunkSize,
  params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength },
});

/** In another thread: for what may be large, and for files that are compressed once. */
const squeeze: Record<Coding, (bytes: Bytes, isForGood: boolean) => Promise<Uint8Array>> = {
  br: (bytes, isForGood) =>
    promisify(brotliCompress)(
      bytes,
      optionsOf(bytes, isForGood && bytes.byteLength <= slowestUpTo ? slowestQuality : brotliQuality),
    ),
  gzip: (bytes) => promisify(gzip)(bytes, { level: gzipLevel, chunkSize }),
};

/** At once: for a page it takes a millisecond. */
const squeezeNow: Record<Coding, (bytes: Bytes) => Uint8Array> = {
  br: (bytes) => brotliCompressSync(bytes, optionsOf(bytes, brotliQuality)),
  gzip: (bytes) => gzipSync(bytes, { level: gzipLevel, chunkSize }),
};

/** What the browser takes, ours first; `q=0` means it does not. Who asks only about a text gets none. */
export function codingFor(c: Context<Env>): Coding | undefined {
  if (c.req.method === 'HEAD') return undefined;
  const taken = (c.req.header('accept-encoding') ?? '')
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => !/;\s*q=0(\.0*)?$/.test(one))
    .map((one) => one.split(';')[0]);
  return (['br', 'gzip'] as const).find((coding) => taken.includes(coding));
}

/** A text as it goes out to a browser, and how it is packed. */
export type Packed = { readonly bytes: Bytes; readonly coding: Coding | undefined };

/**
 * Where a page lies while it is read for its tag and packed. Bytes of its own for each would be held until garbage is
 * collected, and what they bring the collector to do costs more than all the rest of a page.
 */
let desk = new Uint8Array(262_144);

/** @returns the page packed, and its tag: the same for the same words */
export function packPage(text: string, coding: Coding | undefined): { packed: Packed; tag: string } {
  if (text.length * 3 > desk.byteLength) desk = new Uint8Array(text.length * 3);
  const whole = desk.subarray(0, new TextEncoder().encodeInto(text, desk).written);
  const tag = `"${hash('sha256', whole, 'base64url').slice(0, 22)}"`;
  return coding === undefined || whole.byteLength < worthBytes
    ? { packed: { bytes: whole.slice(), coding: undefined }, tag }
    : { packed: { bytes: new Uint8Array(squeezeNow[coding](whole)), coding }, tag };
}

async function pack(whole: Bytes, coding: Coding, isForGood: boolean): Promise<Packed> {
  if (whole.byteLength < worthBytes) return { bytes: whole, coding: undefined };
  return { bytes: new Uint8Array(await squeeze[coding](whole, isForGood)), coding };
}

/** What the headers say of it. The tag is a weak one where it is packed: same words, other bytes. */
export const saysOf = ({ coding }: Packed, tag: string | null): Record<string, string> => ({
  ...(coding === undefined ? {} : { 'content-encoding': coding }),
  ...(tag === null ? {} : { etag: coding === undefined ? tag : tag.replace(/^"/, 'W/"') }),
});

/** Compresses what is text and is not kept anywhere else. */
export function compressed(): MiddlewareHandler<Env> {
  const kept = new Map<string, Packed>();
  return async (c, next) => {
    await next();
    const { headers, status } = c.res;
    if (!asText.test(headers.get('content-type') ?? '')) return;
    if (!/accept-encoding/i.test(headers.get('vary') ?? '')) headers.append('vary', 'accept-encoding');
    const coding = codingFor(c);
    // Done already, or nothing to do: the answer stays as it is, its text is not made a stream.
    if (coding === undefined || headers.has('content-encoding') || bodiless.has(status)) return;
    const isForGood = headers.get('cache-control')?.includes('immutable') ?? false;
    const key = `${coding} ${c.req.path}`;
    const before = isForGood ? kept.get(key) : undefined;
    if (before !== undefined) await c.res.body?.cancel();
    const packed = before ?? (await pack(new Uint8Array(await c.res.arrayBuffer()), coding, isForGood));
    if (isForGood) keep(kept, key, packed);
    const answer = new Response(packed.bytes, { status, headers });
    const says = { ...saysOf(packed, headers.get('etag')), 'content-length': String(packed.bytes.byteLength) };
    for (const [name, value] of Object.entries(says)) answer.headers.set(name, value);
    c.res = undefined;
    c.res = answer;
  };
}

/** The one that was asked for longest ago goes first. */
function keep(kept: Map<string, Packed>, key: string, packed: Packed): void {
  kept.delete(key);
  kept.set(key, packed);
  if (kept.size > keptMost) kept.delete(kept.keys().next().value ?? '');
}
