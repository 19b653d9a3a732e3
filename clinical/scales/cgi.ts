/** CGI: one rating of severity and one of improvement, by a clinician. */
import { guideline, slot, sourced, table } from '#clinical/sources.ts';
import type { Band, Item, Scale } from './scale.ts';

const unmarked = guideline('clinical basis 5.1', 'unverified');

const common = {
  more: 'worse',
  rater: 'clinician',
  mayMiss: sourced('CGI: ratings that may be missing', 0, '1', unmarked),
  recall: {
    days: slot('CGI: days it looks back on', 'd', 'the basis names none', guideline('clinical basis 5.1')),
    ifAltered: 'The span it was rated over is kept beside the score.',
  },
  licence: sourced(
    'CGI: licence',
    { says: 'Public.', mayShipText: false },
    '1',
    guideline('clinical basis 5.1 [K]', 'unverified'),
  ),
} as const satisfies Partial<Scale>;

export const cgiS: Scale = {
  ...common,
  name: 'cgi-s',
  title: 'CGI-S',
  items: table<Item>('CGI-S: one rating', '{score}', unmarked, [{ label: 'severity of illness', from: 1, to: 7 }]),
  total: sourced('CGI-S: range', { from: 1, to: 7 }, '{score}', unmarked),
};

/** A CGI-I already speaks of change: up to 2 is a response. */
export const cgiI: Scale = {
  ...common,
  name: 'cgi-i',
  title: 'CGI-I',
  items: table<Item>('CGI-I: one rating', '{score}', unmarked, [
    { label: 'improvement since the baseline', from: 1, to: 7 },
  ]),
  total: sourced('CGI-I: range', { from: 1, to: 7 }, '{score}', unmarked),
  bands: table<Band>('CGI-I: responder up to 2', '{score}', unmarked, [
    { band: 'responder', from: 1, to: 2 },
    { band: 'not a responder', from: 3, to: 7 },
  ]),
};
