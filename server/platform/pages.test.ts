import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, expect, test } from 'vitest';
import { pages } from './pages.ts';
import type { Env } from './route.ts';

const folder = mkdtempSync(join(tmpdir(), 'racemic-pages-'));
const dist = join(folder, 'dist');
mkdirSync(join(dist, 'assets'), { recursive: true });
mkdirSync(join(folder, 'dist-secret'));
const files = {
  'dist/index.html': '<!doctype html><title>Racemic</title>',
  'dist/logo.svg': '<svg/>',
  'dist/racemic.webmanifest': '{}',
  'dist/assets/main-abc.js': '1',
  'dist/assets/main-abc.css': 'a{}',
  'dist/100%.txt': 'a percent sign',
  'dist-secret/key': 'secret',
  'settings.env': 'secret',
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
symlinkSync(join(folder, 'settings.env'), join(folder, 'dist-secret', 'link'));
afterAll(() => rmSync(folder, { recursive: true }));

const app = new Hono<Env>().use(pages(dist));
/** The address as it stands on the wire: nothing is tidied on the way. */
const ask = (path: string, accept = '*/*', method = 'GET') => {
  const request = new Request('http://localhost/', { method, headers: { accept } });
  Object.defineProperty(request, 'url', { value: `http://localhost${path}` });
  return app.fetch(request);
};

test('a file says what it is, and in which letters', async () => {
  const kinds = {
    '/index.html': 'text/html; charset=utf-8',
    '/logo.svg': 'image/svg+xml; charset=utf-8',
    '/racemic.webmanifest': 'application/manifest+json',
    '/assets/main-abc.js': 'text/javascript; charset=utf-8',
    '/assets/main-abc.css': 'text/css; charset=utf-8',
  };
  for (const [path, kind] of Object.entries(kinds)) expect((await ask(path)).headers.get('content-type')).toBe(kind);
});

test('nothing outside the built web is ever served, however the address is written', async () => {
  for (const path of [
    '/../settings.env',
    '/%2e%2e/settings.env',
    '/..%2fsettings.env',
    '/%2e%2e%2fsettings.env',
    '/%252e%252e%252fsettings.env',
    '/..%5csettings.env',
    '/assets/../../settings.env',
    '/../dist-secret/key',
    '/../dist-secret/link',
    '/%2e%2e/dist-secret/key',
    '//settings.env',
    '/index.html%00.txt',
    '/%zz',
  ]) {
    const answer = await ask(path);
    expect([answer.status, await answer.text(), path]).toEqual([404, '404 Not Found', path]);
  }
});

test('an address is decoded once', async () => {
  expect(await (await ask('/100%25.txt')).text()).toBe('a percent sign');
  expect((await ask('/100%2525.txt')).status).toBe(404);
  expect((await ask('/%256cogo.svg')).status).toBe(404);
});

test('a folder is not listed, and a file that is not there is no other file', async () => {
  for (const path of ['/assets', '/assets/', '/assets/gone.js', '/gone.html', '/api/patients'])
    expect((await ask(path)).status, path).toBe(404);
  expect((await ask('/api/patients', 'text/html')).status).toBe(404);
  const page = await ask('/patients/123', 'text/html');
  expect(await page.text()).toBe(files['dist/index.html']);
  expect(page.headers.get('cache-control')).toBe('no-cache');
});

test('who takes anything, as a link checker or curl does, is given the page; who asks for data is not', async () => {
  for (const path of ['/', '/patients/123'])
    expect(await (await ask(path, '*/*')).text(), path).toBe(files['dist/index.html']);
  for (const accept of ['application/json', 'text/event-stream', 'image/png'])
    expect((await ask('/patients/123', accept)).status, accept).toBe(404);
});

test('pages are read and nothing else is done to them', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
    expect((await ask('/index.html', '*/*', method)).status, method).toBe(404);
});
