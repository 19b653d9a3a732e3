import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../tests/builders.ts';
import { aFloor, type TestFloor } from './a-floor.ts';
import { aBrowser, aRunningServer, aSilentWire, expectAccessible, expectText, type RunningServer } from './harness.ts';
import { pageOf } from './people.ts';

let browser: Browser;
let server: RunningServer;
let floor: TestFloor;
beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer();
  floor = await aFloor(server, 3);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

async function arrived(chair: number, name: readonly [string, string]): Promise<{ id: string; patientId: string }> {
  const session = await floor.session({ name, chair, plannedInMin: -10 });
  await floor.facts(session.id, [[5, 'arrived']]);
  return session;
}

/** Everything that the program needs without a network is on the device. */
async function isReady(page: Page): Promise<void> {
  await button(page, 'Note').waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 100_000 });
}

async function note(page: Page, text: string): Promise<void> {
  await button(page, 'Note').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill(text);
  await dialog.getByRole('button', { name: 'Keep the note' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

type Kept = { kind: string; by: string; data: { text?: string } };
async function notesOf(session: string): Promise<string[]> {
  const answer = await fetch(`${server.address}/api/sessions/${session}/events`, {
    headers: { cookie: floor.director.cookie },
  });
  const { events }: { events: Kept[] } = await answer.json();
  return events.filter(({ kind }) => kind === 'note').map(({ data }) => data.text ?? '');
}

async function put(path: string, body: object): Promise<void> {
  const answer = await fetch(`${server.address}/api/patients/${path}`, {
    method: 'PUT',
    headers: { cookie: floor.director.cookie, origin: server.address, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
}

test('a chart is closed to her while she has no network: what she wrote lies in the tray with the reason; one is put right and arrives, one is discarded and the record says so', {
  timeout: 240_000,
}, async () => {
  const { id: other } = await arrived(2, ['Ada', 'Nowak']);
  const { id, patientId } = await arrived(1, ['Wei', 'Zhang']);
  await using wire = await aSilentWire(server);
  const at = { ...server, address: wire.address };
  const { page, errors } = await pageOf(browser, at, floor.nurse, { size: 'tablet' });
  await page.goto(`${wire.address}/sessions/${id}`);
  await isReady(page);
  wire.hush();
  await note(page, 'took 20 drops at home');
  await note(page, 'meant for the other chair');
  await expectText(page, /No network since .+ 2 facts wait/);
  await put(`${patientId}/care-team`, { practitionerIds: [floor.director.practitionerId] });
  await put(`${patientId}/restriction`, { version: 1, restricted: true, reason: 'asked for it' });
  expect(await notesOf(id)).toEqual([]);

  wire.speak();
  await page.getByText('2 facts were not kept').first().waitFor({ timeout: 60_000 });
  await expectText(page, 'This session is not on the floor.');
  await expectAccessible(page);
  // At another chair nobody overlooks them either.
  await page.goto(`${wire.address}/sessions/${other}`);
  await button(page, 'Record readings').waitFor();
  await page.getByText('2 facts were not kept').first().waitFor();
  await button(page, 'Look at it').click();
  const lines = page.getByRole('dialog').locator('.card');
  await lines.first().waitFor();
  expect(await lines.allTextContents()).toEqual([
    expect.stringMatching(
      /^NoteText: took 20 drops at homeHappened \d\d:\d\d.*Why: This chart is open to its care team only\./,
    ),
    expect.stringMatching(
      /^NoteText: meant for the other chairHappened \d\d:\d\d.*Why: This chart is open to its care team only\./,
    ),
  ]);
  await expectAccessible(page);

  await put(`${patientId}/restriction`, { version: 2, restricted: false, reason: 'a mistake' });
  await lines.nth(1).getByRole('button', { name: 'Discard', exact: true }).click();
  expect(await button(page, 'Discard it').isDisabled()).toBe(true);
  await page.getByLabel('Why it is discarded').fill('it is about the other chair');
  await button(page, 'Discard it').click();
  await expect
    .poll(() => notesOf(id), { timeout: 20_000 })
    .toEqual([
      expect.stringMatching(
        /^Discarded and not part of the record: note, .*meant for the other chair.*its care team only.*it is about the other chair$/,
      ),
    ]);

  // On the session's own screen the other one says itself what it is and why, and is put right there.
  await page.goto(`${wire.address}/sessions/${id}`);
  const band = page.locator('.band-red');
  await band.getByText(/^Not accepted: Note: took 20 drops at home, \d\d:\d\d$/).waitFor();
  await band.getByRole('button', { name: 'Open' }).click();
  await button(page, 'Put right').click();
  await page.getByRole('dialog').getByLabel('Text').fill('took 20 drops of his own at home');
  await expectAccessible(page);
  await button(page, 'Keep it so').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await band.waitFor({ state: 'detached' });
  await expect
    .poll(() => notesOf(id), { timeout: 20_000 })
    .toEqual([expect.stringMatching(/^Discarded/), 'took 20 drops of his own at home']);
  expect(errors).toEqual([]);
  await page.context().close();
});

/** The same server; from a moment on it gives out a newer program, and it can be cut off from those who use it. */
async function aDoor() {
  let [isNewer, isCut] = [false, false];
  const door = http.createServer((asked, answer) => {
    if (isCut) return void asked.socket.destroy();
    const { method, headers, url = '/' } = asked;
    const on = http.request(new URL(url, server.address), { method, headers }, (said) => {
      const isProgram = url === '/service-worker.js' && isNewer;
      const { 'content-length': _length, ...rest } = said.headers;
      answer.writeHead(said.statusCode ?? 500, isProgram ? rest : said.headers);
      if (!isProgram) return void said.pipe(answer);
      said.on('data', (bytes) => answer.write(bytes));
      said.on('end', () => answer.end('\n// A newer program.'));
    });
    on.on('error', () => asked.socket.destroy());
    asked.pipe(on);
    answer.on('close', () => on.destroy());
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const { port } = door.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    update: () => {
      isNewer = true;
    },
    cut: (on: boolean) => {
      isCut = on;
      if (on) door.closeAllConnections();
    },
    [Symbol.asyncDispose]: async () => {
      door.closeAllConnections();
      await new Promise((resolve) => door.close(resolve));
    },
  };
}

async function signedInAs(page: Page, person: Person, address: string): Promise<void> {
  const [name = '', value = ''] = person.cookie.split(/=(.*)/s);
  await page.context().clearCookies();
  await page.context().addCookies([{ name, value, url: address, httpOnly: true, sameSite: 'Strict' }]);
}

test('facts that wait when another person comes to the browser stay hers: they are not sent under his name, and go by themselves when she is back', {
  timeout: 240_000,
}, async () => {
  const { id } = await arrived(2, ['Lena', 'Ohm']);
  await using door = await aDoor();
  const { page, errors } = await pageOf(browser, { ...server, address: door.address }, floor.nurse, {
    size: 'tablet',
  });
  await page.goto(`${door.address}/sessions/${id}`);
  await isReady(page);
  door.cut(true);
  await note(page, 'hers, and waiting');
  await expectText(page, /No network since .+ 1 fact waits/);
  await page.goto('about:blank');
  await signedInAs(page, floor.second, door.address);
  door.cut(false);
  await page.goto(`${door.address}/floor`);
  await page.getByText('1 fact was not kept').first().waitFor({ timeout: 60_000 });
  await button(page, 'Look at it').click();
  await expectText(page, 'It goes by itself when the person who wrote it is signed in here.');
  expect(await button(page, 'Put right').count()).toBe(0);
  expect(await page.getByText('hers, and waiting').count()).toBe(0);
  await note(await here(page, id, door.address), 'his');
  await expect.poll(() => notesOf(id), { timeout: 20_000 }).toEqual(['his']);

  await signedInAs(page, floor.nurse, door.address);
  await page.goto(`${door.address}/floor`);
  await expect.poll(() => notesOf(id), { timeout: 30_000 }).toEqual(['his', 'hers, and waiting']);
  await page.getByText('1 fact was not kept').waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
  await page.context().close();
});

async function here(page: Page, id: string, address: string): Promise<Page> {
  await page.goto(`${address}/sessions/${id}`);
  await button(page, 'Note').waitFor();
  return page;
}

test('a newer program comes while facts wait: it loads when she says so, what waits is still there, and arrives once', {
  timeout: 240_000,
}, async () => {
  const { id } = await arrived(3, ['Otto', 'Voss']);
  await using door = await aDoor();
  const { page, errors } = await pageOf(browser, { ...server, address: door.address }, floor.nurse, {
    size: 'tablet',
  });
  await page.goto(`${door.address}/sessions/${id}`);
  await isReady(page);
  door.update();
  // A look of the browser's own, under way since before there was a newer program, answers for one that is asked meanwhile.
  const isWaiting = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      if (registration?.installing === null && registration.waiting === null) await registration.update();
      return registration?.waiting;
    });
  await expect.poll(isWaiting, { timeout: 60_000 }).toBeTruthy();
  door.cut(true);
  await note(page, 'before the newer program');
  await expectText(page, /No network since .+ 1 fact waits/);
  await page.getByRole('link', { name: 'Floor' }).first().click();
  await expectText(page, 'A new version of Racemic is ready.');
  const loadedAt = () => page.evaluate(() => performance.timeOrigin).catch(() => undefined);
  const before = await loadedAt();
  await button(page, 'Load it').click();
  await expect.poll(async () => ((await loadedAt()) ?? before) !== before, { timeout: 60_000 }).toBe(true);
  await expectText(page, /No network since .+ 1 fact waits/);
  await note(await here(page, id, door.address), 'with the newer program');
  expect(await notesOf(id)).toEqual([]);
  door.cut(false);
  await expect
    .poll(() => notesOf(id), { timeout: 60_000 })
    .toEqual(['before the newer program', 'with the newer program']);
  expect(errors).toEqual([]);
  await page.context().close();
});
