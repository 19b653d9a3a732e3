import { setTimeout as pause } from 'node:timers/promises';
import type { SessionEvent } from '#clinical/session/session.ts';
import type { Chance } from '#simulator/chance.ts';
import type { Answer, Sent } from '#web/offline/outbox-sending.ts';

export type Cut = 'before' | 'answer' | 'middle' | 'twice' | 'late' | 'shuffled';

/** How often each kind of fault strikes, in a hundred sendings; the rest comes through. */
const faults = [
  ['before', 14],
  ['answer', 16],
  ['middle', 8],
  ['twice', 8],
  ['late', 8],
  ['shuffled', 6],
] as const;
const inHundred = 100;
const answerLimitMs = 10_000;

/**
 * A wire that loses what is sent, or only the answer, or delivers twice, later, or in another order; each fault is
 * counted. What a station is told is what a browser would be told.
 */
export function aFaultyWire(random: Chance) {
  const counts: Record<Cut, number> = { before: 0, answer: 0, middle: 0, twice: 0, late: 0, shuffled: 0 };
  /** Batches that are still on their way, although their sender has given up. */
  const underway: (() => Promise<unknown>)[] = [];
  let isWhole = false;

  async function post(address: string, cookie: string, events: readonly SessionEvent[], signal?: AbortSignal) {
    const limit = AbortSignal.timeout(answerLimitMs);
    const response = await fetch(`${address}/api/sessions/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address, cookie },
      body: JSON.stringify({ events }),
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
    });
    const text = await response.text();
    if (response.status === 400 || response.status === 413) return { stopped: 'unreadable' as const, says: text };
    if (response.status === 401 || response.status === 403) return { stopped: 'not-permitted' as const, says: text };
    if (!response.ok) return { stopped: 'no-answer' as const };
    const { answers }: { answers: Answer[] } = JSON.parse(text);
    return { answers };
  }

  async function send(address: string, cookie: string, events: readonly SessionEvent[]): Promise<Sent> {
    const straight = (signal?: AbortSignal): Promise<Sent> =>
      post(address, cookie, events, signal).catch(() => ({ stopped: 'no-answer' as const }));
    const cut = isWhole ? 'none' : drawn(random);
    if (cut !== 'none') counts[cut] += 1;
    switch (cut) {
      case 'before':
        return { stopped: 'no-answer', neverLeft: random.isLikely(0.5) };
      case 'answer':
        await straight();
        return { stopped: 'no-answer' };
      case 'middle': {
        const end = new AbortController();
        const sent = straight(end.signal);
        await pause(random.whole(0, 15));
        end.abort();
        return sent;
      }
      case 'twice': {
        const [first, second] = await Promise.all([straight(), straight()]);
        return random.isLikely(0.5) ? first : second;
      }
      case 'late':
        underway.push(() => straight());
        return { stopped: 'no-answer' };
      case 'shuffled': {
        const mixed = random.some(events, events.length).toSorted(() => random.next() - 0.5);
        const sent = await post(address, cookie, mixed).catch(() => undefined);
        if (sent === undefined || !('answers' in sent)) return sent ?? { stopped: 'no-answer' };
        return { answers: sent.answers.toSorted(() => random.next() - 0.5) };
      }
      default:
        return straight();
    }
  }

  return {
    send,
    counts,
    cuts: () => Object.values(counts).reduce((sum, count) => sum + count, 0),
    /** One batch that its sender gave up arrives after all. */
    deliverOne: async () => {
      const at = underway.length === 0 ? -1 : random.whole(0, underway.length - 1);
      await underway.splice(at, at < 0 ? 0 : 1)[0]?.();
    },
    deliverAll: async () => {
      for (const deliver of underway.splice(0)) await deliver();
    },
    heal: () => {
      isWhole = true;
    },
  };
}

function drawn(random: Chance): Cut | 'none' {
  let left = random.next() * inHundred;
  for (const [cut, weight] of faults) {
    left -= weight;
    if (left < 0) return cut;
  }
  return 'none';
}
