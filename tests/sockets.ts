import http from 'node:http';
import https from 'node:https';
import { type Listening, listen, type Tls } from '#server/platform/listen.ts';
import { freePorts } from './pebble.ts';
import { aServer, type TestServer } from './services.ts';

export type Answer = { status: number; headers: http.IncomingHttpHeaders; body: string };
export type SocketServer = TestServer & { listening: Listening; port: number; [Symbol.asyncDispose](): Promise<void> };

/** The real application on a real socket: what it answers depends on the connection, not only on the request. */
export async function aSocketServer(env: Record<string, string>, tls?: Tls): Promise<SocketServer> {
  const [port = 0] = await freePorts(1);
  const scheme = tls === undefined ? 'http' : 'https';
  const server = await aServer({ PUBLIC_URL: `${scheme}://localhost:${port}`, ...env });
  const listening = await listen({ bind: server.services.config.bind, port }, tls);
  listening.serve(server.answer);
  return {
    ...server,
    listening,
    port,
    [Symbol.asyncDispose]: async () => {
      await listening.close(0);
      await server[Symbol.asyncDispose]();
    },
  };
}

/** A request with exactly these headers: no browser or client library adds or forbids any. */
export function send(
  at: { port: number; ca?: string | undefined },
  method: string,
  path: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  const { request } = at.ca === undefined ? http : https;
  const host = `localhost:${at.port}`;
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', servername: 'localhost', port: at.port, ca: at.ca, agent: false };
    const sent = request({ ...options, method, path, headers: { host, ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
