/**
 * What a prescriber orders for one patient under one version of a protocol: an infusion, ready to be given.
 *
 * Amounts are whole micrograms, whole microlitres per hour, whole grams. The shape holds what an order says; whether it
 * may be signed is `checkOrder`.
 */
import { z } from 'zod';
import { IsoDay } from './dates.ts';
import { weightBases } from './protocol.ts';
import { heightTyped, weightTyped } from './weights.ts';

const whole = (unit: string, most: number) =>
  z.int(`is a whole number of ${unit}`).positive(`is more than 0 ${unit}`).max(most, `is at most ${most} ${unit}`);
/** Room for typing, no clinical limit: the limits are the protocol’s. */
const mostTyped = 1_000_000_000;
const amount = whole('micrograms', mostTyped);
const rate = whole('microlitres per hour', mostTyped);
const text = (most: number) =>
  z.string('is text').trim().min(1, 'is not empty').max(most, `is at most ${most} letters`);

const { fromG, toG } = weightTyped.value;
const heavy = `is from ${fromG / 1_000} to ${toG / 1_000} kg`;
const grams = z.int('is a whole number of grams').min(fromG, heavy).max(toG, heavy);
const { from: lowest, to: tallest } = heightTyped.value;
const tall = `is from ${lowest} to ${tallest} cm`;

/** The weight that the dose is worked out from; where it was not put on a scale, also what it was worked out from. */
export const OrderWeight = z.strictObject({
  grams,
  basis: z.enum(weightBases, 'is actual, ideal or adjusted'),
  takenOn: IsoDay,
  workedFrom: z
    .strictObject({
      actualGrams: grams,
      heightCm: z.number('is a number').min(lowest, tall).max(tallest, tall),
      sex: z.enum(['male', 'female'], 'is male or female'),
    })
    .optional(),
});
export type OrderWeight = z.infer<typeof OrderWeight>;

export const DoseBasis = z.union([
  z.strictObject({ unit: z.literal('ug/kg'), amount }),
  z.strictObject({ unit: z.literal('ug'), amount }),
]);
export type DoseBasis = z.infer<typeof DoseBasis>;

export const Premedication = z.strictObject({ medicine: text(100), doseText: text(100), when: text(200) });
export type Premedication = z.infer<typeof Premedication>;

export const TreatmentOrder = z.strictObject({
  drug: z.literal('ketamine', 'is ketamine'),
  route: z.literal('iv', 'is iv'),
  /** Of what is in the syringe or bag: what the pump gives. */
  concentrationUgPerMl: whole('micrograms per millilitre', mostTyped),
  /** The whole dose of the session. */
  doseUg: amount,
  doseBasis: DoseBasis,
  weight: OrderWeight.optional(),
  overMin: z.number('is a number').positive('is more than 0 minutes').max(1_000, 'is at most 1000 minutes'),
  pumpRateUlPerH: rate,
  /** What the pump at this clinic can be set to; left out: the usual step. */
  pumpStepUlPerH: rate.optional(),
  premedication: z.array(Premedication, 'is a list').max(20, 'has at most 20 medicines').readonly(),
  limits: z.strictObject({ ceilingUg: amount, maxPumpRateUlPerH: rate.optional() }),
  validFrom: IsoDay,
  validUntil: IsoDay,
  /** The prescriber’s reason, asked for where a finding holds the order until someone has assessed it. */
  note: text(2_000).optional(),
});
export type TreatmentOrder = z.infer<typeof TreatmentOrder>;

/** Whose order it is, as far as a rule asks; what is left out is not known. */
export type OrderedFor = {
  readonly ageYears?: number | undefined;
  /** 1 is the first of the course. */
  readonly sessionNumber?: number | undefined;
  readonly lastDose?: { readonly ugPerKg?: number | undefined; readonly ug?: number | undefined } | undefined;
};
