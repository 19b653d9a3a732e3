/** `npm start`: everything from a fresh checkout to a server that answers. Runs on Node 20, needs no part itself. */
import { installParts } from './parts.mjs';
import { handOver, pinnedNode, serverFlags, settings } from './pinned-node.mjs';
import { root } from './steps.mjs';
import { buildWeb } from './web.mjs';

process.chdir(root);
await installParts();
const node = pinnedNode();
await buildWeb(node);
handOver(node, 'server/main.ts', process.argv.slice(2), [...settings(), ...serverFlags]);
