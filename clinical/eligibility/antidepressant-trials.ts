/**
 * Whether an antidepressant trial counts: dose, weeks, adherence, episode, outcome (basis 2.1 and 2.3).
 *
 * Stopped for intolerance is written down as intolerance, never as failure. Doses and weeks are those of `scales/athf.ts`.
 */
import { augmentations, minimumDoses, minimumWeeks } from '#clinical/scales/scales.ts';
import { sourced, trial as trialBasis } from '#clinical/sources.ts';
import type { Trial } from './facts.ts';
import { recognise } from './medicine-names.ts';

/** "Inadequate" differs: 25 % or less in TRD4005, below 25 % by EU-PEARL, which calls 25 to 49 % partly responsive. */
export const inadequateUpTo = sourced(
  'Improvement up to which a trial counts as an inadequate response',
  25,
  '%',
  trialBasis('clinical basis 2.1 [S64,S96b]'),
);

type MinimumDose = { readonly from: number; readonly to: number };

/** A row stands for one form of a medicine: `venlafaxine xr`. Between `from` and `to` a dose is at the edge. */
function minimumOf(ingredient: string | undefined): MinimumDose | undefined {
  const rows = minimumDoses.rows.filter(({ drug }) => drug.split(' ')[0] === ingredient);
  if (rows.length === 0) return undefined;
  return {
    from: Math.min(...rows.map(({ mgPerDay }) => mgPerDay)),
    to: Math.max(...rows.map(({ mgPerDay, alsoUsedMgPerDay }) => alsoUsedMgPerDay ?? mgPerDay)),
  };
}

/** Listed beside the trials, never counted among them. */
const isAugmentation = (ingredient: string | undefined) =>
  augmentations.value.some((agent) => agent.split(/[ -]/)[0] === ingredient);

export const verdicts = ['failed', 'partly-failed', 'not-counted', 'not-known'] as const;
type Verdict = (typeof verdicts)[number];
export type Weighed = {
  readonly medicine: string;
  readonly ingredient: string | undefined;
  readonly verdict: Verdict;
  readonly why: string;
};

/** Why a trial does not count; undefined when nothing speaks against it. */
function fault(trial: Trial, minimum: MinimumDose | undefined): string | undefined {
  if (trial.outcome === 'stopped-for-intolerance') return 'stopped for intolerance, which is no failure';
  if (trial.outcome === 'responded' || trial.outcome === 'remitted') return `it ${trial.outcome}`;
  if (trial.inCurrentEpisode === 'no') return 'in an earlier episode';
  if (trial.adherent === 'no') return 'not taken as prescribed';
  if (trial.weeks !== undefined && trial.weeks < minimumWeeks.value) return `shorter than ${minimumWeeks.value} weeks`;
  if (minimum !== undefined && trial.mgPerDay !== undefined && trial.mgPerDay < minimum.from)
    return `below ${minimum.from} mg a day`;
  return undefined;
}

function gaps(trial: Trial, minimum: MinimumDose | undefined): string[] {
  return [
    ...(trial.outcome === undefined || trial.outcome === 'not-known' ? ['outcome'] : []),
    ...(trial.inCurrentEpisode === 'yes' ? [] : ['whether it was in this episode']),
    ...(trial.adherent === 'yes' ? [] : ['adherence']),
    ...(trial.weeks === undefined ? ['weeks'] : []),
    ...(trial.mgPerDay === undefined ? ['dose'] : []),
    ...(minimum === undefined ? ['the lowest effective dose of this medicine'] : []),
  ];
}

const antidepressantClasses = ['ssri', 'snri', 'tca', 'maoi', 'other-antidepressant'];

export function weigh(trial: Trial): Weighed {
  const { ingredients, classes } = recognise(trial.medicine);
  const [only, ...more] = ingredients;
  const minimum = more.length === 0 ? minimumOf(only) : undefined;
  const of = {
    medicine: trial.medicine,
    ingredient: ingredients.length === 0 ? undefined : [...ingredients].sort().join(' + '),
  };
  const isOther =
    minimum === undefined && ingredients.length > 0 && !classes.some((name) => antidepressantClasses.includes(name));
  if (isOther) {
    return {
      ...of,
      verdict: 'not-counted',
      why: isAugmentation(only) ? 'augmentation, not an antidepressant' : 'not an antidepressant',
    };
  }
  const against = fault(trial, minimum);
  if (against !== undefined) return { ...of, verdict: 'not-counted', why: against };
  const unknown = gaps(trial, minimum);
  if (unknown.length > 0) return { ...of, verdict: 'not-known', why: `not known: ${unknown.join(', ')}` };
  const isEdge = minimum !== undefined && trial.mgPerDay !== undefined && trial.mgPerDay < minimum.to;
  const edge = isEdge ? `, at the edge: many use ${minimum.to} mg a day` : '';
  return trial.outcome === 'partial'
    ? { ...of, verdict: 'partly-failed', why: `a partial response${edge}` }
    : { ...of, verdict: 'failed', why: `no response: ${inadequateUpTo.value} % better or less${edge}` };
}

/** Different medicines by verdict: the same one tried twice counts once, by the clearest of its verdicts. */
export function countTrials(weighed: readonly Weighed[]): Readonly<Record<Verdict, number>> {
  const best = new Map<string, Verdict>();
  for (const { ingredient, medicine, verdict } of weighed) {
    const key = ingredient ?? medicine.toLowerCase();
    const known = best.get(key);
    if (known === undefined || order(verdict) < order(known)) best.set(key, verdict);
  }
  const count = (verdict: Verdict) => [...best.values()].filter((found) => found === verdict).length;
  return {
    failed: count('failed'),
    'partly-failed': count('partly-failed'),
    'not-counted': count('not-counted'),
    'not-known': count('not-known'),
  };
}

/** Clearest first; what is not known stands before what does not count. */
const clearest: readonly Verdict[] = ['failed', 'partly-failed', 'not-known', 'not-counted'];
const order = (verdict: Verdict) => clearest.indexOf(verdict);
