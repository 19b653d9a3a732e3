import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectLadder } from '#clinical/session/session.ts';
import { comeOnSite } from '#server/chart/shift.actions.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { listSteps } from '#server/session/escalation.queries.ts';
import { type Chance, chance } from '#simulator/chance.ts';
import { aClimb, type Climbing, redReading } from './a-climb.ts';
import { aMailServer, type MailServer, nobodyListens } from './a-mail-server.ts';
import { until } from './embedded-folder.ts';
import { type Running, run } from './running.ts';
import { aServer, type TestServer } from './services.ts';

/** Two whole servers of one clinic on one PostgreSQL: either calls people, and either may be killed while it does. */

const seed = Number(process.env.SEED ?? 20_261_130);
const kills = Math.max(4, Math.round(Number(process.env.RACEMIC_FAULTS ?? 150) / 100));
/** As many letters as one server has in its hands at once. */
const inHand = 4;
/** Overdue for half an hour and red for six minutes: every step of either ladder is owed the moment a server looks. */
const overdueAgoMs = 45 * 60_000;
const redAtMin = 39;

let server: TestServer;
let postbox: { url: string; port: number };
let login: string;
const folders: string[] = [];
const here: Running[] = [];

beforeAll(async () => {
  server = await aServer();
  postbox = await nobodyListens();
  login = `two_servers_${process.pid}`;
  await asAdmin(`create role ${login} login in role racemic_app, racemic_identity, racemic_public`);
});
afterAll(async () => {
  for (const running of here) running.process.kill('SIGKILL');
  await Promise.all(here.map(({ ended }) => ended));
  await server[Symbol.asyncDispose]();
  await asAdmin(`drop role ${login}`, 'postgres');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}, 60_000);

async function asAdmin(statement: string, database = server.services.db.name): Promise<void> {
  const admin = new pg.Client({ ...server.services.db.superuser, database });
  await admin.connect();
  await admin.query(statement);
  await admin.end();
}

/** A process with a folder of its own, the keys of the clinic, and the database by its address. */
function startOne(at: 0 | 1): Promise<string> {
  const { db, config } = server.services;
  folders[at] ??= mkdtempSync(join(tmpdir(), `racemic-two-${at}-`));
  cpSync(join(config.dataDir, 'secrets'), join(folders[at], 'secrets'), { recursive: true });
  const { host, port } = db.superuser;
  const url = (user: string) =>
    `postgres://${user}@localhost:${port}/${db.name}?host=${encodeURIComponent(String(host))}`;
  const running = run({
    DATA_DIR: folders[at],
    DATABASE_URL: url(login),
    DATABASE_OWNER_URL: url('racemic_owner'),
    SMTP_URL: postbox.url,
    LOG_LEVEL: 'info',
  });
  here[at] = running;
  logs[at]?.push(running.out);
  return running.address;
}

/** What each of the two has said, over all its lives. */
const logs: [string[][], string[][]] = [[], []];
const wroteDown = (at: 0 | 1): Set<string> =>
  new Set(
    logs[at]
      .flat()
      .join('\n')
      .match(/(?<="step":")[0-9a-f-]{36}/g),
  );

async function kill(at: 0 | 1): Promise<void> {
  here[at]?.process.kill('SIGKILL');
  await here[at]?.ended;
}

/** Half of them have something overdue, half a red reading that a person accepted. */
async function patients(pairs: number): Promise<{ floor: Climbing; red: string[]; overdue: string[] }> {
  const floor = await aClimb(server.services, Date.now() - overdueAgoMs);
  for (const person of [floor.okafor, floor.hale])
    await comeOnSite(person.ctx, { untilAt: new Date(Date.now() + 8 * 3_600_000).toISOString() });
  const overdue = [floor.session];
  const red: string[] = [];
  for (let count = 1; count < pairs; count += 1) overdue.push(await floor.another());
  for (let count = 0; count < pairs; count += 1) {
    const session = await floor.another();
    await floor.facts([[redAtMin, 'reading', redReading]], floor.nurse, session);
    red.push(session);
  }
  return { floor, red, overdue };
}

type Steps = Awaited<ReturnType<typeof listSteps>>;
const stepsOf = ({ floor, red, overdue }: Awaited<ReturnType<typeof patients>>): Promise<Steps> =>
  inClinic(floor.nurse.ctx, (tx) => listSteps(tx, [...red, ...overdue]));

/** Everybody has been called to the end of their ladder, and every letter and text has an outcome. */
async function isSettled(of: Awaited<ReturnType<typeof patients>>): Promise<boolean> {
  const rows = await stepsOf(of);
  const ended = new Set(
    rows.flatMap(({ what, ofStep }) => (what === 'delivered' || what === 'given-up' ? [ofStep] : [])),
  );
  const called = (sessions: readonly string[], kind: 'red' | 'overdue') =>
    sessions.every((session) => placesOf(rows, session, kind).has(projectLadder.value[kind].length - 1));
  const sent = rows.filter(({ what, byWay }) => what === 'told' && byWay !== 'app');
  return called(of.red, 'red') && called(of.overdue, 'overdue') && sent.every(({ id }) => ended.has(id));
}

const placesOf = (rows: Steps, session: string, kind: 'red' | 'overdue') =>
  new Set(
    rows
      .filter(({ what, sessionId }) => sessionId === session && (what === 'told' || what === 'nobody'))
      .filter(({ task }) => task.startsWith('red@') === (kind === 'red'))
      .map(({ place }) => place),
  );

/** Nothing was told or written twice, and nothing is missing. @returns the letters that had to go */
async function expectEachOnce(of: Awaited<ReturnType<typeof patients>>): Promise<string[]> {
  const rows = await stepsOf(of);
  const told = rows.filter(({ what }) => what === 'told');
  const once = new Set(told.map(({ sessionId, task, place, byWay }) => [sessionId, task, place, byWay].join()));
  expect(once.size).toBe(told.length);
  for (const kind of ['red', 'overdue'] as const)
    for (const session of of[kind])
      for (const place of projectLadder.value[kind].keys())
        expect(placesOf(rows, session, kind).has(place), `${kind} ${session} ${place}`).toBe(true);
  const mails = told.filter(({ byWay }) => byWay === 'mail').map(({ id }) => id);
  const delivered = rows.filter(({ what, byWay }) => what === 'delivered' && byWay === 'mail');
  expect(delivered.map(({ ofStep }) => ofStep).sort()).toEqual(mails.toSorted());
  // One after the other, never two at one letter: no try has the number of another.
  const tries = rows.filter(({ what }) => what === 'failed').map(({ ofStep, attempt }) => `${ofStep} ${attempt}`);
  expect(new Set(tries).size).toBe(tries.length);
  return mails;
}

const idsIn = ({ heard }: MailServer) => heard.map(({ text }) => /^Message-ID: <(\S+)@/m.exec(text)?.[1] ?? '');

test('side by side they tell each step once and send each letter once', async () => {
  await using office = await aMailServer({ port: postbox.port, slowMs: 40 });
  await Promise.all([startOne(0), startOne(1)]);
  const of = await patients(3);
  await until(() => isSettled(of));
  const mails = await expectEachOnce(of);
  // One for each of the ladder’s two steps by mail at least.
  expect(mails.length).toBeGreaterThanOrEqual(12);
  expect(idsIn(office).sort()).toEqual(mails.toSorted());
  const rows = new Set((await stepsOf(of)).map(({ id }) => id));
  const [mine, theirs] = [wroteDown(0), wroteDown(1)];
  expect([...mine].filter((id) => theirs.has(id) && rows.has(id))).toEqual([]);
}, 120_000);

test('one after the other is killed, with the mail server down and back: no step is lost, none is told twice', async () => {
  const roll: Chance = chance(seed);
  // The mail server is gone: whichever has the letters finds nobody, and writes that down.
  const of = await patients(4);
  await until(async () => (await stepsOf(of)).some(({ what, byWay }) => what === 'failed' && byWay === 'mail'));
  await kill(0);
  // The other one alone, also while nobody takes letters, goes to the end of every ladder.
  await until(async () => {
    const rows = await stepsOf(of);
    return [...of.red.map((id) => [id, 'red'] as const), ...of.overdue.map((id) => [id, 'overdue'] as const)].every(
      ([id, kind]) => placesOf(rows, id, kind).has(projectLadder.value[kind].length - 1),
    );
  });
  await startOne(0);
  const office = await aMailServer({ port: postbox.port, slowMs: 150 });
  try {
    for (let turn = 0; turn < kills; turn += 1) {
      const at = turn % 2 === 0 ? 1 : 0;
      const before = office.heard.length;
      await until(async () => office.heard.length > before || (await isSettled(of)));
      await pause(Math.floor(roll.next() * 120));
      await kill(at);
      await startOne(at);
    }
    await until(() => isSettled(of));
    const mails = await expectEachOnce(of);
    const heard = idsIn(office);
    expect(new Set(heard)).toEqual(new Set(mails));
    // What a killed server had in its hands may come again, under the same id.
    expect(heard.length - mails.length).toBeLessThanOrEqual(kills * inHand);
    expect([wroteDown(0).size > 0, wroteDown(1).size > 0]).toEqual([true, true]);
  } finally {
    await office[Symbol.asyncDispose]();
  }
}, 300_000);
