import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newSetupToken } from '#server/identity/setup.actions.ts';
import { readConfig } from '#server/platform/config.ts';
import { aClinic, aPatientInput, type Person } from './builders.ts';
import { aCertificate } from './certificate.ts';
import { type Answer, aSocketServer, type SocketServer, send } from './sockets.ts';

const patients = async (server: SocketServer): Promise<number> => {
  const { count } = await server.services.db.clinic
    .selectFrom('patient')
    .select((of) => of.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
};
const sentence = ({ body }: Answer): string => {
  const said: unknown = JSON.parse(body);
  return typeof said === 'object' && said !== null && 'sentence' in said ? String(said.sentence) : '';
};
const fromAnother = 'This request comes from another site and is not accepted.';
const otherName = 'This server does not answer under that name. PUBLIC_URL sets it.';

describe('over TLS', () => {
  let server: SocketServer;
  let nurse: Person;
  let ca: string;
  let own: string;
  beforeAll(async () => {
    const pair = await aCertificate('localhost');
    ca = pair.cert;
    server = await aSocketServer({ TLS_CERT_FILE: 'in', TLS_KEY_FILE: 'memory' }, pair);
    own = `https://localhost:${server.port}`;
    nurse = await (await aClinic(server.services)).as('nurse');
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const post = (headers: Record<string, string>) =>
    send({ port: server.port, ca }, 'POST', '/api/patients', {
      headers: { 'content-type': 'application/json', cookie: nurse.cookie, ...headers },
      body: JSON.stringify(aPatientInput({ familyName: 'Transport' })),
    });
  const get = (path: string, headers: Record<string, string> = {}) =>
    send({ port: server.port, ca }, 'GET', path, { headers: { cookie: nurse.cookie, ...headers } });

  test('a signed-in person’s own page registers a patient; the same request from any other place does not', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: `http://localhost:${server.port}` },
      { origin: `https://localhost:${server.port + 1}`, 'sec-fetch-site': 'same-site' },
      { origin: `https://localhost.evil.example:${server.port}` },
      { origin: `https://evil.example/?https://localhost:${server.port}` },
      { origin: 'null' },
      { origin: '' },
      { origin: own, 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      {},
    ];
    for (const headers of foreign) {
      const answer = await post(headers);
      expect([answer.status, sentence(answer), headers]).toEqual([403, fromAnother, headers]);
    }
    expect(await patients(server)).toBe(0);
    expect((await post({ origin: own, 'sec-fetch-site': 'same-origin' })).status).toBe(201);
  });

  test('a neighbour on the same host, to whom the cookie would go, can look at nothing', async () => {
    expect((await get('/api/patients', { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    for (const site of ['same-site', 'cross-site'])
      expect((await get('/api/patients', { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' })).status).toBe(403);
    expect((await get('/api/live', { 'sec-fetch-site': 'same-site', accept: 'text/event-stream' })).status).toBe(403);
  });

  test('no answer allows another origin to read it, frame it or load it', async () => {
    const asked = await send({ port: server.port, ca }, 'OPTIONS', '/api/patients', {
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    for (const answer of [asked, await get('/api/patients', { origin: 'https://evil.example' }), await get('/')]) {
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(answer.headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(answer.headers['x-frame-options']).toBe('DENY');
      expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(answer.headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
      expect(answer.headers['strict-transport-security']).toMatch(/^max-age=63072000/);
    }
  });

  test('every cookie is bound to this host, to TLS and to our own pages', async () => {
    const pair = await aCertificate('localhost');
    await using fresh = await aSocketServer({ TLS_CERT_FILE: 'in', TLS_KEY_FILE: 'memory' }, pair);
    const answer = await send({ port: fresh.port, ca: pair.cert }, 'POST', '/api/setup', {
      headers: { origin: `https://localhost:${fresh.port}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        token: await newSetupToken(fresh.services),
        owner: {
          givenName: 'Robin',
          familyName: 'Hale',
          email: 'o@example.org',
          passphrase: 'anchor velvet teapot glacier',
        },
        clinic: { name: 'Harbor Street Clinic', timeZone: 'America/Los_Angeles', jurisdiction: 'US-NV' },
      }),
    });
    expect([answer.status, answer.body]).toEqual([201, expect.any(String)]);
    const given = answer.headers['set-cookie'] ?? [];
    expect(given).not.toEqual([]);
    for (const cookie of given) {
      expect(cookie).toMatch(/^__Host-/);
      for (const flag of [/; Secure/i, /; HttpOnly/i, /; SameSite=Strict/i, /; Path=\/(;|$)/i])
        expect(cookie).toMatch(flag);
      expect(cookie).not.toMatch(/domain=/i);
    }
  });

  test('plain http on the TLS port gets no answer of the clinic', async () => {
    const said = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(server.port, '127.0.0.1', () =>
        socket.write('GET /api/frame HTTP/1.1\r\nhost: localhost\r\n\r\n'),
      );
      socket.on('data', (part) => {
        text += part.toString('latin1');
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(text));
    });
    expect(said).not.toContain('HTTP/1.1 200');
  });
});

describe('over plain http, on this computer alone', () => {
  let server: SocketServer;
  beforeAll(async () => {
    server = await aSocketServer({});
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test('a foreign name that was made to point here gets nothing', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${server.port}`,
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '0.0.0.0',
    ])
      expect([(await send(server, 'GET', '/api/frame', { headers: { host } })).status, host]).toEqual([403, host]);
    const answer = await send(server, 'GET', '/', { headers: { host: 'evil.example' } });
    expect(sentence(answer)).toBe(otherName);
    for (const host of [`localhost:${server.port}`, `127.0.0.1:${server.port}`, `[::1]:${server.port}`])
      expect((await send(server, 'GET', '/api/frame', { headers: { host } })).status).toBe(200);
  });

  test('a browser is not told to insist on TLS where there is none', async () => {
    const answer = await send(server, 'GET', '/api/frame');
    expect(answer.headers['strict-transport-security']).toBeUndefined();
  });

  test('nobody is believed about an address that they name themselves', async () => {
    const answer = await send(server, 'GET', '/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(answer.status).toBe(200);
  });
});

describe('behind a declared proxy', () => {
  let server: SocketServer;
  let nurse: Person;
  const own = 'https://clinic.example.org';
  beforeAll(async () => {
    server = await aSocketServer({ PUBLIC_URL: own, TRUSTED_PROXY: '127.0.0.1' });
    nurse = await (await aClinic(server.services)).as('nurse');
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const post = (headers: Record<string, string>) =>
    send(server, 'POST', '/api/patients', {
      headers: { 'content-type': 'application/json', cookie: nurse.cookie, host: 'clinic.example.org', ...headers },
      body: JSON.stringify(aPatientInput({ familyName: 'Proxied' })),
    });

  test('the origin is the public one, not the one the proxy speaks to', async () => {
    expect((await post({ origin: `http://localhost:${server.port}` })).status).toBe(403);
    expect((await post({ origin: 'http://clinic.example.org' })).status).toBe(403);
    expect((await post({ origin: own, host: `localhost:${server.port}` })).status).toBe(403);
    expect(await patients(server)).toBe(0);
    expect((await post({ origin: own })).status).toBe(201);
  });

  test('a cookie and HSTS are those of https, because that is what the browser sees', async () => {
    expect(nurse.cookie).toMatch(/^__Host-/);
    const answer = await send(server, 'GET', '/api/frame', { headers: { host: 'clinic.example.org' } });
    expect(answer.headers['strict-transport-security']).toMatch(/^max-age=/);
  });

  test('the machine’s own watchman may ask how it is under any name; figures stay closed without a token', async () => {
    expect((await send(server, 'GET', '/healthz')).status).toBe(200);
    expect((await send(server, 'GET', '/readyz')).status).toBe(200);
    expect((await send(server, 'GET', '/metrics', { headers: { host: 'clinic.example.org' } })).status).toBe(403);
  });
});

describe('settings', () => {
  const reading = (env: Record<string, string>) => () => readConfig(env);
  test('an address that others reach needs one of the three ways', () => {
    expect(reading({ BIND: '0.0.0.0' })).toThrow(/needs TLS: set TLS_CERT_FILE and TLS_KEY_FILE, or ACME_DOMAIN/);
    for (const way of [
      { TLS_CERT_FILE: 'a', TLS_KEY_FILE: 'b' },
      { ACME_DOMAIN: 'clinic.example.org', ACME_EMAIL: 'o@example.org' },
      { TRUSTED_PROXY: '10.0.0.5', PUBLIC_URL: 'https://clinic.example.org' },
    ])
      expect(readConfig({ BIND: '0.0.0.0', ...way }).bind).toBe('0.0.0.0');
  });

  test('settings that contradict each other are named', () => {
    expect(reading({ PUBLIC_URL: 'https://clinic.example.org' })).toThrow(/nothing here speaks TLS: set TRUSTED_PROXY/);
    expect(reading({ PUBLIC_URL: 'http://c.example', TLS_CERT_FILE: 'a', TLS_KEY_FILE: 'b' })).toThrow(
      /begin it with https/,
    );
    expect(
      reading({ TLS_CERT_FILE: 'a', TLS_KEY_FILE: 'b', ACME_DOMAIN: 'c.example', ACME_EMAIL: 'o@example.org' }),
    ).toThrow(/two ways to the same end/);
    expect(reading({ TRUSTED_PROXY: 'proxy.example.org' })).toThrow(/as 10\.0\.0\.5 or 10\.0\.0\.0\/24/);
    expect(reading({ PUBLIC_URL: 'https://c.example/racemic' })).toThrow(/PUBLIC_URL has no path/);
    expect(reading({ PUBLIC_URL: 'nonsense' })).toThrow(/begins with http/);
  });
});
