import { expect, test } from 'vitest';
import { arrive, button, closed, enterReadings, sheet } from './at-the-chair.ts';
import { expectText } from './harness.ts';
import { type OnePath, oneSession } from './one-path.ts';

// No source has a dose of compounded nasal ketamine, so none is ordered; what was given all the same is kept.
let path: OnePath;
oneSession({ name: ['Lena', 'Park'], chair: 1, by: 'no order' }, (begun) => {
  path = begun;
});

test('a spray that was given without an order is kept by its strength and its volume, and marked', async () => {
  const { page } = path;
  await arrive(page);
  await button(page, 'Record readings').click();
  await enterReadings(page, { digits: '12678709814', dissociation: 0 });
  await closed(page);
  await button(page, 'Before the dose').click();
  await button(sheet(page), 'The pump runs already: write it down').click();
  await button(sheet(page), 'It was given by another route').click();
  await button(sheet(page), 'Ketamine nasal').click();
  await sheet(page).getByLabel('Concentration on the label, mg/mL').fill('100');
  await sheet(page)
    .getByLabel(/^Volume that was given/)
    .fill('0.4');
  await button(sheet(page), /^Spray is given/).click();
  await closed(page);
  path.begun();
  await expect
    .poll(() => path.dataOf('spray-given'), { timeout: 15_000 })
    .toEqual([expect.objectContaining({ concentrationUgPerMl: 100_000, volumeUl: 400, doseUg: 40_000, as: 'fact' })]);
  await expectText(page, 'A prescriber has signed an order.');
  await page.getByText('mg, nasal').waitFor();
  await path.readingsAt(40, { digits: '13886769714', dissociation: 1 });
  expect(await page.locator('.session').textContent()).not.toMatch(/infusi/i);
  expect(path.errors).toEqual([]);
  await path.effort('Compounded nasal spray without an order, arrival to the first readings');
}, 120_000);
