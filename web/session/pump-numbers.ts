/** Numbers at the pump: typed as the pump shows them, kept in whole thousandths, so that nothing is rounded on the way. */
import { mostRateOf } from '#clinical/session/session.ts';
import type { SessionInHand } from './session-data.ts';

const thousandths = /^(\d{1,6})(?:[.,](\d{1,3}))?$/;

/** "36.5" mL/h as 36500 µL/h, "2" mg/mL as 2000 µg/mL; undefined where it is no such number. */
export function inThousandths(typed: string): number | undefined {
  const found = thousandths.exec(typed.trim());
  if (found === null) return undefined;
  return Number(found[1] ?? '0') * 1_000 + Number((found[2] ?? '').padEnd(3, '0'));
}

/** 36500 as "36.5": without zeros at the end. */
export const fromThousandths = (whole: number): string => String(whole / 1_000);

/** Whole per cent from one to the other, rounded as people say it. */
export const percentAway = (is: number, was: number): number => Math.round((100 * (is - was)) / was);

type Hand = Pick<SessionInHand, 'record' | 'session'>;

/** Above the order, or above the rate it was started at where nothing was ordered. */
export function isAboveMost({ record, session }: Hand, ulPerH: number | undefined): boolean {
  const most = mostRateOf(record, session.order ?? undefined);
  return ulPerH !== undefined && most !== undefined && ulPerH > most;
}

/** A rate above the limit is typed twice before it is kept: a tenfold rate is a slip of one key. */
export const isTypedTwice = (hand: Hand, ulPerH: number | undefined, again: string): boolean =>
  !isAboveMost(hand, ulPerH) || inThousandths(again) === ulPerH;
