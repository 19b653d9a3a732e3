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
  await page.getByText('Racemic ketamine, SC injection').waitFor();
  await expectAccessible(page);
  await page.getByText('Racemic ketamine, IV infusion').click();
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

  await page.goto(`${server.address}/plan/protocols/sign?template=iv`);
  await page.getByText('Version 1: 80.').waitFor();
  await fill(page, { ...figures, 'Ceiling whatever the weight (mg)': '70', 'Why this version': 'lower ceiling' });
  await button(page, 'Sign version 2').click();
  await page.getByText('Racemic ketamine, IV infusion, version 2').click();
  await page.getByRole('heading', { name: 'What is new since version 1' }).waitFor();
  expect(await page.locator('.lines del').allInnerTexts()).toEqual(['the lower of 1 mg/kg and 80 mg']);
  expect(errors).toEqual([]);
});

/** By other routes: what is typed, what is looser and by which sentence it is refused, and what the axis says. */
const others = [
  {
    title: 'Racemic ketamine, IM injection',
    figures: {
      ...{ 'First dose from (mg/kg)': '0.1', 'First dose to (mg/kg)': '0.5' },
      ...{ 'Usual dose from (mg/kg)': '0.1', 'Usual dose to (mg/kg)': '0.5' },
      ...{ 'Ceiling by weight (mg/kg)': '0.5', 'Hard stop by weight (mg/kg)': '1' },
    },
    looser: { 'Ceiling by weight (mg/kg)': '0.6' },
    refused: 'This is at most 0.5, the project’s own, and is not left out.',
    axis: /readings at 0, 5, 10, 15, 30.* nobody leaves before minute 120/,
  },
  {
    title: 'Esketamine nasal spray, treatment-resistant depression',
    figures: {
      ...{ 'First dose from (mg)': '56', 'First dose to (mg)': '56' },
      ...{ 'Usual dose from (mg)': '56', 'Usual dose to (mg)': '84' },
      ...{ 'Ceiling whatever the weight (mg)': '84', 'Hard stop whatever the weight (mg)': '84' },
    },
    looser: { 'Usual dose to (mg)': '70' },
    refused: 'This is one of 28, 56, 84 mg.',
    axis: /readings at −15, 40, 60, 90, 120/,
  },
  {
    title: 'Racemic ketamine, swallowed under supervision',
    figures: {
      ...{ 'First dose from (mg/kg)': '0.5', 'First dose to (mg/kg)': '1' },
      ...{ 'Usual dose from (mg/kg)': '0.5', 'Usual dose to (mg/kg)': '2' },
      ...{ 'Ceiling by weight (mg/kg)': '2', 'Hard stop by weight (mg/kg)': '3' },
      'Hard stop whatever the weight (mg)': '300',
    },
    looser: { 'Hard stop whatever the weight (mg)': '301' },
    refused: 'This is at most 300, the project’s own, and is not left out.',
    axis: /readings at 0, 30, 60, 90, 120/,
  },
  {
    title: 'Racemic ketamine, lozenge or tablet under the tongue, supervised',
    figures: {
      ...{ 'First dose from (mg)': '10', 'First dose to (mg)': '50' },
      ...{ 'Usual dose from (mg)': '10', 'Usual dose to (mg)': '150' },
      ...{ 'Ceiling whatever the weight (mg)': '150', 'Hard stop whatever the weight (mg)': '200' },
    },
    looser: { 'Ceiling whatever the weight (mg)': '250' },
    refused: 'This is at most 200, the project’s own, and is not left out.',
    axis: /readings at 0, 30, 60, 90, 120/,
  },
];

test('each other route has limits of its own; a looser one is refused beside its field; without a sourced dose nothing is signed', async () => {
  const { page, errors } = await pageOf(browser, server, await clinic.as('medical-director'));
  for (const { title, figures: own, looser, refused, axis } of others) {
    await page.goto(`${server.address}/plan/protocols/sign`);
    await page.getByText(title).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByRole('img', { name: axis }).waitFor();
    await fill(page, { ...own, 'Why this version': 'first version for this clinic', ...looser });
    await page.getByText(refused).waitFor();
    await button(page, 'Sign version 1').click();
    await fill(page, own);
    await page.getByText(refused).waitFor({ state: 'detached' });
    await page.getByLabel(/^Least stay/).fill('119');
    await page.getByText('This is at least 120.').waitFor();
    await page.getByLabel(/^Least stay/).fill('150');
    await page.getByText('This is at least 120.').waitFor({ state: 'detached' });
    await page.getByRole('group', { name: 'Against the template' }).getByText('150 min from').waitFor();
    await button(page, 'Sign version 1').click();
    await page.getByText(`${title}, version 1`).waitFor();
  }
  await page.goto(`${server.address}/plan/protocols/sign`);
  await page.getByText('No dose, no rate and no ceiling of an infusion under the skin was read').waitFor();
  expect(await page.getByRole('link', { name: /SC infusion/ }).count()).toBe(0);
  await page.getByText('Racemic ketamine, compounded nasal spray: record only').click();
  await page.getByText('There is nothing to sign here').waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  await expectAccessible(page);
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
  await page.getByRole('radio', { name: /IV infusion, version 2/ }).check();
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

const dates = { 'Valid from': '2026-11-24', 'Valid until': '2099-12-31' };
const scale = {
  ...{ 'Dose (mg/kg)': '0.5', 'Weight on the scale': '80' },
  'Weighed on': new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
};
const byWeight = ['weight (mg/kg)', 'kg', 'actual weight'];

/** One order by each other route: what is chosen and typed, what is taken over, what is wrong first, what the card says. */
const byRoute = [
  {
    protocol: /IM injection/,
    checks: byWeight,
    typed: { ...scale, 'Concentration in the vial (mg/mL)': '50', 'Most in one session (mg)': '40' },
    step: 'Volume: 40 mg ÷ 50 mg/mL = 0.8 mL',
    take: 'Enter 40 mg and 0.8 mL',
    wrong: { 'Volume to draw up (mL)': '8' },
    refused: '40 mg of 50 mg/mL is 0.8 mL; the order has 8 mL.',
    right: { 'Volume to draw up (mL)': '0.8' },
    card: 'Ketamine 40 mg into a muscle, 0.8 mL of 50 mg/mL',
  },
  {
    protocol: /treatment-resistant depression/,
    checks: ['treatment-resistant depression', 'induction', '84 mg'],
    typed: { 'Most in one session (mg)': '84', Note: 'second dose of the course' },
    step: 'Devices: 84 mg ÷ 28 mg each = 3',
    wrong: { 'Week of the course': '6' },
    refused: 'Week 6 is not in the phase “induction”: weeks 1 to 4.',
    right: { 'Week of the course': '2' },
    card: 'Esketamine 84 mg into the nose, 3 devices',
  },
  {
    protocol: /swallowed under supervision/,
    checks: [...byWeight, 'capsule'],
    typed: { ...scale, 'Dose (mg/kg)': '1', 'Strength of one (mg)': '40', 'Most in one session (mg)': '80' },
    step: 'Number: 80 mg ÷ 40 mg each, down to whole ones = 2',
    take: 'Enter 80 mg and 2',
    wrong: { 'How many': '3' },
    refused: '3 of 40 mg hold 120 mg; the order has 80 mg.',
    right: { 'How many': '2' },
    card: 'Ketamine 80 mg swallowed, capsule',
  },
  {
    protocol: /under the tongue/,
    checks: ['lozenge', 'spat out'],
    typed: {
      ...{ 'Dose of the session (mg)': '100', 'Strength of one (mg)': '50', 'Held for how many minutes': '10' },
      'Most in one session (mg)': '100',
    },
    step: 'Number: 100 mg ÷ 50 mg each, down to whole ones = 2',
    take: 'Enter 2',
    wrong: { 'Most in one session (mg)': '90' },
    refused: '100 mg is above the most that this order allows, 90 mg.',
    right: { 'Most in one session (mg)': '100' },
    card: 'Ketamine 100 mg under the tongue, lozenge, held for 10 min, then spat out',
  },
];

for (const { protocol, checks, typed, step, take, wrong, refused, right, card } of byRoute)
  test(`${card}: typed, worked out beside, refused beside its field, signed, read in its own words`, async () => {
    const { page, errors } = await pageOf(browser, server, prescriber);
    const { id } = await aPatient(prescriber);
    await page.goto(`${server.address}/patients/${id}/orders/new`);
    const closed = page.getByRole('radio', { name: /compounded nasal spray/ });
    await closed.waitFor();
    expect(await closed.isDisabled()).toBe(true);
    await page.getByText('Closed: no source has a dose by this route', { exact: false }).waitFor();
    expect(await page.getByRole('radio', { name: /SC injection/ }).isDisabled()).toBe(true);
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    await page.getByRole('radio', { name: protocol }).check();
    for (const label of checks) await page.getByRole('radio', { name: label, exact: true }).check();
    await fill(page, { ...typed, ...dates });
    await page.getByText(step).waitFor();
    if (take !== undefined) await button(page, take).click();
    await fill(page, wrong);
    await button(page, 'Sign this order').click();
    await expect.poll(() => page.locator('[aria-invalid="true"]').count()).toBe(1);
    expect(await page.locator('.order-columns .mantine-InputWrapper-error').textContent()).toBe(refused);
    await fill(page, right);
    await button(page, 'Sign this order').click();
    await page.getByRole('dialog').getByText(card, { exact: false }).waitFor();
    await button(page, 'Sign').click();
    await page.getByRole('heading', { name: card }).waitFor();
    await page.getByText('Valid today').waitFor();
    await expectAccessible(page);
    expect(errors).toEqual([]);
    await page.context().close();
  });

test('a nurse reads orders and protocols, and is offered neither pen', async () => {
  const { page } = await pageOf(browser, server, await clinic.as('nurse'));
  await page.goto(`${server.address}/patients/${patientId}/orders`);
  await page.getByText(/^Withdrawn by/).waitFor();
  expect(await page.getByRole('link', { name: 'New order' }).count()).toBe(0);
  await page.goto(`${server.address}/plan/protocols`);
  await page.getByText('In force').first().waitFor();
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
