import { z } from 'zod';
import type { Guard } from '#server/platform/route.ts';

/** The interface as its own document tells it: what tests walk, so that a new route is covered by being declared. */
export type Operation = {
  method: string;
  /** As the document writes it: /api/patients/{id}/chart */
  path: string;
  may: Guard;
  params: string[];
  body: Schema | undefined;
};
type Schema = { [key: string]: unknown };
type Document = { operations: Operation[]; sample(schema: Schema): unknown };

const Operations = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ 'x-racemic-may': z.string().optional() }))),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});
const Body = z.object({
  requestBody: z.object({
    content: z.object({ 'application/json': z.object({ schema: z.record(z.string(), z.unknown()) }) }),
  }),
});

export function readDocument(json: unknown): Document {
  const { paths, components } = Operations.parse(json);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      may: (operation['x-racemic-may'] ?? 'nothing declared') as Guard,
      params: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''),
      body: Body.safeParse(operation).data?.requestBody.content['application/json'].schema,
    })),
  );
  return { operations, sample: (schema) => sample(schema, components.schemas) };
}

/** One of these fits every pattern that a field of ours has; a new pattern wants a new word here. */
const words = [
  'sample text',
  'America/Los_Angeles',
  'en',
  'US-NV',
  'F33.2',
  '123456',
  'sample@example.org',
  '1984-03-07',
  '2026-01-01',
  'https://example.org/page',
  'records.example.org',
  '+17025550100',
];
const formats: Record<string, string> = {
  date: '1984-03-07',
  uuid: '0199a0b2-0000-7000-8000-00000000f00d',
  email: 'sample@example.org',
  'date-time': '2026-11-25T12:00:00Z',
  uri: 'https://example.org',
};

/** The smallest value that a schema takes: what is needed, and nothing that may be left out. */
function sample(schema: Schema, known: Record<string, Schema>): unknown {
  const again = (inner: unknown) => sample(z.record(z.string(), z.unknown()).parse(inner), known);
  if (typeof schema.$ref === 'string') return again(known[schema.$ref.split('/').at(-1) ?? '']);
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const choice = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choice)) return again(choice[0]);
  if (Array.isArray(schema.allOf)) return Object.assign({}, ...schema.allOf.map(again));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'string':
      return text(schema);
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema.minimum ?? 1));
    case 'boolean':
      return false;
    case 'array':
      return Array.from({ length: Number(schema.minItems ?? 0) }, () => again(schema.items));
    case 'object': {
      // Where fields depend on each other the schema itself gives one that fits.
      if (schema.example !== undefined) return schema.example;
      const fields = z.record(z.string(), z.unknown()).parse(schema.properties ?? {});
      const needed = z.array(z.string()).parse(schema.required ?? []);
      return Object.fromEntries(needed.map((name) => [name, again(fields[name])]));
    }
    default:
      throw new Error(`No sample for ${JSON.stringify(schema)}: teach tests/openapi.ts this kind of schema.`);
  }
}

function text(schema: Schema): string {
  const format = typeof schema.format === 'string' ? formats[schema.format] : undefined;
  if (format !== undefined) return format;
  const pattern = typeof schema.pattern === 'string' ? new RegExp(schema.pattern, 'u') : undefined;
  const found = words.find((word) => pattern === undefined || pattern.test(word));
  if (found === undefined) throw new Error(`No word in tests/openapi.ts fits the pattern ${schema.pattern}: add one.`);
  return found.padEnd(Number(schema.minLength ?? 0), '.');
}
