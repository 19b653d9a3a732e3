import { z } from 'zod';
import { SessionEvent } from '#clinical/session/session.ts';

const RefusedAs = z.object({
  why: z.string(),
  says: z.string(),
  atMs: z.number(),
  missing: z.unknown().optional(),
});

/** What is sealed of a fact, form 1. The place in the queue stands beside it, in clear. */
export const Content = z.object({
  event: SessionEvent.omit({ stationSeq: true }),
  refused: RefusedAs.optional(),
  /** The intent whose answer did not come, and that this fact now says happened. */
  insteadOf: z.string().optional(),
  /** Says what was discarded: when it is refused too, nothing more is written about it. */
  isDiscard: z.boolean().optional(),
});
export type Content = z.infer<typeof Content>;

export type Draft = {
  session: string;
  kind: string;
  v: number;
  data: object;
  by: string | null;
  measuredAtMs?: number;
};
export type RefusedFact = { event: SessionEvent; why: string; says: string; atMs: number; isDiscard: boolean };
export type Held = {
  waiting: readonly SessionEvent[];
  /** Kept by the server, the copy still here. */
  kept: readonly SessionEvent[];
  refused: readonly RefusedFact[];
  /** Facts that say again what an unanswered intent may have said already, by their id: the id of that intent. */
  insteadOf: ReadonlyMap<string, string>;
  broken: number;
};
export type Asked =
  | { outcome: 'kept' }
  /** `why` is the server's reason; `locked`, `not-signed-in`, `step-up-needed`: a person can change that. */
  | { outcome: 'refused'; why: string; says: string; missing?: unknown }
  /** `isUnsure`: it left, and only the answer did not come. */
  | { outcome: 'no-network'; isUnsure: boolean };

/** A person reads the sentence; what they typed stays where it is. */
export class NotWritten extends Error {
  readonly why: 'malformed' | 'full' | 'not-there';
  constructor(why: NotWritten['why'], sentence: string) {
    super(sentence);
    this.name = 'NotWritten';
    this.why = why;
  }
}

/** Nothing more fits. Dexie wraps what the browser says, an aborted transaction once more. */
export function isFull(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  if ('name' in error && (error.name === 'QuotaExceededError' || error.name === 'NS_ERROR_DOM_QUOTA_REACHED'))
    return true;
  const within = [
    'inner' in error ? error.inner : undefined,
    'cause' in error ? error.cause : undefined,
    ...('failures' in error && Array.isArray(error.failures) ? error.failures : []),
  ];
  return within.some((one) => isFull(one, depth + 1));
}
