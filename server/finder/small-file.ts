import { readFileSync, statSync } from 'node:fs';
import { CannotImport } from './cannot-import.ts';

/** Larger than every list of facilities of the country; what is larger is no such file. */
const mostBytes = 64 * 1_048_576;

/** Text of a file that is read whole. Bytes that are no UTF-8 become U+FFFD, and the row that holds them is refused. */
export function textOf(file: string, most = mostBytes): string {
  const { size } = statSync(file);
  if (size > most) throw new CannotImport(`${file} has ${size} bytes; at most ${most} are read. Split it.`);
  const bytes = readFileSync(file);
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16 || bytes.includes(0)) throw new CannotImport(`${file} is not UTF-8 text: save it as UTF-8.`);
  // The mark of UTF-8 at the beginning is taken off by the decoder.
  return new TextDecoder('utf-8').decode(bytes);
}

export function jsonOf(file: string): unknown {
  try {
    return JSON.parse(textOf(file));
  } catch (error) {
    if (error instanceof CannotImport) throw error;
    throw new CannotImport(
      `${file} is not JSON: ${error instanceof Error ? error.message.slice(0, 120) : 'cannot be read'}.`,
    );
  }
}
