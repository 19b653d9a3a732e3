/**
 * What the keys of the entry pad do. A key that can't lead to a possible value does nothing; when no further digit fits,
 * the pad goes on by itself. Digits are whole numbers; the ranges come from `entryLimits`.
 */
export type Range = { readonly from: number; readonly to: number };

/** What was typed so far, as typed; empty is not known and never 0. */
export type Typed = string;

const key = /^[0-9]$/;
/** Digits of the largest value that may be entered. */
const mostDigits = ({ to }: Range): number => String(to).length;

/** Whether these digits, or more behind them, can be a value in the range. "0" goes on to nothing. */
export function canLead(typed: Typed, range: Range): boolean {
  if (typed.length > mostDigits(range) || (typed.length > 1 && typed.startsWith('0'))) return false;
  const value = Number(typed);
  if (value >= range.from && value <= range.to) return true;
  if (typed === '0') return false;
  for (let more = 1; typed.length + more <= mostDigits(range); more += 1) {
    const lowest = value * 10 ** more;
    const highest = lowest + 10 ** more - 1;
    if (lowest <= range.to && highest >= range.from) return true;
  }
  return false;
}

export type Pressed = {
  readonly typed: Typed;
  /** Taken, or without effect: then the pad says the range. */
  readonly did: 'taken' | 'nothing';
  /** No further digit fits: the pad goes on to the next field. */
  readonly runsOn: boolean;
};

export function press(typed: Typed, digit: string, range: Range): Pressed {
  const next = typed + digit;
  if (!key.test(digit) || !canLead(next, range)) return { typed, did: 'nothing', runsOn: false };
  const isFull = !'0123456789'.split('').some((more) => canLead(next + more, range));
  return { typed: next, did: 'taken', runsOn: isFull };
}

export const takeBack = (typed: Typed): Typed => typed.slice(0, -1);

/** The value as it may be saved; undefined where nothing, or not yet a possible value, stands there. */
export function numberIn(typed: Typed, range: Range): number | undefined {
  if (typed === '') return undefined;
  const value = Number(typed);
  return value >= range.from && value <= range.to ? value : undefined;
}

/** Typed, and not yet a possible value: saving waits and says the range, nothing is dropped in silence. */
export const isUnfinished = (typed: Typed, range: Range): boolean =>
  typed !== '' && numberIn(typed, range) === undefined;
