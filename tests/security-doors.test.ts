import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { leaveRequest } from '#server/finder/finder.queries.ts';
import { newId } from '#server/platform/ids.ts';
import { aCenter } from './a-center.ts';
import { aClinic, aPatientInput, type Person, type TestClinic } from './builders.ts';
import { aFurnishedClinic } from './furnished.ts';
import { aServer, type TestServer } from './services.ts';
import { anOwner, aVisitor, signIn } from './visitor.ts';

/** What the doors of the whole application promise, whoever knocks. */

let server: TestServer;
let clinic: TestClinic;
let nurse: Person;
beforeAll(async () => {
  server = await aServer();
  server.app.get('/planted-defect', () => {
    throw new Error('select secret from identity.account where name = Jordan Sample');
  });
  clinic = await aClinic(server.services);
  nurse = await clinic.as('nurse');
});
afterAll(() => server[Symbol.asyncDispose]());

const Stopped = z.object({ reason: z.string(), sentence: z.string(), requestId: z.string() });
const Made = z.object({ id: z.string(), number: z.string() });

describe('every answer', () => {
  const paths = ['/', '/api/frame', '/api/patients', '/api/nothing', '/nothing', '/healthz', '/planted-defect'];

  test('lets a browser run and show what is ours, and nothing else', async () => {
    for (const path of paths) {
      const { headers } = await server.request('GET', path);
      const policy = new Map(
        headers
          .get('content-security-policy')
          ?.split(/; */)
          .map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]),
      );
      const nothing = ['default-src', 'object-src', 'base-uri', 'frame-ancestors'];
      for (const what of nothing) expect([path, what, policy.get(what)]).toEqual([path, what, "'none'"]);
      for (const what of ['script-src', 'connect-src', 'form-action', 'worker-src'])
        expect([path, what, policy.get(what)]).toEqual([path, what, "'self'"]);
      expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
      expect([path, headers.get('referrer-policy')]).toEqual([path, 'no-referrer']);
    }
  });

  test('of the interface is kept by no browser and no proxy, whatever it says', async () => {
    for (const [path, as] of [
      ['/api/frame', undefined],
      ['/api/patients', nurse],
      ['/api/patients', undefined],
      ['/api/nothing', nurse],
      ['/api/openapi.json', undefined],
    ] as const) {
      const answer = await server.request('GET', path, { as });
      expect([path, answer.headers.get('cache-control')]).toEqual([path, 'no-store']);
    }
  });

  test('to a defect is one sentence and an id: nothing of the machine, and the log knows where it was', async () => {
    const before = server.logged.length;
    const answer = await server.request('GET', '/planted-defect');
    const said = await answer.text();
    expect(answer.status).toBe(500);
    expect(said).not.toMatch(/select|identity|Jordan|\.ts\b|at /);
    const { requestId, reason } = Stopped.parse(JSON.parse(said));
    expect(reason).toBe('defect');
    const [line = ''] = server.logged.slice(before).filter((one) => one.includes(requestId));
    expect(JSON.parse(line)).toMatchObject({ level: 50, msg: 'defect', err: { type: 'Error' } });
    expect(line).toContain('security-doors.test.ts');
    expect(line).not.toMatch(/select|Jordan/);
  });
});

test('a refusal is written down with who, from where and what, and not with what was typed', async () => {
  const before = server.logged.length;
  await server.request('GET', '/api/audit', { as: nurse });
  await server.request('POST', '/api/patients', { as: nurse, body: { givenName: 'Jordan', birthOn: 'yesterday' } });
  await server.request('POST', '/api/sign-in', { body: { email: 'jordan@example.org', passphrase: 'a secret guess' } });
  await server.request('POST', '/api/sign-out', { as: nurse, headers: { origin: 'https://evil.example' } });
  const lines = server.logged.slice(before);
  expect(lines.join('')).not.toMatch(/Jordan|yesterday|jordan@|secret guess|evil/);
  const refused = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'refused');
  const who = { clinicId: clinic.clinicId, accountId: nurse.accountId };
  expect(refused).toMatchObject([
    { reason: 'not-permitted', method: 'GET', route: '/api/audit', from: 'unknown', ...who },
    { reason: 'not-understood', method: 'POST', route: '/api/patients', ...who },
    { reason: 'not-signed-in', method: 'POST', route: '/api/sign-in' },
    { reason: 'not-permitted', method: 'POST' },
  ]);
});

const Shape = z.record(z.string(), z.unknown());
const Document = z.object({
  paths: z.record(z.string(), z.object({ get: z.looseObject({ 'x-racemic-may': z.string() }).optional() })),
  components: z.object({ schemas: z.record(z.string(), Shape) }),
});
const Answers = z.object({
  responses: z.object({ 200: z.object({ content: z.object({ 'application/json': z.object({ schema: Shape }) }) }) }),
});

const Parts = z.array(z.unknown()).min(1);

/** Where a value holds more than its schema names. A schema that says "anything" names nothing, and is left alone. */
function beyond(schema: unknown, value: unknown, known: Record<string, unknown>, at = ''): string[] {
  const shape = Shape.parse(schema);
  if (typeof shape.$ref === 'string') return beyond(known[shape.$ref.split('/').at(-1) ?? ''], value, known, at);
  const either = Parts.safeParse(shape.anyOf).data?.map((one) => beyond(one, value, known, at));
  if (either) return either.sort((a, b) => a.length - b.length)[0] ?? [];
  const together = Parts.safeParse(shape.allOf).data?.map((one) => beyond(one, value, known, at));
  if (together) return together.reduce((most, more) => most.filter((field) => more.includes(field)));
  if (Array.isArray(value)) return value.flatMap((item) => beyond(shape.items ?? {}, item, known, `${at}[]`));
  const fields = Shape.safeParse(shape.properties).data;
  if (fields === undefined || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name in fields ? beyond(fields[name], inner, known, `${at}.${name}`) : [`${at}.${name}`],
  );
}

/** When the clinic was made, which everyone in it may know. */
const harmless = ['/api/clinic .createdAt'];

test('an answer holds the fields that its schema names, and no other', async () => {
  const { owner, patientId, sessionId, itemId, deviceId, drillId, incidentId } = await aFurnishedClinic(
    server,
    'Fields',
  );
  const center = await aCenter(server.services, { name: 'Fields Clinic', states: 'vdcnex'.repeat(4) });
  const message = newId();
  const wrote = { kind: 'correct' as const, fact: 'rems', words: 'Look again.', replyTo: 'a@example.org' };
  await leaveRequest(server.services.db.public, { id: message, centerId: center.id, ...wrote });
  const ids = {
    practitioners: owner.practitionerId,
    'pharmacy/sessions': sessionId,
    'pharmacy/containers': itemId,
    sessions: sessionId,
    patients: patientId,
    'centers/requests': message,
    centers: center.id,
    devices: deviceId,
    drills: drillId,
    incidents: incidentId,
  };
  const idFor = (path: string) => Object.entries(ids).find(([of]) => path.startsWith(`/api/${of}`))?.[1] ?? patientId;
  const { paths, components } = Document.parse(await (await server.request('GET', '/api/openapi.json')).json());
  const found: string[] = [];
  let seen = 0;
  for (const [path, { get }] of Object.entries(paths)) {
    const schema = Answers.safeParse(get).data?.responses[200].content['application/json'].schema;
    if (schema === undefined || get?.['x-racemic-may'] === 'station' || path.includes('open')) continue;
    const answer = await server.request('GET', path.replace('{id}', idFor(path)), { as: owner });
    expect([path, answer.status]).toEqual([path, 200]);
    seen += 1;
    found.push(...beyond(schema, await answer.json(), components.schemas).map((field) => `${path} ${field}`));
  }
  expect(seen).toBeGreaterThan(15);
  expect(beyond({ type: 'object', properties: { a: {} } }, { a: 1, b: 2 }, {})).toEqual(['.b']);
  expect(found.filter((field) => !harmless.includes(field))).toEqual([]);
});

test('fields that a form does not have are left aside, wherever they are put', async () => {
  const wish = {
    restricted: true,
    clinicId: nurse.accountId,
    version: 7,
    number: '99999',
    initials: 'ZZ',
    by: 'owner',
  };
  const made = await server.request('POST', '/api/patients', {
    as: nurse,
    body: { ...aPatientInput({ familyName: 'Wishful' }), ...wish },
  });
  const { id, number } = Made.parse(await made.json());
  expect(number).not.toBe('99999');
  const chart: unknown = await (await server.request('GET', `/api/patients/${id}/chart`, { as: nurse })).json();
  expect(chart).toMatchObject({ patient: { restricted: false, version: 1, initials: 'J.W.', number } });
  const change = { ...aPatientInput({ familyName: 'Wishful' }), version: 1, number: '1', initials: 'ZZ' };
  expect((await server.request('PUT', `/api/patients/${id}`, { as: nurse, body: change })).status).toBe(200);
  const after: unknown = await (await server.request('GET', `/api/patients/${id}/chart`, { as: nurse })).json();
  expect(after).toMatchObject({ patient: { initials: 'J.W.', number, version: 2 } });
});

test('nothing that a person typed, and no secret, travels in an address', async () => {
  const Parameters = z.object({ parameters: z.array(z.object({ in: z.string(), name: z.string() })).optional() });
  const document = z
    .object({ paths: z.record(z.string(), z.record(z.string(), Parameters)) })
    .parse(await (await server.request('GET', '/api/openapi.json')).json());
  const named = Object.values(document.paths).flatMap((path) =>
    Object.values(path).flatMap(({ parameters = [] }) =>
      parameters.filter((of) => of.in === 'query').map((of) => of.name),
    ),
  );
  expect([...new Set(named)].sort()).toEqual([
    'action',
    'after',
    'before',
    'by',
    'from',
    'itemId',
    'kind',
    'limit',
    'locationId',
    'paper',
    'patient',
    'patientId',
    'practitionerId',
    'productId',
    'sessionId',
    'state',
    'to',
    'until',
  ]);
});

test('a parameter given twice, or in the wrong place, is not taken for one', async () => {
  const ask = async (path: string) => (await server.request('GET', path, { as: nurse })).status;
  expect(await ask('/api/patients?limit=2')).toBe(200);
  expect(await ask('/api/patients?limit=2&limit=3')).toBe(400);
  const owner = await anOwner(server);
  const moved = await aVisitor(server).call('POST', `/api/sign-in?passphrase=${owner.passphrase}`, {
    email: owner.email,
  });
  expect(moved.status).toBe(400);
});

test('who signs out is out: the cookie that was good before opens nothing', async () => {
  const owner = await anOwner(server);
  const cookie = owner.cookies.get('racemic_sign_in') ?? '';
  expect((await owner.call('GET', '/api/clinic')).status).toBe(200);
  await owner.must('POST', '/api/sign-out');
  expect(owner.cookies.get('racemic_sign_in')).toBeUndefined();
  owner.cookies.set('racemic_sign_in', cookie);
  expect((await owner.call('GET', '/api/clinic')).status).toBe(401);
  await signIn(server, owner, owner);
  expect((await owner.call('GET', '/api/clinic')).status).toBe(200);
});
