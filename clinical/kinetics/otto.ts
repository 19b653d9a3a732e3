import { trial } from '#clinical/sources.ts';
import { dispositionRates, intoVein } from './mammillary.ts';
import { type Dose, type Effects, individual, type Model, type Person, sizeOf, type Variability } from './model.ts';
import { exchanges, flows, inVolume, loses, type System } from './system.ts';

/** At 70 kg: L, and L/h. Only V1, CL, V_nk and CL_nk follow the weight. */
export const otto2021Parameters = {
  what: 'Otto 2021, S-ketamine and S-norketamine after infusion: L and L/h at 70 kg, exponents of weight, variances',
  ...trial('pharmacokinetics 3.1'),
  V1: 133,
  CL: 95.2,
  V2: 187,
  Q2: 23.2,
  V3: 98.8,
  Q3: 157,
  Vnk: 98.638,
  CLnk: 57.72,
  Vnk2: 160.04,
  Qnk: 42.778,
  scale: { V1: 1, CL: 0.75, Vnk: 1, CLnk: 0.75 },
  omega: [
    [0.084177, 0.02261, 0, 0],
    [0.02261, 0.026048, 0, 0],
    [0, 0, 0.040426, 0.04456],
    [0, 0, 0.04456, 0.10319],
  ],
  residual: { ketamine: { proportional: 0.055736 }, norketamine: { proportional: 0.020338 } },
  weightKg: { from: 50, to: 100 },
};

const p = otto2021Parameters;
const perMinute = (perHour: number) => perHour / 60;
/** The two tissues of the parent are states 1 and 2. */
const parent = 0;
const metabolite = 3;
const tissue = metabolite + 1;

export const ottoVariability: Variability = {
  names: ['V1', 'CL', 'Vnk', 'CLnk'],
  omega: p.omega,
  source: 'Otto 2021, full block (pharmacokinetics 3.1)',
};

/** S-ketamine and S-norketamine of one person; all that is cleared becomes norketamine, without a molar correction. */
export function ottoSystem(person: Person, doses: readonly Dose[], effects: Effects, clearanceFactor = 1): System {
  const size = sizeOf(person);
  const V1 = individual(p.V1 * size ** p.scale.V1, effects, 'V1');
  const CL = perMinute(individual(p.CL * size ** p.scale.CL, effects, 'CL')) * clearanceFactor;
  const Vnk = individual(p.Vnk * size ** p.scale.Vnk, effects, 'Vnk');
  const CLnk = perMinute(individual(p.CLnk * size ** p.scale.CLnk, effects, 'CLnk'));
  const tissues = [
    { V: p.V2, Q: perMinute(p.Q2) },
    { V: p.V3, Q: perMinute(p.Q3) },
  ];
  const rates = dispositionRates({ V1, CL: 0, tissues }, 2);
  flows(rates, parent, metabolite, CL / V1);
  loses(rates, metabolite, CLnk / Vnk);
  exchanges(rates, { state: metabolite, volume: Vnk }, { state: tissue, volume: p.Vnk2 }, perMinute(p.Qnk));
  return { ...rates, entries: intoVein(doses), outputs: [inVolume(parent, V1), inVolume(metabolite, Vnk)] };
}

export const otto2021: Model = {
  name: 'otto2021',
  title: 'Otto 2021 (parent: Fanta 2015)',
  source: 'Otto ME et al., Eur J Clin Pharmacol 2021;77:1181–92, doi 10.1007/s00228-021-03104-1 (pharmacokinetics 3.1)',
  site: 'venous',
  grade: 'A−',
  analytes: ['ketamine', 'norketamine'],
  routes: ['iv'],
  products: ['esketamine'],
  population: 'adults of 50 to 100 kg, S-ketamine into a vein below anaesthetic doses',
  limits: { adultsOnly: true, weightKg: p.weightKg },
  usesWeight: true,
  usesAge: false,
  usesAncestry: false,
  notes: [],
  variability: ottoVariability,
  residual: p.residual,
  build: (person, doses, effects) => [ottoSystem(person, doses, effects)],
};
