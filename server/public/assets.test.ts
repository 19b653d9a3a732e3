import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CannotStart } from '#server/platform/cannot-start.ts';
import { readAssets } from './assets.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'racemic-assets-'));

/** A built web as small as one can be, whatever this checkout has built. */
function aBuild(list: unknown): string {
  const made = folder();
  mkdirSync(join(made, 'care'));
  writeFileSync(join(made, 'care', 'manifest.json'), JSON.stringify(list));
  return made;
}

const script = { address: '/care/assets/check-1.js', integrity: 'sha256-a' };
const style = { text: 'body{margin:0}', hash: 'sha256-b' };
const whole = {
  styles: { find: style, learn: style, check: style },
  fonts: { inter: '/care/assets/inter-1.woff2', serif: '/care/assets/serif-1.woff2' },
  scripts: { check: script, 'near-me': script },
};

test('a page gets its style, the addresses of fonts, and scripts with what they must be', () => {
  expect(readAssets(aBuild(whole))).toEqual(whole);
});

test('a server whose public pages were never built says what to do instead of showing bare pages', () => {
  expect(() => readAssets(folder())).toThrow(CannotStart);
  expect(() => readAssets(folder())).toThrow('npm run build');
});

test('a list of another version is not guessed at', () => {
  expect(() => readAssets(aBuild({ ...whole, scripts: { check: script } }))).toThrow('npm run build');
});

test('what the list says of the style is so: the policy allows the text that is sent', () => {
  const built = join(import.meta.dirname, '../../web/dist');
  const { styles, scripts } = readAssets(built);
  const hashOf = (of: string | Buffer) => `sha256-${createHash('sha256').update(of).digest('base64')}`;
  for (const { text, hash } of Object.values(styles)) expect(hashOf(text)).toBe(hash);
  for (const { address, integrity } of Object.values(scripts))
    expect(hashOf(readFileSync(join(built, address)))).toBe(integrity);
});

test('the worker of the clinic’s own app neither keeps a public page nor answers for one', () => {
  const worker = readFileSync(join(import.meta.dirname, '../../web/dist/service-worker.js'), 'utf8');
  expect(worker).toContain(String.raw`/^\/care(\/|$)/`);
  expect(worker).not.toMatch(/url:\s*["']\/?care\//);
});
