import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { aFloor, reading, type TestFloor } from './a-floor.ts';
import { aBrowser, aRunningServer, expectAccessible, expectText, type RunningServer, type sizes } from './harness.ts';
import { pageOf } from './people.ts';

let browser: Browser;
let server: RunningServer;
let floor: TestFloor;
let running: string;
let left: string;

const dose = {
  ...{ route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 52_500 },
  ...{ volumeToGiveUl: 35_000, as: 'fact' },
};
const Log = z.object({ events: z.array(z.object({ id: z.string(), data: z.looseObject({}) })) });

beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  floor = await aFloor(server, 2);
  ({ id: running } = await floor.session({ name: ['Jonas', 'Sommer'], chair: 1, plannedInMin: -60 }));
  await floor.facts(running, [
    [50, 'arrived'],
    [49, 'identity-confirmed', { identifiers: ['name', 'birth-date'] }],
    [48, 'weight', { given: { value: 70, unit: 'kg' } }],
    [45, 'reading', reading(132, 76, 68, 98)],
    [33, 'dose-started', dose],
    [23, 'reading', reading(146, 85, 176, 97)],
    [20, 'side-effect-started', { effect: 'dizziness', grade: 1 }],
    [3, 'reading', reading(168, 96, 90, 97)],
    [2, 'rate-changed', { pumpRateUlPerH: 26_250 }],
  ]);
  const read = await fetch(`${server.address}/api/sessions/${running}/events?after=0`, {
    headers: { cookie: floor.nurse.cookie },
  });
  const wrong = Log.parse(await read.json()).events.find(({ data }) => data.heartRatePerMin === 176);
  await floor.facts(running, [
    [1, 'correction', { of: wrong?.id, change: { data: reading(146, 85, 76, 97) }, reason: 'a 1 too many' }],
  ]);
  ({ id: left } = await floor.session({ name: ['Mia', 'Berg'], plannedInMin: -200 }));
  await floor.facts(left, [
    [190, 'arrived'],
    [185, 'reading', reading(128, 76, 68, 98)],
    [180, 'dose-started', dose],
    [178, 'dose-started', dose],
    [140, 'dose-stopped'],
    [60, 'left', { how: 'let-go', as: 'fact' }],
  ]);
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

async function opened(id: string, how: { size?: keyof typeof sizes; dark?: boolean } = { size: 'tablet' }) {
  const { page, errors } = await pageOf(browser, server, floor.nurse, how);
  await page.goto(`${server.address}/sessions/${id}`);
  await page.locator('.lane-plot canvas').first().waitFor();
  return { page, errors };
}

/** Parts of the header that are cut, lie over one another or run out of the screen. */
const cutInHeader = (page: Page) =>
  page.evaluate(() => {
    const header = document.querySelector('.session-top');
    if (header === null) return ['no header'];
    const parts = [...header.querySelectorAll('.who-ids, .who-identity, .allergy, .saved, .who')];
    const boxes = parts.map((part) => ({ name: part.className, box: part.getBoundingClientRect(), part }));
    const end = header.getBoundingClientRect();
    return boxes.flatMap(({ name, box, part }) => {
      const over = boxes.find(
        (other) =>
          !part.contains(other.part) &&
          !other.part.contains(part) &&
          other.box.left < box.right - 1 &&
          box.left < other.box.right - 1 &&
          other.box.top < box.bottom - 1 &&
          box.top < other.box.bottom - 1,
      );
      return [
        ...(part.scrollHeight > part.clientHeight + 1 && part.clientHeight > 0 ? [`${name} is cut below`] : []),
        ...(part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0 ? [`${name} is cut at its side`] : []),
        ...(box.right > innerWidth + 1 || box.bottom > end.bottom + 1 || box.width === 0 ? [`${name} runs out`] : []),
        ...(over === undefined ? [] : [`${name} lies over ${over.name}`]),
      ];
    });
  });

test.each(['tablet', 'phone'] as const)(
  'long allergies and who confirmed the identity are never cut, %s, also without a network',
  async (size) => {
    const { id, patientId } = await floor.session({ name: ['Petra', 'Longname'], plannedInMin: -10 });
    await floor.facts(id, [
      [9, 'arrived'],
      [8, 'identity-confirmed', { identifiers: ['name', 'birth-date'] }],
      [7, 'reading', reading(132, 76, 68, 98)],
    ]);
    for (const [substance, reaction] of [
      ['peanut', 'anaphylaxis'],
      ['adhesive tape', 'blisters'],
      ['amoxicillin with clavulanic acid', 'rash on trunk and arms'],
    ]) {
      const made = await fetch(`${server.address}/api/patients/${patientId}/allergies`, {
        method: 'POST',
        headers: { cookie: floor.nurse.cookie, origin: server.address, 'content-type': 'application/json' },
        body: JSON.stringify({ kind: 'allergy', substance, reaction, severity: 'severe' }),
      });
      expect(made.status).toBeLessThan(300);
    }
    const { page } = await opened(id, { size });
    await expectText(page, /peanut \(anaphylaxis\), adhesive tape \(blisters\), amoxicillin with clavulanic acid/);
    await expectText(page, /identity confirmed \d\d:\d\d, S\. Lind/);
    expect(await cutInHeader(page)).toEqual([]);
    await page.context().setOffline(true);
    await page.evaluate(() => dispatchEvent(new Event('offline')));
    await expectText(page, /No network since/);
    expect(await cutInHeader(page)).toEqual([]);
    await page.context().close();
  },
);

const acts = (page: Page) => page.getByRole('navigation', { name: 'What to do' }).getByRole('button').allInnerTexts();

test('the next thing is named with its time and opens by a tap; the last readings carry their age, author and state', async () => {
  const { page, errors } = await opened(running);
  const next = page.getByRole('region', { name: 'Next' }).getByRole('button', { name: /^Repeat/ });
  const last = page.getByRole('region', { name: 'Last readings' });
  expect((await last.allInnerTexts()).join(' ')).toMatch(/\d\d:\d\d · \d min ago · S\. Lind/);
  expect((await last.allInnerTexts()).join(' ')).toMatch(/Pressure\s+amber\s+168\/96\s+mmHg · baseline \+36/);
  await next.click();
  await page.getByRole('dialog').waitFor();
  expect(new URL(page.url()).searchParams.get('act')).toBe('readings');
  await page.goBack();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
  await page.context().close();
});

test('R opens the readings, E twice the emergency cards, and one E does not', async () => {
  const { page } = await opened(running);
  await page.keyboard.press('r');
  await page.getByRole('dialog').waitFor();
  await page.goBack();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('e');
  await expectText(page, 'Press E once more for the emergency cards.');
  expect(new URL(page.url()).searchParams.get('act')).toBeNull();
  await page.keyboard.press('e');
  await page.keyboard.press('e');
  await page.waitForURL(/act=emergency/);
  await page.context().close();
});

test('stop and emergency keep their place in every phase; what can’t be done is closed, not gone', async () => {
  const { page } = await opened(running);
  const during = await acts(page);
  expect(during.at(-2)).toContain('Stop infusion');
  expect(during.at(-1)).toContain('Emergency');
  await page.goto(`${server.address}/sessions/${left}`);
  await page.getByRole('button', { name: 'Sign the record' }).first().waitFor();
  const after = await acts(page);
  expect(after.at(-1)).toContain('Emergency');
  expect(after.slice(1, 4)).toEqual(during.slice(1, 4).filter((name) => name.trim() !== ''));
  await page.context().close();
});

test('the table says what the chart shows; a corrected value is readable as it was, as it is, by whom and why', async () => {
  const { page } = await opened(running);
  await expectText(page, /Pressure 132\/76 at .*, highest 168\/96 at .*, amber\. Pulse 68 to 90 per min/);
  await page.getByRole('button', { name: 'Table' }).click();
  const table = page.getByRole('region', { name: 'Everything in the order of time' });
  expect((await table.allInnerTexts()).join(' ')).toMatch(/was 176; is 76, S\. Lind \d\d:\d\d: a 1 too many/);
  expect((await table.getByRole('row').filter({ hasText: 'Dose started' }).allInnerTexts()).join(' ')).toContain(
    '52.5 mL/h',
  );
  await table.getByRole('button', { name: /^Correct Readings: 168\/96/ }).click();
  await page.waitForURL(/act=correct/);
  await page.context().close();
});

test('two starts are shown side by side, and neither is kept before a reason is said', async () => {
  const { page } = await opened(left);
  await page.getByRole('button', { name: /^Two starts of the dose/ }).click();
  const keep = page.getByRole('button', { name: 'Keep A' });
  await keep.waitFor();
  expect(await keep.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Written down twice' }).click();
  await keep.click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('Two starts of the dose are written down').waitFor({ state: 'detached' });
  await page.context().close();
});

test.each([
  { size: 'tablet', dark: false, contrast: 'usual' },
  { size: 'tablet', dark: true, contrast: 'more' },
  { size: 'phone', dark: true, contrast: 'usual' },
  { size: 'phone', dark: false, contrast: 'more' },
] as const)('the screen is accessible: $size, dark $dark, contrast $contrast', async ({ size, dark, contrast }) => {
  const { page, errors } = await opened(running, { size, dark });
  await page.evaluate(
    (wanted) => localStorage.setItem('racemic.appearance', JSON.stringify({ contrast: wanted })),
    contrast,
  );
  for (const id of [running, left]) {
    await page.goto(`${server.address}/sessions/${id}`);
    await page.locator('.lane-plot canvas').first().waitFor();
    await expectAccessible(page);
  }
  await page.getByRole('button', { name: 'Table' }).click();
  await expectAccessible(page);
  expect(errors).toEqual([]);
  await page.context().close();
});
