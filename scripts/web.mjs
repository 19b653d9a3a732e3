/** The web as browsers get it: built at the first start, and again when something it is made of changed. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from './pinned-node.mjs';
import { root, run, step, stop } from './steps.mjs';

const built = join(root, 'web', 'dist', '.built');
/** What the build is made with, beside the web and the medicine. */
const made = [
  'scripts/care-web.mjs',
  'scripts/care-fonts.mjs',
  'scripts/care-style.ts',
  'scripts/care-zips.ts',
  'server/finder/zip-points.ts',
  'package.json',
  'package-lock.json',
];
const leftOut = new Set(['dist', 'node_modules']);

function* filesIn(folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory() && !leftOut.has(entry.name)) yield* filesIn(path);
    if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) yield path;
  }
}

/** The server gives the web only types, and types leave no trace in what browsers get. */
function sources() {
  const hash = createHash('sha256');
  for (const file of [...filesIn('web'), ...filesIn('clinical'), ...made]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** What went wrong is shown whole: only someone who changes the web sees it. */
export async function buildWeb(node) {
  const wanted = sources();
  if (existsSync(built) && readFileSync(built, 'utf8') === wanted) return;
  await step('building the web', 'web built', async () => {
    rmSync(built, { force: true });
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    // The clinic's web empties the folder first; the public pages have a part of it.
    for (const part of [[vite, 'build', 'web'], [join(root, 'scripts', 'care-web.mjs')]]) {
      const { code, output } = await run(node, part, { env: childEnvironment(node) });
      if (code === 0) continue;
      console.error(output);
      stop('Racemic cannot start: the web could not be built, for the reason above.');
    }
    writeFileSync(built, wanted);
  });
}
