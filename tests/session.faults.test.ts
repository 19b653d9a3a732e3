import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fold, type SessionEvent } from '#clinical/session/session.ts';
import { anchorFile } from '#server/audit/anchor-file.ts';
import { trustedKeys } from '#server/audit/anchor-keys.ts';
import { verifyChain } from '#server/audit/verify.ts';
import { isAlive, kill, readPostmaster } from '#server/platform/embedded-process.ts';
import { newId } from '#server/platform/ids.ts';
import { type Chance, chance } from '#simulator/chance.ts';
import { type Draft, openOutbox } from '#web/offline/outbox.ts';
import type { Drained } from '#web/offline/outbox-sending.ts';
import { openStationDatabase } from '#web/offline/station-database.ts';
import { emptyLog, folder, type KeptEvent, type Log, withNews } from '#web/session/in-hand.ts';
import { aFaultyWire } from './a-faulty-wire.ts';
import { aClinic, aPatient, type Person } from './builders.ts';
import { endDatabase, until } from './embedded-folder.ts';
import { freePorts } from './pebble.ts';
import { beside, clusterOf, type Running, run } from './running.ts';
import { brokenLinks } from './session-chain.ts';

/** `SEED` repeats another run, `RACEMIC_FAULTS` is how many faults of the wire: `npm run test:faults` takes 10,000. */
const seed = Number(process.env.SEED ?? 20_261_125);
const wanted = Number(process.env.RACEMIC_FAULTS ?? 150);
const strikes = Math.max(3, Math.round(wanted / 400));
const sessionCount = 3 + Math.floor(wanted / 500);
const stationCount = 3;
const everyMin = 60_000;

const dataDir = mkdtempSync(join(tmpdir(), 'racemic-session-faults-'));
let env: Record<string, string>;
let server: Running;
let address: string;
let people: Person[];
let sessions: string[];

beforeAll(async () => {
  const [port] = await freePorts(1);
  env = { DATA_DIR: dataDir, PORT: String(port) };
  server = run(env);
  address = await server.address;
  const services = beside(dataDir, address);
  const clinic = await aClinic(services);
  people = await Promise.all(Array.from({ length: stationCount + 1 }, () => clinic.as('nurse')));
  const [nurse] = people;
  if (nurse === undefined) throw new Error('nobody works here');
  sessions = [];
  for (let count = 0; count < sessionCount; count += 1) {
    const { id: patientId } = await aPatient(nurse, { familyName: `Faults ${count}` });
    const body = { id: newId(), patientId, plannedAt: '2026-11-25T10:00:00Z' };
    const answer = await fetch(`${address}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address, cookie: nurse.cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    sessions.push(body.id);
  }
  await services.close();
}, 90_000);
afterAll(async () => {
  server.process.kill('SIGTERM');
  await server.ended;
  await endDatabase(clusterOf(dataDir));
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

type News = { session: { lastSeq: number }; events: KeptEvent[]; movedHere?: KeptEvent[] };

async function newsOf(session: string, after: number, cookie: string): Promise<News> {
  const answer = await fetch(`${address}/api/sessions/${session}/events?after=${after}`, {
    headers: { cookie },
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return JSON.parse(await answer.text());
}

/** A browser: one database, two tabs with one lock, and people who come and go. It can crash at any moment. */
function aStation(place: number, random: Chance, wire: ReturnType<typeof aFaultyWire>) {
  const indexedDB = new IDBFactory();
  const id = newId();
  const written: SessionEvent[] = [];
  const logs = new Map<string, Log>();
  const foldOf = folder();
  let person = place;
  let lock: Promise<unknown> | undefined;
  // One station's clock is an hour ahead, and nobody has told it yet.
  const aheadMs = place === 1 ? 60 * everyMin : 0;
  const me = () => {
    const found = people[person];
    if (found === undefined) throw new Error('nobody is here');
    return found;
  };

  const openTab = () => {
    const database = openStationDatabase('station', { indexedDB, IDBKeyRange });
    const outbox = openOutbox(database, {
      send: (events) => wire.send(address, me().cookie, events),
      isKept: (session, of) =>
        newsOf(session, 0, me().cookie).then(
          ({ events }) => events.some((event) => event.id === of),
          () => undefined,
        ),
      now: () => Date.now() + aheadMs,
      alone: async (work, how) => {
        while (lock !== undefined) {
          if (how === 'unless-another-is') return undefined;
          await lock;
        }
        const working: Promise<Drained> = work().finally(() => {
          lock = undefined;
        });
        lock = working.catch(() => undefined);
        return working;
      },
      station: () => Promise.resolve(id),
      clock: () => ({ offsetMs: -aheadMs, checkedAtMs: undefined }),
    });
    return { ...outbox, database };
  };
  let tabs = [openTab(), openTab()] as const;
  const tab = () => tabs[random.whole(0, 1) === 0 ? 0 : 1];

  return {
    written,
    put: async (draft: Omit<Draft, 'by'>) => {
      written.push(await tab().put({ ...draft, by: me().practitionerId }));
    },
    ask: (draft: Omit<Draft, 'by'>) => tab().ask({ ...draft, by: me().practitionerId }),
    drain: () => tab().sendAll(),
    /** In the middle of whatever it was doing: what is on the disk is all that is left. */
    crash: () => {
      for (const { database } of tabs) database.close();
      lock = undefined;
      tabs = [openTab(), openTab()];
    },
    switchTo: async (next: number) => {
      person = next;
      await tabs[0].takeUpAgain(me().practitionerId);
    },
    held: () => tabs[0].held(),
    follow: async (session: string) => {
      const log = logs.get(session) ?? emptyLog;
      const { session: of, events, movedHere = [] } = await newsOf(session, log.lastSeq, me().cookie);
      logs.set(session, withNews(logs.get(session) ?? emptyLog, { lastSeq: of.lastSeq, events, movedHere }));
    },
    record: async (session: string) => foldOf(session, logs.get(session) ?? emptyLog, await tabs[0].held()).record,
  };
}
type Station = ReturnType<typeof aStation>;

function aFact(random: Chance, station: Station): Omit<Draft, 'by'> {
  const session = sessions[random.whole(0, sessions.length - 1)] ?? '';
  const measuredAtMs = Date.now() - random.whole(0, 90) * everyMin;
  const own = station.written.filter((event) => event.session === session && event.kind === 'reading').at(-1);
  const other = sessions.find((id) => id !== session) ?? session;
  const of = own?.id ?? newId();
  const [kind, data] = random.pick<readonly [string, object]>([
    ['reading', { systolicMmHg: random.whole(90, 190), diastolicMmHg: random.whole(50, 89), source: 'by-hand' }],
    ['reading', { heartRatePerMin: random.whole(50, 130), spo2Pct: random.whole(88, 100), source: 'by-hand' }],
    ['note', { text: `note ${random.whole(1, 1e6)}` }],
    ['rate-changed', { pumpRateUlPerH: random.whole(1_000, 40_000) }],
    ['side-effect-started', { effect: 'dizziness', grade: random.whole(1, 3) }],
    ['correction', { of, change: { data: { systolicMmHg: 120, source: 'by-hand' } }, reason: 'read wrongly' }],
    ['correction', { of, change: { movesTo: other }, reason: 'charted on the wrong person' }],
  ]);
  return { session, kind, v: 1, data, measuredAtMs };
}

/** Asked before anyone leaves; without an answer it is written down as having happened. */
async function leave(station: Station, session: string): Promise<void> {
  const left = (as: 'intent' | 'fact') => ({
    session,
    kind: 'left',
    v: 1,
    data: { how: 'against-advice', as, reason: 'wants to go' },
  });
  const answer = await station.ask(left('intent'));
  if (answer.outcome === 'no-network') await station.put(left('fact'));
}

const databasePid = (): number => readPostmaster(clusterOf(dataDir))?.pid ?? 0;
const isReady = (): Promise<boolean> =>
  fetch(`${address}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

async function strike(what: 'server' | 'database' | 'both'): Promise<void> {
  const pid = databasePid();
  if (what !== 'server') kill(pid, 'SIGKILL');
  if (what !== 'database') {
    kill(server.pid, 'SIGKILL');
    await server.ended;
    server = run(env);
    await server.address;
  } else await until(() => !isAlive(pid) && databasePid() !== pid);
  await until(isReady);
}

type Work = { station: Station; random: Chance; wire: ReturnType<typeof aFaultyWire>; isStruck: () => boolean };

async function work({ station, random, wire, isStruck }: Work): Promise<void> {
  while (wire.cuts() < wanted || !isStruck()) {
    for (let count = random.whole(1, 2); count > 0; count -= 1) await station.put(aFact(random, station));
    const sending = station.drain().catch(() => undefined);
    if (random.isLikely(0.03)) station.crash();
    const drained = await sending;
    if (drained?.how === 'held') await pause(random.whole(0, 5));
    if (random.isLikely(0.05)) await wire.deliverOne();
    if (random.isLikely(0.05)) await station.switchTo(random.whole(0, people.length - 1));
    if (random.isLikely(0.1)) await station.follow(sessions[random.whole(0, sessions.length - 1)] ?? '').catch(() => 0);
  }
}

/** Everyone comes by at each station until nothing waits for them there. */
async function settle(station: Station): Promise<void> {
  await until(async () => {
    for (const at of people.keys()) {
      await station.switchTo(at);
      await station.drain();
    }
    const { waiting, refused } = await station.held();
    return waiting.length === 0 && refused.length === 0;
  });
}

test(`${wanted} faults of the wire at ${stationCount} stations, server and database killed meanwhile: nothing is lost, doubled, or told differently anywhere`, async () => {
  const random = chance(seed, 'main');
  const wire = aFaultyWire(chance(seed, 'wire'));
  const stations = Array.from({ length: stationCount }, (_, at) => aStation(at, chance(seed, 'station', at), wire));
  const from = performance.now();
  let struck = 0;
  const working = Promise.all(
    stations.map(async (station, at) => {
      await work({ station, random: chance(seed, 'work', at), wire, isStruck: () => struck >= strikes });
      const own = sessions.filter((_, of) => of % stationCount === at);
      for (const session of own) await leave(station, session);
    }),
  );
  for (let at = 1; at <= strikes; at += 1) {
    await until(() => wire.cuts() >= (at * wanted) / (strikes + 1));
    await strike((['server', 'database', 'both'] as const)[(at + random.whole(0, 1)) % 3] ?? 'both');
    struck += 1;
  }
  await working;
  await wire.deliverAll();
  wire.heal();
  for (const station of stations) await settle(station);

  const written = stations.flatMap((station) => station.written);
  const [nurse] = people;
  if (nurse === undefined) throw new Error('nobody works here');
  const logs = new Map<string, News>();
  for (const session of sessions) logs.set(session, await newsOf(session, 0, nurse.cookie));
  const kept = [...logs.values()].flatMap(({ events }) => events);
  const times = new Map<string, number>();
  for (const { id } of kept) times.set(id, (times.get(id) ?? 0) + 1);
  // A leaving that was told twice is one: the second telling gave way to the first.
  const lost = written.filter(({ id, kind }) => kind !== 'left' && !times.has(id));
  expect(lost, `lost, SEED=${seed}`).toEqual([]);
  expect([...times].filter(([, count]) => count > 1)).toEqual([]);
  const known = new Set(written.map(({ id }) => id));
  const others = kept.filter(({ id }) => !known.has(id)).map(({ kind }) => kind);
  expect([...new Set(others)].filter((kind) => kind !== 'left' && kind !== 'correction')).toEqual([]);
  for (const [session, { events, movedHere = [] }] of logs) {
    expect(events.filter(({ kind }) => kind === 'left')).toHaveLength(1);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
    const record = fold([...events, ...movedHere], session);
    for (const station of stations) {
      await station.follow(session);
      expect(await station.record(session)).toEqual(record);
    }
  }

  const services = beside(dataDir, address);
  try {
    for (const session of sessions)
      expect(await brokenLinks({ services, clinicId: nurse.ctx.clinicId }, session)).toBe(0);
    const { clinicId } = nurse.ctx;
    const anchors = anchorFile(dataDir, clinicId);
    const report = await verifyChain({ db: services.db, clinicId, anchors, trusted: trustedKeys(services) });
    expect(report).toMatchObject({ ok: true });
  } finally {
    await services.close();
  }
  const seconds = ((performance.now() - from) / 1_000).toFixed(1);
  const counted = Object.entries(wire.counts).map(([cut, count]) => `${cut} ${count}`);
  console.log(
    `${wire.cuts()} faults of the wire (${counted.join(', ')}), ${struck} kills, ${seconds} s, SEED=${seed}: ${written.length} facts written at ${stationCount} stations in ${sessions.length} sessions, ${kept.length} kept, 0 lost, 0 doubled, ${sessions.length * (stationCount + 1)} records the same, ${sessions.length} chains whole`,
  );
}, 3_600_000);
