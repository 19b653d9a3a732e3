/**
 * The thread that reads the registry's file: some megabytes on for each question, and only what is of interest. After the
 * end it answers that there is nothing; whoever started it ends it, which closes the file.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { readByteRows } from './byte-rows.ts';
import { type Found, nppesFinder } from './nppes-scan.ts';

export type Scan = { readonly file: string; readonly names: readonly string[] };
export type Scanned = {
  readonly found: readonly Found[];
  /** Rows of no interest. */
  readonly leftOut: number;
  readonly part: number;
  readonly isLast: boolean;
};

/** No line of the registry is longer; what is longer is a quotation mark that was never closed. */
const lineBytes = 64 * 1_024;

const { file, names } = workerData as Scan;
const rows = readByteRows(file, { columns: names.length, most: lineBytes });
const find = nppesFinder(names);
let isHeader = true;

parentPort?.on('message', () => {
  const found: Found[] = [];
  let leftOut = 0;
  const isLast = !rows.readSome((row) => {
    const one = isHeader ? undefined : find(row);
    if (one !== undefined) found.push(one);
    else if (!isHeader) leftOut += 1;
    isHeader = false;
  });
  parentPort?.postMessage({ found, leftOut, part: rows.part(), isLast } satisfies Scanned);
});
