import { accessSync, constants, mkdirSync } from 'node:fs';
import { createApp } from './app.ts';
import { startAudit } from './audit/keeper.ts';
import { identify } from './identity/identify.ts';
import { listenForAccessChanges } from './identity/memory.ts';
import { jobsOf } from './jobs.ts';
import { openAcme } from './platform/acme.ts';
import { CannotStart } from './platform/cannot-start.ts';
import { readTls, watchTls } from './platform/certificate-files.ts';
import { type Config, isLoopback } from './platform/config.ts';
import { embeddedWhere, externalWhere, openDatabase, type Where } from './platform/database.ts';
import { type First, followFirst } from './platform/database-first.ts';
import { type Embedded, startEmbedded } from './platform/embedded-postgres.ts';
import { openJobs } from './platform/jobs.ts';
import { type Listening, listen, type Tls } from './platform/listen.ts';
import { openLive } from './platform/live.ts';
import { type Log, openLog } from './platform/log.ts';
import { openMetrics } from './platform/metrics.ts';
import { migrate } from './platform/migrate.ts';
import { checkExternal, prepareEmbedded } from './platform/roles.ts';
import { openSecrets } from './platform/secrets.ts';
import type { Host, Services } from './platform/services.ts';
import { openDeviceDoors } from './session/device-door.ts';
import { startEscalation } from './session/escalation-worker.ts';

export type Started = {
  services: Services;
  address: string;
  /** Where monitors are listened for now. */
  monitorPorts(): Promise<number[]>;
  /** Ends in order: no new requests, running ones, jobs, audit's last anchor, pools, database. */
  stop(): Promise<void>;
  /** Told when the database ended under a running server and could not be started again. */
  onLost(callback: (why: string) => void): void;
};

export type Steps = { step<T>(what: string, work: () => Promise<T>): Promise<T> };

type Base = {
  where: Where;
  name: string;
  first?: First;
  stop(): Promise<void>;
  onLost(callback: (why: string) => void): void;
};

/**
 * Starts one server on one data folder. What was begun is undone when a later step fails.
 *
 * @throws CannotStart with one sentence
 */
export async function startServer(
  config: Config,
  steps: Steps,
  host: Pick<Host, 'openDemo' | 'noDemo'> = {},
): Promise<Started> {
  const undo: (() => Promise<void>)[] = [];
  const log = openLog(config);
  try {
    const tls = config.tls ? readTls(config.tls) : undefined;
    const listening = await listen(config, config.acme ? 'later' : tls);
    undo.push(() => listening.close(5_000));
    prepareFolder(config.dataDir);
    const address = addressOf(config, listening.port);
    undo.push(await keepCertificate(config, steps, { tls, listening, address, log }));
    const base = await steps.step(config.databaseUrl ? 'database reached' : 'database ready', () =>
      openBase(config, log),
    );
    undo.push(base.stop);
    const secrets = openSecrets(config.dataDir);
    await steps.step('database up to date', () => migrate(base.where.owner));
    const db = openDatabase(base.where);
    undo.push(() => db.close());
    const live = openLive(db, log);
    undo.push(() => live.close());
    const services: Services = {
      config,
      address,
      db,
      log,
      secrets,
      live,
      metrics: openMetrics(db),
      clock: () => new Date(),
      host: { database: base.name, ...(base.first && { first: base.first }), ...host },
      enqueue: () => Promise.resolve(false),
      identify: (request, from) => identify(services, request, from),
    };
    undo.push(listenForAccessChanges(services));
    const keeper = startAudit(services);
    undo.push(() => keeper.stop());
    const escalation = startEscalation(services);
    undo.push(() => escalation.stop());
    const devices = openDeviceDoors(services);
    undo.push(() => devices.stop());
    const jobs = await openJobs(db, log, jobsOf(services));
    undo.push(() => jobs.close());
    services.enqueue = jobs.enqueue;
    const app = createApp(services, keeper);
    listening.serve((request, env) => app.fetch(request, env));
    const stop = async () => {
      await listening.close(5_000);
      await undoAll(undo);
    };
    return { services, address, monitorPorts: devices.ports, stop, onLost: base.onLost };
  } catch (error) {
    await undoAll(undo);
    throw error;
  }
}

async function undoAll(undo: (() => Promise<void>)[]): Promise<void> {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next().catch(() => undefined);
}

/** Files are watched, ACME renews; without either there is nothing to keep. @returns how to stop */
async function keepCertificate(
  config: Config,
  steps: Steps,
  { tls, listening, address, log }: { tls: Tls | undefined; listening: Listening; address: string; log: Log },
): Promise<() => Promise<void>> {
  const { bind, dataDir, acme } = config;
  if (acme) {
    const open = () => openAcme({ acme, bind, dataDir, address, log, use: listening.renew });
    return (await steps.step('certificate', open)).stop;
  }
  const stop = config.tls && tls ? watchTls(config.tls, tls, { use: listening.renew, log }) : () => undefined;
  return () => Promise.resolve(stop());
}

function prepareFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
    throw new CannotStart(
      code === 'ENOSPC'
        ? `The disk of the data folder is full: ${dataDir}.`
        : `The data folder can't be written: ${dataDir}. Give it to this user, or choose another with DATA_DIR.`,
    );
  }
}

async function openBase(config: Config, log: Log): Promise<Base> {
  if (config.databaseUrl !== undefined) {
    const first = await followFirst(config.databaseUrl, log);
    const where = externalWhere(config.databaseUrl, config.databaseOwnerUrl, first);
    try {
      await checkExternal(where);
    } catch (error) {
      await first.stop();
      throw error;
    }
    return { where, name: 'PostgreSQL', first, stop: first.stop, onLost: () => undefined };
  }
  const start = () =>
    startEmbedded({
      dataDir: config.dataDir,
      log: { info: (sentence) => log.info(sentence), warn: (sentence) => log.warn(sentence) },
    });
  let server = await start();
  let lost: (why: string) => void = () => undefined;
  // A database that was killed under us is started again in place: the pools find it at the same socket.
  const keep = (running: Embedded) =>
    running.onExit((why) => {
      log.error({ why }, 'the database ended; starting it again');
      start().then(
        (again) => {
          server = again;
          keep(again);
          log.info('the database runs again');
        },
        (error) => lost(error instanceof Error ? error.message : String(error)),
      );
    });
  keep(server);
  try {
    await prepareEmbedded({ host: server.host, port: server.port, user: 'postgres' });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    where: embeddedWhere(server),
    name: `PostgreSQL ${server.version.split('.')[0]}, embedded`,
    stop: () => server.stop(),
    onLost: (callback) => {
      lost = callback;
    },
  };
}

function addressOf(config: Config, port: number): string {
  if (config.publicUrl !== undefined) return config.publicUrl;
  if (config.acme !== undefined) return `https://${config.acme.domain}${port === 443 ? '' : `:${port}`}`;
  const name = isLoopback(config.bind) ? 'localhost' : config.bind.includes(':') ? `[${config.bind}]` : config.bind;
  return `${config.tls ? 'https' : 'http'}://${name}:${port}`;
}
