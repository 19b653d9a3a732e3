/**
 * Which weight a dose is worked out from.
 *
 * From a body mass index of 30 the ideal weight is pre-selected; another one is a prescriber's own choice. What the choice
 * needs and nobody knows is a finding, never a guess.
 */
import { bodyMassIndex } from '#clinical/chart/chart.ts';
import { type Finding, overrides } from '#clinical/findings.ts';
import { cm, type Quantity } from '#clinical/units.ts';
import { idealFromBmi } from './bounds.ts';
import type { Protocol, WeightBasis } from './protocol.ts';
import { say } from './say.ts';
import { adjustedWeight, devine, idealWeight, type Sex } from './weights.ts';

export type Body = {
  readonly grams?: Quantity<'g'> | undefined;
  readonly heightCm?: number | undefined;
  readonly sex?: Sex | undefined;
};

export type DosingWeight = {
  readonly basis: WeightBasis | undefined;
  readonly grams: Quantity<'g'> | undefined;
  readonly findings: readonly Finding[];
};

/** `chosen` is what the prescriber asked for; undefined takes what the protocol pre-selects. */
export function dosingWeight(
  body: Body,
  rule: NonNullable<NonNullable<Protocol['dose']>['weightBasis']>,
  chosen: WeightBasis | undefined,
): DosingWeight {
  const { grams, heightCm, sex } = body;
  const facts = { weight_g: grams, height_cm: heightCm, sex, chosen_basis: chosen };
  if (grams === undefined)
    return {
      basis: chosen,
      grams: undefined,
      findings: [
        say({
          rule: 'dose-needs-weight',
          strength: 'missing',
          says: 'The weight is not known, so there is no dose. Weigh the patient, and enter it with its unit.',
          facts,
          by: idealFromBmi,
          override: overrides.nobody,
        }),
      ],
    };
  const findings: Finding[] = [];
  const bmi = heightCm === undefined ? undefined : bodyMassIndex(grams, cm(heightCm));
  const isHeavy = bmi !== undefined && bmi >= rule.fromBmi;
  const preselected = isHeavy ? rule.basisFromBmi : rule.usual;
  const basis = chosen ?? preselected;
  if (bmi === undefined)
    findings.push(
      say({
        rule: 'body-mass-index-not-known',
        strength: 'missing',
        says: `The height is not known, so nobody can say whether the body mass index is ${rule.fromBmi} or more, where the ${rule.basisFromBmi} weight is pre-selected.`,
        facts,
        by: idealFromBmi,
      }),
    );
  else if (basis !== preselected)
    findings.push(
      say({
        rule: 'weight-basis-by-choice',
        strength: isHeavy ? 'relative' : 'caution',
        says: `At a body mass index of ${bmi.toFixed(1)} kg/m² the protocol works from the ${preselected} weight; this dose is worked out from the ${basis} weight, by the prescriber’s own choice.`,
        facts: { ...facts, bmi_kg_per_m2: bmi },
        by: idealFromBmi,
      }),
    );
  if (basis === 'actual') return { basis, grams, findings };
  if (heightCm === undefined || sex === undefined) {
    findings.push(
      say({
        rule: 'ideal-weight-needs-height-and-sex',
        strength: 'missing',
        says: `The ${basis} weight needs the height and the sex, so there is no dose. Enter them, or choose the actual weight.`,
        facts,
        by: devine,
        override: overrides.nobody,
      }),
    );
    return { basis, grams: undefined, findings };
  }
  const ideal = idealWeight(cm(heightCm), sex);
  const used = basis === 'ideal' ? ideal : adjustedWeight(grams, ideal);
  if (heightCm < devine.value.atCm)
    findings.push(
      say({
        rule: 'ideal-weight-below-its-formula',
        strength: 'caution',
        says: `The formula of the ideal weight starts at ${devine.value.atCm} cm; at ${heightCm} cm it is carried on below that, and may be far too low.`,
        facts,
        by: devine,
      }),
    );
  if (used > grams)
    findings.push(
      say({
        rule: 'dosing-weight-above-actual',
        strength: 'relative',
        says: `The ${basis} weight is above the actual weight: the dose would be too high for this patient. The limits are kept by the actual weight.`,
        facts: { ...facts, dosing_weight_g: used },
        by: devine,
      }),
    );
  return { basis, grams: used, findings };
}
