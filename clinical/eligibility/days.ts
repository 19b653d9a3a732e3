/** Days between dates. The day of assessment is handed in: there is no clock here. */

const dayMs = 24 * 60 * 60 * 1_000;

const partsOf = (date: string): readonly [year: number, month: number, day: number] => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return [year, month, day];
};

const timeOf = (date: string): number => {
  const [year, month, day] = partsOf(date);
  return Date.UTC(year, month - 1, day);
};

/** Whole days from one ISO date to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((timeOf(to) - timeOf(from)) / dayMs);

/** The same day some months later; the last day of the month where that day does not exist (31 January → 28 February). */
export function monthsLater(date: string, months: number): string {
  const [year, month, day] = partsOf(date);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

/** How long something stays good. Whole months run to the same day of the month, that day included. */
export type Validity = { readonly days: number } | { readonly months: number };

export const isGoodOn = (doneOn: string, on: string, validity: Validity): boolean =>
  'days' in validity ? daysBetween(doneOn, on) <= validity.days : on <= monthsLater(doneOn, validity.months);

export const validityInWords = (validity: Validity): string => {
  const [count, unit] = 'days' in validity ? [validity.days, 'day'] : [validity.months, 'month'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
};
