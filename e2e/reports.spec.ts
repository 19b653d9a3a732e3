import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { halfYearOf } from '#clinical/finder/finder.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { saveReport } from '#server/registry/registry.queries.ts';
import { aReport } from '../tests/a-report.ts';
import type { Person, TestClinic } from '../tests/builders.ts';
import { aPastSession } from '../tests/past-sessions.ts';
import { aBrowser, aRunningServer, expectAccessible, type RunningServer } from './harness.ts';
import { aClinicOn, pageOf } from './people.ts';

let browser: Browser;
let server: RunningServer;
let clinic: TestClinic;
let director: Person;
/** The half-year before this one, and a day in it. */
const thisHalf = halfYearOf(new Date().toISOString().slice(0, 10)).from;
const last = halfYearOf(new Date(Date.parse(thisHalf) - 86_400_000).toISOString().slice(0, 10));
const inIt = (day: number) => new Date(Date.parse(last.from) + day * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  clinic = await aClinicOn(server);
  director = await clinic.as('medical-director');
  const nurse = await clinic.as('nurse');
  for (let at = 0; at < 12; at += 1) await aPastSession(nurse, { on: inIt(5 + at) });
  await aPastSession(nurse, { on: inIt(30), isSigned: false });
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

test('a director sees exactly what would be published, and why it cannot be yet', async () => {
  const { page, errors } = await pageOf(browser, server, director);
  await page.goto(`${server.address}/clinic/reports`);
  await page.getByText('No report was released yet').waitFor();
  await expectAccessible(page);
  await page
    .getByRole('link', { name: /^Preview / })
    .last()
    .click();
  await page.getByText('One session is not signed yet').waitFor();
  await page.getByText('so nobody could check the signature').waitFor();
  await page.getByText('Scores before and after are not kept in this record yet.').first().waitFor();
  const fact = (name: string) => page.locator('.fact', { hasText: name }).locator('dd');
  expect(await fact('Began a course').textContent()).toBe('13');
  expect(await fact('All sessions').textContent()).toBe('13');
  await page.getByRole('row', { name: /^Other/ }).waitFor();
  await page.getByText('It does not prove that it is true.').waitFor();
  expect(await page.getByRole('button', { name: 'Release in my name' }).count()).toBe(0);
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test('a report is taken back with a reason in words, and stays in the list', async () => {
  const id = newId();
  const at = new Date('2026-09-14T09:30:00Z');
  const report = aReport({ id });
  const { practitionerId: person } = director;
  await inClinic(director.ctx, (tx) =>
    saveReport(tx, {
      id,
      periodFrom: report.period.from,
      periodTo: report.period.to,
      body: JSON.stringify(report),
      jws: 'a.b.c',
      kid: 'none',
      publicKey: '{}',
      auditSeq: '0',
      auditHash: Buffer.alloc(32),
      previewedBy: person,
      previewedAt: at,
      releasedBy: person,
      releasedAt: at,
      replaces: null,
      withdraws: false,
    }),
  );
  const { page, errors } = await pageOf(browser, server, director);
  await page.goto(`${server.address}/clinic/reports`);
  await page.getByText('Published', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Take back the report of/ }).click();
  const why = page.getByLabel('Why, in words that everyone may read');
  await why.fill('7 sessions were wrong');
  await page.getByText('Say it without a digit.').waitFor();
  await expectAccessible(page);
  await why.fill('The pump of one chair was set wrong.');
  await page.getByRole('button', { name: 'Take back', exact: true }).click();
  await page.getByText('Notice: taken back').waitFor();
  await page.getByText('Why: The pump of one chair was set wrong.').waitFor();
  await page.getByText('Taken back', { exact: true }).waitFor();
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test('a nurse is not led there', async () => {
  const { page } = await pageOf(browser, server, await clinic.as('nurse'));
  await page.goto(`${server.address}/clinic/settings`);
  await page.getByRole('navigation', { name: 'Pages of the clinic' }).or(page.locator('nav.tabs')).first().waitFor();
  expect(await page.getByRole('link', { name: 'Public reports' }).count()).toBe(0);
});
