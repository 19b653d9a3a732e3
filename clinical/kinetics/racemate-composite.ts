import { projectDefault } from '#clinical/sources.ts';
import type { Model } from './model.ts';
import { otto2021, otto2021Parameters, ottoSystem, ottoVariability } from './otto.ts';

export const racemateCompositeParameters = {
  what: 'Racemate as two copies of Otto 2021: share of the S form in the dose, and clearance of the R form over that of the S form',
  ...projectDefault('pharmacokinetics 2.3'),
  shareOfS: 0.5,
  clearanceOfR: 0.86,
};

const { shareOfS, clearanceOfR } = racemateCompositeParameters;

/** Total ketamine and total norketamine: the S copy and the R copy added up. */
export const racemateComposite: Model = {
  ...otto2021,
  name: 'racemate_composite',
  title: 'Racemate composite: two copies of Otto 2021',
  source: 'Project composite of Otto 2021 and the R/S clearance ratio of Wang 2019 (pharmacokinetics 2.3)',
  grade: 'B−',
  products: ['racemic'],
  population: 'adults of 50 to 100 kg, racemic ketamine into a vein below anaesthetic doses',
  notes: [
    'A project composite, not a published model: the R form is assumed to differ from the S form in its clearance only.',
  ],
  variability: {
    ...ottoVariability,
    source: 'Otto 2021, full block, shared by both forms (pharmacokinetics 2.3, 3.1)',
  },
  residual: otto2021Parameters.residual,
  build: (person, doses, effects) => {
    const part = (share: number) => doses.map((dose) => ({ ...dose, mg: dose.mg * share }));
    return [ottoSystem(person, part(shareOfS), effects), ottoSystem(person, part(1 - shareOfS), effects, clearanceOfR)];
  },
};
