/**
 * The baseline is the last assessment before dose 1. Once pinned it stays: a later one that is offered is a finding for a
 * person to decide, never a silent change of everything that was said before.
 */
import { z } from 'zod';
import { type Finding, overrides } from '#clinical/findings.ts';
import { basisOf, guideline, sourced } from '#clinical/sources.ts';
import { isBefore, Moment } from './time.ts';

export const Assessment = z.strictObject({
  at: Moment,
  /** Null when the scale gave no total. */
  total: z.int('is a whole number').min(-1_000, 'is too low').max(1_000, 'is too high').nullable(),
});
export type Assessment = z.infer<typeof Assessment>;

export type Baseline = { readonly at: string; readonly total: number };

export const baselineRule = sourced(
  'The baseline: the last assessment before dose 1, never replaced in silence',
  'last before dose 1',
  '1',
  guideline('clinical basis 5.2', 'unverified'),
);

type Say = Pick<Finding, 'rule' | 'strength' | 'says' | 'facts' | 'override'>;
const say = (finding: Say): Finding => ({ ...finding, ...basisOf(baselineRule) });

export const inTime = <Point extends { readonly at: string }>(points: readonly Point[]): Point[] =>
  [...points].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));

/** Without a total before dose 1 there is no baseline, and nothing can be called a response. */
export function pinBaseline(of: { assessments: readonly Assessment[]; firstDoseAt: string }): {
  baseline: Baseline | undefined;
  findings: Finding[];
} {
  const before = inTime(of.assessments).filter(({ at }) => isBefore(at, of.firstDoseAt));
  const last = before.at(-1);
  const scored = before.flatMap(({ at, total }) => (total === null ? [] : [{ at, total }])).at(-1);
  if (scored === undefined)
    return {
      baseline: undefined,
      findings: [
        say({
          rule: 'baseline-missing',
          strength: 'missing',
          says: 'No score was taken before dose 1: there is no baseline, and no response or remission can be claimed.',
          facts: { first_dose_at: of.firstDoseAt, assessments_before: before.length },
          override: overrides.nobody,
        }),
      ],
    };
  const isLast = last !== undefined && last.total !== null;
  return {
    baseline: scored,
    findings: isLast
      ? []
      : [
          say({
            rule: 'baseline-last-not-scored',
            strength: 'caution',
            says: 'The last assessment before dose 1 has no total: the one before it is the baseline.',
            facts: { baseline_at: scored.at, not_scored_at: last?.at ?? null },
            override: overrides.clinician,
          }),
        ],
  };
}

/** The pinned baseline stays; what is offered in its place is said, with both totals. */
export function checkOfferedBaseline(pinned: Baseline, offered: Baseline): Finding[] {
  if (pinned.at === offered.at && pinned.total === offered.total) return [];
  return [
    say({
      rule: 'baseline-offered-again',
      strength: 'relative',
      says: `The baseline is pinned: ${pinned.total} at ${pinned.at}. Another is offered: ${offered.total} at ${offered.at}. It does not replace it; a prescriber who starts a new course pins a new one there.`,
      facts: { pinned_at: pinned.at, pinned_total: pinned.total, offered_at: offered.at, offered_total: offered.total },
      override: overrides.prescriber,
    }),
  ];
}
