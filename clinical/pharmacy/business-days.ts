/**
 * Business days, by which a theft or loss is told: Monday to Friday without federal holidays (regulatory basis F1).
 *
 * The holidays are a rule, not a list of years. A day that the President adds by order is not known here: then the law
 * gives a day more than is shown, never less.
 */
import { guideline, sourced, table } from '#clinical/sources.ts';

const law = { ...guideline('5 U.S.C. 6103, as listed at okwb.uscourts.gov/holidays'), checkedOn: '2026-11-30' };

/** As `getUTCDay` counts. */
const weekdays = sourced(
  'Days of the week, as a calendar counts them',
  { monday: 1, thursday: 4, friday: 5 },
  '1',
  law,
);
const { monday, thursday, friday } = weekdays.value;

type Holiday = { readonly name: string; readonly month: number } & (
  | { readonly day: number }
  /** The first, second … of a weekday in the month; the last one is -1. */
  | { readonly nth: number; readonly weekday: number }
);

export const federalHolidays = table<Holiday>(
  'Federal holidays of the United States: month, and day or weekday',
  '1',
  law,
  [
    { name: 'New Year’s Day', month: 1, day: 1 },
    { name: 'Birthday of Martin Luther King, Jr.', month: 1, nth: 3, weekday: monday },
    { name: 'Washington’s Birthday', month: 2, nth: 3, weekday: monday },
    { name: 'Memorial Day', month: 5, nth: -1, weekday: monday },
    { name: 'Juneteenth National Independence Day', month: 6, day: 19 },
    { name: 'Independence Day', month: 7, day: 4 },
    { name: 'Labor Day', month: 9, nth: 1, weekday: monday },
    { name: 'Columbus Day', month: 10, nth: 2, weekday: monday },
    { name: 'Veterans Day', month: 11, day: 11 },
    { name: 'Thanksgiving Day', month: 11, nth: 4, weekday: thursday },
    { name: 'Christmas Day', month: 12, day: 25 },
  ],
);

/** On a Saturday it is kept the day before, on a Sunday the day after. */
export const keptInstead = sourced(
  'Days by which a federal holiday is moved that falls on a Saturday or on a Sunday',
  { saturday: -1, sunday: 1 },
  'd',
  law,
);

const dayMs = 24 * 60 * 60 * 1_000;
/** @param day ISO day */
export const daysLater = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
const weekdayOf = (day: string): number => new Date(day).getUTCDay();
const isoDay = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

/** The day on which the law sets it, whatever day of the week that is. */
function dayOf(holiday: Holiday, year: number): string {
  const { month } = holiday;
  if ('day' in holiday) return isoDay(year, month, holiday.day);
  const { nth, weekday } = holiday;
  const first = nth < 0 ? isoDay(year, month + 1, 1) : isoDay(year, month, 1);
  const until = (weekday - weekdayOf(first) + 7) % 7;
  return daysLater(first, until + (nth < 0 ? nth : nth - 1) * 7);
}

function keptOn(holiday: Holiday, year: number): string {
  const day = dayOf(holiday, year);
  const weekday = weekdayOf(day);
  if (weekday === friday + 1) return daysLater(day, keptInstead.value.saturday);
  return weekday === 0 ? daysLater(day, keptInstead.value.sunday) : day;
}

/** Which federal holiday is kept on a day. New Year's Day may be kept on the last day of the year before. */
export function federalHolidayOn(day: string): string | undefined {
  const year = new Date(day).getUTCFullYear();
  return federalHolidays.rows.find((holiday) => [year, year + 1].some((of) => keptOn(holiday, of) === day))?.name;
}

export function isBusinessDay(day: string): boolean {
  const weekday = weekdayOf(day);
  return weekday >= monday && weekday <= friday && federalHolidayOn(day) === undefined;
}

/** So many business days after a day, which itself is not counted. */
export function businessDaysLater(day: string, days: number): string {
  let on = day;
  for (let left = days; left > 0; ) {
    on = daysLater(on, 1);
    if (isBusinessDay(on)) left -= 1;
  }
  return on;
}
