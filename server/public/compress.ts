/**
 * Smaller answers for slow lines: Brotli where the browser takes it, else gzip. Pages are packed by packed-page.ts.
 *
 * The public pages hold no secret that a length could give away: they know nobody. A file whose hashed name says that it is
 * the same as before is not compressed again.
 */
import { promisify } from 'node:util';
import { type BrotliOptions, brotliCompress, constants, gzip } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';
import type { Env } from '#server/platform/route.ts';

type Coding = 'br' | 'gzip';

/** Level 5 of Brotli takes a millisecond for a hundred kilobytes and is within a few per cent of the slowest. */
const brotliQuality = 5;
/** The slowest is a tenth smaller: worth a few hundredths of a second, once, for a small file that never changes. */
const slowestQuality = 11;
const slowestUpTo = 65_536;
const gzipLevel = 6;
/** Below this a header costs what is saved. */
const worthBytes = 1_024;
const keptMost = 400;

/** Nothing to compress: no content, a part of a file, the same as before. */
const bodiless = new Set([204, 206, 304]);

const asText = /^(text\/|application\/(json|ld\+json|manifest\+json|xml|javascript)|image\/svg\+xml)/;

type Bytes = Uint8Array<ArrayBuffer>;

const optionsOf = (bytes: Bytes, quality: number): BrotliOptions => ({
  params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength },
});

/** In another thread: for what may be large, and for files that are compressed once. */
const squeeze: Record<Coding, (bytes: Bytes, isForGood: boolean) => Promise<Uint8Array>> = {
  br: (bytes, isForGood) =>
    promisify(brotliCompress)(
      bytes,
      optionsOf(bytes, isForGood && bytes.byteLength <= slowestUpTo ? slowestQuality : brotliQuality),
    ),
  gzip: (bytes) => promisify(gzip)(bytes, { level: gzipLevel }),
};

/** What the browser takes, ours first; `q=0` means it does not. Who asks only about a text gets none. */
export function codingFor<Known extends Coding>(c: Context<Env>, ours: readonly Known[]): Known | undefined {
  if (c.req.method === 'HEAD') return undefined;
  const taken = (c.req.header('accept-encoding') ?? '')
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => !/;\s*q=0(\.0*)?$/.test(one))
    .map((one) => one.split(';')[0]);
  return ours.find((coding) => taken.includes(coding));
}

/** A text as it goes out to a browser, and how it is packed. */
export type Packed = { readonly bytes: Bytes; readonly coding: Coding | undefined };

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
    const coding = codingFor(c, ['br', 'gzip']);
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
