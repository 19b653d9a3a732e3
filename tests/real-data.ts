/**
 * Real files that nobody wrote for this project, in a folder `shared/data` beside it. They are not part of it: a test
 * that reads one is left out where the folder is missing, and the run names it. Whatever it shows is shown on made-up
 * files as well.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', '..', 'shared', 'data');

export const hasRealData = existsSync(folder);

/** In the name of every test that reads one of these files. */
export const needsRealData = '(needs the folder of real data)';

export const realFile = (...path: string[]): string => join(folder, ...path);
