import { sourced, trial } from '#clinical/sources.ts';
import { intoVein } from './mammillary.ts';
import {
  type Dose,
  type Effects,
  independent,
  individual,
  type Model,
  type Person,
  scaleClearance,
  scaleVolume,
  sizeOf,
} from './model.ts';
import { compartments, type Entry, exchanges, flows, inVolume, loses, type System } from './system.ts';

/** Grams per mole. */
export const molarMass = sourced(
  'Molar masses',
  { ketamine: 237.73, norketamine: 223.7, hydroxynorketamine: 239.7 },
  'g/mol',
  trial('pharmacokinetics, Conventions'),
);

/** At 70 kg: L, L/min, per minute, and minutes. */
export const simons2022Parameters = {
  what: 'Simons 2022, S-ketamine film under the tongue or in the cheek and infusion, with two metabolites: L, L/min, per minute and minutes at 70 kg; variances between people and between occasions; residual as SD, added part in nmol/mL',
  ...trial('pharmacokinetics 3.7'),
  F1: 0.263,
  D1: 13.1,
  ka1: 0.04,
  F2: 1.16,
  D2: 29.9,
  ka2: 0.049,
  gut_delay: 10.7,
  V: { central: 11.6, second: 39, third: 174 },
  CL: 1.48,
  Q: { second: 2.43, third: 1.21 },
  chain_nk: 20.1,
  fm_nk: 0.8,
  Vn2: 221,
  CLn: 1,
  Qn: 2.63,
  chain_hnk: 1.12,
  fm_hnk: 0.7,
  Vh: 4.4,
  Vh2: 87.5,
  CLh: 0.933,
  Qh: 1.7,
  omega: { V: 0.057, CL: 0.029, Q3: 0.026, CLn: 0.05, chain_nk: 0.021, Vh: 1.22, CLh: 0.103, Qh: 0.287 },
  occasion: {
    F1: 0.06,
    D1: 0.154,
    ka1: 0.062,
    F2: 0.057,
    D2: 0.611,
    ka2: 0.376,
    gut_delay: 0.937,
    chain_nk: 0.751,
    Vh2: 0.152,
    CLh: 0.008,
  },
  residual_sd: { ketamine: 0.1095, norketamine: 0.102, hydroxynorketamine: 0.079 },
  added_sd: { norketamine: 0.058, hydroxynorketamine: 0.02 },
  weightKg: { from: 53, to: 93 },
  ageYears: { from: 19, to: 32 },
};

const p = simons2022Parameters;
const mass = molarMass.value;
const mucosa = 0;
const gut = mucosa + 1;
const delay = gut + 1;
const c = delay + 1;
const p1 = c + 1;
const p2 = p1 + 1;
const k1 = p2 + 1;
const k2 = k1 + 1;
const n = k2 + 1;
const np = n + 1;
const h1 = np + 1;
const h2 = h1 + 1;
const h = h2 + 1;
const hp = h + 1;

/** Two compartments one after the other; only a part of what leaves the second goes on. */
function chain(
  rates: ReturnType<typeof compartments>,
  of: { first: number; second: number; to: number; minutes: number; part: number },
): void {
  const rate = 2 / of.minutes;
  flows(rates, of.first, of.second, rate);
  flows(rates, of.second, of.to, of.part * rate);
  loses(rates, of.second, (1 - of.part) * rate);
}

/** A film gives twice: through the mucosa into the blood, and swallowed straight into the metabolism. */
const entriesOf = (doses: readonly Dose[], of: (value: number, name: string) => number): Entry[] =>
  doses
    .filter(({ route }) => route === 'sublingual')
    .flatMap(({ atMin, mg }) => [
      { state: mucosa, mg: of(p.F1, 'F1') * mg, atMin, overMin: of(p.D1, 'D1') },
      { state: gut, mg: of(p.F2, 'F2') * mg, atMin, overMin: of(p.D2, 'D2') },
    ]);

/** Every compartment holds mg of S-ketamine equivalents. */
function systemOf(person: Person, doses: readonly Dose[], effects: Effects): System {
  const of = (value: number, name: string) => individual(value, effects, name);
  const [v, cl] = [scaleVolume(sizeOf(person)), scaleClearance(sizeOf(person))];
  const V = of(p.V.central * v, 'V');
  const Vh = of(p.Vh * v, 'Vh');
  const rates = compartments(hp + 1);
  flows(rates, mucosa, c, of(p.ka1, 'ka1'));
  flows(rates, gut, delay, of(p.ka2, 'ka2'));
  flows(rates, delay, k1, 1 / of(p.gut_delay, 'gut_delay'));
  exchanges(rates, { state: c, volume: V }, { state: p1, volume: p.V.second * v }, p.Q.second * cl);
  exchanges(rates, { state: c, volume: V }, { state: p2, volume: p.V.third * v }, of(p.Q.third * cl, 'Q3'));
  flows(rates, c, k1, of(p.CL * cl, 'CL') / V);
  chain(rates, { first: k1, second: k2, to: n, minutes: of(p.chain_nk, 'chain_nk'), part: p.fm_nk });
  exchanges(rates, { state: n, volume: V }, { state: np, volume: p.Vn2 * v }, p.Qn * cl);
  flows(rates, n, h1, of(p.CLn * cl, 'CLn') / V);
  chain(rates, { first: h1, second: h2, to: h, minutes: p.chain_hnk, part: p.fm_hnk });
  exchanges(rates, { state: h, volume: Vh }, { state: hp, volume: of(p.Vh2 * v, 'Vh2') }, of(p.Qh * cl, 'Qh'));
  loses(rates, h, of(p.CLh * cl, 'CLh') / Vh);
  const molar = (state: number, litres: number, weight: number) => ({
    state,
    ngPerMlPerMg: (inVolume(state, litres).ngPerMlPerMg * weight) / mass.ketamine,
  });
  return {
    ...rates,
    entries: [...intoVein(doses, c), ...entriesOf(doses, of)],
    outputs: [inVolume(c, V), molar(n, V, mass.norketamine), molar(h, Vh, mass.hydroxynorketamine)],
  };
}

/** Between people and between occasions in one: a band is for one session of one person of the population. */
const together = new Map<string, number>();
for (const [name, variance] of [...Object.entries(p.omega), ...Object.entries(p.occasion)])
  together.set(name, (together.get(name) ?? 0) + variance);

export const simons2022: Model = {
  name: 'simons2022',
  title: 'Simons 2022',
  source: 'Simons P et al., Front Pain Res 2022;3:946486, doi 10.3389/fpain.2022.946486 (pharmacokinetics 3.7)',
  site: 'arterial',
  grade: 'B+',
  analytes: ['ketamine', 'norketamine', 'hydroxynorketamine'],
  routes: ['sublingual', 'iv'],
  products: ['esketamine'],
  population: 'healthy adults of 53 to 93 kg, S-ketamine film under the tongue or in the cheek, or into a vein',
  limits: { adultsOnly: true, weightKg: p.weightKg },
  studiedAgeYears: p.ageYears,
  usesWeight: true,
  usesAge: false,
  usesAncestry: false,
  notes: ['The exponents of weight and the residual error are how the library that codes it reads the paper.'],
  variability: {
    names: [...together.keys()],
    omega: independent([...together.values()]),
    source: 'Simons 2022, between people and between occasions added up (pharmacokinetics 3.7)',
  },
  residual: {
    ketamine: { proportional: p.residual_sd.ketamine ** 2 },
    norketamine: {
      proportional: p.residual_sd.norketamine ** 2,
      added: (p.added_sd.norketamine * mass.norketamine) ** 2,
    },
    hydroxynorketamine: {
      proportional: p.residual_sd.hydroxynorketamine ** 2,
      added: (p.added_sd.hydroxynorketamine * mass.hydroxynorketamine) ** 2,
    },
  },
  timesDiffer: true,
  build: (person, doses, effects) => [systemOf(person, doses, effects)],
};

/** A racemic lozenge keeps the structure of the film. */
export const racemicUnderTongue: Model = {
  ...simons2022,
  title: 'Simons 2022, structure used for racemic ketamine under the tongue',
  grade: 'D',
  products: ['racemic'],
  routes: ['sublingual'],
  notes: [
    ...simons2022.notes,
    'Racemic lozenges have no model of their own: this is the structure for an S-ketamine film. Published uptake runs from 0.24 to 0.30.',
  ],
};
