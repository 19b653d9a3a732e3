import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aCertificate } from '../../tests/certificate.ts';
import { type Answer, send } from '../../tests/sockets.ts';
import { type Listening, listen, type Tls } from './listen.ts';

const anywhere = { bind: '127.0.0.1', port: 0 };

/** Everything a socket says until it is closed. */
const said = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    socket.on('data', (part) => {
      text += part.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });

describe('over TLS', () => {
  let listening: Listening;
  let pair: Tls;
  beforeAll(async () => {
    pair = await aCertificate('localhost');
    listening = await listen(anywhere, pair);
  });
  afterAll(() => listening.close(0));

  const shake = (wishes: object): Promise<TLSSocket | undefined> =>
    new Promise((resolve) => {
      const at = { host: '127.0.0.1', servername: 'localhost', port: listening.port, ca: pair.cert };
      const socket = connectTls({ ...at, ...wishes }, () => resolve(socket));
      socket.on('error', () => resolve(undefined));
    });
  const agreed = async (wishes: object) => {
    const socket = await shake(wishes);
    const agreement = socket && `${socket.getProtocol()} ${socket.getCipher().name}`;
    socket?.destroy();
    return agreement;
  };

  test('the newest TLS is spoken, and nothing older than 1.2', async () => {
    expect(await agreed({})).toBe('TLSv1.3 TLS_AES_256_GCM_SHA384');
    const weakest = { minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' };
    expect(await agreed({ ...weakest, maxVersion: 'TLSv1.2' })).toMatch(/^TLSv1\.2 /);
    expect(await agreed({ ...weakest, maxVersion: 'TLSv1.1' })).toBeUndefined();
  });

  test('only suites with forward secrecy and authenticated encryption, the strongest first', async () => {
    const old = { maxVersion: 'TLSv1.2' };
    const strongestLast = 'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384';
    expect(await agreed({ ...old, ciphers: strongestLast })).toBe('TLSv1.2 ECDHE-RSA-AES256-GCM-SHA384');
    for (const weak of ['AES256-GCM-SHA384', 'ECDHE-RSA-AES256-SHA384', 'ECDHE-RSA-AES128-SHA', 'AES128-SHA'])
      expect(await agreed({ ...old, ciphers: weak }), weak).toBeUndefined();
  });

  test('a renewed certificate keeps to the same rules', async () => {
    listening.renew(pair);
    expect(await agreed({ maxVersion: 'TLSv1.2', ciphers: 'AES256-GCM-SHA384' })).toBeUndefined();
    expect(await agreed({})).toBe('TLSv1.3 TLS_AES_256_GCM_SHA384');
  });

  test('an answer before any route is there carries the strictest headers', async () => {
    for (const path of ['/', '/api/patients', '//[bad']) {
      const { status, headers }: Answer = await send({ port: listening.port, ca: pair.cert }, 'GET', path);
      expect([503, 400]).toContain(status);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
      });
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    }
  });
});

describe('where a request ends', () => {
  let listening: Listening;
  const reached: string[] = [];
  beforeAll(async () => {
    listening = await listen(anywhere, undefined);
    listening.serve(async (request) => {
      reached.push(`${request.method} ${new URL(request.url).pathname}`);
      return new Response(await request.text());
    });
  });
  afterAll(() => listening.close(0));

  test('is said in one way or not at all: a request with two lengths reaches nobody', async () => {
    const host = `host: localhost:${listening.port}`;
    const hidden = `GET /hidden HTTP/1.1\r\n${host}\r\n\r\n`;
    for (const lengths of [
      'content-length: 4\r\ntransfer-encoding: chunked',
      'transfer-encoding: chunked\r\ncontent-length: 4',
      'content-length: 4\r\ncontent-length: 5',
      'transfer-encoding: chunked, identity',
      'content-length: +4',
    ]) {
      const socket = connectPlain(listening.port, '127.0.0.1');
      socket.end(`POST /shown HTTP/1.1\r\n${host}\r\n${lengths}\r\n\r\n0\r\n\r\n${hidden}`);
      expect(await said(socket), lengths).toMatch(/^HTTP\/1\.1 400 /);
    }
    expect(reached).toEqual([]);
  });
});
