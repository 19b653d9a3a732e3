/**
 * A clinic's protocol: data that a medical director signs, inside bounds that it cannot leave.
 *
 * Amounts are whole micrograms, or whole micrograms per kilogram. A protocol may be stricter than the project; what is
 * looser is refused here, so no other rule has to look for it.
 */
import { z } from 'zod';
import { ratingNames } from './cadence.ts';
import { IsoDay } from './dates.ts';
import { ThresholdChanges } from './threshold-changes.ts';

const count = (says: string) => z.int(says).positive(says);
const amount = count('is a whole number of micrograms, more than 0').max(1_000_000_000, 'is too large');
const days = count('is a whole number of days').max(1_000, 'is 1000 days or less');
const minutes = z.int('is a whole number of minutes').min(-1_000, 'is too early').max(1_000, 'is 1000 minutes or less');
const text = (most: number) =>
  z.string('is text').trim().min(1, 'is not empty').max(most, `is at most ${most} letters`);

const Span = z
  .strictObject({ from: amount, to: amount })
  .refine(({ from, to }) => from <= to, 'has its lower end first');

export const routes = ['iv', 'im', 'sc', 'intranasal', 'oral', 'sublingual'] as const;
export type Route = (typeof routes)[number];
export const weightBases = ['actual', 'ideal', 'adjusted'] as const;
export type WeightBasis = (typeof weightBases)[number];

export const Signature = z.strictObject({ by: text(200), on: IsoDay });
export type Signature = z.infer<typeof Signature>;

const Limit = z
  .strictObject({ ugPerKg: amount.optional(), ug: amount.optional() })
  .refine((limit) => limit.ugPerKg !== undefined || limit.ug !== undefined, 'says ugPerKg, ug or both');

/** A stretch of a course. Days count from the first dose, which is day 0. */
export const Phase = z.strictObject({
  name: text(60),
  /** Days from one session to the next, over and over: [3, 4] is twice a week. */
  gapsDays: z.array(days, 'is a list of days').min(1, 'has at least one gap').max(31, 'has at most 31 gaps').readonly(),
  /** Left out: as long as it is wanted. */
  sessions: count('is a whole number of sessions').max(1_000, 'is 1000 or less').optional(),
  mostPer7Days: count('is from 1 to 7').max(7, 'is from 1 to 7'),
  /** For how many days from the first dose `mostPer7Days` may go on; later one in 7 days. */
  forDays: days.optional(),
  /** A phase of a label has its weeks: a session that finds no day in them is not given later. */
  fromWeek: count('is a week, from 1').max(1_000, 'is 1000 or less').optional(),
  toWeek: count('is a week, from 1').max(1_000, 'is 1000 or less').optional(),
  mostPerWeek: count('is from 1 to 7').max(7, 'is from 1 to 7').optional(),
});
export type Phase = z.infer<typeof Phase>;

const Dose = z.strictObject({
  /** What `start`, `usual` and `steps` are in. */
  unit: z.enum(['ug/kg', 'ug'], 'is ug/kg or ug'),
  start: Span,
  usual: Span,
  /** How a dose moves from one session to the next; null while nobody has filled and signed it. */
  steps: z
    .union([z.strictObject({ by: Span }), z.strictObject({ ladder: z.array(amount).min(2).max(20).readonly() })])
    .nullable(),
  /** The only doses there are, in micrograms: what a device holds. */
  only: z.array(amount).min(1).max(20).readonly().optional(),
  /** A dose worked out from a weight is rounded to whole ones of these. */
  wholeUg: amount,
  /** Improvement, in per cent, below which a tolerated dose may go up one step. */
  raiseBelowPct: count('is a percentage').max(100, 'is at most 100').optional(),
  weightBasis: z
    .strictObject({
      usual: z.enum(weightBases, 'is actual, ideal or adjusted'),
      fromBmi: z.number('is a number').positive('is more than 0').max(100, 'is at most 100'),
      basisFromBmi: z.enum(weightBases, 'is actual, ideal or adjusted'),
    })
    .optional(),
});

const Cadence = z.strictObject({
  readingsAtMin: z.array(minutes).min(1, 'has at least one reading').max(100, 'has at most 100 readings').readonly(),
  duringEveryMin: minutes.positive('is more than 0').optional(),
  afterEveryMin: minutes.positive('is more than 0').optional(),
  continuousUntilMin: minutes.optional(),
  continuous: z.enum(['while-running', 'until-minute', 'when-sedated', 'no'], 'is a word of this list'),
  ratingsAtMin: z.array(minutes).max(100, 'has at most 100 ratings').readonly().optional(),
  ratings: z
    .array(
      z.strictObject({
        rating: z.enum(ratingNames, 'is a rating of this list'),
        atMin: z
          .array(minutes)
          .min(1, 'has at least one minute')
          .max(100, 'has at most 100 minutes')
          .refine((all) => all.every((at, place) => at > (all[place - 1] ?? 0)), 'goes up from each to the next')
          .readonly(),
      }),
    )
    .max(ratingNames.length, 'names each rating once')
    .refine((all) => new Set(all.map(({ rating }) => rating)).size === all.length, 'names each rating once')
    .readonly()
    .optional(),
  ifSymptomsAtMin: minutes.optional(),
});

export const ProtocolShape = z.strictObject({
  id: z
    .string('is text')
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is letters and digits with dashes')
    .max(60, 'is too long'),
  title: text(200),
  route: z.enum(routes, 'is iv, im, sc, intranasal, oral or sublingual'),
  product: z.enum(['ketamine', 'esketamine'], 'is ketamine or esketamine'),
  indication: z.enum(['trd', 'mdd-si'], 'is trd or mdd-si').optional(),
  /** Null: no dose is worked out here, what was given is recorded with its reason. */
  dose: Dose.nullable(),
  /** Null: nobody has proposed any. `signed` null: proposed, and no medical director stands behind it: no dose. */
  limits: z.strictObject({ ceiling: Limit, hardStop: Limit, signed: Signature.nullable() }).nullable(),
  infusion: z.strictObject({ overMin: minutes, fromMin: minutes, toMin: minutes }).optional(),
  inductions: z.record(z.string(), Phase),
  /** Which of the inductions is planned unless another is asked for; null: none is planned. */
  induction: z.string('is the name of an induction').nullable(),
  after: z.array(Phase, 'is a list of phases').max(20, 'has at most 20 phases').readonly(),
  leastDaysBetween: days,
  cadence: Cadence,
  leastStay: z.union(
    [z.strictObject({ fromDoseMin: minutes }), z.strictObject({ fromEndMin: minutes })],
    'is fromDoseMin or fromEndMin',
  ),
  /** A spray in several devices: from which of them the shortest stay counts; left out, from the last. */
  countsFrom: z.enum(['first-device', 'last-device'], 'is first-device or last-device').optional(),
  /** Only what the clinic has changed; the rest are the project's lines. */
  thresholds: ThresholdChanges,
});
export type Protocol = z.infer<typeof ProtocolShape>;
