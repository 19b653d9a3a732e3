import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setCareTeam } from '#server/chart/patient.actions.ts';
import { aPatient, type TestClinic } from '../tests/builders.ts';
import { aBrowser, aRunningServer, type RunningServer } from './harness.ts';
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

test('a restricted chart is opened in need with a reason, which another person reviews', async () => {
  const director = await clinic.as('medical-director');
  const nurse = await clinic.as('nurse');
  const compliance = await clinic.as('compliance');
  const { id, number } = await aPatient(director, { givenName: 'Closed', familyName: 'Chart', birthOn: '1970-05-05' });
  const member = await clinic.as('nurse');
  await setCareTeam(director.ctx, id, [member.practitionerId]);
  const leader = await pageOf(browser, server, director);
  await leader.page.goto(`${server.address}/patients/${id}`);
  await leader.page.getByRole('button', { name: 'Restrict this chart' }).click();
  const dialog = leader.page.getByRole('dialog');
  await dialog.getByLabel('Why').fill('a neighbour of the staff');
  await dialog.getByRole('button', { name: 'Restrict this chart' }).click();
  await leader.page.getByRole('heading', { name: 'This chart is restricted' }).waitFor();

  const { page } = await pageOf(browser, server, nurse);
  await page.goto(`${server.address}/patients/${id}`);
  await page.getByRole('heading', { name: 'This chart is restricted' }).waitFor();
  const why = page.getByLabel('Why you need this chart now');
  await why.fill('collapsed in the waiting room');
  // Somebody changes the chart meanwhile, and it is asked for again: what is being typed stays.
  const asked = page.waitForResponse((answer) => answer.url().endsWith('/chart'));
  const body = JSON.stringify({ name: 'insomnia' });
  const headers = { cookie: member.cookie, origin: server.address, 'content-type': 'application/json' };
  await fetch(`${server.address}/api/patients/${id}/problems`, { method: 'POST', headers, body });
  await asked;
  expect(await why.inputValue()).toBe('collapsed in the waiting room');
  await page.getByRole('button', { name: 'Open the chart' }).click();
  await page
    .getByText(/^Opened in need/)
    .first()
    .waitFor();
  await page.getByText('Allergies not known').first().waitFor();

  const reviewer = await pageOf(browser, server, compliance);
  await reviewer.page.goto(`${server.address}/clinic/opened-in-need`);
  await reviewer.page.getByText('collapsed in the waiting room').waitFor();
  await reviewer.page.getByRole('button', { name: 'Review' }).first().click();
  await reviewer.page.getByLabel('justified', { exact: true }).check();
  await reviewer.page.getByRole('button', { name: 'Save the review' }).click();
  await reviewer.page
    .getByText(/justified/)
    .first()
    .waitFor();

  await reviewer.page.goto(`${server.address}/patients/${id}/access`);
  await reviewer.page.getByText('opened in need').first().waitFor();
  await reviewer.page
    .getByText(/collapsed in the waiting room/)
    .first()
    .waitFor();

  await reviewer.page.goto(`${server.address}/audit?patient=${id}`);
  await reviewer.page.getByText(`Only the chart ${number}, C.C.`).waitFor();
  await reviewer.page.getByLabel('Until').fill('2020-01-01');
  await reviewer.page.getByText('Nothing like this.').waitFor();
});
