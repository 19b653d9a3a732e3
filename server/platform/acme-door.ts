import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { cannotBind } from './listen.ts';

export type Door = {
  port: number;
  answer(token: string, text: string): void;
  /** Proofs are over; their answers are gone. */
  forget(): void;
  close(): Promise<void>;
};

const challenges = '/.well-known/acme-challenge/';

/**
 * Plain http beside the real server: tells the authority what it asks for, and sends people who typed an address to
 * https. A program that speaks http to the interface is refused: a silent redirect would hide that it sends in the
 * clear. Nothing here reads a body or knows a route, so nothing of a clinic is ever answered.
 */
export async function openDoor(at: { bind: string; port: number; address: string }): Promise<Door> {
  const texts = new Map<string, string>();
  const server = http.createServer({ requestTimeout: 10_000, headersTimeout: 10_000 }, (request, response) => {
    const asked = request.url ?? '/';
    response.setHeader('connection', 'close');
    response.setHeader('x-content-type-options', 'nosniff');
    if (asked.startsWith(challenges)) {
      const text = texts.get(asked.slice(challenges.length));
      response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
      return;
    }
    if ((request.method !== 'GET' && request.method !== 'HEAD') || asked.startsWith('/api/')) {
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end('Racemic speaks https only.\n');
      return;
    }
    // Only a path of ours is carried over: an absolute or two-slash address would lead elsewhere.
    const path = /^\/(?![/\\])/.test(asked) ? asked : '/';
    response.writeHead(308, { location: at.address + path }).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotBind(at, error, 'ACME_HTTP_PORT')));
    server.listen(at.port, at.bind, resolve);
  });
  server.on('error', () => undefined);
  return {
    port: (server.address() as AddressInfo).port,
    answer: (token, text) => texts.set(token, text),
    forget: () => texts.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
