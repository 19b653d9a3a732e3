import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readByteRows } from './byte-rows.ts';

const file = join(mkdtempSync(join(tmpdir(), 'racemic-byte-rows-')), 'given');
const columns = 3;

type Said = { line: number; fields?: string[]; fault?: string };

/** All rows of a text, read in pieces of so many bytes. */
function read(given: string | Uint8Array, piece: number, most = 1_000): Said[] {
  writeFileSync(file, given);
  const rows = readByteRows(file, { columns, most, piece });
  const said: Said[] = [];
  const tell = rows.readSome.bind(rows, (row) => {
    const fields = Array.from({ length: columns }, (_, at) => at);
    if (row.fault === undefined) {
      for (const at of fields) expect(row.isEmpty(at)).toBe(row.text(at) === '');
      said.push({ line: row.line, fields: fields.map(row.text) });
    } else said.push({ line: row.line, fault: row.fault });
  });
  while (tell());
  expect(rows.part()).toBe(1);
  rows.close();
  return said;
}

const pieces = fc.integer({ min: 1, max: 60 });
const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é'), maxLength: 6 });
const isBare = (text: string) => !/[",\r\n]/.test(text);
const written = fc.record({
  fields: fc.array(field, { minLength: columns, maxLength: columns }),
  isQuoted: fc.array(fc.boolean(), { minLength: columns, maxLength: columns }),
});

test('rows come back as they were written, each on its line, wherever a piece ends', () => {
  fc.assert(
    fc.property(
      fc.array(written, { maxLength: 6 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      fc.boolean(),
      pieces,
      (rows, end, isEnded, hasMark, piece) => {
        const lines = rows.map(({ fields, isQuoted }) =>
          fields
            .map((text, at) => (isQuoted[at] === false && isBare(text) ? text : `"${text.replaceAll('"', '""')}"`))
            .join(','),
        );
        const text = lines.join(end) + (isEnded && lines.length > 0 ? end : '');
        let line = 1;
        const expected = rows.map(({ fields }) => {
          const from = line;
          line += fields.join(',').split(/\r\n|\r|\n/).length;
          return { line: from, fields };
        });
        expect(read((hasMark ? '\ufeff' : '') + text, piece)).toEqual(expected);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('where a piece ends makes no difference, whatever the bytes', () => {
  const byte = fc.constantFrom(...Buffer.from('a",\n\r\0\xff', 'latin1'));
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 80 }), pieces, fc.constantFrom(8, 20, 1_000), (bytes, piece, most) => {
      const given = Uint8Array.from(bytes);
      expect(read(given, piece, most)).toEqual(read(given, 4_096, most));
    }),
    { numRuns: 5_000 },
  );
});

const good = (of: number) => `"${of}","b","c"\n`;

test.each([
  ['too few fields', '"1","2"\n', 'it has 2 fields, the header has 3'],
  ['too many', '"1","2","3","4"\n', 'it has 4 fields, the header has 3'],
  ['a mark inside', '"1","2"x,"3"\n', 'a quotation mark closes in the middle of a field'],
  ['a mark that the next row closes', '"1","2","3\n', 'a quotation mark closes in the middle of a field'],
  ['a line that is too long', `"1","2","${'x'.repeat(1_200)}"\n`, 'it is longer than 1000 bytes'],
  ['a line much longer than a piece', `"1","2","${'x'.repeat(9_000)}"\n`, 'it is longer than 1000 bytes'],
])('%s: the line is at fault, and those around it are read', (_what, broken, fault) => {
  for (const piece of [1, 7, 500, 100_000])
    expect(read(good(1) + broken + good(2) + good(3), piece)).toEqual([
      { line: 1, fields: ['1', 'b', 'c'] },
      { line: 2, fault },
      { line: 3, fields: ['2', 'b', 'c'] },
      { line: 4, fields: ['3', 'b', 'c'] },
    ]);
});

test('a mark that nothing closes is the fault of the last line; lines without anything are none', () => {
  expect(read(`${good(1)}\n\r\n"1","2","3`, 9)).toEqual([
    { line: 1, fields: ['1', 'b', 'c'] },
    { line: 4, fault: 'a quotation mark is not closed' },
  ]);
});
