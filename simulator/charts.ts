import { AllergyInput, MedicineInput, ProblemInput } from '#clinical/chart/chart.ts';
import type { Chance } from './chance.ts';
import { addDays, later } from './days.ts';

export type SyntheticChart = { allergies: AllergyInput[]; medicines: MedicineInput[]; problems: ProblemInput[] };

type Pair = readonly [string, string];

/** Why people come: depression that did not get better with what was tried. ICD-10-CM. */
const depression: readonly [readonly [Pair, number], ...(readonly [Pair, number])[]] = [
  [['Major depressive disorder, recurrent, severe, without psychotic features', 'F33.2'], 10],
  [['Major depressive disorder, single episode, severe, without psychotic features', 'F32.2'], 4],
  [['Major depressive disorder, recurrent, moderate', 'F33.1'], 3],
  [['Bipolar disorder, current episode depressed, severe', 'F31.4'], 1],
];

const others: readonly [Pair, ...Pair[]] = [
  ['Generalized anxiety disorder', 'F41.1'],
  ['Post-traumatic stress disorder', 'F43.10'],
  ['Essential hypertension', 'I10'],
  ['Hypothyroidism', 'E03.9'],
  ['Migraine', 'G43.909'],
  ['Obstructive sleep apnea', 'G47.33'],
  ['Type 2 diabetes mellitus', 'E11.9'],
  ['Chronic low back pain', 'M54.50'],
  ['Alcohol use disorder, in remission', 'F10.21'],
  ['Gastro-esophageal reflux', 'K21.9'],
  ['Insomnia', 'G47.00'],
  ['Interstitial cystitis', 'N30.10'],
];

const antidepressants: readonly [Pair, ...Pair[]] = [
  ['sertraline', '100 mg'],
  ['escitalopram', '20 mg'],
  ['fluoxetine', '40 mg'],
  ['venlafaxine XR', '150 mg'],
  ['duloxetine', '60 mg'],
  ['bupropion XL', '300 mg'],
  ['mirtazapine', '30 mg'],
  ['nortriptyline', '75 mg'],
  ['vortioxetine', '20 mg'],
  ['phenelzine', '45 mg'],
];

const otherMedicines: readonly [readonly [string, string, string], ...(readonly [string, string, string])[]] = [
  ['lisinopril', '10 mg', 'once a day'],
  ['levothyroxine', '75 µg', 'once a day, before breakfast'],
  ['metformin', '500 mg', 'twice a day'],
  ['lithium carbonate', '300 mg', 'three times a day'],
  ['lamotrigine', '100 mg', 'once a day'],
  ['lorazepam', '0.5 mg', 'when needed, at most twice a day'],
  ['clonidine', '0.1 mg', 'at night'],
  ['omeprazole', '20 mg', 'once a day'],
  ['ibuprofen', '400 mg', 'when needed'],
  ['oral contraceptive', '', 'once a day'],
];

type Reaction = readonly [string, string, AllergyInput['kind'], AllergyInput['severity']];
const reactions: readonly [Reaction, ...Reaction[]] = [
  ['penicillin', 'hives', 'allergy', 'moderate'],
  ['latex', 'contact rash', 'allergy', 'mild'],
  ['sulfamethoxazole', 'rash and fever', 'allergy', 'severe'],
  ['peanut', 'anaphylaxis', 'allergy', 'severe'],
  ['ondansetron', 'headache', 'intolerance', 'mild'],
  ['codeine', 'nausea', 'intolerance', 'moderate'],
  ['adhesive tape', 'blisters', 'allergy', 'mild'],
  ['midazolam', 'agitation', 'intolerance', 'moderate'],
];

/** What is known about one invented patient's health on a day. Some know of no allergy; of some nobody has asked. */
export function inventChart(by: Chance, birthOn: string, today: string): SyntheticChart {
  const grown = addDays(birthOn, 18 * 365);
  const since = (mostDays: number) => later(grown, addDays(today, -by.whole(30, mostDays)));
  return {
    problems: inventProblems(by, since),
    medicines: inventMedicines(by, since, today),
    allergies: inventAllergies(by, since),
  };
}

type Since = (mostDays: number) => string;

function inventProblems(by: Chance, since: Since): ProblemInput[] {
  const all = [by.weighted(depression), ...by.some(others, by.whole(0, 3))];
  return all.map(([name, code], place) =>
    ProblemInput.parse({
      name,
      code,
      startedOn: place > 0 && by.isLikely(0.3) ? null : since(5_000),
      status: place > 0 && by.isLikely(0.1) ? 'resolved' : 'active',
    }),
  );
}

/** Two to four antidepressants that did not help enough, mostly one more that is still taken, and what else is taken. */
function inventMedicines(by: Chance, since: Since, today: string): MedicineInput[] {
  const tried = by.some(antidepressants, by.whole(2, 4));
  const taken = by.isLikely(0.8) ? tried.at(-1) : undefined;
  const trials = tried.map((trial) => {
    const [name, dose] = trial;
    const startedOn = since(2_500);
    if (trial === taken) return { name, dose, frequency: 'once a day', startedOn };
    const end = addDays(startedOn, by.whole(42, 400));
    return { name, dose, frequency: 'once a day', startedOn, status: 'stopped', endedOn: end < today ? end : today };
  });
  const rest = by.some(otherMedicines, by.whole(0, 3)).map(([name, dose, frequency]) => ({ name, dose, frequency }));
  return [...trials, ...rest].map((medicine) => MedicineInput.parse(medicine));
}

/** The antidepressants that were tried: by name, for a chart says of a medicine what it is called. */
export const triedIn = ({ medicines }: SyntheticChart): MedicineInput[] =>
  medicines.filter(({ name }) => antidepressants.some(([antidepressant]) => antidepressant === name));

function inventAllergies(by: Chance, since: Since): AllergyInput[] {
  if (by.isLikely(0.15)) return [];
  if (by.isLikely(0.5)) return [AllergyInput.parse({ kind: 'no-known-allergies', substance: '' })];
  return by
    .some(reactions, by.whole(1, 2))
    .map(([substance, reaction, kind, severity]) =>
      AllergyInput.parse({ substance, reaction, kind, severity, startedOn: by.isLikely(0.5) ? since(4_000) : null }),
    );
}
