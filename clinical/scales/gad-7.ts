/** GAD-7: seven symptoms of anxiety over two weeks, answered by the patient. */
import { guideline, projectDefault, sourced, table } from '#clinical/sources.ts';
import { loincOfGad7 } from './loinc.ts';
import { type Band, each, type Remission, type Scale } from './scale.ts';

const unmarked = guideline('clinical basis 5.1', 'unverified');
const known = guideline('clinical basis 5.1 [K]', 'unverified');

export const gad7: Scale = {
  name: 'gad-7',
  title: 'GAD-7',
  more: 'worse',
  rater: 'self',
  items: table(
    'GAD-7: items and their points',
    '{score}',
    unmarked,
    each(0, 3, [
      'nervous or on edge',
      'worry out of control',
      'worry about many things',
      'hard to relax',
      'restless',
      'irritable',
      'afraid of something awful',
    ]),
  ),
  total: sourced('GAD-7: range of the total', { from: 0, to: 21 }, '{score}', unmarked),
  bands: table<Band>('GAD-7: bands', '{score}', unmarked, [
    { band: 'minimal', from: 0, to: 4 },
    { band: 'mild', from: 5, to: 9 },
    { band: 'moderate', from: 10, to: 14 },
    { band: 'severe', from: 15, to: 21 },
  ]),
  mayMiss: sourced(
    'GAD-7: answers that may be missing, the total in proportion',
    2,
    '1',
    projectDefault('clinical basis 5.1 (PD)'),
  ),
  change: {
    response: sourced('GAD-7: improvement that is a response', 50, '%', unmarked),
    remission: table<Remission>('GAD-7: remission', '{score}', unmarked, [{ name: '< 5', atMost: 4 }]),
    important: table('GAD-7: smallest change that matters', '{score}', known, [
      { name: 'minimal important difference (Toussaint 2020)', points: 4 },
    ]),
  },
  recall: {
    days: sourced('GAD-7: days it asks about', 14, 'd', guideline('the form itself, in its first line', 'unverified')),
    ifAltered: 'Asked weekly, the span it asks about overlaps: the altered recall period is kept beside the score.',
  },
  licence: sourced('GAD-7: licence', { says: 'Free, as the PHQ-9.', mayShipText: true }, '1', known),
  loinc: loincOfGad7,
  officialText: {
    from: 'GAD-7, English for the United States',
    intro: 'Over the last 2 weeks, how often have you been bothered by the following problems?',
    items: [
      'Feeling nervous, anxious or on edge',
      'Not being able to stop or control worrying',
      'Worrying too much about different things',
      'Trouble relaxing',
      'Being so restless that it is hard to sit still',
      'Becoming easily annoyed or irritable',
      'Feeling afraid as if something awful might happen',
    ],
    answers: ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'],
  },
};
