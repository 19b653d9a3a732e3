/** MOAA/S: how awake someone is, rated by a clinician at the moment. */
import { guideline, label, sourced, table } from '#clinical/sources.ts';
import type { Band, Item, Scale } from './scale.ts';

const read = guideline('clinical basis 5.2 [S129]');
const known = guideline('clinical basis 5.1 [K]', 'unverified');
const unmarked = guideline('clinical basis 5.2', 'unverified');

export const moaaS: Scale = {
  name: 'moaa-s',
  title: 'MOAA/S',
  more: 'better',
  rater: 'clinician',
  items: table<Item>('MOAA/S: one rating', '{score}', read, [{ label: 'response to voice and touch', from: 0, to: 5 }]),
  total: sourced('MOAA/S: range', { from: 0, to: 5 }, '{score}', read),
  bands: table<Band>('MOAA/S: below 5 is sedation', '{score}', label('clinical basis 5.1 [S10]'), [
    { band: 'alert', from: 5, to: 5 },
    { band: 'sedation', from: 1, to: 4 },
    { band: 'no response', from: 0, to: 0, ...read },
  ]),
  mayMiss: sourced('MOAA/S: ratings that may be missing', 0, '1', unmarked),
  recall: {
    days: sourced('MOAA/S: it looks at the moment itself', 0, 'd', unmarked),
    ifAltered: 'It is rated at the bedside and never from memory.',
  },
  licence: sourced('MOAA/S: licence', { says: 'Public.', mayShipText: false }, '1', known),
};

/** Our own words for each rating. */
export const moaaSAnchors = table<{ readonly rating: number; readonly means: string }>(
  'MOAA/S: what each rating means',
  '{score}',
  read,
  [
    { rating: 5, means: 'answers at once to the name in a normal voice' },
    { rating: 4, means: 'answers the name slowly' },
    { rating: 3, means: 'answers only to a loud or repeated name' },
    { rating: 2, means: 'answers only to mild prodding or shaking' },
    { rating: 1, means: 'answers only to a painful squeeze of the trapezius' },
    { rating: 0, means: 'no answer, also after the painful squeeze' },
  ],
);
