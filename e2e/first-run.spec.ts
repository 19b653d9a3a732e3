import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBrowser, aPage, aPasskeyDevice, aRunningServer, expectAccessible, type RunningServer } from './harness.ts';
import { enrolCodeApp, setUpClinic } from './people.ts';
import { codeAt } from './totp.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await aBrowser();
});
afterAll(() => browser.close());

const ownerPassphrase = 'walnut thunder pencil orbit';
const nursePassphrase = 'copper lantern violet fjord';

/** A code of the next half minute: the one just used is not accepted twice. */
async function freshCode(secret: string, used: Date): Promise<string> {
  const next = (Math.floor(used.getTime() / 30_000) + 1) * 30_000;
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - Date.now() + 200)));
  return codeAt(secret, new Date());
}

async function signIn(page: Page, server: RunningServer, email: string, passphrase: string) {
  await page.goto(server.address);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Passphrase', { exact: false }).first().fill(passphrase);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('the first run: two doors, the token from the log, an owner with a code app, an invited nurse with a passkey', async () => {
  await using server = await aRunningServer();
  const owner = await aPage(browser);
  await owner.page.goto(server.address);
  await owner.page.getByText('This data folder is empty. How do you want to begin?').waitFor();
  await expectAccessible(owner.page);

  await setUpClinic(owner.page, server, ownerPassphrase);
  await expectAccessible(owner.page);
  const { secret, backupCodes, usedAt } = await enrolCodeApp(owner.page, ownerPassphrase);
  expect(backupCodes.length).toBeGreaterThanOrEqual(8);
  await owner.page.getByText('Harbor Street Clinic').first().waitFor();

  // The token worked once: another browser finds a clinic, not the doors.
  const stranger = await aPage(browser);
  await stranger.page.goto(server.address);
  await stranger.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await signIn(stranger.page, server, 'ada.owner@example.org', 'not the passphrase at all');
  await stranger.page.getByText('Not accepted.').waitFor();

  // Invite a nurse: confirmed by the second factor just now or asked again.
  await owner.page.goto(`${server.address}/staff`);
  await owner.page.getByRole('button', { name: 'Invite someone' }).click();
  const dialog = owner.page.getByRole('dialog');
  await dialog.getByLabel('Given name').fill('Nora');
  await dialog.getByLabel('Family name').fill('Nurse');
  await dialog.getByLabel('E-mail').fill('nora.nurse@example.org');
  await dialog.getByLabel('nurse', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  const stepUp = owner.page.getByRole('heading', { name: 'Confirm that it is you' });
  const link = owner.page.getByText(/\/invitation#|\/invitation\?/).first();
  await stepUp.or(link).first().waitFor();
  if (await stepUp.isVisible()) {
    const box = owner.page.getByRole('dialog').filter({ has: stepUp });
    const useCode = box.getByRole('button', { name: 'Use the code app' });
    if (await useCode.isVisible()) await useCode.click();
    await box.getByLabel('Code').fill(await freshCode(secret, usedAt));
    await box.getByRole('button', { name: 'Confirm' }).click();
  }
  const address = /https?:\/\/\S+/.exec((await link.textContent()) ?? '')?.[0] ?? '';
  expect(address).toContain(`${server.address}/invitation#`);

  const nurse = await aPage(browser);
  await aPasskeyDevice(nurse.page);
  await nurse.page.goto(address);
  await nurse.page.getByText(/invites Nora Nurse/).waitFor();
  await nurse.page
    .getByLabel(/passphrase/i)
    .first()
    .fill(nursePassphrase);
  await nurse.page.getByRole('button', { name: 'Accept' }).click();
  await nurse.page.getByRole('button', { name: /^Use a passkey/ }).click();
  await nurse.page.getByRole('button', { name: 'Make the passkey' }).click();
  await nurse.page.getByText('Harbor Street Clinic').first().waitFor();

  // The link is used up.
  const again = await aPage(browser);
  await again.page.goto(address);
  await again.page
    .getByText(/no longer|used|not valid|does not hold|expired|works once/i)
    .first()
    .waitFor();

  // Out, and in again by the passkey alone.
  await nurse.page.context().clearCookies();
  await nurse.page.goto(server.address);
  await nurse.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await nurse.page.getByText('Harbor Street Clinic').first().waitFor();
  expect([...owner.errors, ...nurse.errors]).toEqual([]);
});
