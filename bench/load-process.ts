import http from 'node:http';
import { percentile, sorted } from './figures.ts';
import { answer } from './processes.ts';

/** What to send: requests in turn, from the first, begun again at the end. */
export type Load = {
  port: number;
  connections: number;
  headers: Record<string, string>;
  requests: readonly { method: 'GET' | 'POST'; path: string; body?: string }[];
  /** Where in the list to begin, so that two rounds do not send the same. */
  from?: number;
  /** Until so much time has passed, or so many have been answered. */
  until: { ms: number } | { count: number };
};

export type Loaded = {
  count: number;
  /** Answers other than 2xx; the first of them as it was. */
  failures: number;
  firstFailure?: string;
  tookMs: number;
  p50: number;
  p95: number;
  p99: number;
  slowest: number;
};

const agents = new Map<string, http.Agent>();
const agentFor = ({ port, connections }: Load): http.Agent => {
  const key = `${port}/${connections}`;
  const agent = agents.get(key) ?? new http.Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });
  agents.set(key, agent);
  return agent;
};

/** Each connection sends its next request as soon as the last is answered. */
async function load(given: Load): Promise<Loaded> {
  const agent = agentFor(given);
  const took: number[] = [];
  let failures = 0;
  let firstFailure: string | undefined;
  let next = given.from ?? 0;
  const began = performance.now();
  const isOver = () =>
    'ms' in given.until ? performance.now() - began >= given.until.ms : next - (given.from ?? 0) >= given.until.count;
  const connection = async () => {
    while (!isOver()) {
      const request = given.requests[next % given.requests.length];
      next += 1;
      if (request === undefined) return;
      const from = performance.now();
      const { status, text } = await send(agent, given, request);
      took.push(performance.now() - from);
      if (status >= 200 && status < 300) continue;
      failures += 1;
      firstFailure ??= `${request.method} ${request.path}: ${status} ${text.slice(0, 300)}`;
    }
  };
  await Promise.all(Array.from({ length: given.connections }, connection));
  const ordered = sorted(took);
  return {
    count: took.length,
    failures,
    ...(firstFailure === undefined ? {} : { firstFailure }),
    tookMs: performance.now() - began,
    p50: percentile(ordered, 0.5),
    p95: percentile(ordered, 0.95),
    p99: percentile(ordered, 0.99),
    slowest: ordered.at(-1) ?? Number.NaN,
  };
}

function send(
  agent: http.Agent,
  { port, headers }: Load,
  { method, path, body }: Load['requests'][number],
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const length =
      body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const request = http.request({ agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } });
    request.once('error', reject);
    request.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.once('error', reject);
    });
    request.end(body);
  });
}

answer({ load }, () => Promise.resolve());
