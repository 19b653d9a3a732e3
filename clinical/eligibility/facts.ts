/**
 * What may be known of a person before ketamine or esketamine: the input of this room.
 *
 * Only `product` and `route` are needed. Every other fact may be absent, and absence is a finding, never a "no". A yes-or-no
 * fact takes `yes`, `no`, `not-known` (true, false and null mean the same); a condition that has grades takes a grade
 * instead of `yes` where it is known, and a bare `yes` counts as the gravest. `medicines: []` says that there are none;
 * without `medicines` nobody has asked. Units stand in the names. Dates are ISO dates, and `on` is the day of assessment:
 * there is no clock here.
 */
import { z } from 'zod';
import { BadInput, readInput } from '#clinical/bad-input.ts';
import { CalendarDate } from '#clinical/chart/chart.ts';
import { jurisdictions, products, routes } from './treatments.ts';

const plain = (value: unknown) => {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return value === null ? 'not-known' : value;
};

const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  z.preprocess(plain, z.enum(words, `is one of: ${words.join(', ')}`)).optional();

const answer = oneOf('yes', 'no', 'not-known');
export type Answer = 'yes' | 'no' | 'not-known';

const atMost = { error: (issue: object) => `is ${'maximum' in issue ? String(issue.maximum) : 'something'} or less` };
const atLeast = { error: (issue: object) => `is ${'minimum' in issue ? String(issue.minimum) : 'something'} or more` };
const number = z.number('is a number').min(0, atLeast);
const whole = z.int('is a whole number').min(0, atLeast);
const name = z
  .string('is the name of a medicine')
  .min(1, 'is the name of a medicine')
  .max(200, 'is too long for a name');
const section = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? 'is not a fact we know' : 'is an object'),
  });

export const Conditions = section({
  aneurysmOrMalformation: answer,
  intracerebralHaemorrhage: answer,
  hypersensitivity: answer,
  bloodPressureRiseHazard: answer,
  cardiovascularEvent: answer,
  cardiovascularEventOn: CalendarDate.optional(),
  severeHeartDisease: oneOf('yes', 'no', 'not-known', 'unstable', 'stable'),
  strokeOrHeadInjury: answer,
  raisedIntracranialPressure: oneOf('yes', 'no', 'not-known', 'present', 'past-hypertensive-encephalopathy'),
  raisedIntraocularPressure: answer,
  hypertension: oneOf('yes', 'no', 'not-known', 'uncontrolled', 'controlled'),
  preEclampsia: answer,
  hyperthyroidism: oneOf('yes', 'no', 'not-known', 'untreated', 'treated'),
  psychosis: oneOf('yes', 'no', 'not-known', 'active', 'history'),
  bipolarOrMania: answer,
  substanceUseDisorder: oneOf('yes', 'no', 'not-known', 'active', 'history'),
  ketamineMisuse: answer,
  liverDisease: oneOf('yes', 'no', 'not-known', 'child-pugh-a', 'child-pugh-b', 'child-pugh-c'),
  dialysis: answer,
  respiratoryDisease: answer,
  cystitisOrUrinarySymptoms: answer,
  porphyria: answer,
  seizureDisorder: oneOf('yes', 'no', 'not-known', 'uncontrolled', 'controlled'),
  deliriumOrDementia: answer,
  personalityOrDissociativeDisorder: answer,
  delayedGastricEmptying: answer,
  cardiacRisk: answer,
});
export type Conditions = z.infer<typeof Conditions>;

/** One antidepressant trial, in the manner of the ATHF-SF (basis 2.3). */
export const Trial = section({
  medicine: name,
  mgPerDay: number.max(10_000, atMost).optional(),
  weeks: number.max(5_000, atMost).optional(),
  adherent: answer,
  inCurrentEpisode: answer,
  outcome: oneOf('none', 'partial', 'responded', 'remitted', 'stopped-for-intolerance', 'not-known'),
});
export type Trial = z.infer<typeof Trial>;

export const Medicine = z.union(
  [name, section({ name, diazepamEquivalentMgPerDay: number.max(10_000, atMost).optional() })],
  'is the name of a medicine, or an object with its name',
);
export type Medicine = z.infer<typeof Medicine>;

export const BloodPressure = section({
  systolic: number.min(1, atLeast).max(400, atMost),
  diastolic: number.max(300, atMost),
});
export type BloodPressure = z.infer<typeof BloodPressure>;

const Vitals = section({
  measuredOn: CalendarDate.optional(),
  /** Today's readings, first one first: two are asked for. */
  bloodPressures: z
    .array(BloodPressure, 'is a list of readings')
    .max(50, 'is a list of at most 50 readings')
    .optional(),
  heartRatePerMin: number.max(400, atMost).optional(),
  spo2Pct: number.max(100, atMost).optional(),
  respiratoryRatePerMin: number.max(200, atMost).optional(),
  weightKg: number.min(1, atLeast).max(1_000, atMost).optional(),
  weighedOn: CalendarDate.optional(),
  heightCm: number.min(30, atLeast).max(300, atMost).optional(),
});

/** Liver tests as multiples of the laboratory's upper limit of normal (ULN). */
const Labs = section({
  altTimesUln: number.max(10_000, atMost).optional(),
  astTimesUln: number.max(10_000, atMost).optional(),
  bilirubinTimesUln: number.max(10_000, atMost).optional(),
  liverSymptoms: answer,
});

const Bladder = section({
  bpicSs: whole.max(38, atMost).optional(),
  icsi: whole.max(20, atMost).optional(),
  icsiBaseline: whole.max(20, atMost).optional(),
  /** How many times blood was found in the urine, seen or by microscope. */
  haematuriaFindings: whole.max(1_000, atMost).optional(),
  ketamineCystitis: oneOf('yes', 'no', 'not-known', 'suspected', 'confirmed', 'cleared-by-urologist'),
});

/** What happened with ketamine or esketamine before, here or elsewhere. */
const Earlier = section({
  gradeThreeEvent: answer,
  anaphylaxis: answer,
  psychosis: answer,
  mania: answer,
  diversion: answer,
});

/** The day on which each part of the work-up was done. */
export const WorkUp = section({
  psychiatricAssessmentOn: CalendarDate.optional(),
  medicalAssessmentOn: CalendarDate.optional(),
  consentOn: CalendarDate.optional(),
  pregnancyTestOn: CalendarDate.optional(),
  urineDrugScreenOn: CalendarDate.optional(),
  bloodCountAndChemistryOn: CalendarDate.optional(),
  liverTestsOn: CalendarDate.optional(),
  thyroidOn: CalendarDate.optional(),
  ecgOn: CalendarDate.optional(),
  urinalysisAndBladderScoreOn: CalendarDate.optional(),
  sleepApnoeaScreenOn: CalendarDate.optional(),
  scalesOn: CalendarDate.optional(),
  prescriptionMonitoringOn: CalendarDate.optional(),
});
export type WorkUp = z.infer<typeof WorkUp>;

export const Facts = section({
  product: z.enum(products, `is one of: ${products.join(', ')}`),
  route: z.enum(routes, `is one of: ${routes.join(', ')}`),
  jurisdiction: z.enum(jurisdictions, `is one of: ${jurisdictions.join(', ')}`).optional(),
  /** The day of assessment. */
  on: CalendarDate.optional(),
  courseStartedOn: CalendarDate.optional(),
  sessionsPerWeek: number.max(21, atMost).optional(),
  sessionsInLast12Months: whole.max(1_000, atMost).optional(),
  ageYears: number.max(130, atMost).optional(),
  diagnosis: oneOf(
    'mdd',
    'mdd-with-psychotic-features',
    'bipolar-depression',
    'ptsd',
    'ocd',
    'anxiety',
    'other',
    'not-known',
  ),
  acuteSuicidality: answer,
  antidepressantTrials: z.array(Trial, 'is a list of trials').max(100, 'is a list of at most 100 trials').optional(),
  /** Total of the Maudsley Staging Method (basis 2.2). */
  maudsleyTotal: whole.min(3, atLeast).max(15, atMost).optional(),
  scores: section({ madrs: whole.max(60, atMost).optional(), phq9: whole.max(27, atMost).optional() }).optional(),
  conditions: Conditions.optional(),
  pregnancy: oneOf('yes', 'no', 'not-known', 'not-possible'),
  breastfeeding: answer,
  medicines: z.array(Medicine, 'is a list of medicines').max(200, 'is a list of at most 200 medicines').optional(),
  alcoholInLast24h: answer,
  grapefruitInLast48h: answer,
  misuseSignals: answer,
  earlierTreatment: Earlier.optional(),
  vitals: Vitals.optional(),
  labs: Labs.optional(),
  bladder: Bladder.optional(),
  workUp: WorkUp.optional(),
  capacity: answer,
  consent: answer,
  escort: answer,
  remsEnrolled: answer,
  hoursSinceFood: number.max(1_000, atMost).optional(),
  hoursSinceDrink: number.max(1_000, atMost).optional(),
});
export type Facts = z.infer<typeof Facts>;

/** @throws BadInput naming the field that means nothing, or the date that contradicts its answer or lies after the assessment */
export function readFacts(input: unknown): Facts {
  const facts = readInput(Facts, input);
  const { cardiovascularEvent: event, cardiovascularEventOn: eventOn } = facts.conditions ?? {};
  if (event === 'no' && eventOn !== undefined) {
    const field = 'conditions.cardiovascularEventOn';
    throw new BadInput(field, `${field}: has a date, while cardiovascularEvent says no`);
  }
  if (eventOn !== undefined && facts.on !== undefined && eventOn > facts.on) {
    const field = 'conditions.cardiovascularEventOn';
    throw new BadInput(field, `${field}: is after the day of assessment (on)`);
  }
  return facts;
}
