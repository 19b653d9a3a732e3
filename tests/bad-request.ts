import fc from 'fast-check';
import { junkText, namesOf, type Schema, schemaOf, unknownId, wrongFor } from './bad-values.ts';
import type { Operation } from './openapi.ts';

/** A request that is wrong in exactly one way, so that whatever it is answered with, nothing may come of it. */
export type BadRequest = {
  /** What is wrong with it. */
  wrong: string;
  as: 'owner' | 'nobody';
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
};

export type Ground = {
  operations: readonly Operation[];
  /** A whole valid body, with everything that may be left out. */
  example(schema: Schema): unknown;
  /** Follows a reference to where the shape is written. */
  resolve(schema: Schema): Schema;
  /** Ids of the clinic itself for the places of a path; anything else that is missing is unknown there. */
  own(of: Operation): readonly string[];
  foreign: readonly string[];
  address: string;
};

const jsonType = { 'content-type': 'application/json' };
const fill = ({ path, params }: Operation, ids: readonly string[]) =>
  params.reduce((text, name, at) => text.replace(`{${name}}`, ids[at] ?? unknownId), path);
const changes = ({ method }: Operation) => method !== 'GET';
/** All kinds, weighed: most of them are bodies, because that is where most can be wrong. */
export function badRequest(ground: Ground): fc.Arbitrary<BadRequest> {
  const { operations } = ground;
  const withBody = operations.filter((of): of is Operation & { body: Schema } => of.body !== undefined);
  const as = fc.oneof(
    { weight: 7, arbitrary: fc.constant('owner' as const) },
    { weight: 1, arbitrary: fc.constant('nobody' as const) },
  );
  const sent = (
    of: Operation,
    wrong: string,
    body: string | undefined,
    given: Partial<BadRequest> = {},
  ): BadRequest => ({
    ...{ wrong, as: 'owner', method: of.method, path: fill(of, ground.own(of)), body },
    headers: { ...(changes(of) ? { origin: ground.address } : {}), ...(body === undefined ? {} : jsonType) },
    ...given,
  });
  const valid = (of: Operation) => (of.body === undefined ? undefined : JSON.stringify(ground.example(of.body)));
  const from = <T>(list: readonly T[]) => fc.constantFrom(...list);

  const wrongValue = from(withBody).chain((of) =>
    from(placesOf(ground, of.body)).chain((place) =>
      wrongFor(place.schema, ground.foreign, place.at.at(-1)).map(([wrong, value]) =>
        sent(
          of,
          `${place.at.join('.') || 'the body'}: ${wrong}`,
          JSON.stringify(replaced(ground.example(of.body), place.at, value)),
        ),
      ),
    ),
  );
  const missing = from(
    withBody.flatMap((of) =>
      placesOf(ground, of.body)
        .filter((place) => place.required)
        .map((place) => ({ of, place })),
    ),
  ).map(({ of, place }) =>
    sent(of, `without ${place.at.join('.')}`, JSON.stringify(replaced(ground.example(of.body), place.at, undefined))),
  );
  const brokenJson = fc
    .tuple(from(withBody), from(breakJson), fc.nat(10_000))
    .map(([of, [wrong, how], at]) => sent(of, wrong, how(valid(of) ?? '', at)));
  const wrongType = fc
    .tuple(from(withBody.filter((of) => placesOf(ground, of.body).some((place) => place.required))), from(contentTypes))
    .map(([of, type]) =>
      sent(of, `content type ${type}`, valid(of), { headers: { origin: ground.address, 'content-type': type } }),
    );
  const wrongId = fc
    .tuple(
      from(operations.filter((of) => of.params.length > 0)),
      fc.oneof(from(ground.foreign), from(badIds), junkText.map(encodeURIComponent)),
      fc.nat(1),
    )
    .map(([of, id, at]) => {
      const ids = [...ground.own(of)];
      ids[at % of.params.length] = id;
      return sent(of, `id ${id.slice(0, 60)}`, valid(of), { path: fill(of, ids) });
    });
  const reads = operations.filter((of) => !changes(of));
  const junkQuery = fc
    .tuple(
      from(reads),
      from(['q', 'limit', 'before', 'patient', 'by', 'action', 'token', '__proto__', 'q[$ne]']),
      fc.oneof(from(badQueries), junkText.map(encodeURIComponent)),
    )
    .map(([of, name, value]) => sent(of, 'query', undefined, { path: `${fill(of, ground.own(of))}?${name}=${value}` }));
  const declared = new Set(operations.map((of) => `${of.method} ${of.path}`));
  const wrongMethod = fc
    .tuple(from(operations), from(methods))
    .filter(([of, method]) => !declared.has(`${method} ${of.path}`))
    .map(([of, method]) =>
      sent(of, `method ${method}`, valid(of), { method, headers: { origin: ground.address, ...jsonType } }),
    );
  const wrongHeader = fc.tuple(from(operations.filter(changes)), from(badHeaders)).map(([of, headers]) =>
    sent(of, `header ${Object.keys(headers).join()}`, valid(of), {
      headers: { origin: ground.address, ...jsonType, ...headers },
    }),
  );
  const stranger = from(operations.filter((of) => changes(of) && of.may !== 'anyone')).map((of) =>
    sent(of, 'nobody', valid(of), { as: 'nobody' }),
  );
  const trick = fc.tuple(from(tricks), from(['GET', 'POST', 'HEAD'])).map(
    ([path, method]): BadRequest => ({
      ...{ wrong: 'path', as: 'owner', method, path, body: undefined },
      headers: method === 'POST' ? { origin: ground.address } : {},
    }),
  );
  const weighed = (weight: number, arbitrary: fc.Arbitrary<BadRequest>) => ({ weight, arbitrary });
  const onlySigned = fc.oneof(weighed(12, wrongHeader), weighed(8, stranger), weighed(8, trick));
  const either = fc.oneof(
    weighed(100, wrongValue),
    weighed(20, missing),
    weighed(20, brokenJson),
    weighed(12, wrongType),
    weighed(25, wrongId),
    weighed(15, junkQuery),
    weighed(12, wrongMethod),
  );
  return fc.oneof(
    weighed(28, onlySigned),
    weighed(
      204,
      fc.tuple(either, as).map(([request, who]) => ({ ...request, as: who })),
    ),
  );
}

type Place = { at: readonly string[]; schema: Schema; required: boolean };

/** Every place of a body where something can be wrong, the body itself included. */
function placesOf(ground: Ground, body: Schema, at: readonly string[] = [], required = false): Place[] {
  const schema = ground.resolve(body);
  const here: Place = { at, schema, required };
  if ('anyOf' in schema || 'oneOf' in schema) return [here];
  const needed = namesOf(schema.required);
  const fields = Object.entries(schemaOf(schema.properties)).flatMap(([name, field]) =>
    placesOf(ground, schemaOf(field), [...at, name], needed.includes(name)),
  );
  const items = 'items' in schema ? placesOf(ground, schemaOf(schema.items), [...at, '0']) : [];
  return [here, ...fields, ...items];
}

/** A copy with one place changed; undefined takes it away. */
function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value)) return value.map((item, at) => (String(at) === name ? replaced(item, rest, by) : item));
  return { ...schemaOf(value), [name]: replaced(Reflect.get(schemaOf(value), name), rest, by) };
}

const breakJson: [string, (text: string, at: number) => string][] = [
  ['cut off', (text, at) => text.slice(0, 1 + (at % (text.length - 1)))],
  ['nothing', () => ''],
  ['twice', (text) => text + text],
  ['a bracket more', (text) => `${text}}`],
  ['equals signs', (text) => text.replaceAll(':', '=')],
  ['single quotes', (text) => text.replaceAll('"', "'")],
  ['a comment', (text) => `/* hello */${text}`],
  ['not a number', () => '{"a":NaN}'],
  ['undefined', () => 'undefined'],
  ['a form', () => 'a=1&b=2'],
  ['xml', () => '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
  ['open brackets', () => '['.repeat(100_000)],
  ['open objects', () => '{"a":'.repeat(20_000)],
  ['only a string', (text) => JSON.stringify(text)],
  ['only null', () => 'null'],
  ['in a list', (text) => `[${text}]`],
];
const contentTypes = [
  'text/plain',
  'text/html',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/jsonx',
  'json',
  '*/*',
];
const badIds = [
  ...[
    unknownId,
    '0',
    '-1',
    'null',
    'undefined',
    'NaN',
    '{id}',
    '*',
    '%00',
    '%ff',
    '%2e%2e',
    '%',
    '%zz',
    '..%2f..%2fetc%2fpasswd',
  ],
  ...['..%5c..%5cwindows', "'%20or%201=1--", '%F0%9F%92%A9', `${unknownId}0`, 'x'.repeat(5_000), `${unknownId}%00`],
];
const badQueries = [
  ...[
    '',
    'abc',
    '-1',
    '0',
    '1e9',
    '1.5',
    '0x10',
    '%00',
    '%ff',
    '%zz',
    '%',
    "'%20or%201=1--",
    'x'.repeat(5_000),
    '()*%26%7C!:<->',
  ],
  ...['1&limit=2', '%F0%9F%92%A9', '01/01/0001', '99999999999999999999', unknownId],
];
const methods = ['PATCH', 'DELETE', 'PUT', 'POST', 'TRACE', 'PROPFIND', 'SEARCH', 'LOCK', 'MKCOL', 'PURGE', 'OPTIONS'];
const badHeaders: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'javascript:alert(1)' },
  { host: 'evil.example' },
  { host: 'localhost@evil.example' },
  { host: 'evil.example:99999' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'x-padding': 'x'.repeat(40_000) },
  { cookie: 'racemic_sign_in=AAAA.AAAA', origin: 'null' },
];
const tricks = [
  ...[
    '/../../../../etc/passwd',
    '/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2f..%2fetc%2fpasswd',
    '/..%5c..%5cetc%5cpasswd',
  ],
  ...[
    '/assets/../../package.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/%c0%ae%c0%ae/package.json',
    '/.env',
    '/.git/config',
  ],
  ...[
    '/package.json',
    '/server/main.ts',
    '/data/secrets/identity.key',
    '/%00',
    '/%',
    '/%zz',
    '/index.html%00.js',
    '//evil.example/',
  ],
  ...[
    '/api',
    '/api/',
    '/api//patients',
    '/api/patients/',
    '/API/patients',
    '/api/patients%00',
    '/api/patients;a=b',
    '/api/%2e%2e/clinic',
  ],
  ...[
    '/api/unknown',
    '/api/constructor',
    '/api/__proto__',
    '/api/patients/../../clinic',
    `/${'a/'.repeat(2_000)}`,
    `/${'x'.repeat(8_000)}`,
  ],
];
