import { trial } from '#clinical/sources.ts';
import { mammillary } from './mammillary.ts';
import { independent, individual, type Model, scaleClearance, scaleVolume, sizeOf, varianceOfCv } from './model.ts';

/** At 70 kg: L, and L/h; spread between children as coefficients of variation in %. */
export const herd2007Parameters = {
  what: 'Herd and Anderson 2007, children, ketamine into a vein: L and L/h at 70 kg, spread in %, years and kg studied',
  ...trial('pharmacokinetics 3.9'),
  V1: 38.7,
  V2: 102,
  CL: 90,
  Q: 215,
  spread: { V1: 64, V2: 51.7, CL: 38.1, Q: 19 },
  ageYears: { from: 1.5, to: 14 },
};

const p = herd2007Parameters;

export const herd2007: Model = {
  name: 'herd2007',
  title: 'Herd and Anderson 2007 (children)',
  source: 'Herd and Anderson 2007, doi 10.1111/j.1460-9592.2006.02145.x (pharmacokinetics 3.9)',
  site: 'venous',
  grade: 'B',
  analytes: ['ketamine'],
  routes: ['iv'],
  products: ['racemic'],
  population: 'children of 1.5 to 14 years, racemic ketamine into a vein for procedures',
  limits: { adultsOnly: false, ageYears: p.ageYears },
  usesWeight: true,
  usesAge: false,
  usesAncestry: false,
  isOff: 'Models of children are off: this system treats adults.',
  notes: [],
  variability: {
    names: ['V1', 'V2', 'CL', 'Q'],
    omega: independent([p.spread.V1, p.spread.V2, p.spread.CL, p.spread.Q].map(varianceOfCv)),
    source: 'Herd 2007, spread between children (pharmacokinetics 3.9)',
  },
  build: (person, doses, effects) => {
    const [v, cl] = [scaleVolume(sizeOf(person)), scaleClearance(sizeOf(person)) / 60];
    const V2 = individual(p.V2 * v, effects, 'V2');
    const Q = individual(p.Q * cl, effects, 'Q');
    const [V1, CL] = [individual(p.V1 * v, effects, 'V1'), individual(p.CL * cl, effects, 'CL')];
    return [mammillary({ V1, CL, tissues: [{ V: V2, Q }] }, doses)];
  },
};
