import { answers, json, route, routes } from '#server/platform/route.ts';
import { previewReport, readReports, releaseReport, retireKey, withdrawReport } from './registry.actions.ts';
import {
  NewRelease,
  NewWithdrawal,
  PeriodQuery,
  Preview,
  Released,
  ReportIdParam,
  Reports,
} from './registry.shapes.ts';

export const reportRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/reports',
      may: 'report.preview',
      summary: 'Every report that this clinic released, newest first',
      responses: { 200: answers(Reports) },
    }),
    async (c) => c.json(await readReports(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/reports/preview',
      may: 'report.preview',
      summary: 'The report of a half-year as it would be published; nothing is kept',
      request: json(PeriodQuery.openapi('ReportPeriodAsked')),
      responses: { 200: answers(Preview) },
    }),
    async (c) => c.json(await previewReport(c.var.ctx, c.req.valid('json').from), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/reports',
      may: 'report.release',
      summary: 'Sign and publish the report of a half-year, as it was previewed',
      request: json(NewRelease),
      responses: { 201: answers(Released) },
    }),
    async (c) => c.json(await releaseReport(c.var.ctx, c.req.valid('json')), 201),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/reports/{id}/withdraw',
      may: 'report.withdraw',
      summary: 'Take a report back: a signed notice stands in its place',
      request: { params: ReportIdParam, ...json(NewWithdrawal) },
      responses: { 201: answers(Released) },
    }),
    async (c) => c.json(await withdrawReport(c.var.ctx, c.req.valid('param').id, c.req.valid('json').why), 201),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/reports/retire-key',
      may: 'report.release',
      summary: 'Retire the key that signs reports; the next release makes another',
      responses: { 204: { description: 'Done' } },
    }),
    async (c) => {
      await retireKey(c.var.ctx);
      return c.body(null, 204);
    },
  );
