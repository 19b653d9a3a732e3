/**
 * The planned days of a course, with the reason for each, around the days a clinic is closed.
 *
 * Each session has its day on a grid that begins with the first dose. A session that cannot have it takes the nearest day
 * that breaks nothing, the later of two; the grid stays, so one holiday does not move the whole course.
 */
import { BadInput } from '#clinical/bad-input.ts';
import { projectDefault, sourced } from '#clinical/sources.ts';
import { type Calendar, closedBecause, dayInWords } from './calendar.ts';
import { daysBetween, daysLater, weekOf } from './dates.ts';
import { breaks } from './frequency.ts';
import type { Phase } from './protocol.ts';

/** They keep an answer short and in time; no clinical limits. */
export const scheduleBounds = sourced(
  'How far a session is moved when it has no weeks of its own, how many are planned at most, and how far ahead',
  { searchDays: 120, sessions: 500, days: 3_700 },
  'd; 1',
  projectDefault('project rule: an answer in time'),
);

export type PlannedSession = {
  readonly on: string;
  readonly session: number;
  readonly phase: string;
  /** Of the course, from 1. */
  readonly week: number;
  readonly why: string;
  /** The day it would have had. */
  readonly movedFrom?: string;
};

/** A session of a phase with weeks that found no day in them. */
export type Unplaced = { readonly wouldBeOn: string; readonly phase: string; readonly why: string };

export type Planned = { readonly dates: readonly PlannedSession[]; readonly unplaced: readonly Unplaced[] };

export type PlanOf = {
  readonly phases: readonly Phase[];
  readonly start: string;
  readonly calendar: Calendar;
  readonly leastDaysBetween: number;
  /** Nothing after this day. */
  readonly until: string;
  /** No more sessions than this, those already given included. */
  readonly sessions: number;
  /** Days of sessions that were given, in order. The first is the first dose. */
  readonly given: readonly string[];
};

type Target = { readonly phase: Phase; readonly day: number };

/** The grid, in days from the first dose. */
function* grid(phases: readonly Phase[], lastDay: number): Generator<Target> {
  let next = 0;
  let isFirst = true;
  for (const phase of phases) {
    const gaps = phase.gapsDays;
    if (phase.fromWeek !== undefined) next = Math.max(isFirst ? 0 : next, (phase.fromWeek - 1) * 7);
    else if (!isFirst) next += gaps[0] ?? 1;
    isFirst = false;
    let day = next;
    for (let at = 0; phase.sessions === undefined || at < phase.sessions; at++) {
      if (at > 0) day += gaps[(at - 1) % gaps.length] ?? 1;
      if (day > lastDay || (phase.toWeek !== undefined && day >= phase.toWeek * 7)) break;
      next = day;
      yield { phase, day };
    }
  }
}

/** 0, 1, -1, 2, -2 …: nearest first, and the later of two. */
function* nearest(farthest: number): Generator<number> {
  yield 0;
  for (let away = 1; away <= farthest; away++) {
    yield away;
    yield -away;
  }
}

const everyInWords = ({ gapsDays }: Phase): string =>
  gapsDays.length === 1
    ? `every ${gapsDays[0]} days`
    : `${gapsDays.slice(0, -1).join(', ')} and ${gapsDays.at(-1)} days apart in turn`;

/** The same number of sessions a week on other days of it: for a phase that has its weeks and two sessions in each. */
function otherDays(phase: Phase, leastDays: number): Phase[] {
  const [a, b, ...more] = phase.gapsDays;
  if (a === undefined || b === undefined || more.length > 0 || phase.fromWeek === undefined) return [];
  const sum = a + b;
  return Array.from({ length: sum - 1 }, (_, at) => at + 1)
    .filter((gap) => gap !== a && gap >= leastDays && sum - gap >= leastDays)
    .sort((x, y) => Math.abs(x - a) - Math.abs(y - a) || y - x)
    .map((gap) => ({ ...phase, gapsDays: [gap, sum - gap] }));
}

/**
 * Where a session of a label's weeks finds no day, the other days of the week are tried for the whole phase.
 *
 * @throws BadInput when no open day is found for a session that may move as far as it has to
 */
export function schedule(of: PlanOf): Planned {
  const planned = planOnGrid(of);
  const [first, ...rest] = of.phases;
  if (first === undefined || planned.unplaced.length === 0) return planned;
  const others = otherDays(first, of.leastDaysBetween).map((phase) => planOnGrid({ ...of, phases: [phase, ...rest] }));
  return [planned, ...others].reduce((best, other) => (other.unplaced.length < best.unplaced.length ? other : best));
}

function firstOpen(start: string, closed: (on: string) => string | undefined): string {
  for (let away = 0; away <= scheduleBounds.value.searchDays; away++) {
    const on = daysLater(start, away);
    if (closed(on) === undefined) return on;
  }
  throw new BadInput(
    'calendar',
    `calendar: the clinic is closed for ${scheduleBounds.value.searchDays} days from ${start}`,
  );
}

function planOnGrid(of: PlanOf): Planned {
  const { phases, calendar, leastDaysBetween, given } = of;
  const closed = closedBecause(calendar);
  const anchor = given[0] ?? firstOpen(of.start, closed);
  const last = of.until;
  const dates: PlannedSession[] = [];
  const unplaced: Unplaced[] = [];
  const taken = [...given];
  let toSkip = given.length;
  let shift = 0;
  for (const { phase, day } of grid(phases, daysBetween(anchor, last))) {
    if (taken.length >= of.sessions) break;
    const hasWeeks = phase.fromWeek !== undefined;
    if (!hasWeeks && toSkip > 0) {
      toSkip -= 1;
      continue;
    }
    const planned = daysLater(anchor, day + (hasWeeks ? 0 : shift));
    if (planned < of.start && given.length > 0) {
      if (hasWeeks) continue;
      shift += daysBetween(planned, of.start);
    }
    const target = daysLater(anchor, day + (hasWeeks ? 0 : shift));
    if (target > last) break;
    const problem = (on: string) => closed(on) ?? breaks(phase, taken, on, leastDaysBetween);
    const from = given.length > 0 ? of.start : anchor;
    const on = place(target, { ...weeksOf(phase, anchor, { earliest: from, latest: last }), problem });
    const why = problem(target);
    if (on === undefined) {
      if (!hasWeeks && daysBetween(target, last) > scheduleBounds.value.searchDays)
        throw new BadInput(
          'calendar',
          `calendar: there is no open day within ${scheduleBounds.value.searchDays} days of ${target}`,
        );
      unplaced.push({ wouldBeOn: target, phase: phase.name, why: why ?? 'no day is left' });
      continue;
    }
    const isMovedStart = taken.length === 0 && on !== of.start;
    const movedFrom = isMovedStart ? of.start : on === target ? undefined : target;
    const reason = isMovedStart ? closed(of.start) : why;
    taken.push(on);
    dates.push({
      on,
      session: taken.length,
      phase: phase.name,
      week: weekOf(anchor, on),
      why:
        movedFrom === undefined
          ? taken.length === 1
            ? `${phase.name}: first dose`
            : `${phase.name}: ${everyInWords(phase)}`
          : `${phase.name}: planned for ${dayInWords(movedFrom)}, moved: ${reason}`,
      ...(movedFrom === undefined ? {} : { movedFrom }),
    });
  }
  return { dates, unplaced };
}

type Stretch = { readonly earliest: string; readonly latest: string };

/** A phase of a label is searched in its own weeks only. */
function weeksOf({ fromWeek, toWeek }: Phase, anchor: string, { earliest, latest }: Stretch): Stretch {
  const first = fromWeek === undefined ? earliest : daysLater(anchor, (fromWeek - 1) * 7);
  const last = toWeek === undefined ? latest : daysLater(anchor, toWeek * 7 - 1);
  return { earliest: first > earliest ? first : earliest, latest: last < latest ? last : latest };
}

function place(
  target: string,
  of: Stretch & { readonly problem: (on: string) => string | undefined },
): string | undefined {
  const room = Math.max(daysBetween(of.earliest, target), daysBetween(target, of.latest));
  for (const away of nearest(Math.min(room, scheduleBounds.value.searchDays))) {
    const on = daysLater(target, away);
    if (on >= of.earliest && on <= of.latest && of.problem(on) === undefined) return on;
  }
  return undefined;
}
