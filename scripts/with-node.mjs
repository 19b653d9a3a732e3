/** `node scripts/with-node.mjs <file> …`: runs a file of ours under the pinned Node. */
import { installParts } from './parts.mjs';
import { handOver, pinnedNode } from './pinned-node.mjs';
import { root, stop } from './steps.mjs';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) stop('Say which file to run: node scripts/with-node.mjs <file> …');
process.chdir(root);
await installParts();
handOver(pinnedNode(), file, args);
