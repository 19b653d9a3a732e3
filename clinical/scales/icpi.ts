/** ICPI (O’Leary-Sant): how much of a problem four bladder symptoms are, answered by the patient. */
import { guideline, sourced, table, trial } from '#clinical/sources.ts';
import { olearySantLicence, olearySantRecall } from './icsi.ts';
import { each, type Scale } from './scale.ts';

const read = trial('clinical basis 5.1 [S93, S132]');

export const icpi: Scale = {
  name: 'icpi',
  title: 'ICPI',
  more: 'worse',
  rater: 'self',
  items: table(
    'ICPI: items and their points',
    '{score}',
    read,
    each(0, 4, ['frequency', 'night', 'urgency', 'pain or burning']),
  ),
  total: sourced('ICPI: range of the total', { from: 0, to: 16 }, '{score}', read),
  mayMiss: sourced('ICPI: answers that may be missing', 0, '1', guideline('clinical basis 5.1', 'unverified')),
  recall: olearySantRecall,
  licence: olearySantLicence,
};
