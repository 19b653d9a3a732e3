/** How this room says a finding: every fact it looked at is named, and what nobody said is null. */
import { type Fact, type Finding, type Override, overrides, type Strength } from '#clinical/findings.ts';
import { type Basis, basisOf } from '#clinical/sources.ts';

/** Who may go on by strength: an absolute block takes a second clinician, a relative one an assessment. */
const usual: Readonly<Record<Strength, Override>> = {
  absolute: overrides.twoClinicians,
  relative: overrides.prescriber,
  caution: overrides.clinician,
  missing: overrides.prescriber,
  information: overrides.clinician,
};

/** Nobody can waive a question that was never asked: "not known" is an answer that a prescriber can then assess. */
export const askFirst: Override = {
  by: 'nobody',
  how: 'Ask or look it up, and enter it. "Not known" is an answer too, and then someone can assess it.',
};

export const say = (of: {
  rule: string;
  strength: Strength;
  says: string;
  /** By path, as `vitals.bloodPressures`. A finding changes only when a fact it names changes. */
  facts: Readonly<Record<string, Fact | undefined>>;
  by: Basis;
  override?: Override | undefined;
}): Finding => ({
  rule: of.rule,
  strength: of.strength,
  says: of.says,
  facts: Object.fromEntries(Object.entries(of.facts).map(([path, fact]) => [path, fact ?? null])),
  ...basisOf(of.by),
  override: of.override ?? usual[of.strength],
});
