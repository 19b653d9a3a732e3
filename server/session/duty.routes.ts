import { z } from '@hono/zod-openapi';
import { line } from '#clinical/chart/chart.ts';
import { Ladder, projectLadder } from '#clinical/session/session.ts';
import { answers, json, route, routes } from '#server/platform/route.ts';
import { readCalls } from './calls.actions.ts';
import { readLadder, signLadder } from './ladder.actions.ts';
import { writeSound } from './sound.actions.ts';

const LadderShape = Ladder.extend({}).openapi('Ladder', { example: projectLadder.value });

const LadderInForce = z
  .object({
    version: z.number().nullable(),
    ladder: LadderShape,
    projectDefault: LadderShape,
    signed: z.object({ by: z.string(), at: z.string(), reason: z.string() }).optional(),
  })
  .openapi('LadderInForce');

const NewLadder = z
  .object({
    version: z.int('is the version that is signed').min(1).max(1_000_000),
    ladder: LadderShape,
    reason: line(300, 'a reason').min(3, 'is needed'),
  })
  .openapi('NewLadder');

const Call = z
  .object({
    ...{ session: z.string(), task: z.string(), says: z.string() },
    ...{ initials: z.string(), values: z.string(), sinceMs: z.number(), atMs: z.number() },
  })
  .openapi('Call');

/** Who is told when nobody answers at a chair, what one is called for, and the sound of a staff station. */
export const dutyRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/ladder',
      may: 'ladder.read',
      summary: 'Who is told when nobody answers: the ladder in force, and who signed it',
      responses: { 200: answers(LadderInForce) },
    }),
    async (c) => c.json(await readLadder(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/ladder',
      may: 'ladder.sign',
      summary: 'A medical director signs the next version of the ladder',
      request: json(NewLadder),
      responses: { 201: answers(z.object({ version: z.number() })) },
    }),
    async (c) => c.json(await signLadder(c.var.ctx, c.req.valid('json')), 201),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/calls',
      may: 'session.read',
      summary: 'What I am called for and nobody has yet',
      responses: { 200: answers(z.object({ calls: z.array(Call) }).openapi('Calls')) },
    }),
    async (c) => c.json(await readCalls(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/station/sound',
      may: 'sound.write',
      summary: 'The sound of this staff station was heard, was not heard, or is silenced for two minutes',
      request: json(
        z
          .object({ what: z.enum(['heard', 'not-heard', 'silenced'], 'is heard, not-heard or silenced') })
          .openapi('StationSound'),
      ),
      responses: { 200: answers(z.object({ done: z.literal(true) })) },
    }),
    async (c) => {
      await writeSound(c.var.ctx, c.req.valid('json').what);
      return c.json({ done: true as const }, 200);
    },
  );
