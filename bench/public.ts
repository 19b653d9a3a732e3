import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';
import { readConfig } from '#server/platform/config.ts';
import { startServer } from '#server/start.ts';
import { sorted, spreadOf } from './figures.ts';
import { centersToShow, publicAddresses } from './public-pages.ts';

/** What the issue asks of every public page. */
const goals = { bytes: 60_000, lcpMs: 1_200, cls: 0 };

/**
 * Lighthouse's "slow 4G": 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up, a processor four times slower. Applied
 * to requests as Chrome's own throttling does, where Lighthouse takes 3.75 times the latency and 0.9 of the rates.
 */
const slow4g = {
  offline: false,
  latency: 150 * 3.75,
  downloadThroughput: (1.6 * 1_024 * 1_024 * 0.9) / 8,
  uploadThroughput: (750 * 1_024 * 0.9) / 8,
};
const cpuSlowdown = 4;
const phone = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true };
/** So long after the load nothing more moves: fonts have come, scripts have run. */
const settledMs = 700;

type Measured = { bytes: number; document: number; lcpMs: number; cls: number };
type Say = (line: string) => void;
type Goal = (what: string, aim: string, measured: string, isMet: boolean) => void;

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Every public page as a stranger's cheap phone gets it: weight with fonts and scripts, first sight, and what moves. */
export async function measurePublic(folder: string, quick: boolean, say: Say, goal: Goal): Promise<void> {
  const executablePath = process.env.CHROMIUM_PATH ?? places.find((path) => existsSync(path));
  if (executablePath === undefined)
    return say('\nPublic pages: not measured, there is no Chromium (CHROMIUM_PATH names it).');
  const config = readConfig({ DATA_DIR: join(folder, 'public'), PORT: '0', LOG_LEVEL: 'silent' }, []);
  const server = await startServer(config, { step: (_what, work) => work() });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  try {
    await centersToShow(server.services);
    say('\nPublic pages on a slow 4G phone (Brotli; kB of 1,000 bytes with headers; medians)');
    say(`  ${'page'.padEnd(58)} ${'all'.padStart(8)} ${'HTML'.padStart(8)} ${'LCP'.padStart(8)} ${'CLS'.padStart(7)}`);
    const all: (Measured & { path: string })[] = [];
    for (const path of publicAddresses()) {
      const of = await again(quick ? 1 : 3, () => measure(browser, `${server.address}/care${path}`));
      all.push({ path, ...of });
      say(
        `  ${(path || '/').slice(0, 58).padEnd(58)} ${kilo(of.bytes)} ${kilo(of.document)} ${of.lcpMs.toFixed(0).padStart(5)} ms ${of.cls.toFixed(4).padStart(7)}`,
      );
    }
    const worst = (by: 'bytes' | 'lcpMs' | 'cls') => all.reduce((most, of) => (of[by] > most[by] ? of : most));
    const [heaviest, slowest, moving] = [worst('bytes'), worst('lcpMs'), worst('cls')];
    goal(
      'public page, heaviest',
      '60 kB',
      `${kilo(heaviest.bytes).trim()} ${heaviest.path}`,
      heaviest.bytes <= goals.bytes,
    );
    goal(
      'public page, slowest LCP',
      '1.2 s',
      `${slowest.lcpMs.toFixed(0)} ms ${slowest.path}`,
      slowest.lcpMs <= goals.lcpMs,
    );
    goal('public page, most moved (CLS)', '0', `${moving.cls.toFixed(4)} ${moving.path}`, moving.cls <= goals.cls);
  } finally {
    await browser.close();
    await server.stop();
  }
}

const kilo = (bytes: number) => `${(bytes / 1_000).toFixed(1)} kB`.padStart(8);

async function again(times: number, once: () => Promise<Measured>): Promise<Measured> {
  const all: Measured[] = [];
  for (let time = 0; time < times; time += 1) all.push(await once());
  const median = (by: keyof Measured) => spreadOf(sorted(all.map((of) => of[by]))).median;
  return { bytes: median('bytes'), document: median('document'), lcpMs: median('lcpMs'), cls: median('cls') };
}

/** A first visit, with nothing kept from before. */
async function measure(browser: Browser, address: string): Promise<Measured> {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', slow4g);
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
  let [bytes, document, first] = [0, 0, ''];
  session.on('Network.requestWillBeSent', ({ requestId, type }) => {
    if (type === 'Document' && first === '') first = requestId;
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    if (requestId === first) document = encodedDataLength;
  });
  await page.addInitScript({ content: watchPaint });
  await page.goto(address, { waitUntil: 'load' });
  await pause(settledMs);
  const seen = await page.evaluate<{ lcpMs: number; cls: number }>('globalThis.seen');
  await context.close();
  return { bytes, document, ...seen };
}

/** Runs in the page before it: what Chrome itself says about the largest paint and about what moved. */
const watchPaint = `
  globalThis.seen = { lcpMs: 0, cls: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.lcpMs = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.cls += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
`;
