import { z } from '@hono/zod-openapi';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { answers, route, routes } from '#server/platform/route.ts';
import { type AuditFilter, listAudit, stationNames } from './audit.queries.ts';
import { audit } from './audit.ts';

const Id = z.uuid('is an id').toLowerCase();

const Filter = z.object({
  patient: Id.optional().openapi({ description: 'Only what touched this patient' }),
  by: Id.optional().openapi({ description: 'Only what this practitioner did' }),
  action: z
    .string()
    .regex(/^[a-z.-]{1,64}$/, 'is an action like chart.read')
    .optional(),
  before: Id.optional().openapi({ description: 'The id of the last event of the page before' }),
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
    subjectKind: z.string().nullable(),
    subjectId: z.string().nullable(),
    reason: z.string().nullable(),
    erased: z.boolean(),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    details: z.unknown().optional(),
  })
  .openapi('AuditRow');

const pageSize = 50;

/** A page of the trail. Reading it is an event too: who watches is watched. */
async function readAudit(ctx: Context, filter: AuditFilter) {
  const names = await stationNames(ctx.services, ctx.clinicId);
  const events = await inClinic(ctx, async (tx) => {
    const found = await listAudit(tx, filter, pageSize);
    const details = { filter, shown: found.length };
    // The trail of one patient tells what is in the chart: whoever reads it has seen the chart.
    const look =
      filter.patient === undefined
        ? { action: 'audit.read' }
        : { action: 'chart.read', patientId: filter.patient, subject: { kind: 'audit', id: filter.patient } };
    await audit(tx, ctx, { ...look, details });
    return found;
  });
  return events.map(({ at, stationId, ...event }) => ({
    ...event,
    at: at.toISOString(),
    station: stationId === null ? null : (names.get(stationId) ?? 'a station that is gone'),
  }));
}

export const auditRoutes = routes().openapi(
  route({
    method: 'get',
    path: '/api/audit',
    may: 'audit.read',
    summary: 'Who did what, newest first, fifty at a time',
    request: { query: Filter },
    responses: { 200: answers(z.object({ events: z.array(AuditRow) })) },
  }),
  async (c) => c.json({ events: await readAudit(c.var.ctx, c.req.valid('query')) }, 200),
);
