import { trial } from '#clinical/sources.ts';
import { mammillary, ofRateSet } from './mammillary.ts';
import type { Model } from './model.ts';

/** Rates per minute, volume in L/kg. */
export const domino1984Parameters = {
  what: 'Domino 1982/1984, racemic ketamine into a vein, the set of infusion pumps: L/kg and per minute',
  ...trial('pharmacokinetics 3.3'),
  V1_per_kg: 0.063,
  k10: 0.4381,
  k12: 0.5921,
  k13: 0.59,
  k21: 0.247,
  k31: 0.0146,
};

const { V1_per_kg, k10, k12, k13, k21, k31 } = domino1984Parameters;
const tissues = [
  { out: k12, back: k21 },
  { out: k13, back: k31 },
];

export const domino1984: Model = {
  name: 'domino1984',
  title: 'Domino 1984',
  source: 'Domino 1984, Clin Pharmacol Ther 1984;36:645–53 (pharmacokinetics 3.3)',
  site: 'arterial-like',
  siteNote:
    'Its very small central volume predicts peaks as in an artery; the sampling site is not stated in what was read.',
  grade: 'B',
  analytes: ['ketamine'],
  routes: ['iv'],
  products: ['racemic'],
  population: 'adults, racemic ketamine into a vein',
  limits: { adultsOnly: true },
  usesWeight: true,
  usesAge: false,
  usesAncestry: false,
  notes: ['For compatibility with infusion pumps only: the first minutes after a bolus come out extremely high.'],
  build: (person, doses) => [mammillary(ofRateSet({ V1_per_kg, k10, tissues }, person), doses)],
};
