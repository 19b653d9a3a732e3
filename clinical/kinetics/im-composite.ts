import { projectDefault } from '#clinical/sources.ts';
import { kampDisposition, kampVariability } from './kamp.ts';
import { dispositionRates, intoVein } from './mammillary.ts';
import { individual, type Model } from './model.ts';
import { flows, inVolume } from './system.ts';

/** ka per minute. */
export const imCompositeParameters = {
  what: 'Ketamine into a muscle: bioavailability, absorption per minute, variance of the absorption, bounds of the bioavailability in the band',
  ...projectDefault('pharmacokinetics 3.10'),
  F: 0.93,
  ka: 0.05,
  omegaKa: 0.3,
  evenF: { from: 0.8, to: 1 },
};

const p = imCompositeParameters;
const depot = 3;

const [[v = 0, both = 0] = [], [, c = 0] = []] = kampVariability.omega;

export const imComposite: Model = {
  name: 'im_composite',
  title: 'Into a muscle: disposition of Kamp 2020 with a depot',
  source: 'Project composite of Kamp 2020, F 0.93 and a calibrated absorption (pharmacokinetics 3.10)',
  site: 'arterial-like',
  siteNote: 'As in an artery: it rests on Kamp 2020.',
  grade: 'D',
  analytes: ['ketamine'],
  routes: ['im', 'iv'],
  products: ['racemic'],
  population: 'adults, racemic ketamine into a muscle',
  limits: { adultsOnly: true },
  usesWeight: true,
  usesAge: false,
  usesAncestry: false,
  notes: ['A calibration, not a published model: the speed of absorption from a muscle is the least certain part.'],
  variability: {
    names: ['V1', 'CL', 'ka'],
    omega: [
      [v, both, 0],
      [both, c, 0],
      [0, 0, p.omegaKa],
    ],
    even: { name: 'F', from: p.evenF.from - p.F, to: p.evenF.to - p.F },
    source: 'Project default: Kamp 2020 widened, ka, and F between 0.80 and 1.00 (pharmacokinetics 3.10)',
  },
  build: (person, doses, effects) => {
    const disposition = kampDisposition(person, effects);
    const rates = dispositionRates(disposition, 1);
    flows(rates, depot, 0, individual(p.ka, effects, 'ka'));
    const F = p.F + (effects.F ?? 0);
    const entries = doses
      .filter(({ route }) => route === 'im')
      .map(({ atMin, mg }) => ({ state: depot, mg: F * mg, atMin, overMin: 0 }));
    return [{ ...rates, entries: [...intoVein(doses), ...entries], outputs: [inVolume(0, disposition.V1)] }];
  },
};
