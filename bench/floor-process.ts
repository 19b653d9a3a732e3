import http from 'node:http';
import { newId } from '#server/platform/ids.ts';
import { percentile, sorted } from './figures.ts';
import type { Kind } from './floor-kinds.ts';
import type { ChairAtWork, ClinicAtWork } from './many-clinics-process.ts';
import { answer } from './processes.ts';

/** What the people of many clinics ask of one server, in a process of its own; and what their screens hear. */

/** How often each chair, or each board of a clinic, asks; in ms. Nobody waits for the answer to the last. */
export type Pace = { factMs: number; stripMs: number; chartMs: number; boardMs: number };
export type AtWork = { port: number; clinics: readonly ClinicAtWork[]; pace: Pace; ms: number };

export type Figures = { count: number; failures: number; p50: number; p99: number; slowest: number };
export type Worked = {
  tookMs: number;
  kinds: Record<Kind, Figures>;
  firstFailure?: string;
  /** Ids of facts that the server said it keeps. */
  facts: string[];
  /** Facts of which no second screen heard. */
  unheard: number;
  streams: number;
  streamsCut: number;
};

type Count = { took: number[]; failures: number };
const empty = (): Record<Kind, Count> => ({
  ...{ fact: { took: [], failures: 0 }, heard: { took: [], failures: 0 }, strip: { took: [], failures: 0 } },
  ...{ board: { took: [], failures: 0 }, chart: { took: [], failures: 0 }, opening: { took: [], failures: 0 } },
});
const figures = ({ took, failures }: Count): Figures => {
  const ordered = sorted(took);
  return {
    ...{ count: took.length, failures, p50: percentile(ordered, 0.5), p99: percentile(ordered, 0.99) },
    slowest: ordered.at(-1) ?? Number.NaN,
  };
};
const figuresOf = (of: Record<Kind, Count>): Record<Kind, Figures> => ({
  ...{ fact: figures(of.fact), heard: figures(of.heard), strip: figures(of.strip) },
  ...{ board: figures(of.board), chart: figures(of.chart), opening: figures(of.opening) },
});

const all = empty();
let lately = empty();
let firstFailure: string | undefined;
const facts: string[] = [];
/** Facts under way to a second screen: their sessions, and when they were sent. */
const waiting = new Map<string, number[]>();
const streams = { open: 0, cut: 0 };
let isOver = false;

const note = (kind: Kind, ms: number, failure?: string) => {
  for (const counts of [all, lately]) {
    if (failure === undefined) counts[kind].took.push(ms);
    else counts[kind].failures += 1;
  }
  if (failure !== undefined) firstFailure ??= `${kind}: ${failure}`;
};

const agent = new http.Agent({ keepAlive: true, maxSockets: 256, scheduling: 'lifo' });

type Asked = { port: number; cookie: string; method: 'GET' | 'POST'; path: string; body?: object };

function ask({ port, cookie, method, path, body }: Asked): Promise<{ status: number; text: string }> {
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const host = `localhost:${port}`;
  const headers = {
    ...{ host, origin: `http://${host}`, cookie },
    ...(sent !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
  };
  return new Promise((resolve, reject) => {
    const request = http.request({ agent, host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.once('error', reject);
    });
    request.once('error', reject);
    request.end(sent);
  });
}

/** @returns whether it was answered as wished */
async function timed(kind: Kind, asked: Asked, isGood: (text: string) => boolean = () => true): Promise<boolean> {
  const from = performance.now();
  try {
    const { status, text } = await ask(asked);
    const ok = status >= 200 && status < 300 && isGood(text);
    note(kind, performance.now() - from, ok ? undefined : `${asked.path} ${status} ${text.slice(0, 200)}`);
    return ok;
  } catch (error) {
    note(kind, performance.now() - from, `${asked.path} ${String(error)}`);
    return false;
  }
}

/** After so many facts the patient leaves, and the next one is seated. */
const factsOfSession = 60;

/** What a nurse writes down, in about the shares of a real session: mostly readings. */
function dataOf(turn: number): [kind: string, data: object] {
  if (turn === 0) return ['arrived', { escort: 'Sam Sample, 555 0100' }];
  if (turn === 1) return ['identity-confirmed', { identifiers: ['name', 'birth-date'] }];
  if (turn === 2) return ['weight', { given: { value: 70, unit: 'kg' }, second: { value: 70, unit: 'kg' } }];
  if (turn === factsOfSession) return ['left', { how: 'let-go', as: 'fact' }];
  if (turn % 5 === 3) return ['note', { text: 'Eyes closed, breathes calmly.' }];
  if (turn % 20 === 9) return ['side-effect-started', { effect: 'nausea', grade: 1 }];
  const body = { systolicMmHg: 110 + (turn % 50), diastolicMmHg: 70 + (turn % 10), heartRatePerMin: 72 };
  return ['reading', { ...body, spo2Pct: 98, breathsPerMin: 14, moaaS: 5, symptoms: [], source: 'by-hand' }];
}

type AtChair = { port: number; chair: ChairAtWork; session: string; turn: number; patient: number };

async function writeFact(at: AtChair, station: { id: string; seq: number }): Promise<void> {
  const { port, chair, session, turn } = at;
  const [kind, data] = dataOf(turn);
  at.turn += 1;
  station.seq += 1;
  const now = new Date().toISOString();
  const made = { station: station.id, stationSeq: station.seq, clockOffsetMs: 0, offsetCheckedAt: now };
  const id = newId();
  const event = { id, session, kind, v: 1, data, by: null, measuredAt: now, enteredAt: now, ...made };
  waiting.set(session, [...(waiting.get(session) ?? []), performance.now()]);
  const path = '/api/sessions/events';
  const asked: Asked = { port, cookie: chair.cookie, method: 'POST', path, body: { events: [event] } };
  if (await timed('fact', asked, (text) => !text.includes('"refused"'))) facts.push(id);
  if (kind === 'left') await seatNext(at);
}

async function seatNext(at: AtChair): Promise<void> {
  const { port, chair } = at;
  at.patient += 1;
  const patientId = chair.patients[at.patient % chair.patients.length];
  const id = newId();
  const body = { id, patientId, chairId: chair.chairId, plannedAt: new Date().toISOString() };
  const asked: Asked = { port, cookie: chair.cookie, method: 'POST', path: '/api/sessions', body };
  if (!(await timed('opening', asked))) return;
  at.session = id;
  at.turn = 0;
}

/** Opened again when it ends before its time. */
function follow(port: number, cookie: string, hear: (session: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { host: `localhost:${port}`, cookie, accept: 'text/event-stream' };
    const how = { agent: false, host: '127.0.0.1', port, path: '/api/live', headers } as const;
    const request = http.get(how, (response) => {
      streams.open += 1;
      let text = '';
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('data', (chunk: string) => {
        text += chunk;
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) {
          if (part.includes('event: ready')) resolve();
          const session = part.match(/"session\.event".*"id":"([0-9a-f-]{36})"/)?.[1];
          if (session !== undefined) hear(session);
        }
      });
      response.once('close', () => {
        if (isOver) return;
        streams.cut += 1;
        void follow(port, cookie, hear).catch(() => undefined);
      });
      closing.push(() => request.destroy());
    });
    request.once('error', reject);
  });
}
const closing: (() => void)[] = [];

const hearOf = (session: string) => {
  const now = performance.now();
  for (const from of waiting.get(session) ?? []) note('heard', now - from);
  waiting.delete(session);
};

async function work({ port, clinics, pace, ms }: AtWork): Promise<Worked> {
  for (const { cookie, chairs } of clinics) {
    // The board of the clinic is the second screen of every fact; each chair has a screen of its own.
    await follow(port, cookie, hearOf);
    await Promise.all(chairs.map((chair) => follow(port, chair.cookie, () => undefined)));
  }
  const opened = streams.open;
  const began = performance.now();
  const running = new Set<Promise<unknown>>();
  const start = (what: () => Promise<unknown>) => {
    const run = what().finally(() => running.delete(run));
    running.add(run);
  };
  const timers = new Set<NodeJS.Timeout>();
  /** Again and again from a moment of its own, whether the last was answered or not. */
  const every = (everyMs: number, part: number, what: () => Promise<unknown>) => {
    const next = (turn: number) => {
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          start(what);
          next(turn + 1);
        },
        Math.max(0, began + (turn + part) * everyMs - performance.now()),
      );
      timers.add(timer);
    };
    next(0);
  };
  for (const [number, { cookie, chairs }] of clinics.entries()) {
    every(pace.boardMs, number / clinics.length, () =>
      timed('board', { port, cookie, method: 'GET', path: '/api/floor' }),
    );
    for (const [place, chair] of chairs.entries()) {
      const part = (place + number / clinics.length) / chairs.length;
      const at: AtChair = { port, chair, session: chair.session, turn: 0, patient: 0 };
      const station = { id: newId(), seq: 0 };
      const get = (kind: Kind, path: string) => timed(kind, { port, cookie: chair.cookie, method: 'GET', path });
      every(pace.factMs, part, () => writeFact(at, station));
      every(pace.stripMs, part, () => get('strip', `/api/sessions/${at.session}/live`));
      every(pace.chartMs, part, () => get('chart', `/api/patients/${chair.patients[0]}/chart`));
    }
  }
  await new Promise((resolve) => setTimeout(resolve, ms));
  for (const timer of timers) clearTimeout(timer);
  const tookMs = performance.now() - began;
  await Promise.all(running);
  const patience = performance.now() + 10_000;
  while (waiting.size > 0 && performance.now() < patience) await new Promise((resolve) => setTimeout(resolve, 20));
  isOver = true;
  for (const close of closing) close();
  agent.destroy();
  return {
    ...{ tookMs, kinds: figuresOf(all), facts, streams: opened, streamsCut: streams.cut },
    ...(firstFailure === undefined ? {} : { firstFailure }),
    unheard: [...waiting.values()].flat().length,
  };
}

/** Since this was asked the last time. */
function sinceLast(): Record<Kind, Figures> {
  const of = figuresOf(lately);
  lately = empty();
  return of;
}

answer({ work, sinceLast }, () => Promise.resolve());
