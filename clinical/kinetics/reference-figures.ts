/** Figures of others beside which a curve may be read. */
import { projectDefault, sourced, table, trial } from '#clinical/sources.ts';

type Uptake = { route: string; product: string; from: number; to: number; note: string };

export const bioavailability = table<Uptake>(
  'Share of a dose that reaches the blood, by route: lowest and highest published',
  '1',
  trial('pharmacokinetics 4'),
  [
    { route: 'im', product: 'racemic, adult', from: 0.93, to: 0.93, note: 'secondary literature' },
    { route: 'im', product: 'racemic, child', from: 0.41, to: 0.41, note: 'Hornik 2018' },
    {
      route: 'intranasal',
      product: 'esketamine spray',
      from: 0.48,
      to: 0.54,
      note: 'label about 0.48; 0.54 at 56 mg, 0.51 at 84 mg',
    },
    {
      route: 'intranasal',
      product: 'racemic',
      from: 0.11,
      to: 0.5,
      note: 'depends on the device; 0.50 is of children',
    },
    {
      route: 'sublingual',
      product: 'racemic or film',
      from: 0.24,
      to: 0.3,
      note: 'Rolan 2014, Yanagihara 2003, Simons 2022',
    },
    {
      route: 'oral',
      product: 'racemic or esketamine',
      from: 0.08,
      to: 0.2,
      note: 'Fanta, Hasan, Ashraf, Perez-Ruixo, Yanagihara',
    },
    { route: 'rectal', product: 'racemic', from: 0.25, to: 0.3, note: 'child 0.25, adult about 0.30' },
    { route: 'inhaled', product: 'S-ketamine', from: 0.7, to: 0.7, note: 'at low concentration, falling at higher' },
  ],
);

/** An optional shaded range on the axis, labelled "volunteer data". */
export const volunteerRange = sourced(
  'Steady venous concentration of racemate over which psychotomimetic effects rose in a straight line in 10 volunteers',
  { from: 50, to: 200 },
  'ng/mL',
  trial('pharmacokinetics 6'),
);

/** Against these the default curve of a 40-minute infusion is held. */
export const acceptance = sourced(
  'Reported after 0.5 mg/kg racemate over 40 min: ng/mL at the end, and ng·h/mL after 10 mg; how far the default curve may lie off, in %',
  { endNgPerMl: 185, endWithin: 25, areaOf10Mg: 113, areaWithin: 15 },
  '1',
  projectDefault('pharmacokinetics 5.3'),
);
