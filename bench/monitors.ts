import pg from 'pg';
import { newId } from '#server/platform/ids.ts';
import { DevicesOnFloor } from '#server/session/device.shapes.ts';
import { type Bench, perSecond, stations } from './bench.ts';
import { megabytes, ms, whole } from './figures.ts';
import type { ClosedMonitors, PacedMonitors, Spoken } from './monitor-process.ts';
import { valuesOfMessage } from './monitor-shown.ts';
import { startWorker } from './processes.ts';
import { besideOf, openedSessions } from './sessions.ts';

const monitorCount = 50;

type Given = { headers: Record<string, string>; keysOf: string; beside: string };
type Measured = Bench & { monitorPort: number };

/** 50 monitors of one clinic, each given to a patient, on one and on two processes; beside raw INSERTs of the same rows. */
export async function measureMonitors(bench: Measured, given: Given): Promise<void> {
  const { quick, say } = bench;
  const speaker = startWorker('monitor-process.ts');
  const kept = new pg.Client({ ...bench.database, database: 'racemic' });
  await kept.connect();
  try {
    const forMs = quick ? 10_000 : 60_000;
    const devices = Array.from({ length: monitorCount }, (_, at) => `Bench monitor ${at + 1}`);
    const at = (ports: readonly number[]) =>
      devices.map((device, place) => ({ device, port: ports[place % ports.length] ?? 0 }));
    say(`\nMonitors: ${monitorCount}, ${valuesOfMessage} values a message, each kept on disk before the answer`);
    const paced = async (what: string, ports: readonly number[], perSecondEach: number) => {
      const run = newId();
      const asked: PacedMonitors = { monitors: at(ports), run, ms: forMs, perSecond: perSecondEach };
      await sayPaced(bench, what, await speaker.ask<Spoken>('paced', asked), await countKept(kept, run));
    };
    const closed = async (what: string, ports: readonly number[]) => {
      const run = newId();
      const asked: ClosedMonitors = { monitors: at(ports), run, ms: quick ? 5_000 : 20_000 };
      const spoken = await speaker.ask<Spoken>('closed', asked);
      const { messages, values } = await countKept(kept, run);
      say(
        `  ${what}, each again as soon as it is answered: ${whole(perSecond({ count: spoken.acknowledged, tookMs: spoken.tookMs }))} messages /s, ` +
          `p50 ${ms(spoken.p50)}, p99 ${ms(spoken.p99)}; ${whole(messages)} of ${whole(spoken.acknowledged)} kept, ${whole(values)} values; ${spoken.failures} failed`,
      );
    };
    const one = [bench.monitorPort];
    // Heard for the first time, and given to somebody: what they say from now on is looked up by whom they measure.
    await speaker.ask<Spoken>('paced', { monitors: at(one), run: newId(), ms: 1_000, perSecond: 1 });
    await giveDevices(bench, given.headers, devices);
    const before = await bench.server.ask<{ rss: number; heap: number }>('memory');
    await paced('one process', one, 1);
    const after = await bench.server.ask<{ rss: number; heap: number }>('memory');
    say(
      `  memory of the process: resident ${megabytes(before.rss)} → ${megabytes(after.rss)}, heap ${megabytes(before.heap)} → ${megabytes(after.heap)}`,
    );
    await closed('one process', one);
    const beside = startWorker('server-process.ts');
    try {
      await besideOf(bench, beside, given);
      const two = [bench.monitorPort, await beside.ask<number>('monitorPort')];
      await paced('two processes', two, 1);
      await paced('two processes, ten times as often', two, 10);
      await closed('two processes', two);
    } finally {
      await beside.end();
    }
    say(`  raw INSERT of the same rows, ${stations} connections: ${whole(await rawRows(bench))} messages /s`);
  } finally {
    await kept.end();
    await speaker.end();
  }
}

async function sayPaced({ say, goal }: Bench, what: string, spoken: Spoken, kept: Kept): Promise<void> {
  const { acknowledged, failures, firstFailure, tookMs, p50, p99, slowest } = spoken;
  const lost = acknowledged - kept.messages;
  const lostValues = acknowledged * valuesOfMessage - kept.values;
  say(
    `  ${what}: ${whole(perSecond({ count: acknowledged, tookMs }))} messages /s, answered p50 ${ms(p50)}, p99 ${ms(p99)}, slowest ${ms(slowest)}; ` +
      `${whole(acknowledged)} answered, ${lost} of them and ${lostValues} of their values lost, ${failures} failed${firstFailure === undefined ? '' : ` (${firstFailure})`}`,
  );
  goal(
    `Monitors, ${what}, p99 to the answer`,
    '≤ 50 ms, 0 lost',
    `${ms(p99)}, ${lost} lost`,
    p99 <= 50 && lost === 0 && lostValues === 0 && failures === 0,
  );
}

type Kept = { messages: number; values: number };

/** What the database holds of a run: each of its messages once, and what was read from them. */
async function countKept(client: pg.Client, run: string): Promise<Kept> {
  const { rows } = await client.query<Kept>(
    `with said as (
       select id, split_part(convert_from(raw, 'utf8'), '|', 10) as control_id from clinic.device_message
        where raw like $1 and outcome = 'kept')
     select (select count(distinct control_id) from said)::int as messages,
            (select count(*) from clinic.device_value where message_id in (select id from said))::int as values`,
    [Buffer.from(`MSH|%|${run}-%`)],
  );
  return rows[0] ?? { messages: 0, values: 0 };
}

/** As nurses do at the chairs. */
async function giveDevices(bench: Bench, headers: Record<string, string>, names: readonly string[]): Promise<void> {
  const origin = `http://127.0.0.1:${bench.port}`;
  const ask = async (path: string, body?: object) => {
    const answer = await fetch(`${origin}${path}`, {
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const sessions = await openedSessions(bench, names.length);
  const { devices } = DevicesOnFloor.parse(await ask('/api/devices'));
  for (const [place, name] of names.entries()) {
    const device = devices.find(({ key }) => key === name);
    if (device === undefined) throw new Error(`${name} was not heard.`);
    await ask(`/api/devices/${device.id}/assign`, { sessionId: sessions[place] });
  }
}

/** Tables with the same columns and keys; no row-level security, no checks of what is written. */
const plainTables = `
  create table if not exists plain_message (clinic_id uuid not null, day date not null, id uuid not null, at timestamptz not null,
    came_from text not null, raw bytea not null, outcome text not null, why text, unread text not null default '[]',
    primary key (clinic_id, day, id));
  create table if not exists plain_value (clinic_id uuid not null, day date not null, id uuid not null, device_id uuid not null,
    session_id uuid, message_id uuid not null, message_day date not null, metric text, code text not null, text text not null,
    unit text not null, value numeric, state text not null, device_at timestamptz, at timestamptz not null,
    arrived_at timestamptz not null, is_converted boolean not null, is_unit_assumed boolean not null, is_simulated boolean not null,
    primary key (clinic_id, day, id),
    unique nulls not distinct (clinic_id, day, device_id, code, device_at, state, text));
  create index if not exists plain_value_session on plain_value (clinic_id, session_id, at);
  create index if not exists plain_value_device on plain_value (clinic_id, device_id, at)`;

const plainMessage = `
  with said as (
    insert into plain_message (clinic_id, day, id, at, came_from, raw, outcome)
    values ($1, current_date, $2, now(), '127.0.0.1', $3, 'kept') returning id)
  insert into plain_value
  select $1, current_date, v.id, $4, $1, said.id, current_date, 'systolicMmHg', v.code, '120', '266016', 120, 'measured', now(), now(),
         now(), false, false, true
    from said, unnest($5::uuid[], $6::text[]) as v (id, code)`;

async function rawRows({ database, clinicId, quick }: Bench): Promise<number> {
  const clients = Array.from({ length: stations }, () => new pg.Client(database));
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0]?.query(plainTables);
  const raw = Buffer.alloc(700, 'x');
  const codes = Array.from({ length: valuesOfMessage }, (_, at) => `15002${at}^MDC^MDC`);
  let count = 0;
  const began = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      const device = newId();
      while (performance.now() - began < (quick ? 3_000 : 10_000)) {
        await client.query(plainMessage, [clinicId, newId(), raw, device, codes.map(() => newId()), codes]);
        count += 1;
      }
    }),
  );
  const rate = perSecond({ count, tookMs: performance.now() - began });
  await Promise.all(clients.map((client) => client.end()));
  return rate;
}
