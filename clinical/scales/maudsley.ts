/**
 * Maudsley Staging Method: how resistant a depression is, as a sum of 3 to 15 in three bands. It has no five stages.
 */
import { z } from 'zod';
import { readInput } from '#clinical/bad-input.ts';
import { guideline, sourced, table } from '#clinical/sources.ts';
import type { Range } from './scale.ts';
import { bandIn } from './score.ts';

const read = guideline('clinical basis 2.2 [S80]');
const treatment = guideline('clinical basis 2.2 [S80b]');

export const maudsleyDuration = table<{
  readonly name: string;
  readonly upToMonths: number | null;
  readonly points: number;
}>('Maudsley: points for the length of the episode, in months; exactly 12 is acute, exactly 24 sub-acute', 'mo', read, [
  { name: 'acute', upToMonths: 12, points: 1 },
  { name: 'sub-acute', upToMonths: 24, points: 2 },
  { name: 'chronic', upToMonths: null, points: 3 },
]);

export const maudsleySeverities = [
  'subsyndromal',
  'mild',
  'moderate',
  'severe-without-psychosis',
  'severe-with-psychosis',
] as const;
export type MaudsleySeverity = (typeof maudsleySeverities)[number];

export const maudsleySeverity = table<{ readonly severity: MaudsleySeverity; readonly points: number }>(
  'Maudsley: points for the severity at the baseline',
  '{score}',
  read,
  [
    { severity: 'subsyndromal', points: 1 },
    { severity: 'mild', points: 2 },
    { severity: 'moderate', points: 3 },
    { severity: 'severe-without-psychosis', points: 4 },
    { severity: 'severe-with-psychosis', points: 5 },
  ],
);

export const maudsleyTrials = table<{ readonly from: number; readonly upTo: number | null; readonly points: number }>(
  'Maudsley: points for antidepressants that failed',
  '{score}',
  treatment,
  [
    { from: 1, upTo: 2, points: 1 },
    { from: 3, upTo: 4, points: 2 },
    { from: 5, upTo: 6, points: 3 },
    { from: 7, upTo: 10, points: 4 },
    { from: 11, upTo: null, points: 5 },
  ],
);

export const maudsleyUsed = sourced(
  'Maudsley: points for augmentation used, and for ECT used',
  { augmentation: 1, ect: 1 },
  '{score}',
  treatment,
);

export const maudsleyBands = table<Range & { readonly band: string }>('Maudsley: bands', '{score}', read, [
  { band: 'mild', from: 3, to: 6 },
  { band: 'moderate', from: 7, to: 10 },
  { band: 'severe', from: 11, to: 15 },
]);

export const maudsleyTotal = sourced('Maudsley: range of the total', { from: 3, to: 15 }, '{score}', read);
export const maudsleyCut = sourced('Maudsley: proposed cut for treatment resistance', 7.5, '{score}', treatment);

const severity = z
  .enum([...maudsleySeverities, 'syndromal-mild', 'syndromal-moderate'], `is one of ${maudsleySeverities.join(', ')}`)
  .transform((given): MaudsleySeverity => {
    if (given === 'syndromal-mild') return 'mild';
    return given === 'syndromal-moderate' ? 'moderate' : given;
  });

export const MaudsleyAnswers = z.strictObject(
  {
    durationMonths: z
      .number('is a number of months')
      .min(0, 'is 0 months or more')
      .max(1_200, 'is 1200 months or less')
      .nullish(),
    severity: severity.nullish(),
    antidepressantTrials: z.int('is a whole number').min(0, 'is 0 or more').max(1_000, 'is 1000 or less').nullish(),
    augmentation: z.boolean('is true or false').nullish(),
    ect: z.boolean('is true or false').nullish(),
  },
  { error: 'is an object with durationMonths, severity, antidepressantTrials, augmentation and ect' },
);
export type MaudsleyAnswers = z.infer<typeof MaudsleyAnswers>;

/** So that a refusal names the answer as the request does: `answers.severity`. */
const Given = z.object({ answers: MaudsleyAnswers });

export type MaudsleyScore = {
  readonly scale: 'maudsley';
  readonly total: number | null;
  readonly band: string | null;
  readonly missing: number;
  readonly prorated: false;
  readonly flags: readonly string[];
  readonly why?: string;
  readonly points: Readonly<Record<keyof MaudsleyAnswers, number | null>>;
  /** Where the total lies, whatever is not known. */
  readonly possible?: Range;
  readonly aboveProposedCut: boolean | null;
  readonly rater: 'clinician';
};

const dimensions = ['durationMonths', 'severity', 'antidepressantTrials', 'augmentation', 'ect'] as const;

function pointsOf(of: MaudsleyAnswers): MaudsleyScore['points'] {
  const { durationMonths: months, antidepressantTrials: trials } = of;
  const used = (given: boolean | null | undefined, points: number) =>
    typeof given === 'boolean' ? (given ? points : 0) : null;
  return {
    durationMonths:
      typeof months === 'number'
        ? (maudsleyDuration.rows.find((row) => row.upToMonths === null || months <= row.upToMonths)?.points ?? null)
        : null,
    severity: maudsleySeverity.rows.find((row) => row.severity === of.severity)?.points ?? null,
    antidepressantTrials:
      typeof trials === 'number'
        ? (maudsleyTrials.rows.find((row) => row.from <= trials && (row.upTo === null || trials <= row.upTo))?.points ??
          null)
        : null,
    augmentation: used(of.augmentation, maudsleyUsed.value.augmentation),
    ect: used(of.ect, maudsleyUsed.value.ect),
  };
}

const rangeOf = (rows: readonly { readonly points: number }[]): Range => ({
  from: Math.min(...rows.map(({ points }) => points)),
  to: Math.max(...rows.map(({ points }) => points)),
});
const ranges: Readonly<Record<keyof MaudsleyAnswers, Range>> = {
  durationMonths: rangeOf(maudsleyDuration.rows),
  severity: rangeOf(maudsleySeverity.rows),
  antidepressantTrials: rangeOf(maudsleyTrials.rows),
  augmentation: { from: 0, to: maudsleyUsed.value.augmentation },
  ect: { from: 0, to: maudsleyUsed.value.ect },
};

/**
 * No total while a part is not known, and none before the first failed antidepressant: the method has no points for that.
 *
 * @throws BadInput that names the part
 */
export function scoreMaudsley(input: unknown): MaudsleyScore {
  const { answers } = readInput(Given, { answers: input });
  const points = pointsOf(answers);
  const unknown = dimensions.filter((name) => answers[name] === undefined || answers[name] === null);
  const known = dimensions.reduce((sum, name) => sum + (points[name] ?? 0), 0);
  const common = {
    scale: 'maudsley',
    missing: unknown.length,
    prorated: false,
    flags: [],
    points,
    rater: 'clinician',
  } as const;
  const none = { ...common, total: null, band: null, aboveProposedCut: null };
  if (answers.antidepressantTrials === 0)
    return { ...none, why: 'No antidepressant has failed: the method starts with the first that did.' };
  if (unknown.length > 0) {
    const possible = {
      from: known + unknown.reduce((sum, name) => sum + ranges[name].from, 0),
      to: known + unknown.reduce((sum, name) => sum + ranges[name].to, 0),
    };
    return { ...none, possible, why: `Not known: ${unknown.join(', ')}. Ask before it is staged.` };
  }
  return {
    ...common,
    total: known,
    band: bandIn(maudsleyBands.rows, known),
    aboveProposedCut: known > maudsleyCut.value,
  };
}
