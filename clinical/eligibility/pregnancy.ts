/** Pregnancy and breastfeeding (basis 1.3, 1.7, 2.4). */
import type { Finding } from '#clinical/findings.ts';
import { label, projectDefault, sourced } from '#clinical/sources.ts';
import { ownerOfUnknown } from './condition-findings.ts';
import type { Facts } from './facts.ts';
import { say } from './say.ts';
import { isNasalSpray } from './treatments.ts';

/** The labels say "not recommended"; that it blocks is the project's proposal. */
export const pregnancyRule = sourced('Pregnancy', 'absolute', '1', projectDefault('clinical basis 2.4, 1.7 [S9,S27]'));
export const breastfeedingRule = sourced('Breastfeeding', 'relative', '1', label('clinical basis 2.4 [S18]'));
export const contraceptionRule = sourced(
  'Contraception during treatment, asked for by the EU leaflet',
  'information',
  '1',
  label('clinical basis 1.3 [S99]'),
);

export function pregnancyFindings(facts: Facts): Finding[] {
  const { pregnancy, breastfeeding } = facts;
  const findings: Finding[] = [];
  const pregnant = { rule: 'pregnancy', facts: { pregnancy }, by: pregnancyRule };
  if (pregnancy === 'yes')
    findings.push(
      say({
        ...pregnant,
        strength: pregnancyRule.value,
        says: 'Pregnant: the medicine may harm the unborn child. A pregnancy during treatment stops it.',
      }),
    );
  else if (pregnancy === undefined || pregnancy === 'not-known')
    findings.push(
      say({
        ...pregnant,
        strength: 'missing',
        says: 'Pregnancy is not known. Ask, and test where it is possible; enter "not-possible" where it is not.',
        override: ownerOfUnknown(pregnancy, pregnancyRule.value),
      }),
    );
  if (pregnancy !== 'not-possible' && isNasalSpray(facts))
    findings.push(
      say({
        rule: 'contraception',
        strength: contraceptionRule.value,
        says: 'Who can become pregnant uses contraception during treatment (EU leaflet).',
        facts: { pregnancy },
        by: contraceptionRule,
      }),
    );
  const feeding = { rule: 'breastfeeding', facts: { breastfeeding }, by: breastfeedingRule };
  if (breastfeeding === 'yes')
    findings.push(
      say({
        ...feeding,
        strength: breastfeedingRule.value,
        says: 'Breastfeeding: it is not recommended during treatment.',
      }),
    );
  else if (breastfeeding !== 'no')
    findings.push(
      say({
        ...feeding,
        strength: 'missing',
        says: 'Breastfeeding is not known.',
        override: ownerOfUnknown(breastfeeding, breastfeedingRule.value),
      }),
    );
  return findings;
}
