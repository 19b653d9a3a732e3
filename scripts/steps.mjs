/**
 * What the scripts say while they work.
 *
 * Progress goes to standard error, so that a command run through them keeps its standard output to itself.
 */
import './old-node.mjs';
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** One sentence, then the end: whoever starts Racemic reads words, never a stack. */
export function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

export const seconds = (began) => `${((performance.now() - began) / 1000).toFixed(1)} s`;

export async function step(doing, done, work) {
  const began = performance.now();
  console.error(`  ${doing} …`);
  const outcome = await work();
  console.error(`✓ ${done.padEnd(24)} ${seconds(began)}`);
  return outcome;
}

/** Runs a program to its end and keeps what it says. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
