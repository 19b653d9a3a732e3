import type { Browser, Page } from 'playwright-core';
import { aClinic, type Person, type TestClinic } from '../tests/builders.ts';
import { aPage, type RunningServer, type sizes } from './harness.ts';
import { codeAt } from './totp.ts';

/** A page in a browser where this person is signed in already; signing in itself has its own tests. */
export async function pageOf(
  browser: Browser,
  server: RunningServer,
  person: Person,
  how: { size?: keyof typeof sizes; dark?: boolean } = {},
): Promise<{ page: Page; errors: string[] }> {
  const { context, page, errors } = await aPage(browser, how);
  const [name = '', value = ''] = person.cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: server.address, httpOnly: true, sameSite: 'Strict' }]);
  await page.goto(server.address);
  return { page, errors };
}

export const aClinicOn = (server: RunningServer): Promise<TestClinic> => aClinic(server.services);

/** Sets up a code app on the page that asks for it; gives back its secret and the printed backup codes. */
export async function enrolCodeApp(
  page: Page,
  passphrase: string,
): Promise<{ secret: string; backupCodes: string[]; usedAt: Date }> {
  await page.getByRole('button', { name: /^Use a code app/ }).click();
  await page.getByLabel('Passphrase', { exact: false }).first().fill(passphrase);
  await page.getByRole('button', { name: 'Go on' }).click();
  const shown = await page
    .getByText(/^[A-Z2-7]{4}( [A-Z2-7]{1,4}){5,}$/)
    .first()
    .textContent();
  const secret = (shown ?? '').replace(/\s/g, '');
  const usedAt = new Date();
  await page.getByLabel('Code that the app shows now').fill(codeAt(secret, usedAt));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('heading', { name: 'Backup codes' }).waitFor();
  const backupCodes = await page.getByRole('listitem').allInnerTexts();
  await page.getByLabel('I have them on paper or in a safe place').check();
  await page.getByRole('button', { name: 'Go on' }).click();
  return { secret, backupCodes, usedAt };
}

export async function setUpClinic(page: Page, server: RunningServer, passphrase: string): Promise<void> {
  await page.goto(server.address);
  await page.getByRole('button', { name: 'Set up my clinic' }).click();
  await page.getByLabel('One-time token').fill(await server.setupToken());
  await page.getByLabel('Given name').fill('Ada');
  await page.getByLabel('Family name').fill('Owner');
  await page.getByLabel('E-mail address').fill('ada.owner@example.org');
  await page.getByLabel('Passphrase', { exact: false }).first().fill(passphrase);
  await page.getByLabel('Name of the clinic').fill('Harbor Street Clinic');
  await page.getByLabel('Jurisdiction').first().fill('Nevada');
  await page.getByRole('option', { name: /Nevada/ }).click();
  await page.getByRole('button', { name: 'Make the clinic' }).click();
  await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor();
}
