import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '#server/platform/ids.ts';
import { aFloor, confirmed, reading, started, type TestFloor } from './a-floor.ts';
import { button, enterReadings, sheet } from './at-the-chair.ts';
import { countTouches, printEffort } from './effort.ts';
import { aBrowser, aRunningServer, expectAccessible, expectText, type RunningServer } from './harness.ts';
import { pageOf } from './people.ts';

// Four people with one nurse. Each test goes on where the one before it ended.
let browser: Browser;
let server: RunningServer;
let floor: TestFloor;
let page: Page;
let errors: readonly string[];
const groupId = newId();
const sessions: string[] = [];

const people = [
  { name: ['Rosa', 'Keller'], birthOn: '1985-03-12' },
  { name: ['Rolf', 'Kunz'], birthOn: '1990-11-02' },
  { name: ['Mina', 'Dahl'], birthOn: '1978-06-30' },
  { name: ['Anil', 'Nair'], birthOn: '1969-01-21' },
] as const;

beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  floor = await aFloor(server, 4);
  for (const [at, { name, birthOn }] of people.entries()) {
    const { id } = await floor.session({ name, birthOn, chair: at + 1, plannedInMin: -60, groupId });
    sessions.push(id);
    await floor.facts(id, [
      [50 - at, 'arrived'],
      [48 - at, 'identity-confirmed', confirmed],
      [40 - at, 'reading', reading(126 + at, 80, 72, 98, { cadss: 0 })],
      [30 - at * 3, 'watch-taken'],
      [30 - at * 3, 'dose-started', started],
      [12 - at, 'reading', reading(130 + at, 82, 76, 98)],
    ]);
  }
  ({ page, errors } = await pageOf(browser, server, floor.nurse, { size: 'tablet' }));
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

const row = (initials: string, at = 0) => page.locator(`[data-group-row="${initials}"]`).nth(at);
const now = { digits: '13482769814', dissociation: 1 };

const Kept = z.object({ events: z.array(z.object({ kind: z.string(), measuredAt: z.string(), data: z.unknown() })) });
async function kept(session: string | undefined) {
  const answer = await fetch(`${server.address}/api/sessions/${session}/events?after=0`, {
    headers: { cookie: floor.nurse.cookie },
  });
  return Kept.parse(await answer.json()).events;
}
const readingsOf = async (session: string | undefined) =>
  (await kept(session)).filter(({ kind }) => kind === 'reading');

/** Nothing of the one before, nothing of last time. */
async function expectEmptyPad(on = page): Promise<void> {
  await button(on, /^Save readings/).waitFor();
  expect(await on.locator('.pad-number .pad-caret').count()).toBe(5);
  expect(await on.locator('.pad-right [aria-pressed="true"]').count()).toBe(0);
}

test('a group stands on the floor and has a row for each: phase, own clocks, last readings with their age, what is due; the same initials are said', async () => {
  await page.getByRole('link', { name: /Group of 4: R\.K\., R\.K\., M\.D\., A\.N\./ }).click();
  await page.getByRole('heading', { level: 1, name: 'Group of 4' }).waitFor();
  for (const at of [0, 1])
    await row('R.K.', at)
      .getByText(/In this group: same initials as chair/)
      .waitFor();
  expect(await row('M.D.').getByText('In this group').count()).toBe(0);
  await row('M.D.')
    .getByText(/^Born 30 Jun(e)? 1978$/)
    .waitFor();
  await row('A.N.')
    .getByText(/read (9|10|11) min ago/)
    .waitFor();
  const since = await page
    .locator('.group-row')
    .getByText(/^since dose/)
    .allTextContents();
  expect(new Set(since).size).toBe(4);
  await expectText(page, /S\. Lind watches 1 R\.K\., 2 R\.K\., 3 M\.D\., 4 A\.N\.; one to one/);
  await expectAccessible(page);
});

test('one sweep: who it is before each pad, nothing filled in, one skipped with a reason, a red one holds the round for that person only', async () => {
  const before = await Promise.all(sessions.map(readingsOf));
  await countTouches(page);
  await page.keyboard.press('r');

  await sheet(page).getByText('Rosa Keller').waitFor();
  await sheet(page).getByText('12 Mar 1985').first().waitFor();
  await expectText(page, 'Round, 1 of 4');
  await expectAccessible(page);
  await button(page, 'It is this person: read').click();
  await expectEmptyPad();
  await enterReadings(page, now);

  await sheet(page).getByText('Rolf Kunz').waitFor();
  await button(page, 'Skip this person').click();
  await page.getByText('Why is this person not read in this round?').waitFor();
  await expectAccessible(page);
  await button(page, 'asleep, breathing seen').click();

  await sheet(page).getByText('Mina Dahl').waitFor();
  await button(page, 'It is this person: read').click();
  await expectEmptyPad();
  for (const digit of '1921128897') await page.keyboard.press(digit);
  await button(page, /^Save readings/).click();
  await page.getByText('M.D.: red').waitFor();
  await expectText(page, 'The round waits here for this person only; the others are not touched.');
  await expectAccessible(page);
  await button(page, 'Go on with the others').click();

  await sheet(page).getByText('Anil Nair').waitFor();
  await button(page, 'It is this person: read').click();
  await expectEmptyPad();
  await enterReadings(page, now);
  await page.getByText('3 read, 1 skipped.').waitFor();
  await expectAccessible(page);
  await button(page, 'To the group').click();
  await row('M.D.').getByText(/red/i).first().waitFor();

  await expect.poll(async () => (await readingsOf(sessions[3])).length, { timeout: 20_000 }).toBe(3);
  const after = await Promise.all(sessions.map(readingsOf));
  expect(after.map((found, at) => found.length - (before[at]?.length ?? 0))).toEqual([1, 0, 1, 1]);
  const times = [after[0], after[2], after[3]].map((found) => found?.at(-1)?.measuredAt);
  expect(new Set(times).size).toBe(3);
  const skips = (await kept(sessions[1])).filter(({ kind }) => kind === 'round-skipped');
  expect(skips.map(({ data }) => data)).toMatchObject([{ why: 'asleep, breathing seen' }]);
  // Three sets and why one was not read.
  await printEffort(page, 'A round of four', 4);
  expect(errors).toEqual([]);
}, 120_000);

test('who was skipped is known when the page is loaded anew, and to whoever looks at another screen: it is in the log', async () => {
  const says = /^Last round: skipped \d\d:\d\d: asleep, breathing seen$/;
  await row('R.K.', 1).getByText(says).waitFor();
  await page.reload();
  await row('R.K.', 1).getByText(says).waitFor();
  await row('M.D.')
    .getByText(/^Last round: read \d\d:\d\d, red$/)
    .waitFor();
  const other = await pageOf(browser, server, floor.second, { size: 'phone' });
  await other.page.goto(`${server.address}/groups/${groupId}`);
  await other.page.locator('[data-group-row="R.K."]').nth(1).getByText(says).waitFor();
  await expectAccessible(other.page);
  expect(other.errors).toEqual([]);
  await other.page.context().close();
}, 120_000);

test('a round goes on without a network: kept on this device, told when the server is back; a digit opens a person and the way leads back', async () => {
  const before = (await readingsOf(sessions[0])).length;
  await page.context().setOffline(true);
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  await page.keyboard.press('r');
  await sheet(page).getByText('Rosa Keller').waitFor();
  await button(page, 'It is this person: read').click();
  await enterReadings(page, now);
  await sheet(page).getByText('Rolf Kunz').waitFor();
  await button(page, 'Leave the round').click();
  await button(page, 'Go on with the round: 1 of 4').waitFor();
  await expectText(page, /1 fact waits|waits/);
  expect(await readingsOf(sessions[0])).toHaveLength(before);
  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(async () => (await readingsOf(sessions[0])).length, { timeout: 40_000 }).toBe(before + 1);
  await page.keyboard.press('2');
  await page.waitForURL(`**/sessions/${sessions[1]}`);
  await page.getByRole('link', { name: 'Group', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Group of 4' }).waitFor();
}, 120_000);

test('a round that was left is gone on with after the page was loaded anew: the next one is in front', async () => {
  await page.reload();
  await button(page, 'Go on with the round: 1 of 4').click();
  await sheet(page).getByText('Rolf Kunz').waitFor();
  await expectText(page, 'Round, 2 of 4');
  await page.reload();
  await sheet(page).getByText('Rolf Kunz').waitFor();
  await button(page, 'Leave the round').click();
});

test('somebody joins later, before their own dose; who has had theirs is refused in words, here and by the server', async () => {
  const late = await floor.session({ name: ['Ida', 'Wolf'], birthOn: '1991-04-09', plannedInMin: 5 });
  const dosed = await floor.session({ name: ['Otto', 'Berg'], birthOn: '1961-08-17', plannedInMin: -40 });
  await floor.facts(dosed.id, [
    [30, 'arrived'],
    [28, 'identity-confirmed', confirmed],
    [20, 'reading', reading(126, 80, 72, 98)],
    [15, 'dose-started', started],
  ]);
  await button(page, 'Add a person').click();
  const other = (initials: string) => page.locator(`[data-group-other="${initials}"]`);
  await other('O.B.')
    .getByText(/^Their own dose began at \d\d:\d\d:\d\d: somebody joins a group before it, not after/)
    .waitFor();
  expect(await other('O.B.').getByRole('button').count()).toBe(0);
  await expectAccessible(page);
  await other('I.W.').getByRole('button', { name: 'I.W. joins the group' }).click();
  await other('I.W.').waitFor({ state: 'detached' });
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('heading', { level: 1, name: 'Group of 5' }).waitFor();
  await row('I.W.').getByText('no dose yet').waitFor();
  expect((await kept(late.id)).map(({ kind }) => kind)).toEqual(['group-joined']);
  // The round that is under way is not theirs: they are read in the next one.
  await button(page, 'Go on with the round: 1 of 4').waitFor();
  await expect(floor.facts(dosed.id, [[0, 'group-joined', { group: groupId, as: 'intent' }]])).rejects.toThrow(
    /Their own dose began at/,
  );
}, 60_000);

test('somebody leaves the group early: with why, in their own record; they are read, watched and due as before, and nobody waits for them', async () => {
  await page.getByRole('button', { name: 'R.K. leaves the group' }).nth(1).click();
  await expectAccessible(page);
  await button(page, 'wants to be alone').click();
  await page.getByRole('heading', { level: 1, name: 'Group of 4' }).waitFor();
  await expect
    .poll(async () => (await kept(sessions[1])).at(-1), { timeout: 20_000 })
    .toMatchObject({ kind: 'group-left', data: { group: groupId, why: 'wants to be alone' } });
  await button(page, 'Go on with the round: 1 of 3').waitFor();
  await page.goto(`${server.address}/sessions/${sessions[1]}`);
  await page.getByRole('heading', { level: 1, name: 'R.K.' }).waitFor();
  expect(await page.getByRole('link', { name: 'Group', exact: true }).count()).toBe(0);
  await page.goto(`${server.address}/groups/${groupId}`);
}, 60_000);

test('a round in one sweep on a phone: each person whole on the screen, the act in thumb’s reach, nothing scrolls sideways', async () => {
  const phone = await pageOf(browser, server, floor.nurse, { size: 'phone' });
  await phone.page.goto(`${server.address}/groups/${groupId}`);
  await phone.page.getByRole('heading', { level: 1, name: 'Group of 4' }).waitFor();
  const wide = () => phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await wide()).toBeLessThanOrEqual(0);
  await button(phone.page, /^Go on with the round/).click();
  for (const name of ['Mina Dahl', 'Anil Nair']) {
    await sheet(phone.page).getByText(name).waitFor();
    const act = button(phone.page, 'It is this person: read');
    const box = await act.boundingBox();
    expect(box).not.toBeNull();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844);
    expect(box?.height).toBeGreaterThanOrEqual(48);
    expect(await wide()).toBeLessThanOrEqual(0);
    await expectAccessible(phone.page);
    await act.click();
    await expectEmptyPad(phone.page);
    await enterReadings(phone.page, now);
  }
  await phone.page.getByText('3 read, 0 skipped.').waitFor();
  await expectAccessible(phone.page);
  await button(phone.page, 'To the group').click();
  await button(phone.page, 'Round of readings').waitFor();
  expect(phone.errors).toEqual([]);
  await phone.page.context().close();
}, 120_000);

test('a group is opened from the floor and a person added to it, with a session of their own', async () => {
  await floor.ordered(['Vera', 'Quist']);
  await page.getByRole('link', { name: 'Floor' }).first().click();
  await button(page, 'Open a group').click();
  await page.getByText('Nobody is in this group yet').waitFor();
  await expectAccessible(page);
  await button(page, 'Add a person').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Open a session for somebody else' }).click();
  await dialog.getByLabel('Who').fill('quist');
  await dialog.getByRole('button', { name: /Vera Quist/ }).click();
  await dialog.getByLabel(/35 mg into a vein over 40 min/).check();
  await dialog.getByRole('button', { name: 'Now' }).click();
  await dialog.getByRole('button', { name: 'Open the session' }).click();
  await page.getByRole('heading', { level: 1, name: 'Group of 1' }).waitFor();
  await row('V.Q.').waitFor();
  expect(errors).toEqual([]);
});
