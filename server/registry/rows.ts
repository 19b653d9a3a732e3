/** From the signed records of this clinic's sessions to the rows that the public method counts. */
import { type SideEffectId, sideEffectIds } from '#clinical/chart/chart.ts';
import { type ReportGrade, type ReportPeriod, reportGrades } from '#clinical/finder/finder.ts';
import { lateReading } from '#clinical/plan/plan.ts';
import { type NotHeld, type SessionRow, type Tallies, tallySessions } from '#clinical/registry/registry.ts';
import { dosingOf, dueReadings, type SessionRecord } from '#clinical/session/session.ts';
import { dayIn } from '#server/chart/chart.actions.ts';
import type { Tx } from '#server/platform/database.ts';
import { eachPastSession, listDosedBefore, type PastSession } from '#server/session/session.actions.ts';

/** What the record does not hold yet, each with the reason that stands in the report. */
export const notHeld: NotHeld = {
  completeness: 'Scores before and after are not kept in this record yet.',
  outcomes: 'Scores before and after are not kept in this record yet.',
  waiting: 'The day of the first call is not kept in this record yet.',
};
export const noPrices = 'Prices are not kept in this record yet.';

const msPerMin = 60_000;
const msPerDay = 24 * 60 * msPerMin;

const gradeOf = (grades: readonly { grade: number }[]): ReportGrade | 'none' => {
  const worst = grades.length === 0 ? undefined : Math.max(...grades.map(({ grade }) => grade));
  if (worst === 0) return 'none';
  return reportGrades.find((grade) => grade === String(worst)) ?? 'not-stated';
};

const isCatalogued = (effect: string): effect is SideEffectId => sideEffectIds.some((id) => id === effect);

/** Each side effect once, by its worst grade; what is no name of the catalogue counts as "other". */
function effectsOf({ sideEffects }: SessionRecord): SessionRow['effects'] {
  const grades = new Map<SideEffectId, { grade: number }[]>();
  for (const { effect, grades: given } of sideEffects) {
    const id = isCatalogued(effect) ? effect : 'other';
    grades.set(id, [...(grades.get(id) ?? []), ...given]);
  }
  return [...grades].flatMap(([effect, given]) => {
    const worst = gradeOf(given);
    return worst === 'none' ? [] : [{ effect, worst }];
  });
}

/** Sets of readings that were due until the patient left, and those that came late or never. */
function readingsOf({ record, times }: PastSession, startMs: number): SessionRow['readings'] {
  const leftMs = record.left?.atMs ?? record.readings.at(-1)?.atMs ?? startMs;
  const { endedAtMs, route } = dosingOf(record, { order: undefined, today: '' }, leftMs);
  const due = dueReadings({
    route,
    minutesSinceDose: (leftMs - startMs) / msPerMin,
    taken: record.readings.map(({ atMs }) => (atMs - startMs) / msPerMin),
    endedAtMin: endedAtMs === undefined ? 'running' : (endedAtMs - startMs) / msPerMin,
    times,
  }).filter(({ state }) => state !== 'upcoming' && state !== 'due');
  const isLate = ({ state, lateMin }: (typeof due)[number]) =>
    state !== 'taken' || lateMin > lateReading.value.overdueAfterMin;
  return { due: due.length, late: due.filter(isLate).length };
}

type Read = SessionRow & { readonly isSigned: boolean };

/** A session in which a dose was started; one without is none. */
function rowOf(past: PastSession, timeZone: string): Read | undefined {
  const { record, patientId } = past;
  const { firstDose } = record;
  if (firstDose === undefined) return undefined;
  return {
    person: patientId,
    route: firstDose.route,
    on: dayIn(timeZone, firstDose.atMs),
    effects: effectsOf(record),
    readings: readingsOf(past, firstDose.atMs),
    isTransfer: record.left?.data.how === 'to-hospital',
    isSigned: record.signatures.length > 0,
  };
}

/**
 * Counts a half-year of this clinic.
 *
 * A course begins with the first dose that this record knows of a person. How many were asked is not held; the number
 * stands for all who began, and `notHeld` takes its place in the report.
 */
export async function tallyHalfYear(
  tx: Tx,
  period: ReportPeriod,
  timeZone: string,
): Promise<{ tallies: Tallies; unsigned: number }> {
  // A day each way: days at the clinic are not those of the database, and a dose may be given later than planned.
  const span = {
    from: new Date(Date.parse(period.from) - 2 * msPerDay),
    until: new Date(Date.parse(period.to) + 3 * msPerDay),
  };
  const read = await eachPastSession(tx, span, (past) => rowOf(past, timeZone));
  const held = read.filter(({ on }) => on >= period.from && on <= period.to);
  const people = [...new Set(held.map(({ person }) => person))];
  const before = await listDosedBefore(tx, people, { on: period.from, timeZone });
  const began = people.length - before.length;
  return {
    tallies: {
      people: { began, asked: began, weeks: [], waiting: { people: 0, medianDays: null } },
      sessions: tallySessions(held, period),
    },
    unsigned: held.filter(({ isSigned }) => !isSigned).length,
  };
}
