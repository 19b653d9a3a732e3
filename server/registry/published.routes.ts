/** The one place where others find keys and reports of this domain. Open to anyone, and made to be kept by a cache. */
import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { notFound } from '#server/platform/cannot-proceed.ts';
import { type Env, route, routes } from '#server/platform/route.ts';
import { didDocument, publicKeys, reportIndex, signedReport } from './published.ts';
import { ReportList } from './registry.shapes.ts';

const folder = '/.well-known/racemic-reports';
const file = (description: string, kind: string) => ({
  description,
  content: { [kind]: { schema: z.string() } },
});

/** A few minutes old is good enough for a list; a signed report never changes. */
function answer(c: Context<Env>, text: string, kind: string, cache: string) {
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = { 'content-type': kind, 'cache-control': cache, etag: tag, 'access-control-allow-origin': '*' };
  return c.req.header('if-none-match') === tag ? c.body(null, 304, headers) : c.body(text, 200, headers);
}

const shortly = 'public, max-age=300';
const forGood = 'public, max-age=31536000, immutable';

export const publishedRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: `${folder}/jwks.json`,
      may: 'anyone',
      summary: 'The keys that sign reports of this domain (RFC 7517)',
      responses: { 200: file('Keys', 'application/jwk-set+json') },
    }),
    async (c) => answer(c, JSON.stringify(await publicKeys(c.var.services)), 'application/jwk-set+json', shortly),
  )
  .openapi(
    route({
      method: 'get',
      path: '/.well-known/did.json',
      may: 'anyone',
      summary: 'The same keys as a did:web document',
      responses: { 200: file('Document', 'application/did+json') },
    }),
    async (c) => {
      const document = await didDocument(c.var.services);
      if (document === undefined) throw notFound('document');
      return answer(c, JSON.stringify(document), 'application/did+json', shortly);
    },
  )
  .openapi(
    route({
      method: 'get',
      path: `${folder}/index.json`,
      may: 'anyone',
      summary: 'Every report that was released, oldest first',
      responses: { 200: { description: 'List', content: { 'application/json': { schema: ReportList } } } },
    }),
    async (c) => answer(c, JSON.stringify(await reportIndex(c.var.services)), 'application/json', shortly),
  )
  .openapi(
    route({
      method: 'get',
      path: `${folder}/{file}`,
      may: 'anyone',
      summary: 'A report as it was signed: <id>.jws',
      request: {
        params: z.object({ file: z.string().openapi({ example: '0199a0b2-0000-7000-8000-000000000001.jws' }) }),
      },
      responses: { 200: file('Compact JWS', 'application/jose') },
    }),
    async (c) => {
      const id = z.uuid().safeParse(c.req.valid('param').file.replace(/\.jws$/, ''));
      const jws = id.success ? await signedReport(c.var.services, id.data) : undefined;
      if (jws === undefined) throw notFound('report');
      return answer(c, jws, 'application/jose', forGood);
    },
  );
