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

const goOn = (page: Page) => page.getByRole('button', { name: 'Go on with the questions' }).click();

/** Whoever knows nothing, or would rather say nothing, chooses that ten times. */
async function knowNothing(page: Page, from = 1, until = 10): Promise<void> {
  for (let at = from; at <= until; at++) {
    await page.getByText(`Question ${at} of 10`).waitFor();
    await page.locator('[data-stage] input[value="not-known"], [data-stage] input[name="unknown"]').check();
    await next(page);
    if (at === 4) await goOn(page);
  }
}

/** A person of 40 with depression, some thoughts of death, a high pressure, and one thing not known. */
async function answerAll(page: Page): Promise<void> {
  await choose(page, '25 to 64');
  await choose(page, 'Depression (major depression)');
  await choose(page, '2 or more');
  await choose(page, 'Sometimes I think of death');
  await goOn(page);
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
    history: expect.stringMatching(/^\{"visit":[\d.]+,"place":12\}$/),
  });
  expect(await page.title()).toBe('Private check · Racemic');
  expect(await context.cookies()).toEqual([]);
  await page.getByRole('button', { name: 'Forget my answers' }).click();
  await page.getByText('Your answers are gone from this page.').waitFor();
  expect(await page.content()).not.toMatch(/150 over 95|>150<|>95</);
  expect(await page.locator('input:checked').count()).toBe(0);
  // Back leads to the start of the check, and nothing is ahead of it any more.
  await page.goBack();
  await page.getByRole('heading', { name: 'Could this be for me?' }).waitFor();
  expect(await page.locator('[data-stage]').textContent()).toBe('');
  await page.goForward();
  await page.goForward({ timeout: 500 }).catch(() => null);
  await page.getByRole('heading', { name: 'Could this be for me?' }).waitFor();
  expect(await page.locator('[data-stage]').textContent()).toBe('');
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

test('not to know is an answer: ten times chosen, it ends in ten questions to ask', async () => {
  const { context, page } = await aPage(browser);
  await open(page);
  await start(page);
  await knowNothing(page);
  await page.getByRole('heading', { name: 'You did not know' }).waitFor();
  expect(await page.locator('[data-topic]').count()).toBe(10);
  expect(await page.getByText('If you think of death, you').count()).toBe(1);
  await context.close();
});

test.each([
  ['I think of ending my life', 'Please talk to someone now', 'You said that you think of ending your life.'],
  ['Sometimes I think of death', 'You can talk to someone, any time', 'You said that you think of death at times.'],
  ['I’d rather not say', 'You don’t have to say', 'If you think of death, you don’t have to wait'],
])('after "%s" help comes at once, and first at the end', async (answer, title, first) => {
  const { context, page } = await aPage(browser, { size: 'phone' });
  await open(page);
  await start(page);
  await knowNothing(page, 1, 3);
  await choose(page, answer);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  expect(await page.title()).toBe('Private check · Racemic');
  const stage = page.locator('[data-stage]');
  for (const [name, link] of [
    ['Call 988', 'tel:988'],
    ['Text 988', 'sms:988'],
    ['Danger right now: call 911', 'tel:911'],
  ] as const) {
    const button = stage.getByRole('link', { name, exact: true });
    expect(await button.getAttribute('href')).toBe(link);
    const box = await button.boundingBox();
    expect(box?.height ?? 0).toBeGreaterThanOrEqual(48);
    expect((box?.y ?? 9_999) + (box?.height ?? 0), name).toBeLessThanOrEqual(844);
  }
  await expectAccessible(page);
  await page.goBack();
  expect(await page.getByRole('radio', { name: answer }).isChecked()).toBe(true);
  await next(page);
  await goOn(page);
  await knowNothing(page, 5);
  await page.getByRole('heading', { level: 1, name: 'Your page to take to a doctor' }).waitFor();
  const said = ((await stage.textContent()) ?? '').replaceAll(/\s+/g, ' ');
  expect(said.indexOf(first)).toBeGreaterThan(-1);
  const firstHeading = await stage.getByRole('heading', { level: 2 }).first().textContent();
  if (answer !== 'I’d rather not say') {
    expect(firstHeading).toBe('Talk about this first');
    expect(await stage.locator('[data-topic]').first().getAttribute('data-topic')).toMatch(/^death-/);
  }
  expect(said.indexOf(first)).toBeLessThan(said.indexOf(firstHeading ?? ''));
  expect(await stage.locator('[data-call]').count()).toBe(1);
  await context.close();
});

test('"Next" without an answer says so at the field and goes nowhere; figures that make no sense are asked again', async () => {
  const { context, page } = await aPage(browser, { size: 'phone' });
  await open(page);
  await start(page);
  await next(page);
  const problem = page.getByRole('alert');
  await problem.getByText('Choose one answer. “I’d rather not say” is an answer too.').waitFor();
  expect(await problem.evaluate((of) => of === document.activeElement)).toBe(true);
  expect(await page.locator('#age-none').textContent()).toBe(await problem.getByRole('link').textContent());
  await expectAccessible(page);
  await problem.getByRole('link').click();
  expect(await page.getByLabel('Under 18').evaluate((of) => of === document.activeElement)).toBe(true);
  await knowNothing(page, 1, 4);
  const figures = async (upper: string, lower: string) => {
    await page.getByLabel('First number').fill(upper);
    await page.getByLabel('Second number').fill(lower);
    await next(page);
  };
  for (const [upper, lower, words, field] of [
    ['', '', 'Write two numbers', 'First number'],
    ['300', '20', 'Write the first number, from 60 to 260', 'First number'],
    ['120', '20', 'Write the second number, from 40 to 215', 'Second number'],
    ['80', '120', 'The first number is the higher one', 'First number'],
  ] as const) {
    await figures(upper, lower);
    await problem.getByText(words).waitFor();
    expect(await problem.getByRole('link').count()).toBe(1);
    expect(await page.locator('.wrong-say:visible').allTextContents()).toEqual(
      await problem.getByRole('link').allTextContents(),
    );
    expect(await page.getByLabel(field).getAttribute('aria-invalid')).toBe('true');
  }
  await expectAccessible(page);
  await page.getByLabel('I don’t know').check();
  await next(page);
  await page.getByText('Question 6 of 10').waitFor();
  await context.close();
});

test('the other language keeps the place and the answers, and only its page is asked for', async () => {
  const { context, page, errors } = await aPage(browser);
  await open(page);
  await start(page);
  await choose(page, '65 or older');
  await page.getByRole('radio', { name: 'Bipolar disorder' }).check();
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await page.getByRole('link', { name: 'Español' }).click();
  await page.getByText('Pregunta 2 de 10').waitFor();
  // The browser looks for the mark of the site again by itself.
  expect(asked.filter((of) => of !== 'GET /logo.svg')).toEqual(['GET /care/es/check']);
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/care/es/check');
  expect(await page.locator('html').getAttribute('lang')).toBe('es');
  expect(await page.getByRole('radio', { name: 'Trastorno bipolar' }).isChecked()).toBe(true);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Siguiente' }).click();
  await page.getByText('Pregunta 3 de 10').waitFor();
  await page.goBack();
  await page.goBack();
  expect(await page.getByRole('radio', { name: '65 o más' }).isChecked()).toBe(true);
  expect(new URL(page.url()).pathname).toBe('/care/es/check');
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByText('Question 1 of 10').waitFor();
  expect(await page.getByRole('radio', { name: '65 or older' }).isChecked()).toBe(true);
  await page.route('**/care/es/check', (route) => route.abort());
  await page.getByRole('link', { name: 'Español' }).click();
  await page.getByText('Your answers are still here.').waitFor();
  expect(await page.getByRole('radio', { name: '65 or older' }).isChecked()).toBe(true);
  expect(errors).toEqual([]);
  await context.close();
});

test('a page that was left and is shown again as it stood holds no answers', async () => {
  const { context, page } = await aPage(browser);
  await open(page);
  await start(page);
  await choose(page, '65 or older');
  await choose(page, 'Bipolar disorder');
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  await page.getByText('Your answers are gone from this page.').waitFor();
  expect(await page.locator('[data-stage]').textContent()).toBe('');
  await page.goBack();
  await page.getByRole('heading', { name: 'Could this be for me?' }).waitFor();
  expect(await page.locator('[data-stage]').textContent()).toBe('');
  await start(page);
  expect(await page.locator('input:checked').count()).toBe(0);
  // Left by a link for real, and Back: nothing either.
  await choose(page, '65 or older');
  await page.getByRole('link', { name: 'Understand the treatment' }).first().click();
  await page.waitForURL('**/care/learn');
  await page.goBack();
  await page.getByRole('heading', { name: 'Could this be for me?' }).waitFor();
  expect(await page.locator('input:checked').count()).toBe(0);
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
  expect(await page.title()).toBe('Private check · Racemic');
  for (let at = 2; at <= 10; at++) {
    await page.getByText(`Question ${at} of 10`).waitFor();
    await page.locator('[data-stage] input[value="not-known"], [data-stage] input[name="unknown"]').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    if (at !== 4) continue;
    await page.getByRole('button', { name: 'Go on with the questions' }).focus();
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
    await page.locator('[data-stage] input[value="not-known"], [data-stage] input[name="unknown"]').check();
    await page.getByRole('button', { name: 'Siguiente' }).click();
    if (at !== 4) continue;
    for (const name of ['Llame al 988 y oprima 2', 'Envíe AYUDA al 988', 'Peligro ahora mismo: llame al 911'])
      await page.getByRole('main').getByRole('link', { name, exact: true }).waitFor();
    await page.getByRole('button', { name: 'Seguir con las preguntas' }).click();
  }
  await page.getByRole('heading', { level: 1, name: 'Su página para llevar al médico' }).waitFor();
  await page.getByRole('main').getByText('llame al 988 y oprima 2', { exact: true }).waitFor();
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
  await start(page);
  await expectAccessible(page);
  await answerAll(page);
  await expectAccessible(page);
  await open(page, '/care/check/sheet');
  await expectAccessible(page);
  expect(errors).toEqual([]);
  await context.close();
});
