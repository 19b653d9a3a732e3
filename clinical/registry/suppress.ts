/**
 * Hides what points at single people. What is promised: every count of 1 to 10 that a report leaves out could be any
 * number from 1 to 10 given everything that is published: this report, all others of this center and of all centers,
 * replaced and withdrawn ones too, and this method itself.
 *
 * How it is kept simple enough to be true:
 *
 * - Each person and each session belongs to one half-year, so that no two periods share anyone, and nothing is added up
 *   over periods or centers.
 * - Parts that share a whole stand beside it only where what is in no part is no one, or enough people that every hidden
 *   part could still be any of its ten values. Otherwise all of them are kept back, zeros too.
 * - Where those who did not answer are few, the number of all who were asked is kept back, not the number who answered.
 *   All weeks speak of the same people, so then only the first week is told.
 * - A count of sessions that is large but comes from ten people or fewer is kept back with all that stands beside it.
 * - A replacement shows a block of figures only as it was, or where nothing of it was shown before.
 *
 * @source regulatory basis G4 [S153]: primary and complementary suppression, over periods and overlapping areas
 */
import { sideEffectIds } from '#clinical/chart/chart.ts';
import {
  type Count,
  fewestShown,
  isAbsent,
  isSmall,
  keptBack,
  leavesRoom,
  oneToTen,
  type ReportFigures,
  reportGrades,
  reportRoutes,
  shownOf,
} from '#clinical/finder/finder.ts';
import { type Cell, type PeopleTally, reportScale, type SessionTally, type WeekTally } from './tally.ts';

export type PeopleFigures = Pick<ReportFigures, 'people' | 'completeness' | 'outcomes' | 'waiting'>;
export type SessionFigures = Pick<ReportFigures, 'sessions' | 'sideEffects' | 'readings' | 'transfers'>;

const alone = (count: number): Count => (isSmall(count) ? oneToTen : { shown: count });
const cell = (count: number): Cell => ({ count, people: count });
const isOfFew = ({ count, people }: Cell) => !isSmall(count) && isSmall(people);

/** Parts of a shown whole: each shown or "1 to 10" where that leaves room, else all kept back. */
export function besides(whole: number, parts: readonly Cell[]): Count[] {
  const shown = parts.filter(({ count }) => !isSmall(count)).reduce((sum, { count }) => sum + count, 0);
  const hidden = parts.filter(({ count }) => isSmall(count)).length;
  const isSafe = leavesRoom(whole, shown, hidden) && !parts.some(isOfFew);
  return parts.map(({ count }) => (isSafe ? alone(count) : keptBack));
}

const one = (whole: number, part: Cell): Count => besides(whole, [part])[0] ?? keptBack;

const nothingAt = (week: number) => ({ week, answered: keptBack, notAnswered: keptBack });

/** Who has a score before, and who answered at each week. */
function completenessOf({ began, asked, weeks }: PeopleTally): Pick<PeopleFigures, 'people' | 'completeness'> {
  const scale = reportScale.name;
  const nothing = { scale, noScoreBefore: keptBack, asked: keptBack };
  const people = { began: keptBack };
  const silent = weeks.map(({ week }) => nothingAt(week));
  if (isSmall(began)) return { people: { began: oneToTen }, completeness: { ...nothing, weeks: silent } };
  const without = began - asked;
  const noScoreBefore = alone(without);
  if (isSmall(asked)) return { people, completeness: { ...nothing, noScoreBefore, asked: oneToTen, weeks: silent } };
  const isWhole = ({ answered }: WeekTally) => !isSmall(answered) && !isSmall(asked - answered);
  const [first] = weeks;
  // All weeks speak of the same people: with few on one side of the first, only the first is told, and not their sum.
  if (first !== undefined && !isWhole(first)) {
    const told = { week: first.week, answered: alone(first.answered), notAnswered: alone(asked - first.answered) };
    const all = weeks.map((of) => (of === first ? told : nothingAt(of.week)));
    return { people, completeness: { ...nothing, noScoreBefore, weeks: all } };
  }
  const told = weeks.map((of) =>
    isWhole(of)
      ? { week: of.week, answered: { shown: of.answered }, notAnswered: { shown: asked - of.answered } }
      : nothingAt(of.week),
  );
  return {
    people: isSmall(without) ? people : { began: { shown: began } },
    completeness: { scale, noScoreBefore, asked: { shown: asked }, weeks: told },
  };
}

/**
 * All who answered, of them those much better, of them those in remission: each step stands beside the one before. Beside
 * a hidden step nothing stands: "1 to 10" twice would say that the difference is below ten.
 */
function outcomeOf({ week, muchBetter, inRemission }: WeekTally, answered: Count) {
  const better = 'shown' in answered ? one(answered.shown, cell(muchBetter)) : keptBack;
  const gone = 'shown' in better ? one(better.shown, cell(inRemission)) : keptBack;
  return { week, answered, muchBetter: better, inRemission: gone };
}

/** Nothing of the people of a half-year. */
export const noPeople = (weeks: readonly number[]): PeopleFigures => ({
  people: { began: keptBack },
  completeness: {
    scale: reportScale.name,
    noScoreBefore: keptBack,
    asked: keptBack,
    weeks: weeks.map(nothingAt),
  },
  outcomes: {
    weeks: weeks.map((week) => ({ week, answered: keptBack, muchBetter: keptBack, inRemission: keptBack })),
  },
  waiting: { people: keptBack, medianDays: null },
});

/** The people of a half-year as they are published. */
export function publishPeople(tally: PeopleTally): PeopleFigures {
  const { people, completeness } = completenessOf(tally);
  const { waiting } = tally;
  const began = isAbsent(people) ? undefined : shownOf(people.began);
  const waited = began === undefined ? keptBack : one(began, cell(waiting.people));
  const answeredAt = (week: number) =>
    isAbsent(completeness) ? undefined : completeness.weeks.find((of) => of.week === week)?.answered;
  return {
    people,
    completeness,
    outcomes: { weeks: tally.weeks.map((of) => outcomeOf(of, answeredAt(of.week) ?? keptBack)) },
    waiting: { people: waited, medianDays: (shownOf(waited) ?? 0) < fewestShown ? null : waiting.medianDays },
  };
}

export const noSessions = (total: Count, parts: Count): SessionFigures => ({
  sessions: { total, byRoute: reportRoutes.map((route) => ({ route, sessions: parts })) },
  sideEffects: {
    sessions: total,
    effects: sideEffectIds.map((effect) => ({
      effect,
      grades: reportGrades.map((grade) => ({ grade, sessions: parts })),
    })),
  },
  readings: { due: parts, late: parts },
  transfers: { sessions: total, unplanned: parts },
});

/**
 * The sessions of a half-year as they are published.
 *
 * @param fewest the fewest sessions that may be told beside what is published of the people
 */
export function publishSessions(tally: SessionTally, fewest: number): SessionFigures {
  const { total, byRoute, byEffect, readings, transfers } = tally;
  if (total.count === 0 && fewest === 0) return noSessions({ shown: 0 }, { shown: 0 });
  if (isSmall(total.count) && fewest <= fewestShown) return noSessions(oneToTen, keptBack);
  if (isOfFew(total) || total.count < fewest) return noSessions(keptBack, keptBack);
  const routes = besides(
    total.count,
    reportRoutes.map((route) => byRoute[route]),
  );
  const due = alone(readings.due);
  return {
    sessions: {
      total: { shown: total.count },
      byRoute: reportRoutes.map((route, place) => ({ route, sessions: routes[place] ?? keptBack })),
    },
    sideEffects: {
      sessions: { shown: total.count },
      effects: sideEffectIds.map((effect) => {
        const grades = besides(
          total.count,
          reportGrades.map((grade) => byEffect[effect][grade]),
        );
        return {
          effect,
          grades: reportGrades.map((grade, place) => ({ grade, sessions: grades[place] ?? keptBack })),
        };
      }),
    },
    readings: { due, late: 'shown' in due ? one(due.shown, readings.late) : keptBack },
    transfers: { sessions: { shown: total.count }, unplanned: one(total.count, transfers) },
  };
}
