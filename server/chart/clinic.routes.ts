import { z } from '@hono/zod-openapi';
import { answers, json, route, routes } from '#server/platform/route.ts';
import { ChangedClinic, Clinic } from './chart.shapes.ts';
import { readClinic, updateClinic } from './clinic.actions.ts';

export const clinicRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/clinic',
      may: 'clinic.read',
      summary: 'The clinic’s name, place, clock and idle lock',
      responses: { 200: answers(Clinic) },
    }),
    async (c) => c.json(await readClinic(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'put',
      path: '/api/clinic',
      may: 'clinic.update',
      summary: 'Change the clinic’s settings',
      request: json(ChangedClinic),
      responses: { 200: answers(z.object({ version: z.number() })) },
    }),
    async (c) => {
      const { version, ...set } = c.req.valid('json');
      return c.json(await updateClinic(c.var.ctx, version, set), 200);
    },
  );
