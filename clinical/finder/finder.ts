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
  hasOutsideSource,
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
  type Funnel,
  type FunnelLimits,
  type FunnelPoint,
  funnel,
  funnelLimits,
  funnelTails,
} from './funnel.ts';
export {
  type CenterMarks,
  findBy,
  isOneDoor,
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
export {
  Domain,
  isAbsent,
  noFigures,
  pricedThings,
  Report,
  ReportFigures,
  type ReportGrade,
  type ReportRoute,
  reportGrades,
  reportRoutes,
} from './report.ts';
export {
  checkReport,
  mayStandBeside,
  type ReportBlock,
  type ReportFinding,
  type ReportRule,
  reportBlocks,
} from './report-check.ts';
export {
  Count,
  fewestShown,
  isKeptBack,
  isOneToTen,
  isSmall,
  keptBack,
  leavesRoom,
  oneToTen,
  shownOf,
  smallCounts,
} from './report-count.ts';
export {
  answerWindow,
  dayAfter,
  halfYearOf,
  isHalfYear,
  outcomesDueOn,
  type ReportPeriod,
  reportMethod,
  reportWeeks,
} from './report-method.ts';
export { type Interval, likelyZ, type Rate, rateOf, wilson } from './report-rate.ts';
export { type FigureFault, fewestSessions, figureFaults } from './report-rules.ts';
export { type Questioned, questionedWords, type WordingRuleName, wordingRuleNames, wordingRules } from './wording.ts';
