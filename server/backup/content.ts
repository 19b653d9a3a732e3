import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CannotRead } from './cannot-read.ts';
import { type Header, readContainer, readHeader } from './container.ts';
import type { Frame } from './frames.ts';

/** What stands at the end of a table: checked while reading, so that a table is known whole before the next begins. */
export const TableEnd = z.object({ rows: z.int().min(0), sha256: z.string() });

export const Trailer = z.object({
  rows: z.record(z.string(), z.int().min(0)),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), called: z.boolean() })),
  /** Public halves of the keys that signed the anchors, and each clinic's last anchor line at the moment of the backup. */
  anchorKeys: z.array(z.string()),
  anchors: z.record(z.string(), z.string()),
});
export type Trailer = z.infer<typeof Trailer>;

export const nameOf = (table: { schema: string; name: string }): string => `${table.schema}.${table.name}`;

/** What reading a backup calls, in this order for each table. */
export type Reader = {
  begin(table: Header['tables'][number]): Promise<void>;
  rows(part: Buffer): Promise<void>;
  end(rows: number): Promise<void>;
};

const nothing: Reader = { begin: async () => undefined, rows: async () => undefined, end: async () => undefined };

/**
 * Reads a backup from the first byte to the last and checks all of it: every chunk's seal, the tables the header
 * names, every table's rows and checksum, the trailer's counts, and that nothing follows.
 *
 * @throws CannotRead with one sentence
 */
export async function readBackup(
  path: string,
  key: Buffer,
  reader: Reader = nothing,
): Promise<{ header: Header; trailer: Trailer }> {
  const header = await readHeader(path);
  const frames = readContainer(path, key);
  try {
    const rows: Record<string, number> = {};
    for (const table of header.tables) {
      expectTable(await next(frames), nameOf(table));
      await reader.begin(table);
      rows[nameOf(table)] = await readRows(frames, nameOf(table), reader);
    }
    const trailer = parse(Trailer, await next(frames), 'Z');
    checkCounts(rows, trailer.rows);
    if ((await following(frames)) !== undefined) throw new CannotRead('Something follows the end of the backup.');
    return { header, trailer };
  } finally {
    await frames.return(undefined);
  }
}

function checkCounts(read: Record<string, number>, said: Record<string, number>): void {
  for (const name of new Set([...Object.keys(read), ...Object.keys(said)]))
    if (read[name] !== said[name])
      throw new CannotRead(
        `The table ${name} has ${read[name] ?? 'no'} rows where the end of the backup says ${said[name] ?? 'none'}.`,
      );
}

async function next(frames: AsyncGenerator<Frame>): Promise<Frame> {
  const found = await following(frames);
  if (found === undefined) throw new CannotRead('The content of the backup ends too early.');
  return found;
}

async function following(frames: AsyncGenerator<Frame>): Promise<Frame | undefined> {
  try {
    const { value, done } = await frames.next();
    return done ? undefined : value;
  } catch (error) {
    if (error instanceof CannotRead) throw error;
    throw new CannotRead(
      `The content of the backup can't be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

function expectTable(found: Frame, name: string): void {
  if (found.kind !== 'T' || found.body.toString('utf8') !== JSON.stringify({ table: name }))
    throw new CannotRead(`The content of the backup does not go on with the table ${name}.`);
}

/** COPY text writes a line break inside a value as \n, so each one that stands there as a byte ends a row. */
async function readRows(frames: AsyncGenerator<Frame>, name: string, reader: Reader): Promise<number> {
  const sum = createHash('sha256');
  let rows = 0;
  for (;;) {
    const found = await next(frames);
    if (found.kind === 'D') {
      sum.update(found.body);
      for (let at = found.body.indexOf(10); at !== -1; at = found.body.indexOf(10, at + 1)) rows += 1;
      await reader.rows(found.body);
      continue;
    }
    const end = parse(TableEnd, found, 'E');
    if (end.rows !== rows || end.sha256 !== sum.digest('hex'))
      throw new CannotRead(`The rows of the table ${name} are not those that were written.`);
    await reader.end(rows);
    return rows;
  }
}

function parse<T>(schema: z.ZodType<T>, found: Frame, kind: Frame['kind']): T {
  try {
    if (found.kind === kind) return schema.parse(JSON.parse(found.body.toString('utf8')));
  } catch {
    // The same sentence as for a frame of the wrong kind.
  }
  throw new CannotRead('The content of the backup is not in the form that Racemic writes.');
}
