/**
 * Every screen of a clinic follows it, and all of them are woken by the same change: those that stand at the same place
 * ask the database once together. What is shared was asked after the newest signal, so that nobody misses what it told.
 */
import type { Live } from '#server/platform/live.ts';

type Asked<T> = { turn: number; answer: Promise<T> };

/** Long enough for all who were woken together to come for it. */
const keptMs = 500;

export function shareAnswers<T>() {
  const all = new WeakMap<Pick<Live, 'turn'>, Map<string, Asked<T>>>();
  return (live: Pick<Live, 'turn'>, clinicId: string, cursor: string, ask: () => Promise<T>): Promise<T> => {
    const asked = all.get(live) ?? new Map<string, Asked<T>>();
    all.set(live, asked);
    const key = `${clinicId} ${cursor}`;
    const turn = live.turn(clinicId);
    const there = asked.get(key);
    if (there?.turn === turn) return there.answer;
    const mine: Asked<T> = { turn, answer: ask() };
    asked.set(key, mine);
    const forget = () => {
      if (asked.get(key) === mine) asked.delete(key);
    };
    // One that failed is nobody else's answer.
    mine.answer.catch(forget);
    setTimeout(forget, keptMs).unref();
    return mine.answer;
  };
}
