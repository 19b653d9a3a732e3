/**
 * The gates a change passes, one after the other: a failure stops none of those behind it.
 *
 * The last line is the count, for people and build servers alike: `N passed, N failed`.
 */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';
import { type Outcome, Report, tally } from './tally.ts';

type Gate = { name: string; needsBrowser?: true; pass: () => Promise<Outcome> };

/** No gate may take longer: a test that hangs is a failure with a name, not a build server that gives up. */
const longestMs = 50 * 60_000;

let running: ChildProcess | undefined;

function node(args: string[], stdio: StdioOptions): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio, timeout: longestMs });
    running = child;
    let output = '';
    child.stdout?.on('data', (text) => {
      output += text;
    });
    child.stderr?.on('data', (text) => {
      output += text;
    });
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 1, output: signal ? `${output}ended by ${signal}` : output }),
    );
  });
}

/** A program that is silent when it is content. */
const program =
  (file: string, ...args: string[]): Gate['pass'] =>
  async () => {
    const { code, output } = await node([join('node_modules', file), ...args], ['ignore', 'pipe', 'pipe']);
    return code === 0 ? { passed: 1, failed: 0, said: [] } : { passed: 0, failed: 1, said: [output.trim()] };
  };

const tests =
  (project: 'unit' | 'browser'): Gate['pass'] =>
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'racemic-report-'));
    const report = join(folder, 'report.json');
    const vitest = join('node_modules', 'vitest', 'vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { code } = await node(
      [vitest, 'run', `--project=${project}`, ...reporters],
      ['ignore', 'inherit', 'inherit'],
    );
    const said = existsSync(report) ? Report.parse(JSON.parse(readFileSync(report, 'utf8'))) : undefined;
    rmSync(folder, { recursive: true, force: true });
    return tally(said, code);
  };

const browserTests: Gate['pass'] = async () => {
  const path = findChromium();
  if (path === undefined) {
    const sentence =
      'The browser tests need Chromium, and none could be found or installed: name one in CHROMIUM_PATH.';
    return { passed: 0, failed: 1, said: [sentence] };
  }
  process.env.CHROMIUM_PATH = path;
  return tests('browser')();
};

const gates: Gate[] = [
  { name: 'format and lint', pass: program('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.') },
  { name: 'types of the medicine', pass: program('typescript/bin/tsc', '-p', 'clinical') },
  { name: 'types of the server', pass: program('typescript/bin/tsc', '-p', 'server') },
  { name: 'types of the web', pass: program('typescript/bin/tsc', '-p', 'web') },
  { name: 'types of the browser tests', pass: program('typescript/bin/tsc', '-p', 'e2e') },
  { name: 'types of the database', pass: program('../scripts/generate-types.ts', '--check') },
  { name: 'tests', pass: tests('unit') },
  { name: 'web build', needsBrowser: true, pass: program('../scripts/build-web.mjs') },
  { name: 'browser tests', needsBrowser: true, pass: browserTests },
  { name: 'unused code', pass: program('knip/bin/knip.js') },
];

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    running?.kill('SIGTERM');
    process.exit(1);
  });
}

const total = { passed: 0, failed: 0 };
const failures: string[] = [];
for (const gate of gates) {
  if (gate.needsBrowser && !process.argv.includes('with-browser')) continue;
  const began = performance.now();
  const { passed, failed, said } = await gate.pass();
  const took = `${((performance.now() - began) / 1000).toFixed(1)} s`;
  console.log(`${failed === 0 ? '✓' : '✗'} ${gate.name.padEnd(24)} ${took}`);
  for (const line of said) console.log(line.replace(/^/gm, '    '));
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failures.push(`${gate.name}: ${said.join('\n').slice(0, 2000)}`);
}
if (failures.length > 0) console.log(`\nTo put right:\n${failures.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
