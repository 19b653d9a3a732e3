import { trial } from '#clinical/sources.ts';
import { mammillary, ofRateSet } from './mammillary.ts';
import type { Model } from './model.ts';

/** Rates per minute, volume in L/kg. */
export const clements1981Parameters = {
  what: 'Clements and Nimmo 1981, racemic ketamine into a vein, set of 250 µg/kg: L/kg and per minute',
  ...trial('pharmacokinetics 3.4'),
  V1_per_kg: 1.7522,
  k10: 0.0109,
  k12: 0.0186,
  k21: 0.0137,
};

const { V1_per_kg, k10, k12, k21 } = clements1981Parameters;

export const clements1981: Model = {
  name: 'clements1981_250',
  title: 'Clements and Nimmo 1981, 250 µg/kg',
  source: 'Clements and Nimmo 1981, Br J Anaesth 1981;53:27–30, doi 10.1093/bja/53.1.27 (pharmacokinetics 3.4)',
  site: 'venous',
  siteNote: 'Venous from general knowledge, not read again.',
  grade: 'B',
  analytes: ['ketamine'],
  routes: ['iv'],
  products: ['racemic'],
  population: 'a small group of healthy adults, racemic ketamine into a vein',
  limits: { adultsOnly: true },
  usesWeight: true,
  usesAge: false,
  usesAncestry: false,
  notes: [],
  build: (person, doses) => [
    mammillary(ofRateSet({ V1_per_kg, k10, tissues: [{ out: k12, back: k21 }] }, person), doses),
  ],
};
