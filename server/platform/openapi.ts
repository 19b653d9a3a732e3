import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Env } from './route.ts';

export const version: string = (() => {
  const text: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  return typeof text === 'object' && text !== null && 'version' in text ? String(text.version) : 'unknown';
})();

/** The interface as OpenAPI 3.1, from the same declarations that serve it. Who may call is `x-racemic-may`. */
export function openApiOf(app: OpenAPIHono<Env>): object {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Racemic',
      version,
      description: 'The open clinical system for ketamine and esketamine therapy of depression.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
  });
  for (const path of Object.values(document.paths ?? {}))
    for (const operation of Object.values(path))
      if (typeof operation === 'object' && operation !== null && 'may' in operation) {
        Object.assign(operation, { 'x-racemic-may': operation.may });
        Reflect.deleteProperty(operation, 'may');
      }
  return JSON.parse(JSON.stringify(document, withoutFlags));
}

/** OpenAPI patterns are always Unicode and have no flags; the library writes those of /…/u into the pattern. */
const withoutFlags = (key: string, value: unknown): unknown =>
  key === 'pattern' && typeof value === 'string' ? value.replace(/(?<!\\)\/[dgimsuvy]+$/, '') : value;
