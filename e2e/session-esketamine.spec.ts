import { expect, test } from 'vitest';
import { button, closed, sheet } from './at-the-chair.ts';
import { byRoute } from './by-route.ts';
import { expectAccessible, expectText } from './harness.ts';
import { letGo, type OnePath, oneSession, upToTheDose } from './one-path.ts';

// One session with two devices. Each test goes on where the one before it ended.
let path: OnePath;
oneSession({ name: ['Mina', 'Dahl'], chair: 1, by: byRoute.esketamine }, (begun) => {
  path = begun;
});

test('before the first device the REMS questions wait with the gate, unanswered ones stay open, and none is ever taken for no', async () => {
  const { page } = path;
  await upToTheDose(path, '73');
  await expectAccessible(page);
  const rems = sheet(page).getByRole('region', { name: 'REMS: before the first device' });
  await rems.getByText('7 are open').waitFor();
  await button(rems, 'Yes: First treatment with esketamine?').click();
  await button(rems, 'Yes: Patient enrolled in the REMS?').click();
  await button(rems, 'No: Takes a benzodiazepine?').click();
  await rems.getByText('5 are open').waitFor();
  await expect
    .poll(async () => (await path.dataOf('rems-answer')).map(({ question, answer }) => [question, answer]))
    .toEqual([
      ['first-treatment', true],
      ['enrolled', true],
      ['benzodiazepines', false],
    ]);
}, 120_000);

test('each device is an event of its own with its lot; the next is locked while the rest lasts, and says from when it opens', async () => {
  const { page } = path;
  await button(sheet(page), 'Nose blown before the first device Yes').click();
  await button(sheet(page), 'Head back, about 45° Yes').click();
  expect(await button(sheet(page), /^Device 1 is given/).isDisabled()).toBe(true);
  await sheet(page).getByLabel('Lot, as printed on it').fill('6K0217');
  await button(sheet(page), /^Device 1 is given/).click();
  await closed(page);
  path.begun();
  await page.getByText('28 of 56 mg given').waitFor();
  await expectText(page, /rest, 4:\d\d left/);
  await page.getByText('starts with device 2').waitFor();
  await button(page, /^Device 2 in 4:/).click();
  const locked = button(sheet(page), /^Device 2 opens \d\d:\d\d:\d\d/);
  expect(await locked.isDisabled()).toBe(true);
  await expectAccessible(page);
  await button(sheet(page), 'It was given in the rest: write it down').click();
  await sheet(page)
    .getByText(/^\d:\d\d too early: the rest after device 1 is 5 minutes\.$/)
    .waitFor();
  expect(await button(sheet(page), /as before$/).count()).toBe(0);
  await button(sheet(page), 'Cancel').click();
  await path.atMinute(5.2);
  await button(page, 'Give device 2').click();
  await button(sheet(page), /^Nose blown since the device before .* No$/).click();
  await button(sheet(page), 'Head back, about 45° Yes').click();
  await sheet(page).getByLabel('Lot, as printed on it').fill('6K0218');
  await button(sheet(page), /^Device 2 is given/).click();
  await closed(page);
  await page.getByText('2-hour clock, from device 2').waitFor();
  await expect
    .poll(() => path.dataOf('device-given'), { timeout: 15_000 })
    .toEqual([
      expect.objectContaining({ number: 1, doseUg: 28_000, lot: '6K0217', noseBlown: true, headReclined: true }),
      expect.objectContaining({ number: 2, lot: '6K0218', noseBlown: false, headReclined: true, as: 'intent' }),
    ]);
}, 120_000);

test('no word speaks of an infusion; the prediction names its model, and the devices stand on the chart', async () => {
  const { page } = path;
  await page.getByText('population prediction', { exact: false }).first().waitFor({ timeout: 30_000 });
  await page.getByText('Device 1', { exact: true }).first().waitFor();
  expect(await page.locator('.session').textContent()).not.toMatch(/infusi/i);
}, 60_000);

test('a side effect is graded, acted on and said to be not serious; what the form asks of it is answered when it is known', async () => {
  const { page } = path;
  await path.readingsAt(40, { digits: '14286789715', dissociation: 2 });
  await button(page, 'Side effect').click();
  await sheet(page)
    .getByLabel(/^Find another one/)
    .fill('vertigo');
  await button(sheet(page), 'Dizziness').click();
  await button(sheet(page), /^Grade 1/).click();
  await closed(page);
  await button(page, 'Side effect').click();
  await button(sheet(page), 'Action, serious: Dizziness').click();
  await button(sheet(page), 'Stay lying down').click();
  await button(sheet(page), 'None of these').click();
  await sheet(page).getByText('Not serious', { exact: true }).waitFor();
  await button(sheet(page), 'Ended').click();
  await expect.poll(async () => (await path.dataOf('side-effect-ended')).length, { timeout: 15_000 }).toBe(1);
  await page.goto(`${page.url().split('?')[0]}?act=rems`);
  await button(sheet(page), 'Yes: Dissociation seen?').waitFor();
  await expectAccessible(page);
  await button(sheet(page), 'Yes: Dissociation seen?').click();
  await sheet(page).getByLabel('Dissociation: began how many minutes from the first device?').fill('20');
  await button(sheet(page), 'Keep').first().click();
  await button(sheet(page), 'No: Sedation seen?').click();
  await expect
    .poll(async () => (await path.dataOf('rems-answer')).map(({ answer }) => answer), { timeout: 15_000 })
    .toEqual([true, true, false, true, 20, false]);
  await button(sheet(page), 'Back').click();
}, 120_000);

test('two hours from the last device, and not a minute before, the patient may be let go', async () => {
  const { page } = path;
  await path.readingsAt(60, { digits: '13882769714', dissociation: 1 });
  await path.readingsAt(90, { digits: '13080729814', dissociation: 0 });
  await path.readingsAt(120, { digits: '12878709814', dissociation: 0 });
  await button(page, 'Leaving').click();
  await sheet(page)
    .getByText(/^[456] min left\. At least 120 minutes from/)
    .waitFor();
  await button(sheet(page), 'Back').click();
  await closed(page);
  await path.atMinute(126);
  await letGo(path);
  expect(path.errors).toEqual([]);
  expect(await path.effort('Nasal esketamine, two devices, arrival to leaving')).toBeLessThan(200);
}, 180_000);
