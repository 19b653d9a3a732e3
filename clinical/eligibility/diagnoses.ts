/** What the diagnosis alone says (basis 2.1 and 1.3, regulatory basis A1). */
import type { Finding } from '#clinical/findings.ts';
import { practice, sourced } from '#clinical/sources.ts';
import { ownerOfUnknown } from './condition-findings.ts';
import type { Facts } from './facts.ts';
import { labelLimits, labelledUses } from './label.ts';
import { say } from './say.ts';
import { isNasalSpray } from './treatments.ts';

export const otherDiagnoses = sourced(
  'Bipolar depression, PTSD, OCD, anxiety: off-label, case by case',
  'relative',
  '1',
  practice('clinical basis 2.1 [S90]'),
);

export const psychoticDepression = sourced(
  'Major depression with psychotic features: left out of the indication',
  'relative',
  '1',
  practice('clinical basis 4.2', 'unverified'),
);

const namesOf = {
  'bipolar-depression': 'Bipolar depression',
  ptsd: 'PTSD',
  ocd: 'OCD',
  anxiety: 'An anxiety disorder',
  other: 'Another diagnosis',
} as const;

function majorDepression(of: Facts): string {
  if (!isNasalSpray(of)) return 'Major depression.';
  const indication =
    of.acuteSuicidality === 'yes'
      ? 'The label covers depressive symptoms of major depression with acute suicidal thoughts or behaviour, with an oral antidepressant.'
      : 'Major depression.';
  return `${indication} ${labelLimits.value}.`;
}

export function diagnosisFindings(of: Facts): Finding[] {
  const named = {
    rule: 'indication',
    facts: { diagnosis: of.diagnosis, acuteSuicidality: of.acuteSuicidality },
  };
  switch (of.diagnosis) {
    case 'mdd':
      return [say({ ...named, strength: 'information', says: majorDepression(of), by: labelledUses })];
    case 'mdd-with-psychotic-features':
      return [
        say({
          ...named,
          strength: psychoticDepression.value,
          says: 'Major depression with psychotic features: outside the indication, see psychosis.',
          by: psychoticDepression,
        }),
      ];
    case 'bipolar-depression':
    case 'ptsd':
    case 'ocd':
    case 'anxiety':
    case 'other':
      return [
        say({
          ...named,
          strength: otherDiagnoses.value,
          says: `${namesOf[of.diagnosis]}: off-label, case by case.${of.diagnosis === 'bipolar-depression' ? ' Ask about mania at each visit.' : ''}`,
          by: otherDiagnoses,
        }),
      ];
    default:
      return [
        say({
          ...named,
          strength: 'missing',
          says: 'The diagnosis is not known.',
          by: labelledUses,
          override: ownerOfUnknown(of.diagnosis, 'relative'),
        }),
      ];
  }
}
