import { PerformanceObserver } from 'node:perf_hooks';
import { fillCenters } from '#server/demo/demo-centers.ts';
import { openPlaces } from '#server/finder/open-places.ts';
import { readConfig } from '#server/platform/config.ts';
import { type Started, startServer } from '#server/start.ts';
import { answer } from './processes.ts';

/** The real server with made-up centers, behind what it takes for a proxy: each request from another address. */
export type CentersOpened = {
  port: number;
  evidence: number;
  filledMs: number;
  slugs: string[];
  database: { host: string; port: number; user: string; database: string };
};

let started: Started | undefined;

async function open({ dataDir, count }: { dataDir: string; count: number }): Promise<CentersOpened> {
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', TRUSTED_PROXY: '127.0.0.1' });
  started = await startServer(config, { step: (_what, work) => work() });
  const { services, address } = started;
  const began = performance.now();
  await fillCenters(services, count);
  const filledMs = performance.now() - began;
  const { host = '', port = 0 } = services.db.where.owner;
  const owner = await services.db.ownerConnection();
  // What the database does by itself in the first minutes after so many new rows.
  await owner.query('vacuum (analyze)');
  const evidence = await owner.query<{ n: string }>('select count(*) as n from public_data.center_evidence');
  const slugs = await owner.query<{ slug: string }>('select slug from public_data.center order by md5(slug) limit 200');
  await owner.end();
  // As the program does when it has started.
  await openPlaces(services);
  return {
    port: Number(new URL(address).port),
    evidence: Number(evidence.rows[0]?.n ?? 0),
    filledMs,
    slugs: slugs.rows.map(({ slug }) => slug),
    database: { host, port, user: 'racemic_app', database: 'racemic' },
  };
}

/** The longest stop for the collector of garbage since it was asked last, ms. */
let longestStop = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longestStop = Math.max(longestStop, duration);
}).observe({ entryTypes: ['gc'] });

function stops(_: object): Promise<{ longestMs: number }> {
  const longestMs = longestStop;
  longestStop = 0;
  return Promise.resolve({ longestMs });
}

answer({ open, stops }, async () => started?.stop());
