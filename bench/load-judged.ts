/** Whether a load was carried: what has to hold, and what was measured, in words. */
import { megabytes, ms, whole } from './figures.ts';

export type Sample = { atMs: number; rss: number; heap: number; databaseBytes: number };

export type Carried = {
  factP99: number;
  heardP99: number;
  messageP99: number;
  lostFacts: number;
  lostMessages: number;
  unheard: number;
  failures: number;
  streamsCut: number;
  minutes: number;
  samples: readonly Sample[];
};

/** As of a session (`npm run bench -- --only=sessions`) and of a monitor. */
const goals = { factMs: 50, heardMs: 150, messageMs: 50 };

/** A server that has run for less has not found its size yet. */
export const plateauFromMinutes = 4;
/**
 * The first third is for warming up. In the last third memory is no larger than in the middle one, but for a tenth and
 * some megabytes: caches fill, and what is collected when is chance.
 */
const plateau = { part: 1.1, heapBytes: 10 * 1_048_576, residentBytes: 20 * 1_048_576 };

export const plateauRule = `from the middle third of the run to the last, at most a tenth more, and ${megabytes(plateau.heapBytes)} of heap or ${megabytes(plateau.residentBytes)} of resident memory`;

export type Grown = { middle: number; last: number; isHeld: boolean };

/** The largest of the middle third beside the largest of the last. */
export function grownBy(samples: readonly Sample[], of: 'rss' | 'heap'): Grown {
  const third = Math.floor(samples.length / 3);
  const largest = (from: number, to: number) => Math.max(...samples.slice(from, to).map((sample) => sample[of]));
  const [middle, last] = [largest(third, 2 * third), largest(2 * third, samples.length)];
  const slack = of === 'heap' ? plateau.heapBytes : plateau.residentBytes;
  return { middle, last, isHeld: last <= middle * plateau.part + slack };
}

/** Every sentence of what does not hold; none: met. */
export function notMet(of: Carried): string[] {
  const said: string[] = [];
  const atMost = (what: string, value: number, goal: number) => {
    // Where nothing was measured, nothing was met.
    if (!(value <= goal)) said.push(`${what} p99 ${ms(value)}, not ${goal} ms`);
  };
  const none = (count: number, what: string) => {
    if (count > 0) said.push(`${whole(count)} ${what}`);
  };
  atMost('a fact kept', of.factP99, goals.factMs);
  atMost('heard at a second screen', of.heardP99, goals.heardMs);
  atMost('a monitor answered', of.messageP99, goals.messageMs);
  none(of.lostFacts, 'acknowledged facts lost');
  none(of.lostMessages, 'acknowledged messages lost');
  none(of.unheard, 'facts of which no second screen heard');
  none(of.failures, 'requests or messages failed');
  none(of.streamsCut, 'streams cut');
  if (of.minutes < plateauFromMinutes) return said;
  for (const [what, name] of [
    ['heap', 'heap'],
    ['rss', 'resident memory'],
  ] as const) {
    const { middle, last, isHeld } = grownBy(of.samples, what);
    if (!isHeld) said.push(`${name} grew from ${megabytes(middle)} to ${megabytes(last)}`);
  }
  return said;
}
