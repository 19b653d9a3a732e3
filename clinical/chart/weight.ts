/**
 * A body weight, with the unit it was given in.
 *
 * Pounds taken for kilograms double a dose. So a weight is never a bare number: it is compared with the last one and with
 * a plausible body mass index, and a first weight is typed twice.
 */
import { z } from 'zod';
import { type Finding, overrides } from '#clinical/findings.ts';
import { basisOf, guideline, projectDefault, sourced } from '#clinical/sources.ts';
import { g, gramsPerPound, kgPerM2, type Quantity } from '#clinical/units.ts';

export const WeightGiven = z.strictObject({
  value: z.number('is a number').positive('is more than 0').max(1_000, 'is 1000 or less'),
  unit: z.enum(['kg', 'lb'], 'is kg or lb'),
});
export type WeightGiven = z.infer<typeof WeightGiven>;

/** Whole grams, rounded to the nearest: half a gram is far below what any scale shows. */
export const gramsOf = ({ value, unit }: WeightGiven): Quantity<'g'> =>
  g(Math.round(value * (unit === 'kg' ? 1_000 : gramsPerPound.value)));

/** Both units, always: `70.0 kg (154.3 lb)`. */
export const weightInWords = (grams: Quantity<'g'>): string =>
  `${(grams / 1_000).toFixed(1)} kg (${(grams / gramsPerPound.value).toFixed(1)} lb)`;

/** kg/m², from whole grams and centimetres. */
export const bodyMassIndex = (grams: Quantity<'g'>, height: Quantity<'cm'>): Quantity<'kg/m2'> =>
  kgPerM2(grams / 1_000 / (height / 100) ** 2);

export const weightChange = sourced(
  'Change from the last weight above which a new weight is questioned',
  10,
  '%',
  projectDefault('project rule: a weight in the other unit must never pass in silence'),
);

export const usualBodyMassIndex = sourced(
  'Body mass index outside which a weight is questioned: below severe thinness, or obesity class III and above',
  { from: 16, below: 40 },
  'kg/m2',
  guideline('WHO Technical Report Series 894 (2000), classification of BMI', 'unverified'),
);

const other = { kg: 'pounds', lb: 'kilograms' } as const;

/**
 * What there is to say about a weight before a dose is worked out from it.
 *
 * `last` is the last accepted weight; without one the weight is a first weight and has to be read twice. No finding means
 * only that nothing looks wrong.
 */
export function checkWeight(of: {
  given: WeightGiven;
  second?: WeightGiven | undefined;
  last?: Quantity<'g'> | undefined;
  height?: Quantity<'cm'> | undefined;
}): Finding[] {
  const grams = gramsOf(of.given);
  const findings: Finding[] = [];
  const unit = other[of.given.unit];
  if (of.last === undefined) {
    const second = of.second === undefined ? undefined : gramsOf(of.second);
    if (second === undefined)
      findings.push({
        rule: 'first-weight-read-twice',
        strength: 'missing',
        says: 'This is the first weight here: read it off the scale again and enter it a second time, with its unit.',
        facts: { weight_g: grams },
        ...basisOf(weightChange),
        override: overrides.nobody,
      });
    else if (second !== grams)
      findings.push({
        rule: 'first-weight-readings-differ',
        strength: 'absolute',
        says: `The two readings differ: ${weightInWords(grams)} and ${weightInWords(second)}. Weigh again.`,
        facts: { weight_g: grams, second_weight_g: second },
        ...basisOf(weightChange),
        override: overrides.nobody,
      });
  } else {
    const change = (100 * Math.abs(grams - of.last)) / of.last;
    if (change > weightChange.value)
      findings.push({
        rule: 'weight-changed',
        strength: 'relative',
        says: `${weightInWords(grams)} is ${change.toFixed(0)} % away from the last weight, ${weightInWords(of.last)}. Weigh again, and check that it is not ${unit}.`,
        facts: { weight_g: grams, last_weight_g: of.last, change_pct: change },
        ...basisOf(weightChange),
        override: overrides.prescriber,
      });
  }
  if (of.height !== undefined) {
    const index = bodyMassIndex(grams, of.height);
    if (index < usualBodyMassIndex.value.from || index >= usualBodyMassIndex.value.below)
      findings.push({
        rule: 'weight-unusual-for-height',
        strength: 'relative',
        says: `${weightInWords(grams)} at ${of.height} cm is a body mass index of ${index.toFixed(1)} kg/m². Check the weight, and that it is not ${unit}.`,
        facts: { weight_g: grams, height_cm: of.height, bmi_kg_per_m2: index },
        ...basisOf(usualBodyMassIndex),
        override: overrides.prescriber,
      });
  }
  return findings;
}
