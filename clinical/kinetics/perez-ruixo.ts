import { projectDefault, trial } from '#clinical/sources.ts';
import { intoVein } from './mammillary.ts';
import { type Dose, type Effects, independent, individual, type Model, type Person, varianceOfCv } from './model.ts';
import { compartments, type Entry, exchanges, flows, inVolume, loses, type System } from './system.ts';

/** L, L/h, per hour, and hours. No effect of body weight: tested from 39 to 170 kg and not kept. */
export const perezRuixo2021Parameters = {
  what: 'Perez-Ruixo 2021, esketamine nasal, into a vein and oral, with noresketamine: L, L/h, per hour and hours; spread in %; residual on the log scale',
  ...trial('pharmacokinetics 3.6'),
  Vc: 192,
  Q1: 84.3,
  Vp1: 143,
  Q2: 37.6,
  Vp2: 417,
  Qh: 151,
  Vh: 101,
  kel: 1.11,
  kmet: 2.77,
  Vcn: 70,
  CLn: 38,
  Q3: 26.1,
  Vpn: 115,
  FRn: 0.54,
  FRn_next_device: 0.62,
  ka_n: 2.93,
  ka_sw: 1.45,
  Dsw: 0.53,
  ka_po: 0.97,
  Dpo: 0.32,
  Fgut: 0.64,
  Qh_age_slope_over_60: -2.19,
  asian: { kel: 0.36, CLn: 0.81 },
  japanese: { FRn: 1.34 },
  spread: {
    Vc: 27.5,
    Vp1: 49.3,
    Qh: 23.2,
    Vh: 34.6,
    kel: 120,
    Vcn: 31.6,
    CLn: 25.4,
    ka_n: 61.5,
    ka_sw: 132,
    ka_po: 132,
  },
  FRn_sd_on_logit: 0.708,
  residual_sd: { ketamine: 0.276, norketamine: 0.422 },
  ageYears: { from: 18, to: 86 },
  weightKg: { from: 39, to: 170 },
};

export const perezRuixoPlaceholder = {
  what: 'Spread of kmet between people in %, printed blank in the paper: the placeholder of the library it was read in',
  ...trial('pharmacokinetics 3.6', 'unverified'),
  kmet: 30,
};

export const racemicNasalFraction = {
  what: 'Racemic ketamine by nose: share taken up by the nose, set by the clinic within these bounds',
  ...projectDefault('pharmacokinetics 1; 4'),
  start: 0.35,
  from: 0,
  to: 0.54,
};

const p = perezRuixo2021Parameters;
const c = 0;
const p1 = c + 1;
const p2 = p1 + 1;
const liver = p2 + 1;
const n = liver + 1;
const np = n + 1;
const nose = np + 1;
const swallowed = nose + 1;
const gut = swallowed + 1;
const perMinute = (perHour: number) => perHour / 60;
const inMinutes = (hours: number) => hours * 60;

/** Between 0 and 1 whatever the effect: added on the logit. */
const onLogit = (share: number, effect: number) => share / (share + (1 - share) * Math.exp(-effect));

/** The share of one device that the nose takes up. Later devices of a session take up less. */
function nasalShare(person: Person, device: number, effects: Effects, racemic: number | undefined): number {
  const share = racemic ?? p.FRn * (person.ancestry === 'japanese' ? p.japanese.FRn : 1);
  return onLogit(share, effects.FRn ?? 0) * (racemic === undefined && device > 1 ? p.FRn_next_device : 1);
}

/** By nose: a part through the nose, the rest swallowed. By mouth: through the gut and the liver. Device by device. */
function entriesOf(person: Person, doses: readonly Dose[], effects: Effects, racemic: number | undefined): Entry[] {
  return doses.flatMap(({ route, atMin, mg, device = 1 }): Entry[] => {
    if (route === 'oral') return [{ state: gut, mg: p.Fgut * mg, atMin, overMin: inMinutes(p.Dpo) }];
    if (route !== 'intranasal') return [];
    const share = nasalShare(person, device, effects, racemic);
    return [
      { state: nose, mg: share * mg, atMin, overMin: 0 },
      { state: swallowed, mg: (1 - share) * p.Fgut * mg, atMin, overMin: inMinutes(p.Dsw) },
    ];
  });
}

function systemOf(person: Person, doses: readonly Dose[], effects: Effects, racemic: number | undefined): System {
  const of = (value: number, name: string) => individual(value, effects, name);
  const isAsian = person.ancestry !== 'not-used';
  const yearsOver60 = Math.max(0, (person.ageYears ?? 0) - 60);
  // The effect multiplies the flow after its loss with age, so that it stays above zero in the oldest too.
  const Qh = perMinute(of(p.Qh + p.Qh_age_slope_over_60 * yearsOver60, 'Qh'));
  const [Vc, Vp1, Vh, Vcn] = [of(p.Vc, 'Vc'), of(p.Vp1, 'Vp1'), of(p.Vh, 'Vh'), of(p.Vcn, 'Vcn')];
  const rates = compartments(gut + 1);
  exchanges(rates, { state: c, volume: Vc }, { state: p1, volume: Vp1 }, perMinute(p.Q1));
  exchanges(rates, { state: c, volume: Vc }, { state: p2, volume: p.Vp2 }, perMinute(p.Q2));
  exchanges(rates, { state: c, volume: Vc }, { state: liver, volume: Vh }, Qh);
  loses(rates, liver, perMinute(of(p.kel * (isAsian ? p.asian.kel : 1), 'kel')));
  flows(rates, liver, n, perMinute(of(p.kmet, 'kmet')));
  exchanges(rates, { state: n, volume: Vcn }, { state: np, volume: p.Vpn }, perMinute(p.Q3));
  loses(rates, n, perMinute(of(p.CLn * (isAsian ? p.asian.CLn : 1), 'CLn')) / Vcn);
  flows(rates, nose, c, perMinute(of(p.ka_n, 'ka_n')));
  flows(rates, swallowed, liver, perMinute(of(p.ka_sw, 'ka_sw')));
  flows(rates, gut, liver, perMinute(of(p.ka_po, 'ka_po')));
  const entries = [...intoVein(doses), ...entriesOf(person, doses, effects, racemic)];
  return { ...rates, entries, outputs: [inVolume(c, Vc), inVolume(n, Vcn)] };
}

const { spread } = p;

export const perezRuixo2021: Model = {
  name: 'perezruixo2021',
  title: 'Perez-Ruixo 2021',
  source:
    'Perez-Ruixo C et al., Clin Pharmacokinet 2021;60:501–16, doi 10.1007/s40262-020-00953-4 (pharmacokinetics 3.6)',
  site: 'venous',
  grade: 'A',
  analytes: ['ketamine', 'norketamine'],
  routes: ['intranasal', 'iv', 'oral'],
  products: ['esketamine'],
  population: 'adults of 18 to 86 years and 39 to 170 kg, esketamine by nose, into a vein or by mouth',
  limits: { adultsOnly: true, ageYears: p.ageYears, weightKg: p.weightKg },
  usesWeight: false,
  usesAge: true,
  usesAncestry: true,
  notes: ['Norketamine is approximate from about 2 h on: its area comes out 1.4 to 1.6 times too high.'],
  variability: {
    names: ['Vc', 'Vp1', 'Qh', 'Vh', 'kel', 'kmet', 'Vcn', 'CLn', 'FRn', 'ka_n', 'ka_sw', 'ka_po'],
    omega: independent([
      ...[spread.Vc, spread.Vp1, spread.Qh, spread.Vh, spread.kel, perezRuixoPlaceholder.kmet].map(varianceOfCv),
      ...[spread.Vcn, spread.CLn].map(varianceOfCv),
      p.FRn_sd_on_logit ** 2,
      ...[spread.ka_n, spread.ka_sw, spread.ka_po].map(varianceOfCv),
    ]),
    source: 'Perez-Ruixo 2021; the spread of kmet is a placeholder of 30 % (pharmacokinetics 3.6)',
  },
  residual: {
    ketamine: { proportional: p.residual_sd.ketamine ** 2 },
    norketamine: { proportional: p.residual_sd.norketamine ** 2 },
  },
  build: (person, doses, effects) => [systemOf(person, doses, effects, undefined)],
};

/** The same structure for a compounded racemic spray, with the share the clinic sets. It has no later-device rule. */
export const racemicByNose = (share: number): Model => ({
  ...perezRuixo2021,
  title: 'Perez-Ruixo 2021, structure used for racemic ketamine by nose',
  grade: 'D',
  products: ['racemic'],
  routes: ['intranasal'],
  population: 'adults of 18 to 86 years and 39 to 170 kg',
  notes: [
    ...perezRuixo2021.notes,
    `Racemic ketamine by nose has no model of its own: this is the structure for esketamine, with ${share} of the dose taken up by the nose. Published uptake runs from 0.11 to 0.45 and depends on the device.`,
  ],
  build: (person, doses, effects) => [systemOf(person, doses, effects, share)],
});

/** Racemic ketamine by mouth runs on the oral arm for esketamine. */
export const racemicByMouth: Model = {
  ...perezRuixo2021,
  title: 'Perez-Ruixo 2021, oral arm used for racemic ketamine',
  grade: 'D',
  products: ['racemic'],
  routes: ['oral'],
  notes: [
    ...perezRuixo2021.notes,
    'Racemic ketamine by mouth has no model of its own: this is the oral arm for esketamine. Old measurements were two to four times higher.',
  ],
};
