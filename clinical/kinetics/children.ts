/** Models of children other than Herd 2007: kept as data, and off. None of them runs. */
import { table, trial } from '#clinical/sources.ts';

type OfChildren = {
  name: string;
  population: string;
  V1?: number;
  V2?: number;
  CL?: number;
  Q?: number;
  note?: string;
};

export const childrenModels = table<OfChildren>(
  'Models of children, per 70 kg with exponents 0.75 and 1: V1 and V2 in L, CL and Q in L/h. All are off',
  'L; L/h',
  trial('pharmacokinetics 3.9'),
  [
    {
      name: 'Hornik 2018',
      population: '113 children of 0.02 to 17.6 years',
      V1: 32.8,
      V2: 152,
      CL: 38.9,
      Q: 54.9,
      note: 'Into a muscle with F 0.41; its absorption rate was not available: not before it is taken from the paper.',
    },
    {
      name: 'Elkomy 2015',
      population: '21 children with heart disease, 0.5 to 18 years',
      V1: 57.3,
      V2: 152,
      CL: 60.6,
      Q: 73.2,
    },
    { name: 'Sherwin 2015', population: '57 children', V1: 20.5, V2: 220, CL: 87.9, Q: 87.3 },
    {
      name: 'Brunette 2011',
      population: '91 subjects pooled',
      note: 'By mouth: F 0.45 (90 % CI 0.33 to 0.58), half-time of absorption 59 min. No volumes were read.',
    },
    {
      name: 'Flint 2017',
      population: '25 children of 0.02 to 12.5 years, S-ketamine infusion in intensive care',
      V1: 7.73,
      V2: 545,
      CL: 112,
      Q: 196,
      note: 'Its metabolite clearance changes with time.',
    },
  ],
);
