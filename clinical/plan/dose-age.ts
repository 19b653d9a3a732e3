/** What the age of a patient means for a dose: none below 18, and a low start from 65. */
import { adultFrom, adultFromKetamine, olderFrom } from '#clinical/chart/chart.ts';
import { type Finding, overrides } from '#clinical/findings.ts';
import type { DoseAsked } from './dose-asked.ts';
import { say } from './say.ts';

/** An absolute finding here means that no amount is worked out. @source clinical basis 2.4 */
export function ageFindings({ protocol, ageYears }: Pick<DoseAsked, 'protocol' | 'ageYears'>): Finding[] {
  const adult = protocol.product === 'esketamine' ? adultFrom : adultFromKetamine;
  const facts = { age_years: ageYears };
  if (ageYears === undefined)
    return [
      say({
        rule: 'dose-needs-age',
        strength: 'missing',
        says: `The age is not known, so nobody can say whether this is a patient below ${adult.value} years, or one of ${olderFrom.value} years or more who starts low.`,
        facts,
        by: adult,
      }),
    ];
  if (ageYears < adult.value)
    return [
      say({
        rule: 'dose-below-adult-age',
        strength: 'absolute',
        says: `Below ${adult.value} years: no dose is worked out here. What a prescriber and a second clinician decide all the same, they work out and enter themselves.`,
        facts,
        by: adult,
        override: overrides.twoClinicians,
      }),
    ];
  if (ageYears < olderFrom.value) return [];
  return [
    say({
      rule: 'older-start-low',
      strength: 'caution',
      says: `${olderFrom.value} years or older: the blood pressure rises more. Start low.`,
      facts,
      by: olderFrom,
    }),
  ];
}
