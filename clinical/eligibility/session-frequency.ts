/** How many sessions a week are planned, against the caps of basis 7.3. Weeks are counted from the start of the course. */
import type { Finding } from '#clinical/findings.ts';
import { label, projectDefault, sourced } from '#clinical/sources.ts';
import { daysBetween } from './days.ts';
import type { Facts } from './facts.ts';
import { askFirst, say } from './say.ts';
import { isByMouth, isNasalSpray } from './treatments.ts';

export const nasalSprayFrequency = sourced(
  'Esketamine nasal spray: most sessions a week at first, for how many weeks, and most a week after them',
  { most: 2, forWeeks: 4, after: 1 },
  '/wk',
  label('clinical basis 1.3, 7.3 [S12]'),
);
export const infusionFrequency = sourced(
  'By infusion: most sessions a week and for how many weeks; most a week over a whole first course, its weeks; most a week after it',
  { most: 3, forWeeks: 2, inCourse: 2, courseWeeks: 4, after: 1 },
  '/wk',
  projectDefault('clinical basis 7.3'),
);

const rule = 'sessions-per-week';

type Judged = { readonly facts: Facts; readonly perWeek: number; readonly days: number | undefined };
const weeksOver = (days: number, weeks: number) => days >= weeks * 7;

function sprayFindings({ facts, perWeek, days }: Judged): Finding[] {
  const { most, forWeeks, after } = nasalSprayFrequency.value;
  const named = { rule, facts: lookedAt(facts), by: nasalSprayFrequency };
  if (perWeek > most)
    return [
      say({
        ...named,
        strength: 'relative',
        says: `${perWeek} sessions a week: the label of the spray has at most ${most} a week, and fewer after week ${forWeeks}.`,
      }),
    ];
  return perWeek > after ? lateFindings({ facts, perWeek, days }, named, forWeeks, after) : [];
}

function otherFindings({ facts, perWeek, days }: Judged): Finding[] {
  const { most, forWeeks, inCourse, courseWeeks, after } = infusionFrequency.value;
  const named = { rule, facts: lookedAt(facts), by: infusionFrequency };
  const proposed = `at most ${most} a week for ${forWeeks} weeks, or ${inCourse} a week for ${courseWeeks} weeks`;
  if (isByMouth(facts.route))
    return perWeek > most
      ? [
          say({
            ...named,
            strength: 'caution',
            says: `${perWeek} sessions a week by mouth: more than the ${most} proposed for infusions. The lowest frequency that holds.`,
          }),
        ]
      : [];
  if (perWeek > most)
    return [
      say({
        ...named,
        strength: 'relative',
        says: `${perWeek} sessions a week: ${proposed}. A prescriber writes down why more.`,
      }),
    ];
  if (perWeek > inCourse) {
    if (days === undefined)
      return [
        say({
          ...named,
          strength: 'caution',
          says: `${perWeek} sessions a week: ${proposed}. When the course started is not known.`,
        }),
      ];
    return weeksOver(days, forWeeks)
      ? [
          say({
            ...named,
            strength: 'relative',
            says: `${perWeek} sessions a week, ${days} days into the course: ${proposed}.`,
          }),
        ]
      : [];
  }
  return perWeek > after ? lateFindings({ facts, perWeek, days }, named, courseWeeks, after) : [];
}

/** Past the first weeks the interval grows. */
function lateFindings(
  { perWeek, days }: Judged,
  named: Pick<Parameters<typeof say>[0], 'rule' | 'facts' | 'by'>,
  weeks: number,
  after: number,
): Finding[] {
  if (days === undefined)
    return [
      say({
        ...named,
        strength: 'missing',
        says: `${perWeek} sessions a week, and when the course started is not known: after ${weeks} weeks at most ${after} a week.`,
        override: askFirst,
      }),
    ];
  if (!weeksOver(days, weeks)) return [];
  return [
    say({
      ...named,
      strength: 'caution',
      says: `${perWeek} sessions a week, ${days} days into the course: after ${weeks} weeks at most ${after} a week, the longest interval that holds.`,
    }),
  ];
}

const lookedAt = ({ sessionsPerWeek, courseStartedOn, on }: Facts) => ({ sessionsPerWeek, courseStartedOn, on });

export function sessionFrequencyFindings(facts: Facts): Finding[] {
  const { sessionsPerWeek: perWeek, courseStartedOn: from, on } = facts;
  const isSpray = isNasalSpray(facts);
  if (perWeek === undefined)
    return [
      say({
        rule,
        strength: 'missing',
        says: 'How many sessions a week are planned is not known.',
        facts: lookedAt(facts),
        by: isSpray ? nasalSprayFrequency : infusionFrequency,
        override: askFirst,
      }),
    ];
  const days = from === undefined || on === undefined ? undefined : daysBetween(from, on);
  return isSpray ? sprayFindings({ facts, perWeek, days }) : otherFindings({ facts, perWeek, days });
}
