/** A heart attack or another cardiovascular event in the last weeks (basis 2.4). */
import type { Finding, Strength } from '#clinical/findings.ts';
import { label, projectDefault, sourced } from '#clinical/sources.ts';
import { ownerOfUnknown } from './condition-findings.ts';
import { daysBetween } from './days.ts';
import type { Facts } from './facts.ts';
import { askFirst, say } from './say.ts';
import { isNasalSpray, placeOf } from './treatments.ts';

export const eventWindow = sourced(
  'Weeks after a cardiovascular event in which esketamine is contra-indicated (EU)',
  6,
  'wk',
  label('clinical basis 1.3, 2.4 [S16]'),
);

/** The EU label blocks; the US label names no such event, so there a prescriber assesses it. */
export const eventStrength = {
  ketamine: sourced<Strength>(
    'Recent cardiovascular event: ketamine',
    'absolute',
    '1',
    projectDefault('clinical basis 2.4'),
  ),
  esketamine: sourced<Strength>(
    'Recent cardiovascular event: esketamine',
    'absolute',
    '1',
    label('clinical basis 2.4 [S16]'),
  ),
  esketamineUs: sourced<Strength>(
    'Recent cardiovascular event: esketamine in the United States',
    'relative',
    '1',
    projectDefault('clinical basis 2.4 [S16]'),
  ),
} as const;

function cellOf(facts: Facts) {
  if (!isNasalSpray(facts)) return eventStrength.ketamine;
  return placeOf(facts) === 'US' ? eventStrength.esketamineUs : eventStrength.esketamine;
}

/** A date alone says that there was an event. Without a date it counts as recent. */
export function cardiovascularEventFindings(facts: Facts): Finding[] {
  const { cardiovascularEvent: said, cardiovascularEventOn: eventOn } = facts.conditions ?? {};
  const cell = cellOf(facts);
  const named = {
    rule: 'recent-cardiovascular-event',
    facts: {
      'conditions.cardiovascularEvent': said,
      'conditions.cardiovascularEventOn': eventOn,
      on: facts.on,
      jurisdiction: facts.jurisdiction,
    },
    by: cell,
  };
  if (said === 'no') return [];
  if (said !== 'yes' && eventOn === undefined)
    return [
      say({
        ...named,
        strength: 'missing',
        says: `Whether there was a heart attack or another cardiovascular event in the last ${eventWindow.value} weeks is not known.`,
        override: said === undefined ? askFirst : ownerOfUnknown(said, cell.value),
      }),
    ];
  const days = eventOn === undefined || facts.on === undefined ? undefined : daysBetween(eventOn, facts.on);
  if (days === undefined)
    return [
      say({
        ...named,
        strength: cell.value,
        says: `There was a cardiovascular event; how long ago is not known, so it counts as within ${eventWindow.value} weeks.`,
      }),
    ];
  if (days <= eventWindow.value * 7)
    return [
      say({
        ...named,
        strength: cell.value,
        says: `A cardiovascular event ${days} days before: within ${eventWindow.value} weeks.`,
      }),
    ];
  return [
    say({
      ...named,
      strength: 'information',
      says: `A cardiovascular event on ${eventOn}, more than ${eventWindow.value} weeks before. See severe heart disease.`,
    }),
  ];
}
