import { frameTimes } from '#web/platform/queries.ts';
import { store } from '#web/platform/store.ts';

/** How far the server's clock is ahead of this device's, when they last compared, and how sure that is. */
export type Clock = { offsetMs: number; checkedAtMs: number | undefined; doubtMs: number };

export const clock = store<Clock>({ offsetMs: 0, checkedAtMs: undefined, doubtMs: Number.POSITIVE_INFINITY });

/** After this long a comparison is worth replacing by any newer one. */
const goodForMs = 5 * 60_000;

/** The server said its time in the middle of the journey, as far as anyone knows. */
export function compare(serverMs: number, askedMs: number, answeredMs: number): void {
  const before = clock.get();
  const doubtMs = (answeredMs - askedMs) / 2;
  const isOld = before.checkedAtMs === undefined || answeredMs - before.checkedAtMs > goodForMs;
  // Whole: moments are milliseconds, and what is worked out from them counts in whole ones.
  const offsetMs = Math.round(serverMs - (askedMs + answeredMs) / 2);
  // A clock that somebody has set is seen at once: no journey explains the difference.
  const isSet = Math.abs(offsetMs - before.offsetMs) > doubtMs + before.doubtMs;
  if (doubtMs < 0 || !(isOld || isSet || doubtMs <= before.doubtMs)) return;
  clock.set({ offsetMs, checkedAtMs: answeredMs, doubtMs });
}

/** The server's time as this device knows it, ms since 1970. */
export const serverNow = (): number => Date.now() + clock.get().offsetMs;

/** Every page asks for its frame, and each answer says the server's time. */
export function watchFrameTimes(): void {
  const look = () => {
    const heard = frameTimes.get();
    if (heard !== undefined) compare(heard.serverMs, heard.askedMs, heard.answeredMs);
  };
  frameTimes.watch(look);
  look();
}
