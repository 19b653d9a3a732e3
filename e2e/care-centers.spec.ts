import type { Browser, Page } from 'playwright-core';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCenter, sixAroundReno } from '../tests/a-center.ts';
import { aBrowser, aPage, aRunningServer, expectAccessible, type RunningServer } from './harness.ts';

/** People who look for a center: with and without script, on a phone and a desk, in Spanish, by keyboard, on paper. */

let browser: Browser;
let server: RunningServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([aBrowser(), aRunningServer()]);
  await sixAroundReno(server.services);
  for (let at = 0; at < 25; at += 1)
    await aCenter(server.services, {
      name: `Elko Clinic ${at}`,
      city: 'Elko',
      zip: '89801',
      latitude: 40.84,
      longitude: -115.76 + at / 500,
    });
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const open = (page: Page, path: string) => page.goto(`${server.address}${path}`);
const noSideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
const pages = [
  '/care',
  '/care/centers',
  '/care/centers?near=89501&order=most-checked',
  '/care/centers?near=89501&view=map',
  '/care/centers?near=89301&treatment=nasal-spray',
  '/care/centers?near=89529',
  '/care/centers/juniper-vale-psychiatry?near=89501',
  '/care/compare?near=89501&center=juniper-vale-psychiatry&center=carson-basin-mood-clinic&center=pinyon-court-clinic&center=blue-heron-ketamine-lounge',
  '/care/questions?center=juniper-vale-psychiatry&center=sagebrush-lane-infusion',
  '/care/method',
  '/care/tell-us?center=juniper-vale-psychiatry',
  '/care/for-centers',
  '/care/es/centers?near=89501',
  '/care/es/centers/juniper-vale-psychiatry',
];

test.each([
  { size: 'phone', dark: false },
  { size: 'phone', dark: true },
  { size: 'desktop', dark: false },
  { size: 'desktop', dark: true },
] as const)(
  'axe finds nothing on any page about centers, and nothing scrolls sideways: $size, dark $dark',
  async (how) => {
    const { context, page, errors } = await aPage(browser, how);
    for (const path of pages) {
      await open(page, path);
      await expectAccessible(page);
      expect(await noSideways(page), path).toBe(true);
    }
    expect(errors).toEqual([]);
    await context.close();
  },
);

test('without script, on a phone: found, ordered, filtered, ticked, compared and printed', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  const page = await context.newPage();
  await open(page, '/care');
  await page.getByLabel('ZIP code or city').fill('89501');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('heading', { level: 1, name: '6 centers within 35 miles of 89501' }).waitFor();
  await page.getByRole('link', { name: 'Most checked first' }).click();
  await page.getByText('How “most checked first” is worked out').waitFor();
  expect(
    await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading') })
      .first()
      .textContent(),
  ).toContain('Carson Basin');
  await page.getByText('See the sum for each center').click();
  await page.getByText('4 × 3 + 15 × 2 + 1 × 1 − 1 × 3 = 40').waitFor();
  await page.getByLabel('Treatment').selectOption('Nasal spray');
  await page.getByRole('button', { name: 'Show results' }).click();
  await page.getByRole('heading', { level: 1, name: '3 centers within 35 miles' }).waitFor();
  await page.getByLabel('Compare Juniper & Vale Psychiatry').check();
  await page.getByLabel('Compare Pinyon Court Clinic').check();
  await page.getByRole('button', { name: 'Compare the centers I ticked' }).click();
  await page.getByRole('heading', { level: 1, name: 'Compare 2 centers' }).waitFor();
  expect(await noSideways(page)).toBe(true);
  await page.getByRole('link', { name: 'Print with questions' }).click();
  await page.getByRole('heading', { level: 1, name: 'Questions to take with you' }).waitFor();
  await context.close();
});

test('a long list is turned by links, and every address brings the same page back', async () => {
  const { context, page } = await aPage(browser);
  await open(page, '/care/centers?near=89801');
  await page.getByText('These are 1 to 20 of 25.').waitFor();
  await page.getByRole('link', { name: 'Show 5 more' }).click();
  await page.getByText('These are 21 to 25 of 25.').waitFor();
  const address = page.url();
  await page.reload();
  await page.getByText('These are 21 to 25 of 25.').waitFor();
  await page.goBack();
  await page.getByText('These are 1 to 20 of 25.').waitFor();
  expect(address).toContain('after=20');
  await context.close();
});

test('the strip and the map are heard as one image each, with their numbers', async () => {
  const { context, page } = await aPage(browser);
  await open(page, '/care/centers?near=89501');
  await page
    .getByRole('img', { name: '4 verified, 15 documented, 1 claimed, 2 not known, 1 expired, 1 contradicted' })
    .waitFor();
  const map = page.getByRole('img', {
    name: /^Map: 6 centers around 89501\. 1: Juniper & Vale Psychiatry, 1\.3 miles\. 2: /,
  });
  expect(await map.count()).toBe(1);
  await page.getByRole('region', { name: 'Help in a crisis' }).waitFor();
  await context.close();
});

test('with the keyboard alone: past the head, a search, a center, its table', async () => {
  const { context, page } = await aPage(browser);
  await open(page, '/care');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Go to the content');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('89501');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '6 centers' }).waitFor();
  await page.getByRole('link', { name: 'Juniper & Vale Psychiatry' }).first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Juniper & Vale Psychiatry' }).waitFor();
  expect(await page.getByRole('row', { name: /Vital signs, how often.*Documented.*Every 10 minutes/ }).count()).toBe(1);
  await context.close();
});

test('the language changes in place: the search stays', async () => {
  const { context, page } = await aPage(browser);
  await open(page, '/care/centers?near=89501&order=most-checked');
  await page.getByRole('link', { name: 'Español' }).first().click();
  await page.getByRole('heading', { level: 1, name: '6 centros a menos de 35 millas de 89501' }).waitFor();
  expect(await page.getAttribute('html', 'lang')).toBe('es');
  await page.getByText('Cómo se calcula «más comprobado»').waitFor();
  await context.close();
});

test('a ZIP code that nobody knows: said above and at the field, near ones offered', async () => {
  const { context, page } = await aPage(browser, { size: 'phone' });
  await open(page, '/care/centers?near=89529');
  await page.getByRole('alert').getByRole('link', { name: 'We do not know the ZIP code 89529' }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('near');
  await page.getByRole('link', { name: '89509, Reno, NV' }).click();
  await page.getByRole('heading', { level: 1, name: /centers within 35 miles of 89509/ }).waitFor();
  await context.close();
});

test('questions fit on one letter page, black on white, with help at the foot', async () => {
  const { context, page } = await aPage(browser, { dark: true });
  await open(page, '/care/questions?center=juniper-vale-psychiatry&center=sagebrush-lane-infusion');
  const { totalPages, text } = await extractText(new Uint8Array(await page.pdf({ format: 'letter' })), {
    mergePages: true,
  });
  expect(totalPages).toBeLessThanOrEqual(2);
  expect(text).toContain('call or text 988');
  expect(text).not.toContain('Find a center');
  await context.close();
});

test('no page asks anyone else for anything, sets a cookie or keeps something in the browser', async () => {
  const { context, page } = await aPage(browser);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  for (const path of pages) await open(page, path);
  expect(new Set(asked)).toEqual(new Set([new URL(server.address).origin]));
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  await context.close();
});
