/**
 * The weight a dose is worked out from: actual, ideal or adjusted, in whole grams.
 *
 * @source clinical basis 1.2
 */
import { guideline, projectDefault, sourced } from '#clinical/sources.ts';
import { cm, g, type Quantity } from '#clinical/units.ts';

export type Sex = 'male' | 'female';

export const devine = sourced(
  'Ideal body weight after Devine: a weight by sex at 152.4 cm, and so much more for each cm above',
  { maleKg: 50, femaleKg: 45.5, kgPerCm: 0.9055, atCm: 152.4 },
  'kg; cm',
  guideline('clinical basis 1.2, weight formulae', 'unverified'),
);

export const adjustedShare = sourced(
  'Adjusted body weight: ideal weight and this share of what the actual weight is above it',
  0.4,
  '1',
  guideline('clinical basis 1.2, weight formulae', 'unverified'),
);

/** A typing error, and heights for which the formula means nothing; no clinical limit. */
export const heightTyped = sourced(
  'Heights that are taken as typed',
  { from: 120, to: 250 },
  'cm',
  projectDefault('project rule: a height in other units must not pass'),
);

/** A typing error; no clinical limit. */
export const weightTyped = sourced(
  'Weights that are taken as typed',
  { fromG: 10_000, toG: 500_000 },
  'g',
  projectDefault('project rule: a typing error must not pass'),
);

/** To the nearest gram; the height to the nearest millimetre. */
export function idealWeight(height: Quantity<'cm'>, sex: Sex): Quantity<'g'> {
  const { maleKg, femaleKg, kgPerCm, atCm } = devine.value;
  const aboveCm = cm(Math.round(height * 10) / 10 - atCm);
  return g(Math.round(1_000 * ((sex === 'male' ? maleKg : femaleKg) + kgPerCm * aboveCm)));
}

export const adjustedWeight = (actual: Quantity<'g'>, ideal: Quantity<'g'>): Quantity<'g'> =>
  g(Math.round(ideal + adjustedShare.value * (actual - ideal)));
