/** RASS: from agitation to sedation, rated by a clinician at the moment. */
import { guideline, sourced, table } from '#clinical/sources.ts';
import type { Band, Item, Scale } from './scale.ts';

const known = guideline('clinical basis 5.1, 5.2 [K]', 'unverified');
const unmarked = guideline('clinical basis 5.2', 'unverified');

export const rass: Scale = {
  name: 'rass',
  title: 'RASS',
  more: 'neither',
  rater: 'clinician',
  items: table<Item>('RASS: one rating', '{score}', known, [{ label: 'agitation or sedation', from: -5, to: 4 }]),
  total: sourced('RASS: range', { from: -5, to: 4 }, '{score}', known),
  bands: table<Band>('RASS: what each rating is called', '{score}', known, [
    { band: 'combative', from: 4, to: 4 },
    { band: 'very agitated', from: 3, to: 3 },
    { band: 'agitated', from: 2, to: 2 },
    { band: 'restless', from: 1, to: 1 },
    { band: 'alert calm', from: 0, to: 0 },
    { band: 'drowsy', from: -1, to: -1 },
    { band: 'light', from: -2, to: -2 },
    { band: 'moderate', from: -3, to: -3 },
    { band: 'deep', from: -4, to: -4 },
    { band: 'unarousable', from: -5, to: -5 },
  ]),
  mayMiss: sourced('RASS: ratings that may be missing', 0, '1', known),
  recall: {
    days: sourced('RASS: it looks at the moment itself', 0, 'd', unmarked),
    ifAltered: 'It is rated at the bedside and never from memory.',
  },
  licence: sourced('RASS: licence', { says: 'Free with attribution.', mayShipText: false }, '1', known),
};
