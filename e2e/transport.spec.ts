import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aClinic, aPatient, type Person } from '../tests/builders.ts';
import { aCertificate } from '../tests/certificate.ts';
import { freePorts } from '../tests/pebble.ts';
import { aBrowser, aRunningServer, type RunningServer } from './harness.ts';

/**
 * A clinic over TLS, and two hostile places beside it: another site, and a neighbour on the clinic's own host with
 * another port, to whom browsers send the clinic's cookies.
 */
let clinic: RunningServer;
let nurse: Person;
let patientId: string;
let hostile: https.Server;
let hostilePort: number;
let browser: Awaited<ReturnType<typeof aBrowser>>;
const folder = mkdtempSync(join(tmpdir(), 'racemic-tls-'));
const places = () => ({ site: `https://evil.test:${hostilePort}`, neighbour: `https://clinic.test:${hostilePort}` });

beforeAll(async () => {
  const pair = await aCertificate('clinic.test', 'evil.test');
  writeFileSync(join(folder, 'cert.pem'), pair.cert);
  writeFileSync(join(folder, 'key.pem'), pair.key);
  const [port = 0, other = 0] = await freePorts(2);
  hostilePort = other;
  clinic = await aRunningServer({
    PORT: String(port),
    PUBLIC_URL: `https://clinic.test:${port}`,
    TLS_CERT_FILE: join(folder, 'cert.pem'),
    TLS_KEY_FILE: join(folder, 'key.pem'),
  });
  nurse = await (await aClinic(clinic.services)).as('nurse');
  patientId = (await aPatient(nurse)).id;
  hostile = https.createServer(pair, (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Win a tablet</title>');
  });
  await new Promise<void>((resolve) => hostile.listen(hostilePort, '127.0.0.1', resolve));
  browser = await aBrowser(['--host-resolver-rules=MAP *.test 127.0.0.1']);
});
afterAll(async () => {
  await browser.close();
  hostile.closeAllConnections();
  await new Promise((resolve) => hostile.close(resolve));
  await clinic[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** A browser in which the nurse is signed in. The cookie is given as the server gives it. */
async function signedIn(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const [name = '', value = ''] = nurse.cookie.split('=');
  await context.addCookies([{ name, value, url: clinic.address, secure: true, httpOnly: true, sameSite: 'Strict' }]);
  return { context, page: await context.newPage() };
}

/** All that a clinic keeps, counted: what a hostile page did would show. The clinic's own page looks at the floor. */
async function kept(): Promise<Record<string, unknown>> {
  const owner = await clinic.services.db.ownerConnection();
  try {
    await owner.query(`select set_config('racemic.clinic_id', $1, false)`, [nurse.ctx.clinicId]);
    const { rows } = await owner.query<Record<string, unknown>>(
      `select (select count(*) from clinic.patient) as patients, (select count(*) from clinic.allergy) as allergies,
              (select count(*) from clinic.audit_event where action <> 'floor.read') as events`,
    );
    return rows[0] ?? {};
  } finally {
    await owner.end();
  }
}

const patient = {
  ...{ givenName: 'Mallory', familyName: 'Hostile', preferredName: '', birthOn: '1990-01-01' },
  ...{ sexForClinicalUse: 'female', language: 'en', timeZone: 'America/Los_Angeles' },
  ...{ phone: '', email: '', address: '', emergencyContact: null, confirmedDistinct: true, reason: 'a trick' },
};

test('the clinic’s own page works over TLS, in a secure context, with cookies that scripts can’t see', async () => {
  const { context, page } = await signedIn();
  await page.goto(clinic.address);
  const seen = await page.evaluate(async (body) => {
    const made = await fetch('/api/patients', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const listed = await fetch('/api/patients?limit=50');
    const first = await new Promise<string>((resolve) => {
      const stream = new EventSource('/api/live');
      stream.addEventListener('ready', () => {
        stream.close();
        resolve('ready');
      });
      stream.onerror = () => resolve('error');
    });
    return { made: made.status, listed: listed.status, first, cookie: document.cookie, secure: isSecureContext };
  }, patient);
  expect(seen).toEqual({ made: 201, listed: 200, first: 'ready', cookie: '', secure: true });
  await context.close();
});

test.each(['site', 'neighbour'] as const)(
  'a hostile page on another origin (%s) changes and reads nothing',
  async (place) => {
    const { context, page } = await signedIn();
    await page.goto(clinic.address);
    const before = await kept();
    const arrived: string[] = [];
    page.on('request', (request) => {
      if (request.url().startsWith(clinic.address))
        arrived.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
    await page.goto(places()[place]);
    const target = { address: clinic.address, patientId, body: JSON.stringify(patient) };
    const got = await page.evaluate(tryEverything, target);
    expect(got).toEqual({
      ...{ read: 'refused', readWithoutCors: 'opaque or refused', write: 'refused', simpleWrite: 'opaque or refused' },
      ...{
        put: 'refused',
        stream: 'refused',
        script: 'refused',
        image: 'refused',
        worker: 'refused',
        frame: 'nothing',
      },
      ...{ popup: 'nothing' },
    });
    await submitForm(page, `${clinic.address}/api/patients`, 'text/plain', target.body);
    await submitForm(page, `${clinic.address}/api/sign-out`, 'application/x-www-form-urlencoded', '');
    expect(arrived).toContain('POST /api/patients');
    expect(arrived).toContain('POST /api/sign-out');
    expect(await kept()).toEqual(before);
    await page.goto(clinic.address);
    expect(await page.evaluate(() => fetch('/api/patients?limit=5').then((answer) => answer.status))).toBe(200);
    await context.close();
  },
);

/** Runs in the hostile page: every way a page can reach for another origin. */
async function tryEverything({ address, patientId, body }: { address: string; patientId: string; body: string }) {
  const chart = `${address}/api/patients/${patientId}/chart`;
  const json = { 'content-type': 'application/json' };
  const fetched = (url: string, how: RequestInit) =>
    fetch(url, { credentials: 'include', ...how }).then(
      async (answer) => (answer.type === 'opaque' ? 'opaque or refused' : `read: ${await answer.text()}`),
      () => (how.mode === 'no-cors' ? 'opaque or refused' : 'refused'),
    );
  const loaded = (element: HTMLElement, url: string) =>
    new Promise<string>((resolve) => {
      element.onload = () => resolve('loaded');
      element.onerror = () => resolve('refused');
      element.setAttribute('src', url);
      document.body.append(element);
    });
  const stream = () =>
    new Promise<string>((resolve) => {
      const source = new EventSource(`${address}/api/live`, { withCredentials: true });
      source.onopen = () => resolve('open');
      source.onerror = () => resolve('refused');
    });
  const worker = () => {
    try {
      new Worker(`${address}/api/patients`).terminate();
      return Promise.resolve('started');
    } catch {
      return Promise.resolve('refused');
    }
  };
  const inside = (seen: Window | null) => {
    try {
      return seen?.document.body?.textContent?.trim() ? `read: ${seen.document.body.textContent}` : 'nothing';
    } catch {
      return 'nothing';
    }
  };
  const frame = async () => {
    const element = document.createElement('iframe');
    await loaded(element, `${address}/`);
    return inside(element.contentWindow);
  };
  const popup = async () => {
    const seen = window.open(`${address}/`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return inside(seen);
  };
  return {
    read: await fetched(chart, {}),
    readWithoutCors: await fetched(chart, { mode: 'no-cors' }),
    write: await fetched(`${address}/api/patients`, { method: 'POST', headers: json, body }),
    simpleWrite: await fetched(`${address}/api/patients`, { method: 'POST', mode: 'no-cors', body }),
    put: await fetched(`${address}/api/patients/${patientId}`, { method: 'PUT', headers: json, body }),
    stream: await stream(),
    script: await loaded(document.createElement('script'), chart),
    image: await loaded(document.createElement('img'), chart),
    worker: await worker(),
    frame: await frame(),
    popup: await popup(),
  };
}

/** A form needs no permission to be sent anywhere; the page leaves for the answer, and then comes back. */
async function submitForm(page: Page, action: string, enctype: string, text: string): Promise<void> {
  const from = page.url();
  await Promise.all([
    page.waitForURL(action),
    page.evaluate(
      ([action = '', enctype = '', text = '']) => {
        const form = document.createElement('form');
        Object.assign(form, { method: 'post', action, enctype });
        const field = document.createElement('input');
        // Makes a text/plain body that is nearly JSON: {"…","a":"=x"}
        Object.assign(field, { name: text.replace(/}$/, ',"a":"'), value: '"}' });
        form.append(field);
        document.body.append(form);
        form.submit();
      },
      [action, enctype, text],
    ),
  ]);
  expect(await page.evaluate(() => document.body.textContent)).toContain('comes from another site');
  await page.goto(from);
}
