import type pg from 'pg';
import type { Filled } from './fill.ts';
import type { Load, Loaded } from './load-process.ts';
import type { Worker } from './processes.ts';

export type Say = (line: string) => void;
/** Writes down whether a goal was met, for the last lines. */
export type Goal = (what: string, aim: string, measured: string, isMet: boolean) => void;

/** What every measurement works with. */
export type Bench = {
  /** For a look in a minute; figures for a report come from the whole run. */
  quick: boolean;
  server: Worker;
  bare: Worker;
  /** Ports of the real server and of the bare handler beside it. */
  port: number;
  barePort: number;
  /** Sends requests from a process of its own, as the signed-in nurse. */
  load(given: Omit<Load, 'headers' | 'port'> & { port?: number }): Promise<Loaded>;
  /** How the superuser connects to the database under both. */
  database: pg.ClientConfig;
  clinicId: string;
  filled: Filled;
  say: Say;
  goal: Goal;
};

/** Stations that ask at the same time, each again as soon as it is answered: more than a clinic ever does. */
export const stations = 8;

export function check(loaded: Loaded, what: string): Loaded {
  if (loaded.failures > 0)
    throw new Error(`${what}: ${loaded.failures} of ${loaded.count} failed: ${loaded.firstFailure}`);
  return loaded;
}

export const perSecond = ({ count, tookMs }: { count: number; tookMs: number }): number => (count * 1_000) / tookMs;
