import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aFloor, reading, type TestFloor } from './a-floor.ts';
import { aBrowser, aRunningServer, type RunningServer } from './harness.ts';
import { pageOf } from './people.ts';

let browser: Browser;
let server: RunningServer;
let floor: TestFloor;
let page: Page;
let id: string;

const widths = [
  [1440, 900],
  [1180, 820],
  [1024, 768],
  [820, 1180],
  [390, 844],
] as const;

beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  floor = await aFloor(server, 2);
  ({ id } = await floor.session({ name: ['Nora', 'Wide'], chair: 1, plannedInMin: -30 }));
  await floor.facts(id, [
    [29, 'arrived', { escort: 'Sister Marianne Longname-Sample, comes at the end, 555-0142' }],
    [20, 'reading', reading(124, 76, 68, 98)],
  ]);
  ({ page } = await pageOf(browser, server, floor.nurse, { size: 'tablet' }));
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const open = async (act: string) => {
  await page.goto(`${server.address}/sessions/${id}?act=${act}`);
  await page.getByRole('dialog').first().waitFor();
};

test('the last pressure is in sight above the bar at every width, before anybody scrolls', async () => {
  await page.goto(`${server.address}/sessions/${id}`);
  await page.getByRole('button', { name: 'Side effect' }).first().waitFor({ state: 'attached' });
  for (const [width, height] of widths) {
    await page.setViewportSize({ width, height });
    const below = await page.evaluate(() => {
      const bar = document.querySelector('.bar-acts')?.getBoundingClientRect().top ?? 0;
      const seen = [...document.querySelectorAll('.last-value, .vitals-values')]
        .filter((of) => of.textContent.includes('124') && of.getClientRects().length > 0)
        .map((of) => of.getBoundingClientRect().bottom);
      return Math.min(...seen) - bar;
    });
    expect(below, `at ${width}`).toBeLessThan(0);
  }
});

test('what the gate asks is read as words at every width, however many answers stand beside it', async () => {
  await open('gate');
  await page.getByRole('button', { name: /^As at arrival: Sister Marianne/ }).waitFor();
  for (const [width, height] of widths) {
    await page.setViewportSize({ width, height });
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll('.gate-says')].map((of) => of.getBoundingClientRect().width),
    );
    expect(rows.length).toBeGreaterThan(4);
    expect(Math.min(...rows), `at ${width}`).toBeGreaterThan(200);
  }
});

test('a pressure of three digits stays in one line and in its place at every width', async () => {
  await open('readings');
  await page.keyboard.type('225118');
  for (const [width, height] of widths) {
    await page.setViewportSize({ width, height });
    const lines = await page.evaluate(() =>
      [...document.querySelectorAll('.pad-values')].map((of) => ({
        over: of.scrollWidth - of.clientWidth,
        tallest: Math.max(...[...of.querySelectorAll('.pad-number')].map((one) => one.clientHeight)),
      })),
    );
    for (const { over, tallest } of lines) {
      expect(over, `at ${width}`).toBe(0);
      expect(tallest, `at ${width}`).toBeLessThan(80);
    }
  }
});
