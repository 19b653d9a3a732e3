import { projectDefault, trial } from '#clinical/sources.ts';
import { type Disposition, mammillary } from './mammillary.ts';
import {
  type Effects,
  individual,
  type Model,
  type Person,
  scaleClearance,
  scaleVolume,
  sizeOf,
  type Variability,
  varianceOfCv,
} from './model.ts';
import { otto2021Parameters } from './otto.ts';

/** At 70 kg: L, and L/h. */
export const kamp2020Parameters = {
  what: 'Kamp 2020, pooled data of racemate and enantiomers into a vein: L and L/h at 70 kg',
  ...trial('pharmacokinetics 3.2'),
  V1: 25,
  V2: 56,
  V3: 157,
  CL: 84,
  Q2: 161,
  Q3: 79,
};

export const kampSpread = {
  what: 'Spread between people for Kamp 2020, which publishes none that could be read: coefficients of variation in %, with the correlation of Otto 2021',
  ...projectDefault('pharmacokinetics 3.2'),
  V1: 40,
  CL: 30,
};

const p = kamp2020Parameters;

/** Otto's block, stretched: the same correlation, wider on both sides. */
function stretchedBlock(): number[][] {
  const [[v = 1, both = 0] = [], [, c = 1] = []] = otto2021Parameters.omega;
  const correlation = both / Math.sqrt(v * c);
  const [variance1, variance2] = [varianceOfCv(kampSpread.V1), varianceOfCv(kampSpread.CL)];
  const covariance = correlation * Math.sqrt(variance1 * variance2);
  return [
    [variance1, covariance],
    [covariance, variance2],
  ];
}

export const kampVariability: Variability = {
  names: ['V1', 'CL'],
  omega: stretchedBlock(),
  source: 'Project default: the block of Otto 2021 widened (pharmacokinetics 3.2)',
};

export function kampDisposition(person: Person, effects: Effects): Disposition {
  const [v, cl] = [scaleVolume(sizeOf(person)), scaleClearance(sizeOf(person)) / 60];
  return {
    V1: individual(p.V1 * v, effects, 'V1'),
    CL: individual(p.CL * cl, effects, 'CL'),
    tissues: [
      { V: p.V2 * v, Q: p.Q2 * cl },
      { V: p.V3 * v, Q: p.Q3 * cl },
    ],
  };
}

export const kamp2020: Model = {
  name: 'kamp2020',
  title: 'Kamp 2020, pooled',
  source:
    'Kamp J et al., Anesthesiology 2020;133:1192–213, doi 10.1097/ALN.0000000000003577, as coded in opentiva (pharmacokinetics 3.2)',
  site: 'arterial',
  grade: 'B',
  analytes: ['ketamine'],
  routes: ['iv'],
  products: ['racemic', 'esketamine'],
  population: 'adults, racemic ketamine or its enantiomers into a vein',
  limits: { adultsOnly: true },
  usesWeight: true,
  usesAge: false,
  usesAncestry: false,
  notes: ['Parameters are second-hand; the venous part of the paper was not available.'],
  variability: kampVariability,
  build: (person, doses, effects) => [mammillary(kampDisposition(person, effects), doses)],
};
