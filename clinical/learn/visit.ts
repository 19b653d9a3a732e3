/** What a session and a course look like from the patient's side: the rules of the other rooms, gathered. */
import {
  bladderChecks,
  bladderFacts,
  liverChecks,
  liverFacts,
  ratesByScale,
  seriousRates,
} from '#clinical/chart/chart.ts';
import { decisionAbove, fasts, inadequateUpTo, trialsNeeded } from '#clinical/eligibility/eligibility.ts';
import { typicalError } from '#clinical/kinetics/kinetics.ts';
import {
  cadences,
  ivDose,
  ivInductions,
  ivMaintenance,
  labelDecision,
  labelPhases,
  leastStays,
  nasalDevice,
  needReview,
  reviewAfter,
} from '#clinical/plan/plan.ts';
import { expectedPressure } from '#clinical/session/session.ts';

export const visitSources = () => ({
  ivDose,
  ivInductions,
  ivMaintenance,
  labelPhases,
  labelDecision,
  leastStays,
  nasalDevice,
  needReview,
  reviewAfter,
  cadences,
  fasts,
  decisionAbove,
  trialsNeeded,
  inadequateUpTo,
  bladderChecks,
  bladderFacts,
  liverChecks,
  liverFacts,
  ratesByScale,
  seriousRates,
  typicalError,
  expectedPressure,
});
