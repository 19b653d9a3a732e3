/**
 * Smaller answers for slow lines: Brotli where the browser takes it, else gzip.
 *
 * The public pages hold no secret that a length could give away: they know nobody. An answer that says by its tag or its
 * hashed name that it is the same as before is not compressed again.
 */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import type { Env } from '#server/platform/route.ts';

type Coding = 'br' | 'gzip';

/** Level 5 of Brotli takes a millisecond for a page and is within a few per cent of the slowest. */
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

const squeeze: Record<Coding, (bytes: Uint8Array, isForGood: boolean) => Promise<Uint8Array<ArrayBuffer>>> = {
  br: async (bytes, isForGood) =>
    new Uint8Array(
      await promisify(brotliCompress)(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]:
            isForGood && bytes.byteLength <= slowestUpTo ? slowestQuality : brotliQuality,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
        },
      }),
    ),
  gzip: async (bytes) => new Uint8Array(await promisify(gzip)(bytes, { level: gzipLevel })),
};

/** What the browser takes, ours first; `q=0` means it does not. */
function codingFor(accepted: string | undefined): Coding | undefined {
  const taken = (accepted ?? '')
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => !/;\s*q=0(\.0*)?$/.test(one))
    .map((one) => one.split(';')[0]);
  return (['br', 'gzip'] as const).find((coding) => taken.includes(coding));
}

/** Compresses what is text. The tag becomes a weak one: the words are the same, the bytes are not. */
export function compressed(): MiddlewareHandler<Env> {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  return async (c, next) => {
    await next();
    const { headers, body, status } = c.res;
    if (!asText.test(headers.get('content-type') ?? '') || headers.has('content-encoding')) return;
    if (!/accept-encoding/i.test(headers.get('vary') ?? '')) headers.append('vary', 'accept-encoding');
    const coding = codingFor(c.req.header('accept-encoding'));
    if (coding === undefined || body === null || c.req.method === 'HEAD' || bodiless.has(status)) return;
    const isForGood = headers.get('cache-control')?.includes('immutable') ?? false;
    const tag = headers.get('etag') ?? (isForGood ? c.req.path : undefined);
    const key = tag === undefined ? undefined : `${coding} ${tag}`;
    const before = key === undefined ? undefined : kept.get(key);
    const bytes = before ?? new Uint8Array(await c.res.arrayBuffer());
    const smaller = before ?? (bytes.byteLength < worthBytes ? undefined : await squeeze[coding](bytes, isForGood));
    if (before !== undefined) await body.cancel();
    if (smaller !== undefined && key !== undefined) keep(kept, key, smaller);
    const answer = new Response(smaller ?? bytes, { status, headers });
    answer.headers.set('content-length', String((smaller ?? bytes).byteLength));
    if (smaller !== undefined) {
      answer.headers.set('content-encoding', coding);
      const strong = headers.get('etag');
      if (strong?.startsWith('"')) answer.headers.set('etag', `W/${strong}`);
    }
    c.res = undefined;
    c.res = answer;
  };
}

/** The one that was asked for longest ago goes first. */
function keep(kept: Map<string, Uint8Array<ArrayBuffer>>, key: string, bytes: Uint8Array<ArrayBuffer>): void {
  kept.delete(key);
  kept.set(key, bytes);
  if (kept.size > keptMost) kept.delete(kept.keys().next().value ?? '');
}
