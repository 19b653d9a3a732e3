/** Counts everything that a report may speak of, before anything is hidden. Nothing of this leaves the clinic. */
import { type SideEffectId, sideEffectIds } from '#clinical/chart/chart.ts';
import {
  answerWindow,
  dayAfter,
  type ReportGrade,
  type ReportPeriod,
  type ReportRoute,
  reportGrades,
  reportRoutes,
  reportWeeks,
} from '#clinical/finder/finder.ts';
import { changeOf } from '#clinical/followup/followup.ts';
import { phq9 } from '#clinical/scales/scales.ts';
import type { PersonRow, SessionRow } from './rows.ts';

/** So many things, of so many different people. */
export type Cell = { readonly count: number; readonly people: number };

export type WeekTally = {
  readonly week: number;
  readonly answered: number;
  readonly muchBetter: number;
  readonly inRemission: number;
};

export type PeopleTally = {
  readonly began: number;
  /** Of them, those with a score before: only they can be compared. */
  readonly asked: number;
  readonly weeks: readonly WeekTally[];
  readonly waiting: { readonly people: number; readonly medianDays: number | null };
};

export type SessionTally = {
  readonly total: Cell;
  readonly byRoute: Readonly<Record<ReportRoute, Cell>>;
  readonly byEffect: Readonly<Record<SideEffectId, Readonly<Record<ReportGrade, Cell>>>>;
  readonly readings: { readonly due: number; readonly late: Cell };
  readonly transfers: Cell;
};

/** By the patient's own answers: free, short, and the scale of the community studies. */
export const reportScale = phq9;

const isIn = ({ from, to }: ReportPeriod, day: string) => day >= from && day <= to;
const msPerDay = 24 * 60 * 60 * 1_000;
const daysFrom = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / msPerDay;

/** The last score before the first dose; one of the same day counts as before it. */
const scoreBefore = ({ scores, beganOn }: PersonRow) =>
  scores
    .filter(({ on }) => on <= beganOn)
    .reduce<PersonRow['scores'][number] | undefined>(
      (last, score) => (last === undefined || score.on >= last.on ? score : last),
      undefined,
    );

/** The score nearest to the week; of two as near, the earlier. */
function scoreAt({ scores, beganOn }: PersonRow, week: number) {
  const day = dayAfter(beganOn, week * 7);
  const far = ({ on }: { on: string }) => Math.abs(daysFrom(day, on));
  const near = scores.filter((score) => score.on > beganOn && far(score) <= answerWindow.value);
  return near.sort((a, b) => far(a) - far(b) || (a.on < b.on ? -1 : 1))[0];
}

function weekTally(asked: readonly PersonRow[], week: number): WeekTally {
  const changes = asked.flatMap((person) => {
    const [before, after] = [scoreBefore(person), scoreAt(person, week)];
    if (before === undefined || after === undefined) return [];
    return [changeOf(reportScale, { baseline: before.total, current: after.total })];
  });
  return {
    week,
    answered: changes.length,
    muchBetter: changes.filter(({ response }) => response === true).length,
    // Almost no depression left, and much better than before: one chain, so that each is among the one before.
    inRemission: changes.filter(({ response, remission }) => response === true && remission === true).length,
  };
}

const median = (sorted: readonly number[]): number | null =>
  sorted.length === 0 ? null : (sorted[Math.floor((sorted.length - 1) / 2)] ?? null);

/** The people whose course began in the period, and how they were weeks later. */
export function tallyPeople(people: readonly PersonRow[], period: ReportPeriod): PeopleTally {
  const began = people.filter(({ beganOn }) => isIn(period, beganOn));
  const asked = began.filter((person) => scoreBefore(person) !== undefined);
  const waited = began
    .flatMap(({ askedOn, beganOn }) => (askedOn === undefined ? [] : [daysFrom(askedOn, beganOn)]))
    .filter((days) => days >= 0)
    .sort((a, b) => a - b);
  return {
    began: began.length,
    asked: asked.length,
    weeks: reportWeeks.value.map((week) => weekTally(asked, week)),
    waiting: { people: waited.length, medianDays: median(waited) },
  };
}

const cellOf = (sessions: readonly SessionRow[]): Cell => ({
  count: sessions.length,
  people: new Set(sessions.map(({ person }) => person)).size,
});

const recordOf = <Key extends string, Value>(keys: readonly Key[], of: (key: Key) => Value) =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<Key, Value>;

/** The sessions of the period. */
export function tallySessions(sessions: readonly SessionRow[], period: ReportPeriod): SessionTally {
  const held = sessions.filter(({ on }) => isIn(period, on));
  const late = held.filter(({ readings }) => readings.late > 0);
  return {
    total: cellOf(held),
    byRoute: recordOf(reportRoutes, (route) => cellOf(held.filter((session) => session.route === route))),
    byEffect: recordOf(sideEffectIds, (id) =>
      recordOf(reportGrades, (grade) =>
        cellOf(held.filter(({ effects }) => effects.some(({ effect, worst }) => effect === id && worst === grade))),
      ),
    ),
    readings: {
      due: held.reduce((sum, { readings }) => sum + readings.due, 0),
      late: {
        count: late.reduce((sum, { readings }) => sum + readings.late, 0),
        people: cellOf(late).people,
      },
    },
    transfers: cellOf(held.filter(({ isTransfer }) => isTransfer)),
  };
}
