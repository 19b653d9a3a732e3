/**
 * What the public pages need: one style, two fonts, the scripts, and a list of them (`manifest.json`) that the server
 * reads at start. Built after the clinic's web, into a folder of its own that the clinic's service worker leaves alone.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { build } from 'vite';
import { careFonts, fontFaces } from './care-fonts.mjs';
import { followsDevice, withoutUnread } from './care-style.ts';
import { root } from './steps.mjs';

const sources = join(root, 'web', 'care');
const base = '/care/';
const scripts = ['check', 'near-me'];
const integrityOf = (of) => `sha256-${createHash('sha256').update(of).digest('base64')}`;

/** The style is no file for browsers: the server writes it into each page, so that nothing has to arrive before it. */
const listed = {
  name: 'care-list',
  async buildStart() {
    for (const { name, file } of await careFonts())
      this.emitFile({ type: 'asset', name: `${name}.woff2`, source: file });
  },
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const fileOf = (name) => {
        const found = Object.values(bundle).find((of) =>
          of.type === 'asset' ? of.names.includes(name) : of.name === name,
        );
        if (found === undefined) throw new Error(`The build made no ${name}.`);
        return found;
      };
      const addressOf = (name) => `${base}${fileOf(name).fileName}`;
      const sheet = fileOf('care.css');
      delete bundle[sheet.fileName];
      const style = fontFaces((name) => addressOf(`${name}.woff2`)) + withoutUnread(followsDevice(sheet.source.trim()));
      const list = {
        style: { text: style, hash: integrityOf(style) },
        fonts: { inter: addressOf('inter.woff2'), serif: addressOf('serif.woff2') },
        scripts: Object.fromEntries(scripts.map((name) => [name, scriptOf(fileOf(name))])),
      };
      this.emitFile({ type: 'asset', fileName: 'manifest.json', source: JSON.stringify(list) });
    },
  },
};

/** One file each: a second one would be a second wait. */
function scriptOf({ name, fileName, imports, code }) {
  if (imports.length > 0) throw new Error(`${name} is not one file: ${imports.join(', ')}`);
  return { address: `${base}${fileName}`, integrity: integrityOf(code) };
}

await build({
  configFile: false,
  root: sources,
  base,
  publicDir: false,
  logLevel: 'warn',
  plugins: [listed],
  build: {
    outDir: join(root, 'web', 'dist', 'care'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      treeshake: { moduleSideEffects: false },
      input: Object.fromEntries([
        ['care', join(sources, 'care.css')],
        ...scripts.map((name) => [name, join(sources, `${name}.ts`)]),
      ]),
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
