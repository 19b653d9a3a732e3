import { type MonitorLine, openMonitorLine } from '#simulator/monitor-line.ts';
import { monitorMessage } from '#simulator/monitor-message.ts';
import { percentile, sorted } from './figures.ts';
import { shown } from './monitor-shown.ts';
import { answer } from './processes.ts';

/** Monitors that speak to a listener: in a process of their own, each on a connection of its own. */
type Given = {
  monitors: readonly { device: string; port: number }[];
  /** Begins the id of every message. */
  run: string;
  ms: number;
};
/** Each at a steady pace, whether the last was answered or not. */
export type PacedMonitors = Given & { perSecond: number };
/** Each sends the next as soon as the last is answered. */
export type ClosedMonitors = Given;

export type Spoken = {
  /** Those answered as kept; what was answered otherwise, or not at all, failed. */
  acknowledged: number;
  failures: number;
  firstFailure?: string;
  /** The ids of those answered as kept, without what begins them. */
  numbers: number[];
  tookMs: number;
  p50: number;
  p99: number;
  slowest: number;
};

let lately: { took: number[]; failures: number } = { took: [], failures: 0 };

/** Since this was asked the last time. */
function sinceLast(): { count: number; failures: number; p99: number } {
  const { took, failures } = lately;
  lately = { took: [], failures: 0 };
  return { count: took.length, failures, p99: percentile(sorted(took), 0.99) };
}

/** Speaks for all of them at once. `speak` is one monitor's part, told how to send its next message. */
async function all(
  { monitors, run }: Given,
  speak: (send: (fromMs?: number) => Promise<void>, place: number) => Promise<void>,
): Promise<Spoken> {
  const took: number[] = [];
  const numbers: number[] = [];
  let [failures, number] = [0, 0];
  let firstFailure: string | undefined;
  const lines: MonitorLine[] = await Promise.all(
    monitors.map(({ port }) => openMonitorLine({ host: '127.0.0.1', port })),
  );
  const began = performance.now();
  await Promise.all(
    monitors.map(async ({ device }, place) => {
      let turn = 0;
      await speak(async (fromMs) => {
        number += 1;
        const own = number;
        turn += 1;
        const from = fromMs ?? performance.now();
        const sentMs = Date.now();
        const message = monitorMessage({ id: `${run}-${own}`, sentMs, of: { device }, values: shown(turn, sentMs) });
        try {
          const said = await lines[place]?.send(message);
          if (said?.code !== 'AA') throw new Error(`${said?.code} ${said?.why}`);
          const ms = performance.now() - from;
          took.push(ms);
          lately.took.push(ms);
          numbers.push(own);
        } catch (error) {
          failures += 1;
          lately.failures += 1;
          firstFailure ??= String(error);
        }
      }, place);
    }),
  );
  const tookMs = performance.now() - began;
  for (const line of lines) line.close();
  const ordered = sorted(took);
  return {
    ...{
      acknowledged: numbers.length,
      numbers,
      failures,
      tookMs,
      p50: percentile(ordered, 0.5),
      p99: percentile(ordered, 0.99),
    },
    ...(firstFailure === undefined ? {} : { firstFailure }),
    slowest: ordered.at(-1) ?? Number.NaN,
  };
}

const paced = (given: PacedMonitors): Promise<Spoken> =>
  all(given, async (send, place) => {
    const everyMs = 1_000 / given.perSecond;
    const began = performance.now() + (everyMs * place) / given.monitors.length;
    for (let turn = 0; turn < Math.round((given.ms * given.perSecond) / 1_000); turn += 1) {
      const dueMs = began + turn * everyMs;
      const wait = dueMs - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      // One that had to wait for the answer to the last counts from when it should have left.
      await send(wait > 0 ? performance.now() : dueMs);
    }
  });

const closed = (given: ClosedMonitors): Promise<Spoken> =>
  all(given, async (send) => {
    const began = performance.now();
    while (performance.now() - began < given.ms) await send();
  });

answer({ paced, closed, sinceLast }, () => Promise.resolve());
