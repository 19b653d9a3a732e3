/** `npm run dev`: the server, started again at each change, and the web as vite serves it, side by side. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installParts } from './parts.mjs';
import { childEnvironment, nodeCommand, passSignalsTo, pinnedNode, settings } from './pinned-node.mjs';
import { root } from './steps.mjs';

process.chdir(root);
await installParts();
const node = pinnedNode();
const options = { stdio: 'inherit', env: childEnvironment(node), detached: true };
const watch = ['--watch', '--watch-preserve-output'];
const children = [
  spawn(node, [...settings(), ...watch, ...nodeCommand('server/main.ts', process.argv.slice(2))], options),
  spawn(node, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'web'], options),
];

passSignalsTo(children);

/** One without the other is of no use: when one ends, so does the other, and we wait for both. */
for (const child of children) {
  child.on('exit', (code) => {
    process.exitCode ??= code ?? 0;
    for (const other of children) other.kill('SIGTERM');
  });
}
