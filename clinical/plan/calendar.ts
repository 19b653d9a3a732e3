/** When a clinic is open. */
import { z } from 'zod';
import { IsoDay, weekdayOf, weekdays } from './dates.ts';

const names = {
  sun: 'Sunday',
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
} as const;

const Name = z.string('is text').trim().min(1, 'is not empty').max(100, 'is at most 100 letters');

export const Calendar = z
  .strictObject({
    closedWeekdays: z
      .array(z.enum(weekdays, 'is sun, mon, tue, wed, thu, fri or sat'), 'is a list of weekdays')
      .max(100, 'is a list of weekdays')
      .readonly()
      .default([]),
    holidays: z
      .array(
        z.union([IsoDay, z.strictObject({ on: IsoDay, name: Name })], 'is a date like 2026-12-25'),
        'is a list of dates',
      )
      .max(10_000, 'has at most 10000 dates')
      .readonly()
      .default([]),
    /** Closed from a day to a day, both included. */
    closures: z
      .array(
        z
          .strictObject({ from: IsoDay, to: IsoDay, name: Name.optional() })
          .refine(({ from, to }) => from <= to, 'has its first day first'),
        'is a list of closures',
      )
      .max(1_000, 'has at most 1000 closures')
      .readonly()
      .default([]),
  })
  .refine(({ closedWeekdays }) => new Set(closedWeekdays).size < weekdays.length, {
    path: ['closedWeekdays'],
    message: 'leaves at least one day of the week open',
  });
export type Calendar = z.infer<typeof Calendar>;

/** Why the clinic is closed on a day, in words; undefined when it is open. */
export function closedBecause(calendar: Calendar): (on: string) => string | undefined {
  const holidays = new Map(
    calendar.holidays.map((day) => (typeof day === 'string' ? [day, 'a holiday'] : [day.on, day.name])),
  );
  const weekly: ReadonlySet<string> = new Set(calendar.closedWeekdays);
  return (on) => {
    const holiday = holidays.get(on);
    if (holiday !== undefined) return holiday;
    const closure = calendar.closures.find(({ from, to }) => from <= on && on <= to);
    if (closure !== undefined) return closure.name ?? 'the clinic is closed';
    const weekday = weekdayOf(on);
    return weekly.has(weekday) ? `closed on ${names[weekday]}s` : undefined;
  };
}

export const dayInWords = (on: string): string => `${names[weekdayOf(on)]} ${on}`;
