import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person, TestClinic } from '../tests/builders.ts';
import {
  aBrowser,
  aPasskeyDevice,
  aRunningServer,
  expectAccessible,
  expectText,
  type RunningServer,
} from './harness.ts';
import { aClinicOn, pageOf } from './people.ts';

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

async function ask(person: Person, method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${server.address}${path}`, {
    method,
    headers: { cookie: person.cookie, origin: server.address, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function typePin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
  const enter = page.getByRole('button', { name: 'Enter', exact: true });
  // The pad goes on by itself when it knows how long this person's PIN is here.
  if ((await enter.isVisible()) && (await enter.isEnabled({ timeout: 1_000 }))) await enter.click();
}

test('a tablet becomes a station; a nurse sets a PIN there, locks, comes back in two taps; five wrong PINs lock it; revoked it wipes itself', async () => {
  const owner = await clinic.as('owner');
  const nurse = await clinic.as('nurse');
  const made = await ask(owner, 'POST', '/api/stations', { name: 'Chair tablet 3' });
  expect(made.status).toBe(201);
  const station: unknown = await made.json();
  const { id, link } = Object(station) as { id: string; link: string };

  // The nurse makes a passkey on this tablet; then it is enrolled with the code of the link.
  const { page } = await pageOf(browser, server, nurse, { size: 'tablet' });
  await aPasskeyDevice(page);
  await page.goto(`${server.address}/account`);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await expectText(page, 'not used yet');
  await page.goto(link);
  await page.getByRole('button', { name: 'Make it a station' }).click();
  await expectText(page, 'Chair tablet 3');

  // Full sign-in at the station, by passkey; only then a PIN is set there.
  await page.context().clearCookies({ name: 'racemic_sign_in' });
  await page.goto(server.address);
  await expectText(page, 'Nobody has signed in here yet.');
  await page.getByRole('button', { name: 'Passphrase and code' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('heading', { name: 'Floor', exact: true }).first().waitFor();
  await page.goto(`${server.address}/account`);
  await page.getByLabel('New PIN').fill('123456');
  await page.getByLabel('The same again').fill('123456');
  await page.getByRole('button', { name: 'Set the PIN' }).click();
  await page.getByRole('alert').first().waitFor();
  await page.getByLabel('New PIN').fill('739146');
  await page.getByLabel('The same again').fill('739146');
  await page.getByRole('button', { name: 'Set the PIN' }).click();
  await expectText(page, 'PIN set for Chair tablet 3.');

  await page.context().clearCookies({ name: 'racemic_sign_in' });
  await page.goto(server.address);
  await expectText(page, 'Who is at this station?');
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Test Person \d+ nurse/ }).click();
  await typePin(page, '739146');
  await page.getByRole('heading', { name: 'Floor', exact: true }).first().waitFor();
  const seen = await ask(owner, 'GET', '/api/stations');
  expect(JSON.stringify(await seen.json())).toContain('Chair tablet 3');

  // Away, and five wrong tries: the PIN is locked at this station, not the person.
  await page.context().clearCookies({ name: 'racemic_sign_in' });
  await page.goto(server.address);
  await page.getByRole('button', { name: /^Test Person \d+ nurse/ }).click();
  for (let tries = 0; tries < 5; tries += 1) {
    await typePin(page, '111222');
    await expectText(page, /wrong|not right|not accepted|locked/i);
  }
  await expectText(page, 'The PIN is locked after five wrong tries.');

  // Something is kept on the device; it is gone in the moment of the revocation, though nobody touches the screen.
  await page.evaluate(() => localStorage.setItem('kept', 'on this tablet'));
  expect((await ask(owner, 'DELETE', `/api/stations/${id}`)).ok).toBe(true);
  await page.getByRole('heading', { name: 'This station was revoked' }).waitFor({ timeout: 8_000 });
  await expectText(page, 'Everything that was kept on it is removed');
  expect(await page.evaluate(() => localStorage.getItem('kept'))).toBeNull();
  expect((await page.context().cookies()).filter((cookie) => cookie.name.startsWith('racemic'))).toEqual([]);
});

test('a screen without a touch locks; what was under it stays; its owner opens it again', async () => {
  const nurse = await clinic.as('nurse');
  const { page } = await pageOf(browser, server, nurse);
  await page.getByRole('heading', { name: 'Floor', exact: true }).first().waitFor();
  expect((await ask(nurse, 'POST', '/api/lock')).ok).toBe(true);
  await page.goto(`${server.address}/patients`);
  await expectText(page, 'Screen locked');
  await expectAccessible(page);
  const refused = await ask(nurse, 'GET', '/api/patients');
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ reason: 'locked' });
});

test('under a lock nothing of the page and nothing typed is in the document; it is asked before typed words go', async () => {
  const nurse = await clinic.as('nurse');
  const { page, errors } = await pageOf(browser, server, nurse);
  await page.goto(`${server.address}/patients/new`);
  await page.getByLabel('Given name').fill('Halfwritten');
  await page.getByRole('link', { name: 'Staff' }).click();
  await page.getByText('Leave without saving?').waitFor();
  await page.getByRole('button', { name: 'Go on writing' }).click();
  expect(await page.getByLabel('Given name').inputValue()).toBe('Halfwritten');

  await page.getByRole('button', { name: /menu/ }).click();
  await page.getByRole('button', { name: 'Lock the screen' }).click();
  await expectText(page, 'Screen locked');
  expect(await page.getByLabel('Given name').count()).toBe(0);
  expect(await page.evaluate(() => document.querySelectorAll('input').length)).toBe(
    await page.locator('.lock input').count(),
  );
  await expectAccessible(page);
  expect(errors).toEqual([]);
});
