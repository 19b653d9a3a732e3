/** How this room says a finding, and an amount. */
import { overrides, sayWith } from '#clinical/findings.ts';

/** Who may go on by strength: what a dose is stopped by, nobody waives unless the rule names someone. */
export const say = sayWith({
  absolute: overrides.nobody,
  relative: overrides.prescriber,
  caution: overrides.clinician,
  missing: overrides.prescriber,
  information: overrides.clinician,
});

/** Exact decimals from whole thousandths: 28500 is 28.5. */
export const thousandths = (whole: number): number => whole / 1_000;
export const mgInWords = (ug: number): string => `${thousandths(ug)} mg`;
