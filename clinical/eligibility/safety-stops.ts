/**
 * What stopped an earlier course stops the next one (basis 1.7). Cystitis, liver and pregnancy, which stand on the same
 * list, have rules of their own.
 */
import type { Finding } from '#clinical/findings.ts';
import { projectDefault, table } from '#clinical/sources.ts';
import { ownerOfUnknown } from './condition-findings.ts';
import type { Facts } from './facts.ts';
import { say } from './say.ts';

type Stop = {
  readonly rule: string;
  readonly fact: keyof NonNullable<Facts['earlierTreatment']>;
  readonly name: string;
};

export const safetyStops = table<Stop>(
  'What stopped an earlier treatment with ketamine or esketamine, and blocks another',
  '1',
  projectDefault('clinical basis 1.7'),
  [
    { rule: 'stop-grade-three-event', fact: 'gradeThreeEvent', name: 'a related event of CTCAE grade 3 or more' },
    { rule: 'stop-anaphylaxis', fact: 'anaphylaxis', name: 'anaphylaxis' },
    { rule: 'stop-psychosis', fact: 'psychosis', name: 'psychosis during treatment' },
    { rule: 'stop-mania', fact: 'mania', name: 'mania during treatment' },
    { rule: 'stop-diversion', fact: 'diversion', name: 'diversion: the medicine reached others' },
  ],
);

export function safetyStopFindings(facts: Facts): Finding[] {
  return safetyStops.rows.flatMap((stop) => {
    const said = facts.earlierTreatment?.[stop.fact];
    const named = { rule: stop.rule, facts: { [`earlierTreatment.${stop.fact}`]: said }, by: safetyStops };
    if (said === 'no') return [];
    if (said === 'yes')
      return [say({ ...named, strength: 'absolute', says: `With ketamine or esketamine before: ${stop.name}.` })];
    return [
      say({
        ...named,
        strength: 'missing',
        says: `Whether there was this with ketamine or esketamine before is not known: ${stop.name}. Never treated is a "no".`,
        override: ownerOfUnknown(said, 'absolute'),
      }),
    ];
  });
}
