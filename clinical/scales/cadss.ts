/** CADSS: dissociation at the moment, asked by a clinician. */
import { guideline, projectDefault, slot, sourced, table, trial } from '#clinical/sources.ts';
import { type Answer, type Band, each, type Licence, type Scale } from './scale.ts';
import { type Score, scoreOf } from './score.ts';

const unmarked = trial('clinical basis 5.1', 'unverified');

/** Our own words for what each question is about, written from memory: the form decides. */
export const cadssLabels = [
  'slow motion',
  'unreal, as in a dream',
  'apart from what happens',
  'outside the body',
  'watching as an onlooker',
  'disconnected from the body',
  'body changed',
  'people without life',
  'things look different',
  'colours fainter',
  'as through a tunnel',
  'takes longer than it should',
  'goes faster than it should',
  'later not accounted for',
  'losing track',
  'sounds gone or stronger',
  'very real and clear',
  'as through a fog',
  'colours brighter',
  'unsure who one is',
  'surroundings changed',
  'gaps in memory',
  'more than one person',
] as const;

export const cadssRecall = sourced(
  'CADSS: it asks about the moment itself',
  0,
  'd',
  guideline('the form itself, in its first line', 'unverified'),
);

export const cadssLicence = sourced<Licence>(
  'CADSS: licence',
  { says: '© J. D. Bremner: ask the author.', mayShipText: false },
  '1',
  guideline('clinical basis 5.1 [K]', 'unverified'),
);

export const cadss: Scale = {
  name: 'cadss',
  title: 'CADSS (23 subjective items)',
  more: 'worse',
  rater: 'clinician',
  items: table('CADSS: items and their points', '{score}', unmarked, each(0, 4, cadssLabels)),
  total: sourced('CADSS: range of the total', { from: 0, to: 92 }, '{score}', unmarked),
  bands: table<Band>(
    'CADSS: bands by the convention of the trials',
    '{score}',
    trial('clinical basis 3.3, 5.1 [K]', 'unverified'),
    [
      { band: 'none', from: 0, to: 4 },
      { band: 'present', from: 5, to: 92 },
    ],
  ),
  mayMiss: sourced(
    'CADSS: answers that may be missing, the total in proportion',
    2,
    '1',
    projectDefault('clinical basis 5.1 (PD)'),
  ),
  recall: {
    days: cadssRecall,
    ifAltered: 'Dissociation is asked about as it is now; what is remembered later is kept as such.',
  },
  licence: cadssLicence,
};

export const cadssReturn = sourced('CADSS: back to the start at this total or below', 4, '{score}', unmarked);

export const cadssForms = table<{ readonly form: string; readonly items: number }>(
  'CADSS: its forms; only the subjective items are scored here, and the form is kept with the score',
  '1',
  guideline('clinical basis 5.1 [S131]'),
  [
    { form: 'subjective items', items: 23 },
    { form: 'subjective and observed items', items: 28 },
  ],
);

export const cadssSubscales = slot(
  'CADSS: which items make depersonalisation, derealisation and amnesia',
  '1',
  'the assignment was written from memory; the author’s form decides',
  guideline('clinical basis 5.2 [K?]'),
);

export const scoreCadss = (answers: readonly Answer[]): Score & { form: string } => ({
  ...scoreOf(cadss, answers),
  form: 'subjective items',
});
