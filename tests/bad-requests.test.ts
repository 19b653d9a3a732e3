import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leaveRequest } from '#server/finder/finder.queries.ts';
import { newId } from '#server/platform/ids.ts';
import { aCenter } from './a-center.ts';
import { aFurnishedPharmacy, aSession } from './a-pharmacy.ts';
import { type BadRequest, badRequest } from './bad-request.ts';
import { type Schema, schemaOf } from './bad-values.ts';
import { aClinic, aPatient, aPatientInput, type Person, type TestClinic } from './builders.ts';
import { endDatabase } from './embedded-folder.ts';
import { type Operation, readDocument } from './openapi.ts';
import { beside, clusterOf, type Running, run } from './running.ts';

/** As many as are sent; `SEED` repeats another run than the usual one. */
const many = 20_000;
const seed = Number(process.env.SEED ?? 20_261_125);
const atOnce = 6;

const dataDir = mkdtempSync(join(tmpdir(), 'racemic-bad-'));
const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce });
let server: Running;
let services: ReturnType<typeof beside>;
let database: pg.Client;
let owner: Person;
let address: string;
let own: Map<string, string>;
let foreign: string[];
let operations: Operation[];
let sample: ReturnType<typeof readDocument>['sample'];
let shapes: Record<string, Schema>;

beforeAll(async () => {
  server = run({ DATA_DIR: dataDir });
  address = await server.address;
  services = beside(dataDir, address);
  database = await services.db.ownerConnection();
  await database.end();
  database = new pg.Client({ ...services.db.where.owner, user: 'postgres' });
  await database.connect();
  const clinic = await aClinic(services);
  owner = await clinic.as('owner', 'medical-director', 'prescriber', 'nurse', 'front-desk', 'compliance');
  own = await furnish(owner, (await clinic.as('nurse')).practitionerId);
  for (const [path, id] of await aListing()) own.set(path, id);
  for (const [path, id] of await aCabinet(clinic)) own.set(path, id);
  const other = await (await aClinic(services, 'Elsewhere')).as('owner', 'nurse');
  foreign = [(await aPatient(other)).id, other.practitionerId, other.accountId, other.signInId];
  const document: unknown = await (await fetch(`${address}/api/openapi.json`)).json();
  ({ operations, sample } = readDocument(document));
  shapes = Object(Reflect.get(Object(Reflect.get(Object(document), 'components')), 'schemas'));
}, 120_000);
afterAll(async () => {
  agent.destroy();
  await database?.end();
  await services?.close();
  server.process.kill('SIGTERM');
  await server.ended;
  await endDatabase(clusterOf(dataDir));
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

/** Something of each kind to aim at, made through the front door. Keys are how a path begins. */
async function furnish(person: Person, colleague: string): Promise<Map<string, string>> {
  const { id } = await aPatient(person);
  const made = async (path: string, body: object): Promise<string> => {
    const answer = await send({ ...bare, method: 'POST', path, body: JSON.stringify(body), headers: ownHeaders() });
    const said: unknown = JSON.parse(answer.body);
    const given: unknown = Reflect.get(Object(said), 'id');
    if (answer.status !== 201 || typeof given !== 'string') throw new Error(`${path}: ${answer.status} ${answer.body}`);
    return given;
  };
  const rows = {
    allergies: { kind: 'allergy', substance: 'latex' },
    medicines: { name: 'sertraline' },
    problems: { name: 'depression', code: 'F33.2' },
  };
  const found = new Map([
    ['/api/patients/{id}', id],
    ['/api/practitioners/{id}', colleague],
  ]);
  for (const [kind, body] of Object.entries(rows))
    found.set(`/api/patients/{id}/${kind}/{rowId}`, await made(`/api/patients/${id}/${kind}`, body));
  const licence = { kind: 'registered nurse', number: 'RN1', place: 'US-NV' };
  found.set(
    '/api/practitioners/{id}/licences/{licenceId}',
    await made(`/api/practitioners/${colleague}/licences`, licence),
  );
  found.set('/api/stations/{id}', await made('/api/stations', { name: 'Tablet 1' }));
  const invited = { givenName: 'In', familyName: 'Vited', email: 'invited@example.org', roles: ['nurse'] };
  found.set('/api/invitations/{id}', await made('/api/invitations', invited));
  return found;
}

/** An entry of the directory with evidence and a quotation, a message to its editors, a doubt, and a proposal of a colleague. */
async function aListing(): Promise<Map<string, string>> {
  const quotes = [{ rule: 'cure', words: 'It cures.' }];
  const { id } = await aCenter(services, { name: 'Aimed At Clinic', states: 'd'.repeat(24), quotes });
  const [request, review] = [newId(), newId()];
  const wrote = { kind: 'correct' as const, fact: 'rems', words: 'Look again.', replyTo: 'a@example.org' };
  await leaveRequest(services.db.public, { id: request, centerId: id, ...wrote });
  const { clinic } = services.db;
  const doubt = { kind: 'osm', key: 'node/1', centerId: id, content: '{}', reasons: ['same phone'] };
  await clinic
    .insertInto('centerReview')
    .values({ id: review, ...doubt })
    .execute();
  const proposal = newId();
  await clinic
    .insertInto('centerProposal')
    .values({
      id: proposal,
      centerId: id,
      what: 'removal',
      reason: 'asked for',
      proposedAt: new Date(),
      proposedBy: newId(),
    })
    .execute();
  const [evidence, quote] = [
    await clinic.selectFrom('centerEvidence').select('id').where('centerId', '=', id).executeTakeFirstOrThrow(),
    await clinic.selectFrom('centerQuote').select('id').where('centerId', '=', id).executeTakeFirstOrThrow(),
  ];
  return new Map([
    ['/api/centers/{id}', id],
    ['/api/centers/{id}/evidence/{evidenceId}', evidence.id],
    ['/api/centers/{id}/quotes/{quoteId}', quote.id],
    ['/api/centers/requests/{id}', request],
    ['/api/centers/reviews/{id}', review],
    ['/api/centers/proposals/{id}', proposal],
  ]);
}

/** A cabinet with a delivery, a draw, something that waits for a second person and something that does not add up. */
async function aCabinet(clinic: TestClinic): Promise<[string, string][]> {
  const { sessionId } = await aSession(owner);
  const made = await aFurnishedPharmacy(clinic, owner, sessionId);
  return [
    ['/api/pharmacy/containers/{id}', made.itemId],
    ['/api/pharmacy/locations/{id}', made.locationId],
    ['/api/pharmacy/products/{id}', made.productId],
    ['/api/pharmacy/receipts/{id}', made.receiptId],
    ['/api/pharmacy/awaiting/{id}', made.awaitingId],
    ['/api/pharmacy/discrepancies/{id}', made.discrepancyId],
    ['/api/pharmacy/sessions/{id}', sessionId],
  ];
}

const ownHeaders = () => ({ origin: address, 'content-type': 'application/json' });
const bare = { as: 'owner' as const };

/** The ids of the clinic's own things in a path: /api/patients/{id}/allergies/{rowId} has two. */
const ownIds = ({ path, params }: Operation): string[] =>
  params.map((name) => own.get(path.slice(0, path.indexOf(`{${name}}`) + name.length + 2)) ?? newId());

const resolve = (schema: Schema): Schema =>
  typeof schema.$ref === 'string' ? (shapes[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;

/** Where a rule can't be read from the document: a check digit, a number that people dial, a colleague who is there. */
const known = (name: string): unknown =>
  ({
    id: newId(),
    npi: '1234567893',
    deaNumber: 'AB1234563',
    gtin: '00301439508106',
    ndc: '0143-9508-10',
    phone: '+1 702 555 0100',
    practitionerIds: [owner.practitionerId],
  })[name];

/** A body with everything in it, also what may be left out, so that each part can be broken. */
function example(given: Schema): unknown {
  // One proof of several: all of them together would be wrong already.
  if (given.$ref === '#/components/schemas/Confirmation') return { passphrase: 'sample passphrase' };
  if (given.$ref === '#/components/schemas/SecondPerson') return { practitionerId: newId(), pin: '480957' };
  const schema = resolve(given);
  // What no rule of the single fields makes: the schema itself says how it looks.
  if (schema.type === 'object' && 'example' in schema) return schema.example;
  if (schema.type === 'array') return [example(schemaOf(schema.items))];
  if (!('properties' in schema)) return sample(schema);
  const fields = Object.entries(schemaOf(schema.properties));
  return Object.fromEntries(fields.map(([name, field]) => [name, known(name) ?? example(schemaOf(field))]));
}

type Answer = { status: number; type: string; body: string; tookMs: number };
type Sent = Omit<BadRequest, 'wrong'>;

/** A busy server may cut a connection whose last body it did not read; every client asks anew, and so does this one. */
async function send(sent: Sent, triesLeft = 3): Promise<Answer> {
  try {
    return await sendOnce(sent);
  } catch (error) {
    if (triesLeft === 0) throw error;
    return send(sent, triesLeft - 1);
  }
}

function sendOnce(sent: Sent): Promise<Answer> {
  const { as, method, path, headers, body } = sent;
  const from = performance.now();
  const { hostname, port, host } = new URL(address);
  const cookie = as === 'owner' ? { cookie: owner.cookie } : {};
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const options = { agent, hostname, port, method, path, headers: { host, ...cookie, ...length, ...headers } };
    const request = http.request(options, (response) => {
      const type = response.headers['content-type'] ?? '';
      const answer = (text: string) =>
        resolve({ status: response.statusCode ?? 0, type, body: text, tookMs: performance.now() - from });
      if (type.startsWith('text/event-stream')) {
        answer('');
        request.destroy();
        return;
      }
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      response.on('end', () => answer(text));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** What a request writes down by its mere passing. */
const passing = ['clinic.audit_event', 'clinic.audit_link', 'identity.rate_limit', 'identity.sign_in'];
/** Looks, tries that were refused, and the server's own minute: written down on purpose, and no change. */
const looks = [
  'chart.read',
  'patient.read',
  'chart.access',
  'audit.read',
  'floor.read',
  'session.print',
  'session.heads',
  'incident.read',
  'stock.read',
  'register.read',
  'sign-in.refused',
  'sign-in.confirm.refused',
  'audit.anchor',
];

/** Every row of every table, as one fingerprint for each; and of the trail, what was done and not merely looked at. */
async function kept(): Promise<Record<string, string>> {
  const { rows: tables } = await database.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('clinic', 'identity', 'public_data') order by 1`,
  );
  const prints: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !passing.includes(table.name))) {
    const { rows } = await database.query<{ print: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print from ${name} t`,
    );
    prints[name] = rows[0]?.print ?? '';
  }
  const { rows } = await database.query<{ n: string; newest: string; people: string; jobs: string }>(
    `select count(*) as n, max(id::text) as newest, (select count(*) from identity.sign_in) as people,
            (select count(*) from jobs.job where name in ('mail', 'break-glass-notice')) as jobs
       from clinic.audit_event where action <> all ($1)`,
    [looks],
  );
  return { ...prints, changes: JSON.stringify(rows[0]) };
}

test('every example that bad requests are made from is understood: what is wrong later is the one thing broken', async () => {
  const notUnderstood: string[] = [];
  for (const of of operations.filter(({ body, may }) => body !== undefined && may !== 'anyone')) {
    const path = of.params.reduce((text, name, at) => text.replace(`{${name}}`, ownIds(of)[at] ?? ''), of.path);
    const body = JSON.stringify(example(of.body ?? {}));
    const answer = await send({ ...bare, method: of.method, path, body, headers: ownHeaders() });
    if (answer.status === 400 || answer.status >= 500)
      notUnderstood.push(`${of.method} ${of.path} ${answer.status} ${answer.body.slice(0, 160)}`);
  }
  expect(notUnderstood).toEqual([]);
});

test('a body of 50 MB is refused long before it is here', async () => {
  const body = JSON.stringify({ givenName: 'x'.repeat(50_000_000) });
  for (const path of ['/api/patients', '/api/sign-in']) {
    const answer = await send({ as: 'owner', method: 'POST', path, headers: ownHeaders(), body });
    expect([answer.status, answer.body]).toEqual([413, expect.stringContaining('A request may hold 256 KB')]);
  }
});

test('a body of 50 MB that does not say how long it is, is cut off', async () => {
  const { hostname, port, host } = new URL(address);
  const headers = { host, cookie: owner.cookie, ...ownHeaders(), 'transfer-encoding': 'chunked' };
  let sentBytes = 0;
  const status = await new Promise<number>((resolve) => {
    const request = http.request({ hostname, port, method: 'POST', path: '/api/patients', headers }, (response) => {
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
    request.on('error', () => resolve(0));
    const chunk = Buffer.alloc(64 * 1024, '[');
    const pour = () => {
      if (request.destroyed || sentBytes > 50_000_000) return;
      sentBytes += chunk.length;
      request.write(chunk, pour);
    };
    pour();
  });
  expect(status).toBe(413);
  expect(sentBytes).toBeLessThan(20_000_000);
});

test.each([
  ['a formula of a spreadsheet', { familyName: '=HYPERLINK("http://evil.example","Smith")' }],
  ['a formula that begins with a sign', { familyName: "+1+cmd|' /C calc'!A0", givenName: '@SUM(A1)' }],
  ['a script', { familyName: '<script>alert(1)</script>', address: '<img src=x onerror=alert(1)>' }],
  ['a template', { familyName: '{{7*7}}<%= 7*7 %>' }],
  ['a query', { familyName: "Robert'); drop table clinic.patient; --" }],
  ['a link that is a program', { address: 'javascript:alert(document.cookie)' }],
])('%s in a name is refused with a sentence, or kept and given back as the text it is', async (_what, given) => {
  const body = JSON.stringify({ ...aPatientInput(given), confirmedDistinct: true, reason: 'made for a test' });
  const answer = await send({ as: 'owner', method: 'POST', path: '/api/patients', headers: ownHeaders(), body });
  if (answer.status === 400) return expect(answer.body).toMatch(/"sentence":"[^"]{10,}/);
  expect([answer.status, answer.body]).toEqual([201, expect.any(String)]);
  const id = String(Reflect.get(Object(JSON.parse(answer.body)), 'id'));
  const chart = await send({
    as: 'owner',
    method: 'GET',
    path: `/api/patients/${id}/chart`,
    headers: {},
    body: undefined,
  });
  expect(chart.type).toMatch(/^application\/json/);
  expect(Reflect.get(Object(JSON.parse(chart.body)), 'patient')).toMatchObject(given);
});

test('a link that is a program is no e-mail address', async () => {
  const body = JSON.stringify(aPatientInput({ email: 'javascript:alert(1)' }));
  const answer = await send({ as: 'owner', method: 'POST', path: '/api/patients', headers: ownHeaders(), body });
  expect(answer.status).toBe(400);
});

test(`${many.toLocaleString('en')} bad requests: each answered at once with a refusal, and nothing comes of any`, async () => {
  const ground = { operations, example, resolve, own: ownIds, foreign, address };
  const requests = fc.sample(badRequest(ground), { numRuns: many, seed });
  const before = await kept();
  const statuses = new Map<number, number>();
  const wrong: string[] = [];
  const slow: BadRequest[] = [];
  let slowest = { tookMs: 0, what: '' };
  const from = performance.now();
  const next = requests.values();
  const sender = async () => {
    for (const request of next) {
      const answer = await send(request).catch((error: unknown) => ({
        status: 0,
        type: '',
        body: String(error),
        tookMs: 0,
      }));
      // Five slips end a sign-in, as they should; then all who come after would be refused at the door alone.
      if (answer.status === 403 && answer.body.includes('"left":'))
        await database.query('update identity.sign_in set failures = 0');
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (answer.tookMs > slowest.tookMs) slowest = { tookMs: answer.tookMs, what: nameOf(request) };
      if (answer.tookMs > 1_000) slow.push(request);
      const why = complaint(request, answer);
      if (why !== undefined) wrong.push(`${why}: ${nameOf(request)}: ${answer.status} ${answer.body.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  const seconds = (performance.now() - from) / 1_000;
  const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
  console.log(
    `${requests.length} bad requests in ${seconds.toFixed(1)} s, ${(requests.length / seconds).toFixed(0)} per second; slowest ${slowest.tookMs.toFixed(0)} ms (${slowest.what}); ${counts.join(', ')}`,
  );
  expect(wrong.slice(0, 20)).toEqual([]);
  // The machine has other work too: what took long is asked again, alone, before it counts as slow.
  for (const request of slow) expect(await quickest(request), nameOf(request)).toBeLessThan(1_000);
  expect(await kept()).toEqual(before);
  expect(server.out.filter((line) => line.includes('"level":50'))).toEqual([]);
}, 300_000);

const nameOf = ({ method, path, as, wrong }: BadRequest) =>
  `${method} ${path.slice(0, 80)} as ${as}, ${wrong.slice(0, 120)}`;

async function quickest(request: BadRequest): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 5 && best > 1_000; tries += 1) best = Math.min(best, (await send(request)).tookMs);
  return best;
}

/** A tablet hears of each fact by itself: one that is refused with a sentence was not accepted. */
function isEachRefused(path: string, body: string): boolean {
  if (path !== '/api/sessions/events') return false;
  const { answers } = JSON.parse(body);
  return answers.every(({ outcome, says }: { outcome: string; says?: string }) => outcome === 'refused' && says);
}

/** Why an answer is not what a bad request deserves. */
function complaint({ method, path }: BadRequest, { status, type, body }: Answer): string | undefined {
  const reading = ['GET', 'HEAD', 'OPTIONS'].includes(method);
  if (status >= 500 || status === 0) return 'a defect';
  if (status < 400 && !reading && !isEachRefused(path, body)) return 'accepted';
  if (/root:x:|"name": "racemic"|BEGIN PRIVATE KEY/.test(body)) return 'a file of the machine';
  if (status >= 400 && body !== '' && !(type.startsWith('application/json') && /"sentence":"[^"]{10,}/.test(body)))
    return 'no sentence';
  return undefined;
}
