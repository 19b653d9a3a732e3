import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
import { CannotStart } from './cannot-start.ts';
import type { Config } from './config.ts';

export type Tls = { cert: string; key: string };

export type Listening = {
  port: number;
  /** From now on requests go to this handler; until then they hear that the server is starting. */
  serve(handler: (request: Request, env: object) => Response | Promise<Response>): void;
  /** This certificate is used from the next connection on. */
  renew(tls: Tls): void;
  /** Takes no new request, ends streams, lets running requests end, then closes what is left. */
  close(graceMs: number): Promise<void>;
};

/** TLS 1.3, and of TLS 1.2 what has forward secrecy and authenticated encryption; the strongest is preferred. */
const tlsRules = {
  minVersion: 'TLSv1.2',
  honorCipherOrder: true,
  ciphers: [
    'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256',
  ].join(':'),
} as const;

/** Answers that no route gives carry the strictest headers: there is nothing to show. */
const bareHeaders = (secure: boolean): Record<string, string> => ({
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  ...(secure ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
});

const starting = (headers: Record<string, string>) =>
  Response.json(
    { reason: 'unavailable', sentence: 'The server is starting. Try again in a moment.', requestId: '' },
    { status: 503, headers: { ...headers, 'retry-after': '1' } },
  );

/** What is no address at all never reaches a route; it still hears a sentence. */
const unreadable = (error: unknown, headers: Record<string, string>) =>
  error instanceof RequestError
    ? Response.json(
        { reason: 'not-understood', sentence: 'The address of this request can’t be read.', requestId: '' },
        { status: 400, headers },
      )
    : new Response(null, { status: 500, headers });

/**
 * Binds the address before anything else is begun, so that a busy port costs nothing and leaves nothing behind.
 *
 * @param tls `later` speaks TLS too, and refuses every handshake until `renew` brings the first certificate
 */
export async function listen(
  config: Pick<Config, 'bind' | 'port'> & { publicUrl?: string | undefined },
  tls: Tls | 'later' | undefined,
): Promise<Listening> {
  const bare = bareHeaders(tls !== undefined || config.publicUrl?.startsWith('https:') === true);
  let handler: (request: Request, env: object) => Response | Promise<Response> = () => starting(bare);
  const errorHandler = (error: unknown) => unreadable(error, bare);
  const listener = getRequestListener((request, env) => handler(request, env), { errorHandler });
  const options = {
    requestTimeout: 30_000,
    headersTimeout: 10_000,
    keepAliveTimeout: 10_000,
    maxHeaderSize: 32 * 1024,
  };
  const secure =
    tls === undefined
      ? undefined
      : https.createServer({ ...options, ...(tls === 'later' ? {} : tls), ...tlsRules }, listener);
  const server = secure ?? http.createServer(options, listener);
  const streams = new Set<http.ServerResponse>();
  server.on('request', (request, response) => {
    if (!request.headers.accept?.includes('text/event-stream')) return;
    streams.add(response);
    response.once('close', () => streams.delete(response));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotBind(config, error, 'PORT')));
    server.listen(config.port, config.bind, resolve);
  });
  server.on('error', () => undefined);
  return {
    port: (server.address() as AddressInfo).port,
    serve: (next) => {
      handler = next;
    },
    renew: (next) => secure?.setSecureContext({ ...next, ...tlsRules }),
    close: async (graceMs) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const stream of streams) stream.destroy();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** Why an address can't be listened on, and which setting chooses another. */
export function cannotBind(
  at: { bind: string; port: number },
  error: NodeJS.ErrnoException,
  setting: 'PORT' | 'ACME_HTTP_PORT',
): CannotStart {
  if (error.code === 'EADDRINUSE')
    return new CannotStart(
      `Port ${at.port} is in use by another program: stop it, or start with ${setting}=${at.port + 1}.`,
    );
  if (error.code === 'EACCES')
    return new CannotStart(`Port ${at.port} is closed to this user: choose one above 1023 with ${setting}.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new CannotStart(`BIND=${at.bind} is not an address of this machine.`);
  return new CannotStart(`The address ${at.bind}:${at.port} can't be used: ${error.message}.`);
}
