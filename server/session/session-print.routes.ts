import { z } from '@hono/zod-openapi';
import { answers, route, routes } from '#server/platform/route.ts';
import { readDossier, readTransfer } from './dossier.ts';
import { sessionBundle } from './session.fhir.ts';
import { papers } from './session-document.ts';
import { printSession, printTransfer } from './session-print.ts';

const IdParam = z.object({ id: z.uuid('is an id').toLowerCase() });
const PaperQuery = z.object({ paper: z.enum(papers, 'is a4 or letter').default('a4') });

/** The record as a document to keep, and as data for other systems. */
/** As FHIR R4 names it; what stands in it is FHIR's to describe. */
const Bundle = z
  .looseObject({
    resourceType: z.literal('Bundle'),
    type: z.string(),
    timestamp: z.string().optional(),
    identifier: z.unknown(),
    meta: z.unknown(),
    entry: z.array(z.unknown()),
  })
  .openapi('FhirBundle');

export const sessionPrintRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/sessions/{id}/record.pdf',
      may: 'session.read',
      summary: 'The printed record of a session',
      request: { params: IdParam, query: PaperQuery },
      responses: {
        200: {
          description: 'A PDF',
          content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
        },
      },
    }),
    async (c) => {
      const dossier = await readDossier(c.var.ctx, c.req.valid('param').id, 'pdf');
      const pdf = await printSession(dossier, c.req.valid('query').paper);
      const name = `session-${dossier.patient.number}-${dossier.session.id.slice(0, 8)}.pdf`;
      return c.body(pdf, 200, {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${name}"`,
      });
    },
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/sessions/{id}/transfer.pdf',
      may: 'session.read',
      summary: 'One page for whoever takes the patient over',
      request: { params: IdParam, query: PaperQuery },
      responses: {
        200: {
          description: 'A PDF',
          content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
        },
      },
    }),
    async (c) => {
      const dossier = await readTransfer(c.var.ctx, c.req.valid('param').id);
      const pdf = await printTransfer(dossier, c.req.valid('query').paper);
      const name = `transfer-${dossier.patient.number}-${dossier.session.id.slice(0, 8)}.pdf`;
      return c.body(pdf, 200, {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${name}"`,
      });
    },
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/sessions/{id}/record.json',
      may: 'session.read',
      summary: 'The record of a session as a FHIR R4 bundle',
      request: { params: IdParam },
      responses: { 200: answers(Bundle) },
    }),
    async (c) => {
      const dossier = await readDossier(c.var.ctx, c.req.valid('param').id, 'json');
      return c.json(sessionBundle(dossier, c.var.services.address), 200);
    },
  );
