import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { seconds, spreadOf } from './figures.ts';

const root = join(import.meta.dirname, '..');
const server = ['--disable-warning=ExperimentalWarning', join(root, 'server/main.ts')];

type Started = { readyMs: number; stoppedMs: number };

/** From the command until the line with the address; then Ctrl-C until everything has ended. */
function start(command: string, args: readonly string[], dataDir: string): Promise<Started> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(command, args, {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node'),
        ...process.env,
        DATA_DIR: dataDir,
        PORT: '0',
        LOG_LEVEL: 'error',
      },
    });
    let said = '';
    let readyMs: number | undefined;
    let stopping = 0;
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (readyMs !== undefined || !said.includes('Racemic answers at')) return;
      readyMs = performance.now() - began;
      stopping = performance.now();
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('exit', () => {
      if (readyMs === undefined) reject(new Error(said.trim().split('\n').at(-1) ?? 'it ended without a word'));
      else resolve({ readyMs, stoppedMs: performance.now() - stopping });
    });
  });
}

type Say = (line: string) => void;
type Goal = (what: string, aim: string, measured: string, isMet: boolean) => void;

/** Start times as a person sees them: from the command to the address. */
export async function measureStarts(folder: string, quick: boolean, say: Say, goal: Goal): Promise<void> {
  const times = quick ? 3 : 5;
  const again = async (work: () => Promise<Started>) => {
    const all: Started[] = [];
    for (let time = 0; time < times; time += 1) all.push(await work());
    return {
      ready: spreadOf(all.map(({ readyMs }) => readyMs)),
      stopped: spreadOf(all.map(({ stoppedMs }) => stoppedMs)),
    };
  };
  const row = (name: string, of: { median: number; least: number; most: number }) =>
    say(`  ${name.padEnd(52)} ${seconds(of.median).padStart(8)}   ${seconds(of.least)}–${seconds(of.most)}`);
  const once = (value: number) => ({ median: value, least: value, most: value });
  say(`\nStart, from the command to the address (first starts once, later ones ${times} times)`);
  const own = join(folder, 'clinic');
  row('server, first start on an empty folder', once((await start(process.execPath, server, own)).readyMs));
  const second = await again(() => start(process.execPath, server, own));
  row('server, later start', second.ready);
  const demo = join(folder, 'tried');
  row('server --demo, first start', once((await start(process.execPath, [...server, '--demo'], demo)).readyMs));
  row('server --demo, later start', (await again(() => start(process.execPath, [...server, '--demo'], demo))).ready);
  try {
    // The first one builds the web where it is not built yet.
    await start('npm', ['start'], own);
    const whole = await again(() => start('npm', ['start'], own));
    row('npm start, later start', whole.ready);
    goal('`npm start`, second start', '≤ 3 s', seconds(whole.ready.median), whole.ready.median <= 3_000);
  } catch (error) {
    say(`  npm start could not be measured: ${error instanceof Error ? error.message : error}`);
    goal('`npm start`, second start', '≤ 3 s', 'not measured', false);
  }
  row('Ctrl-C until server and database have ended', second.stopped);
}
