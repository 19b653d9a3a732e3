import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * CSV after RFC 4180 for files of any size, as bytes: where the fields of a row begin, and text only of those that are
 * asked for. About a gigabyte in a second, in memory that does not grow.
 */

/** The row that was just read; the next one takes its place. Fields count from 0. */
export type ByteRow = {
  /** The line on which it begins, as an editor counts. */
  readonly line: number;
  /** It is no row of this file, and why. */
  readonly fault: string | undefined;
  isEmpty(field: number): boolean;
  isUtf8(): boolean;
  text(field: number): string;
};

export type ByteRows = {
  /** Reads some megabytes on and tells of each row in them. @returns false when nothing is left */
  readSome(tell: (row: ByteRow) => void): boolean;
  /** From 0 to 1. */
  part(): number;
  close(): void;
};

const [mark, comma, newline, carriage] = [0x22, 0x2c, 0x0a, 0x0d];
const byteOrderMark = Buffer.from('\ufeff');
const pieceBytes = 4 * 1_048_576;

export type ByteRowsOf = {
  /** Rows that have another number of fields are at fault. */
  readonly columns: number;
  /** No row has more bytes: what is longer is a quotation mark that was never closed. */
  readonly most: number;
  /** Bytes that are read at once. */
  readonly piece?: number;
};

/** A row with a fault takes no other with it: reading goes on with the line after its first. */
export function readByteRows(file: string, { columns, most, piece = pieceBytes }: ByteRowsOf): ByteRows {
  const descriptor = openSync(file, 'r');
  const { size } = fstatSync(descriptor);
  // What is left of the piece before, a piece, and three bytes that end every field and every row.
  const buffer = Buffer.alloc(most + piece + 3);
  const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
  const starts = new Int32Array(columns + 1);
  readSync(descriptor, buffer, 0, byteOrderMark.length, 0);
  let read = byteOrderMark.equals(buffer.subarray(0, byteOrderMark.length)) ? byteOrderMark.length : 0;
  let [held, line, isSkipping, isEnd] = [0, 1, false, false];
  let [at, fields, lines] = [0, 0, 1];
  let fault: string | undefined;

  const row: ByteRow = {
    get line() {
      return line;
    },
    get fault() {
      return fault;
    },
    isEmpty: (field) => {
      const [from = 0, to = 0] = [starts[field], starts[field + 1]];
      return to - from === 1 || (to - from === 3 && bytes[from] === mark);
    },
    isUtf8: () => isUtf8(bytes.subarray(at, starts[columns])),
    text: (field) => {
      const [from = 0, to = 0] = [starts[field], starts[field + 1]];
      if (bytes[from] !== mark) return buffer.toString('utf8', from, to - 1);
      return buffer.toString('utf8', from + 1, to - 2).replaceAll('""', '"');
    },
  };

  /** @returns where the next row begins; below 0 as far as it looked where a mark closes in the middle of a field */
  const scan = (from: number): number => {
    // Kept here until the end: what a function shares with others is slower to write.
    let [here, field, ends, end]: [number, number, number, number | undefined] = [from, 0, 1, comma];
    while (end === comma) {
      if (field < columns) starts[field] = here;
      field += 1;
      if (bytes[here] === mark) {
        do {
          here += 1;
          for (let byte = bytes[here]; byte !== mark; byte = bytes[here]) {
            if (byte === newline || (byte === carriage && bytes[here + 1] !== newline)) ends += 1;
            here += 1;
          }
          here += 1;
        } while (bytes[here] === mark);
      } else
        for (let byte = bytes[here]; byte !== comma && byte !== newline && byte !== carriage; byte = bytes[here])
          here += 1;
      end = bytes[here];
      here += 1;
    }
    [fields, lines, starts[columns]] = [field, ends, here];
    if (end === newline) return here;
    if (end === carriage) return bytes[here] === newline ? here + 1 : here;
    return -here;
  };

  /** To the line after this one, or as far as the piece goes. */
  const skipLine = (end: number) => {
    isSkipping = true;
    for (; isSkipping && at < end; at += 1) {
      // What belongs to it is in the next piece.
      if (bytes[at] === carriage && at + 1 === end && !isEnd) return;
      isSkipping = bytes[at] !== newline && (bytes[at] !== carriage || bytes[at + 1] === newline);
    }
    if (!isSkipping) line += 1;
  };

  const faultOf = (next: number, end: number): string | undefined => {
    if (Math.abs(next) - at > most) return `it is longer than ${most} bytes`;
    if (next < 0) return 'a quotation mark closes in the middle of a field';
    if (next > end + 1) return 'a quotation mark is not closed';
    return fields === columns ? undefined : `it has ${fields} fields, the header has ${columns}`;
  };

  return {
    readSome(tell) {
      const got = readSync(descriptor, buffer, held, piece, read);
      const end = held + got;
      [read, isEnd, at] = [read + got, got === 0, 0];
      bytes.set([newline, mark, newline], end);
      if (isSkipping) skipLine(end);
      while (!isSkipping && at < end) {
        const next = scan(at);
        // Not whole yet: the rest is in the next piece, unless it is too long already.
        if (next > end && !isEnd && end - at <= most) break;
        fault = faultOf(next, end);
        const isBlank = fields === 1 && (bytes[at] === newline || bytes[at] === carriage);
        if (!isBlank) tell(row);
        if (next < 0 || next > end + 1 || next - at > most) skipLine(end);
        else [at, line] = [next, line + lines];
      }
      held = Math.max(0, end - at);
      buffer.copyWithin(0, at, end);
      return !isEnd;
    },
    part: () => (size === 0 ? 1 : Math.min(1, read / size)),
    close: () => closeSync(descriptor),
  };
}
