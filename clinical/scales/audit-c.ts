/** AUDIT-C: three questions about drinking, answered by the patient. Its cut depends on sex. */
import { guideline, slot, sourced, table } from '#clinical/sources.ts';
import { loincOfAuditC } from './loinc.ts';
import { type Answer, each, type Scale } from './scale.ts';
import { type Score, scoreOf } from './score.ts';

const read = guideline('clinical basis 5.1 [S79c]');
const unmarked = guideline('clinical basis 5.1', 'unverified');

export const auditC: Scale = {
  name: 'audit-c',
  title: 'AUDIT-C',
  more: 'worse',
  rater: 'self',
  items: table(
    'AUDIT-C: items and their points',
    '{score}',
    unmarked,
    each(0, 4, ['how often', 'how much', 'six or more']),
  ),
  total: sourced('AUDIT-C: range of the total', { from: 0, to: 12 }, '{score}', unmarked),
  mayMiss: sourced('AUDIT-C: answers that may be missing', 0, '1', unmarked),
  recall: {
    days: slot(
      'AUDIT-C: days it asks about',
      'd',
      'it asks about what is usual and names no span',
      guideline('clinical basis 5.1'),
    ),
    ifAltered: 'The form asks about what is usual; a span put in front of it is kept beside the score.',
  },
  licence: sourced(
    'AUDIT-C: licence',
    { says: 'Public domain (WHO).', mayShipText: true },
    '1',
    guideline('clinical basis 5.1 [K]', 'unverified'),
  ),
  loinc: loincOfAuditC,
  officialText: {
    from: 'AUDIT, questions 1 to 3, World Health Organization 2001',
    items: [
      'How often do you have a drink containing alcohol?',
      'How many drinks containing alcohol do you have on a typical day when you are drinking?',
      'How often do you have six or more drinks on one occasion?',
    ],
    answersOfItems: [
      ['Never', 'Monthly or less', '2 to 4 times a month', '2 to 3 times a week', '4 or more times a week'],
      ['1 or 2', '3 or 4', '5 or 6', '7, 8, or 9', '10 or more'],
      ['Never', 'Less than monthly', 'Monthly', 'Weekly', 'Daily or almost daily'],
    ],
  },
};

export type Sex = 'female' | 'male';

export const auditCCuts = table<{ readonly sex: Sex; readonly positiveFrom: number }>(
  'AUDIT-C: positive from',
  '{score}',
  read,
  [
    { sex: 'female', positiveFrom: 3 },
    { sex: 'male', positiveFrom: 4 },
  ],
);

export const auditCReview = sourced(
  'AUDIT-C: when all points come from question 1 the drinking is likely below the limits: review it',
  'questions 2 and 3 are 0',
  '1',
  read,
);

/** Without the sex only what both cuts say is said. */
function bandOf(total: number, sex: Sex | undefined): string | null {
  const cuts = auditCCuts.rows.filter((row) => sex === undefined || row.sex === sex).map((row) => row.positiveFrom);
  if (cuts.every((cut) => total >= cut)) return 'positive';
  return cuts.every((cut) => total < cut) ? 'negative' : null;
}

export function scoreAuditC(answers: readonly Answer[], sex: Sex | undefined): Score {
  const [often, ...rest] = answers;
  const total = answers.reduce<number>((sum, answer) => sum + (answer ?? 0), 0);
  const isFromQuestion1 = typeof often === 'number' && often > 0 && rest.every((answer) => answer === 0);
  const isPositive = bandOf(total, sex) !== 'negative';
  return scoreOf(auditC, answers, {
    bandOf: (sum) => bandOf(sum, sex),
    whyNoBand: 'The cut depends on sex, and nobody said it.',
    flags: isFromQuestion1 && isPositive ? ['review'] : [],
    warnings:
      isFromQuestion1 && isPositive
        ? [
            {
              rule: 'audit-c-question-1-only',
              says: 'All points come from question 1: likely below the limits. Review.',
            },
          ]
        : [],
  });
}
