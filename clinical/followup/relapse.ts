/** Relapse as SUSTAIN-1 defined it, and the earlier warning of this project: benefit that is being lost. */

import type { ScaleName } from '#clinical/scales/scales.ts';
import { projectDefault, sourced, trial } from '#clinical/sources.ts';
import type { Baseline } from './baseline.ts';
import { dateAfter, daysBetween, isBefore } from './time.ts';

export const relapseRule = sourced(
  'Relapse (SUSTAIN-1): MADRS at or above this on two assessments so many days apart, or hospitalisation, suicide attempt or another relevant event',
  { madrsFrom: 22, daysApartFrom: 5, daysApartTo: 15 },
  '{score}; d',
  trial('clinical basis 6.2 [K]', 'unverified'),
);

export const lossRule = sourced(
  'Loss of benefit after a response: this share of the gain, or PHQ-9 at or above a total and up by so many points from its best, or MADRS at or above a total; confirmed within days',
  { shareOfGainPct: 50, phq9From: 10, phq9Rise: 5, madrsFrom: 22, confirmWithinDays: 14 },
  '%; {score}; d',
  projectDefault('clinical basis 6.2 (PD)'),
);

export const relapseEvents = ['hospitalisation', 'suicide attempt', 'other relevant event'] as const;
export type RelapseEvent = { readonly at: string; readonly kind: (typeof relapseEvents)[number] };

export type Relapse = { readonly at: string; readonly because: string };
export type Loss = {
  readonly status: 'suspected' | 'confirmed';
  /** The first assessment that shows it. */
  readonly at: string;
  readonly confirmedAt?: string;
  /** Until this date a second assessment confirms or clears it. */
  readonly confirmBy: string;
  readonly because: readonly string[];
};

/** Whole days between two assessments, to the nearest: an hour earlier in the day is still the same day apart. */
const wholeDays = (from: string, to: string) => Math.round(daysBetween(from, to));

/** `after` holds the assessments since the first response, in their order. */
export function findRelapse(of: {
  scale: ScaleName;
  after: readonly Baseline[];
  events: readonly RelapseEvent[];
  respondedAt: string;
}): Relapse | undefined {
  const { madrsFrom, daysApartFrom, daysApartTo } = relapseRule.value;
  const found: Relapse[] = of.events
    .filter(({ at }) => !isBefore(at, of.respondedAt))
    .map(({ at, kind }) => ({ at, because: kind }));
  if (of.scale === 'madrs')
    for (const [index, first] of of.after.entries()) {
      if (first.total < madrsFrom) continue;
      for (const second of of.after.slice(index + 1)) {
        if (second.total < madrsFrom) break;
        const days = wholeDays(first.at, second.at);
        if (days >= daysApartFrom && days <= daysApartTo)
          found.push({ at: second.at, because: `MADRS ${first.total} and ${second.total}, ${days} days apart` });
      }
    }
  return found.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0];
}

/** Reasons at one assessment, against the pinned baseline and the best total so far. */
function signsOf(of: { scale: ScaleName; baseline: number; best: number; total: number }): string[] {
  const { shareOfGainPct, phq9From, phq9Rise, madrsFrom } = lossRule.value;
  const gain = of.baseline - of.best;
  const lost = of.total - of.best;
  return [
    ...(gain > 0 && 100 * lost >= shareOfGainPct * gain ? [`${lost} of ${gain} points gained are lost`] : []),
    ...(of.scale === 'phq-9' && of.total >= phq9From && lost >= phq9Rise
      ? [`PHQ-9 ${of.total}, up ${lost} from its best`]
      : []),
    ...(of.scale === 'madrs' && of.total >= madrsFrom ? [`MADRS ${of.total}`] : []),
  ];
}

/**
 * The first loss of benefit that stands. One that a second assessment within the days of the rule clears is not one; one
 * that nobody looked at again stays suspected.
 */
export function findLoss(of: { scale: ScaleName; baseline: number; after: readonly Baseline[] }): Loss | undefined {
  const { confirmWithinDays } = lossRule.value;
  let best = Number.POSITIVE_INFINITY;
  const marked = of.after.map(({ at, total }) => {
    best = Math.min(best, total);
    return { at, because: signsOf({ scale: of.scale, baseline: of.baseline, best, total }) };
  });
  for (const [index, { at, because }] of marked.entries()) {
    if (because.length === 0) continue;
    const looks = marked.slice(index + 1).filter((later) => daysBetween(at, later.at) <= confirmWithinDays);
    const confirming = looks.find((later) => later.because.length > 0);
    const confirmBy = dateAfter(at, confirmWithinDays);
    if (confirming !== undefined) return { status: 'confirmed', at, confirmedAt: confirming.at, confirmBy, because };
    if (looks.length === 0) return { status: 'suspected', at, confirmBy, because };
  }
  return undefined;
}
