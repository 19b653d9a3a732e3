import http from 'node:http';
import { oddAddresses } from '../tests/odd-queries.ts';
import { percentile, sorted } from './figures.ts';
import { answer } from './processes.ts';

/** Requests that leave at a steady pace, whether the ones before were answered or not: as strangers come. */
export type Paced = { port: number; paths: readonly string[]; perSecond: number; ms: number };
export type PacedAnswer = {
  count: number;
  failures: number;
  firstFailure?: string;
  p50: number;
  p99: number;
  slowest: number;
};

async function paced({ port, paths, perSecond, ms }: Paced): Promise<PacedAnswer> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const took: number[] = [];
  let failures = 0;
  let firstFailure: string | undefined;
  const one = async (number: number, dueMs: number) => {
    const path = paths[number % paths.length] ?? '/';
    // From when it should have left: a server that falls behind can't hide it.
    const { status, text } = await ask(agent, port, path, number);
    took.push(performance.now() - dueMs);
    if (status >= 200 && status < 300) return;
    failures += 1;
    firstFailure ??= `${path}: ${status} ${text.slice(0, 200)}`;
  };
  const began = performance.now();
  const all: Promise<void>[] = [];
  const total = Math.floor((perSecond * ms) / 1_000);
  for (let number = 0; number < total; number += 1) {
    const dueMs = began + (number * 1_000) / perSecond;
    const wait = dueMs - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    all.push(one(number, Math.max(dueMs, performance.now())));
  }
  await Promise.all(all);
  agent.destroy();
  const ordered = sorted(took);
  return {
    count: took.length,
    failures,
    ...(firstFailure === undefined ? {} : { firstFailure }),
    p50: percentile(ordered, 0.5),
    p99: percentile(ordered, 0.99),
    slowest: ordered.at(-1) ?? Number.NaN,
  };
}

/** Each from another address, as strangers are: the limit for one address is not what is measured. */
const stranger = (number: number) => `198.${18 + (number % 2)}.${(number >> 8) & 255}.${number & 255}`;

const ask = (
  agent: http.Agent,
  port: number,
  path: string,
  number: number,
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const headers = { 'x-forwarded-for': stranger(number), 'accept-encoding': 'gzip' };
    const request = http.request({ agent, host: '127.0.0.1', port, path, headers }, (response) => {
      let text = '';
      response.setEncoding('latin1');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.once('error', reject);
    });
    request.once('error', reject);
    request.end();
  });

/** As many as asked for, each connection at once again: only what the server could not answer counts as failed. */
export type Flood = {
  port: number;
  /** Another seed, other queries. */
  seed: number;
  count: number;
  connections: number;
  slugs: readonly string[];
  zips: readonly string[];
};
/** The slowest asked once more by themselves: what is slow by its own nature is slow again, what was in the way is not. */
export type FloodAnswer = PacedAnswer & { slowestPath: string; over50: number; slowestAgain: number };
const mostAgain = 20;

async function flood({ port, seed, count, connections, slugs, zips }: Flood): Promise<FloodAnswer> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const took: number[] = [];
  let slow: { ms: number; path: string }[] = [];
  const paths = oddAddresses(seed, count, { slugs, zips });
  let [next, failures, over50] = [0, 0, 0];
  let firstFailure: string | undefined;
  const connection = async () => {
    while (next < count) {
      const number = next;
      next += 1;
      const path = paths[number] ?? '/care';
      const began = performance.now();
      const { status, text } = await ask(agent, port, path, number);
      const ms = performance.now() - began;
      took.push(ms);
      if (ms > 50) over50 += 1;
      if (ms > (slow.at(-1)?.ms ?? 0) || slow.length < mostAgain)
        slow = [...slow, { ms, path }].sort((a, b) => b.ms - a.ms).slice(0, mostAgain);
      if (status < 500) continue;
      failures += 1;
      firstFailure ??= `${path}: ${status} ${text.slice(0, 200)}`;
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  let slowestAgain = 0;
  for (const [at, { path }] of slow.entries()) {
    const began = performance.now();
    // Under another address: a page that was made is kept by its own.
    await ask(agent, port, `${path}${path.includes('?') ? '&' : '?'}again=${at}`, count + at);
    slowestAgain = Math.max(slowestAgain, performance.now() - began);
  }
  agent.destroy();
  const ordered = sorted(took);
  return {
    count: took.length,
    failures,
    ...(firstFailure === undefined ? {} : { firstFailure }),
    p50: percentile(ordered, 0.5),
    p99: percentile(ordered, 0.99),
    slowest: slow[0]?.ms ?? Number.NaN,
    slowestPath: slow[0]?.path ?? '',
    over50,
    slowestAgain,
  };
}

answer({ paced, flood }, () => Promise.resolve());
