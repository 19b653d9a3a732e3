import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#server/platform/ids.ts';
import { aPatient, type Person } from '../tests/builders.ts';
import { aBrowser, aRunningServer, expectAccessible, expectText, type RunningServer } from './harness.ts';
import { aClinicOn, pageOf } from './people.ts';

let browser: Browser;
let server: RunningServer;
let person: Person;
let paths: string[];

beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  const clinic = await aClinicOn(server);
  person = await clinic.as('owner', 'medical-director', 'compliance');
  const { id } = await aPatient(person, { givenName: 'María', familyName: 'Ortega-Sample' });
  await aPatient(person, { givenName: 'Mark', familyName: 'Olsen-Sample' });
  const add = (list: string, body: object) =>
    fetch(`${server.address}/api/patients/${id}/${list}`, {
      method: 'POST',
      headers: { cookie: person.cookie, origin: server.address, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await add('allergies', { kind: 'allergy', substance: 'latex', reaction: 'hives', severity: 'moderate' });
  await add('medicines', { name: 'sertraline', dose: '100 mg', frequency: 'every morning', startedOn: '2024-02-01' });
  await add('problems', { name: 'recurrent depression', code: 'F33.2' });
  const session = newId();
  const opened = await fetch(`${server.address}/api/sessions`, {
    method: 'POST',
    headers: { cookie: person.cookie, origin: server.address, 'content-type': 'application/json' },
    body: JSON.stringify({ id: session, patientId: id, plannedAt: new Date().toISOString() }),
  });
  expect(opened.status).toBe(201);
  paths = [
    '/floor',
    '/floor/wall',
    '/floor/downtime',
    `/sessions/${session}`,
    '/patients',
    '/patients/new',
    `/patients/${id}`,
    `/patients/${id}/history`,
    `/patients/${id}/access`,
    '/staff',
    '/staff/invitations',
    '/staff/resets',
    `/staff/${person.practitionerId}`,
    '/clinic',
    '/clinic/settings',
    '/clinic/stations',
    '/clinic/opened-in-need',
    '/audit',
    '/account',
    '/device',
  ];
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

/** The page has said what it has to say: no skeleton is left. The network is never quiet, since news is listened for. */
async function settled(page: Page, path: string): Promise<void> {
  await page.goto(`${server.address}${path}`);
  await page.getByRole('heading').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.opening, .bone, .loading') === null);
}

const looks = [
  { name: 'light', dark: false, contrast: 'usual' },
  { name: 'dark', dark: true, contrast: 'usual' },
  { name: 'high contrast', dark: false, contrast: 'more' },
  { name: 'dark with high contrast', dark: true, contrast: 'more' },
] as const;

test.each(looks)('axe finds nothing on any page, $name', async ({ dark, contrast }) => {
  const { page, errors } = await pageOf(browser, server, person, { dark });
  await page.addInitScript((appearance) => localStorage.setItem('racemic.appearance', JSON.stringify(appearance)), {
    scheme: dark ? 'dark' : 'light',
    contrast,
    display: 'desk',
  });
  for (const path of paths) {
    await settled(page, path);
    await expectAccessible(page).catch((error: Error) => {
      throw new Error(`${path}: ${error.message}`);
    });
  }
  expect(errors).toEqual([]);
});

test.each(['phone', 'tablet'] as const)('on a %s nothing scrolls sideways and axe finds nothing', async (size) => {
  const { page } = await pageOf(browser, server, person, { size });
  for (const path of paths) {
    await settled(page, path);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect({ path, wider }).toEqual({ path, wider: 0 });
    await expectAccessible(page).catch((error: Error) => {
      throw new Error(`${path}: ${error.message}`);
    });
  }
});

test('with the keyboard alone: skip link, palette, a patient found and opened', async () => {
  const { page } = await pageOf(browser, server, person);
  await settled(page, '/patients');
  await page
    .getByText(/Ortega-Sample/)
    .first()
    .waitFor();
  await page.keyboard.press('Control+k');
  // A letter typed before the field has the focus would go to the page.
  await page.locator('[role="dialog"] input:focus').waitFor();
  await page.keyboard.type('ortega');
  // Enter opens what is marked, and nothing is marked before the server has answered for the whole word.
  await page.locator('[data-action][data-selected]', { hasText: 'Ortega-Sample' }).waitFor();
  await page.keyboard.press('Enter');
  await expectText(page, 'Allergy: latex');
});

test('without the network the page stays, says so and when it last talked to the server, and comes back', async () => {
  const { page } = await pageOf(browser, server, person);
  await settled(page, '/patients');
  await page.context().setOffline(true);
  // The browser's own switch leaves a stream open that another page shares: a beat of it may still come in between.
  const band = page.getByText(/The server has not answered since/);
  await expect
    .poll(async () => {
      await page.evaluate(() => dispatchEvent(new Event('offline')));
      return band.count();
    })
    .toBeGreaterThan(0);
  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page
    .getByText(/No network/i)
    .first()
    .waitFor({ state: 'detached' });
});
