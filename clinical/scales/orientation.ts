/** Orientation: to person, place, time and situation, asked at the bedside. */
import { guideline, projectDefault, sourced, table } from '#clinical/sources.ts';
import { type Band, each, type Scale } from './scale.ts';

const basis = projectDefault('clinical basis 3.6: oriented ×4 (PD)');

export const orientation: Scale = {
  name: 'orientation',
  title: 'Orientation',
  more: 'better',
  rater: 'clinician',
  items: table(
    'Orientation: four questions, one point for each that is answered rightly',
    '{score}',
    basis,
    each(0, 1, ['to person', 'to place', 'to time', 'to situation']),
  ),
  total: sourced('Orientation: range of the total', { from: 0, to: 4 }, '{score}', basis),
  bands: table<Band>('Orientation: all four, or not oriented', '{score}', basis, [
    { band: 'oriented', from: 4, to: 4 },
    { band: 'not oriented', from: 0, to: 3 },
  ]),
  mayMiss: sourced('Orientation: answers that may be missing', 0, '1', basis),
  recall: {
    days: sourced('Orientation: it looks at the moment itself', 0, 'd', basis),
    ifAltered: 'It is asked at the bedside and never from memory.',
  },
  licence: sourced(
    'Orientation: licence',
    { says: 'Four plain questions: no owner is known.', mayShipText: false },
    '1',
    guideline('project rule', 'unverified'),
  ),
};
