import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionEvent } from '#clinical/session/session.ts';
import { anchorFile } from '#server/audit/anchor-file.ts';
import { trustedKeys } from '#server/audit/anchor-keys.ts';
import { verifyChain } from '#server/audit/verify.ts';
import { externalWhere } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Answer } from '#web/offline/outbox-sending.ts';
import { aStation } from './a-session.ts';
import { aStandbyPair, hasStandby, needsStandby, type StandbyPair, standbyMissing } from './a-standby.ts';
import { aClinic, aPatient, type Person } from './builders.ts';
import { until } from './embedded-folder.ts';
import { freePorts } from './pebble.ts';
import { beside, type Running, run } from './running.ts';
import { brokenLinks } from './session-chain.ts';

const rounds = 5;
const chairs = 8;

const isAsked = process.env.RACEMIC_FAULTS !== undefined;
if (isAsked && standbyMissing !== undefined) console.warn(`The tests of failover were skipped: it ${standbyMissing}.`);

describe.runIf(hasStandby)(`a first, its standby, and one server process ${needsStandby}`, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'racemic-failover-'));
  let pair: StandbyPair;
  let server: Running;
  let address: string;
  let nurse: Person;
  let sessions: string[];
  /** Which of the two takes writes. */
  let first: 0 | 1 = 0;
  const other = (at: 0 | 1) => (at === 0 ? 1 : 0);

  beforeAll(async () => {
    const [one = 0, two = 0, port = 0] = await freePorts(3);
    pair = await aStandbyPair([one, two]);
    server = run({ DATA_DIR: dataDir, PORT: String(port), DATABASE_URL: pair.url });
    address = await server.address;
    const services = looking();
    nurse = await (await aClinic(services)).as('nurse');
    sessions = [];
    for (let chair = 0; chair < chairs; chair += 1) {
      const { id: patientId } = await aPatient(nurse, { familyName: `Chair ${chair}` });
      const body = { id: newId(), patientId, plannedAt: new Date().toISOString() };
      const answer = await post('/api/sessions', body);
      if (!answer.ok) throw new Error(await answer.text());
      sessions.push(body.id);
    }
    await services.close();
  }, 120_000);
  afterAll(async () => {
    server.process.kill('SIGTERM');
    await server.ended;
    pair[Symbol.dispose]();
    rmSync(dataDir, { recursive: true, force: true });
  }, 60_000);

  /** Beside the server, at the one that takes writes. */
  const looking = () => beside(dataDir, address, externalWhere(pair.urlOf(first), undefined));

  const post = (path: string, body: object) =>
    fetch(address + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address, cookie: nurse.cookie },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });

  /** A station at each chair: every fact is sent until somebody says that it is kept. */
  function everyChairWrites() {
    const confirmed: { id: string; atMs: number }[] = [];
    const refused: string[] = [];
    let working = true;
    const sent = async (fact: SessionEvent): Promise<void> => {
      while (working) {
        const answer = await post('/api/sessions/events', { events: [fact] }).catch(() => undefined);
        const answers: Answer[] = answer?.ok ? JSON.parse(await answer.text()).answers : [];
        await answer?.body?.cancel().catch(() => undefined);
        if (answer !== undefined && !answer.ok && answer.status !== 503) refused.push(`${answer.status}`);
        for (const { id, outcome, why } of answers) {
          if (outcome === 'refused') refused.push(why ?? '');
          else confirmed.push({ id, atMs: performance.now() });
        }
        if (answers.length > 0) return;
        await pause(20);
      }
    };
    const writer = async (session: string): Promise<void> => {
      const write = aStation(session, nurse.practitionerId);
      for (let count = 1; working; count += 1) await sent(write(0, 'note', { text: `note ${count}` }));
    };
    const done = Promise.all(sessions.map(writer));
    return {
      confirmed,
      refused,
      end: async () => {
        working = false;
        await done;
      },
    };
  }

  /** What the database holds against what people were told. */
  async function missing(confirmed: readonly { id: string }[]): Promise<{ lost: number; twice: number }> {
    const services = looking();
    try {
      const kept = await inClinic({ services, clinicId: nurse.ctx.clinicId }, (tx) =>
        tx.selectFrom('sessionEvent').select('id').execute(),
      );
      const ids = new Set(kept.map(({ id }) => id));
      return { lost: confirmed.filter(({ id }) => !ids.has(id)).length, twice: kept.length - ids.size };
    } finally {
      await services.close();
    }
  }

  async function brokenAnywhere(): Promise<string[]> {
    const services = looking();
    try {
      const { clinicId } = nurse.ctx;
      const broken: string[] = [];
      for (const session of sessions)
        if ((await brokenLinks({ services, clinicId }, session)) > 0) broken.push(`the log of ${session}`);
      const anchors = anchorFile(dataDir, clinicId);
      const report = await verifyChain({ db: services.db, clinicId, anchors, trusted: trustedKeys(services) });
      if (!report.ok) broken.push(`the trail: ${report.brokenAt?.why}`);
      return broken;
    } finally {
      await services.close();
    }
  }

  test(`${rounds} times the first is killed under load and its standby promoted: the same server goes on, and nothing it had confirmed is missing`, async () => {
    const told: string[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const work = everyChairWrites();
      await until(() => work.confirmed.length > 100);
      await pause(1_000);
      pair.strike(first);
      const struckMs = performance.now();
      await pair.run('promote', other(first));
      const promotedMs = performance.now();
      first = other(first);
      await until(() => work.confirmed.some(({ atMs }) => atMs > promotedMs));
      const after = work.confirmed.length;
      await until(() => work.confirmed.length > after + 100);
      await work.end();
      const againMs = work.confirmed.find(({ atMs }) => atMs > promotedMs)?.atMs ?? 0;
      const lastMs = Math.max(...work.confirmed.map(({ atMs }) => atMs).filter((atMs) => atMs < againMs));
      told.push(
        `round ${round}: ${work.confirmed.length} facts confirmed, ${((againMs - lastMs) / 1_000).toFixed(1)} s without service, of them ${((promotedMs - struckMs) / 1_000).toFixed(1)} s until promoted`,
      );
      expect(await missing(work.confirmed), told.at(-1)).toEqual({ lost: 0, twice: 0 });
      expect(await brokenAnywhere()).toEqual([]);
      expect(work.refused).toEqual([]);
      // The way back: the old first is made anew as the standby of the new one.
      await pair.follow(other(first));
    }
    expect(server.err).toEqual([]);
    console.log(told.join('\n'));
  }, 600_000);

  test('while the standby is away nothing is confirmed, and the server says why; when it is back the same facts are', async () => {
    const readiness = async (): Promise<{ waits?: string }> =>
      JSON.parse(await (await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(10_000) })).text());
    await pair.run('stop', other(first));
    const work = everyChairWrites();
    await until(async () => /waits for its standby since \d+ s/.test((await readiness()).waits ?? ''));
    expect(work.confirmed).toEqual([]);
    await pair.run('start', other(first));
    await until(() => work.confirmed.length > 100);
    await work.end();
    expect(work.refused).toEqual([]);
    expect(await missing(work.confirmed)).toEqual({ lost: 0, twice: 0 });
    await until(async () => (await readiness()).waits === undefined);
  }, 120_000);

  test('a first that hangs is left at the promotion, and when it goes on again nobody follows it', async () => {
    const work = everyChairWrites();
    await until(() => work.confirmed.length > 100);
    const old = first;
    await expect(pair.run('promote', other(old))).rejects.toThrow(/The first still answers/);
    pair.strike(old, 'SIGSTOP');
    first = other(old);
    await pair.run('promote', first);
    const promoted = work.confirmed.length;
    await until(() => work.confirmed.length > promoted + 100);
    pair.strike(old, 'SIGCONT');
    // Time enough to be looked at twice.
    await pause(2_500);
    await work.end();
    expect(work.refused).toEqual([]);
    expect(await missing(work.confirmed)).toEqual({ lost: 0, twice: 0 });
    expect(await brokenAnywhere()).toEqual([]);
    pair.strike(old);
    await pair.follow(old);
  }, 120_000);

  // That the count above can find something: here the first is told not to wait, and the standby is cut off.
  test('without waiting for the standby, confirmed facts are missing after a failover', async () => {
    await pair.run('stop', other(first));
    await pair.run('alone', first);
    const work = everyChairWrites();
    await until(() => work.confirmed.length > 100);
    pair.strike(first);
    first = other(first);
    await pair.run('start', first);
    await pair.run('promote', first);
    const before = work.confirmed.length;
    await until(() => work.confirmed.length > before + 10);
    await work.end();
    expect((await missing(work.confirmed)).lost).toBeGreaterThan(50);
  }, 120_000);
});
