/** Days as ISO dates. Days are counted by the calendar, so no clock change can move one. */
import { z } from 'zod';

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof weekdays)[number];

const dayMs = 24 * 60 * 60 * 1_000;
const says = 'is a date like 2026-11-30';

/** A date alone is read as UTC, by the language itself. */
const timeOf = (on: string): number => Date.parse(on);

export const IsoDay = z.iso.date(says).refine((on) => on >= '1900-01-01' && on <= '2200-12-31', {
  message: 'is a date between 1900 and 2200',
});

export const daysBetween = (from: string, to: string): number => Math.round((timeOf(to) - timeOf(from)) / dayMs);
export const daysLater = (on: string, days: number): string =>
  new Date(timeOf(on) + days * dayMs).toISOString().slice(0, 10);
export const weekdayOf = (on: string): Weekday => weekdays[new Date(timeOf(on)).getUTCDay()] ?? 'sun';

/** The same day some months later; the last of the month where that day does not exist. */
export function monthsLater(on: string, months: number): string {
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

/** Week 1 begins on the day of the first dose. */
export const weekOf = (firstDose: string, on: string): number => Math.floor(daysBetween(firstDose, on) / 7) + 1;

/** Whole years from a day to a day: an age. A birthday on 29 February is kept on 1 March. */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}
