import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Person } from '../tests/builders.ts';
import { aFloor, type TestFloor } from './a-floor.ts';
import {
  aRunningServer,
  aSilentWire,
  chromiumPath,
  expectText,
  type RunningServer,
  sizes,
  usualArgs,
} from './harness.ts';

let server: RunningServer;
let floor: TestFloor;
let session: string;
beforeAll(async () => {
  server = await aRunningServer();
  floor = await aFloor(server, 3);
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  session = (await floor.session({ name: ['Ruth', 'Offline'], chair: 1, plannedInMin: 0 })).id;
  await floor.facts(session, [[5, 'arrived']]);
});

/** A tablet: what its browser keeps outlives the browser. */
async function aTablet(address: string, person: Person) {
  const folder = mkdtempSync(join(tmpdir(), 'racemic-tablet-'));
  let context: BrowserContext | undefined;
  const on = async () => {
    context = await chromium.launchPersistentContext(folder, {
      executablePath: chromiumPath(),
      args: [...usualArgs],
      viewport: sizes.tablet,
      reducedMotion: 'reduce',
    });
    return context.pages()[0] ?? context.newPage();
  };
  const page = await on();
  const [name = '', value = ''] = person.cookie.split(/=(.*)/s);
  const expires = Date.now() / 1_000 + 86_400;
  await page.context().addCookies([{ name, value, url: address, httpOnly: true, sameSite: 'Strict', expires }]);
  return {
    page,
    /** The browser ends in the middle of whatever it did, and is opened again. */
    reopen: async () => {
      await context?.close();
      return on();
    },
    [Symbol.asyncDispose]: async () => {
      await context?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Everything that the program needs without a network is on the device. */
const isInstalled = (page: Page) =>
  page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 100_000 });

const saysWaiting = (page: Page, count: number) =>
  page
    .getByText(new RegExp(`No network since .+ ${count} facts wait`))
    .first()
    .waitFor({ timeout: 60_000 });

async function note(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill(text);
  await dialog.getByRole('button', { name: 'Keep the note' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

const Log = z.object({
  events: z.array(
    z.looseObject({ id: z.string(), kind: z.string(), data: z.looseObject({ text: z.string().optional() }) }),
  ),
});

async function notesOnServer(): Promise<(string | undefined)[]> {
  const answer = await fetch(`${server.address}/api/sessions/${session}/events`, {
    headers: { cookie: floor.nurse.cookie },
  });
  const { events } = Log.parse(await answer.json());
  return events.filter(({ kind }) => kind === 'note').map(({ data }) => data.text);
}

test('the network is gone in the middle and the browser ends inside the gap: work goes on, and everything arrives once', {
  timeout: 240_000,
}, async () => {
  await using wire = await aSilentWire(server);
  await using tablet = await aTablet(wire.address, floor.nurse);
  await tablet.page.goto(`${wire.address}/sessions/${session}`);
  await tablet.page.getByRole('button', { name: 'Note', exact: true }).waitFor();
  await isInstalled(tablet.page);
  await note(tablet.page, 'with a network');
  await expect.poll(notesOnServer).toEqual(['with a network']);

  wire.hush();
  await note(tablet.page, 'without one');
  await note(tablet.page, 'still without');
  await saysWaiting(tablet.page, 2);

  const page = await tablet.reopen();
  await page.goto(`${wire.address}/sessions/${session}`);
  await page.getByRole('button', { name: 'Note', exact: true }).waitFor({ timeout: 20_000 });
  await saysWaiting(page, 2);
  await note(page, 'after the browser ended');
  await page.goto(`${wire.address}/floor`);
  await expectText(page, 'R.O.');
  expect(await notesOnServer()).toEqual(['with a network']);

  wire.speak();
  await expect
    .poll(notesOnServer, { timeout: 60_000 })
    .toEqual(['with a network', 'without one', 'still without', 'after the browser ended']);
  await page
    .getByText(/facts? waits? /)
    .first()
    .waitFor({ state: 'hidden' });
});

/** The time of "No network since 10:42" on this page. */
async function silentSince(page: Page): Promise<string | undefined> {
  const said = page.getByText(/No network since/).first();
  await said.waitFor({ timeout: 60_000 });
  return /since (.*?)[.]/.exec((await said.textContent()) ?? '')?.[1];
}

test('the network is gone since the server last answered, on every page and also after the page was opened again later', {
  timeout: 240_000,
}, async () => {
  await using wire = await aSilentWire(server);
  await using tablet = await aTablet(wire.address, floor.nurse);
  const { page } = tablet;
  await page.goto(`${wire.address}/sessions/${session}`);
  await page.getByRole('button', { name: 'Note', exact: true }).waitFor();
  await isInstalled(page);
  wire.hush();
  await note(page, 'waits');
  const since = await silentSince(page);
  expect(since).toMatch(/^\d\d:\d\d$/);
  // The page is opened again minutes later, twice: a person who reads it then must not believe that it is new.
  await page.clock.install({ time: Date.now() + 3 * 60_000 });
  for (const path of [`/sessions/${session}`, '/floor', `/sessions/${session}`]) {
    await page.goto(`${wire.address}${path}`);
    expect(await silentSince(page)).toBe(since);
  }
  await expectText(page, `Other stations see this chair as of ${since}`);
  await page.goto(`${wire.address}/floor`);
  await page.locator('[data-chair="1"]').getByText(`As of ${since}`).waitFor();
  expect(await page.getByText(/No network/).count()).toBe(1);
});

test('a screen that was locked stays locked when it is opened again without a network', async () => {
  await using wire = await aSilentWire(server);
  await using tablet = await aTablet(wire.address, floor.nurse);
  await tablet.page.goto(`${wire.address}/sessions/${session}`);
  await tablet.page.getByRole('button', { name: 'Note', exact: true }).waitFor();
  await isInstalled(tablet.page);
  wire.hush();
  await tablet.page
    .getByRole('button', { name: /Sofia Lind/ })
    .first()
    .click();
  await tablet.page.getByRole('button', { name: /^Lock/ }).click();
  await expectText(tablet.page, 'In the chairs now');
  await tablet.page.reload();
  await expectText(tablet.page, 'In the chairs now');
  expect(await tablet.page.getByText('Ruth').count()).toBe(0);
  expect(await tablet.page.getByRole('button', { name: 'Note', exact: true }).count()).toBe(0);
});

test('on a full tablet what is written is said not to be kept, and stays in the form', {
  timeout: 240_000,
}, async () => {
  await using wire = await aSilentWire(server);
  await using tablet = await aTablet(wire.address, floor.nurse);
  const { page } = tablet;
  await page.goto(`${wire.address}/sessions/${session}`);
  await page.getByRole('button', { name: 'Note', exact: true }).waitFor();
  await isInstalled(page);
  wire.hush();
  await note(page, 'fits');
  const device = await page.context().newCDPSession(page);
  await device.send('Storage.overrideQuotaForOrigin', { origin: wire.address, quotaSize: 1 });
  // A browser that is told of a smaller disk believes it for a new page.
  await page.reload();
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('does not fit');
  await dialog.getByRole('button', { name: 'Keep the note' }).click();
  await expectText(page, /This device is full: the fact was not written/);
  expect(await dialog.getByRole('textbox').first().inputValue()).toBe('does not fit');
  await device.send('Storage.overrideQuotaForOrigin', { origin: wire.address });
  await dialog.getByRole('button', { name: 'Keep the note' }).click();
  await dialog.waitFor({ state: 'hidden' });
  wire.speak();
  await expect.poll(notesOnServer, { timeout: 60_000 }).toEqual(['fits', 'does not fit']);
});
