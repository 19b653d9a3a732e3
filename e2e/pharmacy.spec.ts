import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveTotp } from '#server/identity/accounts.queries.ts';
import { inIdentity } from '#server/identity/in-identity.ts';
import { hashPassphrase } from '#server/identity/scrypt.ts';
import { newTotpSecret, sealBackupCodes, sealTotpSecret } from '#server/identity/totp.ts';
import { newId } from '#server/platform/ids.ts';
import { aPharmacy, aProduct, aSession, ketamineVial, someStock, type TestPharmacy } from '../tests/a-pharmacy.ts';
import type { Person, TestClinic } from '../tests/builders.ts';
import { button, closed, sheet } from './at-the-chair.ts';
import { aBrowser, aRunningServer, expectAccessible, expectText, type RunningServer } from './harness.ts';
import { aClinicOn, pageOf } from './people.ts';
import { codeAt } from './totp.ts';

let browser: Browser;
let server: RunningServer;
let clinic: TestClinic;
let pharmacy: TestPharmacy;
let director: Person;
let secret: string;
const passphrase = 'harbour gulls over quiet water';

/** A passphrase and a code app of her own: with them she is the second person at a screen of somebody else. */
async function aFactor({ accountId }: Person): Promise<string> {
  const { services } = server;
  const made = newTotpSecret();
  await services.db.identity
    .insertInto('credential')
    .values({
      ...{ id: newId(), holderId: accountId, accountId, providerId: 'credential' },
      password: await hashPassphrase(passphrase),
    })
    .execute();
  const factor = {
    accountId,
    secret: await sealTotpSecret(services, made),
    backupCodes: await sealBackupCodes(services, []),
    now: new Date(),
  };
  await inIdentity(services, clinic.clinicId, (tx) => saveTotp(tx, factor));
  return made;
}

beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  clinic = await aClinicOn(server);
  pharmacy = await aPharmacy(clinic);
  director = await clinic.as('medical-director');
  const productId = await aProduct(pharmacy, ketamineVial);
  await someStock(pharmacy, productId, 2);
  await aSession(pharmacy.nurse);
  secret = await aFactor(pharmacy.colleague);
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const open = (page: Page, path: string) => page.goto(`${server.address}/pharmacy${path}`);
const nameOf = async ({ ctx, accountId }: Person): Promise<string> => {
  const row = await ctx.services.db.identity.selectFrom('account').select('name').where('id', '=', accountId).execute();
  return row[0]?.name ?? '';
};

/** Nothing but the keyboard: forward until this has the focus. */
async function tabTo(page: Page, to: Locator): Promise<void> {
  await to.waitFor();
  for (let steps = 0; steps < 80; steps += 1) {
    if (await to.evaluate((of) => of === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach ${to}.`);
}

test('a day at the cabinet: counted blind by keyboard, received by scan, drawn, wasted with a second person, and what is missing is settled', async () => {
  const { nurse, colleague } = pharmacy;
  const { page, errors } = await pageOf(browser, server, nurse, { size: 'tablet' });
  const two = await pageOf(browser, server, colleague);

  // The opening count, by keyboard alone, without being told what the register says.
  await open(page, '/counts');
  await tabTo(page, button(page, 'Count a place'));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Opening count'));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByLabel('Unopened'));
  expect(await page.locator('main').textContent()).not.toMatch(/1000 mg|20 mL/);
  await page.keyboard.type('2');
  await tabTo(page, page.getByLabel('In opened ones, mL'));
  await page.keyboard.type('0');
  await page.keyboard.press('Enter');
  await expectText(page, 'Counted. It adds up.');
  await expectText(page, 'adds up');

  // A delivery: the scanner types what stands in the code, with the mark between its parts.
  await open(page, '/receive');
  for (const [label, value] of Object.entries({
    'Invoice number': 'INV-9',
    'DEA number of the supplier': 'RX7751096',
    'Address of the supplier': '1 Quay, Reno NV',
  }))
    await page.getByLabel(label).fill(value);
  await page.getByRole('textbox', { name: 'Supplier', exact: true }).fill('Harbor Wholesale');
  await page.getByRole('combobox', { name: 'Place' }).click();
  await page.getByRole('option', { name: 'Cabinet A' }).click();
  const scan = async (serial: string) => {
    await page.getByLabel('Scan or type the code').fill(`01003014395081061799123110B7\u001d21${serial}`);
    await page.keyboard.press('Enter');
  };
  await scan('S1');
  await page.getByText('read from the code').nth(3).waitFor();
  expect(await page.getByRole('textbox', { name: 'Lot', exact: true }).inputValue()).toBe('B7');
  expect(await page.getByLabel('Expires on').inputValue()).toBe('2099-12-31');
  await scan('S2');
  await expect.poll(() => page.getByLabel('How many containers').inputValue()).toBe('2');
  await page.getByLabel('Scan or type the code').fill('01003014395081061799123110B8');
  await page.keyboard.press('Enter');
  await expectText(page, 'This code is of another product or lot.');
  await expectAccessible(page);
  await button(page, 'Receive this lot').click();
  await expectText(page, '2 containers are in stock.');

  // Set aside, drawn; the rest of what was drawn is wasted, and nobody watches themselves.
  await open(page, '');
  await page.getByRole('link', { name: /Lot B7, serial S1/ }).click();
  await button(page, 'Set aside for a patient').click();
  await sheet(page).getByRole('combobox', { name: 'For which session' }).click();
  await page.getByRole('option', { name: /Jordan Sample/ }).click();
  await button(sheet(page), 'Set aside for a patient').click();
  await closed(page);
  await page
    .getByText(/^Jordan Sample, No\. \d+$/)
    .first()
    .waitFor();
  await button(page, 'Draw').click();
  await sheet(page).getByLabel('How much, in mL').fill('0.7');
  await expectText(page, 'This is 0.7 mL (35 mg).');
  await button(sheet(page), 'Draw').click();
  await closed(page);
  await expectText(page, 'Open: 0.7 mL (35 mg).');
  await expectAccessible(page);

  await button(page, 'Waste 0.7 mL (35 mg)').click();
  await sheet(page).getByLabel('How it was made unusable').fill('into the disposal bottle');
  await sheet(page).getByLabel('here and now', { exact: false }).check();
  const witness = async (name: string) => {
    const who = sheet(page).getByRole('combobox', { name: 'Who watched' });
    await who.click();
    await who.fill(name);
    await page.getByRole('option', { name }).click();
  };
  await witness(await nameOf(nurse));
  await page.getByText('The second person is somebody else: nobody watches themselves.').waitFor();
  await witness(await nameOf(colleague));
  await sheet(page).getByLabel('Passphrase of the second person').fill('not hers');
  await sheet(page).getByLabel('Code of the second person').fill(codeAt(secret, new Date()));
  await button(sheet(page), 'Waste').click();
  await expectText(page, 'The second person’s proof is not right. Nothing was changed.');
  await sheet(page).getByLabel('Passphrase of the second person').fill(passphrase);
  await sheet(page).getByLabel('Code of the second person').fill(codeAt(secret, new Date()));
  await expectAccessible(page);
  await button(sheet(page), 'Waste').click();
  await closed(page);
  await expectText(page, 'Open: 0 mL (0 mg).');

  // What is left in the vial waits for her at her own screen; who asked can't confirm it.
  await button(page, 'Waste what is left').click();
  await sheet(page).getByLabel('How it was made unusable').fill('into the disposal bottle');
  await sheet(page).getByLabel('at their own screen', { exact: false }).check();
  await button(sheet(page), 'Waste').click();
  await closed(page);
  await open(page, '/second');
  await expectText(page, 'Somebody else confirms it: nobody watches themselves.');
  expect(await button(page, /^I saw it/).count()).toBe(0);
  await open(two.page, '/second');
  await button(two.page, /^I saw it: Waste 9.3 mL/).click();
  await expectAccessible(two.page);
  await button(sheet(two.page), 'I saw it').click();
  await expectText(two.page, 'Nothing waits');

  // The closing count is one vial short: counted again, and kept with a second person.
  await open(page, '/counts');
  await button(page, 'Count a place').click();
  await page.getByLabel('Closing count').check();
  await page.getByLabel('Unopened').fill('2');
  await page.getByLabel('In opened ones, mL').fill('0');
  await button(page, 'Give this count').click();
  await expectText(page, 'It does not add up, or did not at the count before.');
  expect(await page.getByText('than the register says').count()).toBe(0);
  await expectText(page, 'Ketamine 50 mg/mL, 10 mL: 2 unopened, 0 mL (0 mg) in opened ones');
  await expectAccessible(page);
  await page.getByLabel('Unopened').fill('2');
  await page.getByLabel('In opened ones, mL').fill('0');
  await page.getByLabel('Why it may be so').fill('not known');
  await page.getByLabel('at their own screen', { exact: false }).check();
  await button(page, 'Keep this count').click();
  await expectText(page, 'The count waits for a second person.');
  await open(two.page, '/second');
  await button(two.page, /^I saw it: Count of/).click();
  await button(sheet(two.page), 'I saw it').click();
  await expectText(two.page, 'Nothing waits');

  // Somebody who did not find it says what it was, and settles it.
  await open(page, '/discrepancies');
  await expectText(page, 'A medical director or compliance judges and settles it.');
  const lead = await pageOf(browser, server, director);
  await open(lead.page, '/discrepancies');
  const step = async (kind: string, words: string) => {
    await button(lead.page, /^Take a step/).click();
    await sheet(lead.page).getByLabel(kind, { exact: true }).check();
    await sheet(lead.page).getByLabel('In words').fill(words);
  };
  await step('Settled', 'found it');
  await expectText(lead.page, 'First say what it was: explained, a small difference, a loss or a theft.');
  await sheet(lead.page).getByLabel('Say what it was', { exact: true }).check();
  await sheet(lead.page).getByRole('combobox', { name: 'What it was' }).click();
  await lead.page.getByRole('option', { name: 'Small difference' }).click();
  await button(sheet(lead.page), 'Save').click();
  expect(await sheet(lead.page).locator('[aria-invalid="true"]').count()).toBe(6);
  await expectAccessible(lead.page);
  await sheet(lead.page).getByRole('combobox', { name: 'What it was' }).click();
  await lead.page.getByRole('option', { name: 'Explained' }).click();
  await button(sheet(lead.page), 'Save').click();
  await closed(lead.page);
  await step('Settled', 'stood in the other cabinet');
  await button(sheet(lead.page), 'Save').click();
  await closed(lead.page);
  await expectText(lead.page, 'No discrepancy is open');

  // The register has all of it, on the screen and as a table.
  await open(lead.page, '/register');
  await lead.page.getByRole('combobox', { name: 'Event' }).click();
  await lead.page.getByRole('option', { name: 'Wasted' }).click();
  await expect.poll(() => lead.page.locator('.register-table tbody tr').count()).toBe(2);
  await expectAccessible(lead.page);
  const waiting = lead.page.waitForEvent('download');
  await lead.page.getByRole('link', { name: 'Export as CSV' }).click();
  const csv = await readFile(await (await waiting).path(), 'utf8');
  expect(csv.split('\r\n').filter((line) => line.includes(',waste,'))).toHaveLength(2);
  expect(csv).toContain(await nameOf(colleague));
  expect([...errors, ...two.errors, ...lead.errors]).toEqual([]);
}, 300_000);

test('a label that was typed is read by somebody else, who is not shown what was typed', async () => {
  const { nurse, colleague } = pharmacy;
  const one = await pageOf(browser, server, nurse);
  await open(one.page, '/products');
  await button(one.page, 'Add a product').click();
  await sheet(one.page).getByLabel('Vial').check();
  await sheet(one.page).getByLabel('ketamine', { exact: true }).check();
  await sheet(one.page).getByLabel('Name, as it is called here').fill('Ketamine strong');
  await sheet(one.page).getByLabel('Strength (mg/mL)').fill('100');
  await sheet(one.page).getByLabel('Volume (mL)').fill('5');
  await expectAccessible(one.page);
  await button(sheet(one.page), 'Save').click();
  await closed(one.page);
  await expectText(one.page, 'waits: somebody else reads it');
  const { page } = await pageOf(browser, server, colleague, { size: 'phone' });
  await open(page, '/products');
  await button(page, 'Read the label: Ketamine strong').click();
  expect(await page.getByText('100 mg/mL').count()).toBe(0);
  await sheet(page).getByLabel('Strength (mg/mL)').fill('10');
  await sheet(page).getByLabel('Volume (mL)').fill('5');
  await button(sheet(page), 'This is what I read').click();
  await expectText(
    page,
    'You read something else from the container than the first person. Look at the label together.',
  );
  await sheet(page).getByLabel('Strength (mg/mL)').fill('100');
  await button(sheet(page), 'This is what I read').click();
  await closed(page);
  await expectText(page, '100 mg/mL');
});

const paths = ['', '/receive', '/counts', '/second', '/discrepancies', '/register', '/products'];
test.each([
  { dark: false, size: 'desktop' },
  { dark: true, size: 'tablet' },
  { dark: false, size: 'phone' },
] as const)('axe finds nothing and nothing scrolls sideways, dark $dark, $size', async (how) => {
  const { page, errors } = await pageOf(browser, server, pharmacy.nurse, how);
  for (const path of paths) {
    await open(page, path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForFunction(() => document.querySelector('.opening, .bone, .loading') === null);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect({ path, wider }).toEqual({ path, wider: 0 });
    await expectAccessible(page).catch((error: Error) => {
      throw new Error(`${path}: ${error.message}`);
    });
  }
  expect(errors).toEqual([]);
});

test('without the server the pages say that stock needs it, and keep what was typed', async () => {
  const { page } = await pageOf(browser, server, pharmacy.nurse);
  await open(page, '/receive');
  await page.getByLabel('Invoice number').fill('INV-11');
  await page.context().setOffline(true);
  const band = page.getByText('Stock needs the server.');
  await expect
    .poll(async () => {
      await page.evaluate(() => dispatchEvent(new Event('offline')));
      return band.count();
    })
    .toBeGreaterThan(0);
  await expectAccessible(page);
  expect(await page.getByLabel('Invoice number').inputValue()).toBe('INV-11');
});
