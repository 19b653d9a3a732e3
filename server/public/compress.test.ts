import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { Env } from '#server/platform/route.ts';
import { compressed } from './compress.ts';

const page = `<!doctype html><title>x</title>${'<p>What we do not know, we say.</p>'.repeat(200)}`;

/** Answers like those of the public site. */
const app = () =>
  new Hono<Env>()
    .use(compressed())
    .get('/page', (c) => {
      c.header('etag', '"abc"');
      if (c.req.header('if-none-match') === 'W/"abc"') return c.body(null, 304);
      return c.html(page);
    })
    .get('/short', (c) => c.html('<p>short</p>'))
    .get('/font', (c) => c.body(new Uint8Array(4_000), 200, { 'content-type': 'font/woff2' }))
    .get('/script', (c) =>
      c.body(page, 200, { 'content-type': 'text/javascript', 'cache-control': 'public, max-age=31536000, immutable' }),
    )
    .get('/wrong', (c) => c.html(page, 422));

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  app().request(path, { headers, method });
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());

test('a browser that takes Brotli gets it, another one gzip, an old one the page as it is', async () => {
  const [br, gz, plain] = await Promise.all([
    ask('/page', { 'accept-encoding': 'gzip, deflate, br, zstd' }),
    ask('/page', { 'accept-encoding': 'gzip;q=0.8, br;q=0' }),
    ask('/page'),
  ]);
  expect(br.headers.get('content-encoding')).toBe('br');
  expect(brotliDecompressSync(await bytesOf(br)).toString()).toBe(page);
  expect(gz.headers.get('content-encoding')).toBe('gzip');
  expect(gunzipSync(await bytesOf(gz)).toString()).toBe(page);
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(await plain.text()).toBe(page);
});

test('its length is that of what is sent, and a cache keeps the two apart', async () => {
  const answer = await ask('/page', { 'accept-encoding': 'br' });
  expect(answer.headers.get('vary')).toContain('accept-encoding');
  const length = Number(answer.headers.get('content-length'));
  expect(length).toBe((await bytesOf(answer)).byteLength);
  expect(length).toBeLessThan(page.length / 4);
});

test('the tag says the same words, not the same bytes; a page that did not change is not sent', async () => {
  const answer = await ask('/page', { 'accept-encoding': 'br' });
  expect(answer.headers.get('etag')).toBe('W/"abc"');
  const again = await ask('/page', { 'accept-encoding': 'br', 'if-none-match': 'W/"abc"' });
  expect(again.status).toBe(304);
  expect(again.headers.get('content-encoding')).toBeNull();
});

test('what is short, what is small already and what is only asked about stays as it is', async () => {
  const short = await ask('/short', { 'accept-encoding': 'br' });
  expect(short.headers.get('content-encoding')).toBeNull();
  expect(await short.text()).toBe('<p>short</p>');
  const font = await ask('/font', { 'accept-encoding': 'br' });
  expect(font.headers.get('content-encoding')).toBeNull();
  expect((await bytesOf(font)).byteLength).toBe(4_000);
  const head = await ask('/page', { 'accept-encoding': 'br' }, 'HEAD');
  expect(head.headers.get('content-encoding')).toBeNull();
});

test('a page about what went wrong is a page too', async () => {
  const answer = await ask('/wrong', { 'accept-encoding': 'br' });
  expect([answer.status, answer.headers.get('content-encoding')]).toEqual([422, 'br']);
});

test('a second visitor gets the same bytes', async () => {
  const same = app();
  const get = async () => bytesOf(await same.request('/script', { headers: { 'accept-encoding': 'br' } }));
  expect(await get()).toEqual(await get());
});
