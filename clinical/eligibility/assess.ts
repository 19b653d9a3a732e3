/** All the rules of this room over one set of facts, and the answer of the `eligibility` command. */
import { type Finding, inOrder, type Strength, strengths } from '#clinical/findings.ts';
import { ageFindings } from './age.ts';
import { bladderFindings } from './bladder.ts';
import { bloodPressureFindings } from './blood-pressure.ts';
import { cardiovascularEventFindings } from './cardiovascular-event.ts';
import { conditionFindings } from './condition-findings.ts';
import { type Facts, readFacts } from './facts.ts';
import { fastingFindings } from './fasting.ts';
import { indicationFindings } from './indication.ts';
import { liverFindings } from './liver-tests.ts';
import { medicineFindings } from './medicines.ts';
import { misuseFindings } from './misuse.ts';
import { pregnancyFindings } from './pregnancy.ts';
import { statusFindings } from './regulatory-status.ts';
import { safetyStopFindings } from './safety-stops.ts';
import { sessionDayFindings } from './session-day.ts';
import { sessionFrequencyFindings } from './session-frequency.ts';
import { severityFindings } from './severity.ts';
import { type Jurisdiction, type Product, placeOf, type Route } from './treatments.ts';
import { vitalSignFindings } from './vital-signs.ts';
import { workUpFindings } from './work-up-findings.ts';

const rules: readonly ((facts: Facts) => Finding[])[] = [
  indicationFindings,
  statusFindings,
  severityFindings,
  conditionFindings,
  cardiovascularEventFindings,
  ageFindings,
  pregnancyFindings,
  safetyStopFindings,
  liverFindings,
  bladderFindings,
  misuseFindings,
  sessionFrequencyFindings,
  medicineFindings,
  bloodPressureFindings,
  vitalSignFindings,
  workUpFindings,
  sessionDayFindings,
  fastingFindings,
];

/** Strongest first. An empty list would mean that no rule objects; it never means safe. */
export const assess = (facts: Facts): Finding[] => inOrder(rules.flatMap((rule) => rule(facts)));

export type Eligibility = {
  readonly product: Product;
  readonly route: Route;
  readonly jurisdiction: Jurisdiction;
  readonly findings: readonly Finding[];
  readonly strongest: Strength | 'none';
  readonly counts: Readonly<Record<Strength, number>>;
};

/** @throws BadInput naming the field */
export function eligibilityRequest(input: unknown): Eligibility {
  const facts = readFacts(input);
  const findings = assess(facts);
  const count = (strength: Strength) => findings.filter((finding) => finding.strength === strength).length;
  return {
    product: facts.product,
    route: facts.route,
    jurisdiction: placeOf(facts),
    findings,
    strongest: strengths.find((strength) => count(strength) > 0) ?? 'none',
    counts: {
      absolute: count('absolute'),
      relative: count('relative'),
      caution: count('caution'),
      missing: count('missing'),
      information: count('information'),
    },
  };
}
