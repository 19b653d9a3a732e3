/**
 * The parts of the lockfile: installed once, and again when the lockfile changes.
 *
 * Node 20 runs this before anything is there: no dependency, no TypeScript.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root, run, step, stop } from './steps.mjs';

const modules = join(root, 'node_modules');
const lockfile = join(root, 'package-lock.json');
const stamp = join(modules, '.racemic-lock');

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** The lockfile as installed on this kind of machine: a folder copied from a Mac does not serve a Linux machine. */
function wantedStamp(lockText) {
  const hash = createHash('sha256').update(lockText).digest('hex');
  return `${hash} ${process.platform}-${process.arch}\n`;
}

/** Parts someone installed by hand with npm count too: npm leaves its own list of what is really there. */
function agreesWithLockfile(lockText) {
  const installed = read(join(modules, '.package-lock.json'));
  if (installed === '') return false;
  const there = JSON.parse(installed).packages;
  return Object.entries(JSON.parse(lockText).packages).every(([path, part]) => {
    if (path === '') return true;
    const found = there[path];
    if (found === undefined) return part.optional === true && !isForThisMachine(part);
    return found.version === part.version && found.integrity === part.integrity;
  });
}

/** Parts that also name a C library are left to npm to judge. */
function isForThisMachine({ os, cpu, libc }) {
  const fits = (allowed, mine) => [].concat(allowed).includes(mine);
  if (os === undefined || libc !== undefined) return false;
  return fits(os, process.platform) && (cpu === undefined || fits(cpu, process.arch));
}

/** The npm that started us, run by the Node that runs it: ours is about to be replaced. */
function npm() {
  const { npm_execpath: script = '', npm_node_execpath: node = '' } = process.env;
  if (script.endsWith('npm-cli.js') && existsSync(script) && existsSync(node) && !node.startsWith(modules)) {
    return [node, script];
  }
  return ['npm'];
}

/** Without our own node_modules/.bin: it holds a `node` that npm replaces while it installs. */
const outerPath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(modules))
    .join(delimiter);

/**
 * Installs exactly what the lockfile names, and only when that is not there already.
 *
 * Install scripts do not run: no part may need one, so it makes no difference where npm's policy forbids them.
 */
export async function installParts() {
  const lockText = read(lockfile);
  if (lockText === '') stop('Racemic cannot start: package-lock.json is missing from its folder.');
  const wanted = wantedStamp(lockText);
  if (read(stamp) === wanted) return;
  if (!agreesWithLockfile(lockText)) {
    await step('installing parts, once', 'parts installed', async () => {
      const [command, ...before] = npm();
      const args = [
        'ci',
        '--ignore-scripts',
        '--include=dev',
        '--include=optional',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ];
      const { code, output } = await run(command, [...before, ...args], { env: { ...process.env, PATH: outerPath() } });
      if (code !== 0) stop(`Racemic cannot start: npm could not install its parts (${npmReason(output)}).`);
    });
  }
  try {
    writeFileSync(stamp, wanted);
  } catch {
    // A checkout that this account may only read: it works, it is only compared again next time.
  }
}

/** npm says a lot; its first line that is not a code or a path to a log says why. */
function npmReason(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim());
  const codes = lines.filter((line) => line.startsWith('code ')).map((line) => line.slice('code '.length));
  const words = lines.filter((line) => line !== '' && !/^(code|errno|syscall|path|npm warn)\b/i.test(line));
  return [...codes, words[0]].filter((word) => word !== undefined).join(': ') || 'it gave no reason';
}
