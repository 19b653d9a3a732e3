import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Where PostgreSQL 15 lies on Debian, on Fedora and on a Mac; PG15_BIN names another place. */
const places = [
  process.env.PG15_BIN ?? '',
  '/usr/lib/postgresql/15/bin',
  '/usr/pgsql-15/bin',
  '/opt/homebrew/opt/postgresql@15/bin',
  '/usr/local/opt/postgresql@15/bin',
];

function binaries(): string {
  const found = () => places.find((place) => place !== '' && existsSync(join(place, 'initdb')));
  const there = found();
  if (there !== undefined) return there;
  if (isRoot() && existsSync('/usr/bin/apt-get')) install();
  const installed = found();
  if (installed === undefined)
    throw new Error(
      'This test needs PostgreSQL 15: install the package postgresql-15, or name its programs with PG15_BIN.',
    );
  return installed;
}

const isRoot = () => process.getuid?.() === 0;

/** The programs only: Debian would also start a server of its own. */
function install(): void {
  const settings = '/etc/postgresql-common/createcluster.conf';
  if (!existsSync(settings)) {
    mkdirSync('/etc/postgresql-common', { recursive: true });
    writeFileSync(settings, 'create_main_cluster = false\n');
  }
  execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'postgresql-15'], {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** PostgreSQL refuses to run as root. */
function runAs(): { uid?: number; gid?: number } {
  if (!isRoot()) return {};
  const id = (which: string) => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export type Postgres15 = {
  host: string;
  port: number;
  superuser: pg.ClientConfig;
  [Symbol.asyncDispose](): Promise<void>;
};

/** A PostgreSQL 15 of the distribution on a socket of its own, with nothing of ours in it. */
export async function startPostgres15(): Promise<Postgres15> {
  const bin = binaries();
  const as = runAs();
  const folder = mkdtempSync(join(tmpdir(), 'racemic-pg15-'));
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-sync'], {
    ...as,
    cwd: folder,
    stdio: 'ignore',
  });
  const port = 5432;
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-k', folder, '-p', String(port), '-c', 'listen_addresses=', '-c', 'fsync=off'],
    {
      ...as,
      cwd: folder,
      stdio: 'ignore',
    },
  );
  const ended = once(server, 'exit');
  const superuser: pg.ClientConfig = { host: folder, port, user: 'postgres', database: 'postgres' };
  await whenReady(superuser, ended);
  return {
    host: folder,
    port,
    superuser,
    [Symbol.asyncDispose]: async () => {
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function whenReady(superuser: pg.ClientConfig, ended: Promise<unknown>): Promise<void> {
  let gone = false;
  void ended.then(() => {
    gone = true;
  });
  for (;;) {
    if (gone) throw new Error('PostgreSQL 15 ended before it was ready.');
    const client = new pg.Client(superuser);
    const ready = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (ready) return;
  }
}
