import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openDemoClinic } from '#server/demo/demo.ts';
import { type DemoAccount, demoAccounts } from '#server/demo/demo-accounts.ts';
import { demoClinic } from '#server/demo/demo-clinic.ts';
import { listWhoWaits } from '#server/demo/demo-floor.queries.ts';
import { startDemoFloor } from '#server/demo/demo-floor.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Role } from '#server/platform/may.ts';
import { aPage, aRunningServer, type RunningServer, type sizes } from './harness.ts';
import { codeAt } from './totp.ts';

export type WhoWaits = { number: string; givenName: string; familyName: string; birthOn: string };

/** The synthetic clinic with its floor that goes on by itself, as `npm start -- --demo` runs it. */
export type RunningDemo = RunningServer & {
  account(role: Role): DemoAccount;
  /** Someone of the synthetic clinic who is on no chair, and whom the floor would take last. */
  whoWaits(): Promise<WhoWaits>;
};

export async function aRunningDemo(): Promise<RunningDemo> {
  // Whoever only watches for an hour stays signed in: the lock has its own tests.
  const server = await aRunningServer({ IDLE_LOCK_MIN: '60' }, ['--demo']);
  const { services } = server;
  await openDemoClinic(services);
  const floor = await startDemoFloor(services);
  return {
    ...server,
    account: (role) => {
      const found = demoAccounts(services).find(({ roles }) => roles.includes(role));
      if (found === undefined) throw new RangeError(`The synthetic clinic has no ${role}.`);
      return found;
    },
    whoWaits: () =>
      inClinic(demoClinic(services), async (tx) => {
        const last = (await listWhoWaits(tx, { after: '1960-01-01', before: '2000-01-01' })).at(-1);
        return tx
          .selectFrom('patient')
          .select(['number', 'givenName', 'familyName', 'birthOn'])
          .where('id', '=', last?.id ?? '')
          .executeTakeFirstOrThrow();
      }),
    [Symbol.asyncDispose]: async () => {
      await floor.stop();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** One time for the server and for the browsers: it goes on by itself, and is put forward by hand. */
export function aClockFor(server: RunningServer) {
  const contexts: BrowserContext[] = [];
  let aheadMs = 0;
  const nowMs = () => Date.now() + aheadMs;
  server.services.clock = () => new Date(nowMs());
  return {
    nowMs,
    /** Before the first page: what a page counts from is this clock too. */
    with: async (context: BrowserContext) => {
      await context.clock.install({ time: nowMs() });
      contexts.push(context);
    },
    putForwardTo: async (atMs: number) => {
      if (atMs < nowMs()) throw new RangeError(`It is later already, by ${Math.round((nowMs() - atMs) / 1_000)} s.`);
      aheadMs = atMs - Date.now();
      await Promise.all(contexts.map((context) => context.clock.setSystemTime(nowMs())));
    },
  };
}

export type Codes = () => Promise<string>;

/** The code app of one account: each code counts once, and one half minute to either side is taken. */
export function aCodeApp({ totpSecret }: DemoAccount): Codes {
  let used = 0;
  return async () => {
    const step = () => Math.floor(Date.now() / 30_000);
    const next = Math.max(step(), used + 1);
    while (next > step() + 1) await new Promise((resolve) => setTimeout(resolve, 500));
    used = next;
    return codeAt(totpSecret, new Date(next * 30_000));
  };
}

export type AtWork = { page: Page; errors: string[]; account: DemoAccount; codes: Codes };

/** Signs in at the first page, as whoever tries the synthetic clinic does: a tap on the account, then the code. */
export async function atTheDemo(
  browser: Browser,
  server: RunningDemo,
  of: { role: Role; clock: ReturnType<typeof aClockFor>; size: keyof typeof sizes },
): Promise<AtWork> {
  const account = server.account(of.role);
  const codes = aCodeApp(account);
  const { context, page, errors } = await aPage(browser, { size: of.size });
  await of.clock.with(context);
  await page.goto(server.address);
  await page.getByRole('button', { name: account.name }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('Code').fill(await codes());
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.locator('[data-chair]').first().waitFor({ timeout: 20_000 });
  return { page, errors, account, codes };
}
