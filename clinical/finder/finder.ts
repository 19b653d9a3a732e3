/** Centers that people look for: what to look for, how well it is shown, how far it is, and which words we question. */
export { type Box, boxAround, earthRadius, milesBetween, type Point } from './distance.ts';
export {
  type FactGroup,
  type FactName,
  type FactToLookFor,
  factGroups,
  factNames,
  factsIn,
  factsToLookFor,
  isFactName,
} from './fact-list.ts';
export {
  countStates,
  type Evidence,
  type EvidenceKind,
  evidenceCountsFor,
  evidenceKinds,
  type FactState,
  factStates,
  fromLetters,
  type StateCounts,
  stateOf,
  statesOf,
  toLetters,
} from './fact-state.ts';
export {
  type CenterMarks,
  findBy,
  type MarkedPlace,
  type Match,
  type MatchReason,
  matchCenters,
  matchPrepared,
  type Prepared,
  phoneDigits,
  prepareMarks,
  webHost,
} from './matching.ts';
export { formulaNow, type OrderFormula, orderFormulas, sumOf } from './order-formula.ts';
export { type Questioned, questionedWords, type WordingRuleName, wordingRuleNames, wordingRules } from './wording.ts';
