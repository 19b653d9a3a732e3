import { z } from '@hono/zod-openapi';
import { Report, ReportFigures, reportBlocks } from '#clinical/finder/finder.ts';

/** Shapes of reports on the wire. What goes in and out is the medicine's own schema, made anew for the document. */
const Id = z.uuid('is an id').toLowerCase().openapi({ example: '0199a0b2-0000-7000-8000-000000000001' });
export const ReportIdParam = z.object({ id: Id });
const From = z
  .string()
  .regex(/^\d{4}-(01|07)-01$/, 'is the first day of a half-year')
  .openapi({ example: '2026-01-01' });

export const PeriodQuery = z.object({ from: From });

export const Preview = z
  .object({
    ...Report.pick({ period: true, center: true, synthetic: true, method: true, prices: true }).shape,
    figures: ReportFigures.extend({}).openapi('ReportFigures'),
    keptBack: z.array(z.enum(reportBlocks)),
    obstacles: z.array(z.string()),
    standing: z.string().nullable(),
    seen: z.string().openapi({ description: 'Goes back with the release: proof that a person looked' }),
  })
  .openapi('ReportPreview');

export const NewRelease = z
  .object({ from: From, seen: z.string().max(4_000), replaces: Id.optional() })
  .openapi('NewReportRelease');

/** No digit: a number would stand in running text. */
export const NewWithdrawal = z
  .object({
    why: z
      .string()
      .trim()
      .min(3, 'is needed')
      .max(1_000)
      .regex(/^[^\p{N}\p{C}]*$/u, 'holds no digit'),
  })
  .openapi('NewReportWithdrawal');

export const Released = z.object({ id: z.string() });

export const Reports = z
  .object({
    reports: z.array(
      Report.extend({ state: z.enum(['standing', 'replaced', 'withdrawn', 'notice']) }).openapi('KeptReport'),
    ),
  })
  .openapi('ClinicReports');

/** The list of a domain that anyone may read; `racemicReports` is the version of this form. */
export const ReportList = z
  .object({
    racemicReports: z.literal(1),
    reports: z.array(
      z.object({
        id: z.string(),
        from: z.string(),
        to: z.string(),
        releasedAt: z.string(),
        replaces: z.string().nullable(),
        isWithdrawal: z.boolean(),
      }),
    ),
  })
  .openapi('PublishedReports');
