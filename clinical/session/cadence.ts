/**
 * When readings are due, in minutes from the start of the dose, and when a late one is called for.
 *
 * @source clinical basis 3.2: all times are project defaults, but for the label's pressure before and at 40 minutes
 */
import { type Cadence, cadences, lateReading, type Protocol } from '#clinical/plan/plan.ts';
import { label, sourced, trial } from '#clinical/sources.ts';
import type { SessionRoute } from './readings.ts';

const section = 'clinical basis 3.2';

/** The times of the shipped protocols; a clinic's signed protocol brings its own. Nasal racemic as esketamine (1.5). */
const usual: Readonly<Record<SessionRoute, Cadence>> = {
  iv: cadences.iv.value,
  im: cadences.injection.value,
  sc: cadences.injection.value,
  'intranasal-esketamine': cadences.nasal.value,
  'intranasal-racemic': cadences.nasal.value,
  oral: cadences.byMouth.value,
  sublingual: cadences.byMouth.value,
};

export const usualTimes = (route: SessionRoute): Cadence => usual[route];

export const labelPressureTimes = sourced(
  'Esketamine: the pressure is measured before the dose and about so many minutes after it, then as needed until it falls',
  40,
  'min',
  label(`${section} [S4, S14]`),
);

export const publishedCadence = sourced(
  'Published times for an intravenous session',
  [
    { who: 'Emory [S34]', duringEveryMin: 10, afterEveryMin: 15 },
    { who: 'Yale [S35]', duringEveryMin: 10 },
    { who: 'Gdańsk [S36]', atMin: [0, 15, 30, 45, 60, 90] },
    { who: 'subcutaneous infusion of 2 h [S54c]', everyMin: 30 },
  ],
  'min',
  trial(`${section} [S34, S35, S36, S54c]`),
);

export type DueState = 'upcoming' | 'due' | 'overdue' | 'escalate' | 'taken' | 'missed';
export type DueReading = {
  readonly dueAtMin: number;
  readonly state: DueState;
  readonly takenAtMin?: number | undefined;
  readonly lateMin: number;
};

const stateOf = (late: number): DueState => {
  if (late < 0) return 'upcoming';
  if (late > lateReading.value.escalateAfterMin) return 'escalate';
  return late > lateReading.value.overdueAfterMin ? 'overdue' : 'due';
};

/**
 * The times that go on after the list: while the infusion still runs, and after its end, for as long as the patient is here.
 * Without an end it is not known to have ended.
 */
function goingOn(times: Protocol['cadence'], untilMin: number, endedAtMin: number | undefined): number[] {
  const more: number[] = [];
  let at = times.readingsAtMin.at(-1) ?? 0;
  const last = Math.min(untilMin, at + 24 * 60);
  for (;;) {
    const every = endedAtMin !== undefined && at >= endedAtMin ? times.afterEveryMin : times.duringEveryMin;
    if (every === undefined || every <= 0 || at >= last) return more;
    at += every;
    more.push(at);
  }
}

/**
 * What is due, overdue or to be escalated, `minutesSinceDose` after the start (before it: negative).
 *
 * A reading answers the latest time that it can: one counts once, from a few minutes before its time on. One that was
 * skipped stays *missed* once a later one has been taken.
 *
 * @param taken minutes of the readings of this session, in any order
 * @param endedAtMin when the infusion ended; `'running'` while it runs; left out where only the listed times are asked for
 */
export function dueReadings(of: {
  route: SessionRoute;
  minutesSinceDose: number;
  taken: readonly number[];
  symptomatic?: boolean | undefined;
  endedAtMin?: number | 'running' | undefined;
  times?: Protocol['cadence'] | undefined;
}): DueReading[] {
  const times: Protocol['cadence'] = of.times ?? usual[of.route];
  const extra = of.symptomatic === false || times.ifSymptomsAtMin === undefined ? [] : [times.ifSymptomsAtMin];
  const ended = of.endedAtMin === 'running' ? undefined : of.endedAtMin;
  const later = of.endedAtMin === undefined ? [] : goingOn(times, of.minutesSinceDose, ended);
  return dueAt([...times.readingsAtMin, ...extra, ...later], of.taken, of.minutesSinceDose);
}

/**
 * Which of these minutes are answered, by what was taken when; what was taken later answers no earlier one.
 *
 * @param fromMin the first time has this one before it; left out, whatever was taken before answers it
 */
export function dueAt(
  minutes: readonly number[],
  taken: readonly number[],
  minutesSinceDose: number,
  fromMin = Number.NEGATIVE_INFINITY,
): DueReading[] {
  const due = [...minutes].sort((a, b) => a - b);
  const early = lateReading.value.overdueAfterMin;
  const opens = (at: number, index: number) => {
    const before = due[index - 1] ?? fromMin;
    // Never more than half-way back: close times each keep their own reading.
    return before === Number.NEGATIVE_INFINITY ? before : Math.max(at - early, (at + before) / 2);
  };
  const answers = due.map((at, index) => {
    const next = due[index + 1];
    const until = next === undefined ? Number.POSITIVE_INFINITY : opens(next, index + 1);
    return taken
      .filter((minute) => minute <= minutesSinceDose && minute >= opens(at, index) && minute < until)
      .sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
  });
  return due.map((at, index) => {
    const takenAtMin = answers[index];
    if (takenAtMin !== undefined)
      return { dueAtMin: at, state: 'taken', takenAtMin, lateMin: Math.max(0, takenAtMin - at) };
    const lateMin = Math.max(0, minutesSinceDose - at);
    const skipped = answers.slice(index + 1).some((later) => later !== undefined);
    return { dueAtMin: at, state: skipped ? 'missed' : stateOf(minutesSinceDose - at), lateMin };
  });
}
