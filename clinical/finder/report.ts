/**
 * A report of a center about itself, version 1: what is signed, published and checked.
 *
 * What the center's record does not hold is `absent` with the reason in words; it is never zero. Running text holds no
 * digit, so that no number goes round the rule for small counts.
 *
 * @source regulatory basis G4, G6
 */
import { z } from 'zod';
import { sideEffectIds } from '#clinical/chart/chart.ts';
import { Count } from './report-count.ts';

export const reportRoutes = [
  'iv',
  'im',
  'sc',
  'intranasal-esketamine',
  'intranasal-racemic',
  'oral',
  'sublingual',
] as const;
export type ReportRoute = (typeof reportRoutes)[number];

/** Grades of a side effect that a session can have; `not-stated`: it was written down without one. */
export const reportGrades = ['1', '2', '3', '4', '5', 'not-stated'] as const;
export type ReportGrade = (typeof reportGrades)[number];

export const pricedThings = ['first-visit', ...reportRoutes, 'course', 'late-cancellation'] as const;

const Day = z.iso.date('is a day as 2026-06-30');
const Moment = z.iso.datetime('is a moment as 2026-07-14T09:30:00Z');
const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'is needed')
    .max(max, `has ${max} characters or fewer`)
    .regex(/^[^\p{N}\p{C}]*$/u, 'holds no digit: a number stands in its own field or nowhere');
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'is needed')
    .max(max)
    .regex(/^\P{C}*$/u, 'is one line');

/** The host name of a center, in lower case, without a port: keys and reports are fetched from there and nowhere else. */
export const Domain = z
  .string()
  .max(253)
  .regex(/^(?=.*[a-z])([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/, 'is a host name');

const Absent = z.strictObject({ absent: text(300) });
const orAbsent = <Shape extends z.ZodType>(shape: Shape) => z.union([shape, Absent]);

const Week = z.int().min(1).max(520);

/** Of the people who began a course in the period: how many have a score before, and how many after. */
const Completeness = z.strictObject({
  scale: line(40),
  /** Nothing to compare a later score with. `asked` and these are together all who began. */
  noScoreBefore: Count,
  asked: Count,
  /** At each week `answered` and `notAnswered` are together all who were `asked`. */
  weeks: z.array(z.strictObject({ week: Week, answered: Count, notAnswered: Count })).max(10),
});

const Outcome = z.strictObject({ week: Week, answered: Count, muchBetter: Count, inRemission: Count });

const Effect = z.strictObject({
  effect: z.enum(sideEffectIds),
  grades: z.array(z.strictObject({ grade: z.enum(reportGrades), sessions: Count })).length(reportGrades.length),
});

/** A named person answers for it; when is part of what they answer for. */
const Person = z.strictObject({ name: line(200), role: text(60), at: Moment });

export const ReportFigures = z.strictObject({
  /** People whose course began in the period: each person in one period only. */
  people: orAbsent(z.strictObject({ began: Count })),
  completeness: orAbsent(Completeness),
  outcomes: orAbsent(z.strictObject({ weeks: z.array(Outcome).max(10) })),
  sessions: orAbsent(
    z.strictObject({
      total: Count,
      byRoute: z.array(z.strictObject({ route: z.enum(reportRoutes), sessions: Count })).length(reportRoutes.length),
    }),
  ),
  /** By the worst grade in each session; `sessions` is what every grade is out of. */
  sideEffects: orAbsent(z.strictObject({ sessions: Count, effects: z.array(Effect).length(sideEffectIds.length) })),
  /** Kept on time is what is due and not late. */
  readings: orAbsent(z.strictObject({ due: Count, late: Count })),
  transfers: orAbsent(z.strictObject({ sessions: Count, unplanned: Count })),
  /** From being asked for to the first dose. */
  waiting: orAbsent(z.strictObject({ people: Count, medianDays: z.int().min(0).max(10_000).nullable() })),
});
export type ReportFigures = z.infer<typeof ReportFigures>;

export const Report = z.strictObject({
  racemicReport: z.literal(1),
  id: z.uuid('is an id'),
  /** Made up, for trying: said wherever it is shown. */
  synthetic: z.boolean(),
  center: z.strictObject({ name: line(200), domain: Domain }),
  method: z.strictObject({ name: line(60), version: z.int().min(1) }),
  period: z.strictObject({ from: Day, to: Day }),
  figures: ReportFigures,
  prices: orAbsent(
    z.strictObject({
      /** The day the center stated them. */
      statedOn: Day,
      currency: z.literal('USD'),
      list: z.array(z.strictObject({ for: z.enum(pricedThings), cents: z.int().min(0).max(100_000_000) })).max(40),
    }),
  ),
  software: z.strictObject({ name: line(60), version: line(60) }),
  /** The newest link of the center's audit chain when the figures were made. */
  auditHead: z.strictObject({ seq: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/, 'is a SHA-256 in hex') }),
  previewedBy: Person,
  releasedBy: Person,
  /** The report whose place it takes: a report is never edited. */
  replaces: z.uuid('is an id').nullable(),
  /** Taken back: the figures are absent, and this says why. */
  withdrawn: z.strictObject({ why: text(1_000) }).nullable(),
});
export type Report = z.infer<typeof Report>;

/** Figures for which there is nothing to show, each with the same reason in words. */
export const noFigures = (absent: string): ReportFigures => ({
  people: { absent },
  completeness: { absent },
  outcomes: { absent },
  sessions: { absent },
  sideEffects: { absent },
  readings: { absent },
  transfers: { absent },
  waiting: { absent },
});

export const isAbsent = <Shape extends object>(of: Shape | { absent: string }): of is { absent: string } =>
  'absent' in of;
