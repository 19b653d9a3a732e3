/**
 * One antidepressant trial, after the manner of the ATHF-SF: was it given a fair chance, and how did it end?
 *
 * The form and its table of doses are copyrighted. The doses here are our own list of lowest effective labelled doses.
 */
import { z } from 'zod';
import { readInput } from '#clinical/bad-input.ts';
import { practice, sourced, table } from '#clinical/sources.ts';

const known = practice('clinical basis 2.3 [K]', 'unverified');

/** `alsoUsedMgPerDay`: the higher figure that some programmes ask for. */
export type MinimumDose = { readonly drug: string; readonly mgPerDay: number; readonly alsoUsedMgPerDay?: number };

export const minimumDoses = table<MinimumDose>('Lowest effective dose of an antidepressant, adults', 'mg/d', known, [
  { drug: 'citalopram', mgPerDay: 20 },
  { drug: 'escitalopram', mgPerDay: 10 },
  { drug: 'fluoxetine', mgPerDay: 20 },
  { drug: 'paroxetine', mgPerDay: 20 },
  { drug: 'paroxetine cr', mgPerDay: 25 },
  { drug: 'sertraline', mgPerDay: 50 },
  { drug: 'fluvoxamine', mgPerDay: 50, alsoUsedMgPerDay: 100 },
  { drug: 'venlafaxine xr', mgPerDay: 75, alsoUsedMgPerDay: 150 },
  { drug: 'desvenlafaxine', mgPerDay: 50 },
  { drug: 'duloxetine', mgPerDay: 40, alsoUsedMgPerDay: 60 },
  { drug: 'levomilnacipran', mgPerDay: 40 },
  { drug: 'bupropion xl', mgPerDay: 150, alsoUsedMgPerDay: 300 },
  { drug: 'bupropion sr', mgPerDay: 150, alsoUsedMgPerDay: 300 },
  { drug: 'mirtazapine', mgPerDay: 15 },
  { drug: 'amitriptyline', mgPerDay: 75, alsoUsedMgPerDay: 100 },
  { drug: 'nortriptyline', mgPerDay: 50, alsoUsedMgPerDay: 75 },
  { drug: 'imipramine', mgPerDay: 100 },
  { drug: 'clomipramine', mgPerDay: 100 },
  { drug: 'phenelzine', mgPerDay: 45 },
  { drug: 'tranylcypromine', mgPerDay: 30 },
  { drug: 'vortioxetine', mgPerDay: 10 },
  { drug: 'vilazodone', mgPerDay: 20 },
]);

export const minimumWeeks = sourced(
  'Weeks at the lowest effective dose or above that make a trial adequate',
  4,
  'wk',
  known,
);

/** Treatments that are recorded beside the antidepressants, not counted as trials of their own. */
export const augmentations = sourced(
  'Treatments recorded as augmentation or besides',
  [
    'aripiprazole',
    'brexpiprazole',
    'cariprazine',
    'quetiapine xr',
    'olanzapine-fluoxetine',
    'lithium',
    'liothyronine (T3)',
    'bupropion or mirtazapine in combination',
    'ECT',
    'TMS',
    'psychotherapy',
  ],
  '1',
  known,
);

const text = z.string('is text').trim().min(1, 'is not empty').max(200, 'is too long');

export const AntidepressantTrial = z.strictObject({
  drug: text,
  mgPerDay: z.number('is a number of mg a day').positive('is more than 0').max(100_000, 'is too much').nullish(),
  /** Weeks at that dose. */
  weeks: z.number('is a number of weeks').min(0, 'is 0 or more').max(5_000, 'is too long').nullish(),
  taken: z.enum(['as prescribed', 'partly', 'not known'], 'is as prescribed, partly or not known').optional(),
  outcome: z.enum(['remitted', 'responded', 'partial', 'none'], 'is remitted, responded, partial or none').nullish(),
  stoppedForIntolerance: z.boolean('is true or false').nullish(),
  informedBy: text.optional(),
});
export type AntidepressantTrial = z.infer<typeof AntidepressantTrial>;

export type Adequacy = 'adequate' | 'inadequate' | 'intolerance' | 'not known';

export type TrialVerdict = {
  readonly adequacy: Adequacy;
  /** An adequate trial that did not lead to response or remission. */
  readonly failed: 'yes' | 'no' | 'not known';
  readonly why: readonly string[];
  readonly notes: readonly string[];
};

const doseOf = (drug: string) => {
  const name = drug.toLowerCase().replace(/[\s-]+/g, ' ');
  return minimumDoses.rows.find((row) => row.drug === name);
};

type Part = { readonly says: 'enough' | 'short' | 'not known'; readonly why: string };

function dosePart({ drug, mgPerDay }: AntidepressantTrial): Part {
  const row = doseOf(drug);
  if (row === undefined) return { says: 'not known', why: `${drug} is not in the list of lowest effective doses.` };
  if (mgPerDay === undefined || mgPerDay === null) return { says: 'not known', why: 'The dose is not known.' };
  if (mgPerDay < row.mgPerDay)
    return { says: 'short', why: `${mgPerDay} mg a day is below the lowest effective dose of ${row.mgPerDay} mg.` };
  return { says: 'enough', why: `${mgPerDay} mg a day is at least ${row.mgPerDay} mg.` };
}

function timePart({ weeks }: AntidepressantTrial): Part {
  if (weeks === undefined || weeks === null) return { says: 'not known', why: 'The weeks at this dose are not known.' };
  if (weeks < minimumWeeks.value) return { says: 'short', why: `${weeks} weeks are fewer than ${minimumWeeks.value}.` };
  return { says: 'enough', why: `${weeks} weeks are at least ${minimumWeeks.value}.` };
}

function takenPart({ taken }: AntidepressantTrial): Part {
  if (taken === 'partly') return { says: 'short', why: 'It was taken only partly.' };
  if (taken === 'as prescribed') return { says: 'enough', why: 'It was taken as prescribed.' };
  return { says: 'not known', why: 'Whether it was taken is not documented.' };
}

function notesOf({ drug, mgPerDay }: AntidepressantTrial): string[] {
  const higher = doseOf(drug)?.alsoUsedMgPerDay;
  if (higher === undefined || mgPerDay === undefined || mgPerDay === null || mgPerDay >= higher) return [];
  return [`Some programmes ask for ${higher} mg a day of ${drug}.`];
}

/**
 * Dose, weeks and taking all have to be enough. Stopped early because it was not tolerated is intolerance, not a failure.
 *
 * @throws BadInput that names the field
 */
export function trialAdequacy(input: unknown): TrialVerdict {
  const trial = readInput(AntidepressantTrial, input);
  const parts = [dosePart(trial), timePart(trial), takenPart(trial)];
  const notes = notesOf(trial);
  const whyOf = (says: Part['says']) => parts.filter((part) => part.says === says).map(({ why }) => why);
  const short = whyOf('short');
  if (trial.stoppedForIntolerance === true && short.length > 0)
    return {
      adequacy: 'intolerance',
      failed: 'no',
      why: ['It was stopped early because it was not tolerated.', ...short],
      notes,
    };
  if (short.length > 0) return { adequacy: 'inadequate', failed: 'no', why: short, notes };
  const unknown = whyOf('not known');
  if (unknown.length > 0) return { adequacy: 'not known', failed: 'not known', why: unknown, notes };
  const { outcome } = trial;
  const failed =
    outcome === undefined || outcome === null
      ? 'not known'
      : outcome === 'partial' || outcome === 'none'
        ? 'yes'
        : 'no';
  return { adequacy: 'adequate', failed, why: whyOf('enough'), notes };
}
