import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leavingItems } from '#clinical/session/session.ts';
import { aFullFloor, confirmed, type FullFloor, type PastFact, reading, started } from './a-floor.ts';
import { aBrowser, aRunningServer, expectAccessible, expectText, type RunningServer } from './harness.ts';
import { pageOf } from './people.ts';

let browser: Browser;
let server: RunningServer;
let floor: FullFloor;
let page: Page;
let errors: string[];
beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  floor = await aFullFloor(server);
  ({ page, errors } = await pageOf(browser, server, floor.nurse, { size: 'tablet' }));
}, 300_000);
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

/** A hand that counts: every touch of the glass is one. */
function aHand() {
  let touches = 0;
  return {
    touches: () => touches,
    tap: async (what: Locator) => {
      await what.click();
      touches += 1;
    },
  };
}

/** Seconds by the keystroke-level model: 1.2 s of thought before each unit, 0.28 s a touch on keys that lie side by side. */
const estimate = (touches: number, units: number) => Math.round(10 * (1.2 * units + 0.28 * touches)) / 10;

const button = (name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const open = async (session: string, act?: string) => {
  await page.goto(`${server.address}/sessions/${session}${act === undefined ? '' : `?act=${act}`}`);
  await (act === undefined ? button('Side effect').first() : page.getByRole('dialog').first()).waitFor();
};
type Kept = { kind: string; data: Record<string, unknown>; measuredAt: string };
const factsOf = async (session: string): Promise<Kept[]> => {
  const answer = await fetch(`${server.address}/api/sessions/${session}/events`, {
    headers: { cookie: floor.nurse.cookie },
  });
  const { events }: { events: Kept[] } = await answer.json();
  return events;
};
/** Buttons that the word “Kept … Undo” lies on. */
const underTheWord = async (on: Page): Promise<string[]> => {
  await on.locator('.undo-word').waitFor();
  return on.evaluate(() => {
    const word = document.querySelector('.mantine-Notification-root:has(.undo-word)')?.getBoundingClientRect();
    if (word === undefined) return ['no word'];
    const on = [...document.querySelectorAll('[role="dialog"]')].at(-1) ?? document;
    return [...on.querySelectorAll('button, a, input')].flatMap((one) => {
      if (one.closest('.undo-word') !== null) return [];
      const at = one.getBoundingClientRect();
      const [left, right] = [Math.max(at.left, word.left), Math.min(at.right, word.right)];
      const [top, bottom] = [Math.max(at.top, word.top), Math.min(at.bottom, word.bottom)];
      if (left >= right || top >= bottom) return [];
      const below = document.elementsFromPoint((left + right) / 2, (top + bottom) / 2);
      return below.includes(one) ? [one.textContent ?? ''] : [];
    });
  });
};
const lastFact = async (session: string, kind: string) => {
  await expect.poll(async () => (await factsOf(session)).at(-1)?.kind, { timeout: 15_000 }).toBe(kind);
  return (await factsOf(session)).at(-1)?.data;
};

test('a full set of readings takes sixteen touches or fewer from the empty pad, nothing filled in, and amber is explained before it is kept', async () => {
  await open(floor.infusing, 'readings');
  expect(await page.locator('.pad-number').allTextContents()).toEqual(['', '', '', '', '']);
  expect(await button(/^Save readings/).isDisabled()).toBe(true);
  const { tap, touches } = aHand();
  for (const digit of '17010192961') await tap(button(digit));
  await tap(button('5'));
  await tap(button(/ready, normal/));
  await tap(button(/noticed/));
  await tap(button('None of these'));
  await expectText(page, 'Amber: 170/101 mmHg.');
  await expectText(page, 'project default');
  await tap(button(/^Save readings/));
  expect(touches()).toBeLessThanOrEqual(16);
  expect(estimate(touches(), 3)).toBeLessThanOrEqual(9);
  await expect
    .poll(async () => (await factsOf(floor.infusing)).at(-1)?.data, { timeout: 15_000 })
    .toEqual({
      ...{ systolicMmHg: 170, diastolicMmHg: 101, heartRatePerMin: 92, spo2Pct: 96, breathsPerMin: 15 },
      ...{ moaaS: 5, dissociationGrade: 1, symptoms: [], source: 'by-hand' },
    });
}, 60_000);

test('1200 mmHg can’t be typed: a digit that leads to no value does nothing, and the pad says the range', async () => {
  await open(floor.overdue, 'readings');
  for (const digit of '1200') await button(digit).click();
  expect(await page.locator('.pad-number').first().textContent()).toBe('120');
  await expectText(page, 'Diastolic takes 10 to 200 mmHg');
  await button(/^Back, keep as draft/).click();
  await button('Record readings').click();
  await page.getByRole('dialog').waitFor();
  expect(await page.locator('.pad-number').first().textContent()).toBe('120');
}, 60_000);

test('a time that is typed counts without another button; while it is none the act is closed and says why, and the word afterwards says that time', async () => {
  const { id } = await floor.session({ name: ['Lotte', 'Brandt'], plannedInMin: -5 });
  await open(id, 'arrive');
  await button('Change').click();
  const shown = (await page.locator('.at-time-clock').textContent()) ?? '';
  const minutes = (Number(shown.slice(0, 2)) * 60 + Number(shown.slice(3)) + 1_440 - 7) % 1_440;
  const typed = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  await page.getByLabel('Time, 24 hours').fill('25:10');
  await expectText(page, 'A time looks like 10:44. Until then nothing is kept.');
  expect(await button('Has arrived').isDisabled()).toBe(true);
  await page.getByLabel('Time, 24 hours').fill(typed);
  await expectText(page, `It counts as ${typed}`);
  await button('Has arrived').click();
  await expectText(page, `Kept: ${typed}, Arrived`);
  await expect.poll(async () => (await factsOf(id)).at(-1)?.kind, { timeout: 15_000 }).toBe('arrived');
  const agoMs = Date.now() - Date.parse((await factsOf(id)).at(-1)?.measuredAt ?? '');
  expect(agoMs).toBeGreaterThan(6.5 * 60_000);
  expect(agoMs).toBeLessThan(9.5 * 60_000);
}, 60_000);

test('on the pad, what Save would keep is judged: a 7 as it stands, a slip in the pressure at once; Enter goes on', async () => {
  const { id } = await floor.session({ name: ['Emil', 'Roth'], plannedInMin: -30 });
  await floor.facts(id, [[20, 'arrived']]);
  await open(id, 'readings');
  const says = page.getByRole('region', { name: 'What the rules say of it' });
  for (const key of ['1', '2', '0', 'Enter', '1', '5', '0', 'Enter']) await page.keyboard.press(key);
  await says.getByText('150 is not below 120: one of the two is a slip. Read again.').waitFor();
  expect(await says.textContent()).not.toMatch(/No rule objects|Red:/);
  expect(await button(/^Save, then open/).count()).toBe(0);
  await page.getByRole('button', { name: 'Diastolic: 150 mmHg' }).click();
  for (const key of ['Backspace', 'Backspace', 'Backspace', '8', '0', '9', '2', 'Enter', '9', '8', 'Enter', '7'])
    await page.keyboard.press(key);
  await says.getByText(/^Red:.* 7 /).waitFor();
  await button(/^Save readings five values are there; not asked: sedation, dissociation, symptoms/).waitFor();
  await page.getByRole('button', { name: 'Breaths: 7 per min' }).click();
  expect(await says.textContent()).toMatch(/Red:/);
  await button(/^Save readings/).click();
  expect(await lastFact(id, 'reading')).toMatchObject({
    ...{ systolicMmHg: 120, diastolicMmHg: 80, heartRatePerMin: 92, spo2Pct: 98, breathsPerMin: 7 },
  });
}, 60_000);

test('a side effect takes three touches from the session, and one more within ten seconds takes it back', async () => {
  await open(floor.infusing);
  const { tap, touches } = aHand();
  await tap(button('Side effect').first());
  await tap(button('Headache'));
  await tap(button(/^Grade 1/));
  expect(touches()).toBeLessThanOrEqual(3);
  expect(await lastFact(floor.infusing, 'side-effect-started')).toEqual({ effect: 'headache', grade: 1 });
  await button('Undo').click();
  expect(await lastFact(floor.infusing, 'correction')).toMatchObject({ change: { retracted: true } });
}, 60_000);

test('an emergency card is open after two touches, its steps keep their time, stopping the medicine keeps the stop of the pump, and it closes only with an outcome', async () => {
  await open(floor.amber);
  const { tap, touches } = aHand();
  await tap(button('Emergency'));
  await tap(button(/^Hypertensive emergency/));
  expect(touches()).toBe(2);
  expect(await lastFact(floor.amber, 'emergency-opened')).toEqual({ card: 'hypertensive-emergency' });
  await button('Done: Make the emergency call.').click();
  expect(await lastFact(floor.amber, 'emergency-action')).toMatchObject({ action: 'Make the emergency call.' });
  // The pump runs: the step asks for the stop itself, one touch more, and is done by it.
  await button('Done now: Stop giving the medicine.').click();
  expect(await button(/^Done.*: Stop giving the medicine./).count()).toBe(0);
  await button(/^Stopped at/).click();
  await lastFact(floor.amber, 'dose-stopped');
  await expectText(page, 'Dose stopped');
  await page
    .locator('.card-clocks')
    .getByText(/^stopped \d\d:/)
    .waitFor();
  expect(await button(/^Done.*: Stop giving the medicine./).count()).toBe(0);
  await expect.poll(() => underTheWord(page)).toEqual([]);
  await button('Close card').click();
  await page.getByRole('dialog').last().getByRole('button', { name: 'Close card' }).click();
  await expectText(page, 'Say how it ended.');
  await button('Settled').click();
  await page.getByLabel('Outcome').fill('Pressure fell to 140/84 by itself.');
  await page.getByRole('dialog').last().getByRole('button', { name: 'Close card' }).click();
  expect(await lastFact(floor.amber, 'emergency-closed')).toMatchObject({
    how: 'settled',
    outcome: 'Pressure fell to 140/84 by itself.',
  });
}, 60_000);

test('the start stays closed with the number left; a pump that runs already is kept as a fact, 20 % over the order said before', async () => {
  await open(floor.baseline, 'gate');
  await expectText(page, 'The dose can’t start');
  expect(await button(/^Start dose/).isDisabled()).toBe(true);
  await button('The pump runs already: write it down').click();
  await button('1 mg/mL, as ordered').click();
  await page.getByLabel('Rate that the pump shows, mL/h').fill('63');
  expect(await button(/^Start dose/).isDisabled()).toBe(true);
  await page.getByLabel('The same rate again, mL/h').fill('63');
  await expectText(page, '20 % over the order (52.5 mL/h).');
  await button(/^Start dose/).click();
  expect(await lastFact(floor.baseline, 'dose-started')).toMatchObject({ pumpRateUlPerH: 63_000, as: 'fact' });
}, 60_000);

/** The dose was over long ago, and all readings are as they should be. */
const readyToLeave: readonly PastFact[] = [
  [148, 'identity-confirmed', confirmed],
  [145, 'reading', reading(124, 78, 70, 98, { cadss: 0 })],
  [134, 'dose-started', started],
  [94, 'reading', reading(132, 80, 74, 98)],
  [94, 'dose-stopped', { volumeGivenUl: 35_000 }],
  [40, 'reading', reading(126, 78, 70, 98)],
  [4, 'reading', reading(124, 76, 68, 98, { cadss: 0 })],
];

test('leaving, all normal, takes twelve touches or fewer, each thing a fact of its own, and Let go is closed with the number missing until then', async () => {
  const { id } = await floor.session({ name: ['Ines', 'Moreau'], plannedInMin: -150 });
  await floor.facts(id, [[150, 'arrived', { escort: 'her brother, 555-0161' }], ...readyToLeave]);
  await open(id);
  const { tap, touches } = aHand();
  await tap(button('Leaving'));
  await expectText(page, 'opens when');
  expect(await button(/^Let go/).isDisabled()).toBe(true);
  await tap(button(/^These 3: asked and seen: Oriented.* Walks steadily\. No uncontrolled vomiting\.$/));
  await tap(page.locator('[data-answer="no-new-suicidal-finding met"]'));
  await tap(page.locator('[data-answer="instructions-said-back met"]'));
  await tap(button(/^Call \w{3},? \d+ \w+: The next contact/).first());
  await tap(button(/^These 4: done and seen: An escort is there: her brother, 555-0161, identity seen\. Transport/));
  for (const item of ['Activity', 'Breathing', 'Circulation', 'Consciousness', 'Oxygen saturation'])
    await tap(button(new RegExp(`^${item}: 2`)));
  await expectText(page, 'all criteria are met');
  await tap(button(/^Let go/));
  expect(touches()).toBeLessThanOrEqual(12);
  expect(await lastFact(id, 'left')).toMatchObject({ how: 'let-go', as: 'intent' });
  const items = (await factsOf(id)).flatMap(({ kind, data }) => (kind === 'discharge-item' ? [data] : []));
  expect(items.map(({ item, state }) => `${item} ${state}`).toSorted()).toEqual(
    leavingItems.map((item) => `${item} met`).toSorted(),
  );
  expect(items.find(({ item }) => item === 'escort')).toMatchObject({ value: 'her brother, 555-0161' });
}, 60_000);

test('what is asked together is taken back together, is answered one by one where one of it is not so, and a second tap answers nothing else', async () => {
  const { id } = await floor.session({ name: ['Pia', 'Sommer'], plannedInMin: -150 });
  await floor.facts(id, [[150, 'arrived'], ...readyToLeave]);
  await open(id, 'leaving');
  const said = async () =>
    (await factsOf(id)).flatMap(({ kind, data }) =>
      kind === 'discharge-item' ? [`${data.item} ${data.state}`] : kind === 'correction' ? ['taken back'] : [],
    );
  const met = ['oriented met', 'walks-steadily met', 'no-vomiting met'];
  const together = page.locator('[data-together="seen"]');
  const spot = await button(/^These 3: asked and seen/).boundingBox();
  if (spot === null) throw new Error('no button');
  for (let taps = 0; taps < 3; taps += 1) {
    await page.mouse.click(spot.x + spot.width / 2, spot.y + spot.height / 2);
    await together.getByText('Walks steadily.').waitFor();
  }
  await expect.poll(said, { timeout: 15_000 }).toEqual(met);
  await button('Undo').click();
  await expectText(page, 'Undone. The record shows both.');
  await expect.poll(said, { timeout: 15_000 }).toEqual([...met, 'taken back', 'taken back', 'taken back']);
  // Nobody was named as the escort: who it is is asked, and never confirmed with the rest.
  await button(/^These 3: done and seen: Transport/).waitFor();
  await button(/^One by one: These 3: asked and seen/).click();
  await expectAccessible(page);
  await page.locator('[data-answer="walks-steadily not-met"]').click();
  await page.locator('[data-answer="no-vomiting met"]').click();
  await expect.poll(said, { timeout: 15_000 }).toHaveLength(8);
  expect((await said()).slice(6)).toEqual(['walks-steadily not-met', 'no-vomiting met']);
  expect(await button(/^These \d: asked and seen/).count()).toBe(0);
  await expectAccessible(page);
  await button('Fold what is answered').click();
  await page.locator('.met-list').getByText('No uncontrolled vomiting.').waitFor();
  await page.locator('.gate-row-red', { hasText: 'Walks steadily.' }).waitFor();
}, 60_000);

test.each(['tablet', 'phone'] as const)(
  'the word that something is kept covers no button: session, card, gate, leaving, on a %s',
  async (size) => {
    const { id } = await floor.session({ name: ['Nina', size], plannedInMin: -30 });
    await floor.facts(id, [[20, 'arrived']]);
    const { page: hers } = await pageOf(browser, server, floor.nurse, { size });
    const tap = (name: string | RegExp) =>
      hers
        .getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
        .first()
        .click();
    const opened = async (session: string, act: string) => {
      await hers.goto(`${server.address}/sessions/${session}?act=${act}`);
      await hers.getByRole('dialog').first().waitFor();
    };
    await opened(id, 'gate');
    await tap(/^Met: Eligibility/);
    await expect.poll(() => underTheWord(hers), { timeout: 15_000 }).toEqual([]);
    await tap(/^Met: Oxygen/);
    await expect.poll(() => underTheWord(hers), { timeout: 15_000 }).toEqual([]);
    await opened(id, 'note');
    await hers.getByRole('textbox').first().fill('Brought a book and a blanket.');
    await tap('Keep the note');
    await expect.poll(() => underTheWord(hers), { timeout: 15_000 }).toEqual([]);
    await opened(id, 'emergency');
    await tap(/^Chest pain/);
    await tap(/^Medicine given/);
    await tap('aspirin');
    await hers.getByLabel('Dose', { exact: true }).fill('300');
    await tap('mg');
    await tap('By mouth');
    await tap('Given');
    await expect.poll(() => underTheWord(hers), { timeout: 15_000 }).toEqual([]);
    await opened(floor.infusing, 'leaving');
    await hers
      .locator(`[data-answer="${size === 'tablet' ? 'no-new-suicidal-finding' : 'instructions-said-back'} met"]`)
      .click();
    await expect.poll(() => underTheWord(hers), { timeout: 15_000 }).toEqual([]);
    await hers.context().close();
  },
  120_000,
);

test('what is answered at the gate keeps its place: a second tap on the same spot answers nothing else; Stop and Emergency are there', async () => {
  const { id } = await floor.session({ name: ['Olga', 'Winter'], plannedInMin: -30 });
  await floor.facts(id, [[20, 'arrived']]);
  await open(id, 'gate');
  const at = await button(/^Met: Eligibility/).boundingBox();
  if (at === null) throw new Error('no button');
  for (let taps = 0; taps < 3; taps += 1) {
    await page.mouse.click(at.x + at.width / 2, at.y + at.height / 2);
    await page.locator('.gate-row', { hasText: 'Eligibility' }).getByText('Entered at the gate').waitFor();
  }
  await lastFact(id, 'checklist-item');
  expect((await factsOf(id)).filter(({ kind }) => kind === 'checklist-item')).toHaveLength(1);
  await button('Fold what is answered').click();
  await page.locator('.gate-row', { hasText: 'Eligibility' }).waitFor({ state: 'detached' });
  const foot = page.getByRole('dialog').getByRole('navigation', { name: 'Always at hand' });
  expect(await foot.getByRole('button').allTextContents()).toEqual([expect.stringContaining('Stop'), 'Emergency']);
  await foot.getByRole('button', { name: 'Emergency' }).click();
  await expectText(page, 'Emergency: which card?');
}, 60_000);

test('leaving against advice says of whom, takes a time, and a letter is no reason', async () => {
  const { id } = await floor.session({ name: ['Paul', 'Ritter'], plannedInMin: -60 });
  await floor.facts(id, [
    [50, 'arrived'],
    [30, 'dose-started', started],
    [5, 'dose-stopped', { volumeGivenUl: 20_000 }],
  ]);
  await open(id, 'leaving');
  await button('Leaves against advice').click();
  const asked = page.getByRole('dialog').last();
  await asked.getByText(/born .* No\. /).waitFor();
  await asked.getByLabel('Reason').fill('x');
  await asked.getByRole('button', { name: 'Leaves against advice' }).click();
  await asked.getByText('A reason has words: at least 10 letters.').waitFor();
  await asked.getByLabel('Reason').fill('Wants to go home; risks said; Dr Hale told.');
  await asked.getByRole('button', { name: 'Change' }).click();
  await asked.getByRole('button', { name: '1 min earlier' }).click();
  await asked.getByRole('button', { name: 'Leaves against advice' }).click();
  expect(await lastFact(id, 'left')).toMatchObject({ how: 'against-advice' });
  const agoMs = Date.now() - Date.parse((await factsOf(id)).at(-1)?.measuredAt ?? '');
  expect(agoMs).toBeGreaterThan(55_000);
}, 60_000);

test('identity is confirmed only by what the screen shows', async () => {
  const { id } = await floor.session({ name: ['Rita', 'Sand'], plannedInMin: -5 });
  await floor.facts(id, [[4, 'arrived']]);
  await open(id, 'identity');
  const labels = await page.getByRole('dialog').locator('.tick-card label').allTextContents();
  expect(labels.map((label) => label.split(':')[0])).toEqual(['Name', 'Birth date', 'Number']);
}, 60_000);

test('every sheet is accessible, and no console complains', async () => {
  for (const act of ['readings', 'gate', 'side-effect', 'pump', 'stop', 'medicine', 'emergency', 'leaving', 'sign']) {
    await open(floor.infusing, act);
    await expectAccessible(page);
  }
  expect(errors).toEqual([]);
}, 300_000);
