import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inClinic } from '#server/platform/in-clinic.ts';
import { nobodyListens } from '../tests/a-mail-server.ts';
import type { Person } from '../tests/builders.ts';
import { aFloor, confirmed, type PastFact, reading, started, type TestFloor } from './a-floor.ts';
import { button, sheet } from './at-the-chair.ts';
import { aBrowser, aRunningServer, expectAccessible, expectText, type RunningServer } from './harness.ts';
import { pageOf } from './people.ts';

/** Three patients and two nurses: who watches, who is called when nobody answers, and handing over. */

let browser: Browser;
let server: RunningServer;
let floor: TestFloor;

beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer({ SMTP_URL: (await nobodyListens()).url });
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

const chair = (page: Page, name: number) => page.locator(`[data-chair="${name}"]`);

/** In the middle of an infusion, all readings taken but the last ones where `takenUntil` says so. */
const infusing = (agoMin: number, takenUntil: number): PastFact[] => [
  [agoMin + 20, 'arrived'],
  [agoMin + 18, 'identity-confirmed', confirmed],
  [agoMin + 15, 'reading', reading(126, 78, 72, 98, { cadss: 0 })],
  [agoMin, 'watch-taken'],
  [agoMin, 'dose-started', started],
  ...[0, 10, 20, 30, 40]
    .filter((min) => min <= takenUntil)
    .map((min): PastFact => [agoMin - min, 'reading', reading(130, 80, 74, 98)]),
];

/** Sofia watches chairs 1 and 2, Tomas chair 3; in chair 2 nobody has read for long. */
async function threeSessions(): Promise<{ one: string; two: string; three: string }> {
  floor = await aFloor(server, 4);
  const seat = async (at: number, name: readonly [string, string], facts: PastFact[], by: Person) => {
    const { id } = await floor.session({ name, chair: at, plannedInMin: -40 });
    await floor.facts(id, facts, by);
    return id;
  };
  return {
    one: await seat(1, ['Rosa', 'Keller'], infusing(22, 20), floor.nurse),
    two: await seat(2, ['Mina', 'Dahl'], infusing(37, 10), floor.nurse),
    three: await seat(3, ['Jordan', 'Sample'], infusing(12, 10), floor.second),
  };
}

async function theFloor(person: Person, how: Parameters<typeof pageOf>[3] = { size: 'tablet' }) {
  const opened = await pageOf(browser, server, person, how);
  await chair(opened.page, 1)
    .getByText(/Infusing/)
    .first()
    .waitFor({ timeout: 20_000 });
  return opened;
}

const say = async (page: Page, hours: number) => {
  await button(page, 'I am on site').click();
  await button(sheet(page), `${hours} hours`).click();
  await page.getByRole('button', { name: /^Here until \d/ }).waitFor();
};

test('two nurses hand over: written, read back, and only then the watch moves; one is refused with its reason', async () => {
  await threeSessions();
  const sofia = await theFloor(floor.nurse);
  const tomas = await theFloor(floor.second);
  await say(tomas.page, 8);
  await expectText(sofia.page, /T\. Beck until/);
  await sofia.page.getByRole('link', { name: 'Hand over' }).click();
  await sofia.page.getByRole('heading', { name: 'You watch' }).waitFor();
  // The record's facts lie beside; her words begin empty.
  const facts = sofia.page.getByRole('region', { name: 'From the record of chair 2, M.D.' });
  await facts.getByText(/20-min readings overdue/).waitFor();
  for (const words of [/Born 7 Mar 1984/, /allergies not known/, /ordered; \d+\.\d mg given since \d\d:\d\d/])
    await facts.getByText(words).waitFor();
  const fields = sofia.page.getByLabel(/^What matters for/);
  expect(await fields.count()).toBe(2);
  expect(await fields.evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value))).toEqual(['', '']);
  await expectAccessible(sofia.page);
  await button(sofia.page, 'Hand over 0 of 2 patients').click();
  await expectText(sofia.page, 'Choose who takes over.');
  await sofia.page
    .getByRole('combobox', { name: 'To' })
    .or(sofia.page.getByLabel('To', { exact: true }))
    .first()
    .click();
  await sofia.page.getByRole('option', { name: 'Tomas Beck', exact: true }).click();
  await sofia.page.getByLabel('What matters for chair 1, R.K.').fill('ok.');
  await button(sofia.page, 'Hand over 1 of 2 patients').click();
  await expectText(sofia.page, /this says nothing yet/);
  await sofia.page
    .getByLabel('What matters for chair 1, R.K.')
    .fill('Calm, asks for the light to be off. Line is in the left arm.');
  await sofia.page
    .getByLabel('What matters for chair 2, M.D.')
    .fill('Readings are late. She was frightened at ten minutes.');
  // What it does to the ratio is said before it is handed over.
  await expectText(sofia.page, 'T. Beck would watch 3 patients');
  await expectText(sofia.page, /^Over the ratio: chairs 1, 2, 3; one to one for the first 60 min: 1, 2, 3\.$/);
  await button(sofia.page, 'Hand over 2 patients').click();
  await expectText(sofia.page, 'Waits for read-back');
  // Nothing has moved yet.
  await chair(tomas.page, 1).getByText('handed to T. Beck, not read back').waitFor();
  await chair(tomas.page, 1)
    .getByText(/S\. Lind, 1 to 2/)
    .waitFor();

  await tomas.page.getByRole('link', { name: 'Hand over' }).click();
  const first = tomas.page.getByRole('region', { name: 'Handed to you: chair 1, R.K.' });
  await first.getByText('Calm, asks for the light to be off. Line is in the left arm.').waitFor();
  const back = first.getByLabel(/^In your own words, back to S\. Lind/);
  expect(await back.inputValue()).toBe('');
  await back.fill('Calm, asks for the light to be off. Line is in the left arm.');
  await button(first, 'I take over').click();
  await first.getByText(/Write it in your own/).waitFor();
  await expectAccessible(tomas.page);
  await back.fill('Rosa in 1: keep it dark, left arm line, calm.');
  await button(first, 'I take over').click();
  await expect.poll(() => first.count()).toBe(0);
  const second = tomas.page.getByRole('region', { name: 'Handed to you: chair 2, M.D.' });
  await button(second, 'I can’t take it').click();
  await sheet(tomas.page).getByLabel('Why').fill('Chair 3 is in its first hour.');
  await button(sheet(tomas.page), 'I can’t take it').click();
  await expect.poll(() => second.count()).toBe(0);

  await expectText(sofia.page, /refused \d\d:\d\d by T\. Beck: Chair 3 is in its first hour\./);
  await sofia.page.getByRole('link', { name: 'To the floor' }).click();
  await chair(sofia.page, 1)
    .getByText(/T\. Beck, 1 to 2/)
    .waitFor();
  await chair(sofia.page, 2)
    .getByText(/S\. Lind, 1 to 1/)
    .waitFor();
  // Two infusions in their first hour with one person: said in words.
  await expectText(sofia.page, /watches 1, 3; one to one for the first 60 min: 1, 3/);
  expect([sofia.errors, tomas.errors]).toEqual([[], []]);
});

test('a handover can be withdrawn, and written without a network it waits on the station', async () => {
  await threeSessions();
  const sofia = await theFloor(floor.nurse);
  await sofia.page.getByRole('link', { name: 'Hand over' }).click();
  await sofia.page.getByLabel('What matters for chair 1, R.K.').waitFor();
  await sofia.page.context().setOffline(true);
  await sofia.page.getByLabel('To', { exact: true }).first().click();
  await sofia.page.getByRole('option', { name: /Tomas Beck/ }).click();
  await sofia.page.getByLabel('What matters for chair 1, R.K.').fill('Calm. Line is in the left arm.');
  await button(sofia.page, 'Hand over 1 of 2 patients').click();
  await expectText(sofia.page, 'Waits for read-back');
  await sofia.page.context().setOffline(false);
  const tomas = await theFloor(floor.second);
  await chair(tomas.page, 1).getByText('handed to T. Beck, not read back').waitFor({ timeout: 30_000 });
  await button(sofia.page, 'Withdraw').click();
  await sheet(sofia.page).getByLabel('Why').fill('I stay until six.');
  await button(sheet(sofia.page), 'Withdraw').click();
  await expect.poll(() => chair(tomas.page, 1).getByText('not read back').count(), { timeout: 20_000 }).toBe(0);
  await chair(tomas.page, 1)
    .getByText(/S\. Lind, 1 to 2/)
    .waitFor();
});

test('an overdue reading climbs: the floor says who was called, what did not arrive and who is next; one tap answers', async () => {
  const { two } = await threeSessions();
  const sofia = await theFloor(floor.nurse);
  await chair(sofia.page, 2)
    .getByText(/M\. Okafor called \d\d:\d\d/)
    .waitFor({ timeout: 20_000 });
  await expectText(sofia.page, /Chair 2, M\.D\.: 20-min readings overdue \d+ min/);
  await expectText(sofia.page, 'nobody has said that they are on site');
  await expectText(sofia.page, /not acknowledged \(e-mail failed, tried again\)/);
  await expectText(sofia.page, 'Who is called: project default, not signed');
  await expectAccessible(sofia.page);
  // The one who is called sees it in whichever room they are.
  const okafor = await pageOf(browser, server, floor.director);
  await okafor.page.goto(`${server.address}/patients`);
  await expectText(okafor.page, /You are called: Chair 2: 20-min readings overdue \(.+\)\./);
  await expectAccessible(okafor.page);
  await button(okafor.page, 'I have it').click();
  await expect.poll(() => okafor.page.getByText('You are called').count()).toBe(0);
  await chair(sofia.page, 2)
    .getByText(/M\. Okafor has it since \d\d:\d\d/)
    .waitFor();
  await expect
    .poll(
      async () => {
        const rows = await inClinic(floor.nurse.ctx, (tx) =>
          tx.selectFrom('escalationStep').select(['what', 'practitionerId']).where('sessionId', '=', two).execute(),
        );
        return rows.filter(({ what }) => what === 'acknowledged').map(({ practitionerId }) => practitionerId);
      },
      { timeout: 20_000 },
    )
    .toEqual([floor.director.practitionerId]);
});

test('a red reading that a person accepted calls at once, and is answered at its tile', async () => {
  const { three } = await threeSessions();
  const tomas = await theFloor(floor.second);
  await floor.facts(three, [[0, 'reading', reading(188, 112, 96, 97)]], floor.second);
  await chair(tomas.page, 3)
    .getByText(/^Red reading/)
    .waitFor({ timeout: 20_000 });
  await chair(tomas.page, 3)
    .getByText(/called \d\d:\d\d/)
    .first()
    .waitFor({ timeout: 20_000 });
  await chair(tomas.page, 3).getByRole('button', { name: 'I have it' }).first().click();
  await expect
    .poll(
      () =>
        chair(tomas.page, 3)
          .getByText(/^Red reading/)
          .count(),
      { timeout: 20_000 },
    )
    .toBe(0);
});

test('reminders sound at a marked staff station alone: tested, silenced for two minutes, each written down', async () => {
  await threeSessions();
  const made = await fetch(`${server.address}/api/stations`, {
    method: 'POST',
    headers: { cookie: floor.director.cookie, origin: server.address, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Desk station' }),
  });
  const { id, code } = (await made.json()) as { id: string; code: string };
  const { page } = await pageOf(browser, server, floor.nurse, { size: 'tablet' });
  await page.request.post(`${server.address}/api/station/enrol`, {
    data: { code },
    headers: { origin: server.address },
  });
  await server.services.db.identity
    .updateTable('signIn')
    .set({ stationId: id })
    .where('id', '=', floor.nurse.signInId)
    .execute();
  await page.goto(`${server.address}/floor`);
  await chair(page, 1)
    .getByText(/Infusing/)
    .first()
    .waitFor({ timeout: 20_000 });
  await expectText(page, 'No staff station: no sound');
  // A tablet at a chair makes no sound, and offers none.
  expect(await button(page, 'Test the sound').count()).toBe(0);
  const marked = await fetch(`${server.address}/api/stations/${id}/staff`, {
    method: 'PUT',
    headers: { cookie: floor.director.cookie, origin: server.address, 'content-type': 'application/json' },
    body: JSON.stringify({ isStaffStation: true }),
  });
  expect(marked.status).toBe(200);
  await page.reload();
  await expectText(page, 'Sound of Desk station was not tested this shift');
  await button(page, 'Test the sound').click();
  await button(sheet(page), 'I heard nothing').click();
  await expectText(page, /Written down: not heard/);
  await button(sheet(page), 'I heard it').click();
  await expectText(page, /Sound of Desk station: heard \d\d:\d\d by S\. Lind/);
  await button(page, 'Silence 2 min').click();
  await page.getByText(/^Silent 1:5\d$/).waitFor();
  await expectText(page, /Sound of Desk station: silent until \d\d:\d\d/);
  expect(await page.getByText(/sound off/i).count()).toBe(0);
  const rows = await inClinic(floor.nurse.ctx, (tx) =>
    tx.selectFrom('stationSound').select('what').orderBy('at').orderBy('id').execute(),
  );
  expect(rows.map(({ what }) => what)).toEqual(['not-heard', 'heard', 'silenced']);
});

test('same initials and similar names are said on the floor, on the wall and at the chair', async () => {
  await threeSessions();
  const { id } = await floor.session({ name: ['Rita', 'Keler'], chair: 4, plannedInMin: 20, birthOn: '1971-05-02' });
  const { page } = await theFloor(floor.nurse);
  await chair(page, 1)
    .getByText(/same initials as chair 4\. Here: born .+\. There: 2 May 1971\./)
    .waitFor({ timeout: 20_000 });
  await chair(page, 4)
    .getByText(/same initials as chair 1/)
    .waitFor();
  await page.goto(`${server.address}/sessions/${id}`);
  await expectText(page, /^Same initials as chair 1\. Compare the birth date\.$/);
  await expectAccessible(page);
  await page.goto(`${server.address}/floor/wall`);
  await chair(page, 1)
    .getByText(/same initials as chair 4/)
    .waitFor({ timeout: 20_000 });
  expect(await chair(page, 1).getByText(/born/).count()).toBe(0);
  await expectText(page, 'Racemic charts and reminds. It does not replace the bedside monitor’s own alarms.');
  await expectAccessible(page);
});

test('a director signs the clinic’s own ladder, and a person says how they want to be told', async () => {
  await threeSessions();
  const { page } = await pageOf(browser, server, floor.director);
  await page.goto(`${server.address}/clinic/ladder`);
  await expectText(page, 'This is the project’s default. No director of this clinic stands behind it.');
  await expectAccessible(page);
  await button(page, 'Change and sign').click();
  await page.getByRole('group', { name: 'Step 2' }).first().getByLabel('After (min)').fill('3');
  await button(page, 'Sign this ladder').click();
  await expectText(page, 'Say why.');
  await expectAccessible(page);
  await page.getByLabel('Why it is changed').fill('A small floor: sooner.');
  await button(page, 'Sign this ladder').click();
  await expectText(page, /Version 1, signed .*: A small floor: sooner\./);
  await page.goto(`${server.address}/account`);
  const card = page.locator('section', { hasText: 'When nobody answers at a chair' });
  await card.getByLabel('Text to this number').fill('555-0142');
  await button(card, 'Save').click();
  await card.getByText('A number with its country: +17025550142.').waitFor();
  await card.getByLabel('Text to this number').fill('+1 (702) 555-0142');
  await button(card, 'Save').click();
  await expect
    .poll(() => inClinic(floor.director.ctx, (tx) => tx.selectFrom('reach').select(['byMail', 'textNumber']).execute()))
    .toEqual([{ byMail: true, textNumber: '+17025550142' }]);
  await expectAccessible(page);
});
