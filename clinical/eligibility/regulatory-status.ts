/** How a product stands in law by a route (basis 0, regulatory basis A1 and A2). */
import type { Finding } from '#clinical/findings.ts';
import { label, projectDefault, sourced } from '#clinical/sources.ts';
import type { Facts } from './facts.ts';
import { labelledUses } from './label.ts';
import { say } from './say.ts';
import { isNasalSpray, isParenteral } from './treatments.ts';

export const statusOfRacemic = sourced(
  'Ketamine for depression is off-label: approved as an anaesthetic only',
  'information',
  '1',
  label('clinical basis 0 [S24]; regulatory basis A1 [S1,S2,S3]'),
);

export const statusOfCompounded = sourced(
  'Compounded ketamine is off-label and unapproved; the FDA warned in February 2022 (nasal) and October 2023 (all, oral at home above all)',
  'relative',
  '1',
  projectDefault('clinical basis 0, 1.5 [S84]; regulatory basis A1, A2 [S1,S2,S8,S9]'),
);

export const statusOfOtherEsketamine = sourced(
  'Esketamine by another way than the nasal spray: no label for depression was read',
  'relative',
  '1',
  projectDefault('clinical basis 0'),
);

/** How this product stands in law by this route: said every time, because consent must name it. */
export function statusFindings(of: Facts): Finding[] {
  const named = { rule: 'regulatory-status', facts: { product: of.product, route: of.route } };
  if (isNasalSpray(of))
    return [say({ ...named, strength: 'information', says: `Labelled for: ${labelledUses.value}.`, by: labelledUses })];
  if (of.product === 'esketamine')
    return [
      say({
        ...named,
        strength: statusOfOtherEsketamine.value,
        says: 'The label of esketamine knows the nasal spray only. By this route the rules of esketamine and of ketamine are both read, and the stricter one counts.',
        by: statusOfOtherEsketamine,
      }),
    ];
  if (isParenteral(of.route))
    return [
      say({
        ...named,
        strength: statusOfRacemic.value,
        says: 'Off-label for depression: consent names that. Approved as an anaesthetic only.',
        by: statusOfRacemic,
      }),
    ];
  const nasal = of.route === 'intranasal' ? ' Monitor it exactly as the nasal spray of esketamine.' : '';
  return [
    say({
      ...named,
      strength: statusOfCompounded.value,
      says: `Off-label and an unapproved compounded product: consent shows the FDA warnings of 2022 and 2023, and the record names the compounder, lot and beyond-use date.${nasal}`,
      by: statusOfCompounded,
    }),
  ];
}
