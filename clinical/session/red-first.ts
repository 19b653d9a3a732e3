/** Which of several red values a person hears first: what stops breathing before what harms more slowly. */
import type { EmergencyId } from './emergency-cards.ts';
import type { Judgement, Parameter } from './judgement.ts';

/** Airway, breathing, consciousness, then the heart and its pressure, then what the patient says. */
const order: readonly Parameter[] = [
  'breathing',
  'oxygen-saturation',
  'sedation',
  'warning-symptoms',
  'oxygen-saturation-fall',
  'heart-rate',
  'low-blood-pressure',
  'blood-pressure',
  'blood-pressure-rise',
  'blood-pressure-rise-percent',
  'agitation',
  'dissociation',
  'pain',
  'anxiety',
];

const rank = ({ parameter }: Pick<Judgement, 'parameter'>): number => order.indexOf(parameter);

/** Every red line of a set, the worst first; each with its number, in its own words. */
export const redFirst = (judgements: readonly Judgement[]): Judgement[] =>
  judgements.filter(({ state }) => state === 'red').sort((a, b) => rank(a) - rank(b));

/** Cards that fit, the one for the worst first. */
export const cardsFirst = (judgements: readonly Judgement[]): EmergencyId[] => [
  ...new Set([...judgements].sort((a, b) => rank(a) - rank(b)).flatMap(({ emergency }) => emergency ?? [])),
];

/** Several rules speak of one pressure, and of one saturation. */
const thingOf = (parameter: Parameter): string =>
  parameter.includes('pressure') ? 'pressure' : parameter.replace('-fall', '');

/** "Oxygen saturation 86 %. 125/118 mmHg.": each red value once. */
export function redSays(judgements: readonly Judgement[]): string {
  const said = new Map<string, string>();
  for (const { parameter, says } of redFirst(judgements)) {
    // Each warning symptom is one of its own.
    const thing = parameter === 'warning-symptoms' ? says : thingOf(parameter);
    if (!said.has(thing)) said.set(thing, says);
  }
  return [...said.values()].join(' ');
}
