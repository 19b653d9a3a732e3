import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { newSetupToken } from '#server/identity/setup.actions.ts';
import { readConfig } from '#server/platform/config.ts';
import { type Started, startServer } from '#server/start.ts';

export type RunningServer = Started & {
  /** What the first start prints for whoever sets up the clinic. */
  setupToken(): Promise<string>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** The real server on a free port and a folder of its own, as `npm start` runs it. */
export async function aRunningServer(
  env: Record<string, string> = {},
  args: readonly string[] = [],
): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'racemic-e2e-'));
  const config = readConfig({ DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'silent', ...env }, [...args]);
  const started = await startServer(config, { step: (_what, work) => work() });
  return {
    ...started,
    setupToken: () => newSetupToken(started.services),
    [Symbol.asyncDispose]: async () => {
      await started.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The same server behind a wire that can fall silent: connections stay open, and nothing comes through any more. */
export async function aSilentWire(server: RunningServer) {
  const { port, hostname } = new URL(server.address);
  const ends = new Set<net.Socket>();
  let silent = false;
  const door = net.createServer((near) => {
    const far = net.connect(Number(port), hostname.replace(/[[\]]/g, ''));
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      from.on('data', (bytes) => to.write(bytes));
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => ends.delete(from));
      if (silent) from.pause();
    }
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const { port: own } = door.address() as net.AddressInfo;
  return {
    address: `http://127.0.0.1:${own}`,
    hush: () => {
      silent = true;
      for (const end of ends) end.pause();
    },
    speak: () => {
      silent = false;
      for (const end of ends) end.resume();
    },
    [Symbol.asyncDispose]: async () => {
      for (const end of ends) end.destroy();
      await new Promise((resolve) => door.close(resolve));
    },
  };
}

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Without background networking: a closed network must not slow the tests. */
export const usualArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

/** The system's Chromium. */
export function chromiumPath(): string {
  const executablePath = process.env.CHROMIUM_PATH ?? usualPlaces.find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new Error('There is no Chromium: npm test installs it, or CHROMIUM_PATH names it.');
  return executablePath;
}

export const aBrowser = (args: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: [...usualArgs, ...args] });

export const sizes = {
  phone: { width: 390, height: 844 },
  tablet: { width: 1280, height: 800 },
  desktop: { width: 1440, height: 900 },
} as const;

/** A page in a browser profile of its own; what its console calls an error fails the test that asks. */
export async function aPage(
  browser: Browser,
  how: { size?: keyof typeof sizes; dark?: boolean } = {},
): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
  const context = await browser.newContext({
    viewport: sizes[how.size ?? 'desktop'],
    colorScheme: how.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) errors.push(message.text());
  });
  return { context, page, errors };
}

/** axe finds nothing on this page: WCAG 2.2 AA and its best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((of) => `${of.id}: ${of.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
}

/** A passkey that says yes to everything, inside this page's browser. */
export async function aPasskeyDevice(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** Waits until the page says this; otherwise the failure tells what it says instead. */
export async function expectText(page: Page, wanted: string | RegExp): Promise<void> {
  try {
    await page.getByText(wanted).first().waitFor({ timeout: 20_000 });
  } catch {
    const said = (await page.locator('body').textContent()) ?? '';
    throw new Error(`The page ${page.url()} does not say ${wanted}. It says:\n${said.slice(0, 2_000)}`);
  }
}
