/**
 * The figures that virtual patients follow: how far, how often and when, with who says so.
 *
 * Where nothing was read for racemic ketamine into a vein, the figures of esketamine stand in and the line says so. What
 * no source fixes is the project's own and is marked as such.
 */
import { label, projectDefault, sourced, trial } from '#clinical/sources.ts';

/** The infusion that the published rises belong to. */
export const referenceInfusion = sourced(
  'Infusion behind the published rises of pressure: 0.5 mg/kg in 40 min',
  { mgPerKg: 0.5, overMin: 40, kg: 70 },
  'as the names say',
  trial('clinical basis 1.2 and 3.4 [S34, S35]'),
);

export const pressureRise = sourced(
  'Rise of the pressure over the one before the dose at 40 min: mean and spread between sessions',
  { atMin: 40, systolic: { mean: 16, sd: 11.2 }, diastolic: { mean: 11, sd: 8.45 } },
  'mm[Hg]; min',
  trial('clinical basis 3.4 [S35]: 2,342 infusions'),
);

/** 1.04 a year of age in the odds of a severe pressure is about this much more of a rise where a tail of that size begins. */
export const riseWithAge = sourced(
  'How much further the systolic pressure rises with each year of age above 45',
  0.17,
  'mm[Hg]',
  projectDefault('clinical basis 3.4: worked out from the odds ratio of 1.04 a year [S35]'),
);

/** Systolic and diastolic pressure go up together, not in step. */
export const riseTogether = sourced(
  'Correlation between the rise of the systolic and of the diastolic pressure',
  0.7,
  '1',
  projectDefault('no source read'),
);

export const pressureBefore = sourced(
  'Pressure before the dose of the people invented: mean, spread, and bounds that keep them treatable',
  {
    systolic: { mean: 122, sd: 9, from: 102, to: 134 },
    diastolic: { mean: 76, sd: 6, from: 60, to: 86 },
  },
  'mm[Hg]',
  projectDefault('clinical basis 3.3: below 140/90 [S14]; the spread is ours'),
);

export const othersBefore = sourced(
  'Pulse, breaths and saturation before the dose: mean, spread, bounds',
  {
    pulse: { mean: 73, sd: 8, from: 55, to: 95 },
    breaths: { mean: 15, sd: 1.4, from: 12, to: 19 },
    spo2: { mean: 97.8, sd: 0.7, from: 96, to: 99 },
  },
  '/min; %',
  projectDefault('no source read; within the green of clinical basis 3.3'),
);

export const othersChange = sourced(
  'What the drug does at its peak to pulse, breaths and saturation: mean and spread',
  { pulse: { mean: 9, sd: 6 }, breaths: { mean: -1, sd: 1.2 }, spo2: { mean: -0.7, sd: 0.6 } },
  '/min; %',
  projectDefault('no source read; clinical basis 4.2 names the direction'),
);

export const dissociationPeak = sourced(
  'CADSS total at its peak, intravenous racemate: mean and spread, from a skewed distribution',
  { mean: 7.7, sd: 9.2, most: 60 },
  '{score}',
  trial('clinical basis 3.3 [S75c]; the bound is ours'),
);

export const sedationShare = sourced(
  'Share of people with MOAA/S below 5 at some time (esketamine stands in), and with 3',
  { below5: { from: 0.48, to: 0.61, taken: 0.55 }, atMost3: 0.04 },
  '1',
  label('clinical basis 4.1 [S8]; the share with 3 is ours'),
);

/** Esketamine stands in: for racemate into a vein only shares of studies were read. */
export const shares = sourced(
  'Share of people with a side effect in the course of treatment (esketamine stands in)',
  {
    nausea: 0.294,
    vomiting: 0.091,
    dizziness: 0.251,
    headache: 0.203,
    anxiety: 0.082,
    numbness: 0.13,
    blurredVision: 0.074,
    dissociation: 0.268,
  },
  '1',
  trial('clinical basis 4.1, T1 [S38]'),
);

export const nauseaLag = sourced(
  'How long nausea comes after the other effects: it begins at 20 to 60 min where they begin at 5 to 40',
  15,
  'min',
  projectDefault('clinical basis 4.2'),
);

/**
 * The effect is driven by how far the concentration is above a level that follows it slowly: people get used to it within
 * the hour, so effects are over at 60 to 120 min while much of the drug is still there.
 */
export const getsUsedTo = sourced(
  'Half-life with which people get used to the drug in one session, chosen so that pressure is back by 90 min and dissociation by 120',
  45,
  'min',
  projectDefault('clinical basis 1.1, 3.4 and 4.2: the courses [S36, S37]; the shape is ours'),
);

export const measuringNoise = sourced(
  'How far one measurement is from the next without any reason: standard deviations',
  { systolic: 2.6, diastolic: 2, pulse: 2, breaths: 0.7, spo2: 0.4 },
  'mm[Hg]; /min; %',
  projectDefault('no source read'),
);
