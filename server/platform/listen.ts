import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { CannotStart } from './cannot-start.ts';
import type { Config } from './config.ts';

export type Listening = {
  port: number;
  /** From now on requests go to this handler; until then they hear that the server is starting. */
  serve(handler: (request: Request, env: object) => Response | Promise<Response>): void;
  /** New certificate files are used from the next connection on. */
  renew(tls: { cert: string; key: string }): void;
  /** Takes no new request, lets the running ones end, then closes what is left. */
  close(graceMs: number): Promise<void>;
};

const starting = () =>
  Response.json(
    { reason: 'unavailable', sentence: 'The server is starting. Try again in a moment.', requestId: '' },
    { status: 503, headers: { 'retry-after': '1' } },
  );

/** Binds the address before anything else is begun, so that a busy port costs nothing and leaves nothing behind. */
export async function listen(config: Config, tls: { cert: string; key: string } | undefined): Promise<Listening> {
  let handler: (request: Request, env: object) => Response | Promise<Response> = starting;
  const listener = getRequestListener((request, env) => handler(request, env));
  const options = {
    requestTimeout: 30_000,
    headersTimeout: 10_000,
    keepAliveTimeout: 10_000,
    maxHeaderSize: 32 * 1024,
  };
  const secure =
    tls === undefined ? undefined : https.createServer({ ...options, ...tls, minVersion: 'TLSv1.2' }, listener);
  const server = secure ?? http.createServer(options, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotBind(config, error)));
    server.listen(config.port, config.bind, resolve);
  });
  server.on('error', () => undefined);
  return {
    port: (server.address() as AddressInfo).port,
    serve: (next) => {
      handler = next;
    },
    renew: (next) => secure?.setSecureContext(next),
    close: async (graceMs) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

function cannotBind(config: Config, error: NodeJS.ErrnoException): CannotStart {
  if (error.code === 'EADDRINUSE')
    return new CannotStart(
      `Port ${config.port} is in use by another program: stop it, or start with PORT=${config.port + 1}.`,
    );
  if (error.code === 'EACCES')
    return new CannotStart(`Port ${config.port} is closed to this user: choose one above 1023 with PORT.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new CannotStart(`BIND=${config.bind} is not an address of this machine.`);
  return new CannotStart(`The address ${config.bind}:${config.port} can't be used: ${error.message}.`);
}

/** Reads certificate files. @throws CannotStart when one is missing, unreadable, or they do not belong together */
export function readTls(files: { certFile: string; keyFile: string }): { cert: string; key: string } {
  const read = (path: string, name: string) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      throw new CannotStart(`${name} can't be read: ${path}.`);
    }
  };
  const pair = { cert: read(files.certFile, 'TLS_CERT_FILE'), key: read(files.keyFile, 'TLS_KEY_FILE') };
  try {
    https.createServer(pair).close();
  } catch {
    throw new CannotStart('TLS_CERT_FILE and TLS_KEY_FILE do not hold a certificate and its key.');
  }
  return pair;
}
