/** `npm run check`: every gate of `npm test` that needs no browser. */
import { installParts } from './parts.mjs';
import { handOver, pinnedNode } from './pinned-node.mjs';
import { root } from './steps.mjs';

process.chdir(root);
await installParts();
handOver(pinnedNode(), 'scripts/gates.ts', process.argv.slice(2));
