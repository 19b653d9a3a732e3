import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Database, embeddedWhere, openDatabase, type Where } from '#server/platform/database.ts';
import { startEmbedded } from '#server/platform/embedded-postgres.ts';
import { migrate } from '#server/platform/migrate.ts';
import { prepareEmbedded } from '#server/platform/roles.ts';

type At = { host: string; port: number };

const templateName = 'racemic_template';

/** A real PostgreSQL for the whole run, in a folder of its own, with one migrated template in it. */
export async function startTestServer(): Promise<At & { stop(): Promise<void> }> {
  sweep();
  const dataDir = mkdtempSync(join(tmpdir(), `racemic-test-${process.pid}-`));
  const server = await startEmbedded({ dataDir, durable: false });
  const superuser = { host: server.host, port: server.port, user: 'postgres' };
  await prepareEmbedded(superuser, templateName);
  await migrate(embeddedWhere(server, templateName).owner);
  return {
    host: server.host,
    port: server.port,
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A database outlives a run that was killed: what such a run left behind is ended and removed by the next one. */
function sweep(): void {
  for (const folder of globSync(join(tmpdir(), 'racemic-test-*-*'))) {
    const owner = Number(/racemic-test-(\d+)-/.exec(folder)?.[1]);
    if (isRunning(owner)) continue;
    const postmaster = join(folder, 'postgres', 'postmaster.pid');
    const pid = existsSync(postmaster) ? Number(readFileSync(postmaster, 'utf8').split('\n')[0]) : 0;
    if (pid > 1 && isRunning(pid)) process.kill(pid, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function testServer(): At {
  const given = process.env.RACEMIC_TEST_PG;
  if (given === undefined) throw new Error('The test database starts with the test run: see tests/global-setup.ts');
  const [host = '', port = ''] = given.split('|');
  return { host, port: Number(port) };
}

export const asSuperuser = (database: string): pg.ClientConfig => ({ ...testServer(), user: 'postgres', database });

export type TestDatabase = Database & {
  name: string;
  superuser: pg.ClientConfig;
  [Symbol.asyncDispose](): Promise<void>;
};

let made = 0;

/** A clone of the migrated template: one per test file, 40 to 80 ms each. */
export async function aDatabase(size: { clinic?: number; identity?: number } = {}): Promise<TestDatabase> {
  made += 1;
  const name = `test_${process.pid}_${made}_${Math.random().toString(36).slice(2, 8)}`;
  await withAdmin(async (admin) => {
    // Cloning holds the template alone for a moment; files that start together take turns.
    await admin.query('select pg_advisory_lock(1)');
    await admin.query(`create database ${name} template ${templateName} owner racemic_owner`);
  });
  const database = openDatabase(embeddedWhere(testServer(), name), { clinic: 8, identity: 4, ...size });
  return {
    ...database,
    name,
    superuser: asSuperuser(name),
    [Symbol.asyncDispose]: async () => {
      await database.close();
      await withAdmin((admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}

async function withAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client(asSuperuser('postgres'));
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** For scripts: a server started for this one piece of work. */
export async function withScratchDatabase<T>(work: (owner: Where['owner']) => Promise<T>): Promise<T> {
  const server = await startTestServer();
  try {
    return await work(embeddedWhere(server, templateName).owner);
  } finally {
    await server.stop();
  }
}
