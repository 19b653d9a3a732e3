import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBrowser, aPage, aRunningServer, expectAccessible, type RunningServer } from './harness.ts';

/** "Use my location" is worked out on the device: what leaves it is the ZIP code, and only after the person pressed. */

let browser: Browser;
let server: RunningServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([aBrowser(), aRunningServer()]);
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const reno = { latitude: 39.52541, longitude: -119.81347 };

async function someoneAt(place: { latitude: number; longitude: number } | undefined): Promise<{
  context: BrowserContext;
  page: Page;
  sent: string[];
}> {
  const { context, page } = await aPage(browser, { size: 'phone' });
  if (place !== undefined) {
    await context.grantPermissions(['geolocation'], { origin: server.address });
    await context.setGeolocation(place);
  }
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
  return { context, page, sent };
}

const use = (page: Page) => page.getByRole('button', { name: 'Use my location' });

test('the nearest ZIP code is found on the device, and nothing of the place leaves it', async () => {
  const { context, page, sent } = await someoneAt(reno);
  await page.goto(`${server.address}/care`);
  await page.getByText('Only the nearest ZIP code is sent.').waitFor();
  await expectAccessible(page);
  expect(sent.filter((one) => one.includes('zips-'))).toEqual([]);
  await use(page).click();
  await page.waitForURL(/near=89501/);
  expect(sent.filter((one) => one.includes('zips-'))).toHaveLength(1);
  expect(sent.filter((one) => /39\.5|119\.8/.test(one))).toEqual([]);
  expect(await page.getByLabel('ZIP code or city').first().inputValue()).toBe('89501');
  await context.close();
});

test('a browser that gives no place says so in words, and the field waits', async () => {
  const { context, page, sent } = await someoneAt(undefined);
  await page.goto(`${server.address}/care/centers`);
  await use(page).click();
  await page.getByText('Your browser did not give your location. Type a ZIP code or a city.').waitFor();
  expect(await page.getByLabel('ZIP code or city').evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await use(page).isEnabled()).toBe(true);
  expect(sent.filter((one) => one.includes('zips-'))).toEqual([]);
  await context.close();
});

test('someone far from the United States is not sent to a place they did not choose', async () => {
  const { context, page } = await someoneAt({ latitude: 51.5, longitude: -0.12 });
  await page.goto(`${server.address}/care`);
  await use(page).click();
  await page.getByText('There is no US ZIP code near you.').waitFor();
  expect(new URL(page.url()).search).toBe('');
  await context.close();
});

test('in Spanish; and without script there is no button, only the field', async () => {
  const { context, page } = await someoneAt(reno);
  await page.goto(`${server.address}/care/es`);
  await page.getByRole('button', { name: 'Usar mi ubicación' }).click();
  await page.waitForURL(/\/care\/es\/centers\?near=89501/);
  await context.close();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto(`${server.address}/care`);
  expect(await still.locator('[data-near-me]').isVisible()).toBe(false);
  expect(await still.getByLabel('ZIP code or city').isVisible()).toBe(true);
  await plain.close();
});
