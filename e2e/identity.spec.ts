import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '#server/platform/may.ts';
import type { TestClinic } from '../tests/builders.ts';
import { aFreshCode, aStaffAccount } from '../tests/visitor.ts';
import { aBrowser, aPage, aRunningServer, expectAccessible, type RunningServer } from './harness.ts';
import { aClinicOn, pageOf } from './people.ts';

type Account = Awaited<ReturnType<typeof aStaffAccount>>;

let browser: Browser;
let server: RunningServer;
let clinic: TestClinic;
beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  clinic = await aClinicOn(server);
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const someone = (givenName: string, familyName: string, ...roles: Role[]) =>
  aStaffAccount(server.services, clinic.clinicId, { givenName, familyName }, roles);

/** A locked page stays beneath, out of sight, with fields of its own. */
const visible = (found: Locator) => found.filter({ visible: true }).first();

/** Both steps of a full sign-in, on the form that is open. */
async function signInFully(page: Page, person: Account): Promise<void> {
  await visible(page.getByLabel('E-mail address')).fill(person.email);
  await visible(page.getByLabel('Passphrase')).fill(person.passphrase);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await visible(page.getByLabel('Code')).fill(await aFreshCode(server, person));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function typePin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
  const enter = page.getByRole('button', { name: 'Enter', exact: true });
  if (await enter.isVisible()) await enter.click();
}

const who = (page: Page, name: string) => page.locator('.who-name').getByText(name, { exact: true });
const choose = (page: Page, name: string) =>
  page
    .getByRole('button', { name: new RegExp(`${name}`) })
    .first()
    .click();

async function fromWhoMenu(page: Page, act: string): Promise<void> {
  await page.locator('button.who').click();
  await page.getByRole('button', { name: act, exact: true }).click();
}

test('a tablet becomes a station; two nurses switch there by PIN, a wrong one locks, and revoked it wipes itself', async () => {
  const owner = await pageOf(browser, server, await clinic.as('owner'));
  const [nora, paul] = [await someone('Nora', 'Adler', 'nurse'), await someone('Paul', 'Brandt', 'nurse')];

  await owner.page.goto(`${server.address}/clinic/stations`);
  await owner.page.getByRole('button', { name: 'Make a station' }).first().click();
  await owner.page.getByRole('dialog').getByLabel('Name').fill('Chair tablet 3');
  await owner.page.getByRole('button', { name: 'Make the code' }).click();
  const link =
    /https?:\S+/.exec(
      (await owner.page
        .getByText(/\/station#/)
        .first()
        .textContent()) ?? '',
    )?.[0] ?? '';

  const { page: tablet, errors } = await aPage(browser, { size: 'tablet' });
  await tablet.goto(link);
  const become = tablet.getByRole('button', { name: 'Make it a station' });
  await become.waitFor();
  // The code is taken out of the address before anyone can read it there.
  expect(tablet.url()).not.toContain('#');
  await become.click();
  await tablet.getByText('Nobody has signed in here yet.').waitFor();
  await expectAccessible(tablet);

  for (const [person, name, pin] of [
    [nora, 'Nora Adler', '480957'],
    [paul, 'Paul Brandt', '771402'],
  ] as const) {
    await tablet.getByRole('button', { name: 'Passphrase and code' }).first().click();
    await signInFully(tablet, person);
    await who(tablet, name).waitFor();
    await fromWhoMenu(tablet, 'Account');
    await tablet.getByLabel('New PIN').fill(pin);
    await tablet.getByLabel('The same again').fill(pin);
    await tablet.getByRole('button', { name: 'Set the PIN' }).click();
    await tablet.getByText('PIN set for Chair tablet 3.').first().waitFor();
    await fromWhoMenu(tablet, 'Switch person');
    await tablet.getByRole('heading', { name: 'Who is at this station?' }).waitFor();
  }
  await expectAccessible(tablet);

  // A name and a PIN: each in their own name, and back.
  await choose(tablet, 'Nora Adler');
  await typePin(tablet, '480957');
  await who(tablet, 'Nora Adler').waitFor();
  await fromWhoMenu(tablet, 'Switch person');
  await choose(tablet, 'Paul Brandt');
  await typePin(tablet, '771402');
  await who(tablet, 'Paul Brandt').waitFor();

  // Five wrong PINs lock hers here, and not his.
  await fromWhoMenu(tablet, 'Switch person');
  await choose(tablet, 'Nora Adler');
  for (let left = 4; left >= 0; left -= 1) {
    await typePin(tablet, '111222');
    await tablet
      .getByText(
        left > 0 ? `${left} ${left === 1 ? 'try' : 'tries'} left` : 'The PIN is locked after five wrong tries.',
      )
      .first()
      .waitFor();
  }
  await choose(tablet, 'Paul Brandt');
  await typePin(tablet, '771402');
  await who(tablet, 'Paul Brandt').waitFor();

  // Revoked: at its next word with the server the station removes what it keeps.
  await owner.page.getByRole('button', { name: 'Done' }).click();
  await owner.page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await owner.page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await owner.page.getByText('Revoked.').first().waitFor();
  await tablet.getByRole('heading', { name: 'This station was revoked' }).waitFor({ timeout: 8_000 });
  await tablet.getByText('Everything that was kept on it is removed', { exact: false }).waitFor();
  const cookies = await tablet.context().cookies();
  expect(cookies.map(({ name }) => name)).toEqual([]);
  expect([...errors, ...owner.errors]).toEqual([]);
});

test('a person signs in, locks, comes back, and has a forgotten passphrase replaced with the second factor', async () => {
  const nora = await someone('Nora', 'Chandra', 'nurse');
  const { page, errors } = await aPage(browser);
  await page.goto(server.address);
  await signInFully(page, nora);
  await who(page, 'Nora Chandra').waitFor();

  await fromWhoMenu(page, 'Lock the screen');
  await page.getByRole('heading', { name: 'Screen locked' }).waitFor();
  await expectAccessible(page);
  await visible(page.getByLabel('Passphrase')).fill('not her passphrase');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByText('4 tries left', { exact: false }).waitFor();
  await visible(page.getByLabel('Passphrase')).fill(nora.passphrase);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await who(page, 'Nora Chandra').waitFor();
  await fromWhoMenu(page, 'Sign out');

  await page.getByText('Passphrase forgotten').click();
  await visible(page.getByLabel('E-mail address')).fill(nora.email);
  const asked = page.waitForResponse((response) => response.url().endsWith('/api/recovery'));
  await page.getByRole('button', { name: 'Send the link' }).click();
  expect((await asked).status()).toBe(202);
  await page.getByText('Asked for.').waitFor();
  await expectAccessible(page);
  expect(errors).toEqual([]);
});
