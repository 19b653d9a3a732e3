/** `npm run dev`: the server, started again at each change, and the web as vite serves it, side by side. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installParts } from './parts.mjs';
import { childEnvironment, nodeCommand, passSignalsTo, pinnedNode, settings } from './pinned-node.mjs';
import { root } from './steps.mjs';

process.chdir(root);
await installParts();
const node = pinnedNode();
/** People open vite's address, so that is the name under which the server answers. */
const env = { PUBLIC_URL: 'http://localhost:5173', ...childEnvironment(node) };
const options = { stdio: 'inherit', env, detached: true };
const server = [...settings(), '--watch', '--watch-preserve-output'];
const vite = [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'web', '--port', '5173', '--strictPort'];
const children = [
  spawn(node, [...server, ...nodeCommand('server/main.ts', process.argv.slice(2))], options),
  spawn(node, vite, options),
];

passSignalsTo(children);

/** One without the other is of no use: when one ends, so does the other, and we wait for both. */
for (const child of children) {
  child.on('exit', (code) => {
    process.exitCode ??= code ?? 0;
    for (const other of children) other.kill('SIGTERM');
  });
}
