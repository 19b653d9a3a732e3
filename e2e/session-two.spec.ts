import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aFloor, confirmed, reading, type TestFloor } from './a-floor.ts';
import { aBrowser, aRunningServer, aSilentWire, expectAccessible, expectText, type RunningServer } from './harness.ts';
import { pageOf } from './people.ts';

let browser: Browser;
let server: RunningServer;
let floor: TestFloor;
beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  floor = await aFloor(server, 2);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

type Kept = { id: string; kind: string; by: string | null; data: Record<string, unknown> };
async function factsOf(session: string, kind: string): Promise<Kept[]> {
  const answer = await fetch(`${server.address}/api/sessions/${session}/events`, {
    headers: { cookie: floor.nurse.cookie },
  });
  const { events }: { events: Kept[] } = await answer.json();
  return events.filter((event) => event.kind === kind);
}

/** The pump runs already: what it shows, and that it was so long ago. */
async function startDose(page: Page, rate: string, minutesAgo: number): Promise<void> {
  await button(page, /^Before the dose: /)
    .first()
    .click();
  await button(page, 'The pump runs already: write it down').click();
  await button(page, '1 mg/mL, as ordered').click();
  await page.getByLabel('Rate that the pump shows, mL/h').fill(rate);
  const again = page.getByLabel('The same rate again, mL/h');
  if (Number(rate) > 52.5) await again.fill(rate);
  await page.locator('.at-time').getByRole('button', { name: 'Change' }).click();
  for (let count = 0; count < minutesAgo; count += 1) await button(page, '1 min earlier').click();
  await button(page, /^Start dose/).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function readings(page: Page, digits: string): Promise<void> {
  await button(page, 'Record readings').click();
  await page.getByRole('dialog').waitFor();
  for (const digit of digits) await button(page, digit).click();
  await button(page, '5').click();
  await button(page, /ready, normal/).click();
  await button(page, /noticed/).click();
  await button(page, 'None of these').click();
  await button(page, /^Save readings/).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** The whole record as a screen shows it, fact by fact in the order of time. */
const recordOn = async (page: Page) =>
  (await page.getByRole('region', { name: 'Everything in the order of time' }).getByRole('row').allInnerTexts()).map(
    (row) => row.replace(/\s+/g, ' ').trim(),
  );

test('two tablets write different things of one session while one of them has no network: both stand side by side on both, a person settles it with a reason, and nothing is lost', {
  timeout: 240_000,
}, async () => {
  const { id } = await floor.session({ name: ['Vera', 'Lange'], chair: 1, plannedInMin: -40 });
  await floor.facts(id, [
    [40, 'arrived'],
    [38, 'identity-confirmed', confirmed],
    [36, 'reading', reading(128, 78, 72, 98, { cadss: 0 })],
  ]);
  await using wire = await aSilentWire(server);
  const { page: away, errors: awayErrors } = await pageOf(browser, { ...server, address: wire.address }, floor.nurse, {
    size: 'tablet',
  });
  const { page: here, errors: hereErrors } = await pageOf(browser, server, floor.second, { size: 'tablet' });
  await away.goto(`${wire.address}/sessions/${id}`);
  await here.goto(`${server.address}/sessions/${id}`);
  for (const page of [away, here]) {
    await button(page, 'Record readings').waitFor();
    await button(page, 'Table').click();
  }

  wire.hush();
  await startDose(away, '52.5', 12);
  await readings(away, '1388476981');
  await startDose(here, '63', 9);
  await readings(here, '1428677971');
  await expectText(away, /No network since .+ 2 facts wait/);
  // Each sees only its own: neither tablet makes up what the other wrote.
  expect((await recordOn(away)).filter((row) => row.includes('Dose started'))).toHaveLength(1);
  expect(await away.getByText('Two starts of the dose are written down').count()).toBe(0);
  expect(await factsOf(id, 'dose-started')).toHaveLength(1);

  wire.speak();
  for (const page of [away, here]) {
    await page.getByText('Two starts of the dose are written down').first().waitFor({ timeout: 40_000 });
    // A fact goes out by itself: the starts may be there before the readings are.
    const all = /^(?=[\s\S]*52\.5 mL\/h)(?=[\s\S]*63 mL\/h)(?=[\s\S]*138)(?=[\s\S]*142)/;
    await expect.poll(async () => (await recordOn(page)).join('\n'), { timeout: 20_000 }).toMatch(all);
    const rows = await recordOn(page);
    expect(rows.filter((row) => row.includes('Dose started'))).toHaveLength(2);
    expect(rows.find((row) => row.includes('138'))).toContain('S. Lind');
    expect(rows.find((row) => row.includes('142'))).toContain('T. Beck');
  }
  // Both starts side by side, on both, with what differs; none of them is chosen beforehand.
  for (const page of [away, here]) {
    await button(page, /^Two starts of the dose/).click();
    const versions = page.getByRole('dialog').locator('.version');
    expect(await versions.count()).toBe(2);
    expect(await versions.nth(0).textContent()).toMatch(/S\. Lind[\s\S]*52\.5 mL\/h/);
    expect(await versions.nth(1).textContent()).toMatch(/T\. Beck[\s\S]*63 mL\/h/);
    expect(await button(page, 'Keep A').isDisabled()).toBe(true);
    expect(await button(page, 'Keep B').isDisabled()).toBe(true);
    await expectAccessible(page);
  }
  await button(here, 'Pump display read').click();
  await button(here, 'Keep A').click();

  // The other tablet follows by itself: its dialog closes, and both show the same record.
  for (const page of [away, here]) {
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('Two starts of the dose are written down').waitFor({ state: 'detached' });
  }
  await expect.poll(async () => recordOn(away), { timeout: 20_000 }).toEqual(await recordOn(here));
  expect((await recordOn(away)).join('\n')).toMatch(/withdrawn, T\. Beck \d\d:\d\d: Pump display read/);

  const starts = await factsOf(id, 'dose-started');
  expect(starts.map(({ by, data }) => [by, data.pumpRateUlPerH])).toEqual([
    [floor.second.practitionerId, 63_000],
    [floor.nurse.practitionerId, 52_500],
  ]);
  expect((await factsOf(id, 'reading')).map(({ data }) => data.systolicMmHg)).toEqual([128, 142, 138]);
  expect((await factsOf(id, 'correction')).map(({ by, data }) => [by, data])).toEqual([
    [
      floor.second.practitionerId,
      { of: starts[0]?.id, change: { retracted: true, inFavourOf: starts[1]?.id }, reason: 'Pump display read' },
    ],
  ]);
  expect([...awayErrors, ...hereErrors]).toEqual([]);
  await away.context().close();
  await here.context().close();
});
