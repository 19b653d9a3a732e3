/** What a virtual person brings: the course of the depression so far, what else they take, and what the rules say of it. */
import { MedicineInput as Medicine, type MedicineInput } from '#clinical/chart/chart.ts';
import {
  conditionRows,
  diazepamEquivalentAbove,
  type Facts,
  medicineFindings,
  type Recognised,
  recognise,
} from '#clinical/eligibility/eligibility.ts';
import type { Strength } from '#clinical/findings.ts';
import { bandIn, type MaudsleyScore, madrs, scoreMaudsley } from '#clinical/scales/scales.ts';
import { alsoTaken, episodeMonths, triedBefore } from './assumed.ts';
import type { Chance } from './chance.ts';
import { type SyntheticChart, triedIn } from './charts.ts';
import { productOf, type SimulatedRoute } from './treatments.ts';

export type DrugClass = Recognised['classes'][number];

export type History = {
  readonly episodeMonths: number;
  readonly failedAntidepressants: number;
  readonly augmentation: boolean;
  readonly ect: boolean;
  readonly suicideAttempt: boolean;
  readonly maudsley: MaudsleyScore['total'];
};

/** What a rule of the medicine says, by its name; the words stand there. */
type Said = { readonly rule: string; readonly strength: Strength };

export type Taken = {
  readonly medicines: readonly MedicineInput[];
  readonly classes: readonly DrugClass[];
  /** Where it is known; mg a day. */
  readonly diazepamEquivalentMg?: number;
};

const isSevere = (madrsTotal: number): boolean =>
  madrs.bands !== undefined && 'rows' in madrs.bands && bandIn(madrs.bands.rows, madrsTotal) === 'severe';

export function drawHistory(by: Chance, chart: SyntheticChart, madrsTotal: number): History {
  const { middle, logSd, from, to } = episodeMonths.value;
  const months = Math.round(Math.min(to, Math.max(from, middle * Math.exp(logSd * by.normal()))));
  const { augmentation, ect, attempt } = triedBefore.value;
  const answers = {
    durationMonths: months,
    severity: isSevere(madrsTotal) ? 'severe-without-psychosis' : 'moderate',
    antidepressantTrials: triedIn(chart).length,
    augmentation: by.isLikely(augmentation),
    ect: by.isLikely(ect),
  };
  return {
    episodeMonths: months,
    failedAntidepressants: answers.antidepressantTrials,
    augmentation: answers.augmentation,
    ect: answers.ect,
    suicideAttempt: by.isLikely(attempt),
    maudsley: scoreMaudsley(answers).total,
  };
}

/** What the chart says is taken now, and now and then something that changes the level, the pressure or the effect. */
export function drawTaken(by: Chance, chart: SyntheticChart): Taken {
  const now = chart.medicines.filter(({ status }) => status === 'active');
  const { shares, diazepamMg } = alsoTaken.value;
  const more = shares
    .filter(([, , share]) => by.isLikely(share))
    .map(([name, dose]) => Medicine.parse({ name, dose, frequency: 'once a day' }));
  const equivalent = by.whole(diazepamMg.from, diazepamMg.to);
  const medicines = [...now, ...more];
  return {
    medicines,
    classes: [...new Set(medicines.flatMap(({ name }) => recognise(name).classes))],
    ...(more.some(({ name }) => name === 'alprazolam') ? { diazepamEquivalentMg: equivalent } : {}),
  };
}

export const takesManyBenzodiazepines = ({ diazepamEquivalentMg = 0 }: Taken): boolean =>
  diazepamEquivalentMg > diazepamEquivalentAbove.value;

const pressors: readonly DrugClass[] = ['maoi', 'stimulant', 'sympathomimetic', 'vasopressin', 'ergot'];
export const takesPressor = ({ classes }: Taken): boolean => classes.some((name) => pressors.includes(name));

/** Problems of a chart that the rules know, by ICD-10-CM code: the row of the basis and the grade in it. */
const conditionOf: Readonly<Record<string, readonly [fact: string, grade: string]>> = {
  I10: ['hypertension', 'controlled'],
  'F31.4': ['bipolarOrMania', 'yes'],
  'F10.21': ['substanceUseDisorder', 'history'],
  'G47.33': ['respiratoryDisease', 'yes'],
  'N30.10': ['cystitisOrUrinarySymptoms', 'yes'],
};

function conditionsSay(chart: SyntheticChart, route: SimulatedRoute): Said[] {
  return chart.problems.flatMap(({ code, status }) => {
    const [fact, grade = ''] = (status === 'active' ? conditionOf[code] : undefined) ?? [];
    const row = conditionRows.rows.find((one) => one.fact === fact);
    const cell = row?.grades[grade]?.[productOf(route)];
    return row === undefined || cell === undefined ? [] : [{ rule: row.rule, strength: cell.strength }];
  });
}

/** What the rules of the medicine say before the first dose; what is not known of virtual people is left out. */
export function saidBefore(chart: SyntheticChart, taken: Taken, route: SimulatedRoute): Said[] {
  const facts: Facts = {
    product: productOf(route),
    route: route === 'intranasal-esketamine' ? 'intranasal' : route,
    alcoholInLast24h: 'no',
    grapefruitInLast48h: 'no',
    medicines: taken.medicines.map(({ name }) =>
      name === 'alprazolam' ? { name, diazepamEquivalentMgPerDay: taken.diazepamEquivalentMg } : name,
    ),
  };
  const found = medicineFindings(facts).map(({ rule, strength }) => ({ rule, strength }));
  return [...conditionsSay(chart, route), ...found];
}
