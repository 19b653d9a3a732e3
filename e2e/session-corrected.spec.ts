import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../tests/builders.ts';
import { aFloor, confirmed, reading, started, type TestFloor } from './a-floor.ts';
import { aBrowser, aRunningServer, expectAccessible, type RunningServer } from './harness.ts';
import { pageOf } from './people.ts';

let browser: Browser;
let server: RunningServer;
let floor: TestFloor;
/** Two who lie side by side: her pressure is high by nature, his is low. */
let hers: string;
let his: string;
beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  floor = await aFloor(server, 2);
  hers = await infusing(['Vera', 'Lange'], 1, reading(148, 92, 80, 98));
  his = await infusing(['Otto', 'Brandt'], 2, reading(104, 62, 64, 98));
  // His 20-min readings, written under her name.
  await floor.facts(hers, [[2, 'reading', reading(144, 88, 96, 97)]]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

async function infusing(name: readonly [string, string], chair: number, before: object): Promise<string> {
  const { id } = await floor.session({ name, chair, plannedInMin: -40 });
  await floor.facts(id, [
    [40, 'arrived'],
    [38, 'identity-confirmed', confirmed],
    [23, 'reading', before],
    [22, 'dose-started', started],
    [12, 'reading', before],
  ]);
  return id;
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

/** One person's tablet with both sessions open, each in a page of its own. */
async function aTabletOf(person: Person): Promise<{ her: Page; him: Page; errors: string[] }> {
  const { page: her, errors } = await pageOf(browser, server, person, { size: 'tablet' });
  const him = await her.context().newPage();
  for (const [page, id] of [
    [her, hers],
    [him, his],
  ] as const) {
    await page.goto(`${server.address}/sessions/${id}`);
    await button(page, 'Table').click();
    await rows(page).first().waitFor();
  }
  return { her, him, errors };
}

const rows = (page: Page): Locator =>
  page.getByRole('region', { name: 'Everything in the order of time' }).getByRole('row');
const rowOf = (page: Page, what: string) => rows(page).filter({ hasText: what }).first();
const said = (page: Page, what: string | RegExp) => rows(page).filter({ hasText: what }).first().waitFor();

async function correct(page: Page, pressure: string, way: string, act: () => Promise<void>, reason: string) {
  await button(page, new RegExp(`^Correct Readings: ${pressure}`)).click();
  await button(page, way).click();
  await act();
  await page.getByLabel('Reason').fill(reason);
  await button(page, 'Keep the correction').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

const to = (page: Page, whom: RegExp) => () => button(page, whom).click();

test('a set written on the wrong person is moved with a reason: struck where it was, standing and judged anew where it belongs, on every screen; it can be corrected there, and moved back', {
  timeout: 240_000,
}, async () => {
  const first = await aTabletOf(floor.nurse);
  const second = await aTabletOf(floor.second);
  // For her it is a calm set, and it answers her 20-min readings.
  await said(first.her, '144/88');
  expect(await rowOf(first.her, '144/88').textContent()).not.toMatch(/amber|red/);
  const time = (await rowOf(first.her, '144/88').getByRole('rowheader').textContent()) ?? '';
  expect(time).toMatch(/^\d\d:\d\d$/);
  await correct(first.her, '144/88', 'The person', to(first.her, /^Chair 2 · O\.B\./), 'read at the other chair');

  for (const { her, him } of [first, second]) {
    await said(her, /moved to Chair 2, O\.B\., No\. \d+, S\. Lind \d\d:\d\d: read at the other chair/);
    expect(await rowOf(her, '144/88').getAttribute('class')).toContain('row-gone');
    await her
      .getByRole('region', { name: 'Next' })
      .getByText(/^20-min readings/)
      .waitFor();
    await said(him, /moved here from Chair 1, V\.L\., No\. \d+, S\. Lind/);
    const moved = rowOf(him, '144');
    expect(await moved.getByRole('rowheader').textContent()).toBe(time);
    expect(await moved.textContent()).toMatch(/144 amber\/ 88 amber/);
    expect(await moved.textContent()).toContain('S. Lind');
    await him
      .getByRole('region', { name: 'Next' })
      .getByText(/^Repeat: the last readings are amber/)
      .waitFor();
  }
  await expectAccessible(second.her);
  await expectAccessible(second.him);

  // The other nurse corrects a value of the moved set where it stands now, and then finds that it was hers after all.
  await correct(second.him, '144/88', 'A value', () => second.him.getByLabel('Pulse, per min').fill('69'), 'misread');
  for (const { him } of [first, second]) await said(him, /was 96; is 69, T\. Beck \d\d:\d\d: misread/);
  await correct(second.him, '144/88', 'The person', to(second.him, /^Chair 1 · V\.L\./), 'it was hers after all');
  for (const { her, him } of [first, second]) {
    await said(him, /moved to Chair 1, V\.L\., No\. \d+, T\. Beck \d\d:\d\d: it was hers after all/);
    expect(await rowOf(him, '88').getAttribute('class')).toContain('row-gone');
    await said(her, /moved here from Chair 2, O\.B\., No\. \d+, T\. Beck/);
    const back = rowOf(her, '144/88');
    expect(await back.getAttribute('class')).not.toContain('row-gone');
    expect(await back.getByRole('rowheader').textContent()).toBe(time);
    expect(await back.textContent()).toMatch(/144\/88699714/);
  }

  // A slip of the finger: moved once more, and taken back within seconds. Nobody has it twice.
  await correct(first.her, '144/88', 'The person', to(first.her, /^Chair 2 · O\.B\./), 'a slip');
  await said(second.him, /moved here from Chair 1.*: a slip/);
  await button(first.her, 'Undo').click();
  for (const { her, him } of [first, second]) {
    await said(her, /: a slip \(taken back\)/);
    await said(him, /: a slip \(taken back\)/);
    expect(await rowOf(her, '144/88').getAttribute('class')).not.toContain('row-gone');
    expect(await rowOf(him, '88').getAttribute('class')).toContain('row-gone');
  }
  expect([...first.errors, ...second.errors]).toEqual([]);
  for (const { her } of [first, second]) await her.context().close();
});
