/**
 * The private check: ten questions that a person answers alone, on their own device, read by the rules that a clinic uses.
 *
 * It never says whether someone may be treated. It says what to talk about first, what studies were about, and what the
 * person did not know. A question without an answer counts as not known, and what is not known is a topic, never a "no".
 */
import { adultFrom, olderFrom } from '#clinical/chart/chart.ts';
import { type Finding, inOrder, type Strength } from '#clinical/findings.ts';
import { projectDefault, sourced } from '#clinical/sources.ts';
import { ageFindings } from './age.ts';
import { bloodPressureFindings } from './blood-pressure.ts';
import { cardiovascularEventFindings } from './cardiovascular-event.ts';
import { conditionFindings } from './condition-findings.ts';
import { diagnosisFindings } from './diagnoses.ts';
import type { BloodPressure, Conditions, Facts } from './facts.ts';
import { pregnancyFindings } from './pregnancy.ts';
import { severityFindings } from './severity.ts';
import type { Treatment } from './treatments.ts';

/** Each question with its answers. */
export const checkAnswers = {
  age: ['minor', 'young', 'adult', 'older', 'not-known'],
  diagnosis: ['depression', 'psychotic', 'bipolar', 'other', 'not-known'],
  /** Medicines for depression, taken long enough and at a full dose, that did not help enough. */
  tries: ['none', 'one', 'enough', 'not-known'],
  death: ['no', 'sometimes', 'yes', 'not-known'],
  /** Two figures, or not known. */
  pressure: ['measured', 'not-known'],
  aneurysm: ['no', 'mine', 'family', 'not-known'],
  heart: ['no', 'recent', 'earlier', 'not-known'],
  mind: ['no', 'now', 'past', 'not-known'],
  substances: ['no', 'now', 'past', 'ketamine', 'not-known'],
  pregnancy: ['no', 'pregnant', 'breastfeeding', 'not-possible', 'not-known'],
} as const;

/**
 * What may be typed as a blood pressure at home: what cuffs for the home commonly show. Outside it is a slip of the hand.
 * Narrower than the pad at the chair, where someone trained has looked twice.
 */
export const cuffRange = sourced(
  'Blood pressure that a person may type in the private check: outside it is asked again',
  { systolic: { from: 60, to: 260 }, diastolic: { from: 40, to: 215 } },
  'mm[Hg]',
  projectDefault('limit of entry of the private check, no clinical line: the usual range of cuffs for the home'),
);
export type CuffWrong = 'none' | 'upper' | 'lower' | 'order';

/** What is wrong with two figures as they were typed, in the order in which a person reads them; undefined: nothing. */
export function cuffWrong(systolic: number | undefined, diastolic: number | undefined): CuffWrong | undefined {
  const isIn = (value: number | undefined, { from, to }: { from: number; to: number }) =>
    value !== undefined && Number.isInteger(value) && value >= from && value <= to;
  if (systolic === undefined && diastolic === undefined) return 'none';
  if (systolic !== undefined && diastolic !== undefined && systolic <= diastolic) return 'order';
  if (!isIn(systolic, cuffRange.value.systolic)) return 'upper';
  return isIn(diastolic, cuffRange.value.diastolic) ? undefined : 'lower';
}

export type CheckQuestion = keyof typeof checkAnswers;
/** In the order in which they are asked. */
export const checkQuestions: readonly CheckQuestion[] = [
  'age',
  'diagnosis',
  'tries',
  'death',
  'pressure',
  'aneurysm',
  'heart',
  'mind',
  'substances',
  'pregnancy',
];
export type CheckAnswer<Of extends CheckQuestion> = (typeof checkAnswers)[Of][number];
export type CheckAnswers = { readonly [Of in Exclude<CheckQuestion, 'pressure'>]?: CheckAnswer<Of> | undefined } & {
  readonly pressure?: BloodPressure | 'not-known' | undefined;
};

/** What a page has words for: a question with its answer; of a measured pressure, what the rules say about it. */
export type CheckTopicName =
  | { [Of in Exclude<CheckQuestion, 'pressure'>]: `${Of}-${CheckAnswer<Of>}` }[Exclude<CheckQuestion, 'pressure'>]
  | 'pressure-urgent'
  | 'pressure-high'
  | 'pressure-low'
  | 'pressure-not-known';

/** Under which of the four headings a topic stands. */
export const checkParts = ['first', 'also', 'studies', 'not-known'] as const;
export type CheckPart = (typeof checkParts)[number];
export type CheckTopic = { readonly name: CheckTopicName; readonly part: CheckPart };

const partOf: Record<Strength, CheckPart> = {
  absolute: 'first',
  relative: 'first',
  caution: 'also',
  information: 'studies',
  missing: 'not-known',
};

/** Both kinds of treatment that a center offers: what stops one of them is worth a talk. */
const treatments: readonly Treatment[] = [
  { product: 'esketamine', route: 'intranasal' },
  { product: 'ketamine', route: 'iv' },
];

const rules: readonly ((facts: Facts) => Finding[])[] = [
  ageFindings,
  diagnosisFindings,
  severityFindings,
  bloodPressureFindings,
  conditionFindings,
  cardiovascularEventFindings,
  pregnancyFindings,
];

/** Which rules speak about which question. The tries are no finding: a count alone makes no trial that a clinic could weigh. */
const rulesOf: Record<Exclude<CheckQuestion, 'tries'>, readonly string[]> = {
  age: ['age'],
  diagnosis: ['indication'],
  death: ['acute-suicidality'],
  pressure: ['blood-pressure-before-dose', 'low-blood-pressure-before-dose'],
  aneurysm: ['aneurysm-or-malformation', 'intracerebral-haemorrhage'],
  heart: ['recent-cardiovascular-event', 'severe-heart-disease', 'stroke-or-head-injury'],
  mind: ['psychosis', 'bipolar-or-mania'],
  substances: ['substance-use-disorder', 'ketamine-misuse'],
  pregnancy: ['pregnancy', 'breastfeeding'],
};

/** Any age of a group stands for the group: the rules turn where the groups do. */
const ages: Record<CheckAnswer<'age'>, number | undefined> = {
  minor: adultFrom.value - 1,
  young: adultFrom.value,
  adult: olderFrom.value - 1,
  older: olderFrom.value,
  'not-known': undefined,
};

const diagnoses: Record<CheckAnswer<'diagnosis'>, Facts['diagnosis']> = {
  depression: 'mdd',
  psychotic: 'mdd-with-psychotic-features',
  bipolar: 'bipolar-depression',
  other: 'other',
  'not-known': 'not-known',
};

/** One answer can speak about several conditions: what it leaves open is not known, never absent. */
function conditionsOf({ aneurysm, heart, mind, substances }: CheckAnswers): Conditions {
  const vessel = aneurysm === 'no' ? 'no' : aneurysm === 'mine' ? 'yes' : 'not-known';
  const hadEvent = heart === 'recent' || heart === 'earlier';
  const event = heart === 'no' ? 'no' : hadEvent ? 'yes' : 'not-known';
  const use = { no: 'no', now: 'active', past: 'history', ketamine: 'not-known', 'not-known': 'not-known' } as const;
  return {
    aneurysmOrMalformation: vessel,
    intracerebralHaemorrhage: vessel,
    cardiovascularEvent: heart === 'earlier' ? 'no' : event,
    strokeOrHeadInjury: event,
    severeHeartDisease: heart === 'recent' ? 'yes' : heart === 'earlier' ? 'stable' : event,
    psychosis: mind === 'no' ? 'no' : mind === 'now' ? 'active' : mind === 'past' ? 'history' : 'not-known',
    bipolarOrMania: mind === 'no' ? 'no' : mind === 'now' || mind === 'past' ? 'yes' : 'not-known',
    substanceUseDisorder: use[substances ?? 'not-known'],
    ketamineMisuse:
      substances === 'ketamine' ? 'yes' : substances === undefined || substances === 'not-known' ? 'not-known' : 'no',
  };
}

function factsOf(answers: CheckAnswers, treatment: Treatment): Facts {
  const { age = 'not-known', diagnosis = 'not-known', death, pressure, pregnancy = 'not-known' } = answers;
  return {
    ...treatment,
    ageYears: ages[age],
    diagnosis: diagnoses[diagnosis],
    acuteSuicidality: death === 'no' ? 'no' : death === 'yes' || death === 'sometimes' ? 'yes' : 'not-known',
    vitals: pressure === undefined || pressure === 'not-known' ? {} : { bloodPressures: [pressure] },
    conditions: conditionsOf(answers),
    pregnancy: pregnancy === 'pregnant' ? 'yes' : pregnancy === 'breastfeeding' ? 'no' : pregnancy,
    breastfeeding: pregnancy === 'not-known' ? 'not-known' : pregnancy === 'breastfeeding' ? 'yes' : 'no',
  };
}

/** What the rules say about one question, strongest first. */
function findingsOf(question: keyof typeof rulesOf, answers: CheckAnswers, all: readonly Finding[]): Finding[] {
  const spoken = inOrder(all.filter(({ rule }) => rulesOf[question].includes(rule)));
  // One reading at home is an answer: that a clinic measures again is nothing the person has to bring.
  const isMeasured = question === 'pressure' && typeof answers.pressure === 'object';
  // A plain "no" is no topic: what another answer says against it is said there.
  const isNo = question !== 'pressure' && answers[question] === 'no';
  return isMeasured || isNo ? spoken.filter(({ strength }) => strength !== 'missing' && !isNo) : spoken;
}

const topicNames: ReadonlySet<string> = new Set(
  Object.entries(checkAnswers).flatMap(([question, answers]) => answers.map((answer) => `${question}-${answer}`)),
);
const isTopicName = (name: string): name is CheckTopicName => topicNames.has(name);

function pressureName({ rule, strength }: Finding): CheckTopicName {
  if (strength === 'missing') return 'pressure-not-known';
  if (rule === 'low-blood-pressure-before-dose') return 'pressure-low';
  return strength === 'absolute' ? 'pressure-urgent' : 'pressure-high';
}

type Thoughts = { readonly death: 'sometimes' | 'yes' };
/** The rules call them a caution to the treatment; for the person they are the first thing of all. */
const saysThoughts = (answers: CheckAnswers): answers is CheckAnswers & Thoughts =>
  answers.death === 'sometimes' || answers.death === 'yes';

function topicOf(question: CheckQuestion, answers: CheckAnswers, all: readonly Finding[]): CheckTopic[] {
  if (question === 'tries') {
    const { tries = 'not-known' } = answers;
    return [{ name: `tries-${tries}`, part: tries === 'not-known' ? 'not-known' : 'studies' }];
  }
  if (question === 'death' && saysThoughts(answers)) return [{ name: `death-${answers.death}`, part: 'first' }];
  const [worst] = findingsOf(question, answers, all);
  if (worst === undefined) return [];
  const answer = answers[question] ?? 'not-known';
  // What is not known stays that, though another answer may weigh on the same rule and stands for itself.
  const part = answer === 'not-known' ? 'not-known' : partOf[worst.strength];
  if (question === 'pressure') return [{ name: pressureName(worst), part }];
  const name = `${question}-${answer}`;
  return isTopicName(name) ? [{ name, part }] : [];
}

/**
 * What to talk about: thoughts of death before all else, then the weightiest part first, within it in the order of the
 * questions. It never says that nothing stands in the way.
 */
export function checkTopics(answers: CheckAnswers): CheckTopic[] {
  const all = treatments.flatMap((treatment) => rules.flatMap((rule) => rule(factsOf(answers, treatment))));
  const others = checkQuestions.filter((question) => question !== 'death');
  const order: readonly CheckQuestion[] = saysThoughts(answers) ? ['death', ...others] : checkQuestions;
  const topics = order.flatMap((question) => topicOf(question, answers, all));
  return checkParts.flatMap((part) => topics.filter((topic) => topic.part === part));
}

/** Thoughts of death, or no plain "no" to the question: whom to call stands before everything else. */
export const callsFirst = ({ death }: CheckAnswers): boolean => death !== 'no';
