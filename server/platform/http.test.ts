import http from 'node:http';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aClinic, aPatientInput, type Person } from '../../tests/builders.ts';
import { refused } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { aSocketServer, type SocketServer, send } from '../../tests/sockets.ts';
import { begin, onError } from './http.ts';
import { inClinic } from './in-clinic.ts';
import { Problem, routes } from './route.ts';

let server: TestServer;
let desk: Person;
beforeAll(async () => {
  server = await aServer();
  desk = await (await aClinic(server.services)).as('front-desk');
});
afterAll(() => server[Symbol.asyncDispose]());

const patients = () => inClinic(desk.ctx, (tx) => tx.selectFrom('patient').select('id').execute());

describe('a body', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    server.request('POST', '/api/patients', { as: desk, body, headers });

  test.each([
    ['nothing', ''],
    ['broken off', '{"givenName":"Jordan"'],
    ['a quote too many', '{"givenName":"Jor"dan"}'],
    ['a comma too many', '{"givenName":"Jordan",}'],
    ['words', 'givenName=Jordan'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '1e999'],
    ['a text', '"Jordan"'],
    [
      'a form of another kind',
      '------x\r\nContent-Disposition: form-data; name="givenName"\r\n\r\nJordan\r\n------x--',
    ],
    ['ten thousand lists in each other', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['a key that reaches for the prototype', '{"__proto__":{"givenName":"Jordan"},"constructor":{"prototype":{}}}'],
    [
      'fields of the wrong kind',
      JSON.stringify({ ...aPatientInput(), givenName: { $ne: '' }, birthOn: 19840307, emergencyContact: [] }),
    ],
  ])('that is %s is refused with a sentence, and nothing is stored', async (_what, body) => {
    const stopped = await refused(await post(body));
    expect(stopped).toMatchObject({ status: 400, reason: 'not-understood' });
    expect(stopped.sentence).toMatch(/\.$/);
    expect(await patients()).toEqual([]);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    '',
  ])('that says it is "%s" is not taken for JSON: another site’s form could send it', async (type) => {
    const stopped = await refused(await post(JSON.stringify(aPatientInput()), { 'content-type': type }));
    expect(stopped.status).toBe(400);
    expect(await patients()).toEqual([]);
  });

  test('in bytes that are no letters is refused, or kept as it can be shown', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"givenName":"Jor'),
      Buffer.from([0xff, 0xc0, 0x80]),
      Buffer.from('dan"}'),
    ]);
    const answer = await server.app.request('http://localhost:3000/api/patients', {
      method: 'POST',
      headers: {
        host: 'localhost:3000',
        origin: 'http://localhost:3000',
        cookie: desk.cookie,
        'content-type': 'application/json',
      },
      body: bytes,
    });
    expect(answer.status).toBe(400);
  });
});

describe('a request of 50 MB', () => {
  let real: SocketServer;
  let person: Person;
  beforeAll(async () => {
    real = await aSocketServer({});
    person = await (await aClinic(real.services)).as('front-desk');
  });
  afterAll(() => real[Symbol.asyncDispose]());

  /** Sends until it is answered or cut off; tells what was heard, how long it took and how much had left. */
  function sendMuch(headers: Record<string, string>) {
    const part = Buffer.alloc(64 * 1024, 'x');
    const from = performance.now();
    return new Promise<{ status: number; body: string; tookMs: number; sent: number }>((resolve, reject) => {
      let sent = 0;
      const origin = `http://localhost:${real.port}`;
      const request = http.request({
        host: '127.0.0.1',
        port: real.port,
        method: 'POST',
        path: '/api/patients',
        agent: false,
        headers: {
          host: `localhost:${real.port}`,
          origin,
          cookie: person.cookie,
          'content-type': 'application/json',
          ...headers,
        },
      });
      request.on('response', async (response) => {
        let body = '';
        for await (const some of response) body += some;
        resolve({ status: response.statusCode ?? 0, body, tookMs: performance.now() - from, sent });
        request.destroy();
      });
      request.on('error', reject);
      const more = () => {
        while (sent < 50_000_000 && !request.destroyed) {
          sent += part.length;
          if (!request.write(part)) return void request.once('drain', more);
        }
        request.end();
      };
      more();
    });
  }

  test.each([
    ['that tells its length', { 'content-length': String(64 * 1024 * Math.ceil(50_000_000 / 65_536)) }],
    ['that does not', { 'transfer-encoding': 'chunked' }],
  ])('%s is refused at once, with a sentence and long before it has arrived', async (_what, headers) => {
    const { status, body, tookMs, sent } = await sendMuch(headers);
    expect(status).toBe(413);
    expect(Problem.parse(JSON.parse(body))).toMatchObject({ reason: 'too-large' });
    expect(sent).toBeLessThan(20_000_000);
    expect(tookMs).toBeLessThan(5_000);
    // The server is well and answers the next one.
    expect((await send(real, 'GET', '/healthz')).status).toBe(200);
  });

  test('one byte more than is allowed is refused, one that fits is read', async () => {
    const origin = `http://localhost:${real.port}`;
    const headers = { origin, cookie: person.cookie, 'content-type': 'application/json' };
    const fill = (length: number) => Buffer.from(JSON.stringify({ x: 'x'.repeat(length - 8) }));
    expect((await send(real, 'POST', '/api/patients', { headers, body: fill(256 * 1024 + 1) })).status).toBe(413);
    expect((await send(real, 'POST', '/api/patients', { headers, body: fill(256 * 1024) })).status).toBe(400);
  });
});

describe('who sends it', () => {
  const post = (headers: Record<string, string>) =>
    server.request('POST', '/api/patients', { as: desk, body: {}, headers });

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a page of no site', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://localhost:8080' }],
    ['a name that begins like ours', { origin: 'http://localhost:3000.evil.example' }],
    ['ours over another protocol', { origin: 'https://localhost:3000' }],
    ['something that is no origin', { origin: 'javascript:alert(1)' }],
    ['a page that the browser says is of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page that the browser says is of a neighbour', { 'sec-fetch-site': 'same-site' }],
  ])('%s can’t act with our cookie', async (_who, headers) => {
    expect(await refused(await post(headers))).toMatchObject({ status: 403, reason: 'not-permitted' });
  });

  test.each([
    'evil.example',
    'localhost.evil.example',
    'localhost:3000@evil.example',
    '192.168.1.7:3000',
    '[::ffff:10.0.0.1]',
    'evil.example:3000',
    '',
  ])('under the name "%s", made to point here, nothing of the clinic is told', async (host) => {
    for (const path of ['/api/patients', '/api/frame', '/'])
      expect((await refused(await server.request('GET', path, { as: desk, headers: { host } }))).status, path).toBe(
        403,
      );
  });

  test('our own page, under each name of this machine, is let in to what it says', async () => {
    for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])
      expect((await refused(await post({ host, origin: `http://${host}` }))).status, host).toBe(400);
  });
});

describe('an address that is not there', () => {
  test.each([
    ['GET', '/api/nothing'],
    ['POST', '/api/nothing'],
    ['DELETE', '/api/patients'],
    ['PATCH', '/api/patients/0199a0b2-0000-7000-8000-00000000dead'],
    ['GET', '/api/patients/../../etc/passwd'],
    ['GET', '/api/'],
    ['GET', '/nothing.js'],
    ['POST', '/'],
  ])('%s %s is not found, in a sentence', async (method, path) => {
    const stopped = await refused(await server.request(method, path, { as: desk }));
    expect(stopped).toMatchObject({ status: 404, reason: 'not-found', requestId: expect.any(String) });
  });
});

describe('when the database says no', () => {
  /** An application whose only route does this; the doors and the answer to errors are the real ones. */
  async function answerTo(work: () => Promise<unknown>) {
    const app = routes();
    app.onError(onError(server.services));
    app.use(begin(server.services));
    app.get('/work', async (c) => {
      await work();
      return c.json({});
    });
    return refused(await app.request('http://localhost:3000/work'));
  }
  const inThisClinic = (statement: string) => () => inClinic(desk.ctx, (tx) => sql.raw(statement).execute(tx));

  test.each([
    ['a double', `insert into clinic select * from clinic`, 409, 'already-there'],
    [
      'something that is not there',
      `insert into care_team (patient_id, practitioner_id) values (gen_random_uuid(), gen_random_uuid())`,
      404,
      'not-found',
    ],
    ['a value out of its set', `update clinic set idle_lock_min = 999`, 400, 'not-understood'],
    ['a text that is no id', `select * from patient where id = 'Jordan'`, 400, 'not-understood'],
    ['a day that is no day', `select date '2026-02-30'`, 400, 'not-understood'],
    ['a number out of range', `select 99999999999::int`, 400, 'not-understood'],
    [
      'a token that no index can hold',
      `insert into patient_search (patient_id, token) select gen_random_uuid(), string_agg(md5(i::text), '') from generate_series(1, 900) i`,
      400,
      'not-understood',
    ],
    ['a wait that is too long', `set local statement_timeout = 20; select pg_sleep(5)`, 503, 'unavailable'],
  ])('%s is a sentence with the right status', async (_what, statement, status, reason) => {
    const stopped = await answerTo(inThisClinic(statement));
    expect(stopped).toMatchObject({ status, reason });
    expect(stopped.sentence).toMatch(/\.$/);
    expect(JSON.stringify(stopped)).not.toMatch(/Jordan|select|insert|clinic\.[a-z]/);
  });

  test('a connection that was cut is said to be away, and the next request finds a new one', async () => {
    const cut = () =>
      inClinic(desk.ctx, async (tx) => {
        const admin = new pg.Client({ ...server.services.db.superuser, database: 'postgres' });
        await admin.connect();
        await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
          server.services.db.name,
        ]);
        await admin.end();
        return sql`select 1`.execute(tx);
      });
    expect(await answerTo(cut)).toMatchObject({ status: 503, reason: 'unavailable' });
    await expect
      .poll(async () => (await server.request('GET', '/api/patients', { as: desk })).status, { timeout: 20_000 })
      .toBe(200);
    expect((await server.request('GET', '/readyz')).status).toBe(200);
  });
});

test('every request has an id of its own, in its answer and in its refusal', async () => {
  const ids = new Set<string>();
  for (let times = 0; times < 5; times += 1) {
    const answer = await server.request('GET', '/api/patients');
    const header = answer.headers.get('x-request-id');
    expect((await refused(answer)).requestId).toBe(header);
    ids.add(header ?? '');
  }
  expect(ids.size).toBe(5);
  const claimed = await server.request('GET', '/api/frame', { headers: { 'x-request-id': 'mine' } });
  expect(claimed.headers.get('x-request-id')).not.toBe('mine');
});

test('the figures for monitoring tell routes by their pattern, and nothing of whom they were about', async () => {
  const nurse = await (await aClinic(server.services)).as('nurse');
  const id = '0199a0b2-0000-7000-8000-00000000beef';
  await server.request('GET', `/api/patients/${id}/chart`, { as: nurse });
  await server.request('POST', '/api/patients/search', { as: nurse, body: { q: 'jordan' } });
  await server.request('GET', '/no/such/jordan', { as: nurse });
  const token = 'a token of sixteen letters';
  server.services.config.metricsToken = token;
  const denied = await refused(await server.request('GET', '/metrics'));
  expect(denied.status).toBe(403);
  for (const wrong of ['', 'Bearer', 'Bearer wrong', token])
    expect((await server.request('GET', '/metrics', { headers: { authorization: wrong } })).status, wrong).toBe(403);
  const answer = await server.request('GET', '/metrics', { headers: { authorization: `Bearer ${token}` } });
  const figures = await answer.text();
  expect(figures).toMatch(
    /racemic_http_seconds_count\{method="GET",route="\/api\/patients\/:id\/chart",status="404"\} 1/,
  );
  expect(figures).toContain('racemic_db_connections{pool="clinic",state="open"}');
  expect(figures).not.toMatch(new RegExp(`${id}|jordan`, 'i'));
});
