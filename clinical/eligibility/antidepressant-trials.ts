/**
 * Whether an antidepressant trial counts: dose, weeks, adherence, episode, outcome (basis 2.1 and 2.3).
 *
 * Stopped for intolerance is written down as intolerance, never as failure. The dose table is our own, of labelled minimum
 * effective doses: that of the ATHF-SF is copyrighted.
 */
import { label, practice, sourced, table, trial as trialBasis } from '#clinical/sources.ts';
import type { Trial } from './facts.ts';
import { recognise } from './medicine-names.ts';

export const adequateWeeks = sourced(
  'Weeks of an adequate trial',
  4,
  'wk',
  practice('clinical basis 2.1, 2.3', 'unverified'),
);
/** "Inadequate" differs: 25 % or less in TRD4005, below 25 % by EU-PEARL, which calls 25 to 49 % partly responsive. */
export const inadequateUpTo = sourced(
  'Improvement up to which a trial counts as an inadequate response',
  25,
  '%',
  trialBasis('clinical basis 2.1 [S64,S96b]'),
);
export const trialsNeeded = sourced(
  'Different oral antidepressants that failed in this episode, for treatment-resistant depression',
  2,
  '1',
  label('clinical basis 2.1 [S20,S60,S62]'),
);

type MinimumDose = { readonly ingredient: string; readonly from: number; readonly to?: number };

/** `to` is where the basis gives a range: between the two, the dose is at the edge. */
export const minimumDoses = table<MinimumDose>(
  'Lowest effective dose of an adequate antidepressant trial, adults',
  'mg/d',
  practice('clinical basis 2.3', 'unverified'),
  [
    { ingredient: 'citalopram', from: 20 },
    { ingredient: 'escitalopram', from: 10 },
    { ingredient: 'fluoxetine', from: 20 },
    { ingredient: 'paroxetine', from: 20, to: 25 },
    { ingredient: 'sertraline', from: 50 },
    { ingredient: 'fluvoxamine', from: 50, to: 100 },
    { ingredient: 'venlafaxine', from: 75, to: 150 },
    { ingredient: 'desvenlafaxine', from: 50 },
    { ingredient: 'duloxetine', from: 40, to: 60 },
    { ingredient: 'levomilnacipran', from: 40 },
    { ingredient: 'bupropion', from: 150, to: 300 },
    { ingredient: 'mirtazapine', from: 15 },
    { ingredient: 'amitriptyline', from: 75, to: 100 },
    { ingredient: 'nortriptyline', from: 50, to: 75 },
    { ingredient: 'imipramine', from: 100 },
    { ingredient: 'clomipramine', from: 100 },
    { ingredient: 'phenelzine', from: 45 },
    { ingredient: 'tranylcypromine', from: 30 },
    { ingredient: 'vortioxetine', from: 10 },
    { ingredient: 'vilazodone', from: 20 },
  ],
);

/** Listed beside the trials, never counted among them. */
export const augmentation = table<{ readonly agent: string }>(
  'Augmentation to write down beside the antidepressant trials',
  '1',
  practice('clinical basis 2.3', 'unverified'),
  [
    { agent: 'aripiprazole' },
    { agent: 'brexpiprazole' },
    { agent: 'cariprazine' },
    { agent: 'quetiapine' },
    { agent: 'olanzapine' },
    { agent: 'lithium' },
    { agent: 'liothyronine' },
  ],
);

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
  if (trial.weeks !== undefined && trial.weeks < adequateWeeks.value)
    return `shorter than ${adequateWeeks.value} weeks`;
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
  const minimum = more.length === 0 ? minimumDoses.rows.find(({ ingredient }) => ingredient === only) : undefined;
  const of = {
    medicine: trial.medicine,
    ingredient: ingredients.length === 0 ? undefined : [...ingredients].sort().join(' + '),
  };
  const isOther =
    minimum === undefined && ingredients.length > 0 && !classes.some((name) => antidepressantClasses.includes(name));
  if (isOther) {
    const isAgent = augmentation.rows.some(({ agent }) => agent === only);
    return {
      ...of,
      verdict: 'not-counted',
      why: isAgent ? 'augmentation, not an antidepressant' : 'not an antidepressant',
    };
  }
  const against = fault(trial, minimum);
  if (against !== undefined) return { ...of, verdict: 'not-counted', why: against };
  const unknown = gaps(trial, minimum);
  if (unknown.length > 0) return { ...of, verdict: 'not-known', why: `not known: ${unknown.join(', ')}` };
  const isEdge = minimum?.to !== undefined && trial.mgPerDay !== undefined && trial.mgPerDay < minimum.to;
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
