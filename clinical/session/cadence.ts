/**
 * When readings are due, in minutes from the start of the dose, and when a late one is called for.
 *
 * @source clinical basis 3.2: all times are project defaults, but for the label's pressure before and at 40 minutes
 */
import { label, projectDefault, type Slot, type Sourced, slot, sourced, trial } from '#clinical/sources.ts';
import type { SessionRoute } from './readings.ts';

/** Half-minutes are fine: a clock on the wall is not. `ifSymptomatic` is due unless the patient is known to have no symptoms. */
export type CadenceTimes = {
  readonly dueAtMin: readonly number[];
  readonly ifSymptomaticAtMin?: readonly number[];
  readonly continuous: string;
};
export type Cadence = Readonly<Record<SessionRoute, Sourced<CadenceTimes> | Slot>>;

const section = 'clinical basis 3.2';
const injected = (route: string): Sourced<CadenceTimes> =>
  sourced(
    `Readings of ${route} session; one more at discharge`,
    {
      dueAtMin: [0, 5, 10, 15, 30, 45, 60, 90, 120],
      continuous: 'Oxygen saturation without a break for the first 60 minutes.',
    },
    'min',
    projectDefault(section),
  );

export const cadence: Cadence = {
  iv: sourced(
    'Readings of an intravenous session of 40 minutes; one more at discharge',
    {
      dueAtMin: [-15, 0, 10, 20, 30, 40, 55, 70, 85, 100],
      continuous: 'Oxygen saturation and heart rate without a break.',
    },
    'min',
    projectDefault(section),
  ),
  im: injected('an intramuscular'),
  sc: injected('a subcutaneous'),
  'intranasal-esketamine': sourced(
    'Readings of an esketamine session; sedation and dissociation from 40 minutes on; one more at discharge',
    {
      dueAtMin: [-15, 40, 60, 90, 120],
      continuous: 'Oxygen saturation at the same times; without a break while MOAA/S is 4 or less.',
    },
    'min',
    projectDefault(section),
  ),
  'intranasal-racemic': slot(
    'Readings of an intranasal session with racemic ketamine',
    'min',
    'No source gives times for it: a medical director fills and signs them.',
    projectDefault(section),
  ),
  oral: sourced(
    'Readings of a supervised oral session; one more at discharge',
    { dueAtMin: [0, 30, 60, 90, 120], ifSymptomaticAtMin: [180], continuous: 'Nothing without a break.' },
    'min',
    projectDefault(section),
  ),
  sublingual: sourced(
    'Readings of a supervised sublingual session; one more at discharge',
    { dueAtMin: [0, 30, 60, 90, 120], continuous: 'Nothing without a break.' },
    'min',
    projectDefault(section),
  ),
};

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

export const lateReading = sourced(
  'A reading that was due: overdue after, escalate after',
  { overdueAfterMin: 5, escalateAfterMin: 10 },
  'min',
  projectDefault(section),
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
 * What is due, overdue or to be escalated, `minutesSinceDose` after the start (before it: negative).
 *
 * A reading answers the latest time that it can: one counts once, from a few minutes before its time on. One that was
 * skipped stays *missed* once a later one has been taken. Where the route has no signed times, the answer is undefined:
 * not known when, never "nothing due".
 *
 * @param taken minutes of the readings of this session, in any order
 */
export function dueReadings(of: {
  route: SessionRoute;
  minutesSinceDose: number;
  taken: readonly number[];
  symptomatic?: boolean | undefined;
  times?: Cadence | undefined;
}): DueReading[] | undefined {
  const { value } = (of.times ?? cadence)[of.route];
  if (value === undefined) return undefined;
  const extra = of.symptomatic === false ? [] : (value.ifSymptomaticAtMin ?? []);
  const due = [...value.dueAtMin, ...extra].sort((a, b) => a - b);
  const early = lateReading.value.overdueAfterMin;
  const opens = (at: number, index: number) => {
    const before = due[index - 1];
    // Never more than half-way back: close times each keep their own reading.
    return before === undefined ? Number.NEGATIVE_INFINITY : Math.max(at - early, (at + before) / 2);
  };
  const answers = due.map((at, index) => {
    const next = due[index + 1];
    const until = next === undefined ? Number.POSITIVE_INFINITY : opens(next, index + 1);
    return of.taken
      .filter((minute) => minute <= of.minutesSinceDose && minute >= opens(at, index) && minute < until)
      .sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
  });
  return due.map((at, index) => {
    const takenAtMin = answers[index];
    if (takenAtMin !== undefined)
      return { dueAtMin: at, state: 'taken', takenAtMin, lateMin: Math.max(0, takenAtMin - at) };
    const lateMin = Math.max(0, of.minutesSinceDose - at);
    const skipped = answers.slice(index + 1).some((later) => later !== undefined);
    return { dueAtMin: at, state: skipped ? 'missed' : stateOf(of.minutesSinceDose - at), lateMin };
  });
}
