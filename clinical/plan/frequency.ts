/**
 * How often: what a day would break, and what the dates of sessions have broken.
 *
 * @source clinical basis 1.3 (schedule arithmetic) and 7.3
 */
import { type Finding, inOrder } from '#clinical/findings.ts';
import { type Basis, label, projectDefault, sourced, trial } from '#clinical/sources.ts';
import { esketamineDoses } from './bounds.ts';
import { esketamineCap, esketamineWeekly, leastDaysBetween, parenteralCaps, secondOpinion } from './courses.ts';
import { daysBetween, daysLater, weekOf } from './dates.ts';
import { nasalDevice } from './preparation.ts';
import type { Phase, Protocol } from './protocol.ts';
import { say } from './say.ts';
import { esketamineDose } from './templates.ts';

export const lapse = sourced(
  'A gap since the last session after which the course has lapsed; the label says nothing about what then follows',
  28,
  'd',
  trial('clinical basis 1.3 [S2]; SUSTAIN-3 looked at afterwards, the label is silent'),
);

export const lastWeeksOfInduction = sourced(
  'With acute suicidal ideation, nasal esketamine beyond this week was not studied systematically',
  4,
  'wk',
  label('clinical basis 1.3 [S5]'),
);

export const oneAWeekAfter = sourced(
  'IV, IM and SC after the induction: most sessions in any 7 days',
  1,
  '1',
  projectDefault('clinical basis 7.3'),
);

/** How many of the latest of these days, which are in order, are like that; it stops at the first that is not. */
function latest(dates: readonly string[], is: (on: string) => boolean): number {
  let count = 0;
  while (count < dates.length && is(dates[dates.length - 1 - count] ?? '')) count++;
  return count;
}

const inSevenDays = (upTo: readonly string[], on: string): number => {
  const before = daysLater(on, -7);
  return latest(upTo, (date) => date > before);
};

const inWeekOf = (first: string, upTo: readonly string[], week: number): number => {
  const lastOfWeekBefore = daysLater(first, (week - 1) * 7 - 1);
  return latest(upTo, (date) => date > lastOfWeekBefore);
};

/** How many sessions any 7 days may hold on that day of the course. */
function capOn(phase: Phase, day: number): number {
  return phase.forDays !== undefined && day >= phase.forDays ? oneAWeekAfter.value : phase.mostPer7Days;
}

/** What a session on that day would break, in words; undefined when nothing. `before` are earlier days, in order. */
export function breaks(phase: Phase, before: readonly string[], on: string, leastDays: number): string | undefined {
  const [first = on] = before;
  const last = before.at(-1);
  if (last !== undefined && daysBetween(last, on) < leastDays) return `less than ${leastDays} days after the last`;
  const cap = capOn(phase, daysBetween(first, on));
  if (inSevenDays(before, on) + 1 > cap) return `more than ${cap} in 7 days`;
  const week = weekOf(first, on);
  const inWeek = inWeekOf(first, before, week) + 1;
  if (phase.mostPerWeek !== undefined && inWeek > phase.mostPerWeek)
    return `more than ${phase.mostPerWeek} in week ${week}`;
  if (phase.fromWeek !== undefined && week < phase.fromWeek) return `before week ${phase.fromWeek}`;
  if (phase.toWeek !== undefined && week > phase.toWeek) return `after week ${phase.toWeek}`;
  return undefined;
}

export type Given = {
  readonly on: string;
  readonly doseUg?: number | undefined;
  readonly deviceGapMin?: number | undefined;
  readonly note?: string | undefined;
};

export const isParenteral = ({ route }: Protocol) => route === 'iv' || route === 'im' || route === 'sc';

export const yearDays = sourced(
  'Days of the 12 months that are looked back',
  365,
  'd',
  projectDefault('clinical basis 7.3'),
);

/**
 * From which session on a second opinion is asked for; undefined for routes by mouth, where no source has a number.
 *
 * @param sessionsBefore those of the 12 months before the first of `dates`; they count for a year from it
 */
export function secondOpinionOn(protocol: Protocol, dates: readonly string[], sessionsBefore = 0): string | undefined {
  const limit = yearLimit(protocol);
  const [first] = dates;
  if (limit === undefined || first === undefined) return undefined;
  return dates.find((on, at) => {
    const before = daysBetween(first, on) < yearDays.value ? sessionsBefore : 0;
    const oldest = dates[at - Math.max(0, limit.value - before)];
    return oldest !== undefined && daysBetween(oldest, on) < yearDays.value;
  });
}

export const yearLimit = (protocol: Protocol) =>
  protocol.product === 'esketamine'
    ? secondOpinion.esketamine
    : isParenteral(protocol)
      ? secondOpinion.parenteral
      : undefined;

/** What the dates and doses of sessions that were given have to say. In order of date. */
export function checkSessions(protocol: Protocol, sessions: readonly Given[]): Finding[] {
  const inTime = [...sessions].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const dates = inTime.map(({ on }) => on);
  const [first] = dates;
  if (first === undefined) return [];
  const found: Finding[] = [];
  const flag = (rule: string, on: string, says: string, by: Basis, strength: Finding['strength'] = 'relative') =>
    found.push(say({ rule, strength, says, facts: { on }, by }));
  inTime.forEach(({ on, doseUg, deviceGapMin, note }, at) => {
    const before = dates.slice(0, at + 1);
    const last = dates[at - 1];
    const week = weekOf(first, on);
    if (last !== undefined && daysBetween(last, on) < protocol.leastDaysBetween)
      flag(
        'sessions-too-close',
        on,
        `${on}: less than ${protocol.leastDaysBetween * 24} hours after the session of ${last}.`,
        leastDaysBetween,
      );
    if (last !== undefined && daysBetween(last, on) > lapse.value)
      flag(
        'course-lapsed',
        on,
        `${on}: ${daysBetween(last, on)} days after the session of ${last}. The label does not say how to go on; a prescriber decides.`,
        lapse,
      );
    const many = inSevenDays(before, on);
    if (protocol.product === 'esketamine') {
      if (many > esketamineCap.value)
        flag(
          'too-often',
          on,
          `${on}: ${many} sessions in 7 days; at most ${esketamineCap.value} in every phase.`,
          esketamineCap,
        );
      const inWeek = inWeekOf(first, before, week);
      if (week >= esketamineWeekly.value.fromWeek && inWeek > esketamineWeekly.value.perWeek && note === undefined)
        flag(
          'more-than-weekly',
          on,
          `${on}: session ${inWeek} of week ${week}, where there is one a week; a note says why.`,
          esketamineWeekly,
        );
      if (protocol.indication === 'trd' && at === 0 && doseUg !== undefined && doseUg > esketamineDose.value.trdStart)
        flag(
          'first-dose-above-start',
          on,
          `${on}: day 1 in treatment-resistant depression is ${esketamineDose.value.trdStart / 1_000} mg.`,
          esketamineDose,
        );
      if (doseUg !== undefined && (doseUg % nasalDevice.value.ug !== 0 || doseUg > Math.max(...esketamineDoses.value)))
        flag(
          'not-a-device-dose',
          on,
          `${on}: ${doseUg / 1_000} mg is not 28, 56 or 84 mg.`,
          esketamineDoses,
          'absolute',
        );
      if (deviceGapMin !== undefined && deviceGapMin < nasalDevice.value.restMin)
        flag(
          'devices-too-close',
          on,
          `${on}: less than ${nasalDevice.value.restMin} minutes between devices.`,
          nasalDevice,
        );
      if (protocol.indication === 'mdd-si' && week > lastWeeksOfInduction.value)
        flag(
          'beyond-four-weeks',
          on,
          `${on}: week ${week}; use beyond week ${lastWeeksOfInduction.value} was not studied systematically.`,
          lastWeeksOfInduction,
        );
    } else if (isParenteral(protocol)) {
      const day = daysBetween(first, on);
      const allowed = Math.max(
        oneAWeekAfter.value,
        ...parenteralCaps.value.filter(({ forDays }) => day < forDays).map(({ mostPer7Days }) => mostPer7Days),
      );
      if (many > allowed)
        flag(
          'too-often',
          on,
          `${on}: ${many} sessions in 7 days; at most ${allowed} on day ${day + 1} of a course.`,
          parenteralCaps,
        );
    }
  });
  const over = secondOpinionOn(protocol, dates);
  const limit = yearLimit(protocol);
  if (over !== undefined && limit !== undefined)
    flag(
      'second-opinion',
      over,
      `${over}: more than ${limit.value} sessions in 12 months. Ask for a second opinion.`,
      limit,
    );
  return inOrder(found);
}
