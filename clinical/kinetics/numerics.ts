import { projectDefault, sourced } from '#clinical/sources.ts';

/** Settings of the arithmetic: they decide how a curve is worked out, not what it says. */
export const arithmetic = sourced(
  'Settings of the matrix exponential: largest scaled norm, size of the terms left out, gaps compared and when they count as the same, rows added and people worked at once, patterns kept, places of a unit curve in a minute, and how far beside one a time may lie (min)',
  {
    largestNorm: 1,
    leftOut: 1e-17,
    gapsCompared: 16,
    sameGap: 1e-15,
    rowsAtOnce: 4,
    peopleAtOnce: 16,
    patternsKept: 64,
    unitsPerMin: 10,
    besideGrid: 1e-6,
  },
  '1',
  projectDefault('pharmacokinetics 9'),
);

export const generator = sourced(
  'Constants of the seeded generator of the band (mulberry32); they mean nothing clinically',
  { step: 0x6d2b79f5, firstShift: 15, firstOr: 1, secondShift: 7, secondOr: 61, thirdShift: 14, range: 4_294_967_296 },
  '1',
  projectDefault('pharmacokinetics 8'),
);

export const search = sourced(
  'Settings of the individual fit: half width of the box in prior standard deviations, steps of the derivatives, rounds, smallest concentration compared (ng/mL)',
  { box: 4, gradientStep: 1e-5, curvatureStep: 1e-3, rounds: 200, enough: 1e-9, armijo: 1e-4, smallest: 1e-6 },
  '1',
  projectDefault('pharmacokinetics 8'),
);
