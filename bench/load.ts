import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { newId } from '#server/platform/ids.ts';
import { megabytes, ms, whole } from './figures.ts';
import { type Kind, kinds } from './floor-kinds.ts';
import type { AtWork, Figures, Pace, Worked } from './floor-process.ts';
import { type Carried, grownBy, notMet, plateauFromMinutes, plateauRule, type Sample } from './load-judged.ts';
import type { ManyOpened } from './many-clinics-process.ts';
import type { PacedMonitors, Spoken } from './monitor-process.ts';
import { serverFlags, startWorker } from './processes.ts';

/**
 * `npm run load -- --clinics 50 --chairs 500 --minutes 10`: many clinics on one server, all chairs taken. It starts a
 * server of its own on this machine, lets nurses write, screens follow and monitors speak, looks afterwards for every
 * fact and message that was acknowledged, and ends with a line that says whether the load was carried.
 */

/** Of a chair: a fact far more often than a nurse writes one, a monitor's message, a look at its strip and at the chart; of a clinic: the board. */
const pace: Pace & { messageMs: number } = {
  ...{ factMs: 20_000, messageMs: 5_000, stripMs: 5_000, chartMs: 60_000, boardMs: 10_000 },
};
const names: Record<Kind, string> = {
  ...{ fact: 'fact kept', heard: 'fact heard at a second screen', strip: 'live values of a chair' },
  ...{ board: 'board of a clinic', chart: 'chart of a patient', opening: 'session opened' },
};

const say = (line: string) => void process.stdout.write(`${line}\n`);

type Asked = { clinics: number; chairs: number; minutes: number };

function asked(): Asked {
  const { values } = parseArgs({
    options: {
      clinics: { type: 'string', default: '50' },
      chairs: { type: 'string', default: '500' },
      minutes: { type: 'string', default: '10' },
    },
  });
  const number = (text: string, name: string, shape: RegExp) => {
    if (!shape.test(text) || Number(text) <= 0) throw new RangeError(`--${name} is a number above 0, not “${text}”.`);
    return Number(text);
  };
  const of = {
    clinics: number(values.clinics, 'clinics', /^\d{1,4}$/),
    chairs: number(values.chairs, 'chairs', /^\d{1,5}$/),
    minutes: number(values.minutes, 'minutes', /^\d{1,4}(\.\d+)?$/),
  };
  if (of.chairs < of.clinics)
    throw new RangeError('Each clinic has a chair at least: give as many --chairs as --clinics.');
  return of;
}

async function run({ clinics, chairs, minutes }: Asked, folder: string): Promise<boolean> {
  const [server, floor, speaker] = [
    startWorker('many-clinics-process.ts', serverFlags),
    startWorker('floor-process.ts'),
    startWorker('monitor-process.ts'),
  ];
  try {
    const began = performance.now();
    say(
      `${clinics} clinics with ${chairs} chairs on one server, ${minutes} min; ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${megabytes(totalmem())}, Node ${process.version}`,
    );
    say(
      `Each chair: a fact every ${pace.factMs / 1_000} s, a monitor's message every ${pace.messageMs / 1_000} s, its live values every ${pace.stripMs / 1_000} s, a chart every ${pace.chartMs / 1_000} s, a stream; each clinic: its board every ${pace.boardMs / 1_000} s, a stream`,
    );
    const opened = await server.ask<ManyOpened>('open', { dataDir: join(folder, 'data'), clinics, chairs });
    const database = new pg.Client(opened.database);
    await database.connect();
    try {
      say(`Ready after ${whole((performance.now() - began) / 1_000)} s\n`);
      const runId = newId();
      const forMs = minutes * 60_000;
      const monitors = opened.clinics.flatMap((clinic, number) =>
        clinic.chairs.map((_, place) => ({ device: `Load ${number + 1}-${place + 1}`, port: clinic.monitorPort })),
      );
      await giveMonitors(database, opened, speaker, monitors);
      const atWork: AtWork = { port: opened.port, clinics: opened.clinics, pace, ms: forMs };
      const speaking: PacedMonitors = { monitors, run: runId, ms: forMs, perSecond: 1_000 / pace.messageMs };
      const work = Promise.all([floor.ask<Worked>('work', atWork), speaker.ask<Spoken>('paced', speaking)]);
      const samples = await sampled(work, { server, floor, speaker, database, forMs });
      const [worked, spoken] = await work;
      return await report({ worked, spoken, samples, minutes, runId, database });
    } finally {
      await database.end();
    }
  } finally {
    await Promise.all([floor.end(), speaker.end()]);
    await server.end();
  }
}

type Worker = ReturnType<typeof startWorker>;

/** Each monitor is heard once, and given to the session at its chair as a nurse would. */
async function giveMonitors(
  database: pg.Client,
  { clinics, port }: ManyOpened,
  speaker: Worker,
  monitors: PacedMonitors['monitors'],
): Promise<void> {
  await speaker.ask<Spoken>('paced', { monitors, run: newId(), ms: 1_000, perSecond: 1 } satisfies PacedMonitors);
  const { rows } = await database.query<{ id: string; key: string }>('select id, key from clinic.device');
  const idOf = new Map(rows.map(({ id, key }) => [key, id]));
  const host = `localhost:${port}`;
  for (const [number, { chairs }] of clinics.entries())
    for (const [place, { cookie, session }] of chairs.entries()) {
      const id = idOf.get(`Load ${number + 1}-${place + 1}`);
      const answer = await fetch(`http://${host}/api/devices/${id}/assign`, {
        method: 'POST',
        headers: { origin: `http://${host}`, cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ sessionId: session }),
      });
      if (!answer.ok)
        throw new Error(`A monitor could not be given to a chair: ${answer.status} ${await answer.text()}`);
    }
}

type Watched = { server: Worker; floor: Worker; speaker: Worker; database: pg.Client; forMs: number };

/** A line every tenth of the run, at least every minute: what was done since the last, memory, and the database. */
async function sampled(work: Promise<unknown>, of: Watched): Promise<Sample[]> {
  const everyMs = Math.min(60_000, of.forMs / 12);
  const samples: Sample[] = [];
  const began = performance.now();
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  over.catch(() => undefined);
  say(
    '   min   facts/s  p99 ms   heard p99   asked/s  p99 ms   messages/s  p99 ms   failed   resident   heap   database',
  );
  let lastMs = began;
  for (;;) {
    await Promise.race([pause(everyMs), over]);
    if (isOver) return samples;
    const now = performance.now();
    const [memory, done, spoken, size] = await Promise.all([
      of.server.ask<{ rss: number; heap: number }>('memory'),
      of.floor.ask<Record<Kind, Figures>>('sinceLast'),
      of.speaker.ask<{ count: number; failures: number; p99: number }>('sinceLast'),
      of.database.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes'),
    ]);
    const seconds = (now - lastMs) / 1_000;
    lastMs = now;
    const databaseBytes = Number(size.rows[0]?.bytes ?? 0);
    samples.push({ atMs: now - began, ...memory, databaseBytes });
    const asked = (['strip', 'board', 'chart', 'opening'] as const).map((kind) => done[kind]);
    const cells: [string, number][] = [
      [((now - began) / 60_000).toFixed(1), 6],
      [(done.fact.count / seconds).toFixed(0), 10],
      [done.fact.p99.toFixed(0), 8],
      [done.heard.p99.toFixed(0), 12],
      [(asked.reduce((sum, { count }) => sum + count, 0) / seconds).toFixed(0), 10],
      [Math.max(...asked.filter(({ count }) => count > 0).map(({ p99 }) => p99)).toFixed(0), 8],
      [(spoken.count / seconds).toFixed(0), 13],
      [spoken.p99.toFixed(0), 8],
      [String(kinds.reduce((sum, kind) => sum + done[kind].failures, 0) + spoken.failures), 9],
      [megabytes(memory.rss), 11],
      [megabytes(memory.heap), 7],
      [megabytes(databaseBytes), 11],
    ];
    say(cells.map(([text, width]) => text.padStart(width)).join(''));
  }
}

type Ended = {
  worked: Worked;
  spoken: Spoken;
  samples: readonly Sample[];
  minutes: number;
  runId: string;
  database: pg.Client;
};

async function report({ worked, spoken, samples, minutes, runId, database }: Ended): Promise<boolean> {
  const seconds = worked.tookMs / 1_000;
  say('\n                                     count   per second       p50       p99   slowest   failed');
  const row = (name: string, { count, failures, p50, p99, slowest }: Figures) =>
    say(
      `  ${name.padEnd(30)} ${whole(count).padStart(10)} ${(count / seconds).toFixed(1).padStart(12)} ${ms(p50).padStart(9)} ${ms(p99).padStart(9)} ${ms(slowest).padStart(9)} ${String(failures).padStart(8)}`,
    );
  for (const kind of kinds) row(names[kind], worked.kinds[kind]);
  row('message of a monitor answered', { ...spoken, count: spoken.acknowledged });
  const firstFailure = worked.firstFailure ?? spoken.firstFailure;
  if (firstFailure !== undefined) say(`  the first that failed: ${firstFailure}`);
  const lostFacts = await countLost(database, worked.facts);
  const { lostMessages, values } = await lostOf(database, runId, spoken.numbers);
  say(
    `\nLooked for afterwards: ${whole(worked.facts.length)} acknowledged facts, ${lostFacts} lost; ${whole(spoken.acknowledged)} acknowledged messages, ${lostMessages} lost, ${whole(values)} values kept; ${worked.unheard} facts not heard of; ${worked.streams} streams, ${worked.streamsCut} cut`,
  );
  sayMemory(samples, minutes);
  const failures = kinds.reduce((sum, kind) => sum + worked.kinds[kind].failures, 0) + spoken.failures;
  const carried: Carried = {
    ...{ factP99: worked.kinds.fact.p99, heardP99: worked.kinds.heard.p99, messageP99: spoken.p99 },
    ...{ lostFacts, lostMessages, unheard: worked.unheard, failures, streamsCut: worked.streamsCut },
    ...{ minutes, samples },
  };
  const said = notMet(carried);
  say(said.length === 0 ? '\nMET: this load was carried' : `\nNOT MET: ${said.join('; ')}`);
  return said.length === 0;
}

function sayMemory(samples: readonly Sample[], minutes: number): void {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return;
  const perHour = ((last.databaseBytes - first.databaseBytes) / (last.atMs - first.atMs)) * 3_600_000;
  say(
    `Database: ${megabytes(first.databaseBytes)} at ${(first.atMs / 60_000).toFixed(1)} min, ${megabytes(last.databaseBytes)} at the end: ${megabytes(perHour)} an hour`,
  );
  if (minutes < plateauFromMinutes) {
    say(`Memory is judged in runs of ${plateauFromMinutes} minutes and more`);
    return;
  }
  const [heap, rss] = [grownBy(samples, 'heap'), grownBy(samples, 'rss')];
  say(
    `Memory of the server, largest of the middle and of the last third: heap ${megabytes(heap.middle)} and ${megabytes(heap.last)}, resident ${megabytes(rss.middle)} and ${megabytes(rss.last)}. It may grow: ${plateauRule}`,
  );
}

async function countLost(database: pg.Client, ids: readonly string[]): Promise<number> {
  const { rows } = await database.query<{ lost: string }>(
    `select count(*) as lost from unnest($1::uuid[]) as said (id)
      where not exists (select from clinic.session_event e where e.id = said.id)`,
    [ids],
  );
  return Number(rows[0]?.lost);
}

/** Each message that was answered as kept is there, with the number that it was sent under. */
async function lostOf(database: pg.Client, runId: string, numbers: readonly number[]) {
  const { rows } = await database.query<{ lost: string; values: string }>(
    `with kept as (
       select id, split_part(split_part(convert_from(raw, 'utf8'), '|', 10), '-', 6)::int as number
         from clinic.device_message where raw like $1 and outcome = 'kept')
     select (select count(*) from unnest($2::int[]) as said (number)
              where said.number not in (select number from kept)) as lost,
            (select count(*) from clinic.device_value where message_id in (select id from kept)) as values`,
    [Buffer.from(`MSH|%|${runId}-%`), numbers],
  );
  return { lostMessages: Number(rows[0]?.lost), values: Number(rows[0]?.values) };
}

async function main(): Promise<number> {
  let given: Asked;
  try {
    given = asked();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'racemic-load-'));
  // Started as root, the database runs as someone else, who has to get here.
  chmodSync(folder, 0o755);
  try {
    return (await run(given, folder)) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

process.exitCode = await main();
