import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import {
  type Dose,
  drawPeople,
  fromUnits,
  nameOfKind,
  ottoVariability,
  quantilesOf,
  racemateComposite,
  seeded,
  simulate,
  type UnitCurve,
  unitCurve,
} from '#clinical/kinetics/kinetics.ts';
import { templates } from '#clinical/plan/plan.ts';
import { readConfig } from '#server/platform/config.ts';
import { newId } from '#server/platform/ids.ts';
import { type Started, startServer } from '#server/start.ts';
import { aClinic, anOrder, aPatient, type Person } from '../tests/builders.ts';
import { percentile, sorted } from './figures.ts';

type Say = (line: string) => void;
type Goal = (what: string, aim: string, measured: string, isMet: boolean) => void;

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const aimMs = 50;
/** A tablet’s stand-in. */
const slowdown = 4;
/** Rates in mL/h, one after the other in one session: more changes than that nobody makes. */
const rates = ['26.25', '40', '13.1', '52.5'] as const;
const minute = 60_000;

/**
 * What the page itself saw: from the tap that keeps the rate, and from the moment it knew of other doses, until the frame
 * was painted; and how long it waited for its worker, where it could not add the curve up itself.
 */
type Redraw = { tapMs: number; askedMs: number; workerMs?: number };

/**
 * The predicted curve after a change of the rate, in a real browser with its real worker: from the tap until the new
 * curve is painted. Beside it the computation alone, and a message to a worker that only sends it back.
 */
export async function measurePlasma(folder: string, quick: boolean, say: Say, goal: Goal): Promise<void> {
  const executablePath = process.env.CHROMIUM_PATH ?? places.find((path) => existsSync(path));
  if (executablePath === undefined)
    return say('\nPredicted curve: not measured, there is no Chromium (CHROMIUM_PATH names it).');
  say('\nPredicted curve after a change of the rate, one infusion with a band of 200 people (p50 / p95)');
  const alone = inNode(quick ? 20 : 200);
  const row = (what: string, values: readonly number[]) =>
    say(`  ${what.padEnd(64)} ${shown(values)}   n = ${values.length}`);
  row('in Node: all of it from the beginning', alone.wholeMs);
  row('in Node: added up from what is ready', alone.addedMs);
  say(`  ${'in Node: to make that ready, once, in spare time'.padEnd(64)} ${alone.readyMs.toFixed(0)} ms`);
  const config = readConfig({ DATA_DIR: join(folder, 'plasma'), PORT: '0', LOG_LEVEL: 'silent' }, []);
  const server = await startServer(config, { step: (_what, work) => work() });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  try {
    const clinic = await infusionsOf(server, quick ? 2 : 16);
    const [fast, slow] = [
      clinic.sessions.filter((_, at) => at % 2 === 0),
      clinic.sessions.filter((_, at) => at % 2 === 1),
    ];
    const plain = await inBrowser(browser, server, clinic.nurse, fast, 1);
    const tablet = await inBrowser(browser, server, clinic.nurse, slow, slowdown);
    print('Chromium', plain, say);
    print(`Chromium, page ${slowdown} times slower`, tablet, say);
    // Chrome slows pages and no workers: where one was waited for, it is counted as slow as the page.
    const all = sorted(tablet.redraws.map(({ askedMs, workerMs = 0 }) => askedMs + (slowdown - 1) * workerMs));
    const tabletP95 = percentile(all, 0.95);
    const p95 = percentile(sorted(plain.redraws.map(({ askedMs }) => askedMs)), 0.95);
    goal('curve after a change of the rate, p95', `<= ${aimMs} ms`, `${p95.toFixed(1)} ms`, p95 <= aimMs);
    goal(
      `the same, a tablet (${slowdown} times slower)`,
      `<= ${aimMs} ms`,
      `${tabletP95.toFixed(1)} ms`,
      tabletP95 <= aimMs,
    );
  } finally {
    await browser.close();
    await server.stop();
  }
}

const shown = (values: readonly number[]) => {
  const of = sorted(values);
  return `${percentile(of, 0.5).toFixed(1).padStart(6)} / ${percentile(of, 0.95).toFixed(1).padStart(6)} ms`;
};

type Seen = { redraws: readonly Redraw[]; empty: readonly number[] };

function print(where: string, { redraws, empty }: Seen, say: Say): void {
  const row = (what: string, values: readonly number[]) =>
    say(`  ${`${where}: ${what}`.padEnd(64)} ${shown(values)}   n = ${values.length}`);
  row('an empty message there and back', empty);
  const waited = redraws.flatMap(({ workerMs }) => workerMs ?? []);
  if (waited.length > 0) row('waited for the worker', waited);
  row(
    'from the change until painted',
    redraws.map(({ askedMs }) => askedMs),
  );
  row(
    'from the tap until painted',
    redraws.map(({ tapMs }) => tapMs),
  );
}

const subjects = 200;
const person = { weightKg: 70, ageYears: 42, ancestry: 'not-used' } as const;

/** What the chart asks: every 2 minutes of two hours and a half, after one to four changes. */
function inNode(rounds: number): { wholeMs: number[]; addedMs: number[]; readyMs: number } {
  const dosesOf = (at: number): Dose[] =>
    Array.from({ length: 1 + (at % rates.length) }, (_, stretch) => ({
      ...{ route: 'iv', atMin: stretch * 5, mg: 5 - (at % 7) / 10, overMin: 5 },
    }));
  const sampleAtMin = Array.from({ length: 76 }, (_, point) => point * 2);
  const took = (work: () => unknown): number => {
    const began = performance.now();
    work();
    return performance.now() - began;
  };
  const curves = new Map<string, UnitCurve>();
  const readyMs = took(() => {
    const people = drawPeople(ottoVariability, subjects, seeded(1));
    const kind = { route: 'iv', device: undefined, isOver: true } as const;
    const steps = unitCurve({ model: racemateComposite, person, people, untilMin: 390 }, kind);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    curves.set(nameOfKind(kind), step.value);
  });
  const whole = (at: number) =>
    simulate({ product: 'racemic', patient: person, doses: dosesOf(at), sampleAtMin, band: { subjects, seed: 1 } });
  const added = (at: number) => {
    const values = fromUnits(dosesOf(at), sampleAtMin, { people: subjects, curves });
    if (values === undefined) throw new Error('it was not added up');
    return quantilesOf(values, subjects);
  };
  const each = (work: (at: number) => unknown) => {
    for (let at = 0; at < rounds; at += 1) work(at);
    return Array.from({ length: rounds }, (_, at) => took(() => work(at)));
  };
  return { wholeMs: each(whole), addedMs: each(added), readyMs };
}

/** People whose infusion runs, each with a session of their own. */
async function infusionsOf(server: Started, count: number): Promise<{ nurse: Person; sessions: readonly string[] }> {
  const clinic = await aClinic(server.services);
  const [director, nurse] = [await clinic.as('owner', 'medical-director'), await clinic.as('nurse')];
  const must = async (as: Person, path: string, body: object) => {
    const answer = await fetch(`${server.address}${path}`, {
      method: 'POST',
      headers: { cookie: as.cookie, origin: server.address, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const said = await answer.text();
    if (!answer.ok || said.includes('"refused"')) throw new Error(`${path}: ${answer.status} ${said}`);
  };
  const protocolVersionId = newId();
  await must(director, '/api/protocols', {
    ...{ id: protocolVersionId, version: 1, protocol: templates.iv, reason: 'made for a measurement' },
  });
  const sessions: string[] = [];
  const station = newId();
  for (let at = 0; at < count; at += 1) {
    const { id: patientId } = await aPatient(director, { familyName: `Sample ${at + 1}`, birthOn: '1984-03-07' });
    const [orderId, session] = [newId(), newId()];
    await must(director, `/api/patients/${patientId}/orders`, { id: orderId, protocolVersionId, order: anOrder() });
    const plannedAt = new Date(Date.now() - 30 * minute).toISOString();
    await must(nurse, '/api/sessions', { id: session, patientId, orderId, plannedAt });
    const fact = (agoMin: number, kind: string, stationSeq: number, data: object = {}) => {
      const moment = new Date(Date.now() - agoMin * minute).toISOString();
      return {
        ...{ id: newId(), session, kind, v: 1, data, by: nurse.practitionerId, station, stationSeq, clockOffsetMs: 0 },
        ...{ measuredAt: moment, enteredAt: moment, offsetCheckedAt: moment },
      };
    };
    const pump = { route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 52_500 };
    const events = [
      fact(20, 'arrived', 3 * at + 1),
      fact(18, 'identity-confirmed', 3 * at + 2, { identifiers: ['name', 'birth-date'] }),
      fact(10, 'dose-started', 3 * at + 3, { ...pump, volumeToGiveUl: 35_000, as: 'fact' }),
    ];
    await must(nurse, '/api/sessions/events', { events });
    sessions.push(session);
  }
  return { nurse, sessions };
}

async function inBrowser(
  browser: Browser,
  server: Started,
  nurse: Person,
  sessions: readonly string[],
  rate: number,
): Promise<Seen> {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 800 }, reducedMotion: 'reduce' });
  const [name = '', value = ''] = nurse.cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: server.address, httpOnly: true, sameSite: 'Strict' }]);
  const empty = await thereAndBack(context, rate);
  const page = await slowed(context, rate);
  await page.addInitScript({ content: watchRedraws });
  const redraws: Redraw[] = [];
  for (const session of sessions) {
    await page.goto(`${server.address}/sessions/${session}`);
    await page.evaluate('globalThis.first');
    for (const to of rates) redraws.push(await change(page, to));
  }
  await context.close();
  return { redraws, empty };
}

async function slowed(context: BrowserContext, rate: number): Promise<Page> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  return page;
}

/** As somebody at the chair does it: the sheet, another rate, what the pump shows. */
async function change(page: Page, to: string): Promise<Redraw> {
  await page
    .getByRole('button', { name: /^Pause/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Another rate' }).click();
  await page.getByLabel('Rate that the pump shows now, mL/h').fill(to);
  const painted = page.evaluate<Redraw>('new Promise((resolve) => { globalThis.tell = resolve; })');
  await page.getByRole('button', { name: `The pump shows ${to} mL/h` }).click();
  const seen = await painted;
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return seen;
}

/** An empty message to a worker that only sends it back, in a page with nothing else in it. */
async function thereAndBack(context: BrowserContext, rate: number): Promise<number[]> {
  const page = await slowed(context, rate);
  await page.goto('about:blank');
  const took = await page.evaluate<number[]>(echo);
  await page.close();
  return took;
}

const echo = `(async () => {
  const source = 'onmessage = () => postMessage(0)';
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
  const once = () => new Promise((resolve) => {
    const began = performance.now();
    worker.onmessage = () => resolve(performance.now() - began);
    worker.postMessage(0);
  });
  for (let at = 0; at < 20; at += 1) await once();
  const took = [];
  for (let at = 0; at < 200; at += 1) took.push(await once());
  return took;
})()`;

/** Runs in the page before it: the tap, a question to the worker and its answer, and the mark of the painted curve. */
const watchRedraws = `
  let drawn;
  globalThis.first = new Promise((resolve) => { drawn = resolve; });
  let tap, asked = 0, answered = 0;
  addEventListener('click', ({ target }) => {
    if (/^The pump shows/.test(target.closest?.('button')?.textContent ?? '')) tap = performance.now();
  }, { capture: true });
  globalThis.Worker = class extends Worker {
    constructor(url, options) {
      super(url, options);
      if (options?.name !== 'plasma') return;
      this.addEventListener('message', ({ data }) => {
        if (data.number !== undefined) answered = performance.now();
      });
      const send = this.postMessage.bind(this);
      this.postMessage = (message) => {
        if (message.number !== undefined) asked = performance.now();
        send(message);
      };
    }
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.name !== 'plasma') continue;
      drawn();
      if (tap === undefined || entry.startTime < tap) continue;
      const end = entry.startTime + entry.duration;
      const waited = asked > tap ? { workerMs: answered - asked } : {};
      globalThis.tell({ tapMs: end - tap, askedMs: entry.duration, ...waited });
      tap = undefined;
    }
  }).observe({ type: 'measure', buffered: true });
`;
