/** Signs of misuse, and many sessions in a year (basis 7.3). */
import type { Finding } from '#clinical/findings.ts';
import { overrides } from '#clinical/findings.ts';
import { practice, projectDefault, sourced } from '#clinical/sources.ts';
import { ownerOfUnknown } from './condition-findings.ts';
import type { Facts } from './facts.ts';
import { askFirst, say } from './say.ts';
import { isNasalSpray, isParenteral } from './treatments.ts';

export const secondOpinionAbove = {
  parenteral: sourced(
    'Sessions by injection or infusion in 12 months above which a second opinion is asked',
    24,
    '1',
    projectDefault('clinical basis 7.3'),
  ),
  nasalSpray: sourced(
    'Sessions of esketamine nasal spray in 12 months above which a second opinion is asked',
    52,
    '1',
    projectDefault('clinical basis 7.3'),
  ),
};
export const misuseSigns = sourced(
  'Signs of misuse to write down',
  'early refills or extra sessions asked for, a wish for more, craving, use outside, lost doses, a surprise in the drug screen, several clinics, seeking euphoria',
  '1',
  practice('clinical basis 7.3', 'unverified'),
);

function limitOf(facts: Facts) {
  if (isNasalSpray(facts)) return secondOpinionAbove.nasalSpray;
  return isParenteral(facts.route) ? secondOpinionAbove.parenteral : undefined;
}

function sessionFindings(facts: Facts): Finding[] {
  const { sessionsInLast12Months: sessions } = facts;
  const limit = limitOf(facts);
  if (limit === undefined) return [];
  const named = { rule: 'many-sessions', facts: { sessionsInLast12Months: sessions }, by: limit };
  if (sessions === undefined)
    return [
      say({
        ...named,
        strength: 'missing',
        says: 'How many sessions there were in the last 12 months is not known.',
        override: askFirst,
      }),
    ];
  if (sessions <= limit.value) return [];
  return [
    say({
      ...named,
      strength: 'relative',
      says: `${sessions} sessions in the last 12 months, more than ${limit.value}: ask for a second opinion.`,
      override: overrides.twoClinicians,
    }),
  ];
}

function signFindings(facts: Facts): Finding[] {
  const { misuseSignals } = facts;
  if (misuseSignals === 'no') return [];
  const named = { rule: 'misuse-signs', facts: { misuseSignals }, by: misuseSigns };
  if (misuseSignals === 'yes')
    return [
      say({
        ...named,
        strength: 'caution',
        says: 'Signs of misuse are on record. Talk about them before the next dose.',
      }),
    ];
  return [
    say({
      ...named,
      strength: 'missing',
      says: `Signs of misuse have not been looked for: ${misuseSigns.value}.`,
      override: ownerOfUnknown(misuseSignals, 'caution'),
    }),
  ];
}

export const misuseFindings = (facts: Facts): Finding[] => [...sessionFindings(facts), ...signFindings(facts)];
