#!/usr/bin/env node
/** The `racemic` command where the Node of the lockfile does not run: racemic.sh is what is called. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { handOver, pinnedNode, settings } from '../scripts/pinned-node.mjs';
import { root, stop } from '../scripts/steps.mjs';

if (!existsSync(join(root, 'node_modules'))) {
  stop('The parts of Racemic are not installed yet: run `npm start` or `npm ci` once in its folder.');
}
handOver(pinnedNode(), 'cli/main.ts', process.argv.slice(2), settings());
