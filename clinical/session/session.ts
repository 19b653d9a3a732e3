/** Front door of the session: what is read at the chair, what it says, what comes next, and who could leave. */
export * from './cadence.ts';
export * from './discharge.ts';
export * from './discharge-rules.ts';
export * from './drill.ts';
export * from './drug-labels.ts';
export * from './emergency.ts';
export * from './emergency-cards.ts';
export {
  type ClosingWay,
  closingObjection,
  closingWays,
  type ReadingsAtClosing,
  readingsAtClosing,
} from './emergency-closing.ts';
export * from './emergency-doses.ts';
export * from './emergency-given.ts';
export * from './emergency-signed.ts';
export * from './escalation.ts';
export * from './escalation-ladder.ts';
export * from './expected-pressure.ts';
export { isImplausible, monitorLimits } from './implausible.ts';
export * from './incident.ts';
export * from './interpret.ts';
export {
  type Baseline,
  type Judgement,
  type Parameter,
  parameters,
  type ReadingState,
} from './judgement.ts';
export * from './log-acts.ts';
export * from './log-agenda.ts';
export { amberBeforeDose } from './log-baseline.ts';
export * from './log-conflicts.ts';
export * from './log-corrections.ts';
export { type Danger, dangersOf, graveSideEffect, mostRateOf } from './log-dangers.ts';
export { isVolumeOff, volumeAgrees } from './log-deviations-pump.ts';
export * from './log-doses.ts';
export * from './log-dosing.ts';
export * from './log-drugs.ts';
export * from './log-event.ts';
export * from './log-fold.ts';
export { cadenceBeforeDose, type GateItem, gateOf, licenceBeforeDose } from './log-gate.ts';
export { type GateKnown, type GateOfFloor, knownFrom, knownGoodFor } from './log-gate-known.ts';
export * from './log-given.ts';
export { groupOf, lastRoundOf, type Round, type RoundMember, type RoundOutcome } from './log-group.ts';
export * from './log-infusion.ts';
export * from './log-intents.ts';
export * from './log-kinds.ts';
export { type InjectionSite, injectionSites } from './log-kinds-given.ts';
export { type Deviation, type LeavingItem, leavingItems, type Missing, missingToStart } from './log-missing.ts';
export * from './log-order.ts';
export * from './log-overrides.ts';
export type { DueRating } from './log-ratings.ts';
export { judgeIn, type LastValue, stateOfValue, type ValueName, valueNames } from './log-readings.ts';
export { clockSlack, lateEntry, type Stamp, stampsOf } from './log-stamp.ts';
export type { Todo } from './log-todo.ts';
export * from './mix-ups.ts';
export * from './monitor-accepted.ts';
export * from './monitor-values.ts';
export * from './plain-said.ts';
export * from './ratio.ts';
export * from './read-off.ts';
export * from './readiness.ts';
export * from './readings.ts';
export { redFirst, redSays } from './red-first.ts';
export * from './rems-questions.ts';
export * from './session-summary.ts';
export * from './setting.ts';
export * from './sound-test.ts';
export * from './thinning.ts';
export * from './thresholds.ts';
export * from './transfer.ts';
export { typedText } from './typed-text.ts';
export * from './usual-dose.ts';
