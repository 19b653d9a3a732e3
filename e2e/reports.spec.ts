import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { halfYearOf } from '#clinical/finder/finder.ts';
import type { Person, TestClinic } from '../tests/builders.ts';
import { aCertificate } from '../tests/certificate.ts';
import { aPastSession, signPastSession } from '../tests/past-sessions.ts';
import { freePorts } from '../tests/pebble.ts';
import { aBrowser, aPage, aRunningServer, expectAccessible, type RunningServer } from './harness.ts';
import { aClinicOn } from './people.ts';

let browser: Browser;
let server: RunningServer;
let clinic: TestClinic;
let director: Person;
/** The half-year before this one, and a day in it. */
const thisHalf = halfYearOf(new Date().toISOString().slice(0, 10)).from;
const last = halfYearOf(new Date(Date.parse(thisHalf) - 86_400_000).toISOString().slice(0, 10));
const inIt = (day: number) => new Date(Date.parse(last.from) + day * 86_400_000).toISOString().slice(0, 10);

/** As a clinic that others can check: its own name, TLS, the usual port. */
const domain = 'clinic.test';
const folder = mkdtempSync(join(tmpdir(), 'racemic-reports-'));
let unsigned: string;
let nurse: Person;

beforeAll(async () => {
  const pair = await aCertificate(domain);
  writeFileSync(join(folder, 'cert.pem'), pair.cert);
  writeFileSync(join(folder, 'key.pem'), pair.key);
  const [port = 0] = await freePorts(1);
  const tls = { TLS_CERT_FILE: join(folder, 'cert.pem'), TLS_KEY_FILE: join(folder, 'key.pem') };
  server = await aRunningServer({ PORT: String(port), PUBLIC_URL: `https://${domain}`, ...tls });
  browser = await aBrowser([
    `--host-resolver-rules=MAP ${domain}:443 127.0.0.1:${port}`,
    '--ignore-certificate-errors',
  ]);
  clinic = await aClinicOn(server);
  director = await clinic.as('medical-director');
  nurse = await clinic.as('nurse');
  for (let at = 0; at < 12; at += 1) await aPastSession(nurse, { on: inIt(5 + at) });
  unsigned = (await aPastSession(nurse, { on: inIt(30), isSigned: false })).sessionId;
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** A page of this person; the cookie is given as the server gives it over TLS. */
async function pageAs(person: Person): Promise<{ page: Page; errors: string[] }> {
  const { context, page, errors } = await aPage(browser);
  const [name = '', value = ''] = person.cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: server.address, secure: true, httpOnly: true, sameSite: 'Strict' }]);
  return { page, errors };
}

test('a director sees exactly what would be published, and why it cannot be yet', async () => {
  const { page, errors } = await pageAs(director);
  await page.goto(`${server.address}/clinic/reports`);
  await page.getByText('No report was released yet').waitFor();
  await expectAccessible(page);
  await page
    .getByRole('link', { name: /^Preview / })
    .last()
    .click();
  await page.getByText('One session is not signed yet').waitFor();
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

test('when every record is signed the director releases it, and anyone reads it at the clinic’s own address', async () => {
  await signPastSession(nurse, unsigned, inIt(30));
  const { page, errors } = await pageAs(director);
  await page.goto(`${server.address}/clinic/reports/${last.from}`);
  await page.getByRole('button', { name: 'Release in my name' }).click();
  await page.getByText('never edited or unpublished').waitFor();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Release in my name' }).click();
  await page.getByText('Published', { exact: true }).waitFor();
  await page.getByText(/released by Test Person/).waitFor();
  const list = await page.goto(`${server.address}/.well-known/racemic-reports/index.json`);
  expect(await list?.json()).toMatchObject({ reports: [{ from: last.from, to: last.to, replaces: null }] });
  expect(errors).toEqual([]);
});

test('a report is taken back with a reason in words, and stays in the list', async () => {
  const { page, errors } = await pageAs(director);
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
  const { page } = await pageAs(nurse);
  await page.goto(`${server.address}/clinic/settings`);
  await page.getByRole('navigation', { name: 'Pages of the clinic' }).or(page.locator('nav.tabs')).first().waitFor();
  expect(await page.getByRole('link', { name: 'Public reports' }).count()).toBe(0);
});
