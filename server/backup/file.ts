import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '#server/audit/anchor-file.ts';
import { CannotBackUp } from './cannot-back-up.ts';

/** `racemic-20261125T023000Z.rbk`, the moment of the snapshot in UTC. */
const pattern = /^racemic-(\d{8})T\d{6}Z\.rbk$/;
export const fileName = (at: Date): string => `racemic-${at.toISOString().replace(/[-:]|\.\d+/g, '')}.rbk`;

/**
 * Writes a whole file or none: beside its place, on disk, looked over by `check`, and only then under its name.
 *
 * @throws CannotBackUp when the folder can't be written or is full; nothing is left behind
 */
export async function writeWhole<T>(
  folder: string,
  name: string,
  bytes: AsyncIterable<Buffer>,
  check: (draft: string) => Promise<T>,
): Promise<{ path: string; bytes: number; checked: T }> {
  const path = join(folder, name);
  const draft = `${path}.part`;
  try {
    await makeFolder(folder);
    await removeDrafts(folder);
    const written = await writeDraft(draft, bytes);
    const checked = await check(draft);
    await rename(draft, path);
    await syncFolder(folder);
    return { path, bytes: written, checked };
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw inWords(error, folder);
  }
}

/** Step by step: where a file system takes no folders at all, Node's own recursive way never returns. */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  if (!existsSync(dirname(folder))) await makeFolder(dirname(folder));
  await mkdir(folder, { mode: 0o700 });
}

async function writeDraft(draft: string, bytes: AsyncIterable<Buffer>): Promise<number> {
  const file: FileHandle = await open(draft, 'wx', 0o600);
  let written = 0;
  try {
    for await (const piece of bytes) {
      await file.writeFile(piece);
      written += piece.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return written;
}

/** What an earlier backup left when its process was killed. Only one backup runs at a time, so none of them is alive. */
async function removeDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.endsWith('.part') && pattern.test(name.slice(0, -'.part'.length)))
      await rm(join(folder, name), { force: true });
}

const sentences: Record<string, (folder: string) => string> = {
  ENOSPC: (folder) => `The disk of ${folder} is full, so there is no new backup.`,
  EDQUOT: (folder) => `The disk quota for ${folder} is used up, so there is no new backup.`,
  EFBIG: (folder) => `${folder} does not take files this large, so there is no new backup.`,
  EACCES: (folder) => `${folder} can't be written, so there is no new backup.`,
  EPERM: (folder) => `${folder} can't be written, so there is no new backup.`,
  ENOENT: (folder) => `${folder} can't be made, so there is no new backup.`,
  EROFS: (folder) => `${folder} is read-only, so there is no new backup.`,
  ENOTDIR: (folder) => `${folder} is not a folder, so there is no new backup.`,
  EEXIST: (folder) => `${folder} is not a folder, so there is no new backup.`,
};

function inWords(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const sentence = sentences[code];
  return sentence === undefined ? error : new CannotBackUp(sentence(folder), error);
}

export async function listBackups(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => pattern.test(name)).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Of these backups, the ones that may go: all of the newest day stay, and the last one of each day before it, for as
 * many days as are kept.
 */
export function outdated(names: readonly string[], keepDays: number): string[] {
  const days = new Map<string, string[]>();
  for (const name of [...names].sort()) {
    const day = pattern.exec(name)?.[1];
    if (day !== undefined) days.set(day, [...(days.get(day) ?? []), name]);
  }
  const newestFirst = [...days.keys()].sort().reverse();
  return newestFirst.flatMap((day, age) => {
    const made = days.get(day) ?? [];
    if (age === 0) return [];
    return age < keepDays ? made.slice(0, -1) : made;
  });
}

/** Called only after a new backup was found whole, so the last good one is never among those that go. */
export async function removeOutdated(folder: string, keepDays: number): Promise<string[]> {
  const gone = outdated(await listBackups(folder), keepDays);
  for (const name of gone) await rm(join(folder, name), { force: true });
  return gone;
}
