import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { aFloor, type Ordered, type TestFloor } from './a-floor.ts';
import { answerLeaving, arrive, button, closed, enterReadings, type Readings, sheet } from './at-the-chair.ts';
import { countTouches, printEffort } from './effort.ts';
import { aBrowser, aPage, aRunningServer, type RunningServer } from './harness.ts';
import { aClockFor } from './the-demo.ts';

const minuteMs = 60_000;

type Kept = { id: string; kind: string; data: Record<string, unknown> };

/** One nurse at one tablet with somebody who has an order by this route, and a clock that is put forward. */
export async function onePath(
  browser: Browser,
  server: RunningServer,
  floor: TestFloor,
  of: { name: readonly [string, string]; chair: number; by: Ordered | 'no order' },
) {
  const clock = aClockFor(server);
  await watchForAnHour(server, floor);
  const { id } = await floor.session({ ...of, plannedInMin: 0 });
  const { context, page, errors } = await aPage(browser, { size: 'tablet' });
  await clock.with(context);
  const [name = '', value = ''] = floor.nurse.cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: server.address, httpOnly: true, sameSite: 'Strict' }]);
  await page.goto(`${server.address}/sessions/${id}`);
  await button(page, 'Arrives').waitFor({ timeout: 30_000 });
  await countTouches(page);
  let startedMs = 0;
  const facts = async (): Promise<Kept[]> => {
    const answer = await fetch(`${server.address}/api/sessions/${id}/events`, {
      headers: { cookie: floor.nurse.cookie },
    });
    const { events }: { events: Kept[] } = await answer.json();
    return events;
  };
  return {
    page,
    id,
    errors,
    facts,
    /** Of one kind, as the server has them. */
    dataOf: async (kind: string) => (await facts()).filter((one) => one.kind === kind).map(({ data }) => data),
    /** The dose was given now: minutes count from here. */
    begun: () => {
      startedMs = clock.nowMs();
    },
    /** So many minutes after the dose. */
    atMinute: (minute: number) => clock.putForwardTo(startedMs + minute * minuteMs),
    readingsAt: async (minute: number, readings: Readings) => {
      await clock.putForwardTo(startedMs + minute * minuteMs);
      await button(page, 'Record readings').click();
      await enterReadings(page, readings);
      await closed(page);
    },
    /** Once everything that was written here has arrived. */
    effort: async (what: string) => {
      let before = -1;
      await expect
        .poll(
          async () => {
            const count = (await facts()).length;
            const isSame = count === before;
            before = count;
            return isSame;
          },
          { timeout: 15_000, interval: 1_000 },
        )
        .toBe(true);
      return printEffort(page, what, before);
    },
  };
}

/** Whoever only watches for an hour stays signed in: the lock has its own tests. */
async function watchForAnHour(server: RunningServer, { director }: TestFloor): Promise<void> {
  const headers = { cookie: director.cookie, origin: server.address, 'content-type': 'application/json' };
  const clinic: object = await (await fetch(`${server.address}/api/clinic`, { headers })).json();
  const body = JSON.stringify({ ...clinic, idleLockMin: 60 });
  const { status } = await fetch(`${server.address}/api/clinic`, { method: 'PUT', headers, body });
  if (status >= 300) throw new Error(`PUT /api/clinic: ${status}`);
}

export type OnePath = Awaited<ReturnType<typeof onePath>>;

/** One session for the tests of a whole file, each of which goes on where the one before it ended. */
export function oneSession(of: Parameters<typeof onePath>[3], begin: (path: OnePath) => void): void {
  let browser: Browser | undefined;
  let server: RunningServer | undefined;
  beforeAll(async () => {
    browser = await aBrowser();
    server = await aRunningServer();
    begin(await onePath(browser, server, await aFloor(server, 2), of));
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });
}

/** Arrived, identified, weighed, read, and every point of the gate answered; the gate stays open. */
export async function upToTheDose({ page }: OnePath, weightKg: string): Promise<void> {
  await arrive(page);
  await button(page, 'Before the dose').click();
  await button(sheet(page), 'Weigh').click();
  await sheet(page).getByLabel('Weight on the scale').fill(weightKg);
  await button(sheet(page), 'kg').click();
  const again = sheet(page).getByLabel(/second time/);
  if ((await again.count()) > 0) await again.fill(weightKg);
  await button(sheet(page), 'Keep the weight').click();
  await sheet(page).getByText('Stops the dose').waitFor();
  await button(sheet(page), 'Record readings').click();
  await enterReadings(page, { digits: '12678709814', dissociation: 0 });
  const open = button(sheet(page), /^Met: /);
  await expect.poll(() => open.count(), { timeout: 15_000 }).toBeGreaterThan(5);
  for (let left = await open.count(); left > 0; left -= 1) {
    await open.first().click();
    await expect.poll(() => open.count(), { timeout: 15_000 }).toBe(left - 1);
  }
  await sheet(page).getByText('The dose can start').waitFor();
}

/** The best answers to everything, and then let go by the only act that was closed until then. */
export async function letGo({ page }: OnePath): Promise<void> {
  await button(page, 'Leaving').click();
  await answerLeaving(page);
  await sheet(page).getByText('all criteria are met').waitFor();
  await button(sheet(page), /^Let go/).click();
  await closed(page);
  await page.getByText('Left', { exact: true }).first().waitFor();
}
