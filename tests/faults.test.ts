import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anchorFile } from '#server/audit/anchor-file.ts';
import { trustedKeys } from '#server/audit/anchor-keys.ts';
import { verifyChain } from '#server/audit/verify.ts';
import { isAlive, kill, readPostmaster } from '#server/platform/embedded-process.ts';
import { newId } from '#server/platform/ids.ts';
import { aClinic, aPatientInput, type Person } from './builders.ts';
import { endDatabase, until } from './embedded-folder.ts';
import { freePorts } from './pebble.ts';
import { beside, clusterOf, type Running, run } from './running.ts';

/** `SEED` repeats another run than the usual one. */
const seed = Number(process.env.SEED ?? 20_261_125);
const rounds = 20;
const writers = 4;

/** mulberry32: small, and the same everywhere. */
function chance(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Change = { table: 'patient' | 'allergy' | 'problem'; action: string; id: string };

const dataDir = mkdtempSync(join(tmpdir(), 'racemic-faults-'));
let env: Record<string, string>;
let server: Running;
let address: string;
let nurse: Person;

beforeAll(async () => {
  const [port] = await freePorts(1);
  env = { DATA_DIR: dataDir, PORT: String(port) };
  server = run(env);
  address = await server.address;
  const services = beside(dataDir, address);
  nurse = await (await aClinic(services)).as('nurse');
  await services.close();
}, 60_000);
afterAll(async () => {
  server.process.kill('SIGTERM');
  await server.ended;
  await endDatabase(clusterOf(dataDir));
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

/** People at work: each change has an id from its sender, and is sent until somebody says that it is kept. */
function aClinicAtWork() {
  const acknowledged: Change[] = [];
  const unexpected: string[] = [];
  let working = true;
  let resting: PromiseWithResolvers<void> | undefined;
  let atRest = 0;

  const sendUntilKept = async (path: string, body: object, change: Change): Promise<void> => {
    for (;;) {
      const status = await post(path, body).catch(() => 0);
      if (status === 201 || status === 409) {
        acknowledged.push(change);
        return;
      }
      if (status !== 0 && status !== 503) unexpected.push(`${path} ${status}`);
      if (!working) return;
      await pause(20);
    }
  };
  const writer = async (name: string): Promise<void> => {
    for (let count = 1; working; count += 1) {
      if (resting) {
        atRest += 1;
        await resting.promise;
        atRest -= 1;
        continue;
      }
      const id = newId();
      const input = aPatientInput({ givenName: `Writer ${name}`, familyName: `Patient ${count}` });
      const distinct = { confirmedDistinct: true, reason: 'made by a test' };
      await sendUntilKept(
        '/api/patients',
        { ...input, ...distinct, id },
        { table: 'patient', action: 'patient.register', id },
      );
      const row = newId();
      const [kind, body] =
        count % 2 === 0
          ? (['allergy', { kind: 'allergy', substance: 'latex' }] as const)
          : (['problem', { name: 'depression', code: 'F33.2' }] as const);
      const path = `/api/patients/${id}/${kind === 'allergy' ? 'allergies' : 'problems'}`;
      await sendUntilKept(path, { ...body, id: row }, { table: kind, action: `${kind}.add`, id: row });
    }
  };
  const done = Promise.all(Array.from({ length: writers }, (_, at) => writer(String(at))));
  return {
    acknowledged,
    unexpected,
    /** Everyone finishes what they have in hand, and waits. */
    rest: async () => {
      resting = Promise.withResolvers();
      await until(() => atRest === writers);
    },
    resume: () => {
      resting?.resolve();
      resting = undefined;
    },
    end: () => {
      working = false;
      resting?.resolve();
      return done;
    },
  };
}

async function post(path: string, body: object): Promise<number> {
  const answer = await fetch(address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address, cookie: nurse.cookie },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** What the database holds against what people were told: lost, double, without its event, or an event without it. */
async function discrepancies(acknowledged: readonly Change[]): Promise<string[]> {
  const services = beside(dataDir, address);
  const owner = await services.db.ownerConnection();
  try {
    await owner.query(`select set_config('racemic.clinic_id', $1, false)`, [nurse.ctx.clinicId]);
    const wrong: string[] = [];
    for (const [table, action] of [
      ['patient', 'patient.register'],
      ['allergy', 'allergy.add'],
      ['problem', 'problem.add'],
    ] as const) {
      const { rows } = await owner.query<{ id: string; kept: string; events: string }>(
        `with kept as (select id::text, count(*) as n from clinic.${table} group by 1),
              said as (select subject_id as id, count(*) as n from clinic.audit_event where action = $1 group by 1)
         select id, coalesce(kept.n, 0) as kept, coalesce(said.n, 0) as events from kept full join said using (id)`,
        [action],
      );
      const seen = new Set(rows.map((row) => row.id));
      for (const { id, kept, events } of rows)
        if (kept !== '1' || events !== '1') wrong.push(`${table} ${id}: kept ${kept}, events ${events}`);
      for (const change of acknowledged)
        if (change.table === table && !seen.has(change.id)) wrong.push(`${table} ${change.id}: lost`);
      // Everyone rests, so nothing is there that nobody was told about.
      const told = acknowledged.filter((change) => change.table === table).length;
      if (wrong.length === 0 && told !== rows.length) wrong.push(`${table}: told of ${told}, kept ${rows.length}`);
    }
    const { clinicId } = nurse.ctx;
    const anchors = anchorFile(dataDir, clinicId);
    const report = await verifyChain({ db: services.db, clinicId, anchors, trusted: trustedKeys(services) });
    if (!report.ok) wrong.push(`the trail: ${report.brokenAt?.why}`);
    return wrong;
  } finally {
    await owner.end();
    await services.close();
  }
}

const databasePid = (): number => readPostmaster(clusterOf(dataDir))?.pid ?? 0;
const answers = (path: string): Promise<boolean> =>
  fetch(address + path, { signal: AbortSignal.timeout(2_000) }).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.ok;
    },
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
  while (!(await answers('/readyz'))) await pause(50);
}

test(`${rounds} times the server, the database or both are killed while people write: nothing they were told is lost, double or without its event`, async () => {
  const random = chance(seed);
  const work = aClinicAtWork();
  const struck = { server: 0, database: 0, both: 0 };
  const from = performance.now();
  for (let round = 1; round <= rounds; round += 1) {
    const already = work.acknowledged.length;
    await pause(random() * 1_000);
    const what = (['server', 'database', 'server', 'database', 'both'] as const)[Math.floor(random() * 5)] ?? 'both';
    struck[what] += 1;
    await strike(what);
    // Work goes on after the fault before anybody looks.
    await until(() => work.acknowledged.length > already);
    await work.rest();
    expect(await discrepancies(work.acknowledged), `round ${round}, ${what} killed, SEED=${seed}`).toEqual([]);
    work.resume();
  }
  await work.end();
  expect(work.unexpected).toEqual([]);
  const seconds = ((performance.now() - from) / 1_000).toFixed(1);
  console.log(
    `${rounds} faults in ${seconds} s (server ${struck.server}, database ${struck.database}, both ${struck.both}); ${work.acknowledged.length} changes acknowledged, none lost or double`,
  );
}, 400_000);
