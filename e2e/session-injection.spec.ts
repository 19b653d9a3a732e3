import { expect, test } from 'vitest';
import { button, closed, sheet } from './at-the-chair.ts';
import { byRoute } from './by-route.ts';
import { expectAccessible } from './harness.ts';
import { type OnePath, oneSession, upToTheDose } from './one-path.ts';

// One injection, split over two sites, whose patient goes too early. Each test goes on where the one before it ended.
let path: OnePath;
oneSession({ name: ['Jordan', 'Sample'], chair: 1, by: byRoute.im }, (begun) => {
  path = begun;
});

test('an injection needs its site, and what was given is confirmed from the order: no dose is typed', async () => {
  const { page } = path;
  await upToTheDose(path, '70');
  const give = button(sheet(page), /^Injection is given/);
  expect(await give.isDisabled()).toBe(true);
  await button(sheet(page), 'Deltoid, left').click();
  expect(await give.textContent()).toContain('say what was given');
  await button(sheet(page), 'Half of it here: 17.5 mg: 0.35 mL of 50 mg/mL').click();
  await give.click();
  await closed(page);
  path.begun();
  await expect
    .poll(() => path.dataOf('injection-given'), { timeout: 15_000 })
    .toEqual([
      expect.objectContaining({ route: 'im', site: 'deltoid-left', doseUg: 17_500, volumeUl: 350, as: 'intent' }),
    ]);
}, 120_000);

test('the rest of a split dose is offered beside the chart, and given at its own site', async () => {
  const { page } = path;
  await button(page, 'Give the rest').click();
  await button(sheet(page), 'Deltoid, right').click();
  await expectAccessible(page);
  await button(sheet(page), 'The rest of it: 17.5 mg: 0.35 mL of 50 mg/mL').click();
  await button(sheet(page), /^Injection is given/).click();
  await closed(page);
  await expect.poll(async () => (await path.dataOf('injection-given')).length, { timeout: 15_000 }).toBe(2);
  await page.getByText('Injection, deltoid, right').waitFor();
  expect(await page.getByText('Not given yet:').count()).toBe(0);
  expect(await page.locator('.session').textContent()).not.toMatch(/infusi/i);
}, 60_000);

test('CADSS-6 is rated item by item, with its total and in words that are ours', async () => {
  const { page } = path;
  await path.readingsAt(15, { digits: '13886769714', dissociation: 2 });
  await page.getByText('15-min ratings: CADSS-6, nausea', { exact: false }).first().waitFor();
  await button(page, 'Rate a scale').click();
  await button(sheet(page), /^CADSS-6 due/).click();
  for (const item of [
    'slow motion',
    'unreal, as in a dream',
    'disconnected from the body',
    'body changed',
    'losing track',
    'gaps in memory',
  ])
    await button(sheet(page).getByRole('group', { name: item }), new RegExp(`^${item} 1`)).click();
  await sheet(page).getByText('6 of 24').waitFor();
  await expectAccessible(page);
  await button(sheet(page), /^Keep the rating/).click();
  await sheet(page).getByRole('heading', { name: 'Due now' }).waitFor();
  await button(sheet(page), /^NRS anxiety due/).waitFor();
  await expectAccessible(page);
  await button(sheet(page), 'Back').click();
  await closed(page);
  await expect
    .poll(() => path.dataOf('rating'), { timeout: 15_000 })
    .toEqual([{ scale: 'cadss-6', answers: [1, 1, 1, 1, 1, 1], total: 6 }]);
}, 120_000);

test('who goes against advice is never held: the reason is written in words, and the record says that it was too early', async () => {
  const { page } = path;
  await path.readingsAt(30, { digits: '13684749714', dissociation: 1 });
  await button(page, 'Leaving').click();
  expect(await button(sheet(page), /^Let go/).isDisabled()).toBe(true);
  await button(sheet(page), 'Leaves against advice').click();
  await sheet(page).getByLabel('Reason').fill('bye');
  await button(sheet(page), 'Leaves against advice').click();
  await sheet(page).getByText('A reason has words').waitFor();
  await sheet(page)
    .getByLabel('Reason')
    .fill('Wants to go home now; told of falls and of driving; Dr Okafor was told.');
  await button(sheet(page), 'Leaves against advice').click();
  await closed(page);
  await page.getByText('against advice', { exact: false }).first().waitFor();
  await expect
    .poll(() => path.dataOf('left'), { timeout: 15_000 })
    .toEqual([expect.objectContaining({ how: 'against-advice', reason: expect.stringContaining('told of falls') })]);
  expect(path.errors).toEqual([]);
  expect(await path.effort('Injection into a muscle, arrival to leaving against advice')).toBeLessThan(150);
}, 120_000);
