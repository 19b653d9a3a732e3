/**
 * What a prescriber orders for one patient under one version of a protocol, by whatever route, ready to be given.
 *
 * Amounts are whole micrograms, whole microlitres, whole microlitres per hour, whole grams. The shape holds what an
 * order says; whether it may be signed is `checkOrder`.
 */
import { z } from 'zod';
import { IsoDay } from './dates.ts';
import { routes, weightBases } from './protocol.ts';
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

/** What every order has, whatever its route. */
const common = {
  /** The whole dose of the session. */
  doseUg: amount,
  premedication: z.array(Premedication, 'is a list').max(20, 'has at most 20 medicines').readonly(),
  validFrom: IsoDay,
  validUntil: IsoDay,
  /** The prescriber’s reason, asked for where a finding holds the order until someone has assessed it. */
  note: text(2_000).optional(),
};
const limits = z.strictObject({ ceilingUg: amount });
const concentrationUgPerMl = whole('micrograms per millilitre', mostTyped);
/** What is drawn up or measured out of that concentration: it never holds more than the dose. */
const volumeUl = whole('microlitres', mostTyped);
const ketamine = z.literal('ketamine', 'is ketamine');
const byBasis = { doseBasis: DoseBasis, weight: OrderWeight.optional(), limits };

export const IvOrder = z.strictObject({
  drug: ketamine,
  route: z.literal('iv', 'is iv'),
  /** Of what is in the syringe or bag: what the pump gives. */
  concentrationUgPerMl,
  ...common,
  doseBasis: DoseBasis,
  weight: OrderWeight.optional(),
  overMin: z.number('is a number').positive('is more than 0 minutes').max(1_000, 'is at most 1000 minutes'),
  pumpRateUlPerH: rate,
  /** What the pump at this clinic can be set to; left out: the usual step. */
  pumpStepUlPerH: rate.optional(),
  limits: z.strictObject({ ceilingUg: amount, maxPumpRateUlPerH: rate.optional() }),
});
export type IvOrder = z.infer<typeof IvOrder>;

/** Into a muscle or under the skin. It can’t be stopped once it is given. */
export const InjectionOrder = z.strictObject({
  drug: ketamine,
  route: z.enum(['im', 'sc'], 'is im or sc'),
  concentrationUgPerMl,
  volumeUl,
  ...common,
  ...byBasis,
});
export type InjectionOrder = z.infer<typeof InjectionOrder>;

/** Whole devices, by the label. */
export const EsketamineOrder = z.strictObject({
  drug: z.literal('esketamine', 'is esketamine'),
  route: z.literal('intranasal', 'is intranasal'),
  ...common,
  devices: whole('devices', 100),
  indication: z.enum(['trd', 'mdd-si'], 'is trd or mdd-si'),
  /** A phase of the protocol, by its name: how often. */
  phase: text(60),
  /** The week of the course in which it begins, from 1. */
  week: whole('weeks', 1_000).optional(),
  limits,
});
export type EsketamineOrder = z.infer<typeof EsketamineOrder>;

/** Compounded nasal spray. No source has a dose, so none is ever signed: the check says why. */
export const NasalKetamineOrder = z.strictObject({
  drug: ketamine,
  route: z.literal('intranasal', 'is intranasal'),
  concentrationUgPerMl,
  volumeUl,
  ...common,
  limits,
});
export type NasalKetamineOrder = z.infer<typeof NasalKetamineOrder>;

export const mouthForms = ['tablet', 'capsule', 'solution', 'lozenge', 'troche', 'rapid-dissolve', 'film'] as const;
export type MouthForm = (typeof mouthForms)[number];
const byMouth = {
  drug: ketamine,
  form: z.enum(mouthForms, 'is a form of this list'),
  /** One tablet or lozenge, and how many; left out for a solution. */
  unitUg: amount.optional(),
  units: whole('tablets or lozenges', 100).optional(),
  ...common,
  ...byBasis,
};

export const OralOrder = z.strictObject({ route: z.literal('oral', 'is oral'), ...byMouth });
export type OralOrder = z.infer<typeof OralOrder>;

/** Held for so many minutes, then swallowed or spat out: at the same mg these are two doses. */
export const SublingualOrder = z.strictObject({
  route: z.literal('sublingual', 'is sublingual'),
  ...byMouth,
  holdMin: whole('minutes', 120),
  afterwards: z.enum(['swallow', 'spit'], 'is swallow or spit'),
});
export type SublingualOrder = z.infer<typeof SublingualOrder>;

/** Any order with more fields to it, as a row of it is shown: one list of the routes. */
export const orderWith = <const More extends z.ZodRawShape>(more: More) =>
  z.discriminatedUnion(
    'route',
    [
      IvOrder.extend(more),
      InjectionOrder.extend(more),
      z.discriminatedUnion('drug', [EsketamineOrder.extend(more), NasalKetamineOrder.extend(more)], {
        error: 'is esketamine or ketamine',
      }),
      OralOrder.extend(more),
      SublingualOrder.extend(more),
    ],
    { error: `is ${routes.slice(0, -1).join(', ')} or ${routes.at(-1)}` },
  );

export const TreatmentOrder = orderWith({});
export type TreatmentOrder =
  | IvOrder
  | InjectionOrder
  | EsketamineOrder
  | NasalKetamineOrder
  | OralOrder
  | SublingualOrder;
/** One that goes by a basis, an amount or an amount for each kilogram. */
export type BasisOrder = Extract<TreatmentOrder, { doseBasis: DoseBasis }>;
export const goesByBasis = (order: TreatmentOrder): order is BasisOrder => 'doseBasis' in order;

/** Whose order it is, as far as a rule asks; what is left out is not known. */
export type OrderedFor = {
  readonly ageYears?: number | undefined;
  /** 1 is the first of the course. */
  readonly sessionNumber?: number | undefined;
  readonly lastDose?: { readonly ugPerKg?: number | undefined; readonly ug?: number | undefined } | undefined;
};
