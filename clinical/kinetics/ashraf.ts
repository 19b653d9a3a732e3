import { trial } from '#clinical/sources.ts';
import { intoVein } from './mammillary.ts';
import { type Dose, type Effects, independent, individual, type Model, type Person, weightOf } from './model.ts';
import { compartments, exchanges, flows, inVolume, loses, type System } from './system.ts';

/** L, L/h, and per hour. Weight acts through the flow of blood through the liver alone. */
export const ashraf2018Parameters = {
  what: 'Ashraf 2018, S-ketamine by mouth and into a vein with norketamine: L, L/h and per hour; flow through the liver in L/h is 3.75 · kg^0.75; variances; share left of the hepatic clearance when CYP2B6 is blocked',
  ...trial('pharmacokinetics 3.8'),
  ka: 1.76,
  Vc: 14.4,
  Q: 287,
  Vp: 102,
  Q2: 22.4,
  Vp2: 180,
  CLintH: 301,
  CLintGut: 1.19,
  CLp: 4.1,
  fu: 0.7,
  BP: 0.5,
  Vn: 88.4,
  Qn: 19.9,
  Vpn: 88.9,
  CLintH_n: 73.5,
  CLintGut_n: 44.4,
  fu_n: 0.5,
  Qh: { factor: 3.75, exponent: 0.75 },
  Qvi_fraction: 0.192,
  cyp2b6Blocked: 0.37,
  omega: { CLintH: 0.25, CLintGut: 2.1, ka: 0.42, Vp: 0.045, CLintH_n: 0.1 },
  residual: { ketamine: { proportional: 0.086 }, norketamine: { proportional: 0.062 } },
  ageYears: { from: 19, to: 35 },
  weightKg: { from: 50, to: 88 },
};

const p = ashraf2018Parameters;
const depot = 0;
const c = depot + 1;
const p1 = c + 1;
const p2 = p1 + 1;
const n = p2 + 1;
const np = n + 1;

/** The steady gut, portal vein and liver are already worked out of the equations: what is left is linear. */
function systemOf(person: Person, doses: readonly Dose[], effects: Effects): System {
  const of = (value: number, name: string) => individual(value, effects, name) / 60;
  const Qh = (p.Qh.factor * weightOf(person) ** p.Qh.exponent) / 60;
  const Qvi = p.Qvi_fraction * Qh;
  const CLp = p.CLp / 60;
  const Qgut = (Qvi * CLp) / (Qvi + CLp);
  const Fg = Qgut / (Qgut + of(p.CLintGut, 'CLintGut'));
  const intrinsic = (of(p.CLintH, 'CLintH') * (person.cyp2b6Factor ?? 1) * p.fu) / p.BP;
  const Eh = intrinsic / (Qh + intrinsic);
  const Fg_n = Qvi / (Qvi + p.CLintGut_n / 60);
  const Fh_n = Qh / (Qh + of(p.CLintH_n, 'CLintH_n') * p.fu_n);
  const ka = of(p.ka, 'ka');
  const rates = compartments(np + 1);
  const [toParent, toMetabolite] = [Fg * (1 - Eh), Fh_n * ((1 - Fg) * Fg_n + Eh * Fg)];
  flows(rates, depot, c, toParent * ka);
  flows(rates, depot, n, toMetabolite * ka);
  loses(rates, depot, (1 - toParent - toMetabolite) * ka);
  flows(rates, c, n, (Fh_n * Eh * Qh) / p.Vc);
  loses(rates, c, ((1 - Fh_n) * Eh * Qh) / p.Vc);
  loses(rates, n, ((1 - Fh_n) * Qh) / p.Vn);
  exchanges(rates, { state: c, volume: p.Vc }, { state: p1, volume: of(p.Vp, 'Vp') * 60 }, p.Q / 60);
  exchanges(rates, { state: c, volume: p.Vc }, { state: p2, volume: p.Vp2 }, p.Q2 / 60);
  exchanges(rates, { state: n, volume: p.Vn }, { state: np, volume: p.Vpn }, p.Qn / 60);
  const oral = doses
    .filter(({ route }) => route === 'oral')
    .map(({ atMin, mg }) => ({ state: depot, mg, atMin, overMin: 0 }));
  return {
    ...rates,
    entries: [...intoVein(doses, c), ...oral],
    outputs: [inVolume(c, p.Vc), inVolume(n, p.Vn)],
  };
}

export const ashraf2018: Model = {
  name: 'ashraf2018',
  title: 'Ashraf 2018',
  source:
    'Ashraf 2018, CPT Pharmacometrics Syst Pharmacol 2018;7:687–97, doi 10.1002/psp4.12346 (pharmacokinetics 3.8)',
  site: 'venous',
  siteNote: 'Venous as the overview says; its early values after an infusion are as high as in an artery.',
  grade: 'B−',
  analytes: ['ketamine', 'norketamine'],
  routes: ['oral', 'iv'],
  products: ['esketamine'],
  population: 'healthy adults of 50 to 88 kg, S-ketamine by mouth or into a vein',
  limits: { adultsOnly: true, weightKg: p.weightKg },
  studiedAgeYears: p.ageYears,
  usesWeight: true,
  usesAge: false,
  usesAncestry: false,
  notes: [],
  variability: {
    names: Object.keys(p.omega),
    omega: independent(Object.values(p.omega)),
    source: 'Ashraf 2018 (pharmacokinetics 3.8)',
  },
  residual: p.residual,
  build: (person, doses, effects) => [systemOf(person, doses, effects)],
};
