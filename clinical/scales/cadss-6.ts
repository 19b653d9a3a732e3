/** CADSS-6: six questions of the CADSS, for the bedside. */
import { sourced, table, trial } from '#clinical/sources.ts';
import { cadssLabels, cadssLicence, cadssRecall } from './cadss.ts';
import { each, type Scale } from './scale.ts';

export const cadss6Items = sourced(
  'CADSS-6: its items by their number in the CADSS (retrospective, not validated; r = 0.91 to 0.95 with the CADSS)',
  [1, 2, 6, 7, 15, 22],
  '1',
  trial('clinical basis 5.1 [S75]'),
);

export const cadss6: Scale = {
  name: 'cadss-6',
  title: 'CADSS-6',
  more: 'worse',
  rater: 'clinician',
  items: table(
    'CADSS-6: items and their points',
    '{score}',
    trial('clinical basis 5.1 [S75]'),
    each(
      0,
      4,
      cadss6Items.value.flatMap((item) => cadssLabels[item - 1] ?? []),
    ),
  ),
  total: sourced('CADSS-6: range of the total', { from: 0, to: 24 }, '{score}', trial('clinical basis 5.1 [S75]')),
  mayMiss: sourced('CADSS-6: answers that may be missing', 0, '1', trial('clinical basis 5.1 [S75]')),
  recall: {
    days: cadssRecall,
    ifAltered: 'Dissociation is asked about as it is now; what is remembered later is kept as such.',
  },
  licence: cadssLicence,
};
