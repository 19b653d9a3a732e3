import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBrowser, aPage, aRunningServer, expectAccessible, type RunningServer } from './harness.ts';

/** The pages that explain the treatment: whole without script, on a phone and at a desk, in Spanish, in the dark, on paper. */

let browser: Browser;
let server: RunningServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([aBrowser(), aRunningServer()]);
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const slugs = [
  'what-it-is',
  'how-fast',
  'how-it-is-given',
  'a-session',
  'weeks',
  'how-it-works',
  'who-it-may-help',
  'what-studies-found',
  'side-effects',
  'long-term-risks',
  'law',
  'cost',
  'choosing-a-center',
  'questions',
  'help-now',
];
const paths = ['', ...slugs.map((slug) => `/${slug}`)];
const open = (page: Page, path = '', language: 'en' | 'es' = 'en') =>
  page.goto(`${server.address}/care${language === 'es' ? '/es' : ''}/learn${path}`);

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

test('axe finds nothing on any page, and nothing runs over the edge: a phone in the light, a desk in the dark', async () => {
  for (const how of [
    { size: 'phone', dark: false },
    { size: 'desktop', dark: true },
  ] as const) {
    const { context, page, errors } = await aPage(browser, how);
    for (const path of paths) {
      await open(page, path);
      expect(await fits(page), path).toBe(true);
      await expectAccessible(page);
    }
    expect(errors).toEqual([]);
    await context.close();
  }
});

test('the Spanish pages are as whole: same place in both languages, nothing over the edge at 320 points', async () => {
  const { context, page } = await aPage(browser, { size: 'phone' });
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of paths) {
    await open(page, path, 'es');
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
    expect(await fits(page), path).toBe(true);
  }
  await expectAccessible(page);
  await open(page, '/side-effects', 'es');
  await page.locator('summary', { hasText: 'Menú' }).click();
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Side effects, one by one' }).waitFor();
  await context.close();
});

test('without script a person reads the list, a page, the numbers as a table, and comes to the next page', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await open(page);
  await page.getByRole('link', { name: 'How fast it works, and for how long' }).click();
  const figure = page.locator('figure', { hasText: 'Out of 100 people, how many are much better?' });
  await figure.getByText('The same numbers as a table').click();
  expect(await figure.getByRole('row').allInnerTexts()).toContainEqual(
    expect.stringMatching(/The next day\s+much better\s+52\s+are not\s+48/),
  );
  expect(await figure.getByRole('img').first().getAttribute('aria-label')).toBe(
    'The next day: 52 of 100 much better. 48 are not.',
  );
  await page.getByRole('link', { name: 'Next: How it is given: four ways' }).click();
  await page.getByRole('heading', { level: 1, name: 'How it is given: four ways' }).waitFor();
  await context.close();
});

test('each page is small on the wire and asks nobody else for anything', async () => {
  const { context, page } = await aPage(browser);
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  for (const language of ['en', 'es'] as const)
    for (const path of paths) {
      const answer = await open(page, path, language);
      const text = (await answer?.text()) ?? '';
      const packed = gzipSync(text, { level: 6 });
      expect(packed.length, path).toBeLessThanOrEqual(20_000);
      expect(await page.context().cookies()).toEqual([]);
    }
  expect([...asked]).toEqual([new URL(server.address).origin]);
  await context.close();
});

test('on paper the help line, the words, the pictures and the sources are there, and what can only be pressed is not', async () => {
  const { context, page } = await aPage(browser);
  await open(page, '/side-effects');
  await page.emulateMedia({ media: 'print' });
  for (const name of ['.crisis', 'h1', '.learn-effect svg.people', '#sources', '.learn-checked'])
    expect(await page.locator(name).first().isVisible(), name).toBe(true);
  for (const name of ['.doors', '.learn-next', '.foot', '.fold'])
    expect(await page.locator(name).first().isVisible(), name).toBe(false);
  await context.close();
});

test('a link from the contents moves the eye and the keyboard to its part', async () => {
  const { context, page } = await aPage(browser);
  await open(page, '/how-fast');
  await page
    .getByRole('navigation', { name: 'On this page' })
    .getByRole('link', { name: 'When the sessions stop' })
    .click();
  expect(page.url()).toContain('#when-sessions-stop');
  expect(
    await page.evaluate(() => document.querySelector('#when-sessions-stop')?.getBoundingClientRect().top ?? -1),
  ).toBeLessThan(60);
  await context.close();
});
