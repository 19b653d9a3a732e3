import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { demoAccounts, openDemoClinic } from '#server/demo/demo.ts';
import { listTenants } from '#server/identity/tenants.queries.ts';
import { totpNow } from '#server/identity/totp.ts';
import { readConfig } from '#server/platform/config.ts';
import { type Started, startServer } from '#server/start.ts';
import { answer } from './processes.ts';

/** The whole real server, as `npm start -- --demo` runs it, with a door for questions about itself. */
let started: Started | undefined;

export type Opened = {
  port: number;
  /** Its folder with the keys. */
  dataDir: string;
  database: { host: string; port: number };
  clinicId: string;
  nurse: { email: string; passphrase: string };
  /** Where it listens for monitors. */
  monitorPort: number;
};

async function open({ dataDir }: { dataDir: string }): Promise<Opened> {
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' }, ['--demo']);
  started = await startServer(config, { step: (_what, work) => work() });
  const { services, address } = started;
  await openDemoClinic(services);
  const [clinicId = ''] = await listTenants(services);
  const nurse = demoAccounts(services).find(({ roles }) => roles.includes('nurse'));
  if (nurse === undefined) throw new RangeError('The synthetic clinic has no nurse.');
  const { host = '', port = 0 } = services.db.where.owner;
  return {
    ...{ port: Number(new URL(address).port), dataDir: config.dataDir, database: { host, port }, clinicId, nurse },
    monitorPort: await monitorPort(),
  };
}

/**
 * A second process of the same clinic, as a larger one would run it: on the database of the first by its address, with
 * the same keys. Everyone reaches it under an address of its own.
 */
async function openBeside(given: { dataDir: string; keysOf: string; databaseUrl: string; ownerUrl: string }) {
  cpSync(join(given.keysOf, 'secrets'), join(given.dataDir, 'secrets'), { recursive: true });
  const where = { DATABASE_URL: given.databaseUrl, DATABASE_OWNER_URL: given.ownerUrl, MLLP_LISTEN: '127.0.0.1:0' };
  const config = readConfig({ DATA_DIR: given.dataDir, PORT: '0', LOG_LEVEL: 'error', ...where });
  started = await startServer(config, { step: (_what, work) => work() });
  return Number(new URL(started.address).port);
}

async function monitorPort(): Promise<number> {
  const [port] = (await started?.monitorPorts()) ?? [];
  if (port === undefined) throw new RangeError('Monitors are not listened for.');
  return port;
}

const code = (): string => totpNow(nurseSecret());
const nurseSecret = (): string => {
  const nurse = started && demoAccounts(started.services).find(({ roles }) => roles.includes('nurse'));
  return nurse?.totpSecret ?? '';
};

/** Memory after collecting what is not used any more, and as the system sees it. */
function memory(): { rss: number; heap: number } {
  globalThis.gc?.();
  globalThis.gc?.();
  return { rss: process.memoryUsage.rss(), heap: process.memoryUsage().heapUsed };
}

/** Processor time of this process so far, in milliseconds. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

answer({ cpu, open, openBeside, monitorPort, code, memory }, async () => started?.stop());
