import type { RouterRoute } from 'hono/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noteBeginning } from '#server/audit/anchor-beginning.ts';
import { anchorClinic } from '#server/audit/anchors.ts';
import { sealAll } from '#server/audit/sealer.ts';
import { noteHeads } from '#server/audit/session-heads.ts';
import { patientRoutes } from '#server/chart/patient.routes.ts';
import { finderPages } from '#server/finder/finder.routes.ts';
import { type Action, type Role, rules, staffRoles } from '#server/platform/may.ts';
import { declared, type Guard, routes } from '#server/platform/route.ts';
import { publicPages } from '#server/public/show.ts';
import { aClinic, type Person, type TestClinic } from './builders.ts';
import { aCareServer } from './care.ts';
import { aFurnishedClinic, type Furnished, fingerprintOf, idsOf } from './furnished.ts';
import { type Operation, readDocument } from './openapi.ts';
import type { TestServer } from './services.ts';

/** Walks every route that the application has: none without a rule, and every rule is kept at the door. */

/** Served without a question, because they tell nothing of any clinic: health, figures for this machine, the document. */
const unasked = ['GET /healthz', 'GET /readyz', 'GET /metrics', 'GET /api/openapi.json'];

/** Open to anyone by intention: the way in. Whoever adds one says so here. */
const wayIn = `
  GET  /.well-known/did.json
  GET  /.well-known/racemic-reports/index.json
  GET  /.well-known/racemic-reports/jwks.json
  GET  /.well-known/racemic-reports/{file}
  GET  /api/frame
  POST /api/invitations/open
  POST /api/invitations/accept
  POST /api/recovery
  POST /api/recovery/complete
  POST /api/recovery/second-factor
  POST /api/setup
  POST /api/setup/demo
  POST /api/sign-in
  POST /api/sign-in/backup-code
  POST /api/sign-in/passkey
  POST /api/sign-in/passkey/options
  POST /api/sign-in/totp
  POST /api/station/enrol
`;

/** Doors and the pages that say that nothing is there: no other handler may answer every method. */
const everyMethod = ['/*', '/api/*', '/care/*'];

/** Routes that the application answers and nobody declared: neither as a route nor as a public page. */
const undeclared = (registered: readonly RouterRoute[], rulesOf: ReadonlyMap<string, Guard>): string[] => [
  ...new Set(
    registered
      .filter(({ method, path }) => !(method === 'ALL' && everyMethod.includes(path)))
      .filter(({ method, path }) => !publicPages.has(`${method} ${path}`))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
      .filter((route) => !rulesOf.has(route) && !unasked.includes(route)),
  ),
];

let server: TestServer;
let clinic: TestClinic;
let operations: Operation[];
let sample: ReturnType<typeof readDocument>['sample'];
const people = new Map<Role | 'nobody in particular', Person>();

beforeAll(async () => {
  server = await aCareServer();
  clinic = await aClinic(server.services);
  ({ operations, sample } = readDocument(await (await server.request('GET', '/api/openapi.json')).json()));
  for (const role of staffRoles) people.set(role, await clinic.as(role));
  people.set('nobody in particular', await clinic.as());
});
afterAll(() => server[Symbol.asyncDispose]());

const nameOf = ({ method, path }: Operation) => `${method} ${path}`;
const isAction = (may: Guard): may is Action => may in rules;
const withAction = () => operations.filter((of): of is Operation & { may: Action } => isAction(of.may));
const anId = '0199a0b2-0000-7000-8000-00000000dead';
const address = ({ path, params }: Operation, ids: readonly string[] = []) =>
  params.reduce((text, name, at) => text.replace(`{${name}}`, ids[at] ?? anId), path);

/** Status and reason of one request; a stream is left at once. */
async function ask(of: Operation, as: Person | undefined, how: { ids?: readonly string[]; body?: unknown } = {}) {
  const answer = await server.request(of.method, address(of, how.ids), { as, body: how.body });
  if (answer.headers.get('content-type')?.includes('json') !== true) {
    await answer.body?.cancel();
    return { status: answer.status, reason: undefined };
  }
  const said: unknown = await answer.json();
  const reason: unknown = typeof said === 'object' && said !== null ? Reflect.get(said, 'reason') : undefined;
  return { status: answer.status, reason };
}

/** Someone whose sign-in lacks something. */
async function someone(held: readonly Role[], lacks: object): Promise<Person> {
  const person = await clinic.as(...held);
  await server.services.db.identity.updateTable('signIn').set(lacks).where('id', '=', person.signInId).execute();
  return person;
}

describe('every route has a rule', () => {
  test('the walk sees the routes that are there', () => {
    expect(server.app.routes.length).toBeGreaterThan(50);
    expect(withAction().length).toBeGreaterThan(30);
  });

  test('no route of the application lacks one', () => {
    expect(undeclared(server.app.routes, declared)).toEqual([]);
  });

  test('a route without one, planted in an application, is found', () => {
    const planted = routes().route('/', patientRoutes);
    expect(undeclared(planted.routes, declared)).toEqual([]);
    planted.get('/api/patients/:id/secret', (c) => c.json({}));
    planted.all('/api/everything', (c) => c.json({}));
    planted.use('/api/door/*', (c) => Promise.resolve(c.json({})));
    expect(undeclared(planted.routes, declared)).toEqual([
      'GET /api/patients/{id}/secret',
      'ALL /api/everything',
      'ALL /api/door/*',
    ]);
  });

  test('a public page is made by show or take: one beside them, planted under /care, is found', async () => {
    expect(publicPages.size).toBeGreaterThan(20);
    const kept = [...publicPages];
    const planted = finderPages();
    expect(undeclared(planted.routes, declared)).toEqual([]);
    planted.get('/care/centers/:slug/secret', (c) => c.json({}));
    planted.post('/care/compare', (c) => c.json({}));
    planted.all('/care/es/everything', (c) => c.json({}));
    expect(undeclared(planted.routes, declared)).toEqual([
      'GET /care/centers/{slug}/secret',
      'POST /care/compare',
      'ALL /care/es/everything',
    ]);
    expect([...publicPages]).toEqual(kept);
  });

  test('a public page reads no cookie and asks nobody to sign in: it is the same for all', async () => {
    const pages = [...publicPages].filter((page) => page.startsWith('GET '));
    for (const page of pages.map((one) => one.slice(4).replace(/:\w+/g, 'nobody'))) {
      const [one, other] = [
        await server.request('GET', page),
        await server.request('GET', page, { as: people.get('owner') }),
      ];
      expect([page, other.status, other.headers.get('set-cookie')]).toEqual([page, one.status, null]);
      expect(other.headers.get('etag'), page).toBe(one.headers.get('etag'));
      expect([200, 303, 404], `${page} answered ${one.status}`).toContain(one.status);
    }
  });

  test('the OpenAPI document tells of each, and of the same rule', () => {
    const told = operations.map((of) => `${nameOf(of)} ${of.may}`).sort();
    const kept = [...declared].map(([route, may]) => `${route} ${may}`).sort();
    expect(told).toEqual(kept);
  });

  test('a rule is an action of the table, or says that the person is still on their way in', () => {
    const others = operations.filter((of) => !isAction(of.may)).map((of) => of.may);
    expect(new Set(others)).toEqual(new Set(['anyone', 'signed-in', 'station']));
  });

  test('open to anyone is only what stands in the list', () => {
    const open = operations.filter((of) => of.may === 'anyone').map(nameOf);
    const listed = wayIn
      .trim()
      .split('\n')
      .map((row) => row.trim().replace(/\s+/, ' '));
    expect(open.sort()).toEqual(listed.sort());
  });
});

describe('the door', () => {
  test('nobody is let in without signing in', async () => {
    const expected = { status: 401, reason: 'not-signed-in' };
    for (const of of operations.filter(({ may }) => may !== 'anyone' && may !== 'station')) {
      expect(await ask(of, undefined), nameOf(of)).toEqual(expected);
      if (of.body) expect(await ask(of, undefined, { body: '{"' }), `${nameOf(of)}, its body unread`).toEqual(expected);
    }
  });

  test('a browser that is no station gets nowhere, whether someone is signed in or not', async () => {
    for (const of of operations.filter(({ may }) => may === 'station'))
      for (const person of [undefined, people.get('owner')]) {
        const { status } = await ask(of, person, { body: of.body && sample(of.body) });
        expect([401, 403, 404], `${nameOf(of)} answered ${status}`).toContain(status);
      }
  });

  test('a cookie that nobody gave out is no sign-in', async () => {
    const some = people.get('owner');
    if (some === undefined) throw new Error('nobody there');
    const forged = { ...some, cookie: `${some.cookie.slice(0, -6)}AAAAAA` };
    for (const of of withAction()) expect(await ask(of, forged), nameOf(of)).toMatchObject({ status: 401 });
  });

  test('someone without a role for it is not permitted, whichever other role they hold', async () => {
    for (const of of withAction())
      for (const [role, person] of people) {
        const allowed: readonly string[] = rules[of.may].roles;
        if (allowed.includes(role)) continue;
        expect(await ask(of, person), `${role}: ${nameOf(of)}`).toEqual({ status: 403, reason: 'not-permitted' });
      }
  });

  test('someone who has proved no second factor sets one up before anything else', async () => {
    const person = await someone(staffRoles, { secondFactorAt: null });
    for (const of of withAction())
      expect(await ask(of, person), nameOf(of)).toEqual({ status: 403, reason: 'second-factor-needed' });
  });

  test('a locked screen opens nothing', async () => {
    const person = await someone(staffRoles, { lockedAt: new Date() });
    for (const of of withAction()) expect(await ask(of, person), nameOf(of)).toEqual({ status: 401, reason: 'locked' });
  });

  test('what must be confirmed is asked for again, and only that', async () => {
    const person = await someone(staffRoles, { steppedUpUntil: null });
    for (const of of withAction()) {
      const stepUp = 'stepUp' in rules[of.may];
      const { reason } =
        of.body || of.params.length > 0 || stepUp ? await ask(of, person, { body: of.body && '{"' }) : { reason: '' };
      if (stepUp) expect(reason, nameOf(of)).toBe('step-up-needed');
      else expect(reason, nameOf(of)).not.toBe('step-up-needed');
    }
  });

  test('who may is let in: past the door a request is refused only for what it says', async () => {
    for (const of of withAction()) {
      const [role] = rules[of.may].roles;
      const { status } = await ask(of, await clinic.as(role === 'patient' ? 'owner' : role), { body: of.body && '{"' });
      expect([200, 204, 400, 404, 422], `${role}: ${nameOf(of)} answered ${status}`).toContain(status);
    }
  });
});

describe('another clinic', () => {
  let there: Furnished;
  let here: Furnished;
  let foreign: { table: string; ids: string[] }[];
  beforeAll(async () => {
    there = await aFurnishedClinic(server, 'There');
    here = await aFurnishedClinic(server, 'Here');
    foreign = await idsOf(server, there.clinic.clinicId);
  });

  test('has a row in every table that has ids, so that each kind of id is tried', () => {
    const empty = foreign.filter(({ ids }) => ids.length === 0).map(({ table }) => table);
    // Made and used up within one sign-in or one recovery; no route takes their ids.
    expect(empty).toEqual(['identity.credential', 'identity.recovery_link', 'identity.two_factor']);
  });

  test('does not exist: any id of it, at any place of any route, is not found, and nothing of it changes', async () => {
    // What was done before is noted, anchored and linked before: the keeper does so by itself, and that is no change by us.
    await noteHeads(server.services, there.clinic.clinicId);
    await sealAll(server.services.db, there.clinic.clinicId, 20_000);
    await anchorClinic(server.services, there.clinic.clinicId);
    await noteBeginning(server.services, there.clinic.clinicId);
    await sealAll(server.services.db, there.clinic.clinicId, 20_000);
    const before = await fingerprintOf(server, there.clinic.clinicId);
    const all = foreign.flatMap(({ ids }) => ids);
    const parents = [here.patientId, here.owner.practitionerId, there.patientId, there.owner.practitionerId];
    for (const of of withAction().filter(({ params }) => params.length > 0)) {
      const body = of.body && sample(of.body);
      for (const [at, id] of all.entries()) {
        // More ids are tried than one account may ask for mail in an hour.
        if (at % 20 === 0) await server.services.db.identity.deleteFrom('rateLimit').execute();
        for (const ids of of.params.length === 1 ? [[id]] : parents.map((parent) => [parent, id]))
          expect(await ask(of, here.owner, { ids, body }), `${nameOf(of)} with ${ids.join(' and ')}`).toEqual({
            status: 404,
            reason: 'not-found',
          });
      }
    }
    expect(await fingerprintOf(server, there.clinic.clinicId)).toEqual(before);
  }, 120_000);
});
