/**
 * Whether the figures of a report agree with each other and keep small counts safe. Reads only what is published: the
 * same rules hold for any center's report, whatever software made it.
 */

import { isAbsent, type ReportFigures } from './report.ts';
import {
  type Count,
  fewestShown,
  isKeptBack,
  isOneToTen,
  isSmall,
  keptBack,
  leavesRoom,
  shownOf,
} from './report-count.ts';

export type FigureFault = {
  readonly rule: 'totals-disagree' | 'small-count' | 'can-be-worked-out';
  readonly where: string;
};

type Present<Name extends keyof ReportFigures> = Exclude<ReportFigures[Name], { absent: string }>;

const fault = (rule: FigureFault['rule'], where: string): FigureFault => ({ rule, where });
const sumOf = (counts: readonly Count[]) => counts.reduce((sum, count) => sum + (shownOf(count) ?? 0), 0);

/** Every count of some figures, with the place where it stands. */
function countsIn(value: unknown, where: string): { where: string; count: Count }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('shown' in value && typeof value.shown === 'number') return [{ where, count: { shown: value.shown } }];
  return Object.entries(value).flatMap(([name, part]) => countsIn(part, where === '' ? name : `${where}.${name}`));
}

/**
 * Parts that share a whole. Either all parts are kept back, or none is and what is in no part leaves room.
 * A whole that is kept back says nothing, so that its parts say nothing either.
 */
function partsOf(whole: Count, parts: readonly Count[], where: string): FigureFault[] {
  if (parts.every(isKeptBack)) return [];
  const all = shownOf(whole);
  // None of none is none; of a whole that nobody knows, a part would be its least size.
  if (all === undefined || parts.some(isKeptBack)) return [fault('can-be-worked-out', where)];
  if (sumOf(parts) > all) return [fault('totals-disagree', where)];
  return leavesRoom(all, sumOf(parts), parts.filter(isOneToTen).length) ? [] : [fault('can-be-worked-out', where)];
}

/** Two counts that make up a third: together they agree with it, and one hidden hides the whole. */
function sumFaults(whole: Count, parts: readonly [Count, Count], where: string): FigureFault[] {
  const all = shownOf(whole);
  const known = parts.every((part) => 'shown' in part);
  if (known) return all === sumOf(parts) ? [] : [fault('totals-disagree', where)];
  if (parts.every(isKeptBack)) return [];
  return all === undefined && !isOneToTen(whole) ? [] : [fault('can-be-worked-out', where)];
}

/** What a report says of who began; kept back where it does not say. */
const beganIn = ({ people }: Pick<ReportFigures, 'people'>): Count => (isAbsent(people) ? keptBack : people.began);

function completenessFaults({ noScoreBefore, asked, weeks }: Present<'completeness'>, began: Count): FigureFault[] {
  const saying = weeks.filter(({ answered, notAnswered }) => !isKeptBack(answered) || !isKeptBack(notAnswered));
  const isWhole = saying.every(({ answered, notAnswered }) => 'shown' in answered && 'shown' in notAnswered);
  const saysNothing = [noScoreBefore, asked].every(isKeptBack) && saying.length === 0;
  const isOfFew = isOneToTen(began);
  return [
    ...(isOfFew && !saysNothing ? [fault('can-be-worked-out', 'people.began')] : []),
    ...(!isOfFew && !isKeptBack(began) && isKeptBack(asked) ? [fault('can-be-worked-out', 'people.began')] : []),
    ...(isOfFew ? [] : sumFaults(began, [asked, noScoreBefore], 'people.began')),
    ...weeks.flatMap(({ week, answered, notAnswered }) =>
      sumFaults(asked, [answered, notAnswered], `completeness.weeks.${week}`),
    ),
    // All weeks speak of the same people: a hidden part of one would follow from the whole of another.
    ...(isWhole || saying.length === 1 ? [] : [fault('can-be-worked-out', 'completeness.weeks')]),
  ];
}

/** Those in remission are among those much better, so the two are one chain: all, much better, in remission. */
function outcomeFaults({ weeks }: Present<'outcomes'>, completeness: ReportFigures['completeness']): FigureFault[] {
  return weeks.flatMap(({ week, answered, muchBetter, inRemission }) => {
    const where = `outcomes.weeks.${week}`;
    const same = isAbsent(completeness) ? undefined : completeness.weeks.find((of) => of.week === week);
    const agrees = same !== undefined && JSON.stringify(same.answered) === JSON.stringify(answered);
    return [
      ...(agrees ? [] : [fault('totals-disagree', `${where}.answered`)]),
      ...partsOf(answered, [muchBetter], `${where}.muchBetter`),
      ...partsOf(muchBetter, [inRemission], `${where}.inRemission`),
    ];
  });
}

/**
 * The fewest sessions that may be told beside what is told of the people: each who began had one. Where their number is
 * hidden it is one more than they can be, so that a number of sessions that is kept back rules nothing out either.
 */
export function fewestSessions(figures: Pick<ReportFigures, 'people' | 'completeness'>): number {
  const most = (count: Count) => shownOf(count) ?? (isOneToTen(count) ? fewestShown - 1 : 0);
  const began = beganIn(figures);
  if ('shown' in began) return began.shown;
  if (isOneToTen(began)) return fewestShown;
  if (isAbsent(figures.completeness)) return 0;
  const { noScoreBefore, asked, weeks } = figures.completeness;
  const inWeeks = weeks.map(({ answered, notAnswered }) => most(answered) + most(notAnswered));
  const people = most(noScoreBefore) + Math.max(most(asked), ...inWeeks);
  return people === 0 ? 0 : people + 1;
}

/** Sessions are at least as many as people who began: where those are hidden, sessions leave room for all of them. */
export function roomForPeople(figures: Pick<ReportFigures, 'sessions' | 'people' | 'completeness'>): FigureFault[] {
  const total = isAbsent(figures.sessions) ? undefined : shownOf(figures.sessions.total);
  if (total === undefined || total >= fewestSessions(figures)) return [];
  return [fault('shown' in beganIn(figures) ? 'totals-disagree' : 'can-be-worked-out', 'sessions.total')];
}

function sessionFaults(figures: ReportFigures): FigureFault[] {
  const { sessions, sideEffects, transfers, readings } = figures;
  const total = isAbsent(sessions) ? undefined : sessions.total;
  const sameTotal = (count: Count, where: string) =>
    total === undefined || JSON.stringify(count) === JSON.stringify(total) ? [] : [fault('totals-disagree', where)];
  return [
    ...(isAbsent(sessions)
      ? []
      : routeFaults(
          sessions.total,
          sessions.byRoute.map((route) => route.sessions),
        )),
    ...(isAbsent(sideEffects)
      ? []
      : [
          ...sameTotal(sideEffects.sessions, 'sideEffects.sessions'),
          ...sideEffects.effects.flatMap(({ effect, grades }) =>
            partsOf(
              sideEffects.sessions,
              grades.map((grade) => grade.sessions),
              `sideEffects.${effect}`,
            ),
          ),
        ]),
    ...(isAbsent(transfers)
      ? []
      : [
          ...sameTotal(transfers.sessions, 'transfers.sessions'),
          ...partsOf(transfers.sessions, [transfers.unplanned], 'transfers.unplanned'),
        ]),
    ...(isAbsent(readings) ? [] : partsOf(readings.due, [readings.late], 'readings.late')),
    // Each session has its readings: how many are due says how many sessions there were.
    ...(!isAbsent(readings) && 'shown' in readings.due && total !== undefined && !('shown' in total)
      ? [fault('can-be-worked-out', 'readings.due')]
      : []),
  ];
}

function routeFaults(total: Count, routes: readonly Count[]): FigureFault[] {
  const all = shownOf(total);
  if (routes.every(isKeptBack)) return [];
  if (all === undefined || routes.some((count) => shownOf(count) === undefined))
    return [fault('can-be-worked-out', 'sessions.byRoute')];
  return sumOf(routes) === all ? [] : [fault('totals-disagree', 'sessions.byRoute')];
}

/** How long people waited is said of eleven or more. */
function waitingFaults({ waiting, people }: ReportFigures): FigureFault[] {
  if (isAbsent(waiting)) return [];
  const isToldOfFew = waiting.medianDays !== null && (shownOf(waiting.people) ?? 0) < fewestShown;
  return [
    ...(isToldOfFew ? [fault('small-count', 'waiting.medianDays')] : []),
    ...partsOf(beganIn({ people }), [waiting.people], 'waiting.people'),
  ];
}

/** @returns nothing where everything agrees and no hidden count follows from what is shown */
export function figureFaults(figures: ReportFigures): FigureFault[] {
  const { completeness, outcomes } = figures;
  return [
    ...countsIn(figures, '')
      .filter(({ count }) => isSmall(shownOf(count) ?? 0))
      .map(({ where }) => fault('small-count', where)),
    ...(isAbsent(completeness) ? [] : completenessFaults(completeness, beganIn(figures))),
    ...(isAbsent(outcomes) ? [] : outcomeFaults(outcomes, completeness)),
    ...sessionFaults(figures),
    ...roomForPeople(figures),
    ...waitingFaults(figures),
  ];
}
