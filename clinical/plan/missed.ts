/**
 * After a missed session, or a longer gap.
 *
 * @source clinical basis 1.3 [S2]
 */
import type { Finding } from '#clinical/findings.ts';
import { label, sourced } from '#clinical/sources.ts';
import { daysBetween, weekOf } from './dates.ts';
import { lapse } from './frequency.ts';
import type { Protocol } from './protocol.ts';
import { say } from './say.ts';

export const missedRules = sourced(
  'Nasal esketamine, missed session: in the first weeks the schedule goes on; later, when depression is worse, by judgement back to the schedule before',
  { scheduleGoesOnToWeek: 4, weeklyToWeek: 8 },
  'wk',
  label('clinical basis 1.3 [S2]'),
);

export type Missed = {
  readonly protocol: Protocol;
  readonly firstDoseOn: string;
  readonly lastGivenOn: string;
  readonly missedOn: string;
  /** How often it was until now, from week 9; else the phase says it. */
  readonly every?: 'week' | 'two-weeks' | undefined;
  readonly isDepressionWorse?: boolean | undefined;
};

/** What the label has to say; for other treatments the basis has no rule, and that is said. */
export function afterMissed(of: Missed): Finding[] {
  const { protocol, firstDoseOn, lastGivenOn, missedOn, isDepressionWorse } = of;
  const gap = daysBetween(lastGivenOn, missedOn);
  const week = weekOf(firstDoseOn, missedOn);
  const facts = {
    missed_on: missedOn,
    last_given_on: lastGivenOn,
    week,
    gap_days: gap,
    depression_worse: isDepressionWorse,
  };
  const lapsed =
    gap > lapse.value
      ? [
          say({
            rule: 'course-lapsed',
            strength: 'relative',
            says: `${gap} days since the last session. The label does not say how to go on; in SUSTAIN-3 patients took up maintenance again after more than ${lapse.value} days and went on improving. A prescriber decides.`,
            facts,
            by: lapse,
          }),
        ]
      : [];
  const one = (rule: string, strength: Finding['strength'], says: string) => [
    ...lapsed,
    say({ rule, strength, says, facts, by: missedRules }),
  ];
  if (protocol.product !== 'esketamine')
    return one(
      'missed-no-rule',
      'relative',
      'No source has a rule for a missed session of this treatment: a prescriber decides how to go on.',
    );
  if (week <= missedRules.value.scheduleGoesOnToWeek)
    return one('missed-goes-on', 'information', 'Missed in weeks 1 to 4: go on with the current schedule.');
  if (isDepressionWorse === undefined)
    return one(
      'missed-needs-course',
      'missing',
      'Whether the depression is worse is not known: it decides whether the schedule goes back a step.',
    );
  if (!isDepressionWorse)
    return one('missed-goes-on', 'information', 'The depression is not worse: go on with the current schedule.');
  const isWeekly = week <= missedRules.value.weeklyToWeek || of.every === 'week';
  return one(
    'missed-step-back',
    'relative',
    isWeekly
      ? 'The depression is worse: by clinical judgement back to the schedule before, twice a week.'
      : 'The depression is worse: by clinical judgement back to the schedule before, once a week.',
  );
}

/** Days since the last session where they are a lapse, and more than the interval that is asked for; else undefined. */
export function lapsedDays(lastGivenOn: string, start: string, everyDays: number): number | undefined {
  const gap = daysBetween(lastGivenOn, start);
  return gap > Math.max(lapse.value, everyDays) ? gap : undefined;
}

export const lapsedFinding = (start: string, gap: number): Finding =>
  say({
    rule: 'course-lapsed',
    strength: 'relative',
    says: `${start}: ${gap} days after the last session. The label does not say how to go on, so no days are planned before a prescriber has chosen: again from the induction, or on with the maintenance.`,
    facts: { on: start, gap_days: gap },
    by: lapse,
  });
