import { createServer as createPlainServer } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aCertificate } from '../../tests/certificate.ts';
import { isPublicAddress } from './public-address.ts';
import { CannotFetch, fetchPublic, mostBytes, outside, type Reach } from './safe-fetch.ts';

/** Real sockets with TLS on this machine; the name of a center leads here only because the test says so. */
const host = 'clinic.example';
const path = '/.well-known/racemic-reports/jwks.json';
let server: https.Server;
let reach: Reach;
let asked: string[] = [];
let inner: { port: number; hits: number; close(): void };

const megabyte = Buffer.alloc(1_048_576, 120);

beforeAll(async () => {
  const tls = await aCertificate(host);
  server = https.createServer({ cert: tls.cert, key: tls.key }, (request, response) => {
    asked.push(`${request.method} ${request.headers.host}${request.url} ${JSON.stringify(request.headers)}`);
    const json = { 'content-type': 'application/json; charset=utf-8' };
    const answers: Record<string, () => void> = {
      '/good': () => response.writeHead(200, json).end('{"keys":[]}'),
      '/redirect': () => response.writeHead(302, { ...json, location: `https://${host}/good` }).end('{}'),
      '/moved': () => response.writeHead(308, { location: `http://127.0.0.1:${inner.port}/` }).end(),
      '/hang': () => undefined,
      '/hang-inside': () => response.writeHead(200, json).write('{'),
      '/drip': () => {
        response.writeHead(200, json);
        const drip = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(drip));
      },
      '/large': () => {
        response.writeHead(200, json);
        let sent = 0;
        const more = () => {
          while (sent < 100 && !response.destroyed) {
            sent += 1;
            if (!response.write(megabyte)) return response.once('drain', more);
          }
          return response.end();
        };
        more();
      },
      '/says-large': () => response.writeHead(200, { ...json, 'content-length': String(mostBytes + 1) }).write('{'),
      '/just-fits': () => response.writeHead(200, json).end('x'.repeat(mostBytes)),
      '/packed': () => response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end('x'),
      '/page': () => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
      '/none': () => response.writeHead(404, json).end('{}'),
      '/broken': () => response.writeHead(500, json).end('{}'),
      '/cut': () => {
        response.writeHead(200, { ...json, 'content-length': '100' }).write('{');
        setTimeout(() => response.destroy(), 20);
      },
      '/headers': () => response.writeHead(200, { ...json, 'x-long': 'x'.repeat(60_000) }).end('{}'),
    };
    (answers[request.url ?? ''] ?? answers['/none'])?.();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  reach = {
    ...outside,
    port,
    ca: tls.cert,
    resolve: () => Promise.resolve(['127.0.0.1']),
    mayConnect: (address) => address === '127.0.0.1',
    idleMs: 300,
    totalMs: 900,
  };
  const plain = createPlainServer((_request, response) => {
    inner.hits += 1;
    response.end('{}');
  });
  await new Promise<void>((done) => plain.listen(0, '127.0.0.1', done));
  inner = { port: (plain.address() as AddressInfo).port, hits: 0, close: () => plain.close() };
});
afterAll(() => {
  inner.close();
  server.closeAllConnections();
  server.close();
});

const get = (at: string, given: Partial<Reach> = {}, name = host) =>
  fetchPublic(`https://${name}${at}`, ['application/json'], { ...reach, ...given });
async function whyNot(at: string, given: Partial<Reach> = {}, name = host): Promise<string> {
  try {
    await get(at, given, name);
    return 'taken';
  } catch (error) {
    if (!(error instanceof CannotFetch)) throw error;
    expect(error.says).toMatch(/^The .+\.$/);
    return error.why;
  }
}

describe('a document of a center', () => {
  test('is fetched by name over TLS, with nothing that tells who asks', async () => {
    asked = [];
    expect(await get('/good')).toBe('{"keys":[]}');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain(`GET ${host}/good`);
    expect(asked[0]).not.toMatch(/cookie|authorization|referer|user-agent|forwarded/);
    expect((await get('/just-fits')).length).toBe(mostBytes);
  });

  test.each([
    ['/redirect', 'redirected'],
    ['/moved', 'redirected'],
    ['/none', 'not-there'],
    ['/broken', 'not-there'],
    ['/page', 'wrong-kind'],
    ['/packed', 'wrong-kind'],
    ['/large', 'too-large'],
    ['/says-large', 'too-large'],
    ['/hang', 'too-slow'],
    ['/hang-inside', 'too-slow'],
    ['/drip', 'too-slow'],
    ['/cut', 'not-reached'],
    ['/headers', 'not-reached'],
  ])('%s is refused: %s', async (at, why) => {
    const began = performance.now();
    expect(await whyNot(at)).toBe(why);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test('of 100 MB is left as soon as it is too large, and nobody follows a redirect inside', async () => {
    const before = process.memoryUsage.rss();
    expect(await whyNot('/large')).toBe('too-large');
    expect(process.memoryUsage.rss() - before).toBeLessThan(60 * 1_048_576);
    expect(inner.hits).toBe(0);
  });

  test('from a site that cannot prove who it is is refused', async () => {
    expect(await whyNot('/good', { ca: undefined })).toBe('not-reached');
    expect(await whyNot('/good', {}, 'other.example')).toBe('not-reached');
    expect(await whyNot('/good', { ca: (await aCertificate(host)).cert })).toBe('not-reached');
  });

  test('over plain http on the TLS port of a server that speaks none is refused', async () => {
    expect(await whyNot('/good', { port: inner.port })).toBe('not-reached');
    expect(inner.hits).toBe(0);
  });
});

describe('an address that leads inside', () => {
  const addresses = `
    0.0.0.0 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.8.8.8 168.63.129.16 169.254.169.254 172.16.0.1
    172.31.255.255 192.0.0.192 192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250
    240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::ffff:7f00:1 ::127.0.0.1
    64:ff9b::7f00:1 64:ff9b::8.8.8.8 64:ff9b:1::1 100::1 2001::1 2001:0:7f00:1:: 2001:db8::1 2002:7f00:1::1
    2002:a00:1:: 3fff::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1 5f00::1
    2606:4700::1111%eth0 0x7f.1 2130706433 017700000001 localhost
  `;
  test('is known as such in every form', () => {
    for (const address of addresses.trim().split(/\s+/))
      expect([address, isPublicAddress(address)]).toEqual([address, false]);
    for (const address of [
      '8.8.8.8',
      '1.1.1.1',
      '172.15.0.1',
      '172.32.0.1',
      '100.128.0.1',
      '2606:4700::1111',
      '2a00:1450::1',
      '::ffff:8.8.8.8',
    ])
      expect([address, isPublicAddress(address)]).toEqual([address, address !== '::ffff:8.8.8.8']);
  });

  test('is not connected to: by a name that leads there, or to one such beside a good one', async () => {
    asked = [];
    const { mayConnect } = outside;
    for (const to of [
      ['127.0.0.1'],
      ['::ffff:127.0.0.1'],
      ['::1'],
      ['8.8.8.8', '127.0.0.1'],
      ['fd00::1'],
      ['64:ff9b::7f00:1'],
    ])
      expect([to, await whyNot('/good', { mayConnect, resolve: () => Promise.resolve(to) })]).toEqual([
        to,
        'inner-address',
      ]);
    expect(asked).toEqual([]);
  });

  test('by a name of this machine, resolved for real', async () => {
    const { resolve, mayConnect } = outside;
    expect(['inner-address', 'no-such-name']).toContain(await whyNot('/good', { resolve, mayConnect }, 'a.localhost'));
    const found = await resolve('localhost');
    expect(found.length).toBeGreaterThan(0);
    expect(found.some(mayConnect)).toBe(false);
  });

  test('a name that changes between the look and the call goes to the address that was looked at', async () => {
    asked = [];
    let calls = 0;
    const resolve = () => {
      calls += 1;
      return Promise.resolve([calls === 1 ? '127.0.0.1' : '127.0.0.2']);
    };
    expect(await get('/good', { resolve })).toBe('{"keys":[]}');
    expect(calls).toBe(1);
    expect(asked).toHaveLength(1);
  });

  test('is no address to begin with: http, ports, users, numbers, single names', async () => {
    const addressOf = async (address: string) => {
      try {
        return await fetchPublic(address, ['application/json'], reach);
      } catch (error) {
        return error instanceof CannotFetch ? error.why : String(error);
      }
    };
    for (const address of [
      `http://${host}/good`,
      `ftp://${host}/good`,
      'file:///etc/passwd',
      `https://${host}:8443/good`,
      `https://user:word@${host}/good`,
      'https://127.0.0.1/good',
      'https://[::1]/good',
      'https://0x7f000001/good',
      'https://2130706433/good',
      'https://localhost/good',
      `https://${host}./good`,
      'https://exa mple/good',
      'no address',
      '',
    ])
      expect([address, await addressOf(address)]).toEqual([address, 'not-https']);
  });

  test('a name that leads nowhere, or takes for ever to say so', async () => {
    expect(await whyNot('/good', { resolve: () => Promise.resolve([]) })).toBe('no-such-name');
    expect(await whyNot('/good', { resolve: () => Promise.reject(new Error('ENOTFOUND')) })).toBe('no-such-name');
    expect(await whyNot('/good', { resolve: () => new Promise(() => undefined) })).toBe('too-slow');
  });

  test('no proxy of the environment is asked', async () => {
    const before = { ...process.env };
    Object.assign(process.env, { HTTPS_PROXY: `http://127.0.0.1:${inner.port}`, NODE_USE_ENV_PROXY: '1' });
    try {
      expect(await get('/good')).toBe('{"keys":[]}');
      expect(inner.hits).toBe(0);
    } finally {
      process.env = before;
    }
  });

  test('what the finder itself uses is port 443, the names of the system, and public addresses only', () => {
    expect(outside).toMatchObject({ port: 443, mayConnect: isPublicAddress });
    expect(outside.ca).toBeUndefined();
    expect(path).toBe('/.well-known/racemic-reports/jwks.json');
  });
});
