import { z } from '@hono/zod-openapi';
import { CalendarDate } from '#clinical/chart/chart.ts';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { answers, route, routes } from '#server/platform/route.ts';
import { type AuditFilter, listAudit, patientInTrail, stationNames } from './audit.queries.ts';
import { audit } from './audit.ts';

const Id = z.uuid('is an id').toLowerCase();

const Filter = z
  .object({
    patient: Id.optional().openapi({ description: 'Only what touched this patient' }),
    by: Id.optional().openapi({ description: 'Only what this practitioner did' }),
    action: z
      .string()
      .regex(/^[a-z.-]{1,64}$/, 'is an action like chart.read')
      .optional(),
    from: CalendarDate.optional().openapi({ description: 'From this day on, in the clinic’s time zone' }),
    to: CalendarDate.optional().openapi({ description: 'Until this day, which is included' }),
    before: Id.optional().openapi({ description: 'The id of the last event of the page before' }),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    message: 'is not before the first day',
    path: ['to'],
  });

const AuditRow = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    action: z.string(),
    byKind: z.string(),
    practitionerId: z.string().nullable(),
    givenName: z.string().nullable(),
    familyName: z.string().nullable(),
    station: z.string().nullable(),
    patientId: z.string().nullable(),
    patientNumber: z.string().nullable(),
    patientInitials: z.string().nullable(),
    subjectKind: z.string().nullable(),
    subjectId: z.string().nullable(),
    reason: z.string().nullable(),
    erased: z.boolean(),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    details: z.unknown().optional(),
  })
  .openapi('AuditRow');

const Page = z
  .object({
    events: z.array(AuditRow),
    /** Whose trail it is, where one patient was asked for. */
    patient: z.object({ id: z.string(), number: z.string(), initials: z.string() }).optional(),
  })
  .openapi('AuditPage');

const pageSize = 50;

/** A page of the trail. Reading it is an event too: who watches is watched. */
async function readAudit(ctx: Context, filter: AuditFilter) {
  const names = await stationNames(ctx.services, ctx.clinicId);
  const { events, patient } = await inClinic(ctx, async (tx) => {
    const found = await listAudit(tx, filter, pageSize);
    const whose = filter.patient === undefined ? undefined : await patientInTrail(tx, filter.patient);
    const details = { filter, shown: found.length };
    // The trail of one patient tells what is in the chart: whoever reads it has seen the chart.
    const look =
      filter.patient === undefined
        ? { action: 'audit.read' }
        : { action: 'chart.read', patientId: filter.patient, subject: { kind: 'audit', id: filter.patient } };
    await audit(tx, ctx, { ...look, details });
    return { events: found, patient: whose };
  });
  const rows = events.map(({ at, stationId, ...event }) => ({
    ...event,
    at: at.toISOString(),
    station: stationId === null ? null : (names.get(stationId) ?? 'a station that is gone'),
  }));
  return { events: rows, ...(patient === undefined ? {} : { patient }) };
}

export const auditRoutes = routes().openapi(
  route({
    method: 'get',
    path: '/api/audit',
    may: 'audit.read',
    summary: 'Who did what, newest first, fifty at a time',
    request: { query: Filter },
    responses: { 200: answers(Page) },
  }),
  async (c) => c.json(await readAudit(c.var.ctx, c.req.valid('query')), 200),
);
