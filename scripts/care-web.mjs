/**
 * What the public pages need: one style, two fonts, the scripts, and a list of them (`manifest.json`) that the server
 * reads at start. Built after the clinic's web, into a folder of its own that the clinic's service worker leaves alone.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { careFonts, fontFaces } from './care-fonts.mjs';
import { followsDevice, withoutUnread } from './care-style.ts';
import { packedZips } from './care-zips.ts';
import { root } from './steps.mjs';

const sources = join(root, 'web', 'care');
const folder = join(root, 'web', 'dist', 'care');
const base = '/care/assets/';
const hashOf = (of) => createHash('sha256').update(of);
const integrityOf = (of) => `sha256-${hashOf(of).digest('base64')}`;

rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, 'assets'), { recursive: true });

/** Keeps a file under a name that changes with its content, so that browsers may keep it for good. @returns its address */
function kept(name, content) {
  const [stem, kind] = name.split('.');
  const named = `${stem}-${hashOf(content).digest('base64url').slice(0, 8)}.${kind}`;
  writeFileSync(join(folder, 'assets', named), content);
  return `${base}${named}`;
}

/** Each by itself, in one file: a part that two of them share would be a second wait on a slow line. */
async function made(entry, define = {}) {
  const { output } = await build({
    configFile: false,
    root: sources,
    publicDir: false,
    logLevel: 'warn',
    define,
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      // The rules of the medicine are tables and functions: loading one does nothing.
      rolldownOptions: { input: join(sources, entry), treeshake: { moduleSideEffects: false } },
    },
  });
  return output;
}

async function script(name, define) {
  const [{ code }, ...more] = await made(`${name}.ts`, define);
  if (more.length > 0) throw new Error(`${name} became more than one file.`);
  return { address: kept(`${name}.js`, code), integrity: integrityOf(code) };
}

const fonts = Object.fromEntries((await careFonts()).map(({ name, file }) => [name, kept(`${name}.woff2`, file)]));
const sheet = async (name) =>
  (await made(`${name}.css`)).find(({ fileName }) => fileName.endsWith('.css')).source.trim();

/** The style is no file for browsers: the server writes it into each page, so that nothing has to arrive before it. */
const [faces, shared, paper] = [
  fontFaces((name) => fonts[name]),
  followsDevice(await sheet('care')),
  await sheet('paper'),
];
async function styleOf(...own) {
  const sheets = await Promise.all(own.map(sheet));
  const text = faces + withoutUnread(shared + sheets.join('') + paper);
  return { text, hash: integrityOf(text) };
}
const styles = {
  find: await styleOf('states', 'pictures', 'finder'),
  learn: await styleOf('states', 'pictures', 'learn'),
  check: await styleOf('check'),
};
const zips = kept('zips.json', JSON.stringify(packedZips()));
const scripts = {
  check: await script('check'),
  'near-me': await script('near-me', { ZIP_POINTS_ADDRESS: JSON.stringify(zips) }),
};
const list = { styles, fonts, scripts };
writeFileSync(join(folder, 'manifest.json'), JSON.stringify(list));
