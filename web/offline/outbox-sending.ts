import type { SessionEvent } from '#clinical/session/session.ts';

export type Answer = {
  id: string;
  outcome: 'kept' | 'known' | 'refused';
  seq?: number | undefined;
  recordedMs?: number | undefined;
  why?: string | undefined;
  says?: string | undefined;
  missing?: unknown;
};

/**
 * `no-answer`: silence, or a server that can't now; again later. `unreadable`: something in this batch can't be read by
 * the server. `locked`, `signed-out`, `not-permitted`: it waits for a person.
 */
export type Stopped = 'no-answer' | 'unreadable' | 'locked' | 'signed-out' | 'not-permitted';
/** `why` is the server's own reason. */
export type NotSent = { stopped: Stopped; says?: string; why?: string; neverLeft?: boolean };
export type Sent = { answers: readonly Answer[] } | NotSent;

export type Drained =
  | { how: 'empty'; sent: number }
  | { how: 'held'; by: Stopped; sent: number; why?: string; says?: string };

/** As many as the server keeps in one breath; a tablet that was away an afternoon sends a few of these. */
const batchMost = 100;

type Queue = {
  /** `isMore`: something waits that can't be sent now. */
  first: (
    count: number,
    isFor: (event: SessionEvent) => boolean,
  ) => Promise<{ events: readonly SessionEvent[]; isMore: boolean }>;
  settle: (answers: readonly Answer[]) => Promise<number>;
  send: (events: readonly SessionEvent[]) => Promise<Sent>;
};

/** What a locked station may say, with nobody's name on it. */
const isTakenLocked = ({ by, kind }: SessionEvent) =>
  by === null && (kind === 'dose-stopped' || kind === 'emergency-opened');

/** In order, batch by batch. Each answer is settled before the next batch leaves. */
export async function drain(queue: Queue, via: 'person' | 'station'): Promise<Drained> {
  let sent = 0;
  for (;;) {
    const { events, isMore } = await queue.first(batchMost, via === 'station' ? isTakenLocked : () => true);
    if (events.length === 0) return isMore ? { how: 'held', by: 'no-answer', sent } : { how: 'empty', sent };
    const { settled, held } = await sendInParts(queue, events);
    sent += settled;
    if (held !== undefined) return { how: 'held', sent, ...saidBy(held) };
    // Answers about something else: not an answer.
    if (settled === 0) return { how: 'held', by: 'no-answer', sent };
  }
}

const saidBy = ({ stopped, why, says }: NotSent) => ({
  by: stopped,
  ...(why === undefined ? {} : { why }),
  ...(says === undefined ? {} : { says }),
});

/** A batch that the server can't read is halved until the one that is bad stands alone: that one goes to the tray. */
async function sendInParts(
  queue: Queue,
  events: readonly SessionEvent[],
): Promise<{ settled: number; held?: NotSent }> {
  const sent = await queue.send(events);
  if ('answers' in sent) {
    const asked = new Set(events.map(({ id }) => id));
    return { settled: await queue.settle(sent.answers.filter(({ id }) => asked.has(id))) };
  }
  const [only] = events;
  if (sent.stopped !== 'unreadable' || only === undefined) return { settled: 0, held: sent };
  if (events.length === 1) {
    const says = sent.says ?? 'The server can’t read this fact.';
    return { settled: await queue.settle([{ id: only.id, outcome: 'refused', why: 'unreadable', says }]) };
  }
  const half = Math.ceil(events.length / 2);
  const before = await sendInParts(queue, events.slice(0, half));
  if (before.held !== undefined) return before;
  const after = await sendInParts(queue, events.slice(half));
  return { ...after, settled: before.settled + after.settled };
}

const firstWaitMs = 500;
const longestWaitMs = 30_000;

/** Exponential, and by chance between half and whole of it: many tablets do not come back in the same moment. */
export const waitAfter = (failures: number, random: number): number =>
  Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures, 10)) * (0.5 + random / 2);
