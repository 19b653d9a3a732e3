/** `npm test`: every gate, browsers included. The gates themselves are in gates.ts, under the pinned Node. */
import { installParts } from './parts.mjs';
import { handOver, pinnedNode } from './pinned-node.mjs';
import { root } from './steps.mjs';

process.chdir(root);
process.on('exit', (code) => {
  if (code !== 0 && !started) console.log('0 passed, 1 failed');
});
let started = false;
await installParts();
const node = pinnedNode();
started = true;
handOver(node, 'scripts/gates.ts', ['with-browser', ...process.argv.slice(2)]);
