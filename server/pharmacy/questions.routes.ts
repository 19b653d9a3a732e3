import { z } from '@hono/zod-openapi';
import { answers, route, routes } from '#server/platform/route.ts';
import { readAwaiting } from './awaiting.actions.ts';
import { readDiscrepancies } from './discrepancy.actions.ts';
import { readDisposals } from './disposal.actions.ts';
import { DiscrepancyQuery, IdParam, PeriodQuery, RegisterPage, RegisterQuery } from './pharmacy.shapes.ts';
import {
  Awaiting,
  Container,
  Counts,
  Discrepancies,
  Disposals,
  Register,
  SessionDrugs,
  Stock,
  Unaccounted,
  Witnessed,
} from './pharmacy-answers.shapes.ts';
import {
  exportRegister,
  readCounts,
  readRegister,
  readSessionDrugs,
  readUnaccounted,
  readWitnessed,
} from './questions.actions.ts';
import { readContainer, readStock } from './stock.actions.ts';

/** What lies where, what happened to it, and what is not accounted for. */
export const pharmacyQuestionRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/pharmacy/stock',
      may: 'stock.read',
      summary: 'Stock by location and product',
      responses: { 200: answers(Stock) },
    }),
    async (c) => c.json(await readStock(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/pharmacy/containers/{id}',
      may: 'stock.read',
      summary: 'One container, also where nothing of it is left',
      request: { params: IdParam },
      responses: { 200: answers(Container) },
    }),
    async (c) => c.json(await readContainer(c.var.ctx, c.req.valid('param').id), 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/pharmacy/disposals',
      may: 'stock.read',
      summary: 'Stock that was destroyed or handed over, the newest first',
      responses: { 200: answers(Disposals) },
    }),
    async (c) => c.json(await readDisposals(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/pharmacy/register',
      may: 'stock.read',
      summary: 'The perpetual register, the newest first',
      request: { query: RegisterPage },
      responses: { 200: answers(Register) },
    }),
    async (c) => c.json(await readRegister(c.var.ctx, c.req.valid('query')), 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/pharmacy/register.csv',
      may: 'register.read',
      summary: 'The register as a table, with names and addresses',
      request: { query: RegisterQuery },
      responses: { 200: { description: 'A table', content: { 'text/csv': { schema: z.string() } } } },
    }),
    async (c) => {
      const table = await exportRegister(c.var.ctx, c.req.valid('query'));
      return c.body(table, 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="register.csv"',
      });
    },
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/pharmacy/unaccounted',
      may: 'stock.read',
      summary: 'Drawn and neither given, wasted nor returned: by person and age',
      responses: { 200: answers(Unaccounted) },
    }),
    async (c) => c.json(await readUnaccounted(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/pharmacy/awaiting',
      may: 'stock.read',
      summary: 'What waits for a second person',
      responses: { 200: answers(Awaiting) },
    }),
    async (c) => c.json(await readAwaiting(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/pharmacy/discrepancies',
      may: 'stock.read',
      summary: 'What does not add up, and what was done about it',
      request: { query: DiscrepancyQuery },
      responses: { 200: answers(Discrepancies) },
    }),
    async (c) => c.json(await readDiscrepancies(c.var.ctx, c.req.valid('query').state), 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/pharmacy/counts',
      may: 'stock.read',
      summary: 'The newest counts',
      responses: { 200: answers(Counts) },
    }),
    async (c) => c.json(await readCounts(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/pharmacy/witnessed',
      may: 'stock.read',
      summary: 'Who was the second person of whom, how often',
      request: { query: PeriodQuery },
      responses: { 200: answers(Witnessed) },
    }),
    async (c) => c.json(await readWitnessed(c.var.ctx, c.req.valid('query')), 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/pharmacy/sessions/{id}',
      may: 'session.read',
      summary: 'What a session drew, gave and wasted, and what is still open',
      request: { params: IdParam },
      responses: { 200: answers(SessionDrugs) },
    }),
    async (c) => c.json(await readSessionDrugs(c.var.ctx, c.req.valid('param').id), 200),
  );
