import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BadInput } from '#clinical/bad-input.ts';
import { daysBetween, daysLater, scheduleRequest, templates, weekdayOf, weekOf } from './plan.ts';

const by = { by: 'Dr A. Example', on: '2026-11-01' };
const weekdays = { closedWeekdays: ['sat', 'sun'] };
const plan = (of: object) => scheduleRequest({ protocol: 'iv', signed: by, start: '2026-11-30', ...of });
const days = (of: object) => plan(of).dates.map(({ on }) => on);
const gaps = (of: object) => {
  const all = days(of);
  return all.slice(1).map((on, at) => daysBetween(all[at] ?? on, on));
};
const fieldOf = (input: unknown): string | undefined => {
  try {
    scheduleRequest(input);
  } catch (error) {
    if (error instanceof BadInput) return error.field;
    throw error;
  }
  return undefined;
};

test.each([
  ['A', [3, 4, 3, 4, 3]],
  ['A8', [3, 4, 3, 4, 3, 4, 3]],
  ['B', [2, 2, 3, 2, 2]],
  ['C', [5, 5]],
])('IV induction %s has its sessions, and nothing after them unless asked', (induction, expected) => {
  expect(gaps({ induction })).toEqual(expected);
});

test('after an induction: weekly four times, then every three weeks', () => {
  expect(gaps({ induction: 'B', sessions: 12 })).toEqual([2, 2, 3, 2, 2, 7, 7, 7, 7, 21, 21]);
  expect(gaps({ induction: 'A', sessions: 12, maintenance: { everyDays: 42 } }).slice(-2)).toEqual([42, 42]);
});

test('nasal esketamine: twice a week for four weeks, weekly for four, then every two weeks or weekly', () => {
  const dates = plan({ protocol: 'esketamine-trd', until: '2027-04-30' }).dates;
  const inWeek = (week: number) => dates.filter((date) => date.week === week).length;
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(inWeek)).toEqual([2, 2, 2, 2, 1, 1, 1, 1, 1, 0, 1, 0]);
  const weekly = plan({ protocol: 'esketamine-trd', maintenance: 'weekly' }).dates;
  expect([9, 10, 11, 12].map((week) => weekly.filter((date) => date.week === week).length)).toEqual([1, 1, 1, 1]);
  expect(days({ protocol: 'esketamine-mdd-si' })).toHaveLength(8);
});

test('SC twice a week for four weeks, IM for three, oral for six, under the tongue weekly', () => {
  const count = (protocol: string) => days({ protocol }).length;
  expect(['sc', 'im', 'oral', 'sublingual'].map(count)).toEqual([8, 6, 12, 13]);
});

test('a session on a closed day takes the nearest open one, and says from where and why', () => {
  const { dates } = plan({
    start: '2026-12-14',
    calendar: { ...weekdays, holidays: [{ on: '2026-12-24', name: 'Christmas Eve' }, '2026-12-25'] },
  });
  expect(dates.map(({ on }) => on)).toEqual([
    '2026-12-14',
    '2026-12-17',
    '2026-12-21',
    '2026-12-28',
    '2026-12-30',
    '2027-01-04',
  ]);
  expect(dates[3]).toMatchObject({ movedFrom: '2026-12-24', why: expect.stringContaining('Christmas Eve') });
});

test('a start on a closed day begins on the next open one', () => {
  expect(plan({ start: '2026-11-28', calendar: weekdays }).dates[0]).toMatchObject({
    on: '2026-11-30',
    movedFrom: '2026-11-28',
    why: expect.stringContaining('closed on Saturdays'),
  });
});

test('the label’s eight sessions move to other days of the week before one of them is lost', () => {
  const of = { protocol: 'esketamine-trd', calendar: { ...weekdays, holidays: ['2026-12-24', '2026-12-25'] } };
  const { dates, warnings } = plan(of);
  expect(dates.filter(({ phase }) => phase === 'induction')).toHaveLength(8);
  expect(warnings).toEqual([]);
  const closed = {
    ...of,
    calendar: { ...weekdays, closures: [{ from: '2026-12-21', to: '2026-12-27', name: 'winter closure' }] },
  };
  const short = plan(closed);
  expect(short.dates.filter(({ phase }) => phase === 'induction')).toHaveLength(6);
  expect(short.warnings.map(({ rule }) => rule)).toEqual(['session-not-planned', 'session-not-planned']);
});

test('response is looked at after sessions 3 and 6, or after weeks 2 and 4, and need every three months', () => {
  const reviews = (of: object) => plan(of).reviews.map(({ on, kind }) => [kind, on]);
  expect(reviews({ induction: 'A' })).toEqual([
    ['early', '2026-12-07'],
    ['decision', '2026-12-17'],
  ]);
  expect(reviews({ protocol: 'esketamine-trd', until: '2027-06-15' })).toEqual([
    ['early', '2026-12-10'],
    ['decision', '2026-12-24'],
    ['need', '2027-02-28'],
    ['need', '2027-05-30'],
  ]);
});

test('sessions that were given count: the course goes on from them', () => {
  const given = [
    { on: '2026-11-30', doseMg: 56 },
    { on: '2026-12-03', doseMg: 84 },
  ];
  const { dates } = plan({ protocol: 'esketamine-trd', start: '2026-12-10', given });
  expect(dates[0]).toMatchObject({ on: '2026-12-10', session: 3, week: 2 });
  expect(dates.filter(({ phase }) => phase === 'induction')).toHaveLength(5);
  const iv = plan({ start: '2026-12-10', given: [{ on: '2026-11-30' }, { on: '2026-12-03' }] });
  expect(iv.dates.map(({ on, session }) => [session, on])).toEqual([
    [3, '2026-12-10'],
    [4, '2026-12-13'],
    [5, '2026-12-17'],
    [6, '2026-12-20'],
  ]);
});

test('an unsigned protocol may be planned, and says that no dose is given under it', () => {
  const { dates, warnings } = scheduleRequest({ protocol: 'iv', start: '2026-11-30' });
  expect(dates).toHaveLength(6);
  expect(warnings).toMatchObject([{ rule: 'ceiling-not-signed', override: { by: 'medical-director' } }]);
});

test('a course that is shorter than asked for says so', () => {
  expect(plan({ sessions: 30 })).toMatchObject({
    warnings: [{ rule: 'course-is-shorter', facts: { sessions_planned: 16 } }],
  });
});

test('compounded nasal ketamine has no course', () => {
  expect(scheduleRequest({ protocol: 'intranasal-racemic', start: '2026-11-30' })).toMatchObject({
    dates: [],
    warnings: [{ rule: 'no-course' }],
  });
});

test('many sessions in a year ask for a second opinion', () => {
  const rules = (of: object) => plan(of).warnings.map(({ rule }) => rule);
  expect(rules({ induction: 'A', maintenance: { everyDays: 7 }, sessions: 16 })).not.toContain('second-opinion');
  expect(rules({ induction: 'A', sessions: 6, sessionsInLast12Months: 18 })).not.toContain('second-opinion');
  expect(rules({ induction: 'A', sessions: 6, sessionsInLast12Months: 19 })).toContain('second-opinion');
});

test.each<[string, object, string]>([
  [
    'a clinic that is never open',
    { calendar: { closedWeekdays: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] } },
    'calendar.closedWeekdays',
  ],
  ['a clinic closed for years', { calendar: { closures: [{ from: '2026-01-01', to: '2030-01-01' }] } }, 'calendar'],
  ['a day that does not exist', { start: '2026-02-30' }, 'start'],
  ['an unknown induction', { induction: 'D' }, 'induction'],
  ['an induction called like a part of every object', { induction: 'constructor' }, 'induction'],
  ['a wrong weekday', { calendar: { closedWeekdays: ['sat', 'blursday'] } }, 'calendar.closedWeekdays[1]'],
  ['a holiday that is no date', { calendar: { holidays: ['Christmas'] } }, 'calendar.holidays[0]'],
  ['an end before the start', { until: '2026-11-01' }, 'until'],
  ['no sessions', { sessions: 0 }, 'sessions'],
  ['10,000 sessions', { sessions: 10_000 }, 'sessions'],
  ['sessions out of order', { given: [{ on: '2026-11-20' }, { on: '2026-11-10' }] }, 'given'],
  ['a start before what was given', { given: [{ on: '2026-12-20' }] }, 'start'],
  ['an unknown protocol', { protocol: 'rectal' }, 'protocol'],
])('%s is refused, and the field is named', (_what, of, field) => {
  expect(fieldOf({ protocol: 'iv', start: '2026-11-30', ...of })).toBe(field);
});

const runs = { numRuns: Number(process.env.RACEMIC_FUZZ ?? 1) * 500 };
const start = fc.integer({ min: 0, max: 800 }).map((after) => daysLater('2026-01-01', after));

test('no session lands on a closed day, too soon after the last, or above a cap', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('iv', 'im', 'sc', 'oral', 'sublingual', 'esketamine-trd', 'esketamine-mdd-si'),
      fc.constantFrom('A', 'A8', 'B', 'C'),
      start,
      fc.subarray(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'], { maxLength: 6 }),
      fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 30 }),
      (protocol, induction, from, closedWeekdays, off, sessions) => {
        const holidays = off.map((after) => daysLater(from, after));
        const input = {
          protocol,
          start: from,
          calendar: { closedWeekdays, holidays },
          sessions,
          ...(protocol === 'iv' ? { induction } : {}),
        };
        if (fieldOf(input) !== undefined) {
          expect(fieldOf(input)).toBe('calendar');
          return;
        }
        const all = scheduleRequest(input).dates.map(({ on }) => on);
        const [first = from] = all;
        expect(all.length).toBeLessThanOrEqual(sessions);
        all.forEach((on, at) => {
          expect(closedWeekdays).not.toContain(weekdayOf(on));
          expect(holidays).not.toContain(on);
          expect(on >= from).toBe(true);
          if (at > 0) expect(daysBetween(all[at - 1] ?? on, on)).toBeGreaterThanOrEqual(2);
          const many = all.filter((other) => other <= on && daysBetween(other, on) < 7).length;
          const day = daysBetween(first, on);
          if (protocol.startsWith('esk')) {
            expect(many).toBeLessThanOrEqual(2);
            const week = weekOf(first, on);
            if (week >= 5) expect(all.filter((other) => weekOf(first, other) === week)).toHaveLength(1);
          } else if (protocol === 'iv' || protocol === 'im' || protocol === 'sc') {
            expect(many).toBeLessThanOrEqual(induction === 'B' && day < 14 && protocol === 'iv' ? 3 : day < 28 ? 2 : 1);
          }
        });
      },
    ),
    runs,
  );
});

test('a longer plan begins like the shorter one', () => {
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 20 }), (from, sessions) => {
      const of = (count: number) => days({ start: from, calendar: weekdays, sessions: count });
      expect(of(sessions + 1).slice(0, sessions)).toEqual(of(sessions));
    }),
    { numRuns: 100 },
  );
});

test('a clinic’s own course is planned by its own phases', () => {
  const own = {
    ...templates.iv,
    inductions: { slow: { name: 'slow', gapsDays: [7], sessions: 4, mostPer7Days: 1 } },
    induction: 'slow',
    leastDaysBetween: 3,
  };
  expect(gaps({ protocol: own })).toEqual([7, 7, 7]);
});

test.each(['iv', 'im', 'sc', 'esketamine-trd', 'esketamine-mdd-si'])(
  '%s: maintenance is once a week at most, whatever is asked',
  (protocol) => {
    const refused = (everyDays: number) =>
      fieldOf({ protocol, signed: by, start: '2026-11-30', maintenance: { everyDays } });
    expect([1, 6, 7].map(refused)).toEqual(['maintenance.everyDays', 'maintenance.everyDays', undefined]);
  },
);

test('after more than 28 days without a session no day is planned before a prescriber has chosen how to go on', () => {
  const given = [{ on: '2026-10-01' }, { on: '2026-10-05' }];
  const from = (start: string, of: object = {}) => plan({ protocol: 'esketamine-trd', given, start, ...of });
  expect(from('2026-11-02').dates).not.toEqual([]);
  const late = from('2026-11-03');
  expect(late.dates).toEqual([]);
  expect(late.warnings.map(({ rule }) => rule)).toEqual(['course-lapsed']);
  const again = from('2026-11-03', { resume: 'induction' });
  expect(again.dates.slice(0, 3).map(({ on }) => on)).toEqual(['2026-11-03', '2026-11-06', '2026-11-10']);
  expect(again.reviews.every(({ on }) => on >= '2026-11-03')).toBe(true);
  const on = from('2026-11-03', { resume: 'maintenance' });
  expect(on.dates.slice(0, 3).map((date) => date.on)).toEqual(['2026-11-03', '2026-11-17', '2026-12-01']);
  expect(fieldOf({ protocol: 'esketamine-trd', given, start: '2026-11-02', resume: 'induction' })).toBe('resume');
  expect(fieldOf({ protocol: 'sc', given, start: '2026-11-03', resume: 'maintenance' })).toBe('resume');
});
