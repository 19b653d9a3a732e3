import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPatient, type Person, type TestClinic } from '../tests/builders.ts';
import { aBrowser, aRunningServer, expectAccessible, type RunningServer } from './harness.ts';
import { aClinicOn, pageOf } from './people.ts';

let browser: Browser;
let server: RunningServer;
let clinic: TestClinic;
let prescriber: Person;
let patientId: string;
beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  clinic = await aClinicOn(server);
  prescriber = await clinic.as('prescriber');
  ({ id: patientId } = await aPatient(prescriber, { givenName: 'Jordan', familyName: 'Sample' }));
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const fill = async (page: Page, values: Record<string, string>) => {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label).fill(value);
};
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const figures = {
  'First dose from (mg/kg)': '0.2',
  'First dose to (mg/kg)': '0.5',
  'Usual dose from (mg/kg)': '0.1',
  'Usual dose to (mg/kg)': '0.75',
  'Ceiling by weight (mg/kg)': '1',
  'Ceiling whatever the weight (mg)': '80',
  'Hard stop by weight (mg/kg)': '1.5',
  'Why this version': 'first version for this clinic',
};

test('a director enters the limits and signs the protocol; a looser one is refused beside its field', async () => {
  const { page, errors } = await pageOf(browser, server, await clinic.as('medical-director'));
  await page.goto(`${server.address}/plan/protocols`);
  await page.getByText('No protocol is signed').waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Sign a new version' }).click();
  await page.getByText('Project: 1.5.').waitFor();
  for (const label of Object.keys(figures)) expect(await page.getByLabel(label).inputValue(), label).toBe('');
  await button(page, 'Sign version 1').click();
  expect(await page.locator('[aria-invalid="true"]').count()).toBe(8);
  await fill(page, { ...figures, 'Hard stop by weight (mg/kg)': '2' });
  await page.getByText('This is at most 1.5, the project’s own, and is not left out.').waitFor();
  await expectAccessible(page);
  await fill(page, figures);
  await button(page, 'Sign version 1').click();
  await page.getByText('Racemic ketamine, IV infusion, version 1').click();
  await page.getByText('the lower of 1 mg/kg and 80 mg').waitFor();
  await page.getByRole('img', { name: /nobody leaves before minute 100/ }).waitFor();
  await expectAccessible(page);

  await page.goto(`${server.address}/plan/protocols/sign`);
  await page.getByText('Version 1: 80.').waitFor();
  await fill(page, { ...figures, 'Ceiling whatever the weight (mg)': '70', 'Why this version': 'lower ceiling' });
  await button(page, 'Sign version 2').click();
  await page.getByText('Racemic ketamine, IV infusion, version 2').click();
  await page.getByRole('heading', { name: 'What is new since version 1' }).waitFor();
  expect(await page.locator('.lines del').allInnerTexts()).toEqual(['the lower of 1 mg/kg and 80 mg']);
  expect(errors).toEqual([]);
});

const order = {
  'Dose (mg/kg)': '0.5',
  'Weight on the scale': '70',
  'Weighed on': new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
  'Concentration in the syringe or bag (mg/mL)': '1',
  'Over how many minutes': '40',
  'Most in one session (mg)': '40',
  'Valid from': '2026-11-24',
  'Valid until': '2099-12-31',
};

async function write(page: Page, values: Record<string, string> = order): Promise<void> {
  await page.getByLabel('weight (mg/kg)', { exact: true }).check();
  await page.getByLabel('kg', { exact: true }).check();
  await page.getByLabel('actual weight', { exact: true }).check();
  await fill(page, values);
}

test('a prescriber sees each step, signs, is refused above the ceiling, replaces and withdraws', async () => {
  const { page, errors } = await pageOf(browser, server, prescriber);
  await page.goto(`${server.address}/patients/${patientId}`);
  await page.getByRole('link', { name: 'Orders', exact: true }).click();
  await page.getByText('No order is signed').waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'New order' }).click();
  await write(page);
  await page.getByText('Dose: 0.5 mg/kg × 70 kg, rounded to whole 0.1 mg = 35 mg').waitFor();
  await page.getByText('That is 70.0 kg (154.3 lb).').waitFor();
  expect(await page.getByLabel('Dose of the session (mg)').inputValue()).toBe('');
  await button(page, 'Enter 35 mg and 52.5 mL/h').click();

  // What was typed for another dose does not follow in silence.
  await fill(page, { 'Dose (mg/kg)': '1.1' });
  const above = page.getByText(
    '77 mg is above the ceiling of 70 mg for this patient and session. It is not prepared until a second clinician has confirmed it.',
  );
  await above.waitFor();
  await button(page, 'Sign this order').click();
  await page.getByText('Not signed: a rule stands in the way.').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await expectAccessible(page);
  await fill(page, { 'Dose (mg/kg)': '0.5' });
  await above.waitFor({ state: 'detached' });

  await button(page, 'Add a medicine').click();
  await fill(page, { 'Dose and route': '4 mg IV', When: '30 min before the dose' });
  await page.getByRole('textbox', { name: /^Medicine/ }).fill('ondansetron');
  await button(page, 'Sign this order').click();
  await page.getByText(/Ketamine 35 mg IV in 40 min, by 1 mg\/mL at 52.5 mL\/h/).waitFor();
  await page.getByRole('dialog').getByText('Jordan Sample').waitFor();
  await page
    .getByRole('dialog')
    .getByText(/Born \d+ \w+ \d{4} · No\. \d+/)
    .waitFor();
  await button(page, 'Sign').click();
  await page.getByText('Valid today').waitFor();
  await page.getByText('ondansetron 4 mg IV, 30 min before the dose').waitFor();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Replace' }).click();
  await page.getByText('Ketamine 35 mg into a vein over 40 min.', { exact: false }).waitFor();
  await write(page, { ...order, 'Dose (mg/kg)': '0.4', 'Weight on the scale': '154' });
  await page.getByText('is 120 % away from the last weight', { exact: false }).waitFor();
  await page.getByLabel('lb', { exact: true }).check();
  await page.getByText('That is 69.9 kg (154.0 lb).').waitFor();
  await button(page, 'Enter 27.9 mg and 41.8 mL/h').click();
  await fill(page, { 'Why the order is replaced': 'dizzy after the last session' });
  await button(page, 'Sign this order').click();
  await button(page, 'Sign').click();
  await page.getByText(/^Replaced by Test Person/).waitFor();
  await page.getByText('dizzy after the last session').waitFor();

  await button(page, 'Withdraw').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('pressure out of control');
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByText(/^Withdrawn by Test Person/).waitFor();
  expect(await page.getByText('Valid today').count()).toBe(0);
  expect(errors).toEqual([]);
});

test('a nurse reads orders and protocols, and is offered neither pen', async () => {
  const { page } = await pageOf(browser, server, await clinic.as('nurse'));
  await page.goto(`${server.address}/patients/${patientId}/orders`);
  await page.getByText(/^Withdrawn by/).waitFor();
  expect(await page.getByRole('link', { name: 'New order' }).count()).toBe(0);
  await page.goto(`${server.address}/plan/protocols`);
  await page.getByText('In force').waitFor();
  expect(await page.getByRole('link', { name: 'Sign a new version' }).count()).toBe(0);
});

test('chairs are added, put in order, renamed and retired', async () => {
  const { page, errors } = await pageOf(browser, server, await clinic.as('owner'));
  await page.goto(`${server.address}/clinic/chairs`);
  for (const name of ['Chair 1', 'Chair 2']) {
    await button(page, 'Add a chair').click();
    await page.getByRole('dialog').getByLabel('Name').fill(name);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await button(page, 'Move Chair 2 up').click();
  await page.getByText('The order is changed.').waitFor();
  await page.locator('.rows > li:first-child', { hasText: 'Chair 2' }).waitFor();
  await expectAccessible(page);
  await button(page, 'Retire Chair 1').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click();
  await page.getByText('1 retired chair').waitFor();
  expect(errors).toEqual([]);
});
