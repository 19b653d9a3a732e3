/** What is to be said of the times of a fact beside when it happened: written or kept late, or by a clock in doubt. */
import { lateEntry, type Stamp } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';

function lateWords({ isLate, atMs, enteredMs, recordedMs }: Stamp, zone: string): string | undefined {
  if (!isLate) return undefined;
  if (recordedMs === undefined || enteredMs - atMs > lateEntry.value * 60_000)
    return t('session.lateWritten', { time: clock(enteredMs, zone) });
  return t('session.lateKept', { time: clock(recordedMs, zone) });
}

/** In the order in which they matter; nothing where it was written at once by a clock that agrees. */
export const timeWords = (stamp: Stamp, zone: string): string[] =>
  [stamp.isClockInDoubt ? t('session.clockInDoubt') : undefined, lateWords(stamp, zone)].filter(
    (words) => words !== undefined,
  );
