import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { embeddedWhere } from '#server/platform/database.ts';
import { startEmbedded } from '#server/platform/embedded-postgres.ts';
import { migrate } from '#server/platform/migrate.ts';
import { prepareEmbedded } from '#server/platform/roles.ts';
import { writeNppesFile } from '#simulator/nppes-file.ts';
import type { Goal, Say } from './bench.ts';
import { megabytes, seconds, slopeOf, spreadOf, whole } from './figures.ts';
import { startWorker } from './processes.ts';
import type { Scanned } from './scan-process.ts';

/** A file like the provider registry's: DuckDB's own scan of it, our import of it, the same again, in one run. */
export async function measureImport(folder: string, quick: boolean, say: Say, goal: Goal): Promise<void> {
  const file = join(folder, 'npidata_pfile_synthetic.csv');
  const rows = await writeNppesFile(file, quick ? 2e8 : 2e9);
  const { size } = statSync(file);
  say(`\nImport: a synthetic file of the provider registry, ${megabytes(size)}, ${whole(rows)} rows of 330 columns`);
  const dataDir = join(folder, 'import');
  const server = await startEmbedded({ dataDir });
  const scanner = startWorker('scan-process.ts');
  try {
    await prepareEmbedded({ host: server.host, port: server.port, user: 'postgres' });
    await migrate(embeddedWhere(server).owner);
    const scan = async () => {
      const of = await scanner.ask<Scanned>('scan', { file });
      say(
        `  DuckDB's scan, count and filter      ${seconds(of.tookMs).padStart(8)}   ${rate(size, of.tookMs)}   processor ${seconds(of.cpuMs)}   ${whole(of.rows)} of interest`,
      );
      return of.tookMs;
    };
    const scans = [await scan(), await scan()];
    const first = await runImport(file, dataDir);
    tell(say, size, 'import, all new', first);
    const again = await runImport(file, dataDir);
    tell(say, size, 'import, nothing new', again);
    scans.push(await scan());
    const part = spreadOf(scans).median / first.tookMs;
    goal('Import of 2 GB ÷ DuckDB’s own scan, by rate', '≥ 0.5', part.toFixed(2), part >= 0.5);
    const most = Math.max(...first.memory.map(({ rss }) => rss), ...again.memory.map(({ rss }) => rss));
    goal('Memory of the import', '≤ 500 MB', megabytes(most), most <= 500 * 1_048_576);
    const growth = growthOf(first);
    goal('and flat: growth in its second half', '≤ 50 MB', megabytes(growth), growth <= 50 * 1_048_576);
  } finally {
    await scanner.end();
    await server.stop();
    rmSync(file, { force: true });
  }
}

const root = join(import.meta.dirname, '..');

const rate = (bytes: number, ms: number) => `${((bytes / ms) * 1e-3).toFixed(0).padStart(4)} MB/s`;

const Summary = z.object({ read: z.number(), created: z.number(), unchanged: z.number(), rejectedTotal: z.number() });
type Imported = {
  tookMs: number;
  summary: z.infer<typeof Summary>;
  memory: { atMs: number; rss: number }[];
  cpuMs: number;
};

/** The command as a person types it; memory and processor time are read from outside where the system shows them. */
async function runImport(file: string, dataDir: string): Promise<Imported> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'cli/main.ts'), 'import', 'nppes-csv', file],
    {
      // Programs that were compiled before are taken from where `racemic.sh` keeps them.
      env: { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node'), ...process.env, DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const memory: Imported['memory'] = [];
  let cpuMs = 0;
  const looking = setInterval(() => {
    const seen = look(child.pid);
    if (seen === undefined) return;
    memory.push({ atMs: performance.now() - began, rss: seen.rss });
    cpuMs = seen.cpuMs;
  }, 100);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  clearInterval(looking);
  if (child.exitCode !== 0) throw new Error(`import: ${out} ${err}`);
  return { tookMs: performance.now() - began, summary: Summary.parse(JSON.parse(out)), memory, cpuMs };
}

function look(pid: number | undefined): { rss: number; cpuMs: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    // Fields 14, 15 and 24 of proc(5): ticks of 10 ms in user and system, pages of 4 KiB.
    return { rss: Number(fields[21]) * 4_096, cpuMs: (Number(fields[11]) + Number(fields[12])) * 10 };
  } catch {
    return undefined;
  }
}

function tell(say: Say, size: number, name: string, { tookMs, summary, memory, cpuMs }: Imported): void {
  const most = Math.max(0, ...memory.map(({ rss }) => rss));
  say(
    `  ${name.padEnd(36)} ${seconds(tookMs).padStart(8)}   ${rate(size, tookMs)}   processor ${seconds(cpuMs)} and the database's   at most ${megabytes(most)}   ${whole(summary.created)} made, ${whole(summary.unchanged)} unchanged, ${summary.rejectedTotal} rejected`,
  );
  const at = [0.1, 0.25, 0.5, 0.75, 0.95].map((part) => megabytes(memory[Math.floor(part * memory.length)]?.rss ?? 0));
  say(`    memory at 10, 25, 50, 75, 95 of 100 of its time: ${at.join(', ')}`);
}

function growthOf({ memory, tookMs }: Imported): number {
  const late = memory.slice(Math.floor(memory.length / 2));
  return slopeOf(late.map(({ atMs, rss }) => ({ x: atMs, y: rss }))) * (tookMs / 2);
}
