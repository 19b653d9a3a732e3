import { join } from 'node:path';
import pg from 'pg';
import { zipPoints } from '#server/finder/zip-points.ts';
import type { Goal, Say } from './bench.ts';
import type { CentersOpened } from './centers-process.ts';
import { ms, seconds, whole } from './figures.ts';
import type { Flood, FloodAnswer, Paced, PacedAnswer } from './paced-process.ts';
import { serverFlags, startWorker } from './processes.ts';

const perSecond = 100;
const zips = [
  '89501',
  '10001',
  '60614',
  '94110',
  '77002',
  '33101',
  '98101',
  '02139',
  '80202',
  '85004',
  '30303',
  '19103',
];

/** 50,000 centers with up to 24 facts each: what a stranger waits for at a hundred requests a second, beside raw SQL. */
export async function measureCenters(folder: string, quick: boolean, say: Say, goal: Goal): Promise<void> {
  const count = quick ? 5_000 : 50_000;
  const [server, loader] = [startWorker('centers-process.ts', serverFlags), startWorker('paced-process.ts')];
  try {
    const opened = await server.ask<CentersOpened>('open', { dataDir: join(folder, 'centers'), count });
    say(
      `\nCenters: ${whole(count)} with ${whole(opened.evidence)} pieces of evidence, filled in ${seconds(opened.filledMs)}`,
    );
    const forMs = quick ? 3_000 : 20_000;
    const run = async (name: string, paths: readonly string[], aimMs: number, rate = perSecond) => {
      const given: Paced = { port: opened.port, paths, perSecond: rate, ms: forMs };
      await loader.ask<PacedAnswer>('paced', { ...given, ms: 2_000 });
      const of = await loader.ask<PacedAnswer>('paced', given);
      if (of.failures > 0) throw new Error(`${name}: ${of.failures} failed: ${of.firstFailure}`);
      say(
        `  ${name.padEnd(44)} ${String(rate).padStart(4)} /s   p50 ${ms(of.p50).padStart(8)}   p99 ${ms(of.p99).padStart(8)}   slowest ${ms(of.slowest).padStart(8)}`,
      );
      goal(`${name}, p99`, `≤ ${aimMs} ms`, ms(of.p99), of.p99 <= aimMs);
    };
    await rawSql(opened, quick, say);
    await run(
      'search, nearest, 35 miles',
      zips.map((zip) => `/care/centers?near=${zip}`),
      10,
    );
    await run(
      'search, most checked, 100 miles, filtered',
      zips.map(
        (zip) => `/care/centers?near=${zip}&within=100&order=most-checked&treatment=infusion&insurance=medicare`,
      ),
      10,
    );
    const unlike = zipPoints().all.filter((zip, at) => at % 17 === 0 && zipPoints().find(zip).is === 'found');
    await run(
      'search, each another ZIP code',
      unlike.map((zip) => `/care/centers?near=${zip}`),
      10,
    );
    await run(
      'one center',
      opened.slugs.map((slug) => `/care/centers/${slug}`),
      20,
    );
    await run(
      'compare four',
      opened.slugs.map(
        (_, at) =>
          `/care/compare?${[0, 1, 2, 3].map((step) => `center=${opened.slugs[(at + step) % opened.slugs.length]}`).join('&')}`,
      ),
      20,
      perSecond / 2,
    );
    const queries = quick ? 2_000 : 100_000;
    const odd: Flood = { port: opened.port, seed: 1, count: queries, connections: 2, slugs: opened.slugs, zips };
    await loader.ask<FloodAnswer>('flood', { ...odd, seed: 2, count: 200 });
    await server.ask<{ longestMs: number }>('stops', {});
    const of = await loader.ask<FloodAnswer>('flood', odd);
    const { longestMs } = await server.ask<{ longestMs: number }>('stops', {});
    say(
      `  ${`${whole(queries)} odd queries, two at once`.padEnd(44)}           p50 ${ms(of.p50).padStart(8)}   p99 ${ms(of.p99).padStart(8)}   slowest ${ms(of.slowest).padStart(8)} ${of.slowestPath.slice(0, 80)}`,
    );
    say(
      `    over 50 ms: ${of.over50}; the slowest 20 asked again: at most ${ms(of.slowestAgain)}; the server’s longest stop for garbage ${ms(longestMs)}`,
    );
    if (of.firstFailure !== undefined) say(`    ${of.failures} failed, the first: ${of.firstFailure}`);
    goal('odd queries that failed', 'none', String(of.failures), of.failures === 0);
    goal('odd queries, slowest', '≤ 100 ms', ms(of.slowest), of.slowest <= 100);
  } finally {
    await Promise.all([server.end(), loader.end()]);
  }
}

/** The baseline: one indexed query for the same ZIP codes, from this process, nothing around it. */
async function rawSql({ database }: CentersOpened, quick: boolean, say: Say): Promise<void> {
  const client = new pg.Client(database);
  await client.connect();
  // A table of its own with the index that such a query is best served by; the pages look in memory.
  await client.query('create temp table card as select * from public_data.center_card');
  await client.query('create index on card using gist (point(longitude, latitude))');
  await client.query('analyze card');
  const took: number[] = [];
  for (let at = 0; at < (quick ? 50 : 500); at += 1) {
    const from = performance.now();
    await client.query(
      'select * from card where point(longitude, latitude) <@ box(point(-74.65, 40.24), point(-73.33, 41.25)) order by (point(longitude, latitude) <-> point(-73.99, 40.75)) limit 20',
    );
    took.push(performance.now() - from);
  }
  await client.end();
  const ordered = took.toSorted((a, b) => a - b);
  say(
    `  ${'raw SQL: 20 in a box by their point'.padEnd(44)}    1 at once   p50 ${ms(ordered[ordered.length >> 1] ?? 0).padStart(6)}   p99 ${ms(ordered[Math.floor(ordered.length * 0.99)] ?? 0).padStart(8)}`,
  );
}
