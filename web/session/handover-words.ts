/** Handovers of a session: which one is open, and what became of those that were not taken. */
import { type Handover, happenedAt, type SessionRecord } from '#clinical/session/session.ts';

/**
 * The newest handover that whoever watches now has given and nobody has read back. When the watch has moved meanwhile, an
 * older one hands over nothing.
 */
export function openHandover({ handovers, watch, left }: SessionRecord): Handover | undefined {
  if (left !== undefined) return undefined;
  const newest = handovers.findLast(({ readBack }) => readBack === undefined);
  if (newest === undefined || handovers.some(({ readBack }) => readBack !== undefined && readBack.atMs > newest.atMs))
    return undefined;
  return watch === undefined || newest.by === watch.by ? newest : undefined;
}

const leastLetters = 10;

/** "." and "ok" hand nothing over: at least two words, that somebody can act on. */
export function isHandedOver(text: string): boolean {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.length > 1 && words.join('').length >= leastLetters;
}

export type Refused = { readonly by: string | null; readonly atMs: number; readonly why: string };

/** The newest of those that were not taken over: withdrawn by who gave it, or refused by who should have taken it. */
export function lastRefused({ changed }: SessionRecord, giver: string | undefined): Refused | undefined {
  const gone = changed.findLast(({ fact, state }) => fact.kind === 'handover-given' && state !== 'stands');
  const correction = gone?.corrections.at(-1);
  if (gone === undefined || correction === undefined || gone.fact.by !== giver || correction.by === giver)
    return undefined;
  return { by: correction.by, atMs: happenedAt(correction), why: correction.data.reason };
}
