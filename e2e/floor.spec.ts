import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { aFloor, aFullFloor, type FullFloor, reading, started } from './a-floor.ts';
import { aBrowser, aRunningServer, expectAccessible, expectText, type RunningServer } from './harness.ts';
import { pageOf } from './people.ts';

let browser: Browser;
let server: RunningServer;
let floor: FullFloor;

beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  floor = await aFullFloor(server);
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

// A page that nobody looks at any more goes on asking the server.
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

const chair = (page: Page, name: number) => page.locator(`[data-chair="${name}"]`);

/** The tile says all of this. */
async function says(page: Page, name: number, ...wanted: RegExp[]): Promise<void> {
  for (const words of wanted) await chair(page, name).getByText(words).first().waitFor({ timeout: 15_000 });
}

async function theFloor(person = floor.nurse, how: Parameters<typeof pageOf>[3] = { size: 'tablet' }) {
  const opened = await pageOf(browser, server, person, how);
  await says(opened.page, 1, /Infusing/);
  return opened;
}

test('who treats begins at the chairs: phase and minutes, readings with their age, what is next, who watches', async () => {
  const { page, errors } = await theFloor();
  expect(new URL(page.url()).pathname).toBe('/floor');
  await says(
    page,
    1,
    /^R\.K\.$/,
    /· 2\d min/,
    /138/,
    /read \d+ min ago/,
    /30-min readings/,
    /T\. Beck, 1 to 2/,
    /leave about/,
  );
  await says(page, 2, /^Overdue$/, /read (4|5)\d min ago/, /^overdue (4|5)\d min/, /40-min readings, due \d\d:\d\d/);
  await says(page, 3, /Infusing at 50 %/, /Pressure amber|Overdue/, /dizziness, grade 1/);
  await says(page, 4, /Ready to leave/, /All \d+ criteria met/, /leave since/);
  await says(page, 5, /Baseline/, /Gate: \d+ are open/, /3 not met, \d+ not known/, /leave not known/);
  await says(page, 6, /Free/, /T\.W\./, /The order is signed/);
  await expectText(page, /Chair 2, M\.D\.: 40-min readings overdue (4|5)\d min/);
  await expectText(page, 'It does not replace the bedside monitor’s own alarms.');
  // A half of the pressure that has no finding of its own is not coloured; what is old has lost its weight.
  expect(await chair(page, 3).locator('.value-amber').allTextContents()).toEqual(['168']);
  expect(await chair(page, 2).locator('.numbers .value-stale').count()).toBeGreaterThan(2);
  expect(errors).toEqual([]);
});

test('a screen reader begins with chair, initials, state and what is next', async () => {
  const { page } = await theFloor();
  const label = await chair(page, 2).getAttribute('aria-label');
  expect(label).toMatch(/^Chair 2, M\.D\., Overdue, 40-min readings overdue (4|5)\d min$/);
});

test('“I have it” is one tap, says who and since when, and everyone else sees it', async () => {
  const [mine, theirs] = [await theFloor(), await theFloor(floor.second)];
  await chair(mine.page, 2).getByRole('button', { name: 'I have it' }).click();
  await says(mine.page, 2, /S\. Lind has it since \d\d:\d\d/);
  expect(await chair(mine.page, 2).getByRole('button', { name: 'I have it' }).count()).toBe(0);
  await says(theirs.page, 2, /S\. Lind has it since \d\d:\d\d/);
  await expectText(theirs.page, /overdue (4|5)\d min\.\s*S\. Lind has it\./);
});

test('“I watch” takes a patient over, and both screens count whom she has', async () => {
  const [mine, theirs] = [await theFloor(), await theFloor(floor.second)];
  await chair(mine.page, 1).getByRole('button', { name: 'I watch' }).click();
  await says(mine.page, 1, /S\. Lind, 1 to 4/);
  expect(await chair(mine.page, 1).getByRole('button', { name: 'I watch' }).count()).toBe(0);
  await says(theirs.page, 1, /S\. Lind, 1 to 4/);
  await expectText(theirs.page, /watches 1, 2, 4, 5/);
});

test('a reading written elsewhere is on the board without a touch', async () => {
  const { page } = await theFloor();
  await floor.facts(floor.infusing, [[0, 'reading', reading(182, 104, 96, 95)]]);
  await says(page, 1, /182/, /Pressure red/);
});

test('the digits go to the chairs, a tap on the tile too', async () => {
  const { page } = await theFloor();
  await page.keyboard.press('3');
  await page.waitForURL(`**/sessions/${floor.amber}`);
  await page.goBack();
  await says(page, 1, /Infusing/);
  await page.getByRole('link', { name: 'Open the session of L.P.' }).click();
  await page.waitForURL(`**/sessions/${floor.ready}`);
});

test('a session is opened at a free chair: who, which order, when; nothing is chosen beforehand', async () => {
  const { patientId } = await floor.ordered(['Vera', 'Quist']);
  const { page } = await theFloor();
  await chair(page, 6).getByRole('button', { name: 'Open a session' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Who').fill('quist');
  await dialog.getByRole('button', { name: /Vera Quist/ }).click();
  await dialog.getByRole('radio').first().waitFor();
  expect(await dialog.getByRole('radio', { checked: true }).count()).toBe(0);
  await dialog.getByRole('button', { name: 'Open the session' }).click();
  await dialog.getByText('Choose an order, or none for now.').waitFor();
  await dialog.getByText('Say when.').waitFor();
  await expectAccessible(page);
  await dialog.getByLabel(/35 mg into a vein over 40 min/).check();
  await dialog.getByRole('button', { name: 'Now' }).click();
  await dialog.getByRole('button', { name: 'Open the session' }).click();
  await page.waitForURL('**/sessions/*');
  await page.goto(`${server.address}/floor`);
  await says(page, 6, /V\.Q\./);
  expect(patientId).not.toBe('');
});

test('somebody is moved to another chair by the keyboard alone; a chair that is taken is refused in words', async () => {
  const { page, errors } = await theFloor();
  await chair(page, 3).getByRole('button', { name: '3 Move J.S. to another chair' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('J.S. has chair 3 now.').waitFor();
  expect(await dialog.getByRole('radio', { checked: true }).count()).toBe(0);
  await dialog.getByText('R.K. sits there').waitFor();
  await expectAccessible(page);
  // The first free chair has the focus, the taken ones stand below it; that one is taken is the server's to say.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await dialog.getByText('The session is not moved.').waitFor();
  await dialog
    .getByText(/R\.K\. sits on 1 and has not left\. Move that session first, or take another chair\./)
    .waitFor();
  await says(page, 3, /^J\.S\.$/);
  await page.keyboard.press('ArrowUp');
  await dialog.getByRole('radio', { name: /^Chair 6 / }).waitFor();
  expect(await dialog.getByText('The session is not moved.').count()).toBe(0);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await says(page, 6, /^J\.S\.$/, /Infusing at 50 %/);
  await says(page, 3, /^Free$/);
  const other = await theFloor(floor.second);
  await says(other.page, 6, /^J\.S\.$/);
  expect(errors).toEqual([]);
});

test('from the session too; without a network it says that the move waits and why, and goes when the network is back', async () => {
  const { page } = await theFloor();
  await page.goto(`${server.address}/sessions/${floor.amber}`);
  await page.getByRole('button', { name: '6 Move J.S. to another chair' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^Chair 3 free/ }).check();
  await page.context().setOffline(true);
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  await dialog.getByText(/^No network since \d\d:\d\d: the move waits\.$/).waitFor();
  await dialog.getByText(/Only the server knows who else has just been seated there/).waitFor();
  const move = dialog.getByRole('button', { name: 'Move the session' });
  expect(await move.isDisabled()).toBe(true);
  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await dialog.getByText(/the move waits/).waitFor({ state: 'detached' });
  await move.click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '3 Move J.S. to another chair' }).waitFor();
});

test('without a network each chair says how old it is, and what is done is kept and counted', async () => {
  const { page } = await theFloor(floor.second);
  await page.context().setOffline(true);
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  await says(page, 1, /As of \d\d:\d\d/);
  await says(page, 4, /As of \d\d:\d\d/);
  await chair(page, 4).getByRole('button', { name: 'I watch' }).click();
  await says(page, 4, /T\. Beck, 1 to/);
  await expectText(page, '1 fact waits');
  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByText('Saved').first().waitFor();
  const other = await theFloor();
  await says(other.page, 4, /T\. Beck, 1 to/);
});

/** Chairs of which a part lies under the edge of the screen, or under the line of who watches. */
const cut = (page: Page) =>
  page.evaluate(() => {
    const end = document.querySelector('.watch')?.getBoundingClientRect().top ?? 0;
    return [...document.querySelectorAll('[data-chair]')].flatMap((tile) => {
      const under = [tile, ...tile.querySelectorAll('*')].map((of) => of.getBoundingClientRect().bottom);
      const by = Math.max(...under) - end;
      return by > 0 ? [`${tile.getAttribute('data-chair')} by ${Math.round(by)} px`] : [];
    });
  });

test('six chairs with all they say fit a tablet of 1280 × 800, with two sentences above them and without a network', async () => {
  const full = await aFullFloor(server);
  await full.session({ name: ['Rita', 'Kolb'], chair: 6, plannedInMin: -5 });
  await full.facts(full.amber, [
    [6, 'emergency-opened', { card: 'respiratory-depression' }],
    [5, 'side-effect-started', { effect: 'nausea-and-vomiting', grade: 1 }],
  ]);
  const { page } = await theFloor(full.nurse);
  await says(page, 3, /^Emergency$/);
  await says(page, 1, /same initials as chair 6/);
  expect(await page.locator('.strip-item').count()).toBe(2);
  expect(await cut(page)).toEqual([]);
  await page.context().setOffline(true);
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  await chair(page, 4)
    .getByRole('button', { name: 'I watch' })
    .or(page.locator('[data-chair="2"]').getByRole('button', { name: 'I have it' }))
    .first()
    .click();
  await expectText(page, /No network since \d\d:\d\d\. Each chair states its age; 1 fact waits/);
  expect(await page.getByText(/No network/).count()).toBe(1);
  await says(page, 6, /R\.K\./);
  expect(await cut(page)).toEqual([]);
  await page.getByRole('button', { name: 'See what waits' }).waitFor();
});

test('nobody watching is amber while the medicine works, and one who watches more than one in the first hour too', async () => {
  const own = await aFloor(server, 3);
  const seats = await Promise.all(
    (['Una', 'Vito', 'Wanda'] as const).map((given, at) =>
      own.session({ name: [given, 'Watched'], chair: at + 1, plannedInMin: -30 }),
    ),
  );
  for (const { id } of seats)
    await own.facts(id, [
      [25, 'arrived'],
      [20, 'reading', reading(130, 80, 76, 98, { cadss: 0 })],
    ]);
  await own.facts(seats[0]?.id ?? '', [[12, 'dose-started', started]]);
  const { page } = await pageOf(browser, server, own.nurse, { size: 'tablet' });
  await chair(page, 1).locator('.say-amber', { hasText: 'nobody watches' }).waitFor();
  await chair(page, 2).locator('.absent', { hasText: 'nobody watches' }).waitFor();
  await page.locator('.watch .say-red', { hasText: 'nobody watches chair 1' }).waitFor();
  await expectText(page, '0 watching 3 patients');
  await expectText(page, 'nobody has said that they are on site');
  await own.facts(seats[0]?.id ?? '', [[1, 'watch-taken']]);
  await own.facts(seats[1]?.id ?? '', [[1, 'watch-taken']]);
  await page
    .locator('.watch .say-amber', { hasText: 'watches 1, 2' })
    .waitFor({ state: 'detached' })
    .catch(() => undefined);
});

test.each([
  { look: 'light', dark: false },
  { look: 'dark', dark: true },
])('axe finds nothing on the floor and on the wall, $look', async ({ dark }) => {
  const { page, errors } = await theFloor(floor.nurse, { size: 'tablet', dark });
  await expectAccessible(page);
  await page.goto(`${server.address}/floor/wall`);
  await says(page, 1, /Infusing/);
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test('the wall has nothing to press and says nobody’s name or number', async () => {
  const { page } = await theFloor();
  await page.goto(`${server.address}/floor/wall`);
  await says(page, 2, /M\.D\./);
  expect(await page.locator('main').getByRole('button').count()).toBe(0);
  expect(await page.locator('main').getByRole('link').count()).toBe(0);
  expect((await page.locator('main').allInnerTexts()).join(' ')).not.toMatch(
    /Keller|Dahl|Sample|Park|Nair|0000\d|1984/,
  );
});

test('eight people in eight chairs stand whole on a wall that nobody scrolls', async () => {
  const full = await aFloor(server, 8);
  const names = ['Ada', 'Bea', 'Cleo', 'Dina', 'Edda', 'Fay', 'Gita', 'Hanna'];
  for (const [at, name] of names.entries()) {
    const { id } = await full.session({ name: [name, `Wall${at}`], chair: at + 1, plannedInMin: -40 });
    await full.facts(id, [
      [35, 'arrived'],
      [30, 'reading', reading(130, 80, 76, 98)],
      [20, 'dose-started', started],
      [2, 'reading', reading(168, 104, 102, 96)],
    ]);
  }
  const { page } = await pageOf(browser, server, full.nurse);
  await page.setViewportSize({ width: 1_920, height: 1_080 });
  await page.goto(`${server.address}/floor/wall`);
  await says(page, 8, /Infusing/);
  await page.evaluate(() => document.fonts.ready);
  const outside = await page.evaluate(() => {
    const end = document.querySelector('.watch')?.getBoundingClientRect().top ?? 0;
    return [...document.querySelectorAll('[data-chair]')].flatMap((tile) => {
      const { bottom } = tile.getBoundingClientRect();
      const lowest = Math.max(...[...tile.querySelectorAll('*')].map((of) => of.getBoundingClientRect().bottom));
      return bottom > end || lowest > bottom ? [tile.getAttribute('data-chair')] : [];
    });
  });
  expect(outside).toEqual([]);
});

test('whoever only looks is offered nothing to do', async () => {
  const { page } = await pageOf(browser, server, await floor.clinic.as('compliance'), { size: 'tablet' });
  await page.goto(`${server.address}/floor`);
  await says(page, 1, /Infusing/);
  expect(await page.locator('.board').getByRole('button').count()).toBe(0);
});

test('two people with the same initials are told apart: where the other one is, and the birth date', async () => {
  const twins = await aFloor(server, 2);
  const first = await twins.session({ name: ['Jordan', 'Stone'], chair: 1, plannedInMin: -20, birthOn: '1971-05-02' });
  const second = await twins.session({ name: ['June', 'Sand'], chair: 2, plannedInMin: -20 });
  for (const { id } of [first, second]) await twins.facts(id, [[10, 'arrived']]);
  const { page } = await pageOf(browser, server, twins.nurse, { size: 'tablet' });
  await says(page, 1, /same initials as chair 2\. Here: born 2 May 1971\. There: 7 Mar 1984\./);
  await says(page, 2, /same initials as chair 1/);
  await expectAccessible(page);
});

test('a floor without chairs says who adds them and where', async () => {
  const bare = await aFloor(server, 0);
  const { page } = await pageOf(browser, server, bare.nurse);
  await expectText(page, 'The owner or a medical director adds them under Clinic, Chairs.');
  const own = await pageOf(browser, server, bare.director);
  await own.page.getByRole('link', { name: 'Add chairs' }).click();
  await own.page.waitForURL('**/clinic/chairs');
});

test('the downtime sheet carries a session on by hand: identifiers, what is known, empty lines at the due times', async () => {
  const paper = await aFloor(server, 1);
  const { id } = await paper.session({ name: ['Rosa', 'Keller'], chair: 1, plannedInMin: -30 });
  await paper.facts(id, [
    [25, 'arrived'],
    [20, 'reading', reading(130, 80, 76, 98)],
    [12, 'dose-started', started],
  ]);
  const { page } = await pageOf(browser, server, paper.nurse);
  await page.goto(`${server.address}/sessions/${id}/downtime`);
  const sheet = page.locator('.sheet');
  for (const words of [
    /Keller, Rosa/,
    /born 7 Mar 1984/,
    /number \d+/,
    /Allergies not known/,
    /52\.5 mL\/h, 35 mL over 40 min/,
    /130\/80/,
    /20 min, \d\d:\d\d/,
    /Emergency telephone/,
    /pressure from 180\/110 mmHg/,
  ])
    await sheet.getByText(words).first().waitFor();
  await expectAccessible(page);
  const pdf = await page.pdf({ format: 'Letter' });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});
