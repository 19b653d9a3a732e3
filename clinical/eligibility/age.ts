/** Age (basis 2.4): not for children; young adults and older people are watched more closely. */
import { adultFrom, adultFromKetamine, olderFrom } from '#clinical/chart/chart.ts';
import type { Finding } from '#clinical/findings.ts';
import { label, sourced, table } from '#clinical/sources.ts';
import type { Facts } from './facts.ts';
import { askFirst, say } from './say.ts';
import { isNasalSpray, placeOf } from './treatments.ts';

/** Shown to young adults: the table behind the boxed warning of antidepressants. */
export const suicidalThoughtsByAge = table<{ from: number; below?: number; more: number }>(
  'Suicidal thoughts and behaviour on antidepressants against placebo, more (or fewer) in 1,000 people, by age',
  '/1000',
  label('clinical basis 2.4 [S17b]'),
  [
    { from: 0, below: 18, more: 14 },
    { from: 18, below: 25, more: 5 },
    { from: 25, below: 65, more: -1 },
    { from: 65, more: -6 },
  ],
);
/** EU: the first dose from 65 is lower. The United States has no separate dose [K]. */
export const olderStartEu = sourced(
  'First dose from 65 years in labels like that of the EU',
  28,
  'mg',
  label('clinical basis 1.3 [S13,S99]'),
);

export function ageFindings(facts: Facts): Finding[] {
  const { ageYears } = facts;
  const adult = isNasalSpray(facts) ? adultFrom : adultFromKetamine;
  if (ageYears === undefined)
    return [
      say({
        rule: 'age',
        strength: 'missing',
        says: 'The age is not known.',
        facts: { ageYears },
        by: adult,
        override: askFirst,
      }),
    ];
  if (ageYears < adult.value)
    return [
      say({
        rule: 'age',
        strength: 'absolute',
        says: `Below ${adult.value} years: not approved.`,
        facts: { ageYears },
        by: adult,
      }),
    ];
  if (ageYears >= olderFrom.value) {
    const startsLower = isNasalSpray(facts) && placeOf(facts) !== 'US';
    const start = startsLower ? ` EU labels, and those like them, start with ${olderStartEu.value} mg.` : '';
    return [
      say({
        rule: 'age',
        strength: 'caution',
        says: `${olderFrom.value} years or older: blood pressure rises more, start low. Watch for falls on first standing up.${start}`,
        facts: { ageYears, jurisdiction: facts.jurisdiction },
        by: olderFrom,
      }),
    ];
  }
  const band = suicidalThoughtsByAge.rows.find(
    ({ from, below }) => ageYears >= from && (below === undefined || ageYears < below),
  );
  if (band?.below === undefined || band.more < 0) return [];
  return [
    say({
      rule: 'age',
      strength: 'caution',
      says: `Below ${band.below} years: antidepressants brought suicidal thoughts or behaviour to ${band.more} more in 1,000. Ask at each visit.`,
      facts: { ageYears },
      by: suicidalThoughtsByAge,
    }),
  ];
}
