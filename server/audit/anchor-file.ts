import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export const anchorFile = (dataDir: string, clinicId: string): string => join(dataDir, 'anchors', `${clinicId}.jsonl`);

/** The clinics that have an anchor file here. */
export async function listAnchored(dataDir: string): Promise<string[]> {
  try {
    const names = await readdir(join(dataDir, 'anchors'));
    return names.filter((name) => name.endsWith('.jsonl')).map((name) => name.slice(0, -'.jsonl'.length));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** The longest line we write is under 500 bytes; a tail of this size holds at least the last whole line. */
const tailBytes = 4096;

/**
 * Adds one line and returns only when it is on disk. `compose` is given the last whole line. A line torn by a power
 * cut was never acknowledged, so it is cut away; everything before it stays as it is.
 */
export async function appendLine(
  path: string,
  compose: (last: string | undefined) => string | undefined,
): Promise<string | undefined> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { file, made } = await openToAppend(path);
  try {
    const tail = await tailOf(file);
    if (tail.wholeTo < tail.size) await file.truncate(tail.wholeTo);
    const line = compose(tail.line);
    if (line === undefined) return undefined;
    await file.appendFile(`${line}\n`);
    await file.sync();
    if (made) await syncFolder(dirname(path));
    return line;
  } finally {
    await file.close();
  }
}

async function openToAppend(path: string): Promise<{ file: FileHandle; made: boolean }> {
  try {
    return { file: await open(path, 'ax+', 0o600), made: true };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return { file: await open(path, 'a+', 0o600), made: false };
  }
}

async function tailOf(file: FileHandle): Promise<{ line: string | undefined; wholeTo: number; size: number }> {
  const { size } = await file.stat();
  const length = Math.min(size, tailBytes);
  const tail = Buffer.alloc(length);
  await file.read(tail, 0, length, size - length);
  const end = tail.lastIndexOf(10);
  const line = end === -1 ? undefined : tail.subarray(tail.lastIndexOf(10, end - 1) + 1, end).toString('utf8');
  return { line, wholeTo: size - length + end + 1, size };
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The lines of an anchor file one by one, however long it is; none where there is no file. `whole`: ends in a line break. */
export async function* readLines(path: string): AsyncGenerator<{ text: string; whole: boolean }> {
  let rest = '';
  try {
    for await (const chunk of createReadStream(path, 'utf8')) {
      const parts = (rest + String(chunk)).split('\n');
      rest = parts.pop() ?? '';
      for (const text of parts) yield { text, whole: true };
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  if (rest !== '') yield { text: rest, whole: false };
}

/** The first whole line, without reading the file through. */
export async function firstLine(path: string): Promise<string | undefined> {
  for await (const { text, whole } of readLines(path)) return whole ? text : undefined;
  return undefined;
}

/** The last whole line, without reading the file through. */
export async function lastLine(path: string): Promise<string | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return (await tailOf(file)).line;
  } finally {
    await file.close();
  }
}
