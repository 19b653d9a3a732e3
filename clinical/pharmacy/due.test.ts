import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  businessDaysLater,
  countsDue,
  daysLater,
  federalHolidayOn,
  federalHolidays,
  inventoryDue,
  isBusinessDay,
  reportingDue,
} from './pharmacy.ts';

/** By hand from the calendars of these years: the days on which they are kept. */
const byHand: Record<string, readonly string[]> = {
  '2026': [
    ...['2026-01-01', '2026-01-19', '2026-02-16', '2026-05-25', '2026-06-19', '2026-07-03'],
    ...['2026-09-07', '2026-10-12', '2026-11-11', '2026-11-26', '2026-12-25'],
  ],
  // Juneteenth on a Saturday, Independence Day on a Sunday, Christmas on a Saturday, the next New Year's Day on a Saturday.
  '2027': [
    ...['2027-01-01', '2027-01-18', '2027-02-15', '2027-05-31', '2027-06-18', '2027-07-05'],
    ...['2027-09-06', '2027-10-11', '2027-11-11', '2027-11-25', '2027-12-24', '2027-12-31'],
  ],
  // Veterans Day on a Saturday; New Year's Day was kept the year before.
  '2028': [
    ...['2028-01-17', '2028-02-21', '2028-05-29', '2028-06-19', '2028-07-04', '2028-09-04'],
    ...['2028-10-09', '2028-11-10', '2028-11-23', '2028-12-25'],
  ],
};

describe('a federal holiday', () => {
  test.each(Object.entries(byHand))('of %s is kept on its day, and on no other', (year, days) => {
    const all = Array.from({ length: 366 }, (_, at) => daysLater(`${year}-01-01`, at)).filter((day) =>
      day.startsWith(year),
    );
    expect(all.filter((day) => federalHolidayOn(day) !== undefined)).toEqual(days);
  });

  test('is kept on a weekday, in any year, and each of the eleven once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2022, max: 2200 }), (year) => {
        const days = Array.from({ length: 380 }, (_, at) => daysLater(`${year - 1}-12-31`, at)).filter(
          (day) => day <= `${year}-12-30` || federalHolidayOn(day) !== federalHolidays.rows[0]?.name,
        );
        const kept = days.filter((day) => day <= `${year}-12-31` && federalHolidayOn(day) !== undefined);
        expect(new Set(kept.map(federalHolidayOn)).size).toBe(federalHolidays.rows.length);
        for (const day of kept) expect([1, 2, 3, 4, 5]).toContain(new Date(day).getUTCDay());
      }),
      { numRuns: 40 },
    );
  });
});

test.each([
  // Found on a plain day, before a weekend, on a weekend.
  ['2026-11-30', '2026-12-01'],
  ['2026-12-04', '2026-12-07'],
  ['2026-12-05', '2026-12-07'],
  ['2026-12-06', '2026-12-07'],
  // Before Thanksgiving; on it; before Christmas on a Friday, which the weekend follows.
  ['2026-11-25', '2026-11-27'],
  ['2026-11-26', '2026-11-27'],
  ['2026-12-24', '2026-12-28'],
  // Before a holiday on a Monday; kept on a Friday for a Saturday; kept on a Monday for a Sunday.
  ['2027-01-15', '2027-01-19'],
  ['2027-06-17', '2027-06-21'],
  ['2027-07-02', '2027-07-06'],
  // New Year's Day kept on the last day of the year before.
  ['2027-12-30', '2028-01-03'],
])('a theft or loss found on %s is told by %s', (found, by) => {
  expect(reportingDue(found).noticeBy).toBe(by);
});

test('the day by which it is told is a business day, and none lies between', () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => daysLater('2026-01-01', days));
  fc.assert(
    fc.property(day, (found) => {
      const by = businessDaysLater(found, 1);
      expect(isBusinessDay(by)).toBe(true);
      for (let on = daysLater(found, 1); on < by; on = daysLater(on, 1)) expect(isBusinessDay(on)).toBe(false);
    }),
    { numRuns: 50 },
  );
});

describe('the inventory of a place', () => {
  test.each([
    [undefined, '2026-11-30', { state: 'never' }],
    ['2026-11-30', '2026-11-30', { state: 'good', lastOn: '2026-11-30', by: '2028-11-30' }],
    ['2024-12-31', '2026-11-30', { state: 'soon', lastOn: '2024-12-31', by: '2026-12-31' }],
    ['2024-11-30', '2026-11-30', { state: 'soon', lastOn: '2024-11-30', by: '2026-11-30' }],
    ['2024-11-29', '2026-11-30', { state: 'overdue', lastOn: '2024-11-29', by: '2026-11-29' }],
    ['2028-02-29', '2028-03-01', { state: 'good', lastOn: '2028-02-29', by: '2030-02-28' }],
  ] as const)('last taken on %s is, on %s, as it should be', (lastOn, today, due) => {
    expect(inventoryDue(lastOn, today)).toEqual(due);
  });
});

test('a count of the day is done where one of its kind was taken today', () => {
  const last = [
    { kind: 'opening', on: '2026-11-30' },
    { kind: 'closing', on: '2026-11-29' },
    { kind: 'inventory', on: '2026-01-02' },
  ];
  expect(countsDue(last, '2026-11-30')).toEqual({
    opening: { isDone: true, lastOn: '2026-11-30' },
    closing: { isDone: false, lastOn: '2026-11-29' },
    inventory: { state: 'good', lastOn: '2026-01-02', by: '2028-01-02' },
  });
  expect(countsDue([], '2026-11-30')).toEqual({
    opening: { isDone: false, lastOn: undefined },
    closing: { isDone: false, lastOn: undefined },
    inventory: { state: 'never' },
  });
});
