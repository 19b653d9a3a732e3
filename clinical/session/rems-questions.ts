/**
 * What the REMS monitoring form asks that nobody can read off the record: gathered when it is known, at the chair.
 *
 * The form itself was read only in part, so its words are ours and each question says that it is unverified. What is
 * measured or given (pressures, oximetry, lots, doses, times) comes from the record and is not asked again. An
 * unanswered question stays open: it is never "no".
 *
 * @source regulatory basis B4
 */
import { guideline, sourced, table } from '#clinical/sources.ts';
import type { SessionRecord } from './log-fold.ts';

export const remsForm = sourced(
  'REMS monitoring form: the version that these questions are asked for',
  'esketamine-monitoring-2024-12',
  '1',
  guideline('regulatory basis B4, B6 [S21, S31, S104]', 'unverified'),
);

/** When it is known: before the first device, while it works, or as the patient leaves. */
export const remsMoments = ['before', 'during', 'leaving'] as const;
export type RemsMoment = (typeof remsMoments)[number];

export type RemsQuestion = {
  readonly id: string;
  /** Row of the form, as the basis numbers them. */
  readonly row: string;
  readonly moment: RemsMoment;
  readonly says: string;
  readonly answer: 'yes-no' | 'minutes' | 'text';
  /** Asked only where this one was answered with yes. */
  readonly ifYes?: string;
};

const event = (id: string, row: string, word: string): RemsQuestion[] => [
  { id, row, moment: 'during', says: `${word} seen?`, answer: 'yes-no' },
  {
    ...{ id: `${id}-onset`, row, moment: 'during', answer: 'minutes', ifYes: id },
    says: `${word}: began how many minutes from the first device?`,
  },
  {
    ...{ id: `${id}-resolved`, row, moment: 'leaving', answer: 'yes-no', ifYes: id },
    says: `${word}: over within 2 hours?`,
  },
];

export const remsQuestions = table<RemsQuestion>(
  'REMS monitoring form: questions for the people at the chair, in our words',
  '1',
  guideline('regulatory basis B4 rows 6 to 12, 20 to 22, 25 to 31', 'unverified'),
  [
    { id: 'first-treatment', row: '6', moment: 'before', says: 'First treatment with esketamine?', answer: 'yes-no' },
    {
      ...{ id: 'enrolled', row: '7', moment: 'before', answer: 'yes-no', ifYes: 'first-treatment' },
      says: 'Patient enrolled in the REMS?',
    },
    { id: 'benzodiazepines', row: '8', moment: 'before', says: 'Takes a benzodiazepine?', answer: 'yes-no' },
    {
      id: 'sedative-hypnotics',
      row: '9',
      moment: 'before',
      says: 'Takes another sedative or hypnotic?',
      answer: 'yes-no',
    },
    { id: 'psychostimulants', row: '10', moment: 'before', says: 'Takes a psychostimulant?', answer: 'yes-no' },
    { id: 'maois', row: '11', moment: 'before', says: 'Takes an MAO inhibitor?', answer: 'yes-no' },
    {
      ...{ id: 'other-sedating', row: '12', moment: 'before', answer: 'yes-no' },
      says: 'Takes an opioid or another drug that may sedate, dissociate, slow breathing or change the pressure?',
    },
    {
      ...{ id: 'vitals-before', row: '21', moment: 'before', answer: 'yes-no' },
      says: 'Vital signs acceptable before the first device?',
    },
    ...event('sedation', '25', 'Sedation'),
    ...event('dissociation', '26', 'Dissociation'),
    ...event('respiratory-depression', '27', 'Respiratory depression'),
    {
      ...{ id: 'vitals-leaving', row: '22', moment: 'leaving', answer: 'yes-no' },
      says: 'Vital signs acceptable before the session ends?',
    },
    {
      ...{ id: 'ready-at-min', row: '20', moment: 'leaving', answer: 'minutes' },
      says: 'Without the 2 hours, ready to leave how many minutes from the first device?',
    },
    { id: 'action', row: '28', moment: 'leaving', says: 'Medicine or other action for any of these?', answer: 'text' },
    { id: 'serious', row: '29', moment: 'leaving', says: 'A serious adverse event?', answer: 'yes-no' },
    {
      ...{ id: 'serious-what', row: '30, 31', moment: 'leaving', answer: 'text', ifYes: 'serious' },
      says: 'What happened, when, how it ended, and whether it came from the drug',
    },
  ],
);

export type RemsAsked = RemsQuestion & {
  /** The last answer in this session; undefined: still open. */
  readonly answered: SessionRecord['remsAnswers'][number] | undefined;
};

/** The questions that are asked so far: one that hangs on another, once that one was answered with yes. */
export function remsAskedOf({ remsAnswers }: Pick<SessionRecord, 'remsAnswers'>): RemsAsked[] {
  const answers = new Map(remsAnswers.map((one) => [one.data.question, one]));
  return remsQuestions.rows
    .filter(({ ifYes }) => ifYes === undefined || answers.get(ifYes)?.data.answer === true)
    .map((question) => ({ ...question, answered: answers.get(question.id) }));
}
