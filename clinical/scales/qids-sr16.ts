/** QIDS-SR16: sixteen questions over seven days that make nine domains, answered by the patient. */
import { guideline, projectDefault, slot, sourced, table, trial } from '#clinical/sources.ts';
import type { Answer, Band, Item, Remission, Scale } from './scale.ts';
import { partScores, partsOf, type Score, scoreOf, type Warning } from './score.ts';

const read = guideline('clinical basis 5.2 [S133]');

/** The domains in the order of the form; of several questions the highest answer counts. */
const domain = (part: string, ...labels: string[]): Item[] => labels.map((label) => ({ label, part, from: 0, to: 3 }));

export const qidsSr16: Scale = {
  name: 'qids-sr16',
  title: 'QIDS-SR16',
  more: 'worse',
  rater: 'self',
  items: table('QIDS-SR16: items, their points and the domain they belong to', '{score}', read, [
    ...domain('sleep', 'falling asleep', 'waking at night', 'waking early', 'sleeping too much'),
    ...domain('mood', 'sadness'),
    ...domain('appetite or weight', 'less appetite', 'more appetite', 'weight down', 'weight up'),
    ...domain('concentration', 'concentration and decisions'),
    ...domain('self', 'view of self'),
    ...domain('suicidal thoughts', 'thoughts of death or suicide'),
    ...domain('interest', 'interest'),
    ...domain('energy', 'energy'),
    ...domain('psychomotor', 'slowed down', 'restless'),
  ]),
  total: sourced(
    'QIDS-SR16: range of the total',
    { from: 0, to: 27 },
    '{score}',
    guideline('clinical basis 5.1 [S60]'),
  ),
  bands: table<Band>('QIDS-SR16: bands', '{score}', guideline('clinical basis 5.1 [S133]'), [
    { band: 'none', from: 0, to: 5 },
    { band: 'mild', from: 6, to: 10 },
    { band: 'moderate', from: 11, to: 15 },
    { band: 'severe', from: 16, to: 20 },
    { band: 'very severe', from: 21, to: 27 },
  ]),
  mayMiss: sourced(
    'QIDS-SR16: domains that may be missing, the total in proportion; a domain is missing when all its items are',
    1,
    '1',
    projectDefault('clinical basis 5.1 (PD)'),
  ),
  suicide: sourced(
    'QIDS-SR16: item 12 starts the suicide pathway, and asks for a clinician the same day',
    { item: 12, pathwayFrom: 1, sameDayFrom: 2 },
    '{score}',
    guideline('clinical basis 5.2', 'unverified'),
  ),
  change: {
    response: sourced('QIDS-SR16: improvement that is a response', 50, '%', trial('clinical basis 5.1 [S60]')),
    remission: table<Remission>('QIDS-SR16: remission', '{score}', trial('clinical basis 5.1', 'unverified'), [
      { name: '≤ 5', atMost: 5 },
    ]),
    important: slot(
      'QIDS-SR16: smallest change that matters',
      '{score}',
      'a small to moderate change is known only roughly',
      trial('clinical basis 5.1 [K?]'),
    ),
    deterioration: sourced(
      'QIDS-SR16: rise from the baseline after which a clinician makes contact the same day',
      5,
      '{score}',
      projectDefault('clinical basis 1.7 (PD)'),
    ),
  },
  recall: {
    days: sourced('QIDS-SR16: days it asks about', 7, 'd', guideline('clinical basis 5.2 [S133d]')),
    ifAltered: 'It asks about seven days; another span is kept beside the score.',
  },
  licence: sourced(
    'QIDS-SR16: licence',
    {
      says: 'Described as free; © A. J. Rush, permission for electronic or commercial use (Mapi, ePROVIDE). Needs written confirmation.',
      mayShipText: false,
    },
    '1',
    guideline('clinical basis 5.1 [S133b, S133c]; permission [K]', 'unverified'),
  ),
};

export const oneOfTwo = table<{ readonly what: string; readonly items: readonly [number, number] }>(
  'QIDS-SR16: of these pairs only one is to be answered; with both the higher counts, and it is said',
  '1',
  guideline('clinical basis 5.2', 'unverified'),
  [
    { what: 'appetite down and up', items: [6, 7] },
    { what: 'weight down and up', items: [8, 9] },
  ],
);

const isAnswered = (answers: readonly Answer[], item: number) => (answers[item - 1] ?? null) !== null;

export function scoreQidsSr16(answers: readonly Answer[]): Score & { domains: Record<string, Answer> } {
  const warnings: Warning[] = oneOfTwo.rows
    .filter(({ items }) => items.every((item) => isAnswered(answers, item)))
    .map(({ what, items }) => ({
      rule: 'qids-both-answered',
      says: `Both ${what} are answered (items ${items.join(' and ')}): only one is meant to be. The higher counts.`,
    }));
  const scores = partScores(qidsSr16, answers);
  const domains = Object.fromEntries(partsOf(qidsSr16).map(({ name }, index) => [name, scores[index] ?? null]));
  return { ...scoreOf(qidsSr16, answers, { warnings }), domains };
}
