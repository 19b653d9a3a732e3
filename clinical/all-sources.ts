/** Every number of the medicine with its source, room by room: what a medical director signs. */
import * as chart from './chart/chart.ts';
import * as eligibility from './eligibility/eligibility.ts';
import * as finder from './finder/finder.ts';
import * as followup from './followup/followup.ts';
import * as kinetics from './kinetics/kinetics.ts';
import * as learn from './learn/learn.ts';
import * as pharmacy from './pharmacy/pharmacy.ts';
import * as plan from './plan/plan.ts';
import * as registry from './registry/registry.ts';
import * as scales from './scales/scales.ts';
import * as session from './session/session.ts';
import { type Listed, sourcesIn } from './source-list.ts';
import * as units from './units.ts';

export const allSources: readonly Listed[] = [
  ...sourcesIn('units', units),
  ...sourcesIn('finder', finder),
  ...sourcesIn('chart', chart),
  ...sourcesIn('scales', scales),
  ...sourcesIn('kinetics', kinetics),
  ...sourcesIn('eligibility', eligibility),
  ...sourcesIn('plan', plan),
  ...sourcesIn('pharmacy', pharmacy),
  ...sourcesIn('session', session),
  ...sourcesIn('followup', followup),
  ...sourcesIn('registry', registry),
  ...sourcesIn('learn', learn),
];
