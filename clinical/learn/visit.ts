/** What a session and a course look like from the patient's side: the rules of the other rooms, gathered. */
import {
  adultFrom,
  bladderChecks,
  bladderFacts,
  liverChecks,
  liverFacts,
  olderFrom,
  ratesByScale,
  seriousRates,
  transform1,
} from '#clinical/chart/chart.ts';
import { decisionAbove, eventWindow, fasts, inadequateUpTo, trialsNeeded } from '#clinical/eligibility/eligibility.ts';
import { anaestheticFrom, typicalError } from '#clinical/kinetics/kinetics.ts';
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
  adultFrom,
  olderFrom,
  eventWindow,
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
  transform1,
  typicalError,
  anaestheticFrom,
  expectedPressure,
});
