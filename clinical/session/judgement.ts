/** One line of what a reading set says: a state, in words, with what to do next. */
import { type Basis, basisOf } from '#clinical/sources.ts';
import type { EmergencyId } from './emergency-cards.ts';
import type { Phase, ReadingSet } from './readings.ts';
import type { Thresholds } from './thresholds.ts';

export const parameters = [
  'blood-pressure',
  'blood-pressure-rise',
  'blood-pressure-rise-percent',
  'low-blood-pressure',
  'heart-rate',
  'breathing',
  'oxygen-saturation',
  'oxygen-saturation-fall',
  'sedation',
  'agitation',
  'dissociation',
  'pain',
  'anxiety',
  'warning-symptoms',
] as const;
export type Parameter = (typeof parameters)[number];

export type ReadingState = 'green' | 'amber' | 'red' | 'not known';

export type Judgement = Basis & {
  readonly parameter: Parameter;
  readonly state: ReadingState;
  readonly says: string;
  /** What to do next, in words; for green nothing. */
  readonly next: string;
  readonly emergency?: EmergencyId | undefined;
};

/** What stands before the dose, to compare with. */
export type Baseline = Partial<Pick<ReadingSet, 'systolicMmHg' | 'diastolicMmHg' | 'spo2Pct' | 'cadss'>>;

/** What a judge looks at. `previous` are readings of this session, in any order: those before this one count. */
export type Seen = {
  readonly reading: ReadingSet;
  readonly phase: Phase;
  readonly baseline: Baseline;
  readonly previous: readonly ReadingSet[];
  readonly lines: Thresholds;
};

export const judged = (
  parameter: Parameter,
  by: Basis,
  state: ReadingState,
  says: string,
  more: { next?: string; emergency?: EmergencyId | undefined } = {},
): Judgement => ({
  parameter,
  state,
  says,
  next: more.next ?? '',
  ...(more.emergency === undefined ? {} : { emergency: more.emergency }),
  ...basisOf(by),
});

export const notKnown = (parameter: Parameter, by: Basis, says: string, next: string): Judgement =>
  judged(parameter, by, 'not known', says, { next });

/** Red before amber before not known: a bad sign is not hidden by a missing one, a missing one is never green. */
export const worst = (states: readonly ReadingState[]): ReadingState =>
  (['red', 'amber', 'not known'] as const).find((state) => states.includes(state)) ?? 'green';

/** What stopping means: nothing has been given before the dose, and after it only what is left can be withheld. */
export const stopGiving = ({ phase }: Pick<Seen, 'phase'>): string =>
  phase === 'before'
    ? 'Give no dose'
    : phase === 'during'
      ? 'Stop giving the medicine'
      : 'Give no more of the medicine';

/** Where slowing may do: only something that runs can be slowed. */
export const slowOrStop = (seen: Pick<Seen, 'phase'>): string =>
  seen.phase === 'during' ? 'Slow or stop the medicine' : stopGiving(seen);

export const repeatSoon = ({ repeatMin }: Thresholds): string =>
  `Take it again in ${repeatMin.value} minutes, and tell the clinician.`;

const isInOrder = (all: readonly ReadingSet[]): boolean =>
  all.every(({ atMin }, at) => at === 0 || (all[at - 1]?.atMin ?? 0) <= atMin);

/**
 * For how many minutes something has held, up to this reading: back through the readings that know it, until one where it
 * did not. Readings that do not know it are stepped over, not taken for an all-clear.
 */
export function heldFor(seen: Seen, holds: (reading: ReadingSet) => boolean | undefined): number {
  const { previous, reading } = seen;
  // Of a session they stand in order, and most often the newest few decide.
  const inTime = isInOrder(previous) ? previous : [...previous].sort((a, b) => a.atMin - b.atMin);
  let since = reading.atMin;
  for (let at = inTime.length - 1; at >= 0; at -= 1) {
    const earlier = inTime[at];
    if (earlier === undefined || earlier.atMin >= reading.atMin) continue;
    const held = holds(earlier);
    if (held === false) break;
    if (held === true) since = earlier.atMin;
  }
  return reading.atMin - since;
}
