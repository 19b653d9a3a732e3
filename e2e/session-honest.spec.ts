import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readinessChecklist } from '#clinical/session/session.ts';
import { aFloor, confirmed, reading, started, type TestFloor } from './a-floor.ts';
import { aBrowser, aRunningServer, expectAccessible, expectText, type RunningServer } from './harness.ts';
import { pageOf } from './people.ts';

let browser: Browser;
let server: RunningServer;
let floor: TestFloor;
beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  floor = await aFloor(server, 3);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const inDoubt = 'time in doubt: the station’s clock was ahead';
const remarks = (page: Page) => page.locator('.table-remarks').allInnerTexts();

test('a reading by a clock that was ahead, and one that came late, say so in words: last readings, table, correction, floor', async () => {
  const { id } = await floor.session({ name: ['Rosa', 'Keller'], chair: 1, plannedInMin: -40 });
  await floor.facts(id, [
    [35, 'arrived'],
    [33, 'identity-confirmed', confirmed],
    [30, 'reading', reading(130, 80, 76, 98, { cadss: 0 })],
    [22, 'dose-started', started],
    [22, 'reading', reading(132, 80, 76, 98)],
    [12, 'reading', reading(136, 80, 78, 98)],
    [2, 'reading', reading(138, 80, 78, 98)],
    // A minute from now by that station's clock.
    [-1, 'reading', reading(168, 82, 80, 98)],
  ]);
  const { page, errors } = await pageOf(browser, server, floor.nurse, { size: 'tablet' });
  await page.goto(`${server.address}/sessions/${id}`);
  const last = page.getByRole('region', { name: 'Last readings' });
  await last.getByText(inDoubt).first().waitFor();
  expect(await last.getByText(inDoubt).count()).toBe(1);
  expect(await page.locator('.clock-next .clock-under').textContent()).toMatch(/^\d\d:\d\d, Amber: repeat readings$/);
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  expect((await remarks(page)).filter((text) => text.includes(inDoubt))).toHaveLength(1);
  expect((await remarks(page)).filter((text) => /late: at the server \d\d:\d\d/.test(text))).toHaveLength(6);
  await page.getByRole('button', { name: /^Correct Readings: 168\/82/ }).click();
  await page.getByRole('dialog').getByText(inDoubt).waitFor();
  await expectAccessible(page);
  await page.goto(`${server.address}/floor`);
  await expectText(page, 'Time in doubt: a station’s clock was ahead');
  expect(errors).toEqual([]);
  await page.context().close();
}, 120_000);

test('a start by a clock that was ahead says beside the minutes that its time is in doubt', async () => {
  const { id } = await floor.session({ name: ['Anil', 'Nair'], chair: 2, plannedInMin: -10 });
  await floor.facts(id, [[-2, 'dose-started', started]]);
  const { page } = await pageOf(browser, server, floor.nurse, { size: 'phone' });
  await page.goto(`${server.address}/sessions/${id}`);
  await page
    .locator('.clock-since')
    .getByText(/time in doubt · /)
    .waitFor();
  await page.context().close();
}, 120_000);

test('an override by a nurse stays visible, says that it does not count, and the start stays closed; a prescriber’s opens it', async () => {
  const { id } = await floor.session({ name: ['Lena', 'Park'], chair: 3, plannedInMin: -20 });
  await floor.facts(id, [
    [20, 'arrived'],
    [19, 'identity-confirmed', confirmed],
    [18, 'weight', { given: { value: 70, unit: 'kg' } }],
    [17, 'reading', reading(124, 78, 72, 98)],
    ...readinessChecklist.value.map(({ item }) => [16, 'checklist-item', { item, state: 'met' }] as const),
    [15, 'checklist-item', { item: 'fasting', state: 'overridden', reason: 'A sip of water.' }],
  ]);
  const { page, errors } = await pageOf(browser, server, floor.nurse, { size: 'tablet' });
  await page.goto(`${server.address}/sessions/${id}?act=gate`);
  const row = page.locator('.gate-row', { hasText: 'Fasting as the clinic asks.' });
  await row.getByText('Overridden, but not by a prescriber: it does not count. “A sip of water.”').waitFor();
  expect(await row.textContent()).toContain('Not met');
  expect(await row.getByRole('button', { name: /^Override/ }).count()).toBe(0);
  await expectText(page, 'Stops the dose: 1');
  await page.context().setOffline(true);
  await row.getByText('it does not count').waitFor();
  await page.context().setOffline(false);
  await floor.facts(
    id,
    [[1, 'checklist-item', { item: 'fasting', state: 'overridden', reason: 'Weighed: go on.' }]],
    floor.director,
  );
  await row.getByText(/^Overridden by .*: Weighed: go on\.$/).waitFor();
  await expectText(page, 'Stops the dose: 0');
  expect(errors).toEqual([]);
  await page.context().close();
}, 120_000);

test('a weight in words, below zero, or in pounds for kilograms is said to be one, and nothing is kept until it is read twice alike', async () => {
  const { id } = await floor.session({ name: ['Theo', 'Wolff'], plannedInMin: -5 });
  await floor.facts(id, [[4, 'arrived']]);
  const { page, errors } = await pageOf(browser, server, floor.nurse, { size: 'tablet' });
  await page.goto(`${server.address}/sessions/${id}?act=weight`);
  const sheet = page.getByRole('dialog');
  const [value, save] = [
    sheet.getByLabel('Weight on the scale'),
    sheet.getByRole('button', { name: 'Keep the weight' }),
  ];
  await sheet.getByRole('button', { name: 'kg', exact: true }).click();
  for (const slip of ['seventy', '-70', '1200']) {
    await value.fill(slip);
    await sheet.getByText('A weight is a number above 0, like 80.5.').waitFor();
    expect(await save.isDisabled()).toBe(true);
  }
  await value.fill('154.3');
  await expectText(
    page,
    'is 120 % away from the last weight, 70.0 kg (154.3 lb). Weigh again, and check that it is not pounds.',
  );
  expect(await save.isDisabled()).toBe(true);
  await sheet.getByRole('button', { name: 'lb', exact: true }).click();
  await expectText(page, '70.0 kg (154.3 lb)');
  await save.click();
  await sheet.waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
  await page.context().close();
}, 120_000);
