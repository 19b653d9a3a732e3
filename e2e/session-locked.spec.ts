import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aFloor, confirmed, reading, started, type TestFloor } from './a-floor.ts';
import { aBrowser, aRunningServer, expectAccessible, expectText, type RunningServer } from './harness.ts';
import { pageOf } from './people.ts';

let browser: Browser;
let server: RunningServer;
let floor: TestFloor;
let session: string;
let laterMs = 0;
beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  floor = await aFloor(server, 2);
  server.services.clock = () => new Date(Date.now() + laterMs);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

/** Six minutes into the dose; the next reading is due at ten. */
async function infusing(chair: number, name: readonly [string, string]): Promise<void> {
  laterMs = 0;
  ({ id: session } = await floor.session({ name, chair, plannedInMin: -30 }));
  await floor.facts(session, [
    [20, 'arrived'],
    [19, 'identity-confirmed', confirmed],
    [18, 'reading', reading(126, 78, 70, 98, { cadss: 0 })],
    [7, 'reading', reading(128, 80, 72, 98, { cadss: 0 })],
    [6, 'dose-started', started],
  ]);
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

type Kept = { id: string; kind: string; by: string | null; station: string; data: Record<string, unknown> };
async function factsOf(kind: string): Promise<Kept[]> {
  const answer = await fetch(`${server.address}/api/sessions/${session}/events`, {
    headers: { cookie: floor.second.cookie },
  });
  const { events }: { events: Kept[] } = await answer.json();
  return events.filter((event) => event.kind === kind);
}

/** A tablet of the clinic with the nurse signed in at it, at the chair's screen; its clock can be moved. */
async function aStationAt(name: string): Promise<{ page: Page; id: string; errors: string[] }> {
  const made = await fetch(`${server.address}/api/stations`, {
    method: 'POST',
    headers: { cookie: floor.director.cookie, origin: server.address, 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  const { id, link }: { id: string; link: string } = await made.json();
  const { page, errors } = await pageOf(browser, server, await floor.clinic.as('nurse'), { size: 'tablet' });
  await page.clock.install();
  await page.goto(link);
  await button(page, 'Make it a station').click();
  await expectText(page, name);
  await page.goto(`${server.address}/sessions/${session}`);
  await button(page, 'Record readings').waitFor();
  return { page, id, errors };
}

/** So much later, at the server and at this tablet; nobody touched it meanwhile, others work on elsewhere. */
async function later(page: Page, minutes: number): Promise<void> {
  for (let count = 0; count < minutes; count += 1) {
    laterMs += 60_000;
    await page.clock.fastForward(60_000);
    for (const { cookie } of [floor.director, floor.nurse, floor.second])
      await fetch(`${server.address}/api/me`, { headers: { cookie } });
  }
}

test('a station locks by itself while a reading is due: it says so in words without a name, takes the stop and the emergency by touch, and somebody claims them on another screen', {
  timeout: 240_000,
}, async () => {
  await infusing(1, ['Ruth', 'Overmann']);
  const { page: station, id, errors } = await aStationAt('Chair tablet 1');
  await later(station, 11);
  const chairs = station.getByRole('region', { name: 'In the chairs now' });
  await chairs.getByText(/^Next: 10-min readings, overdue [67] min$/).waitFor({ timeout: 20_000 });
  await chairs.getByText('Chair 1').first().waitFor();
  await chairs.getByText('R.O.', { exact: true }).waitFor();
  expect(await station.getByText(/Ruth|Overmann/).count()).toBe(0);
  expect(await button(station, 'Record readings').count()).toBe(0);
  await expectAccessible(station);

  await button(station, 'Dose stopped').click();
  await button(station, /^Yes, the dose of chair 1 was stopped at/).click();
  await expectText(station, /^Written down: dose stopped/);
  await chairs.getByRole('button', { name: 'Back' }).click();
  expect(await button(station, 'Dose stopped').count()).toBe(0);
  await button(station, 'Emergency').click();
  await button(station, 'Hypertensive emergency').click();
  await expectText(station, /^Written down: Hypertensive emergency/);
  await expectAccessible(station);
  await expect.poll(async () => (await factsOf('emergency-opened')).length, { timeout: 20_000 }).toBe(1);
  const [stop] = await factsOf('dose-stopped');
  const [emergency] = await factsOf('emergency-opened');
  expect([stop, emergency].map((fact) => [fact?.by, fact?.station])).toEqual([
    [null, id],
    [null, id],
  ]);

  const { page: other, errors: otherErrors } = await pageOf(browser, server, floor.second, { size: 'tablet' });
  await other.goto(`${server.address}/sessions/${session}`);
  await button(other, /^2 facts of the locked station: whose are they\?/).click();
  const sheet = other.getByRole('dialog');
  await sheet.getByLabel(/^Dose stopped, \d\d:\d\d:\d\d$/).check();
  await sheet.getByLabel(/^Emergency opened: hypertensive emergency/).check();
  await expectAccessible(other);
  await button(other, 'These were mine').click();
  await sheet.waitFor({ state: 'detached' });
  await other.getByText('facts of the locked station').waitFor({ state: 'detached' });
  await expect
    .poll(async () => (await factsOf('claimed')).map(({ by, data }) => [by, data]), { timeout: 20_000 })
    .toEqual([[floor.second.practitionerId, { of: [stop?.id, emergency?.id] }]]);
  await button(other, 'Table').click();
  const table = other.getByRole('region', { name: 'Everything in the order of time' });
  const row = table.getByRole('row').filter({ hasText: 'Dose stopped' });
  expect(await row.first().textContent()).toContain('T. Beck');
  expect([...errors, ...otherErrors]).toEqual([]);
  await station.context().close();
  await other.context().close();
});

test('a locked station without a network keeps the stop, also when it is loaded anew, and it arrives once', {
  timeout: 240_000,
}, async () => {
  await infusing(2, ['Nils', 'Quade']);
  const { page: station, id } = await aStationAt('Chair tablet 2');
  await station.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 100_000 });
  await later(station, 11);
  const chair = station.getByRole('listitem').filter({ hasText: 'Chair 2' });
  const stop = chair.getByRole('button', { name: 'Dose stopped' });
  await stop.waitFor({ timeout: 20_000 });
  await station.context().setOffline(true);
  await stop.click();
  await button(station, /^Yes, the dose of chair 2 was stopped at/).click();
  await expectText(station, /^Written down: dose stopped/);
  await expectText(station, 'It is kept on this device and sent as soon as there is a network.');
  expect(await factsOf('dose-stopped')).toEqual([]);
  await station.reload();
  await chair.getByText('N.Q.', { exact: true }).waitFor();
  expect(await stop.count()).toBe(0);

  await station.context().setOffline(false);
  await expect.poll(async () => (await factsOf('dose-stopped')).length, { timeout: 60_000 }).toBe(1);
  // Loaded anew with the network: what was sent is not sent again.
  await station.reload();
  await chair.waitFor();
  expect((await factsOf('dose-stopped')).map(({ by, station: from }) => [by, from])).toEqual([[null, id]]);
  await station.context().close();
});
