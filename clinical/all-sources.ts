/** Every number of the medicine with its source, room by room: what a medical director signs. */
import * as chart from './chart/chart.ts';
import * as session from './session/session.ts';
import { type Listed, sourcesIn } from './source-list.ts';
import * as units from './units.ts';

export const allSources: readonly Listed[] = [
  ...sourcesIn('units', units),
  ...sourcesIn('chart', chart),
  ...sourcesIn('session', session),
];
