import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { learnPages } from '#server/learn/pages.ts';
import { aBrowser, aPage, aRunningServer, expectAccessible, type RunningServer } from './harness.ts';

/** What holds for every public page: nothing moves, nothing is cut, nobody else is asked, and it works by keyboard. */

let browser: Browser;
let server: RunningServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([aBrowser(), aRunningServer()]);
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const care = (path: string) => `${server.address}/care${path}`;
const pages = [
  '',
  '/centers',
  '/centers?near=89501',
  '/method',
  '/accessibility',
  '/tell-us',
  '/check',
  '/check/sheet',
  '/learn',
  ...learnPages().map(({ slug }) => `/learn/${slug}`),
  '/es',
  '/es/check',
  '/es/learn/side-effects',
];

/** What sticks out of the page at its right, by its class; empty when nothing does. */
const cutOff = (page: Page): Promise<string> =>
  page.evaluate(() =>
    document.documentElement.scrollWidth <= innerWidth
      ? ''
      : [...document.querySelectorAll('body *')]
          .filter((of) => of.getBoundingClientRect().right > innerWidth + 1)
          .map((of) => `${of.tagName}.${of.getAttribute('class') ?? ''}`)
          .slice(0, 3)
          .join(' '),
  );

test('every page fits 320 px, and a phone with letters twice as large', async () => {
  const small = await browser.newContext({ viewport: { width: 320, height: 700 } });
  const large = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const [narrow, loud] = [await small.newPage(), await large.newPage()];
  const found: string[] = [];
  for (const path of pages) {
    await narrow.goto(care(path));
    await loud.goto(care(path));
    await loud.evaluate(() => {
      const twice = new CSSStyleSheet();
      twice.replaceSync('html { font-size: 200% }');
      document.adoptedStyleSheets.push(twice);
    });
    for (const [name, page] of [
      ['320 px', narrow],
      ['200 %', loud],
    ] as const) {
      const cut = await cutOff(page);
      if (cut !== '') found.push(`${path} at ${name}: ${cut}`);
    }
  }
  expect(found).toEqual([]);
  await small.close();
  await large.close();
});

/** Chrome's own sum of what moved. */
const watchMoves = `globalThis.moved = 0;
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) moved += value;
  }).observe({ type: 'layout-shift', buffered: true });`;

test.each(['', '/centers?near=89501', '/learn/how-fast', '/learn/side-effects', '/check'])(
  'nothing moves on %s when fonts come late, on phones of three widths',
  async (path) => {
    for (const width of [360, 390, 412]) {
      const context = await browser.newContext({ viewport: { width, height: 823 } });
      const page = await context.newPage();
      await page.route('**/*.woff2', async (route) => {
        await pause(800);
        await route.continue();
      });
      await page.addInitScript({ content: watchMoves });
      await page.goto(care(path), { waitUntil: 'networkidle' });
      await pause(200);
      expect(await page.evaluate<number>('globalThis.moved'), `${width} px`).toBe(0);
      await context.close();
    }
  },
);

test('nobody else is asked, nothing is remembered, and what never changes is kept for a year', async () => {
  const { context, page, errors } = await aPage(browser);
  const origins = new Set<string>();
  const kept: string[] = [];
  page.on('response', (answer) => {
    origins.add(new URL(answer.url()).origin);
    if (answer.url().includes('/care/assets/')) kept.push(answer.headers()['cache-control'] ?? 'nothing said');
  });
  for (const path of ['', '/check', '/learn/how-fast']) await page.goto(care(path), { waitUntil: 'networkidle' });
  expect([...origins]).toEqual([new URL(server.address).origin]);
  expect(kept.length).toBeGreaterThan(2);
  expect([...new Set(kept)]).toEqual(['public, max-age=31536000, immutable']);
  expect(await context.cookies()).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});

test('a page comes as Brotli, and one that did not change is not sent again', async () => {
  const first = await fetch(care('/learn/how-fast'), { headers: { 'accept-encoding': 'br' } });
  expect(first.headers.get('content-encoding')).toBe('br');
  const tag = first.headers.get('etag') ?? '';
  expect(tag).toMatch(/^W\//);
  await first.arrayBuffer();
  const again = await fetch(care('/learn/how-fast'), { headers: { 'accept-encoding': 'br', 'if-none-match': tag } });
  expect(again.status).toBe(304);
});

test('by keyboard on a phone: to the content, into the menu, to the same page in Spanish', async () => {
  const { context, page } = await aPage(browser, { size: 'phone' });
  await page.goto(care('/check'));
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Go to the content');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
  const menu = page.locator('.menu summary');
  await menu.focus();
  await page.keyboard.press('Enter');
  const links = page.locator('.menu nav');
  await links.getByRole('link', { name: 'Could this be for me?' }).waitFor();
  await expectAccessible(page);
  await links.getByRole('link', { name: 'Español' }).press('Enter');
  await page.waitForURL('**/care/es/check');
  expect(await page.locator('html').getAttribute('lang')).toBe('es');
  await context.close();
});
