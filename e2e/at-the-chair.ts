import type { Locator, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect } from 'vitest';
import type { AtWork } from './the-demo.ts';

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

/** Asked again who it is: what others rely on is not done by whoever finds an open screen. */
export async function confirmByCode({ page, codes }: AtWork): Promise<void> {
  await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
  await button(page, 'Use the code app').click();
  await sheet(page)
    .getByLabel('Code')
    .fill(await codes());
  await button(sheet(page), 'Confirm').click();
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
