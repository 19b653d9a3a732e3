/** From which age on, and from which age more carefully: asked before treatment and again with every dose. */
import { label, projectDefault, sourced } from '#clinical/sources.ts';

export const adultFrom = sourced('Not for people below this age', 18, 'a', label('clinical basis 2.4 [S17b]'));
/** No label of ketamine fixes an age for this use: the project proposes the same. */
export const adultFromKetamine = sourced(
  'Not for people below this age: ketamine',
  18,
  'a',
  projectDefault('clinical basis 2.4'),
);
export const olderFrom = sourced(
  'Larger rise of blood pressure from this age: start low',
  65,
  'a',
  label('clinical basis 2.4, 3.4 [S10,S37]'),
);
