import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPharmacy, aProduct, ketamineVial, someStock, type TestPharmacy } from '../tests/a-pharmacy.ts';
import type { Person } from '../tests/builders.ts';
import { button, closed, readPdf, sheet } from './at-the-chair.ts';
import { aBrowser, aRunningServer, expectAccessible, expectText, type RunningServer } from './harness.ts';
import { aClinicOn, pageOf } from './people.ts';

/** What is put right, what leaves for good, what is renamed and retired, and the forms that go with it. */

let browser: Browser;
let server: RunningServer;
let pharmacy: TestPharmacy;
let director: Person;
let vials: string[];

beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  const clinic = await aClinicOn(server);
  pharmacy = await aPharmacy(clinic);
  director = await clinic.as('medical-director');
  vials = await someStock(pharmacy, await aProduct(pharmacy, ketamineVial), 3);
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const open = (page: Page, path: string) => page.goto(`${server.address}/pharmacy${path}`);
const confirmed = async (page: Page, says: RegExp) => {
  await open(page, '/second');
  await button(page, says).click();
  await button(sheet(page), 'I saw it').click();
  await expectText(page, 'Nothing waits');
};

test('a row that was wrong stays, and another one puts it right before two people', async () => {
  const { page, errors } = await pageOf(browser, server, director, { size: 'tablet' });
  const two = await pageOf(browser, server, pharmacy.colleague);
  await open(page, `/containers/${vials[0]}`);
  await button(page, /^Correct row 1 of Cabinet A/).click();
  await expectText(page, /Puts right: row 1 of Cabinet A, Received/);
  await button(sheet(page), 'Correct what is in it').click();
  await expectText(page, 'Type the volume in mL, as 9.3. Nothing is 0.');
  await expectAccessible(page);
  await sheet(page).getByLabel('What is really in it, in mL').fill('10');
  await sheet(page).getByLabel('What happened').fill('measured again');
  await sheet(page).getByLabel('at their own screen', { exact: false }).check();
  await button(sheet(page), 'Correct what is in it').click();
  await expectText(page, 'This is what the register says already.');
  await sheet(page).getByLabel('What is really in it, in mL').fill('9');
  await button(sheet(page), 'Correct what is in it').click();
  await closed(page);
  await expectText(page, 'Asked. Nothing is corrected in the register until a second person confirms.');
  await confirmed(two.page, /^I saw it: Ketamine/);
  await open(page, `/containers/${vials[0]}`);
  const rows = page.locator('.register-table tbody tr');
  await expect.poll(() => rows.count(), { timeout: 15_000 }).toBe(2);
  expect(await rows.first().textContent()).toMatch(/Corrected stock.*Corrects row 1 of Cabinet A.*measured again/);
  expect(await rows.last().textContent()).toContain('Received');
  // A nurse sees both rows and is offered no correction.
  await open(two.page, `/containers/${vials[0]}`);
  await expect.poll(() => two.page.locator('.register-table tbody tr').count(), { timeout: 15_000 }).toBe(2);
  expect(await button(two.page, /^Correct/).count()).toBe(0);
  expect([...errors, ...two.errors]).toEqual([]);
}, 120_000);

test('what is destroyed leaves before two people, and Form 41 has what the register knows and no more', async () => {
  const { page, errors } = await pageOf(browser, server, director);
  const two = await pageOf(browser, server, pharmacy.colleague);
  await open(page, '/destroy');
  await expectText(page, 'Nothing was destroyed yet');
  await button(page, 'Destroy or hand over').click();
  await button(page, 'It left the stock').click();
  await expectText(page, 'Choose at least one container.');
  await expectAccessible(page);
  // Of one delivery no container stands first: which of the three it is goes by its id.
  await page
    .getByRole('checkbox', { name: /Lot A12/ })
    .and(page.locator(`[value="${vials[1]}"]`))
    .check();
  await page.getByLabel('destroyed here', { exact: false }).check();
  await expectText(page, /non-retrievable afterwards/);
  await page.getByLabel('Method').fill('chemical digestion');
  await page.getByLabel('Where it was done').fill('Room 2');
  await page.getByLabel('On which day it was done').fill('2026-11-25');
  await page.getByLabel('at their own screen', { exact: false }).check();
  await button(page, 'It left the stock').click();
  await expectText(page, 'Asked. Nothing left the register until a second person confirms.');
  await confirmed(two.page, /^I saw it: Destroy 1 container/);
  await open(page, '/destroy');
  await page.getByRole('link', { name: 'Form 41' }).click();
  await page.getByRole('heading', { level: 1, name: /Form 41/ }).waitFor();
  await expectText(page, 'nothing is sent from here');
  await expectText(page, '00143950810');
  await expectAccessible(page);
  const { pages } = await readPdf(await page.pdf({ format: 'Letter' }));
  const paper = pages.join('\n');
  for (const words of ['Harbor Street Clinic', 'ketamine', '50 mg/mL', 'chemical digestion', '25 Nov 2026', 'A12'])
    expect(paper).toContain(words);
  // What nobody has told the product is a line for a pen.
  const unknown = page.locator('.paper-part').first().locator('.paper-line');
  expect(await unknown.count()).toBe(4);
  expect(await page.locator('.paper').textContent()).not.toMatch(/RX7751096/);
  expect([...errors, ...two.errors]).toEqual([]);
}, 120_000);

test('a loss judged a theft has a Form 106 with its days, and says that a person files it', async () => {
  const nurse = await pageOf(browser, server, pharmacy.nurse);
  await open(nurse.page, `/containers/${vials[0]}`);
  await button(nurse.page, 'It is missing').click();
  await sheet(nurse.page).getByLabel('What happened').fill('the lock was forced');
  await button(sheet(nurse.page), 'Say that it is missing').click();
  await closed(nurse.page);
  const { page, errors } = await pageOf(browser, server, director, { size: 'phone' });
  await open(page, '/discrepancies');
  await button(page, /^Take a step: .*the lock was forced/).click();
  await sheet(page).getByLabel('Say what it was', { exact: true }).check();
  await sheet(page).getByRole('combobox', { name: 'What it was' }).click();
  await page.getByRole('option', { name: 'Theft' }).click();
  const questions = sheet(page).getByRole('group', { name: 'What it stands on' }).getByRole('textbox');
  await questions.first().waitFor();
  for (const question of await questions.all()) await question.fill('not known');
  await sheet(page).getByLabel('In words').fill('police were called');
  await button(sheet(page), 'Save').click();
  await closed(page);
  await expectText(page, /Saturdays, Sundays and federal holidays are no business days/);
  await page.getByRole('link', { name: 'Form 106, as far as it is known here' }).click();
  await page.getByRole('heading', { level: 1, name: /Form 106/ }).waitFor();
  await expectText(page, 'a person files it with the DEA');
  await expectText(page, '9 mL (450 mg)');
  await expectText(page, '0 recorded here');
  await expectAccessible(page);
  expect(await page.getByText('not known here: to be filled in by hand').count()).toBeGreaterThan(8);
  expect([...errors, ...nurse.errors]).toEqual([]);
}, 120_000);

test('a place is renamed, refused to be retired while it holds stock, and used again; a product is retired with a reason', async () => {
  const { page, errors } = await pageOf(browser, server, pharmacy.nurse);
  await open(page, '/products');
  await button(page, 'Add a place').click();
  await sheet(page).getByLabel('Name of the place').fill('Cabinet B');
  await button(sheet(page), 'Save').click();
  await closed(page);
  await button(page, 'Change Cabinet B').click();
  await sheet(page).getByLabel('Name of the place').fill('cabinet a');
  await button(sheet(page), 'Save').click();
  await expectText(page, 'There is a stock location “cabinet a” already.');
  await expectAccessible(page);
  await sheet(page).getByLabel('Name of the place').fill('Safe');
  await page.keyboard.press('Enter');
  await closed(page);
  await button(page, 'Retire Cabinet A').click();
  await button(sheet(page), 'Retire').click();
  await expectText(page, 'This location still holds stock, or something drawn from it is not accounted for.');
  await button(sheet(page), 'Cancel').click();
  await closed(page);
  await button(page, 'Retire Safe').click();
  await button(sheet(page), 'Retire').click();
  await closed(page);
  await expectText(page, 'Place: Safe');
  await button(page, 'Use Safe again').click();
  await button(sheet(page), 'Save').click();
  await closed(page);
  await button(page, 'Change Safe').waitFor();
  await button(page, `Retire ${ketamineVial.name}`).click();
  await button(sheet(page), 'Retire').click();
  await expectText(page, 'Say it in a few words.');
  await sheet(page).getByLabel('Why').fill('another size is bought now');
  await button(sheet(page), 'Retire').click();
  await closed(page);
  await expectText(page, `Product: ${ketamineVial.name}`);
  expect(errors).toEqual([]);
}, 120_000);

test('which counts are due is said for each place, and an inventory sets its next day two years on', async () => {
  const { page, errors } = await pageOf(browser, server, pharmacy.nurse);
  await open(page, '/counts');
  await expectText(page, 'no opening count yet');
  await expectText(page, 'no inventory yet: the first is due now');
  await button(page, 'Count a place').click();
  await page.getByLabel('Inventory, at the close of business').check();
  await page.getByLabel('Cabinet A').check();
  await page.getByLabel('Unopened').fill('1');
  await page.getByLabel('In opened ones, mL').fill('0');
  await button(page, 'Give this count').click();
  await expectText(page, 'Counted. It adds up.');
  await expectText(page, 'Inventory, at the close of business, Cabinet A');
  await expectText(page, /inventory by \d+ \w+ 20\d\d, last on/);
  await expectAccessible(page);
  expect(errors).toEqual([]);
}, 120_000);

test.each([
  { dark: false, size: 'phone' },
  { dark: true, size: 'tablet' },
] as const)(
  'axe finds nothing and nothing scrolls sideways, dark $dark, $size',
  async (how) => {
    const { page, errors } = await pageOf(browser, server, director, how);
    for (const path of ['/destroy', '/products', '/counts', `/containers/${vials[1]}`, '/disposals/none/form-41']) {
      await open(page, path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForFunction(() => document.querySelector('.opening, .bone, .loading') === null);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect({ path, wider }).toEqual({ path, wider: 0 });
      await expectAccessible(page);
    }
    await expectText(page, 'There is no such destruction in the register.');
    expect(errors).toEqual([]);
  },
  120_000,
);
