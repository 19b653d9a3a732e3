import http from 'node:http';
import { newId } from '#server/platform/ids.ts';
import { percentile, sorted } from './figures.ts';
import { answer } from './processes.ts';

/** Stations that write facts: in a process of their own, each fact with an id of its own. */
type Door = { port: number; headers: Record<string, string> };
type Where = Door & { sessions: readonly string[] };
export type Closed = Where & { connections: number; batch: number; ms: number };
/** Where there are several processes, stations write at each in turn, and the one that follows hears the last. */
export type Open = Where & { perSecond: number; ms: number; more?: readonly Door[] };

export type Written = {
  facts: number;
  failures: number;
  firstFailure?: string;
  tookMs: number;
  p50: number;
  p99: number;
};
export type Followed = Written & { heard: number; heardP50: number; heardP99: number };

let seq = 0;
const station = newId();

function aFact(session: string) {
  seq += 1;
  const at = new Date().toISOString();
  const data = {
    systolicMmHg: 110 + (seq % 50),
    diastolicMmHg: 70,
    heartRatePerMin: 72,
    spo2Pct: 98,
    source: 'by-hand',
  };
  const made = { station, stationSeq: seq, clockOffsetMs: 0, offsetCheckedAt: at, measuredAt: at, enteredAt: at };
  return { id: newId(), session, kind: 'reading', v: 1, data, by: null, ...made };
}

const agents = new Map<string, http.Agent>();
const agentFor = (port: number, connections: number): http.Agent => {
  const key = `${port}/${connections}`;
  const agent = agents.get(key) ?? new http.Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });
  agents.set(key, agent);
  return agent;
};

/** @returns undefined when all of it was kept, otherwise the answer */
function append(where: Door, connections: number, events: readonly object[]): Promise<string | undefined> {
  const body = JSON.stringify({ events });
  const headers = {
    ...where.headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  const agent = agentFor(where.port, connections);
  return new Promise((resolve, reject) => {
    const how = { agent, host: '127.0.0.1', port: where.port, method: 'POST', path: '/api/sessions/events', headers };
    const request = http.request(how, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () =>
        resolve(response.statusCode === 200 && !text.includes('"refused"') ? undefined : text.slice(0, 300)),
      );
      response.once('error', reject);
    });
    request.once('error', reject);
    request.end(body);
  });
}

const figuresOf = (took: readonly number[]) => {
  const ordered = sorted(took);
  return { p50: percentile(ordered, 0.5), p99: percentile(ordered, 0.99) };
};

/** Each connection sends its next batch as soon as the last is answered. */
async function closed(given: Closed): Promise<Written> {
  const took: number[] = [];
  let [facts, failures] = [0, 0];
  let firstFailure: string | undefined;
  const began = performance.now();
  const connection = async (number: number) => {
    for (let turn = number; performance.now() - began < given.ms; turn += given.connections) {
      const session = given.sessions[turn % given.sessions.length] ?? '';
      const events = Array.from({ length: given.batch }, () => aFact(session));
      const from = performance.now();
      const failure = await append(given, given.connections, events);
      took.push(performance.now() - from);
      facts += given.batch;
      if (failure === undefined) continue;
      failures += 1;
      firstFailure ??= failure;
    }
  };
  await Promise.all(Array.from({ length: given.connections }, (_, number) => connection(number)));
  const said = firstFailure === undefined ? {} : { firstFailure };
  return { facts, failures, ...said, tookMs: performance.now() - began, ...figuresOf(took) };
}

/**
 * Facts at a steady pace, whoever waits; and a second station that follows by the live feed: from the moment a fact is
 * sent until the feed names its session.
 */
async function open(given: Open): Promise<Followed> {
  const waiting = new Map<string, number[]>();
  const heardAfter: number[] = [];
  const doors: readonly Door[] = [given, ...(given.more ?? [])];
  const feed = await listen(doors.at(-1) ?? given, (session) => {
    const now = performance.now();
    for (const from of waiting.get(session) ?? []) heardAfter.push(now - from);
    waiting.delete(session);
  });
  const took: number[] = [];
  let failures = 0;
  let firstFailure: string | undefined;
  const sent: Promise<void>[] = [];
  const began = performance.now();
  const all = Math.round((given.perSecond * given.ms) / 1_000);
  for (let number = 0; number < all; ) {
    const due = Math.min(all, Math.floor(((performance.now() - began) * given.perSecond) / 1_000));
    for (; number < due; number += 1) {
      const session = given.sessions[number % given.sessions.length] ?? '';
      const from = performance.now();
      waiting.set(session, [...(waiting.get(session) ?? []), from]);
      sent.push(
        append(doors[number % doors.length] ?? given, 64, [aFact(session)]).then((failure) => {
          took.push(performance.now() - from);
          if (failure === undefined) return;
          failures += 1;
          firstFailure ??= failure;
        }),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(sent);
  const patience = performance.now() + 5_000;
  while (waiting.size > 0 && performance.now() < patience) await new Promise((resolve) => setTimeout(resolve, 10));
  feed.destroy();
  const heard = figuresOf(heardAfter);
  const said = firstFailure === undefined ? {} : { firstFailure };
  return {
    facts: all,
    failures,
    ...said,
    tookMs: performance.now() - began,
    ...figuresOf(took),
    heard: heardAfter.length,
    heardP50: heard.p50,
    heardP99: heard.p99,
  };
}

function listen(where: Door, hear: (session: string) => void): Promise<http.ClientRequest> {
  return new Promise((resolve, reject) => {
    const headers = { ...where.headers, accept: 'text/event-stream' };
    const request = http.get({ host: '127.0.0.1', port: where.port, path: '/api/live', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('data', (chunk: string) => {
        text += chunk;
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) {
          if (part.includes('event: ready')) resolve(request);
          const session = part.match(/"session\.event".*"id":"([0-9a-f-]{36})"/)?.[1];
          if (session !== undefined) hear(session);
        }
      });
    });
    request.once('error', reject);
  });
}

answer({ closed, open }, () => Promise.resolve());
