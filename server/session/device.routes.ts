import { z } from '@hono/zod-openapi';
import { answers, json, route, routes } from '#server/platform/route.ts';
import { assignDevice, nameDevice, readDevices, readLive, releaseDevice } from './device.actions.ts';
import { DevicesOnFloor, LiveValues } from './device.shapes.ts';

const Id = z.uuid();
const IdParam = z.object({ id: Id });
const Done = z.object({ ok: z.literal(true) });
const done = { ok: true } as const;
/** The last moment that a Date can hold. */
const mostMs = 8.64e15;

export const deviceRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/devices',
      may: 'device.read',
      summary: 'Monitors that were heard, whom each measures, and messages that could not be read',
      responses: { 200: answers(DevicesOnFloor) },
    }),
    async (c) => c.json(await readDevices(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/devices/{id}/assign',
      may: 'session.open',
      summary: 'From now on the values of this monitor are this session’s',
      request: {
        params: IdParam,
        ...json(z.object({ sessionId: Id, isMoved: z.boolean().default(false) }).openapi('DeviceAssignment')),
      },
      responses: { 200: answers(Done) },
    }),
    async (c) => {
      await assignDevice(c.var.ctx, c.req.valid('param').id, c.req.valid('json'));
      return c.json(done, 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/devices/{id}/release',
      may: 'session.open',
      summary: 'This monitor was taken off its patient',
      request: { params: IdParam },
      responses: { 200: answers(Done) },
    }),
    async (c) => {
      await releaseDevice(c.var.ctx, c.req.valid('param').id);
      return c.json(done, 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/devices/{id}/name',
      may: 'device.name',
      summary: 'What people call a monitor, and the zone of its clock',
      request: {
        params: IdParam,
        ...json(
          z
            .object({ name: z.string().trim().min(1).max(200), zone: z.string().trim().min(1).max(60).nullable() })
            .openapi('DeviceName'),
        ),
      },
      responses: { 200: answers(Done) },
    }),
    async (c) => {
      await nameDevice(c.var.ctx, c.req.valid('param').id, c.req.valid('json'));
      return c.json(done, 200);
    },
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/sessions/{id}/live',
      may: 'session.read',
      summary: 'What the monitors of a session say now: unconfirmed, and not charted',
      request: { params: IdParam, query: z.object({ after: z.coerce.number().int().min(0).max(mostMs).optional() }) },
      responses: { 200: answers(LiveValues) },
    }),
    async (c) => c.json(await readLive(c.var.ctx, c.req.valid('param').id, c.req.valid('query').after), 200),
  );
