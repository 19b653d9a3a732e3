import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replay } from '#simulator/replay.ts';
import { readStays } from '#simulator/stays.ts';
import { aMonitor, type Monitor, vitalsMessage } from '../tests/a-monitor.ts';
import { hasRealData, needsRealData, realFile } from '../tests/real-data.ts';
import { aFloor, confirmed, reading, started, type TestFloor } from './a-floor.ts';
import { button, closed, readPdf, sheet } from './at-the-chair.ts';
import { aBrowser, aRunningServer, aSilentWire, expectAccessible, expectText, type RunningServer } from './harness.ts';
import { pageOf } from './people.ts';
import { aClockFor } from './the-demo.ts';

let browser: Browser;
let server: RunningServer;
let floor: TestFloor;
let monitor: Monitor;
let clock: ReturnType<typeof aClockFor>;
/** In chairs 1 and 2, both in the middle of an infusion. */
let nora: string;
let mina: string;

beforeAll(async () => {
  browser = await aBrowser();
  server = await aRunningServer({ MLLP_LISTEN: '127.0.0.1:0' });
  clock = aClockFor(server);
  floor = await aFloor(server, 3);
  [nora, mina] = [await infusing('Nora', 'Wide', 1), await infusing('Mina', 'Dahl', 2)];
  monitor = await aMonitor((await server.monitorPorts())[0] ?? 0);
}, 120_000);
afterAll(async () => {
  monitor.close();
  await browser.close();
  await server[Symbol.asyncDispose]();
});

async function infusing(given: string, family: string, chair: number): Promise<string> {
  const { id } = await floor.session({ name: [given, family], chair, plannedInMin: -40 });
  await floor.facts(id, [
    [40, 'arrived'],
    [38, 'identity-confirmed', confirmed],
    [36, 'reading', reading(128, 78, 72, 98, { cadss: 0 })],
    [30, 'watch-taken'],
    [30, 'dose-started', started],
    [20, 'reading', reading(134, 82, 80, 98)],
  ]);
  return id;
}

type Said = Omit<Parameters<typeof vitalsMessage>[0], 'device' | 'id' | 'at'>;
let sent = 0;

/** A message of a monitor, and that it was answered: then it is kept. */
async function says(device: string, { values, ...more }: Said): Promise<Date> {
  sent += 1;
  const at = new Date(clock.nowMs());
  monitor.send(vitalsMessage({ device, id: `M${sent}`, at, values, ...more }));
  expect(await monitor.answer()).toMatch(/\rMSA\|AA\|/);
  return at;
}

async function asked<Answer>(path: string): Promise<Answer> {
  const answer = await fetch(`${server.address}${path}`, { headers: { cookie: floor.nurse.cookie } });
  return answer.json();
}

type Fact = {
  kind: string;
  by: string | null;
  measuredAt: string;
  clockOffsetMs: number;
  data: Record<string, unknown>;
};
const readingsOf = async (session: string) =>
  (await asked<{ events: Fact[] }>(`/api/sessions/${session}/events`)).events.filter(({ kind }) => kind === 'reading');
const happened = ({ measuredAt, clockOffsetMs }: Fact) => Date.parse(measuredAt) + clockOffsetMs;

type Live = { values: { id: string; metric: string; value: number | null; deviceId: string; atMs: number }[] };
const liveOf = async (session: string) => (await asked<Live>(`/api/sessions/${session}/live`)).values;

const strip = (page: Page) => page.getByRole('region', { name: 'Monitor, unconfirmed' });

async function atTheChair(session: string, how: Parameters<typeof pageOf>[3] = { size: 'tablet' }, address = '') {
  const at = address === '' ? server : { ...server, address };
  const { page, errors } = await pageOf(browser, at, floor.nurse, how);
  await page.goto(`${at.address}/sessions/${session}`);
  return { page, errors };
}

/** What is not a monitor's: asked or seen by a person. */
async function answerTheRest(page: Page): Promise<void> {
  await button(page, /ready, normal/).click();
  await sheet(page).getByRole('group', { name: 'Dissociation' }).getByRole('button').nth(1).click();
  await button(page, 'None of these').click();
}

async function give(page: Page, code: string): Promise<void> {
  await button(strip(page), 'Monitors').click();
  await sheet(page).getByLabel('Scan or type the code on the monitor').fill(code);
  await page.keyboard.press('Enter');
}

test('a monitor is given by its code, stands grey and unconfirmed at the chair, and a set of it is accepted by one tap under the nurse’s name', {
  timeout: 60_000,
}, async () => {
  await says('MON-7', { values: { pulse: 50 } });
  const { page, errors } = await atTheChair(nora);
  await strip(page).getByText('No monitor is given to this person.').waitFor();
  expect(await strip(page).locator('.monitor-number').count()).toBe(0);

  await give(page, 'MON-8');
  await sheet(page).getByText('No monitor that was heard here has the code “MON-8”.').waitFor();
  // Its numbers are there to be compared with its own screen before it is given.
  await sheet(page)
    .getByText(/Says now, unconfirmed: Pulse 50 \/min/)
    .waitFor();
  await sheet(page).getByLabel('Scan or type the code on the monitor').fill('mon-7');
  await page.keyboard.press('Enter');
  await button(sheet(page), 'Take off: MON-7').waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await closed(page);

  // What it said before it was given is not theirs.
  await strip(page).getByText('Nothing measured yet.').waitFor();
  await says('MON-7', { values: { systolic: 141, diastolic: 86, pulse: 78, saturation: 96 } });
  await strip(page).getByText('141/86').waitFor();
  const grey = await strip(page)
    .locator('.monitor-number')
    .first()
    .evaluate((of) => getComputedStyle(of).color);
  const bands = await page.locator('.band').count();
  const at = await says('MON-7', { values: { systolic: 212, diastolic: 118, pulse: 78, saturation: 96 } });
  await strip(page).getByText('212/118').waitFor();
  const colours = await strip(page)
    .locator('.monitor-number')
    .evaluateAll((all) => all.map((of) => getComputedStyle(of).color));
  expect(new Set(colours)).toEqual(new Set([grey]));
  expect(await page.locator('.band').count()).toBe(bands);
  expect(await readingsOf(nora)).toHaveLength(2);
  await expectAccessible(page);

  await button(page, 'Record readings').click();
  const all = button(page, /^Accept all: 212\/118 · 78 · 96/);
  await all.waitFor();
  // Nothing stands in a field before the tap.
  expect(await sheet(page).locator('.pad-number').allInnerTexts()).toEqual(['', '', '', '', '']);
  expect(await button(page, /^Save readings/).isDisabled()).toBe(true);
  await expectAccessible(page);
  await all.click();
  expect(await sheet(page).locator('.pad-number').allInnerTexts()).toEqual(['212', '118', '78', '96', '']);
  await page.keyboard.type('14');
  await answerTheRest(page);
  await button(page, /^Save readings/).click();
  await closed(page);

  await expect.poll(async () => (await readingsOf(nora)).length).toBe(3);
  const fact = (await readingsOf(nora)).at(-1);
  const live = await liveOf(nora);
  const from = (metric: string) => {
    const value = live.find((of) => of.metric === metric);
    return { id: value?.id, device: 'MON-7', measuredAt: new Date(value?.atMs ?? 0).toISOString() };
  };
  expect(fact?.by).toBe(floor.nurse.practitionerId);
  expect(fact?.data).toMatchObject({
    ...{ systolicMmHg: 212, diastolicMmHg: 118, heartRatePerMin: 78, spo2Pct: 96, breathsPerMin: 14 },
    source: 'monitor-accepted',
  });
  expect(fact?.data.monitor).toEqual({
    systolicMmHg: from('systolicMmHg'),
    diastolicMmHg: from('diastolicMmHg'),
    heartRatePerMin: from('heartRatePerMin'),
    spo2Pct: from('spo2Pct'),
  });
  // When it was measured, not when it was saved.
  expect(Math.abs((fact === undefined ? 0 : happened(fact)) - at.getTime())).toBeLessThan(1_500);

  await button(page, 'Table').click();
  await expectText(page, 'From MON-7, accepted: Systolic, Diastolic, Pulse, SpO2');
  const { body } = await printed(page, 'pdf');
  const { pages } = await readPdf(body);
  expect(pages.join(' ')).toMatch(/from the monitor MON-7, accepted by Sofia Lind; the rest by hand/);
  const fhir = JSON.stringify(await asked(`/api/sessions/${nora}/record.json`));
  expect(fhir).toContain('From the monitor MON-7, accepted');
  expect(fhir).toContain(`urn:uuid:${from('spo2Pct').id}`);
  expect(errors).toEqual([]);
  await page.context().close();
});

const printed = async (page: Page, as: 'pdf') => {
  const answer = await page.request.get(`${server.address}/api/sessions/${nora}/record.${as}`);
  expect(answer.status()).toBe(200);
  return { body: await answer.body() };
};

test('one value alone is accepted; typed over it is the nurse’s own, and a pressure of 0 is shown as received and not offered', {
  timeout: 60_000,
}, async () => {
  const { page, errors } = await atTheChair(nora);
  await strip(page).locator('.monitor-number').first().waitFor();
  await says('MON-7', { values: { systolic: 0, diastolic: 62, pulse: 71, saturation: 97 } });
  await strip(page).getByText('0/62').waitFor();
  await strip(page).getByText('implausible').waitFor();
  const before = (await readingsOf(nora)).length;
  await button(page, 'Record readings').click();
  await button(page, /^Accept all: 71 · 97/).waitFor();
  expect(await button(page, /mmHg: Pressure from/).count()).toBe(0);
  await button(page, /^Accept 97 %: SpO2 from MON-7/).click();
  await button(page, /^Accept 71 \/min: Pulse from MON-7/).click();
  await sheet(page)
    .getByRole('button', { name: /^Pulse: 71/ })
    .click();
  await page.keyboard.type('85');
  expect(await sheet(page).locator('.pad-number').allInnerTexts()).toEqual(['', '', '85', '97', '']);
  await answerTheRest(page);
  await button(page, /^Save readings/).click();
  await closed(page);
  await expect.poll(async () => (await readingsOf(nora)).length).toBe(before + 1);
  const data = (await readingsOf(nora)).at(-1)?.data ?? {};
  expect(data).toMatchObject({ heartRatePerMin: 85, spo2Pct: 97, source: 'monitor-accepted' });
  expect(Object.keys(data.monitor ?? {})).toEqual(['spo2Pct']);
  expect(data).not.toHaveProperty('systolicMmHg');
  expect(errors).toEqual([]);
  await page.context().close();
});

test('moved to another chair after a clear sentence, a monitor’s values are theirs alone, and an open pad at the first chair offers nothing any more', {
  timeout: 60_000,
}, async () => {
  const { page: first, errors: firstErrors } = await atTheChair(nora);
  const { page: second, errors: secondErrors } = await atTheChair(mina);
  await says('MON-7', { values: { pulse: 74, saturation: 95 } });
  await button(first, 'Record readings').click();
  await button(first, /^Accept all: 74 · 95/).waitFor();

  await button(strip(second), 'Monitors').click();
  await button(sheet(second), 'Move here: MON-7').click();
  await expectText(second, 'MON-7 measures N.W., chair 1 now. Move it only when it is on M.D.');
  await button(sheet(second), 'Cancel').click();
  expect((await liveOf(mina)).length).toBe(0);
  await button(sheet(second), 'Move here: MON-7').click();
  await button(sheet(second), 'It is on M.D.: move it').click();
  await button(sheet(second), 'Take off: MON-7').waitFor();
  await second.keyboard.press('Escape');
  await says('MON-7', { values: { pulse: 99, saturation: 93 } });
  await strip(second).getByText('99', { exact: true }).waitFor();

  await expect.poll(() => button(first, /^Accept/).count(), { timeout: 10_000 }).toBe(0);
  await first.keyboard.press('Escape');
  await strip(first).getByText('No monitor is given to this person.').waitFor();
  const values = async (session: string) => (await liveOf(session)).map(({ value }) => value);
  expect(await values(nora)).not.toContain(99);
  expect(await values(mina)).toEqual([99, 93]);
  expect([...firstErrors, ...secondErrors]).toEqual([]);
  await first.context().close();
  await second.context().close();
});

/** Of the first real stay in which a cuff showed 0: the hours up to that minute. */
function untilThePressureOf0() {
  for (const { values } of readStays(
    gunzipSync(readFileSync(realFile('vitals', 'icu-stays.csv.gz'))).toString('utf8'),
  )) {
    const minute = values.find(({ what, text }) => what === 'systolic' && Number(text) === 0)?.minute;
    if (minute !== undefined) return values.filter((of) => of.minute <= minute && of.minute > minute - 300);
  }
  throw new RangeError('No stay has a pressure of 0.');
}

test.skipIf(!hasRealData)(
  `what a real stay showed is played to a chair: named as simulated, the newest of each, and its pressure of 0 as implausible ${needsRealData}`,
  { timeout: 60_000 },
  async () => {
    const id = await infusing('Lena', 'Park', 3);
    const { page, errors } = await atTheChair(id);
    await says('STAY-1', { values: { pulse: 60 } });
    await give(page, 'STAY-1');
    await button(sheet(page), 'Take off: STAY-1').waitFor();
    await page.keyboard.press('Escape');
    const values = untilThePressureOf0();
    const [port = 0] = await server.monitorPorts();
    const { refused } = await replay({
      to: { host: '127.0.0.1', port },
      of: { device: 'STAY-1' },
      values,
      speed: 6_000,
      idsFrom: 'STAY',
      isStopped: new AbortController().signal,
      progress: () => undefined,
    });
    expect(refused).toEqual([]);
    await strip(page).getByText('simulated').waitFor();
    const last = (what: string) => Number(values.findLast((of) => of.what === what)?.text);
    await strip(page)
      .getByText(`0/${last('diastolic')}`, { exact: true })
      .waitFor();
    await strip(page)
      .getByText(/^implausible/)
      .waitFor();
    await strip(page)
      .getByText(String(last('pulse')), { exact: true })
      .waitFor();
    await button(page, 'Record readings').click();
    await button(page, /^Accept 104 \/min: Pulse/).waitFor();
    expect(await button(page, /mmHg: Pressure from/).count()).toBe(0);
    expect(errors).toEqual([]);
    await page.context().close();
  },
);

test('at every size and in the dark the strip, the pad, the sheet and the page of monitors stay within their width and can be read', {
  timeout: 80_000,
}, async () => {
  await says('MON-7', { values: { systolic: 138, diastolic: 82, pulse: 80, saturation: 97 }, isTraining: true });
  monitor.send('nothing that is known');
  await monitor.answer();
  for (const [size, dark] of [
    ['phone', false],
    ['tablet', true],
  ] as const) {
    const { page, errors } = await atTheChair(mina, { size, dark });
    const look = async (path: string, sight: () => Promise<void>) => {
      await page.goto(`${server.address}${path}`);
      await sight();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `${path} on a ${size}`).toBeLessThanOrEqual(0);
      await expectAccessible(page);
    };
    await look(`/sessions/${mina}`, () => strip(page).getByText('simulated').waitFor());
    await look(`/sessions/${mina}?act=readings`, () => button(page, /^Accept all: 138\/82/).waitFor());
    await look(`/sessions/${mina}?act=monitors`, () => button(page, 'Take off: MON-7').waitFor());
    await look('/devices', () => page.getByText('Not read: It does not begin with MSH.').waitFor());
    expect(errors).toEqual([]);
    await page.context().close();
  }
});

test('a value that comes late says so; unplugged, the monitor is said to be silent and offers nothing; without a network the strip is not live', {
  timeout: 80_000,
}, async () => {
  await using wire = await aSilentWire(server);
  const { page, errors } = await atTheChair(mina, { size: 'tablet' }, wire.address);
  await clock.with(page.context());
  await page.reload();
  await strip(page).locator('.monitor-number').first().waitFor();
  await clock.putForwardTo(clock.nowMs() + 60_000);
  await says('MON-7', { values: { pulse: 88 }, measuredAt: new Date(clock.nowMs() - 45_000) });
  await strip(page)
    .getByText(/late: came 4\d s after it was measured/)
    .waitFor();

  // Pulled out of the wall.
  monitor.socket.destroy();
  await clock.putForwardTo(clock.nowMs() + 3 * 60_000);
  await strip(page)
    .getByText(/Nothing heard from MON-7 for \d min/)
    .waitFor();
  await button(page, 'Record readings').click();
  await sheet(page).getByText('No value to accept from the monitor now.').waitFor();
  expect(await button(page, /^Accept/).count()).toBe(0);
  await page.keyboard.press('Escape');

  wire.hush();
  await strip(page)
    .getByText(/^Not live: .* Look at the monitor itself\.$/)
    .waitFor({ timeout: 40_000 });
  expect(await strip(page).locator('.monitor-number').count()).toBe(0);
  expect(errors).toEqual([]);
  await page.context().close();
});
