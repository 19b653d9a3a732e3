import { expect, test } from 'vitest';
import { button, closed, sheet } from './at-the-chair.ts';
import { byRoute } from './by-route.ts';
import { letGo, type OnePath, oneSession, upToTheDose } from './one-path.ts';

// A lozenge under the tongue. Each test goes on where the one before it ended.
let path: OnePath;
oneSession({ name: ['Theo', 'Wolff'], chair: 1, by: byRoute.sublingual }, (begun) => {
  path = begun;
});

test('a lozenge is placed as ordered; its minutes in the mouth are counted beside those that are ordered', async () => {
  const { page } = path;
  await upToTheDose(path, '70');
  await button(sheet(page), 'As ordered: 50 mg, 1 × 50 mg').click();
  await button(sheet(page), /^It is in the mouth/).click();
  await closed(page);
  path.begun();
  await page.getByText('of 10 min ordered').waitFor();
  await page.getByText('In the mouth', { exact: true }).first().waitFor();
  expect(await page.locator('.session').textContent()).not.toMatch(/infusi/i);
}, 120_000);

test('swallowed and spat out are two doses at the same mg: which it was is one tap, at its minute', async () => {
  const { page } = path;
  await path.atMinute(10.1);
  await button(page, 'Swallowed · spat').click();
  await sheet(page).getByText('Ordered: then spat out.').waitFor();
  await button(sheet(page), 'Spat out').click();
  await closed(page);
  await expect
    .poll(async () => (await path.dataOf('mouth-dose-ended')).map(({ how }) => how), { timeout: 15_000 })
    .toEqual(['spat']);
  await page.getByText('Observing', { exact: true }).first().waitFor();
}, 60_000);

test('two hours after the dose the patient is let go, with the escort who was named at arrival', async () => {
  const { page } = path;
  await path.readingsAt(30, { digits: '13886769714', dissociation: 1 });
  await path.readingsAt(60, { digits: '13282729814', dissociation: 0 });
  await path.readingsAt(90, { digits: '13080709814', dissociation: 0 });
  await path.readingsAt(120, { digits: '12878709814', dissociation: 0 });
  await path.atMinute(121);
  await letGo(path);
  await expect
    .poll(() => path.dataOf('discharge-item'), { timeout: 15_000 })
    .toEqual(expect.arrayContaining([{ item: 'escort', state: 'met', value: 'sister, 555-0142' }]));
  expect(path.errors).toEqual([]);
  expect(await path.effort('Lozenge under the tongue, arrival to leaving')).toBeLessThan(150);
  expect(page.url()).toContain(path.id);
}, 180_000);
