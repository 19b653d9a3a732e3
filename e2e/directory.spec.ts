import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leaveRequest } from '#server/finder/finder.queries.ts';
import { writeBatch } from '#server/finder/import-batch.ts';
import { readyRecord } from '#server/finder/import-ready.ts';
import type { SourceRecord } from '#server/finder/source-record.ts';
import { newId } from '#server/platform/ids.ts';
import { aCenter } from '../tests/a-center.ts';
import type { Person, TestClinic } from '../tests/builders.ts';
import { aBrowser, aPage, aRunningServer, expectAccessible, type RunningServer } from './harness.ts';
import { aClinicOn, pageOf } from './people.ts';

/** The directory from behind: what somebody wrote reaches an editor, and what the editor does reaches the public page. */

let browser: Browser;
let server: RunningServer;
let clinic: TestClinic;
let editor: Person;
let second: Person;
beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  clinic = await aClinicOn(server);
  [editor, second] = [await clinic.as('compliance'), await clinic.as('owner')];
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const today = new Date().toISOString().slice(0, 10);
const open = (page: Page, path: string) => page.goto(`${server.address}${path}`);
/** A page as who comes anew sees it: browsers may keep one for five minutes. */
const said = async (page: Page, path: string) => {
  await open(page, `${path}?at=${Math.random()}`);
  return (await page.locator('main').textContent()) ?? '';
};

const attack = '<script>document.title = "taken"</script><img src=x onerror="document.title = \'taken\'">';

test('a message from the public form is read as text, the fact is corrected, the public page shows it, the trail names the editor', async () => {
  const { slug } = await aCenter(server.services, { name: 'Juniper & Vale Psychiatry', states: 'vvd'.padEnd(24, 'n') });
  const visitor = await aPage(browser, { size: 'phone' });
  await open(visitor.page, `/care/tell-us?center=${slug}&fact=screening`);
  await visitor.page.getByLabel('What should we know?').fill(`They screen: see their plan. ${attack}`);
  await visitor.page.getByLabel('Your e-mail, if you want an answer').fill('jordan@example.org');
  await button(visitor.page, 'Send to the editors').click();
  await visitor.page.getByRole('heading', { name: 'Thank you. The editors have it.' }).waitFor();

  const { page, errors } = await pageOf(browser, server, editor);
  // By keyboard alone: G, then D.
  await page.getByRole('link', { name: 'Directory' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.getByRole('heading', { name: 'Messages to the editors' }).waitFor();
  await page.getByText(attack).waitFor();
  expect(await page.title()).not.toContain('taken');
  expect(await page.locator('main img, main script').count()).toBe(0);
  await page.getByText('jordan@example.org').waitFor();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Open the center' }).click();
  await page.getByRole('heading', { name: 'Juniper & Vale Psychiatry' }).waitFor();
  await button(page, 'Add evidence: Screening before treatment').click();
  await button(page, 'Show it on the page').click();
  expect(await dialog(page).locator('[aria-invalid="true"]').count()).toBeGreaterThan(2);
  await expectAccessible(page);
  await page.getByLabel('A page or paper shows it').check();
  await page.getByLabel('What it says').fill('Everyone is asked about heart and liver. Plan, page 1.');
  await page.getByLabel('Who says so').fill('Its treatment plan');
  await page.getByLabel('Link').fill('https://example.org/plan.pdf');
  await page.getByLabel('Counts until').fill('2099-01-01');
  await page.getByLabel('Why').fill('a reader pointed to the plan');
  await button(page, 'Show it on the page').click();
  await page.getByText('Evidence counts for 12 months at most: then it is asked for again.').last().waitFor();
  await page.getByLabel('Counts until').fill(today);
  await button(page, 'Show it on the page').click();
  await dialog(page).waitFor({ state: 'detached' });
  await page.getByText('Everyone is asked about heart and liver. Plan, page 1.').waitFor();
  await expectAccessible(page);
  expect(await said(visitor.page, `/care/centers/${slug}`)).toMatch(
    /Everyone is asked about heart and liver\. Plan, page 1\..*checked by Harbor Street Clinic/s,
  );

  await open(page, '/directory');
  await button(page, 'Settle').click();
  await dialog(page).getByRole('button', { name: 'Settle' }).click();
  await page.getByText('Choose how it ends.').waitFor();
  await page.getByLabel('Done: what was asked for is done').check();
  await dialog(page).getByLabel('Answer').fill('Thank you. The plan is linked now.');
  await dialog(page).getByRole('button', { name: 'Settle' }).click();
  await page.getByText('Nothing waits').waitFor();
  await page.getByText('Settled', { exact: true }).click();
  await page.getByText('Thank you. The plan is linked now.').waitFor();
  await page.getByText(/^Settled by Test Person/).waitFor();

  await open(page, '/audit');
  const name = `Test ${await familyNameOf(editor)}`;
  for (const words of ['added evidence about a center', 'settled a message to the directory'])
    await page
      .getByRole('row')
      .filter({ hasText: words })
      .filter({ hasText: name })
      .filter({ hasText: 'Juniper & Vale Psychiatry' })
      .waitFor();
  const history = await said(visitor.page, `/care/centers/${slug}`);
  expect(history).toContain('A reader told the editors something, and it was put right.');
  expect(history).not.toContain('Test Person');
  expect(errors).toEqual([]);
});

const familyNameOf = async (person: Person): Promise<string> => {
  const { familyName } = await server.services.db.inClinicTransaction(clinic.clinicId, (tx) =>
    tx
      .selectFrom('practitioner')
      .select('familyName')
      .where('id', '=', person.practitionerId)
      .executeTakeFirstOrThrow(),
  );
  return familyName;
};

test('evidence is ended and added again; words are quoted, told, answered and ended; the center is removed and comes back', async () => {
  const { id, slug } = await aCenter(server.services, { name: 'Blue Heron Lounge', states: 'c'.padEnd(24, 'n') });
  const visitor = await aPage(browser);
  const { page, errors } = await pageOf(browser, server, editor);
  await open(page, `/directory/centers/${id}`);
  const end = async (why: string) => {
    await page.getByLabel('Why').fill(why);
    await dialog(page).getByRole('button').last().click();
    await dialog(page).waitFor({ state: 'detached' });
  };
  await button(page, 'Correct the entry').click();
  await dialog(page).getByLabel('Phone').fill('775-555-0188');
  await dialog(page).getByLabel('Website').fill('no address');
  await page.getByLabel('Why').fill('called there');
  await dialog(page).getByRole('button', { name: 'Correct the entry' }).click();
  await page.getByText('Website is a web address like https://example.org/page.').waitFor();
  await dialog(page).getByLabel('Website').fill('https://heron.example/');
  await end('called there');
  expect(await said(visitor.page, `/care/centers/${slug}`)).toMatch(/775-555-0188.*was corrected by the editors/s);
  await button(page, /^End evidence: Dr\. A\. Osei/).click();
  await end('no longer on its page');
  await page.getByText('1 ended').click();
  await page.getByText(/^Ended .*: no longer on its page/).waitFor();
  await button(page, /^Add again: Dr\. A\. Osei/).click();
  expect(await page.getByLabel('What it says').inputValue()).toContain('Osei');
  await end('it is there after all');
  await button(page, /^End evidence: Dr\. A\. Osei/).waitFor();

  await button(page, 'Read a page').click();
  await page.getByLabel('Text of the page').fill('Open Monday to Friday.');
  await button(page, 'Have it read').click();
  await page.getByText('The rules question nothing in this text.').waitFor();
  await page.getByLabel('Text of the page').fill('Ketamine cures depression. Open Monday to Friday.');
  await button(page, 'Have it read').click();
  await page.getByLabel('“Ketamine cures depression.”').check();
  await expectAccessible(page);
  await button(page, 'Show the chosen').click();
  await dialog(page).waitFor({ state: 'detached' });
  expect(await said(visitor.page, `/care/centers/${slug}`)).toContain('“Ketamine cures depression.”');
  await button(page, 'Told the center: Ketamine cures depression.').click();
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await button(page, 'Write down its answer: Ketamine cures depression.').click();
  await page.getByLabel('Answer, as the center gave it').fill('We took it down.');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await page.getByText('It answered: “We took it down.”').waitFor();
  await button(page, 'End quotation: Ketamine cures depression.').click();
  await end('the page is corrected');
  await page.getByText('No words are quoted.').waitFor();

  await open(visitor.page, `/care/for-centers?center=${slug}`);
  await visitor.page.getByLabel('Remove the center from the list').check();
  await visitor.page.getByLabel('What should we know?').fill('We do not want to be listed.');
  await visitor.page.getByLabel('Your e-mail at the center’s own domain').fill('director@heron.example');
  await button(visitor.page, 'Send to the editors').click();
  await visitor.page.getByRole('heading', { name: 'Thank you. The editors have it.' }).waitFor();
  await open(page, '/directory');
  await page.getByRole('heading', { name: 'Removal: Blue Heron Lounge' }).waitFor();
  await page.getByRole('link', { name: 'Open the center' }).click();
  await button(page, 'Remove from the list').click();
  await end('asked for by its director');
  await page.getByText('You proposed it, so another editor decides.', { exact: false }).waitFor();
  expect((await visitor.page.goto(`${server.address}/care/centers/${slug}?still`))?.status()).toBe(200);
  const other = await pageOf(browser, server, second);
  await open(other.page, '/directory/waiting');
  await other.page.getByRole('heading', { name: 'Blue Heron Lounge, Place in the list: to be removed' }).waitFor();
  await button(other.page, 'Agree').click();
  await other.page.getByLabel('Why').fill('the mail came from its own domain');
  await dialog(other.page).getByRole('button', { name: 'Agree' }).click();
  await other.page.getByText('Nothing waits', { exact: true }).waitFor();
  await page.reload();
  await page.getByText('The public address answers that the center asked to be removed.', { exact: false }).waitFor();
  await expectAccessible(page);
  const gone = await visitor.page.goto(`${server.address}/care/centers/${slug}?gone`);
  expect(gone?.status()).toBe(410);
  expect(await visitor.page.locator('main').textContent()).not.toContain('Osei');
  await button(page, 'Show in the list again').click();
  await end('asked for again');
  await button(page, 'Remove from the list').waitFor();
  expect((await visitor.page.goto(`${server.address}/care/centers/${slug}?again`))?.status()).toBe(200);
  expect(errors).toEqual([]);
});

test('what verifies a fact waits for a second person: the page stays, another editor declines or agrees, and both stand in the trail', async () => {
  const { id, slug } = await aCenter(server.services, { name: 'Two Hands Clinic', states: 'd'.padEnd(24, 'n') });
  const visitor = await aPage(browser);
  const [one, two] = [await pageOf(browser, server, editor), await pageOf(browser, server, second, { size: 'phone' })];
  const propose = async () => {
    await open(one.page, `/directory/centers/${id}`);
    await button(one.page, 'Add evidence: Team and licenses').click();
    await one.page.getByLabel('An outside source agrees').check();
    await one.page.getByText('A second editor has to agree.', { exact: false }).waitFor();
    await one.page.getByLabel('What it says').fill('Dr. A. Osei holds licence 12345.');
    await one.page.getByLabel('Who says so').fill('Nevada board of medicine');
    await one.page.getByLabel('Link').fill('https://example.org/licence/12345');
    await one.page.getByLabel('Counts until').fill(today);
    await one.page.getByLabel('Why').fill('looked up at the board');
    await expectAccessible(one.page);
    await button(one.page, 'Propose it').click();
    await dialog(one.page).waitFor({ state: 'detached' });
    await one.page.getByRole('heading', { name: 'Team and licenses: to be verified' }).waitFor();
  };
  await propose();
  await expectAccessible(one.page);
  expect(await button(one.page, 'Agree').count()).toBe(0);
  await button(one.page, 'Take it back').waitFor();
  const before = await said(visitor.page, `/care/centers/${slug}`);
  expect(before).not.toContain('holds licence 12345');
  expect(before).toContain('A second person has to agree.');

  await open(two.page, '/directory');
  await two.page.getByRole('link', { name: 'Second person (1)' }).click();
  await two.page.getByRole('heading', { name: 'Two Hands Clinic, Team and licenses: to be verified' }).waitFor();
  await two.page.getByText(/^Test Person \d+, /).waitFor();
  expect(await two.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await expectAccessible(two.page);
  await button(two.page, 'Decline').click();
  await two.page.getByLabel('Why').fill('the licence ended in May');
  await dialog(two.page).getByRole('button', { name: 'Decline' }).click();
  await two.page.getByText('Nothing waits', { exact: true }).waitFor();
  expect(await said(visitor.page, `/care/centers/${slug}`)).toContain('and it was not made.');

  await propose();
  await two.page.reload();
  await button(two.page, 'Agree').click();
  await two.page.getByLabel('Why').fill('looked it up too');
  await dialog(two.page).getByRole('button', { name: 'Agree' }).click();
  await two.page.getByText('Nothing waits', { exact: true }).waitFor();
  expect(await said(visitor.page, `/care/centers/${slug}`)).toMatch(
    /Dr\. A\. Osei holds licence 12345\..*an outside source agrees \(Nevada board of medicine\)\. Two people decided\./s,
  );

  await open(one.page, '/audit');
  for (const words of [
    'proposed a change to a center',
    'declined what a colleague proposed',
    'added evidence about a center',
  ])
    await one.page
      .getByRole('row')
      .filter({ hasText: words })
      .filter({ hasText: 'Two Hands Clinic' })
      .first()
      .waitFor();
  expect([...one.errors, ...two.errors]).toEqual([]);
});

test('who edits alone is told that it waits; their own center is said to be theirs, and nobody there verifies it; its reports may lie elsewhere', async () => {
  const alone = await (await aClinicOn(server)).as('owner');
  const { id, slug } = await aCenter(server.services, { name: 'Our Own Clinic', website: 'https://our-own.example/' });
  const visitor = await aPage(browser);
  const { page, errors } = await pageOf(browser, server, alone);
  await open(page, '/directory/waiting');
  await page.getByText('You are the only editor of this clinic.', { exact: false }).waitFor();
  await open(page, `/directory/centers/${id}`);
  const end = async (why: string) => {
    await page.getByLabel('Why').fill(why);
    await dialog(page).getByRole('button').last().click();
    await dialog(page).waitFor({ state: 'detached' });
  };
  await button(page, 'Add evidence: Team and licenses').click();
  await page.getByLabel('An outside source agrees').check();
  await page.getByText('It waits until there is another.', { exact: false }).waitFor();
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await dialog(page).waitFor({ state: 'detached' });

  await button(page, 'Where its reports lie').click();
  await page.getByLabel('Host').fill('records.our-own.example');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await page.getByLabel('The center’s website links there: I looked today').check();
  await expectAccessible(page);
  await end('its imprint links there');
  await page.getByText('records.our-own.example', { exact: true }).waitFor();
  expect(await said(visitor.page, `/care/centers/${slug}`)).toContain('are looked for at records.our-own.example');

  await button(page, 'This is our own center').click();
  await end('we treat there');
  await page.getByText('The center of those who keep this directory', { exact: true }).waitFor();
  await button(page, 'Add evidence: Team and licenses').click();
  expect(await page.getByLabel('An outside source agrees').isDisabled()).toBe(true);
  await expectAccessible(page);
  expect(await said(visitor.page, `/care/centers/${slug}`)).toContain(
    'This is the center of those who keep this directory.',
  );
  expect(errors).toEqual([]);
});

test('who comes second is told so, keeps what they typed, and goes on with what the first one did', async () => {
  const { id } = await aCenter(server.services, { name: 'Two Editors Clinic' });
  const [one, other] = [await pageOf(browser, server, editor), await pageOf(browser, server, second)];
  for (const { page } of [one, other]) {
    await open(page, `/directory/centers/${id}`);
    await button(page, 'Grant the claim').waitFor();
  }
  await button(other.page, 'Mark as closed').click();
  await other.page.getByLabel('Why').fill('its telephone says so');
  await button(one.page, 'Grant the claim').click();
  await one.page.getByLabel('Why').fill('answered from its own address');
  await dialog(one.page).getByRole('button', { name: 'Grant the claim' }).click();
  await one.page.getByText(/^by the center, on/).waitFor();
  await dialog(other.page).getByRole('button', { name: 'Mark as closed' }).click();
  await other.page.getByText('Someone else changed this center meanwhile. Read it again.').waitFor();
  expect(await other.page.getByLabel('Why').inputValue()).toBe('its telephone says so');
  await other.page.getByText(/^by the center, on/).waitFor();
});

const record = (key: string, street: string, phone: string): SourceRecord => ({
  kind: 'facility',
  key,
  licence: 'public domain',
  readOn: today,
  content: {
    names: ['Silver Peak Ketamine'],
    phone,
    places: [
      {
        street,
        city: 'Reno',
        state: 'NV',
        zip: '89501',
        latitude: 39.52,
        longitude: -119.81,
        placedBy: 'zip' as const,
      },
    ],
  },
});

test('a doubtful match shows both records, and one decision makes one entry of two', async () => {
  for (const one of [record('one', '100 First Street', '775-555-0141'), record('two', '900 Far Road', '775-555-0142')])
    await server.services.db.inCentersTransaction((tx) =>
      writeBatch(tx, { kind: one.kind, records: [readyRecord(one)], gone: [], today }),
    );
  const { page, errors } = await pageOf(browser, server, editor, { size: 'phone' });
  await open(page, '/directory/reviews');
  await page.getByText('same name').waitFor();
  await page.getByText('another address').waitFor();
  for (const words of ['100 First Street, Reno, NV 89501', '900 Far Road, Reno, NV 89501', '775-555-0142'])
    await page.getByText(words, { exact: true }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await expectAccessible(page);
  await button(page, 'The same center').click();
  await page.getByLabel('Why').fill('called both numbers');
  await dialog(page).getByRole('button', { name: 'The same center' }).click();
  await page.getByText('No match is in doubt').waitFor();
  await open(page, '/directory/centers');
  await page.getByLabel('Name of the center').fill('silver peak');
  await page.getByRole('link', { name: /Silver Peak Ketamine.*Closed/ }).click();
  await page.getByRole('link', { name: 'Open that entry' }).click();
  for (const place of ['900 Far Road, Reno, NV 89501', '100 First Street, Reno, NV 89501'])
    await page.getByText(place, { exact: true }).waitFor();
  expect(errors).toEqual([]);
});

test('an auditor reads and is offered no pen; a nurse is not led here', async () => {
  const { id } = await aCenter(server.services, { name: 'Read Only Clinic', states: 'vdcnex'.repeat(4) });
  const { page } = await pageOf(browser, server, await clinic.as('auditor'), { dark: true });
  await open(page, `/directory/centers/${id}`);
  for (const state of ['Verified', 'Documented', 'Claimed', 'Not known', 'Expired', 'Contradicted'])
    await page.getByText(state, { exact: true }).first().waitFor();
  expect(await page.getByRole('button', { name: /^(Add|End|Grant|Mark|Remove|Read)/ }).count()).toBe(0);
  await expectAccessible(page);
  const nurse = await pageOf(browser, server, await clinic.as('nurse'));
  await open(nurse.page, '/patients');
  await nurse.page.getByRole('link', { name: 'Patients' }).waitFor();
  expect(await nurse.page.getByRole('link', { name: 'Directory' }).count()).toBe(0);
  await open(nurse.page, '/directory');
  await nurse.page.getByText('Your roles in this clinic do not include this.').waitFor();
});

test('without the server it is said, and nothing old is shown as if it were of now', async () => {
  const wrote = { kind: 'tell' as const, centerId: null, fact: null, words: 'A center is missing.', replyTo: null };
  await leaveRequest(server.services.db.public, { id: newId(), ...wrote });
  const { page } = await pageOf(browser, server, editor);
  // The page asks again by itself whenever it hears of the server: nothing is answered before the button is pressed.
  await page.addInitScript(() => {
    const note = ({ target }: MouseEvent) => {
      const pressed = target instanceof Element && target.closest('button')?.textContent;
      if (pressed === 'Try again') document.documentElement.dataset.pressed = 'yes';
    };
    addEventListener('click', note, true);
  });
  const isPressed = () => page.evaluate(() => document.documentElement.dataset.pressed === 'yes');
  const centers = '**/api/centers/**';
  await page.route(centers, async (route) => ((await isPressed()) ? route.continue() : route.abort()));
  await open(page, '/directory');
  await page.getByRole('alert').waitFor();
  await button(page, 'Try again').waitFor();
  expect(await page.getByText('A center is missing.').count()).toBe(0);
  await button(page, 'Try again').click();
  await page.getByText('A center is missing.').waitFor();
  await page.unroute(centers);
});
