/** Plays what a monitor showed, faster than it was, through a real listener: each message is answered before the next. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Address, LineCut, type MonitorLine, openMonitorLine } from './monitor-line.ts';
import { type MonitorName, type MonitorValue, monitorMessage } from './monitor-message.ts';
import type { StayValue } from './stays.ts';

export type Replay = {
  readonly to: Address;
  readonly of: MonitorName;
  readonly values: readonly StayValue[];
  /** How many minutes of the stay pass in one. */
  readonly speed: number;
  /** Begins every id of a message: two replays are never taken for one. */
  readonly idsFrom: string;
  readonly isStopped: AbortSignal;
  /** Told after each message, and when the line was cut. */
  progress(of: Played): void;
};

export type Played = { sent: number; values: number; refused: string[]; cuts: number };

const againAfterMs = 1_000;
/** Of the same message: then whoever listens does not come back by itself. */
const mostTries = 30;

/**
 * What was measured in one minute goes in one message, with the time at which this replay shows it.
 *
 * @throws LineCut when nobody listens at the beginning, or not any more
 */
export async function replay(of: Replay): Promise<Played> {
  const played: Played = { sent: 0, values: 0, refused: [], cuts: 0 };
  const steps = stepsOf(of.values);
  const firstMinute = steps[0]?.minute ?? 0;
  const startMs = Date.now();
  const line = { open: await openMonitorLine(of.to) };
  try {
    for (const { minute, values } of steps) {
      const dueMs = Math.round(startMs + ((minute - firstMinute) * 60_000) / of.speed);
      if (!(await until(dueMs, of.isStopped))) break;
      const shown = values.map(({ what, text }): MonitorValue => ({ what, text, atMs: dueMs }));
      const id = `${of.idsFrom}${played.sent + 1}`;
      const why = await sayUntilKept(of, line, played, () =>
        monitorMessage({ id, sentMs: Date.now(), of: of.of, values: shown }),
      );
      if (why === 'stopped') break;
      if (why !== undefined) played.refused.push(why);
      played.sent += 1;
      played.values += values.length;
      of.progress(played);
    }
  } finally {
    line.open.close();
  }
  return played;
}

/** @returns undefined when it was kept, otherwise why it was refused, or that we were stopped before */
async function sayUntilKept(
  of: Replay,
  line: { open: MonitorLine },
  played: Played,
  message: () => string,
): Promise<string | undefined> {
  for (let tries = 1; ; tries += 1) {
    try {
      const { code, why } = await line.open.send(message());
      if (code === 'AA') return undefined;
      if (code !== 'AE') return why;
      if (tries >= mostTries) throw new LineCut(why);
    } catch (error) {
      if (!(error instanceof LineCut) || tries >= mostTries) throw error;
      played.cuts += 1;
      of.progress(played);
    }
    if (!(await until(Date.now() + againAfterMs, of.isStopped))) return 'stopped';
    line.open.close();
    line.open = await openMonitorLine(of.to).catch(() => line.open);
  }
}

/** @returns false when it was stopped before that */
const until = (ms: number, isStopped: AbortSignal): Promise<boolean> =>
  isStopped.aborted
    ? Promise.resolve(false)
    : ms <= Date.now()
      ? Promise.resolve(true)
      : pause(ms - Date.now(), true, { signal: isStopped }).catch(() => false);

function stepsOf(values: readonly StayValue[]): { minute: number; values: StayValue[] }[] {
  const byMinute = new Map<number, StayValue[]>();
  for (const value of values) byMinute.set(value.minute, [...(byMinute.get(value.minute) ?? []), value]);
  return [...byMinute].map(([minute, shown]) => ({ minute, values: shown })).sort((a, b) => a.minute - b.minute);
}
