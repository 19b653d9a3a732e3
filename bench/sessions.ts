import pg from 'pg';
import { agenda, fold, type LoggedEvent } from '#clinical/session/session.ts';
import { newId } from '#server/platform/ids.ts';
import { type Bench, check, perSecond, stations } from './bench.ts';
import { openDatabaseClock } from './cpu.ts';
import type { Closed, Followed, Open, Written } from './fact-process.ts';
import { ms, sorted, spreadOf, whole } from './figures.ts';
import { plainInsert } from './plain-table.ts';
import { startWorker, type Worker } from './processes.ts';
import { sealed } from './sealed.ts';

const rounds = 5;
const openSessions = [200, 1_000] as const;
const factsPerSecond = 200;

/** Of the first process, with its keys; of the second, empty. */
type Folders = { keysOf: string; beside: string };

/** The log of a session beside a raw INSERT and a bare handler; then a whole floor at a steady pace, on one and on two. */
export async function measureSessions(bench: Bench, headers: Record<string, string>, folders: Folders): Promise<void> {
  const { quick, say, goal } = bench;
  const writer = startWorker('fact-process.ts');
  try {
    const sessions = await openedSessions(bench, quick ? openSessions[0] : openSessions[1]);
    const forMs = quick ? 500 : 2_000;
    const where = { port: bench.port, headers, sessions };
    const closed = async (batch: number, thisMs = forMs): Promise<number> => {
      const given: Closed = { ...where, connections: stations, batch, ms: thisMs };
      return factsOf(await writer.ask<Written>('closed', given));
    };
    await closed(1, quick ? 500 : 2_000);
    const rates = { raw: [] as number[], bare: [] as number[], single: [] as number[], batch: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      rates.raw.push(await rawInserts(bench, forMs));
      rates.bare.push(await bareHandler(bench, forMs));
      rates.single.push(await closed(1));
      rates.batch.push(await closed(10));
      await sealed(bench);
    }
    say(
      `\nFacts of sessions: each kept on disk before the answer; ${stations} at once, median of ${rounds} rounds in turns`,
    );
    const row = (name: string, of: readonly number[]) => {
      const { median, least, most } = spreadOf(of);
      say(`  ${name.padEnd(34)} ${whole(median).padStart(8)} /s   ${`${whole(least)}–${whole(most)}`.padStart(15)}`);
    };
    row('raw INSERT', rates.raw);
    row('bare handler with one INSERT', rates.bare);
    row('one fact a request', rates.single);
    row('ten facts a request, per fact', rates.batch);
    const ratio = (one: readonly number[], other: readonly number[]) =>
      spreadOf(one.map((rate, round) => rate / (other[round] ?? Number.NaN)));
    const [single, batch] = [ratio(rates.single, rates.bare), ratio(rates.batch, rates.raw)];
    const said = ({ median, least, most }: typeof single) =>
      `${median.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
    goal('One fact ÷ bare handler', '≥ 0.7', said(single), single.median >= 0.7);
    goal('Ten facts ÷ raw INSERT, per fact', '≥ 0.5', said(batch), batch.median >= 0.5);
    await sayCpu(bench, {
      'bare handler': () => bareHandler(bench, forMs),
      'one fact a request': () => closed(1),
      'ten facts a request': () => closed(10),
    });
    const floors = async (processes: string, more: NonNullable<Open['more']>) => {
      for (const count of quick ? openSessions.slice(0, 1) : openSessions) {
        const given: Open = {
          ...where,
          sessions: sessions.slice(0, count),
          perSecond: factsPerSecond,
          ms: quick ? 3_000 : 20_000,
          more,
        };
        const followed = await writer.ask<Followed>('open', given);
        factsOf(followed);
        sayFollowed(bench, `${count} sessions, ${processes}`, followed);
      }
    };
    await floors('one process', []);
    const beside = startWorker('server-process.ts');
    try {
      const port = await besideOf(bench, beside, folders);
      await floors('two processes', [{ port, headers: headersAt(headers, port) }]);
    } finally {
      await beside.end();
    }
  } finally {
    await writer.end();
  }
}

/** What one fact costs in processor time: unlike a rate this hardly depends on what else the machine does. */
async function sayCpu(bench: Bench, works: Record<string, () => Promise<number>>): Promise<void> {
  const database = await openDatabaseClock(bench.database);
  if (database === undefined) return;
  bench.say('  processor time of one fact, sealing left out:');
  for (const [name, work] of Object.entries(works)) {
    const server = name.startsWith('bare') ? bench.bare : bench.server;
    const cpu = async () => [await server.ask<number>('cpu'), database()] as const;
    const [before, from] = [await cpu(), performance.now()];
    const rate = await work();
    const facts = (rate * (performance.now() - from)) / 1_000;
    const after = await cpu();
    const each = (at: 0 | 1) => `${whole(((after[at] - before[at]) * 1_000) / facts)} µs`.padStart(8);
    bench.say(`    ${name.padEnd(32)} server ${each(0)}   database ${each(1)}`);
    await sealed(bench);
  }
}

function sayFollowed({ say, goal }: Bench, what: string, followed: Followed): void {
  const { p50, p99, heardP50, heardP99, heard, facts } = followed;
  say(
    `  ${what}, ${factsPerSecond} facts a second: kept p50 ${ms(p50)}, p99 ${ms(p99)}; ` +
      `at a second station p50 ${ms(heardP50)}, p99 ${ms(heardP99)}; ${heard} of ${facts} heard`,
  );
  goal(`Kept, ${what}, p99`, '≤ 50 ms', ms(p99), p99 <= 50);
  goal(
    `Second station, ${what}, p99`,
    '≤ 150 ms, all',
    `${ms(heardP99)}, ${heard} of ${facts}`,
    heardP99 <= 150 && heard === facts,
  );
}

/** The same clinic a second time on the same database, through a login that has to step down to the narrow roles. */
export async function besideOf({ database }: Bench, beside: Worker, folders: Folders): Promise<number> {
  const admin = new pg.Client({ ...database, database: 'racemic' });
  await admin.connect();
  await admin.query(`do $$ begin
    create role beside login in role racemic_app, racemic_identity, racemic_public, racemic_backup;
  exception when duplicate_object then null;
  end $$`);
  await admin.end();
  const at = `host=${encodeURIComponent(String(database.host))}`;
  const url = (user: string) => `postgres://${user}@localhost:${database.port}/racemic?${at}`;
  return beside.ask<number>('openBeside', {
    dataDir: folders.beside,
    keysOf: folders.keysOf,
    databaseUrl: url('beside'),
    ownerUrl: url('racemic_owner'),
  });
}

const headersAt = (headers: Record<string, string>, port: number) => ({
  ...headers,
  host: `localhost:${port}`,
  origin: `http://localhost:${port}`,
});

function factsOf(written: Written): number {
  const { facts, failures, firstFailure, tookMs } = written;
  if (failures > 0) throw new Error(`facts: ${failures} requests of ${facts} facts failed: ${firstFailure}`);
  return perSecond({ count: facts, tookMs });
}

export async function openedSessions(bench: Bench, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  const plannedAt = new Date().toISOString();
  const requests = ids.map((id, at) => ({
    method: 'POST' as const,
    path: '/api/sessions',
    body: JSON.stringify({ id, patientId: bench.filled.ids[at % bench.filled.ids.length], plannedAt }),
  }));
  check(await bench.load({ connections: stations, requests, until: { count } }), 'opening sessions');
  return ids;
}

/** Rows a second that the bare database takes from as many connections as there are stations. */
export async function rawInserts({ database, clinicId, filled }: Bench, forMs: number): Promise<number> {
  const clients = Array.from({ length: stations }, () => new pg.Client(database));
  await Promise.all(clients.map((client) => client.connect()));
  let count = 0;
  const began = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() - began < forMs) {
        const row = [newId(), filled.ids[count % filled.ids.length], 'reading', '118/70', '72', 'active'];
        await client.query(plainInsert, [clinicId, ...row]);
        count += 1;
      }
    }),
  );
  const rate = perSecond({ count, tookMs: performance.now() - began });
  await Promise.all(clients.map((client) => client.end()));
  return rate;
}

async function bareHandler(bench: Bench, forMs: number): Promise<number> {
  const body = JSON.stringify({ name: 'reading', dose: '118/70', frequency: '72' });
  const requests = bench.filled.ids.slice(0, 1_000).map((id) => ({
    method: 'POST' as const,
    path: `/api/patients/${id}/medicines`,
    body,
  }));
  const loaded = await bench.load({ port: bench.barePort, connections: stations, requests, until: { ms: forMs } });
  return perSecond(check(loaded, 'bare handler'));
}

const foldSize = 2_000;

/** A record and its agenda from a log far longer than any session: what a tablet does after each fact that comes. */
export function measureFold(quick: boolean, say: Bench['say'], goal: Bench['goal']): void {
  const rounds = quick ? 30 : 200;
  const events = aLongLog(foldSize + rounds);
  const session = events[0]?.session ?? '';
  const recordOf = (count: number): number => {
    const log = events.slice(0, count);
    const nowMs = Date.parse(log.at(-1)?.measuredAt ?? '');
    const from = performance.now();
    agenda(fold(log, session), { order: undefined, today: '2026-11-25' }, nowMs);
    return performance.now() - from;
  };
  const first = recordOf(foldSize);
  const took: number[] = [];
  for (let round = 1; round <= rounds; round += 1) took.push(recordOf(foldSize + round));
  const { median, least } = spreadOf(took.slice(10));
  const most = sorted(took.slice(10)).at(-1) ?? Number.NaN;
  say(
    `\nA record and its agenda from ${foldSize} facts, one more each time: ${ms(median)} (${ms(least)}–${ms(most)}); ` +
      `the first time, with every fact read and every set judged: ${ms(first)}`,
  );
  goal(`fold and agenda, ${foldSize} facts`, '≤ 5 ms', ms(median), median <= 5);
}

function aLongLog(size: number): LoggedEvent[] {
  const [session, by, station] = [newId(), newId(), newId()];
  const t0 = Date.UTC(2026, 10, 25, 10);
  const fact = (kind: string, data: Record<string, unknown>, at: number): LoggedEvent => {
    const moment = new Date(t0 + at * 1_000).toISOString();
    const made = { measuredAt: moment, enteredAt: moment, offsetCheckedAt: moment, clockOffsetMs: 0, stationSeq: at };
    return { id: newId(), session, kind, v: 1, data, by, station, ...made, recordedMs: t0 + at * 1_000 };
  };
  const set = (at: number) => ({
    systolicMmHg: 110 + (at % 60),
    diastolicMmHg: 70,
    heartRatePerMin: 72,
    breathsPerMin: 14,
    spo2Pct: 98,
    moaaS: 5,
    cadss: 0,
    symptoms: [],
    source: 'by-hand',
  });
  const pump = { route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 52_500, as: 'fact' };
  const log = [fact('arrived', {}, 0), fact('reading', set(1), 1), fact('dose-started', pump, 2)];
  const turn = [
    (at: number) => fact('reading', set(at), at),
    (at: number) => fact('note', { text: 'calm' }, at),
    (at: number) => fact('rate-changed', { pumpRateUlPerH: 50_000 + (at % 100) }, at),
    (at: number) => fact('side-effect-started', { effect: 'nausea', grade: 1 }, at),
    (at: number) => fact('task-acknowledged', { task: `reading@${at}` }, at),
  ];
  for (let at = 3; log.length < size; at += 1) {
    const made = turn[at % turn.length]?.(at);
    if (made !== undefined) log.push(made);
  }
  return log;
}
