/** HAM-D17: seventeen signs of depression, rated by a clinician. */
import { guideline, projectDefault, slot, sourced, table } from '#clinical/sources.ts';
import { type Band, each, type Item, type Remission, type Scale } from './scale.ts';

const unmarked = guideline('clinical basis 5.1', 'unverified');

const items = table<Item>('HAM-D17: items and their points', '{score}', unmarked, [
  ...each(0, 4, ['mood', 'guilt', 'suicide']),
  ...each(0, 2, ['falling asleep', 'waking at night', 'waking early']),
  ...each(0, 4, ['work and interests', 'slowness', 'agitation', 'worry', 'anxiety of the body']),
  ...each(0, 2, ['stomach and appetite', 'tiredness of the body', 'sexual interest']),
  ...each(0, 4, ['worry about illness']),
  ...each(0, 2, ['weight', 'insight']),
]);

export const hamD17: Scale = {
  name: 'ham-d17',
  title: 'HAM-D17',
  more: 'worse',
  rater: 'clinician',
  items,
  total: sourced('HAM-D17: range of the total', { from: 0, to: 52 }, '{score}', unmarked),
  bands: table<Band>('HAM-D17: bands', '{score}', unmarked, [
    { band: 'normal', from: 0, to: 7 },
    { band: 'mild', from: 8, to: 13 },
    { band: 'moderate', from: 14, to: 18 },
    { band: 'severe', from: 19, to: 22 },
    { band: 'very severe', from: 23, to: 52 },
  ]),
  mayMiss: sourced(
    'HAM-D17: ratings that may be missing, the total in proportion and never above what they can give',
    2,
    '1',
    projectDefault('clinical basis 5.1 (PD)'),
  ),
  suicide: sourced(
    'HAM-D17: item 3 starts the suicide pathway at any answer above 0; no source sets a cut',
    { item: 3, pathwayFrom: 1 },
    '{score}',
    projectDefault('project rule: any positive suicide item is looked at'),
  ),
  change: {
    response: sourced('HAM-D17: improvement that is a response', 50, '%', unmarked),
    remission: table<Remission>('HAM-D17: remission', '{score}', unmarked, [{ name: '≤ 7', atMost: 7 }]),
    important: table('HAM-D17: smallest change that matters', '{score}', unmarked, [
      { name: 'lowest in use (NICE)', points: 3 },
      { name: 'highest in use', points: 7 },
    ]),
  },
  recall: {
    days: slot('HAM-D17: days it asks about', 'd', 'the basis names none', guideline('clinical basis 5.1')),
    ifAltered: 'The span it was rated over is kept beside the score.',
  },
  licence: sourced(
    'HAM-D17: licence',
    { says: 'Public domain; the words are not in this release.', mayShipText: false },
    '1',
    guideline('clinical basis 5.1 [K]', 'unverified'),
  ),
};
