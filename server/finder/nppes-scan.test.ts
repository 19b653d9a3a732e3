import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { nppesColumns } from '#simulator/nppes-columns.ts';
import { npiAt, writeNppesFile } from '#simulator/nppes-file.ts';
import { readByteRows } from './byte-rows.ts';
import { headerWords } from './csv.ts';
import { type Found, nppesFinder } from './nppes-scan.ts';
import { taxonomies } from './taxonomies.ts';

/** Rows as somebody else might write them, after ten megabytes as the registry does. */
const oddNames = [
  'COMMAS, AND MORE, INC',
  'THE ""QUIET"" ROOM',
  'TWO\nLINES',
  'CARRIAGE\r\nRETURN',
  'CLÍNICA ÑANDÚ',
  '𝒲ide',
  ' spaces ',
];

function oddRow(place: number, name: string): string {
  const row: Record<string, string> = {
    NPI: npiAt(place),
    'Entity Type Code': '2',
    'Provider Organization Name (Legal Business Name)': name,
    'Healthcare Provider Taxonomy Code_15': '207L00000X',
  };
  // What is empty stands without marks in every other row.
  const empty = place % 2 === 0 ? '""' : '';
  return `${nppesColumns.map((column) => (row[column] === undefined ? empty : `"${row[column]}"`)).join(',')}\n`;
}

const chosen = {
  npi: 'NPI',
  name: 'Provider Organization Name (Legal Business Name)',
  street: 'Provider First Line Business Practice Location Address',
  zip: 'Provider Business Practice Location Address Postal Code',
  phone: 'Provider Business Practice Location Address Telephone Number',
} as const;

test('the rows of interest are those that DuckDB finds in the same file, with the same words in them', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'racemic-nppes-scan-')), 'npidata_pfile_synthetic.csv');
  const rows = await writeNppesFile(file, 1e7);
  appendFileSync(file, oddNames.map((name, at) => oddRow(900_000 + at, name)).join(''));

  const found: Found[] = [];
  const bytes = readByteRows(file, { columns: nppesColumns.length, most: 65_536 });
  const find = nppesFinder(nppesColumns.map(headerWords));
  let read = -1; // The header is a row like others.
  const tell = bytes.readSome.bind(bytes, (row) => {
    const one = read < 0 ? undefined : find(row);
    if (one !== undefined) found.push(one);
    read += 1;
  });
  while (tell());
  bytes.close();
  expect(read).toBe(rows + oddNames.length);

  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const ask = async (columns: readonly string[], where: string) => {
    const reader = await connection.runAndReadAll(
      `select ${columns.map((column) => `coalesce("${column}", '')`).join(', ')}
         from read_csv('${file}', header = true, all_varchar = true, quote = '"', escape = '"', delim = ',', strict_mode = false)
        where ${where} order by "NPI"`,
    );
    return reader.getRows();
  };
  const wanted = [...taxonomies.keys()].map((code) => `'${code}'`).join(', ');
  const codes = Array.from({ length: 15 }, (_, at) => `"Healthcare Provider Taxonomy Code_${at + 1}" in (${wanted})`);
  const theirs = await ask(Object.values(chosen), `"Entity Type Code" = '2' and (${codes.join(' or ')})`);
  const gone = await ask(['NPI'], `"NPI Deactivation Date" <> '' and coalesce("NPI Reactivation Date", '') = ''`);
  connection.closeSync();
  instance.closeSync();

  const ours = found.flatMap((one) =>
    one.is === 'organisation' ? [[one.of.npi, one.of.name, one.of.street, one.of.zip, one.of.phone]] : [],
  );
  expect(theirs.length).toBeGreaterThan(oddNames.length);
  expect(gone.length).toBeGreaterThan(0);
  expect([...ours].sort()).toEqual([...theirs].sort());
  expect(found.flatMap((one) => (one.is === 'gone' ? [one.npi] : []))).toEqual(gone.map(([npi]) => npi));
  expect(found.filter(({ is }) => is === 'broken')).toEqual([]);
});
