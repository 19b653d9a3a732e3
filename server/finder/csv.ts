/** CSV after RFC 4180, for files that fit into memory; says on which line each row stands. */

export type CsvRow = { readonly line: number; readonly fields: readonly string[]; readonly fault?: string };

/**
 * Rows of a CSV text; line ends of every kind. A quotation mark that is never closed, or that closes in the middle of a
 * field, is a fault of its row, and reading goes on with the next line.
 */
export function* csvRows(text: string): Generator<CsvRow> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const row = readRow(text, at);
    if (row.fields.length > 1 || row.fields[0] !== '' || row.fault !== undefined)
      yield { line, fields: row.fields, ...(row.fault === undefined ? {} : { fault: row.fault }) };
    line += linesIn(text, at, row.end);
    at = row.end;
  }
}

type OneRow = { fields: string[]; end: number; fault?: string };

function readRow(text: string, from: number): OneRow {
  const fields: string[] = [];
  let at = from;
  for (;;) {
    const field = text[at] === '"' ? readQuoted(text, at) : readBare(text, at);
    if (field === undefined) return { fields, end: endOfLine(text, from), fault: 'A quotation mark is not closed.' };
    fields.push(field.value);
    const next = text[field.end];
    if (next === ',') at = field.end + 1;
    else if (next === undefined || next === '\n' || next === '\r') return { fields, end: endOfLine(text, field.end) };
    else return { fields, end: endOfLine(text, field.end), fault: 'A quotation mark closes in the middle of a field.' };
  }
}

function readBare(text: string, from: number): { value: string; end: number } {
  let end = from;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: text.slice(from, end), end };
}

function readQuoted(text: string, from: number): { value: string; end: number } | undefined {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return { value: text.slice(from + 1, at).replaceAll('""', '"'), end: at + 1 };
  return undefined;
}

/** After the line end that comes next. */
function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1;
  if (text[at] === '\r' && text[at + 1] === '\n') return at + 2;
  return Math.min(at + 1, text.length);
}

function linesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1)
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) count += 1;
  return count;
}

/** A header as it is compared: "Provider Business  Practice Location" and lower case are one. */
export const headerWords = (text: string): string =>
  text.trim().toLowerCase().replace(/\s+/g, ' ').replace(/ ?- ?/g, '-');
