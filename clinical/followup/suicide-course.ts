/** Suicidal thoughts over time: each moment triaged on its own, and what is new since the baseline. */
import { z } from 'zod';
import { readInput } from '#clinical/bad-input.ts';
import { type Finding, inOrder, overrides } from '#clinical/findings.ts';
import {
  type CssrsLevel,
  cssrsLevels,
  SuicideAnswers,
  scoreCssrsScreener,
  type Triage,
  triageSuicide,
} from '#clinical/scales/scales.ts';
import { basisOf, projectDefault, sourced } from '#clinical/sources.ts';
import { inTime } from './baseline.ts';
import { dateAfter, hoursBetween, isBefore, Moment } from './time.ts';

export const newIntentRule = sourced(
  'New intent, plan or suicidal behaviour on the C-SSRS since the baseline: a clinician makes contact',
  'same day',
  '1',
  projectDefault('clinical basis 1.7 (PD)'),
);

export const anyUpwardRule = sourced(
  'C-SSRS screener: any step to a higher level matters',
  'any upward category',
  '1',
  projectDefault('clinical basis 5.1'),
);

export const vigilance = sourced(
  'Raised vigilance for suicidal thoughts after a series is stopped',
  4,
  'wk',
  projectDefault('clinical basis 7.3 (PD)'),
);

/** The UTC date until which vigilance stays raised after the last dose of a series. */
export const vigilantUntil = (lastDoseAt: string): string => dateAfter(lastDoseAt, 7 * vigilance.value);

export const SuicideCourse = z.strictObject({
  firstDoseAt: Moment,
  points: z
    .array(z.strictObject({ at: Moment, answers: SuicideAnswers }), 'is a list of moments')
    .max(10_000, 'has too many'),
});

export type SuicidePoint = {
  readonly at: string;
  /** Negative before dose 1. */
  readonly hours: number;
  /** Null when the screener was not used. */
  readonly level: CssrsLevel | null;
  readonly triage: Triage;
};

export type SuicideCourseAnswer = {
  readonly points: readonly SuicidePoint[];
  /** The last screener before dose 1. */
  readonly baseline: SuicidePoint | null;
  readonly worst: CssrsLevel | null;
  readonly latest: SuicidePoint | null;
  readonly sinceBaseline: 'better' | 'same' | 'worse' | 'not known';
  readonly findings: readonly Finding[];
};

const rank = (level: CssrsLevel) => cssrsLevels.indexOf(level);

type Screened = SuicidePoint & { readonly level: CssrsLevel; readonly isIntent: boolean };

function raised(baseline: Screened | undefined, screened: readonly Screened[]): Finding[] {
  const found: Finding[] = [];
  const latest = screened.at(-1);
  const before = screened.at(-2);
  if (latest === undefined) return [];
  const facts = {
    at: latest.at,
    level: latest.level,
    before: before?.level ?? null,
    baseline: baseline?.level ?? null,
  };
  if (before !== undefined && rank(latest.level) > rank(before.level))
    found.push({
      rule: 'suicide-level-rose',
      strength: 'relative',
      says: `The C-SSRS level rose from ${before.level} to ${latest.level}.`,
      facts,
      ...basisOf(anyUpwardRule),
      override: overrides.clinician,
    });
  // Without a screener before dose 1 nobody can say that intent was there already: it counts as new.
  if (latest.isIntent && baseline?.isIntent !== true && latest !== baseline)
    found.push({
      rule: 'suicide-new-intent',
      strength: 'absolute',
      says: 'Intent, plan or behaviour is new since the baseline: a clinician makes contact the same day.',
      facts: { ...facts, clock: 'same day' },
      ...basisOf(newIntentRule),
      override: overrides.twoClinicians,
    });
  return found;
}

/** @throws BadInput that names the field */
export function suicideCourseOf(input: unknown): SuicideCourseAnswer {
  const { firstDoseAt, points: given } = readInput(SuicideCourse, input);
  const points = inTime(given).map(({ at, answers }) => {
    const { cssrs } = answers;
    const score = cssrs === undefined || cssrs === null ? undefined : scoreCssrsScreener(cssrs);
    const point = {
      at,
      hours: hoursBetween(firstDoseAt, at),
      level: score?.level ?? null,
      triage: triageSuicide(answers),
    };
    return { point, isIntent: score?.intentPlanOrRecentBehaviour === true };
  });
  const screened = points.flatMap(({ point, isIntent }) =>
    point.level === null ? [] : [{ ...point, level: point.level, isIntent }],
  );
  const baseline = screened.filter(({ at }) => isBefore(at, firstDoseAt)).at(-1);
  const last = screened.at(-1);
  const latest = points.at(-1)?.point ?? null;
  const step = baseline === undefined || last === undefined ? undefined : rank(last.level) - rank(baseline.level);
  const missing: Finding[] =
    baseline === undefined
      ? [
          {
            rule: 'suicide-baseline-missing',
            strength: 'missing',
            says: 'The C-SSRS screener was not asked before dose 1: whether thoughts are new cannot be said.',
            facts: { first_dose_at: firstDoseAt },
            ...basisOf(newIntentRule),
            override: overrides.prescriber,
          },
        ]
      : [];
  const strip = ({ isIntent: _isIntent, ...point }: Screened): SuicidePoint => point;
  return {
    points: points.map(({ point }) => point),
    baseline: baseline === undefined ? null : strip(baseline),
    worst: screened.reduce<CssrsLevel | null>(
      (a, { level }) => (a === null || rank(level) > rank(a) ? level : a),
      null,
    ),
    latest,
    sinceBaseline: step === undefined ? 'not known' : step < 0 ? 'better' : step > 0 ? 'worse' : 'same',
    findings: inOrder([...missing, ...raised(baseline, screened), ...(latest?.triage.findings ?? [])]),
  };
}
