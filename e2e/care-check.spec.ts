import type { Browser, Page } from 'playwright-core';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBrowser, aPage, aRunningServer, expectAccessible, type RunningServer } from './harness.ts';

/** The private check: answers stay on the device, nobody is told yes or no, and it works on paper and without script. */

let browser: Browser;
let server: RunningServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([aBrowser(), aRunningServer()]);
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const open = (page: Page, path = '/care/check') => page.goto(`${server.address}${path}`);
const start = (page: Page) => page.getByRole('link', { name: 'Start the private check' }).click();
const next = (page: Page) => page.getByRole('button', { name: 'Next' }).click();
const choose = async (page: Page, answer: string) => {
  await page.getByRole('radio', { name: answer, exact: true }).check();
  await next(page);
};

/** A person of 40 with depression, some thoughts of death, a high pressure, and one thing not known. */
async function answerAll(page: Page): Promise<void> {
  await choose(page, '25 to 64');
  await choose(page, 'Depression (major depression)');
  await choose(page, '2 or more');
  await choose(page, 'Sometimes I think of death');
  await page.getByLabel('First number').fill('150');
  await page.getByLabel('Second number').fill('95');
  await next(page);
  await choose(page, 'I don’t know');
  await choose(page, 'No');
  await choose(page, 'No');
  await choose(page, 'No');
  await choose(page, 'I can’t become pregnant');
  await page.getByRole('heading', { level: 1, name: 'Your page to take to a doctor' }).waitFor();
}

/** Everything a browser can keep of a page. */
const keptIn = (page: Page) =>
  page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    cookies: document.cookie,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    address: location.pathname + location.search + location.hash,
    history: JSON.stringify(history.state),
  }));

test('ten answers on a phone make a page for the doctor: 988 first, then what matters most, then what is not known', async () => {
  const { context, page, errors } = await aPage(browser, { size: 'phone' });
  await open(page);
  await start(page);
  await page.getByText('Question 1 of 10').waitFor();
  await answerAll(page);
  const said = ((await page.locator('[data-stage]').textContent()) ?? '').replaceAll(/\s+/g, ' ');
  const order = [
    'call or text 988',
    'Talk about this first',
    '150 over 95',
    'What studies were about',
    'You did not know',
  ];
  const places = order.map((words) => said.indexOf(words));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(said).toContain('Above 140 over 90');
  expect(said).toContain('This is not a diagnosis');
  expect(said).not.toMatch(/qualif|eligible|score/i);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(errors).toEqual([]);
  await context.close();
});

test('nothing leaves the device and nothing is kept: no request, no storage, no address; forgotten is gone from the page', async () => {
  const { context, page } = await aPage(browser, { size: 'phone' });
  await open(page);
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await start(page);
  await answerAll(page);
  expect(asked).toEqual([]);
  expect(await keptIn(page)).toEqual({
    local: 0,
    session: 0,
    databases: 0,
    caches: 0,
    cookies: '',
    workers: 0,
    address: '/care/check',
    history: '{"step":10}',
  });
  expect(await context.cookies()).toEqual([]);
  await page.getByRole('button', { name: 'Forget my answers' }).click();
  await page.getByText('Your answers are gone from this page.').waitFor();
  expect(await page.content()).not.toMatch(/150 over 95|>150<|>95</);
  expect(await page.locator('input:checked').count()).toBe(0);
  // Back leads to questions, and none of them is answered any more.
  await page.goBack();
  await page.getByText('Question 10 of 10').waitFor();
  expect(await page.locator('input:checked').count()).toBe(0);
  expect(asked).toEqual([]);
  await context.close();
});

test('Back goes one question back and keeps the answer; the page opened again begins anew', async () => {
  const { context, page } = await aPage(browser);
  await open(page);
  await start(page);
  await choose(page, '65 or older');
  await choose(page, 'Bipolar disorder');
  await page.getByText('Question 3 of 10').waitFor();
  await page.goBack();
  expect(await page.getByRole('radio', { name: 'Bipolar disorder' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByText('Question 1 of 10').waitFor();
  expect(await page.getByRole('radio', { name: '65 or older' }).isChecked()).toBe(true);
  await page.goForward();
  await page.getByText('Question 2 of 10').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Could this be for me?' }).waitFor();
  await start(page);
  expect(await page.locator('input:checked').count()).toBe(0);
  await context.close();
});

test('no answer is an answer: ten times Next ends in ten questions to ask', async () => {
  const { context, page } = await aPage(browser);
  await open(page);
  await start(page);
  for (let at = 1; at <= 10; at++) {
    await page.getByText(`Question ${at} of 10`).waitFor();
    await next(page);
  }
  await page.getByRole('heading', { name: 'You did not know' }).waitFor();
  expect(await page.locator('[data-topic]').count()).toBe(10);
  expect(await page.getByText('If you think of death, you').count()).toBe(1);
  await context.close();
});

test('figures that make no sense are asked again in the words at the fields', async () => {
  const { context, page } = await aPage(browser, { size: 'phone' });
  await open(page);
  await start(page);
  for (let at = 1; at < 5; at++) await next(page);
  await page.getByLabel('First number').fill('80');
  await page.getByLabel('Second number').fill('120');
  await next(page);
  const problem = page.getByRole('alert');
  await problem.getByText('There is a problem').waitFor();
  expect(await problem.evaluate((of) => of === document.activeElement)).toBe(true);
  expect(await page.locator('#pressure-wrong').isVisible()).toBe(true);
  await expectAccessible(page);
  await problem.getByRole('link').click();
  expect(await page.getByLabel('First number').evaluate((of) => of === document.activeElement)).toBe(true);
  await page.getByLabel('I don’t know').check();
  await next(page);
  await page.getByText('Question 6 of 10').waitFor();
  await context.close();
});

test('with the keyboard alone, and each question is read as its name', async () => {
  const { context, page } = await aPage(browser);
  await open(page);
  const link = page.getByRole('link', { name: 'Start the private check' });
  await link.focus();
  await page.keyboard.press('Enter');
  const group = page.getByRole('group', { name: 'How old are you?' });
  await group.waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('How old are you?');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  expect(await group.getByRole('radio', { name: '18 to 24' }).isChecked()).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'What did a doctor say you have?' }).waitFor();
  expect(await page.title()).toBe('What did a doctor say you have? · Racemic');
  for (let at = 2; at <= 10; at++) {
    await page.getByText(`Question ${at} of 10`).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  }
  await page.getByRole('heading', { level: 1, name: 'Your page to take to a doctor' }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Your page to take to a doctor');
  await context.close();
});

test('in Spanish from the first word to the last, with the number to press', async () => {
  const { context, page } = await aPage(browser, { size: 'phone' });
  await open(page, '/care/es/check');
  await page.getByRole('link', { name: 'Empezar' }).click();
  for (let at = 1; at <= 10; at++) {
    await page.getByText(`Pregunta ${at} de 10`).waitFor();
    await page.getByRole('button', { name: 'Siguiente' }).click();
  }
  await page.getByRole('heading', { level: 1, name: 'Su página para llevar al médico' }).waitFor();
  await page.getByRole('main').getByText('llame al 988 y oprima 2').waitFor();
  expect(await page.locator('[data-stage]').textContent()).not.toMatch(/\b(Ask|You|doctor said)\b/);
  await context.close();
});

test('without script the same ten questions stand on a sheet for paper', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await open(page);
  await start(page);
  await page.getByRole('heading', { level: 1, name: 'Ten questions to take to a doctor' }).waitFor();
  expect(await page.locator('.check-asked').count()).toBe(10);
  await page.getByText('I’d rather not say').first().waitFor();
  const { text } = await extractText(new Uint8Array(await page.pdf({ format: 'Letter' })), { mergePages: true });
  expect(text).toContain('What was your last blood pressure?');
  expect(text).toContain('988');
  expect(text).not.toContain('Menu');
  await context.close();
});

test('the page for the doctor prints: topics and questions, nothing to press', async () => {
  const { context, page } = await aPage(browser, { size: 'phone' });
  await open(page);
  await start(page);
  await answerAll(page);
  const { text } = await extractText(new Uint8Array(await page.pdf({ format: 'Letter' })), { mergePages: true });
  expect(text).toContain('Talk about this first');
  expect(text).toContain('150 over 95');
  expect(text).toContain('988');
  for (const pressed of ['Print or save', 'Forget my answers', 'Menu', 'Find a center'])
    expect(text).not.toContain(pressed);
  await context.close();
});

test.each([
  ['phone', false],
  ['phone', true],
  ['desktop', false],
  ['desktop', true],
] as const)('axe finds nothing on a %s, dark: %s', async (size, dark) => {
  const { context, page, errors } = await aPage(browser, { size, dark });
  await open(page);
  await expectAccessible(page);
  await page.getByText('10 questions, 10 reasons').click();
  await expectAccessible(page);
  await start(page);
  await expectAccessible(page);
  await answerAll(page);
  await expectAccessible(page);
  await open(page, '/care/check/sheet');
  await expectAccessible(page);
  expect(errors).toEqual([]);
  await context.close();
});
