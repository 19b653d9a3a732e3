/** How an emergency card ended, in what state it left the patient, and what of it was not done. */
import { z } from 'zod';
import type { ReadingState } from './judgement.ts';
import { Id, text } from './log-fields.ts';
import type { SessionRecord } from './log-fold.ts';
import type { judgeIn } from './log-readings.ts';

export const closingWays = ['settled', 'transferred', 'other'] as const;
export type ClosingWay = (typeof closingWays)[number];

/** Version 2 says how it ended in one word of a list, and which steps of the card nobody did. */
export const emergencyClosed = [
  z.strictObject({ of: Id, outcome: text(1_000) }),
  z.strictObject({
    of: Id,
    how: z.enum(closingWays, 'is a word of this list'),
    outcome: text(1_000).optional(),
    notDone: z.array(text(200)).max(20, 'names 20 steps or fewer').optional(),
  }),
] as const;

const words: Readonly<Record<ClosingWay, string>> = {
  settled: 'Settled.',
  transferred: 'Transferred.',
  other: 'Ended in another way.',
};

type Said = {
  readonly how?: ClosingWay | undefined;
  readonly outcome?: string | undefined;
  readonly notDone?: readonly string[] | undefined;
};

/** In one line, as the record and the transfer summary have it. */
export function closingSays({ how, outcome, notDone = [] }: Said): string {
  const undone = notDone.length === 0 ? undefined : `Not done: ${notDone.join(' ')}`;
  return [how === undefined ? undefined : words[how], outcome, undone].filter((part) => part !== undefined).join(' ');
}

export type ReadingsAtClosing =
  | { readonly state: 'not taken' }
  | { readonly state: 'red'; readonly says: readonly string[] }
  | { readonly state: 'not known' | 'not red' };

/**
 * What the readings say when a card is closed. Nothing taken since it was opened says nothing of how the patient is now.
 *
 * A value that was red stays so until it is taken again: a later set that leaves it out does not clear it.
 */
export function readingsAtClosing(
  { readings }: Pick<SessionRecord, 'readings'>,
  judge: ReturnType<typeof judgeIn>,
  openedMs: number,
  closedMs: number,
): ReadingsAtClosing {
  const until = readings.filter(({ atMs }) => atMs <= closedMs);
  const since = until.filter(({ atMs }) => atMs > openedMs);
  if (since.length === 0) return { state: 'not taken' };
  const before = until.findLast(({ atMs }) => atMs <= openedMs);
  const newest = new Map<string, { state: ReadingState; says: string }[]>();
  for (const reading of before === undefined ? since : [before, ...since]) {
    const found = new Map<string, { state: ReadingState; says: string }[]>();
    for (const { parameter, state, says } of judge(reading).judgements)
      if (state !== 'not known') found.set(parameter, [...(found.get(parameter) ?? []), { state, says }]);
    for (const [parameter, said] of found) newest.set(parameter, said);
  }
  const red = [...newest.values()].flat().filter(({ state }) => state === 'red');
  if (red.length > 0) return { state: 'red', says: red.map(({ says }) => says) };
  return { state: newest.size === 0 ? 'not known' : 'not red' };
}

/** Who was handed to an emergency team may be as sick as before; anything else has to be explained. */
export function closingObjection(how: ClosingWay | undefined, found: ReadingsAtClosing): string | undefined {
  if (how === 'transferred') return undefined;
  if (found.state === 'red') return `while the last readings were red: ${found.says.join(' ')}`;
  return found.state === 'not red' ? undefined : 'and no readings had been taken since it was opened.';
}
