import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#server/platform/ids.ts';
import { aFloor, confirmed, reading, type TestFloor } from './a-floor.ts';
import { button, sheet } from './at-the-chair.ts';
import { byRoute } from './by-route.ts';
import { aBrowser, aRunningServer, expectAccessible, type RunningServer } from './harness.ts';
import { pageOf } from './people.ts';

let browser: Browser;
let server: RunningServer;
let floor: TestFloor;
let page: Page;
beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  floor = await aFloor(server, 3);
  ({ page } = await pageOf(browser, server, floor.nurse, { size: 'tablet' }));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

const arrived = [
  [30, 'arrived'],
  [29, 'identity-confirmed', confirmed],
  [25, 'reading', reading(126, 78, 70, 98)],
] as const;
const device = { drug: 'esketamine', number: 1, doseUg: 28_000, as: 'fact' };

type Kept = { kind: string; data: Record<string, unknown> };
async function factsOf(session: string): Promise<Kept[]> {
  const answer = await fetch(`${server.address}/api/sessions/${session}/events`, {
    headers: { cookie: floor.nurse.cookie },
  });
  const { events }: { events: Kept[] } = await answer.json();
  return events;
}

/** Another tablet, which was without a network: the facts of `aFloor` all come from one. */
async function fromAnotherTablet(session: string, kind: string, data: object, agoMin: number): Promise<void> {
  const at = new Date(Date.now() - agoMin * 60_000).toISOString();
  const event = {
    ...{ id: newId(), session, kind, v: 1, data, by: floor.second.practitionerId, station: newId(), stationSeq: 1 },
    ...{ measuredAt: at, enteredAt: at, clockOffsetMs: 0, offsetCheckedAt: at },
  };
  const answer = await fetch(`${server.address}/api/sessions/events`, {
    method: 'POST',
    headers: { cookie: floor.second.cookie, origin: server.address, 'content-type': 'application/json' },
    body: JSON.stringify({ events: [event] }),
  });
  expect(answer.status).toBeLessThan(300);
}

test('one device written down at two tablets stands side by side, what differs is framed, and nothing is chosen before a reason is given', async () => {
  const { id } = await floor.session({ name: ['Mina', 'Dahl'], chair: 1, plannedInMin: -30, by: byRoute.esketamine });
  await floor.facts(id, [...arrived, [12, 'device-given', { ...device, lot: '6K0217' }]]);
  await fromAnotherTablet(id, 'device-given', { ...device, lot: '6K0218' }, 11);
  await page.goto(`${server.address}/sessions/${id}?act=conflict`);
  await sheet(page).getByRole('heading', { name: 'One device is written down twice' }).waitFor();
  await expect
    .poll(() => sheet(page).locator('.version-differs').allTextContents(), { timeout: 15_000 })
    .toEqual(expect.arrayContaining(['Lot 6K0217', 'Lot 6K0218'].map((lot) => lot.slice(4))));
  for (const act of ['Keep A', 'Keep B', 'Both happened: keep both', 'Neither happened: withdraw both'])
    expect(await button(sheet(page), act).isDisabled()).toBe(true);
  await expectAccessible(page);
  await button(sheet(page), 'Written down twice').click();
  await button(sheet(page), 'Keep A').click();
  await expect
    .poll(async () => (await factsOf(id)).filter(({ kind }) => kind === 'correction').map(({ data }) => data.reason))
    .toEqual(['Written down twice']);
  await page.getByText('28 of 56 mg given').waitFor();
}, 120_000);

test('a dose whose order was withdrawn meanwhile is settled by whoever says that it was given: both stay in the record', async () => {
  const { id } = await floor.session({ name: ['Jordan', 'Sample'], chair: 2, plannedInMin: -30, by: byRoute.im });
  await floor.facts(id, [...arrived]);
  const headers = { cookie: floor.director.cookie, origin: server.address, 'content-type': 'application/json' };
  const seen: { sessions: { id: string; order: { id: string } }[] } = await (
    await fetch(`${server.address}/api/floor`, { headers })
  ).json();
  const order = seen.sessions.find((one) => one.id === id)?.order.id ?? '';
  const body = JSON.stringify({ reason: 'The patient has a fever.' });
  const withdrawn = await fetch(`${server.address}/api/orders/${order}/withdraw`, { method: 'POST', headers, body });
  expect(withdrawn.status).toBeLessThan(300);
  const injection = { route: 'im', site: 'deltoid-left', drug: 'ketamine', concentrationUgPerMl: 50_000 };
  await fromAnotherTablet(id, 'injection-given', { ...injection, volumeUl: 700, doseUg: 35_000, as: 'fact' }, -0.02);
  await page.goto(`${server.address}/sessions/${id}?act=conflict`);
  await sheet(page).getByRole('heading', { name: 'The order had ended when this dose was given' }).waitFor();
  await sheet(page).getByText('The patient has a fever.').waitFor();
  await sheet(page).getByLabel('or in words').fill('Given before the withdrawal was heard of.');
  await button(sheet(page), 'It was given: it stays').click();
  await expect
    .poll(async () => (await factsOf(id)).filter(({ kind }) => kind === 'conflict-settled').map(({ data }) => data), {
      timeout: 15_000,
    })
    .toEqual([
      expect.objectContaining({
        conflict: 'order-withdrawn-meanwhile',
        why: 'Given before the withdrawal was heard of.',
      }),
    ]);
  await page.getByText('Observing', { exact: true }).first().waitFor();
  expect(await page.getByText('The order had ended when this dose was given').count()).toBe(0);
}, 120_000);
