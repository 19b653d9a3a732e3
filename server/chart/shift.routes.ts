import { z } from '@hono/zod-openapi';
import { answers, json, route, routes } from '#server/platform/route.ts';
import { Id } from './chart.shapes.ts';
import { changeReach, readReach } from './reach.actions.ts';
import { comeOnSite, leaveSite } from './shift.actions.ts';

const Done = z.object({ done: z.literal(true) });
const done = { done: true as const };

const NewShift = z
  .object({
    id: Id.optional().openapi({ description: 'Made by the sender' }),
    untilAt: z.iso.datetime({ message: 'is a moment like 2026-11-25T17:00:00Z' }),
  })
  .openapi('NewShift');

const Reach = z
  .object({
    byMail: z.boolean(),
    textNumber: z
      .string()
      .regex(/^\+[1-9]\d{6,14}$/, 'is a number with its country: +17025550142')
      .nullable(),
  })
  .openapi('Reach');

/** Being here, and how to be reached: each says it of themselves. */
export const shiftRoutes = routes()
  .openapi(
    route({
      method: 'post',
      path: '/api/shift',
      may: 'shift.write',
      summary: 'I am on site until then',
      request: json(NewShift),
      responses: { 200: answers(z.object({ fromAt: z.string(), untilAt: z.string() }).openapi('Shift')) },
    }),
    async (c) => c.json(await comeOnSite(c.var.ctx, c.req.valid('json')), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/shift/leave',
      may: 'shift.write',
      summary: 'I leave the site',
      responses: { 200: answers(Done) },
    }),
    async (c) => {
      await leaveSite(c.var.ctx);
      return c.json(done, 200);
    },
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/reach',
      may: 'shift.write',
      summary: 'How I want to be told when nobody answers at a chair',
      responses: { 200: answers(Reach) },
    }),
    async (c) => c.json(await readReach(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'put',
      path: '/api/reach',
      may: 'shift.write',
      summary: 'Change how I want to be told',
      request: json(Reach),
      responses: { 200: answers(Done) },
    }),
    async (c) => {
      await changeReach(c.var.ctx, c.req.valid('json'));
      return c.json(done, 200);
    },
  );
