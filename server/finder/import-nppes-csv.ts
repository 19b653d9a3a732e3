import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type DuckDBConnection, type DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api';
import { CannotImport } from './cannot-import.ts';
import { csvRows, headerWords } from './csv.ts';
import type { Read, Reading } from './import-kinds.ts';
import { nppesRecord } from './nppes-record.ts';
import { taxonomies } from './taxonomies.ts';
import { Refused } from './untrusted.ts';
import { zipPoints } from './zip-points.ts';

/**
 * The monthly file of the national provider registry (`npidata_pfile_…csv`, 330 columns, about 9 GB), scanned by DuckDB
 * with all processors: only rows that matter are kept aside, and come in the order of their numbers, so that going on
 * after a kill is the same for the same file.
 *
 * Organisations only (entity type 2). A person is no center: nurses and doctors move, work at several places, and give
 * their home as the address. A practice of one person that has no number as an organisation comes in through the other
 * sources; taking every sole proprietor as doubtful would ask editors about some hundred thousand entries.
 *
 * Columns are found by the text of the header: their places have moved before (regulatory basis G5 [S152]).
 */
const header = {
  npi: 'NPI',
  name: 'Provider Organization Name (Legal Business Name)',
  otherName: 'Provider Other Organization Name',
  street: 'Provider First Line Business Practice Location Address',
  street2: 'Provider Second Line Business Practice Location Address',
  city: 'Provider Business Practice Location Address City Name',
  state: 'Provider Business Practice Location Address State Name',
  zip: 'Provider Business Practice Location Address Postal Code',
  country: 'Provider Business Practice Location Address Country Code (If outside U.S.)',
  phone: 'Provider Business Practice Location Address Telephone Number',
  updated: 'Last Update Date',
} as const;
const [deactivated, reactivated, entity] = ['NPI Deactivation Date', 'NPI Reactivation Date', 'Entity Type Code'];
type Column = keyof typeof header;
const columns = Object.keys(header) as Column[];
const numbered = [
  'Healthcare Provider Taxonomy Code_',
  'Provider License Number_',
  'Provider License Number State Code_',
] as const;
const most = 15;

/** Bytes of a header of 330 columns, with room. */
const headerBytes = 256 * 1_024;

/** No line of the registry is longer; what is longer is a quotation mark that was never closed. */
const lineBytes = 64 * 1_024;
/** Few and small, so that memory stays flat: a scan holds some of them. */
const bufferBytes = 8 * 1_048_576;

export async function readNppesCsv(file: string, importedOn: string): Promise<Reading> {
  const { names, lineEnd } = readHeader(file);
  const folder = mkdtempSync(join(tmpdir(), 'racemic-import-'));
  const profile = join(folder, 'profile.json');
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '256MB',
    temp_directory: folder,
    // Several threads do not keep the order of the file (1.5.6, streamed or written to a table): rows are sorted below.
    preserve_insertion_order: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const scanned = partRead(file);
  let [leftOut, kept, given] = [0, 0, 0];
  return {
    pieces: (async function* () {
      await connection.run(`set enable_profiling = 'json'; set profiling_output = ${text(profile)}`);
      const found = connection.runAndReadAll(
        `create temp table found as ${select(scan(file, names.length, lineEnd), names)}`,
      );
      zipPoints(); // Read now, while DuckDB works: every row asks for its ZIP code.
      yield* untilDone(found);
      kept = Number((await found).getRows()[0]?.[0]);
      leftOut = Math.max(0, rowsSeen(profile) - kept);
      await connection.run('set threads = 1');
      const stream = await connection.stream('select npi, row from found order by npi, row');
      for (
        let chunk = await stream.fetchChunk();
        chunk !== null && chunk.rowCount > 0;
        chunk = await stream.fetchChunk()
      ) {
        given += chunk.rowCount;
        yield readChunk(chunk, importedOn);
      }
      yield await listBroken(connection);
    })(),
    leftOut: () => leftOut,
    part: () => scanning * scanned() + (kept === 0 ? 0 : (1 - scanning) * (given / kept)),
    close: () => {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** About so much of the time of a first reading goes by before rows come. */
const scanning = 0.6;

/** Nothing yet, twice a second, so that whoever waits can tell how far it is. */
async function* untilDone(work: Promise<unknown>): AsyncGenerator<readonly never[]> {
  const done = work.then(() => true);
  while (!(await Promise.race([done, wait(500, false)]))) yield [];
}

function readHeader(file: string): { names: string[]; lineEnd: '\\n' | '\\r\\n' | '\\r' } {
  const bytes = Buffer.alloc(headerBytes);
  const descriptor = openSync(file, 'r');
  const length = readSync(descriptor, bytes, 0, headerBytes, 0);
  closeSync(descriptor);
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, length));
  if (text.includes('\0')) throw new CannotImport(`${file} is not UTF-8 text.`);
  const end = /\r\n|\n|\r/.exec(text);
  const [first] = csvRows(end === null ? text : text.slice(0, end.index));
  const names = (first?.fields ?? []).map(headerWords);
  const wanted = [...Object.values(header), entity, deactivated, reactivated, ...numbered.map((name) => `${name}1`)];
  const missing = wanted.filter((name) => !names.includes(headerWords(name)));
  if (missing.length > 0)
    throw new CannotImport(
      `${file} is not the registry’s main file: it has no column ${missing
        .slice(0, 3)
        .map((name) => `"${name}"`)
        .join(', ')}. It is called npidata_pfile_…csv.`,
    );
  return { names, lineEnd: end?.[0] === '\r\n' ? '\\r\\n' : end?.[0] === '\r' ? '\\r' : '\\n' };
}

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

function scan(file: string, count: number, lineEnd: string): string {
  const declared = Array.from({ length: count }, (_, at) => `c${at}: 'VARCHAR'`).join(', ');
  return `read_csv(${text(file)}, auto_detect = false, header = true, columns = {${declared}}, delim = ',', quote = '"',
    escape = '"', new_line = '${lineEnd}', nullstr = '', max_line_size = ${lineBytes}, buffer_size = ${bufferBytes},
    store_rejects = true, rejects_limit = 10000)`;
}

/** Columns by the names that this file has for them; those that it does not have are empty. */
function select(source: string, names: readonly string[]): string {
  const at = (name: string) => {
    const place = names.indexOf(headerWords(name));
    return place < 0 ? undefined : `c${place}`;
  };
  const many = (name: string) => Array.from({ length: most }, (_, of) => at(`${name}${of + 1}`) ?? 'null');
  const [codes = [], licenses = [], states = []] = numbered.map(many);
  const wanted = [...taxonomies.keys()].map(text).join(', ');
  const isOfInterest = codes.filter((code) => code !== 'null').map((code) => `${code} in (${wanted})`);
  const isGone = `(${at(deactivated)} is not null and ${at(reactivated)} is null)`;
  const all = [...columns.map((column) => at(header[column]) ?? 'null'), ...codes, ...licenses, ...states];
  // One text for each row: taking 59 values over one by one costs more than reading them.
  const joined = `concat_ws(chr(${separator.charCodeAt(0)}), ${all.map((column) => `coalesce(${column}, '')`).join(', ')})`;
  return `select coalesce(${at(header.npi)}, '') as npi, case when ${isGone} then null else ${joined} end as row
    from ${source} where ${isGone} or (${at(entity)} = '2' and (${isOfInterest.join(' or ')}))`;
}

/** A control character: no value that is taken holds one, and a row that does has too many parts. */
const separator = '\u001f';

function readChunk(chunk: DuckDBDataChunk, importedOn: string): Read[] {
  const [npis, rows] = [chunk.getColumnValues(0), chunk.getColumnValues(1)];
  return npis.map((value, at): Read => {
    const [npi, row] = [String(value ?? ''), rows[at]];
    if (typeof row !== 'string') return { is: 'gone', gone: { kind: 'nppes', gone: npi, on: importedOn } };
    const values = row.split(separator);
    if (values.length === columns.length + numbered.length * most) return readRow(values);
    return { is: 'rejected', rejected: { line: 0, key: npi, why: 'A field holds characters that do not print.' } };
  });
}

function readRow(row: readonly string[]): Read {
  const value = (column: Column) => row[columns.indexOf(column)] ?? '';
  const npi = value('npi');
  try {
    const numberedAt = (which: number, of: number) => row[columns.length + which * most + of] ?? '';
    const record = nppesRecord({
      npi,
      name: value('name'),
      otherNames: value('otherName') === '' ? [] : [value('otherName')],
      street: value('street'),
      street2: value('street2'),
      city: value('city'),
      state: value('state'),
      zip: value('zip'),
      country: value('country'),
      phone: value('phone'),
      updatedOn: isoOf(value('updated')),
      specialties: Array.from({ length: most }, (_, of) => ({
        code: numberedAt(0, of),
        license: numberedAt(1, of),
        state: numberedAt(2, of),
      })).filter(({ code }) => code !== ''),
    });
    return { is: 'record', record };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { is: 'rejected', rejected: { line: 0, why: error.message, key: npi } };
  }
}

/** The registry writes 07/08/2024. */
function isoOf(date: string): string {
  const parts = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(date);
  return parts === null ? date : `${parts[3]}-${parts[1]}-${parts[2]}`;
}

/**
 * How much of the file was read. With small buffers DuckDB tells of its progress only at the end, so the bytes that this
 * process read are counted, where the system counts them.
 */
function partRead(file: string): () => number {
  const { size } = statSync(file);
  const from = bytesRead();
  return () => (from === undefined ? 0 : Math.min(1, ((bytesRead() ?? from) - from) / size));
}

function bytesRead(): number | undefined {
  try {
    const read = /^rchar: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1];
    return read === undefined ? undefined : Number(read);
  } catch {
    return undefined;
  }
}

/** How many rows the scan gave to the filter: DuckDB counts them anyway. */
function rowsSeen(profile: string): number {
  type Operator = { operator_name?: string; operator_cardinality?: number; children?: Operator[] };
  const scanned = (of: Operator): number =>
    of.operator_name?.startsWith('READ_CSV')
      ? (of.operator_cardinality ?? 0)
      : (of.children ?? []).map(scanned).reduce((a, b) => a + b, 0);
  return scanned(JSON.parse(readFileSync(profile, 'utf8')) as Operator);
}

/** Lines that are no rows of this file: fields missing or too many, quotation marks, bytes that are no UTF-8. */
async function listBroken(connection: DuckDBConnection): Promise<Read[]> {
  const reader = await connection.runAndReadAll(
    'select line::bigint::varchar, any_value(error_type::varchar) from reject_errors group by line order by line::bigint',
  );
  return reader.getRows().map(([line, kind]): Read => {
    const why = `The line is broken: ${String(kind).toLowerCase()}.`;
    return { is: 'rejected', rejected: { line: Number(line), why } };
  });
}
