import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Bench } from './bench.ts';
import { measureCenters } from './centers.ts';
import { megabytes, seconds } from './figures.ts';
import { fillClinic } from './fill.ts';
import { measureImport } from './import.ts';
import { measureKinetics } from './kinetics.ts';
import type { Loaded } from './load-process.ts';
import { measureMemory } from './memory.ts';
import { measureMonitors } from './monitors.ts';
import { measurePharmacy } from './pharmacy.ts';
import { makePlainTables } from './plain-table.ts';
import { showPlans } from './plans.ts';
import { measurePlasma } from './plasma.ts';
import { startWorker } from './processes.ts';
import { measurePublic } from './public.ts';
import { measureCharts, measureSearch } from './reads.ts';
import { measureRecords } from './records.ts';
import type { Opened } from './server-process.ts';
import { measureFold, measureSessions } from './sessions.ts';
import { signIn } from './sign-in.ts';
import { measureStarts } from './starts.ts';
import { measureWrites } from './writes.ts';

/**
 * `npm run bench`: what this machine does with this version. `--quick` for a look in a minute, `--plans` for the plans
 * of the queries that people wait for, `--only=writes,sessions,monitors,pharmacy,charts,search,memory,records,starts,kinetics,plasma,centers,import,public` for a part. Measures; judges nothing
 * by its exit code.
 */
const args = process.argv.slice(2);
const quick = args.includes('--quick');
const only = args
  .find((arg) => arg.startsWith('--only='))
  ?.slice(7)
  .split(',');
const isWanted = (part: string) => only === undefined || only.includes(part);
const say = (line: string) => void process.stdout.write(`${line}\n`);
const goals: string[] = [];
const goal: Bench['goal'] = (what, aim, measured, isMet) =>
  void goals.push(`  ${isMet ? 'met    ' : 'NOT MET'}  ${what.padEnd(40)} ${aim.padEnd(14)} ${measured}`);

const patientCount = 10_000;
const began = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'racemic-bench-'));
// Started as root, the database runs as someone else, who has to get here.
chmodSync(folder, 0o755);
if (
  ['writes', 'charts', 'search', 'memory', 'sessions', 'monitors', 'pharmacy', 'records'].some(isWanted) ||
  args.includes('--plans')
)
  await measureServer();
if (isWanted('starts')) await measureStarts(join(folder, 'starts'), quick, say, goal);
if (isWanted('sessions')) measureFold(quick, say, goal);
if (isWanted('kinetics')) measureKinetics(quick, say, goal);
if (isWanted('plasma')) await measurePlasma(folder, quick, say, goal);
if (isWanted('centers')) await measureCenters(folder, quick, say, goal);
if (isWanted('import')) await measureImport(folder, quick, say, goal);
if (isWanted('public')) await measurePublic(folder, quick, say, goal);
rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
say(`\nGoals${quick ? ' (quick look: spreads are wide)' : ''}`);
for (const line of goals) say(line);
say(`\nTook ${seconds(performance.now() - began)}`);

/** What people of a clinic wait for: a real server and its database, each in a process of its own. */
async function measureServer(): Promise<void> {
  const [server, bare, loader] = [
    startWorker('server-process.ts', ['--expose-gc', ...args.filter((arg) => arg.startsWith('--cpu-prof'))]),
    startWorker('bare-process.ts'),
    startWorker('load-process.ts'),
  ];
  try {
    const opened = await server.ask<Opened>('open', { dataDir: join(folder, 'data') });
    const database: pg.ClientConfig = { ...opened.database, user: 'postgres', database: 'postgres' };
    const client = new pg.Client(database);
    await client.connect();
    await describe(client);
    await client.query('create database plain');
    await client.end();
    const filling = new pg.Client({ ...database, database: 'racemic' });
    await filling.connect();
    const filled = await fillClinic(filling, opened.clinicId, patientCount);
    await filling.end();
    const plain = new pg.Client({ ...database, database: 'plain' });
    await plain.connect();
    await makePlainTables(plain, opened.clinicId, filled.ids);
    await plain.end();
    const origin = `http://localhost:${opened.port}`;
    const headers = {
      host: `localhost:${opened.port}`,
      origin,
      cookie: await signIn(origin, opened.nurse, () => server.ask('code')),
    };
    const bench: Bench = {
      quick,
      server,
      bare,
      port: opened.port,
      barePort: await bare.ask<number>('open', {
        where: { ...database, database: 'plain' },
        clinicId: opened.clinicId,
      }),
      load: (given) => loader.ask<Loaded>('load', { port: opened.port, headers, ...given }),
      database: { ...database, database: 'plain' },
      clinicId: opened.clinicId,
      filled,
      say,
      goal,
    };
    say(`  ready after ${seconds(performance.now() - began)}: synthetic clinic with ${patientCount + 40} patients`);
    if (isWanted('writes')) await measureWrites(bench);
    if (isWanted('sessions'))
      await measureSessions(bench, headers, { keysOf: opened.dataDir, beside: join(folder, 'beside') });
    if (isWanted('monitors'))
      await measureMonitors(
        { ...bench, monitorPort: opened.monitorPort },
        { headers, keysOf: opened.dataDir, beside: join(folder, 'beside-monitors') },
      );
    if (isWanted('pharmacy')) await measurePharmacy(bench);
    if (isWanted('charts')) await measureCharts(bench);
    if (isWanted('search')) await measureSearch(bench);
    if (isWanted('memory')) await measureMemory(bench);
    if (isWanted('records')) await measureRecords(bench);
    if (args.includes('--plans')) await showPlans(bench);
  } finally {
    await Promise.all([bare.end(), loader.end()]);
    await server.end();
  }
}

async function describe(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string; durable: string }>(
    `select current_setting('server_version') as version,
            concat_ws(', ', 'fsync ' || current_setting('fsync'), 'synchronous_commit ' || current_setting('synchronous_commit'),
                      'full_page_writes ' || current_setting('full_page_writes')) as durable`,
  );
  const commit = tryCommand('git', ['rev-parse', '--short', 'HEAD']);
  say(
    `Machine: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${megabytes(totalmem())} memory, ${process.platform} ${process.arch}`,
  );
  say(`Parts: Node ${process.version}, PostgreSQL ${rows[0]?.version} (${rows[0]?.durable}), Racemic ${commit}`);
}

function tryCommand(command: string, given: string[]): string {
  try {
    return execFileSync(command, given, {
      encoding: 'utf8',
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}
