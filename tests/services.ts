import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '#server/app.ts';
import { startAudit } from '#server/audit/keeper.ts';
import { identify } from '#server/identity/identify.ts';
import { listenForAccessChanges } from '#server/identity/memory.ts';
import { readConfig } from '#server/platform/config.ts';
import { openLive } from '#server/platform/live.ts';
import { openLog } from '#server/platform/log.ts';
import { openMetrics } from '#server/platform/metrics.ts';
import { openSecrets } from '#server/platform/secrets.ts';
import type { Services } from '#server/platform/services.ts';
import type { Person } from './builders.ts';
import { aDatabase, type TestDatabase } from './database.ts';

export type TestServer = {
  services: Services & { db: TestDatabase };
  /** The application itself, for tests that walk its routes. */
  app: ReturnType<typeof createApp>;
  /** Everything this server logged, line by line. */
  logged: string[];
  /** Jobs that were asked for, with their ids. */
  enqueued: { job: string; data: Record<string, string> }[];
  /** What a listening socket hands its requests to, in tests that are about sockets. */
  answer(request: Request, env: object): Response | Promise<Response>;
  /** One request to the whole application: guards, headers, errors and all; no socket. */
  request(
    method: string,
    path: string,
    how?: { as?: Person | undefined; body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** The real application over a real database of its own. Jobs are noted, not run: their tests run them. */
export async function aServer(env: Record<string, string> = {}): Promise<TestServer> {
  const db = await aDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'racemic-data-'));
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'info', ...env });
  const logged: string[] = [];
  const enqueued: TestServer['enqueued'] = [];
  const log = openLog(config, { write: (line) => logged.push(line) });
  const live = openLive(db, log);
  const services: TestServer['services'] = {
    config,
    address: config.publicUrl ?? 'http://localhost:3000',
    db,
    log,
    secrets: openSecrets(dataDir),
    live,
    metrics: openMetrics(db),
    host: { database: 'PostgreSQL, for tests' },
    clock: () => new Date(),
    enqueue: (job, data) => {
      enqueued.push({ job, data });
      return Promise.resolve(true);
    },
    identify: (request, from) => identify(services, request, from),
  };
  const stopListening = listenForAccessChanges(services);
  const keeper = startAudit(services);
  const app = createApp(services, keeper);
  return {
    services,
    app,
    logged,
    enqueued,
    answer: (request, env) => app.fetch(request, env),
    request: async (method, path, how = {}) =>
      app.request(new URL(path, services.address).href, {
        method,
        headers: {
          host: new URL(services.address).host,
          ...(method === 'GET' ? {} : { origin: services.address }),
          ...(how.as === undefined ? {} : { cookie: how.as.cookie }),
          ...(how.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...how.headers,
        },
        ...(how.body === undefined ? {} : { body: typeof how.body === 'string' ? how.body : JSON.stringify(how.body) }),
      }),
    [Symbol.asyncDispose]: async () => {
      await keeper.stop();
      await stopListening();
      await live.close();
      await db[Symbol.asyncDispose]();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
