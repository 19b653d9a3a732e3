/** ICSI (O’Leary-Sant): four bladder symptoms, answered by the patient. */
import { guideline, slot, sourced, table, trial } from '#clinical/sources.ts';
import { type Answer, each, type Licence, type Recall, type Scale } from './scale.ts';
import { type Score, scoreOf, type Warning } from './score.ts';

const read = trial('clinical basis 5.1 [S93, S132]');
const unmarked = guideline('clinical basis 5.1', 'unverified');

export const olearySantLicence = sourced<Licence>(
  'ICSI and ICPI: licence',
  { says: 'Free to clinicians, to be checked.', mayShipText: false },
  '1',
  guideline('clinical basis 5.1 [K]', 'unverified'),
);
export const olearySantRecall: Recall = {
  days: slot('ICSI and ICPI: days they ask about', 'd', 'the basis names none', guideline('clinical basis 5.1')),
  ifAltered: 'The span asked about is kept beside the score.',
};

export const icsi: Scale = {
  name: 'icsi',
  title: 'ICSI',
  more: 'worse',
  rater: 'self',
  items: table(
    'ICSI: items and their points',
    '{score}',
    read,
    each(0, 5, ['urgency', 'frequency', 'night', 'pain or burning']),
  ),
  total: sourced('ICSI: range of the total', { from: 0, to: 20 }, '{score}', read),
  bands: slot(
    'ICSI: total from which someone counts as symptomatic',
    '{score}',
    'the cut in use could not be read',
    trial('clinical basis 5.1 [K?]'),
  ),
  mayMiss: sourced('ICSI: answers that may be missing', 0, '1', unmarked),
  change: {
    important: slot(
      'ICSI: smallest change that matters',
      '{score}',
      'no source gives a number of points',
      trial('clinical basis 5.1 [K?]'),
    ),
  },
  recall: olearySantRecall,
  licence: olearySantLicence,
};

export const icsiFall = sourced(
  'ICSI: mean fall in patients who were 75 % improved; of a group, not a line for one patient',
  48,
  '%',
  trial('clinical basis 5.1 [S132]'),
);

export const icsiItem4 = slot(
  'ICSI: whether item 4 has an answer worth 1 point',
  '{score}',
  'the original form is said to have none; until it is read 0 to 5 are accepted',
  trial('clinical basis 5.1 [K?]'),
);

export function scoreIcsi(answers: readonly Answer[]): Score {
  const warnings: Warning[] =
    answers.at(-1) === 1
      ? [{ rule: 'icsi-item-4', says: 'Item 4 is 1: the original form may have no such answer. Check the form.' }]
      : [];
  return scoreOf(icsi, answers, {
    warnings,
    whyNoBand: icsi.bands !== undefined && 'empty' in icsi.bands ? icsi.bands.empty : '',
  });
}
