/** DAST-10: ten yes-or-no questions about drugs, answered by the patient. 1 is yes, 0 is no. */
import { guideline, slot, sourced, table } from '#clinical/sources.ts';
import { loincOfDast10 } from './loinc.ts';
import { type Band, each, type Item, type Scale } from './scale.ts';

const unmarked = guideline('clinical basis 5.1', 'unverified');

export const dast10: Scale = {
  name: 'dast-10',
  title: 'DAST-10',
  more: 'worse',
  rater: 'self',
  items: table<Item>(
    'DAST-10: items; in item 3 "no" is the point',
    '{score}',
    guideline('clinical basis 5.1, 5.2', 'unverified'),
    [
      ...each(0, 1, ['not for medical reasons', 'more than one drug']),
      { label: 'able to stop', from: 0, to: 1, isReversed: true },
      ...each(0, 1, [
        'blackouts or flashbacks',
        'guilt',
        'complaints of others',
        'family neglected',
        'illegal acts',
        'withdrawal',
        'medical problems',
      ]),
    ],
  ),
  total: sourced('DAST-10: range of the total', { from: 0, to: 10 }, '{score}', unmarked),
  bands: table<Band>('DAST-10: bands', '{score}', unmarked, [
    { band: 'none', from: 0, to: 0 },
    { band: 'low', from: 1, to: 2 },
    { band: 'moderate', from: 3, to: 5 },
    { band: 'substantial', from: 6, to: 8 },
    { band: 'severe', from: 9, to: 10 },
  ]),
  mayMiss: sourced('DAST-10: answers that may be missing', 0, '1', unmarked),
  recall: {
    days: slot('DAST-10: days it asks about', 'd', 'the basis names none', guideline('clinical basis 5.1')),
    ifAltered: 'The span asked about is kept beside the score.',
  },
  licence: sourced(
    'DAST-10: licence',
    { says: '© Skinner and CAMH; free when not commercial, to be cited.', mayShipText: false },
    '1',
    guideline('clinical basis 5.1 [K]', 'unverified'),
  ),
  loinc: loincOfDast10,
};
