/** How this room says a finding: the usual owner goes with the strength unless another is named. */
import { type Fact, type Finding, type Override, overrides, type Strength } from '#clinical/findings.ts';
import { type Basis, basisOf } from '#clinical/sources.ts';

const usual: Readonly<Record<Strength, Override>> = {
  absolute: overrides.nobody,
  relative: overrides.prescriber,
  caution: overrides.clinician,
  missing: overrides.prescriber,
  information: overrides.clinician,
};

export const say = (of: {
  rule: string;
  strength: Strength;
  says: string;
  facts: Readonly<Record<string, Fact | undefined>>;
  by: Basis;
  override?: Override | undefined;
}): Finding => ({
  rule: of.rule,
  strength: of.strength,
  says: of.says,
  facts: Object.fromEntries(Object.entries(of.facts).map(([name, fact]) => [name, fact ?? null])),
  ...basisOf(of.by),
  override: of.override ?? usual[of.strength],
});

/** Exact decimals from whole thousandths: 28500 is 28.5. */
export const thousandths = (whole: number): number => whole / 1_000;
export const mgInWords = (ug: number): string => `${thousandths(ug)} mg`;
