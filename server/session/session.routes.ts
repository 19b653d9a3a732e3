import { z } from '@hono/zod-openapi';
import { SessionEvent } from '#clinical/session/session.ts';
import { atStation } from '#server/identity/station.actions.ts';
import { answers, json, route, routes } from '#server/platform/route.ts';
import { readFloor, seat, takeOrder } from './floor.actions.ts';
import { FloorAnswer } from './floor.shapes.ts';
import { PageOfSessions, PatientSessions } from './patient-sessions.shapes.ts';
import { readPatientSessions } from './patient-sessions.ts';
import { appendEvents, openSession, readEvents } from './session.actions.ts';
import { appendAtStation } from './station-events.ts';

const Id = z.uuid('is an id').toLowerCase().openapi({ example: '0199a0b2-0000-7000-8000-000000000001' });
const IdParam = z.object({ id: Id });
const After = z.object({ after: z.coerce.number().int().min(0).max(2_000_000_000).default(0) });

const NewSession = z
  .object({
    id: Id.optional().openapi({ description: 'Made by the sender, so that a repeated request is harmless' }),
    patientId: Id,
    plannedAt: z.iso.datetime({ message: 'is a moment like 2026-11-25T10:00:00Z' }),
    chairId: Id.optional(),
    orderId: Id.optional(),
    groupId: Id.optional().openapi({ description: 'The same for everyone who is treated together' }),
  })
  .openapi('NewSession');

/** A batch is as large as what a tablet gathers in an afternoon without a network, and no larger. */
const Batch = z
  .object({ events: z.array(SessionEvent).min(1).max(500, 'has 500 facts or fewer: send them in several parts') })
  .openapi('SessionEvents');

const Answer = z
  .object({
    id: z.string(),
    outcome: z.enum(['kept', 'known', 'refused']),
    seq: z.number().optional(),
    recordedMs: z.number().optional(),
    why: z.string().optional(),
    says: z.string().optional(),
    missing: z.array(z.object({ item: z.string(), says: z.string() })).optional(),
  })
  .openapi('SessionEventAnswer');

const KeptEvent = z
  .object({
    id: z.string(),
    session: z.string(),
    kind: z.string(),
    v: z.number(),
    data: z.record(z.string(), z.unknown()).nullable(),
    measuredAt: z.string(),
    enteredAt: z.string(),
    by: z.string().nullable(),
    station: z.string(),
    stationSeq: z.number(),
    clockOffsetMs: z.number(),
    offsetCheckedAt: z.string().nullable(),
    seq: z.number(),
    recordedMs: z.number(),
    hash: z.string(),
  })
  .openapi('KeptSessionEvent');

const Done = z.object({ done: z.literal(true) });
const done = { done: true as const };

export const sessionRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/floor',
      may: 'session.read',
      summary: 'Chairs, staff, and the sessions of today and those not signed yet',
      responses: { 200: answers(FloorAnswer) },
    }),
    async (c) => c.json(await readFloor(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/sessions/{id}/chair',
      may: 'session.open',
      summary: 'Seat the patient at a chair, or take them from it',
      request: { params: IdParam, ...json(z.object({ chairId: Id.nullable() }).openapi('SessionChair')) },
      responses: { 200: answers(Done) },
    }),
    async (c) => {
      await seat(c.var.ctx, c.req.valid('param').id, c.req.valid('json').chairId);
      return c.json(done, 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/sessions/{id}/order',
      may: 'session.open',
      summary: 'Take the order that the session runs under, before the dose',
      request: { params: IdParam, ...json(z.object({ orderId: Id }).openapi('SessionOrder')) },
      responses: { 200: answers(Done) },
    }),
    async (c) => {
      await takeOrder(c.var.ctx, c.req.valid('param').id, c.req.valid('json').orderId);
      return c.json(done, 200);
    },
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/patients/{id}/sessions',
      may: 'session.read',
      summary: 'The sessions of a patient, newest first, each in a line',
      request: { params: IdParam, query: PageOfSessions },
      responses: { 200: answers(PatientSessions) },
    }),
    async (c) =>
      c.json(await readPatientSessions(c.var.ctx, c.req.valid('param').id, c.req.valid('query').before), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/station/events',
      may: 'station',
      summary: 'A station at which nobody is signed in writes down that the dose was stopped, or an emergency',
      request: json(Batch),
      responses: { 200: answers(z.object({ answers: z.array(Answer) })) },
    }),
    async (c) => c.json({ answers: await appendAtStation(await atStation(c), c.req.valid('json').events) }, 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/sessions',
      may: 'session.open',
      summary: 'Open a treatment session',
      request: json(NewSession),
      responses: { 201: answers(z.object({ id: z.string() })) },
    }),
    async (c) => c.json(await openSession(c.var.ctx, c.req.valid('json')), 201),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/sessions/events',
      may: 'session.write',
      summary: 'Write down what happened: each fact is kept, known already, or refused with the reason',
      request: json(Batch),
      responses: { 200: answers(z.object({ answers: z.array(Answer) })) },
    }),
    async (c) => c.json({ answers: await appendEvents(c.var.ctx, c.req.valid('json').events) }, 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/sessions/{id}/events',
      may: 'session.read',
      summary: 'The log of a session, after a place in it',
      request: { params: IdParam, query: After },
      responses: {
        200: answers(
          z.object({
            session: z.object({
              id: z.string(),
              patientId: z.string(),
              plannedAt: z.union([z.date(), z.iso.datetime()]).openapi({ type: 'string', format: 'date-time' }),
              lastSeq: z.number(),
              head: z.string(),
            }),
            events: z.array(KeptEvent),
            /** Sets moved here from other sessions, with the corrections that did it. */
            movedHere: z.array(KeptEvent),
          }),
        ),
      },
    }),
    async (c) => c.json(await readEvents(c.var.ctx, c.req.valid('param').id, c.req.valid('query').after), 200),
  );
