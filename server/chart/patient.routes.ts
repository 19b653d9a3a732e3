import { z } from '@hono/zod-openapi';
import { CalendarDate, line, PersonName } from '#clinical/chart/chart.ts';
import { answers, json, route, routes } from '#server/platform/route.ts';
import { breakGlass, listOpenings, reviewBreakGlass } from './break-glass.actions.ts';
import { listHistory, listLooks } from './chart.actions.ts';
import {
  Candidate,
  Change,
  ChangedPatient,
  Chart,
  Id,
  IdParam,
  Look,
  Moment,
  NewPatient,
  PatientSummary,
  Version,
} from './chart.shapes.ts';
import {
  findDuplicates,
  findPatients,
  openChart,
  registerPatient,
  setCareTeam,
  setRestriction,
  updatePatient,
} from './patient.actions.ts';

const CareTeam = z
  .object({
    practitionerIds: z.array(Id).max(50),
    seen: z.array(Id).max(50).optional().openapi({ description: 'The team that the person saw before choosing' }),
  })
  .openapi('CareTeam');
const Found = z.object({ patients: z.array(PatientSummary), total: z.number() }).openapi('FoundPatients');
const Opening = z
  .object({
    id: z.string(),
    patientId: z.string(),
    practitionerId: z.string(),
    reason: z.string(),
    openedAt: Moment,
    openUntil: Moment,
    reviewedBy: z.string().nullable(),
    reviewedAt: Moment.nullable(),
    outcome: z.string().nullable(),
    note: z.string(),
    version: z.number(),
    givenName: z.string(),
    familyName: z.string(),
    initials: z.string(),
    number: z.string(),
  })
  .openapi('Opening');

const Opened = z.object({ id: z.string(), openUntil: Moment });

/** Words, not signs: "...........", or one key held down, tells nobody why a chart was opened. In any script. */
const Need = line(500, 'a reason')
  .min(10, 'is 10 characters or more')
  .refine((text) => new Set(text.toLowerCase().match(/\p{L}/gu)).size >= 5, { message: 'says in words why' });

const Restriction = z
  .object({ version: Version, restricted: z.boolean(), reason: line(300, 'a reason').min(3, 'is needed') })
  .openapi('Restriction');

/** What is being typed: spaces at its end are no mistake yet, characters nobody types are. */
const Typed = z
  .string()
  .max(200)
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), { message: 'holds a character that nobody types' });

export const patientRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/patients',
      may: 'patient.read',
      summary: 'The patients registered last',
      request: { query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }) },
      responses: { 200: answers(Found) },
    }),
    async (c) => c.json(await findPatients(c.var.ctx, '', c.req.valid('query').limit), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/patients/search',
      may: 'patient.read',
      summary: 'Find patients by name, birth date or chart number, as typed. In a body: an address ends up in logs',
      request: json(z.object({ q: Typed, limit: z.int().min(1).max(100).default(20) }).openapi('PatientSearch')),
      responses: { 200: answers(Found) },
    }),
    async (c) => {
      const { q, limit } = c.req.valid('json');
      return c.json(await findPatients(c.var.ctx, q, limit), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/patients/duplicates',
      may: 'patient.register',
      summary: 'Records that may be of the same person',
      request: json(
        z.object({ givenName: PersonName, familyName: PersonName, birthOn: CalendarDate }).openapi('Likeness'),
      ),
      responses: { 200: answers(z.object({ candidates: z.array(Candidate) })) },
    }),
    async (c) => c.json(await findDuplicates(c.var.ctx, c.req.valid('json')), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/patients',
      may: 'patient.register',
      summary: 'Register a patient',
      request: json(NewPatient),
      responses: { 201: answers(z.object({ id: z.string(), number: z.string() })) },
    }),
    async (c) => {
      const { id, confirmedDistinct, reason, ...input } = c.req.valid('json');
      return c.json(await registerPatient(c.var.ctx, input, { id, confirmedDistinct, reason }), 201);
    },
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/patients/{id}/chart',
      may: 'patient.read',
      summary: 'The whole chart; opening it is written to the audit trail',
      request: { params: IdParam },
      responses: { 200: answers(Chart) },
    }),
    async (c) => c.json(chartOut(await openChart(c.var.ctx, c.req.valid('param').id)), 200),
  )
  .openapi(
    route({
      method: 'put',
      path: '/api/patients/{id}',
      may: 'patient.update',
      summary: 'Change what is known of a patient',
      request: { params: IdParam, ...json(ChangedPatient) },
      responses: { 200: answers(z.object({ version: z.number() })) },
    }),
    async (c) => {
      const { version, ...input } = c.req.valid('json');
      return c.json(await updatePatient(c.var.ctx, c.req.valid('param').id, version, input), 200);
    },
  )
  .openapi(
    route({
      method: 'put',
      path: '/api/patients/{id}/restriction',
      may: 'patient.restrict',
      summary: 'Open a chart to its care team only, or to all who treat again; with a reason',
      request: { params: IdParam, ...json(Restriction) },
      responses: { 200: answers(z.object({ version: z.number() })) },
    }),
    async (c) => c.json(await setRestriction(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/patients/{id}/history',
      may: 'chart.read',
      summary: 'Every change to a chart, newest first',
      request: {
        params: IdParam,
        query: z.object({ before: Id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
      },
      responses: { 200: answers(z.object({ changes: z.array(Change) })) },
    }),
    async (c) => {
      const { before, limit } = c.req.valid('query');
      return c.json(await listHistory(c.var.ctx, c.req.valid('param').id, before, limit), 200);
    },
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/patients/{id}/access',
      may: 'chart.access',
      summary: 'Who looked at a chart, by what right and why',
      request: {
        params: IdParam,
        query: z.object({ before: Id.optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }),
      },
      responses: { 200: answers(z.object({ looks: z.array(Look) })) },
    }),
    async (c) => {
      const { before, limit } = c.req.valid('query');
      return c.json(await listLooks(c.var.ctx, c.req.valid('param').id, before, limit), 200);
    },
  )
  .openapi(
    route({
      method: 'put',
      path: '/api/patients/{id}/care-team',
      may: 'care-team.write',
      summary: 'Set who is on the care team',
      request: { params: IdParam, ...json(CareTeam) },
      responses: { 204: { description: 'Done' } },
    }),
    async (c) => {
      const { practitionerIds, seen } = c.req.valid('json');
      await setCareTeam(c.var.ctx, c.req.valid('param').id, [...new Set(practitionerIds)], seen);
      return c.body(null, 204);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/patients/{id}/break-glass',
      may: 'break-glass.open',
      summary: 'Open a restricted chart in need, with a reason',
      request: {
        params: IdParam,
        ...json(z.object({ reason: Need }).openapi('BreakGlass')),
      },
      responses: { 200: answers(Opened, 'It was open already'), 201: answers(Opened) },
    }),
    async (c) => {
      const { again, ...opened } = await breakGlass(c.var.ctx, c.req.valid('param').id, c.req.valid('json').reason);
      return again ? c.json(opened, 200) : c.json(opened, 201);
    },
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/break-glass',
      may: 'break-glass.read',
      summary: 'Openings of restricted charts, unreviewed first',
      responses: { 200: answers(z.object({ openings: z.array(Opening) })) },
    }),
    async (c) => c.json(await listOpenings(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/break-glass/{id}/review',
      may: 'break-glass.review',
      summary: 'Say whether an opening was right',
      request: {
        params: IdParam,
        ...json(
          z
            .object({
              outcome: z.enum(['justified', 'not-justified', 'needs-follow-up']),
              note: line(1000, 'a note').default(''),
            })
            .openapi('Review'),
        ),
      },
      responses: { 204: { description: 'Done' } },
    }),
    async (c) => {
      await reviewBreakGlass(c.var.ctx, c.req.valid('param').id, c.req.valid('json'));
      return c.body(null, 204);
    },
  );

const chartOut = (chart: unknown): z.infer<typeof Chart> => Chart.parse(chart);
