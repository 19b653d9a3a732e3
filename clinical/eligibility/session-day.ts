/** What must be there on the day: capacity, consent, an escort (basis 2.4, 2.6), and the enrolment that the REMS asks for. */
import { type Finding, type Override, overrides } from '#clinical/findings.ts';
import { label, table } from '#clinical/sources.ts';
import { ownerOfUnknown } from './condition-findings.ts';
import type { Facts } from './facts.ts';
import { say } from './say.ts';
import { isNasalSpray, placeOf } from './treatments.ts';

type Need = {
  readonly rule: string;
  readonly fact: 'capacity' | 'consent' | 'escort' | 'remsEnrolled';
  readonly absent: string;
  readonly unknown: string;
  /** Nobody can go on against a refusal, or outside the programme. */
  readonly isFinal: boolean;
};

export const sessionNeeds = table<Need>(
  'What must be there before a session',
  '1',
  label('clinical basis 2.4 [S5,S90]'),
  [
    {
      rule: 'capacity',
      fact: 'capacity',
      isFinal: false,
      absent: 'The person cannot decide about this treatment today: no session.',
      unknown: 'Whether the person can decide about this treatment has not been assessed.',
    },
    {
      rule: 'consent',
      fact: 'consent',
      isFinal: true,
      absent: 'There is no consent: no session.',
      unknown: 'Whether the person consents is not known.',
    },
    {
      rule: 'escort',
      fact: 'escort',
      isFinal: false,
      absent: 'There is no responsible adult to go home with: no session. No driving until the next day after sleep.',
      unknown: 'No responsible adult is named to go home with.',
    },
    {
      rule: 'rems-enrolment',
      fact: 'remsEnrolled',
      isFinal: true,
      absent: 'Not enrolled in the REMS: in the United States nasal esketamine is given to enrolled outpatients only.',
      unknown: 'Whether the person is enrolled in the REMS is not known.',
      ...label('clinical basis 1.3 [S3,S12]'),
    },
  ],
);

const applies = (need: Need, facts: Facts) =>
  need.fact !== 'remsEnrolled' || (isNasalSpray(facts) && placeOf(facts) === 'US');

export function sessionDayFindings(facts: Facts): Finding[] {
  return sessionNeeds.rows.flatMap((need) => {
    const said = facts[need.fact];
    if (said === 'yes' || !applies(need, facts)) return [];
    const where = need.fact === 'remsEnrolled' ? { jurisdiction: facts.jurisdiction } : {};
    const named = { rule: need.rule, facts: { [need.fact]: said, ...where }, by: { ...sessionNeeds, ...need } };
    const owner: Override = need.isFinal ? overrides.nobody : overrides.twoClinicians;
    if (said === 'no') return [say({ ...named, strength: 'absolute', says: need.absent, override: owner })];
    const unknownTo = need.isFinal ? overrides.nobody : ownerOfUnknown(said, 'absolute');
    return [say({ ...named, strength: 'missing', says: need.unknown, override: unknownTo })];
  });
}
