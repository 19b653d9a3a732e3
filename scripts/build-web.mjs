/** `npm run build`: the web for browsers, when something it is made of changed. */
import { installParts } from './parts.mjs';
import { pinnedNode } from './pinned-node.mjs';
import { root } from './steps.mjs';
import { buildWeb } from './web.mjs';

process.chdir(root);
await installParts();
await buildWeb(pinnedNode());
