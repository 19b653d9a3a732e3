/** ASRM: five signs of mania, answered by the patient. */
import { guideline, slot, sourced, table } from '#clinical/sources.ts';
import { type Band, each, type Scale } from './scale.ts';

const unmarked = guideline('clinical basis 5.1', 'unverified');

export const asrm: Scale = {
  name: 'asrm',
  title: 'ASRM',
  more: 'worse',
  rater: 'self',
  items: table(
    'ASRM: items and their points',
    '{score}',
    unmarked,
    each(0, 4, ['happier than usual', 'more self-confident', 'less need of sleep', 'talks more', 'more active']),
  ),
  total: sourced('ASRM: range of the total', { from: 0, to: 20 }, '{score}', unmarked),
  bands: table<Band>('ASRM: from 6 it suggests mania or hypomania', '{score}', unmarked, [
    { band: 'negative', from: 0, to: 5 },
    { band: 'suggestive', from: 6, to: 20 },
  ]),
  mayMiss: sourced('ASRM: answers that may be missing', 0, '1', unmarked),
  recall: {
    days: slot('ASRM: days it asks about', 'd', 'the basis names none', guideline('clinical basis 5.1')),
    ifAltered: 'The span asked about is kept beside the score.',
  },
  licence: sourced(
    'ASRM: licence',
    { says: 'Free; the words are not in this release.', mayShipText: false },
    '1',
    guideline('clinical basis 5.1 [K]', 'unverified'),
  ),
};
