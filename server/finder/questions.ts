/** Which questions are still to be asked: everything that nobody has shown. */
import { type FactName, type FactState, factNames } from '#clinical/finder/finder.ts';

const isOpen: Record<FactState, boolean> = {
  verified: false,
  documented: false,
  claimed: true,
  'not-known': true,
  expired: true,
  contradicted: true,
};

export const mustBeAsked = (state: FactState): boolean => isOpen[state];

/** @param states of the 24, in their order */
export const questionsOf = (states: readonly FactState[]): FactName[] =>
  factNames.filter((_, at) => mustBeAsked(states[at] ?? 'not-known'));
