/** Heart rate, breathing and oxygen before a session: the general lines of basis 3.3, the measuring of basis 2.6. */
import { checkWeight } from '#clinical/chart/chart.ts';
import type { Finding } from '#clinical/findings.ts';
import { projectDefault, table } from '#clinical/sources.ts';
import { cm } from '#clinical/units.ts';
import type { Facts } from './facts.ts';
import { askFirst, say } from './say.ts';

type Line = {
  readonly rule: string;
  readonly fact: 'heartRatePerMin' | 'spo2Pct' | 'respiratoryRatePerMin';
  readonly name: string;
  readonly shownIn: string;
  /** Inside these, the value is green: nothing to say. */
  readonly greenFrom: number;
  readonly greenTo: number;
  /** Outside these, it is red. Between the two pairs it is amber. */
  readonly redBelow: number;
  readonly redAbove: number;
};

export const vitalLines = table<Line>(
  'Heart rate, oxygen and breathing before a session: green, amber, red',
  '/min; %',
  projectDefault('clinical basis 3.3'),
  [
    {
      rule: 'heart-rate-before-dose',
      fact: 'heartRatePerMin',
      name: 'Heart rate',
      shownIn: '/min',
      greenFrom: 50,
      greenTo: 110,
      redBelow: 45,
      redAbove: 130,
    },
    {
      rule: 'oxygen-before-dose',
      fact: 'spo2Pct',
      name: 'Oxygen saturation',
      shownIn: ' %',
      greenFrom: 94,
      greenTo: 100,
      redBelow: 92,
      redAbove: 100,
    },
    {
      rule: 'breathing-before-dose',
      fact: 'respiratoryRatePerMin',
      name: 'Respiratory rate',
      shownIn: '/min',
      greenFrom: 10,
      greenTo: 24,
      redBelow: 8,
      redAbove: 30,
    },
  ],
);

function findingOf(line: Line, facts: Facts): Finding[] {
  const value = facts.vitals?.[line.fact];
  const named = { rule: line.rule, facts: { [`vitals.${line.fact}`]: value }, by: vitalLines };
  if (value === undefined)
    return [
      say({
        ...named,
        strength: 'missing',
        says: `${line.name} is not measured.`,
        override: { ...askFirst, how: 'Measure it, and enter it.' },
      }),
    ];
  const shown = `${line.name} ${value}${line.shownIn}`;
  if (value < line.redBelow || value > line.redAbove)
    return [say({ ...named, strength: 'relative', says: `${shown}: hold the session, and find out why.` })];
  if (value < line.greenFrom || value > line.greenTo)
    return [
      say({ ...named, strength: 'caution', says: `${shown}: measure again in 5 minutes, and tell the clinician.` }),
    ];
  return [];
}

/** A weight that does not go with the height may be in pounds. Either one not known is a question of the work-up. */
function weightFindings({ vitals }: Facts): Finding[] {
  const { weightKg, heightCm } = vitals ?? {};
  if (weightKg === undefined || heightCm === undefined) return [];
  const given = { value: weightKg, unit: 'kg' } as const;
  // Read twice or not is asked where a dose is worked out: here only the height speaks.
  return checkWeight({ given, second: given, height: cm(heightCm) }).map((finding) => ({
    ...finding,
    facts: { 'vitals.weightKg': weightKg, 'vitals.heightCm': heightCm },
  }));
}

export const vitalSignFindings = (facts: Facts): Finding[] => [
  ...vitalLines.rows.flatMap((line) => findingOf(line, facts)),
  ...weightFindings(facts),
];
