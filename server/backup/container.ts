import { createHmac, randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { z } from 'zod';
import { canonical } from '#server/audit/audit-digest.ts';
import { CannotRead } from './cannot-read.ts';
import { type Frame, readFrames } from './frames.ts';
import { fileKey, seal, unseal } from './stream-cipher.ts';

/** `racemic-20261125T023000Z.rbk`: these eight bytes, the length of the header, the header, sealed chunks. */
const magic = Buffer.from('RACEMIC\x01', 'latin1');
const longestHeader = 1024 * 1024;

export const Table = z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()) });
export type Table = z.infer<typeof Table>;

/** Readable without the key, so that a person can see what a file is; changing it makes every chunk refuse to open. */
export const Header = z.object({
  format: z.literal(1),
  createdAt: z.iso.datetime(),
  keyId: z.string(),
  salt: z.base64(),
  compression: z.literal('zstd'),
  program: z.string(),
  server: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  clinics: z.array(z.string()),
  tables: z.array(Table),
});
export type Header = z.infer<typeof Header>;
export type Description = Omit<Header, 'format' | 'keyId' | 'salt' | 'compression'>;

/** A short name of a key: it tells keys apart and gives nothing of them away. */
export const backupKeyId = (key: Buffer): string =>
  createHmac('sha256', key).update('racemic backup key').digest('hex').slice(0, 16);

/** The bytes of a backup file, made as they are read: nothing larger than a chunk is held in memory. */
export async function* writeContainer(
  description: Description,
  key: Buffer,
  frames: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(32);
  const header: Header = {
    ...description,
    format: 1,
    keyId: backupKeyId(key),
    salt: salt.toString('base64'),
    compression: 'zstd',
  };
  const bytes = headerBytes(canonical(header));
  yield bytes;
  const compressed = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } });
  const source = Readable.from(frames);
  // A failure while reading the database ends the whole stream with that error.
  source.on('error', (error) => compressed.destroy(error));
  source.pipe(compressed);
  try {
    yield* seal(compressed, fileKey(key, salt), bytes);
  } finally {
    source.destroy();
  }
}

function headerBytes(text: string): Buffer {
  const body = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([magic, length, body]);
}

/**
 * What a file says it is. Nothing here is proven until its content was opened with the key.
 *
 * @throws CannotRead when it is no backup of ours
 */
export async function readHeader(path: string): Promise<Header> {
  const file = await openFile(path);
  try {
    return (await headerOf(file)).header;
  } finally {
    await file.close();
  }
}

/** Opens a backup frame by frame. The content is proven whole only when the last frame has been read. */
export async function* readContainer(path: string, key: Buffer): AsyncGenerator<Frame> {
  const file = await openFile(path);
  try {
    const { header, bytes } = await headerOf(file);
    if (header.keyId !== backupKeyId(key))
      throw new CannotRead(
        `The backup was written with the key ${header.keyId}, and the key given is ${backupKeyId(key)}: it can't be opened with it.`,
      );
    const sealed = file.createReadStream({ start: bytes.length, highWaterMark: 256 * 1024, autoClose: false });
    const plain = Readable.from(unseal(sealed, fileKey(key, Buffer.from(header.salt, 'base64')), bytes));
    const expanded = createZstdDecompress();
    plain.on('error', (error) => expanded.destroy(error));
    try {
      yield* readFrames(plain.pipe(expanded));
    } finally {
      plain.destroy();
      sealed.destroy();
    }
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw new CannotRead(
      `The backup ${path} can't be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

async function headerOf(file: FileHandle): Promise<{ header: Header; bytes: Buffer }> {
  const start = Buffer.alloc(magic.length + 4);
  const { bytesRead } = await file.read(start, 0, start.length, 0);
  if (bytesRead < start.length || !start.subarray(0, magic.length).equals(magic))
    throw new CannotRead('This file is not a backup of Racemic, or its beginning is damaged.');
  const length = start.readUInt32BE(magic.length);
  if (length > longestHeader) throw new CannotRead('The beginning of the backup is damaged.');
  const body = Buffer.alloc(length);
  const read = await file.read(body, 0, length, start.length);
  if (read.bytesRead < length) throw new CannotRead('The backup ends in its beginning: it was cut off.');
  try {
    return { header: Header.parse(JSON.parse(body.toString('utf8'))), bytes: Buffer.concat([start, body]) };
  } catch {
    throw new CannotRead('The beginning of the backup is damaged.');
  }
}
