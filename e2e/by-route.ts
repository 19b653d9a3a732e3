import { anOrder } from '../tests/builders.ts';
import type { Ordered } from './a-floor.ts';

const { validFrom, validUntil, premedication, weight } = anOrder();
const common = { validFrom, validUntil, premedication };
const weighed = weight === undefined ? {} : { weight };

/** One order by each route, as a prescriber signs it. */
export const byRoute = {
  im: {
    template: 'im',
    order: {
      ...{ ...common, ...weighed, drug: 'ketamine', route: 'im', doseBasis: { unit: 'ug/kg', amount: 500 } },
      ...{ doseUg: 35_000, concentrationUgPerMl: 50_000, volumeUl: 700, limits: { ceilingUg: 35_000 } },
    },
  },
  esketamine: {
    template: 'esketamine-trd',
    order: {
      ...{ ...common, drug: 'esketamine', route: 'intranasal', doseUg: 56_000, devices: 2 },
      ...{ indication: 'trd', phase: 'induction', week: 1, limits: { ceilingUg: 84_000 } },
    },
  },
  sublingual: {
    template: 'sublingual',
    order: {
      ...{ ...common, ...weighed, drug: 'ketamine', route: 'sublingual', doseBasis: { unit: 'ug', amount: 50_000 } },
      ...{ doseUg: 50_000, form: 'lozenge', unitUg: 50_000, units: 1, holdMin: 10, afterwards: 'spit' },
      limits: { ceilingUg: 200_000 },
    },
  },
} as const satisfies Record<string, Ordered>;
