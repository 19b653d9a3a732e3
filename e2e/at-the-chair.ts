import type { Locator, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect } from 'vitest';
import type { AtWork, WhoWaits } from './the-demo.ts';

export const button = (on: Page | Locator, name: string | RegExp) =>
  on.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

/** The sheet or dialog that lies on top. */
export const sheet = (page: Page) => page.getByRole('dialog').last();
export const closed = (page: Page) => expect.poll(() => page.getByRole('dialog').count(), { timeout: 15_000 }).toBe(0);

export type Readings = { digits: string; dissociation: number };

/** A whole set: pressure, pulse, saturation and breaths by the keys, then sedation, dissociation and symptoms by a touch. */
export async function enterReadings(page: Page, { digits, dissociation }: Readings): Promise<void> {
  await button(page, /^Save readings/).waitFor();
  for (const digit of digits) await page.keyboard.press(digit);
  await button(page, /ready, normal/).click();
  await sheet(page).getByRole('group', { name: 'Dissociation' }).getByRole('button').nth(dissociation).click();
  await button(page, 'None of these').click();
  await button(page, /^Save readings/).click();
}

/** Every scale that is due now, each item at nought. */
export async function rateWhatIsDue(page: Page): Promise<void> {
  await button(page, 'Rate a scale').click();
  const due = sheet(page)
    .locator('section', { has: page.getByRole('heading', { name: 'Due now' }) })
    .getByRole('button');
  await due.first().waitFor();
  for (let left = await due.count(); left > 0; left -= 1) {
    await expect.poll(() => due.count(), { timeout: 15_000 }).toBe(left);
    await due.first().click();
    for (const item of await sheet(page).locator('.scale-item').all())
      await item.getByRole('button', { name: /(^| )0( |$)/ }).click();
    await button(sheet(page), /^Keep the rating/).click();
  }
  await closed(page);
}

/** Asked again who it is: what others rely on is not done by whoever finds an open screen. */
export async function confirmByCode({ page, codes }: AtWork): Promise<void> {
  await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
  await button(page, 'Use the code app').click();
  await sheet(page)
    .getByLabel('Code')
    .fill(await codes());
  await button(sheet(page), 'Confirm').click();
}

/** 35 mg in 40 minutes, every figure typed, from the floor to the signature. */
export async function signOrder(prescriber: AtWork, patient: WhoWaits, day: string): Promise<void> {
  const { page } = prescriber;
  await button(page, 'Rooms').click();
  await page.getByRole('link', { name: 'Patients' }).click();
  await page.getByLabel('Find a patient').fill(patient.number);
  await page.getByText(patient.familyName).first().click();
  await page.getByRole('link', { name: 'Orders', exact: true }).click();
  await page.getByRole('link', { name: 'New order' }).click();
  await page.getByRole('radio', { name: /IV infusion/ }).check();
  for (const choice of ['weight (mg/kg)', 'kg', 'actual weight'])
    await page.getByLabel(choice, { exact: true }).check();
  const order = {
    ...{ 'Dose (mg/kg)': '0.5', 'Weight on the scale': '70', 'Weighed on': day },
    ...{ 'Concentration in the syringe or bag (mg/mL)': '1', 'Over how many minutes': '40' },
    ...{ 'Most in one session (mg)': '40', 'Valid from': day, 'Valid until': '2099-12-31' },
  };
  for (const [label, value] of Object.entries(order)) await page.getByLabel(label).fill(value);
  await page.getByText('Dose: 0.5 mg/kg × 70 kg, rounded to whole 0.1 mg = 35 mg').waitFor();
  await button(page, 'Enter 35 mg and 52.5 mL/h').click();
  await button(page, 'Sign this order').click();
  await button(sheet(page), 'Sign').click();
  await confirmByCode(prescriber);
  await page.getByText('Valid today').waitFor();
}

/** In the chair that is free, with the order just signed, now. */
export async function openSession(page: Page, patient: WhoWaits): Promise<void> {
  await button(page.locator('[data-chair="6"]'), 'Open a session').click();
  await sheet(page).getByLabel('Who').fill(patient.number);
  await button(sheet(page), new RegExp(patient.familyName)).click();
  await sheet(page)
    .getByLabel(/35 mg into a vein over 40 min/)
    .check();
  await button(sheet(page), 'Now').click();
  await button(sheet(page), 'Open the session').click();
  await page.waitForURL('**/sessions/*');
}

/** Somebody comes and says who they are: one identifier alone is not taken. */
export async function arrive(page: Page): Promise<void> {
  await button(page, 'Arrives').click();
  await sheet(page)
    .getByLabel(/^Escort/)
    .fill('sister, 555-0142');
  await button(sheet(page), 'Has arrived').click();
  await closed(page);
  await button(page, 'Identity').click();
  await sheet(page)
    .getByLabel(/^Name:/)
    .check();
  expect(await button(sheet(page), 'Identity confirmed').isDisabled()).toBe(true);
  await sheet(page)
    .getByLabel(/^Birth date:/)
    .check();
  await button(sheet(page), 'Identity confirmed').click();
  await closed(page);
}

/** Through the table; without a reason nothing is corrected. */
export async function correctPulse(page: Page, row: RegExp, pulse: string, reason: string): Promise<void> {
  await button(page, 'Table').click();
  await button(page, row).click();
  await button(sheet(page), 'A value').click();
  await sheet(page).getByLabel('Pulse, per min').fill(pulse);
  await button(sheet(page), 'Keep the correction').click();
  await sheet(page).getByText('Write down the reason.').waitFor();
  await sheet(page).getByLabel('Reason').fill(reason);
  await button(sheet(page), 'Keep the correction').click();
  await closed(page);
  await button(page, 'Chart').click();
}

/** All that a person answers before somebody leaves, and the best of everything. */
export async function answerLeaving(page: Page): Promise<void> {
  await button(sheet(page), /^These \d: asked and seen:/).click();
  for (const answer of ['no-new-suicidal-finding', 'instructions-said-back'])
    await page.locator(`[data-answer="${answer} met"]`).click();
  await button(sheet(page), /^These 4: done and seen:/).click();
  await sheet(page)
    .getByLabel(/^Next contact/)
    .fill('call tomorrow 10:00');
  await button(sheet(page), /^Keep: The next contact/).click();
  for (const item of ['Activity', 'Breathing', 'Circulation', 'Consciousness', 'Oxygen saturation'])
    await button(sheet(page), new RegExp(`^${item}: 2`)).click();
}

/** What stands behind a link of the page, as this person is given it. */
export async function fetched(page: Page, link: Locator): Promise<{ type: string; body: Buffer; path: string }> {
  const path = (await link.getAttribute('href')) ?? '';
  const answer = await page.request.get(new URL(path, page.url()).href);
  expect(answer.status()).toBe(200);
  return { type: answer.headers()['content-type'] ?? '', body: await answer.body(), path };
}

export async function readPdf(pdf: Buffer): Promise<{ pages: string[]; width: number }> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const { text } = await extractText(document, { mergePages: false });
  const [, , width = 0] = (await document.getPage(1)).view;
  return { pages: text.map((page) => page.replace(/\s+/g, ' ')), width: Math.round(width) };
}
