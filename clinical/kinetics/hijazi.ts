import { trial } from '#clinical/sources.ts';
import { mammillary, ofRateSet } from './mammillary.ts';
import type { Model } from './model.ts';

/** Rates per minute, volume in L/kg. */
export const hijazi2003Parameters = {
  what: 'Hijazi 2003, adults in intensive care: L/kg and per minute',
  ...trial('pharmacokinetics 3.5'),
  V1_per_kg: 1.08,
  k10: 0.0333,
  k12: 0.0088,
  k21: 0.003,
};

const { V1_per_kg, k10, k12, k21 } = hijazi2003Parameters;

export const hijazi2003: Model = {
  name: 'hijazi2003',
  title: 'Hijazi 2003',
  source: 'Hijazi 2003, Br J Anaesth 2003;90:155–60, doi 10.1093/bja/aeg028 (pharmacokinetics 3.5)',
  site: 'not stated',
  siteNote: 'The sampling site is not stated in what was read.',
  grade: 'C',
  analytes: ['ketamine'],
  routes: ['iv'],
  products: ['racemic'],
  population: 'adults in intensive care with a brain or spinal cord injury',
  limits: { adultsOnly: true },
  usesWeight: true,
  usesAge: false,
  usesAncestry: false,
  notes: [
    'Made for long infusions in intensive care, outside therapy use: it says little about a patient of a clinic.',
  ],
  build: (person, doses) => [
    mammillary(ofRateSet({ V1_per_kg, k10, tissues: [{ out: k12, back: k21 }] }, person), doses),
  ],
};
