/** YMRS: eleven signs of mania, rated by a clinician; four of them count double. */
import { guideline, slot, sourced, table } from '#clinical/sources.ts';
import { type Band, each, type Item, type Remission, type Scale } from './scale.ts';

const unmarked = guideline('clinical basis 5.1', 'unverified');

export const ymrs: Scale = {
  name: 'ymrs',
  title: 'YMRS',
  more: 'worse',
  rater: 'clinician',
  items: table<Item>('YMRS: items and their points', '{score}', unmarked, [
    ...each(0, 4, ['raised mood', 'more energy', 'sexual interest', 'sleep']),
    ...each(0, 8, ['irritability', 'speech']),
    ...each(0, 4, ['flow of thought']),
    ...each(0, 8, ['content', 'disruptive behaviour']),
    ...each(0, 4, ['appearance', 'insight']),
  ]),
  total: sourced('YMRS: range of the total', { from: 0, to: 60 }, '{score}', unmarked),
  bands: table<Band>('YMRS: bands; between 12 and 20 none is named', '{score}', unmarked, [
    { band: 'remission', from: 0, to: 12 },
    { band: 'mania typical', from: 20, to: 60 },
  ]),
  mayMiss: sourced('YMRS: ratings that may be missing', 0, '1', unmarked),
  change: {
    remission: table<Remission>('YMRS: remission', '{score}', unmarked, [{ name: '≤ 12', atMost: 12 }]),
  },
  recall: {
    days: slot('YMRS: days it looks back on', 'd', 'the basis names none', guideline('clinical basis 5.1')),
    ifAltered: 'The span it was rated over is kept beside the score.',
  },
  licence: sourced(
    'YMRS: licence',
    { says: 'Public; the words are not in this release.', mayShipText: false },
    '1',
    guideline('clinical basis 5.1 [K]', 'unverified'),
  ),
};
