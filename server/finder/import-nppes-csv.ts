import { closeSync, openSync, readSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { CannotImport } from './cannot-import.ts';
import { csvRows, headerWords } from './csv.ts';
import type { Read, Reading } from './import-kinds.ts';
import { nppesRecord } from './nppes-record.ts';
import { type Found, missingColumns } from './nppes-scan.ts';
import type { Scan, Scanned } from './nppes-scan.worker.ts';
import { Refused } from './untrusted.ts';
import { zipPoints } from './zip-points.ts';

/**
 * The monthly file of the national provider registry (`npidata_pfile_…csv`, 330 columns, about 9 GB). A thread of its own
 * looks at every byte and passes on the rows of interest, in the order of the file; this one makes records of them while
 * the database keeps those before.
 */

/** Bytes of a header of 330 columns, with room. */
const headerBytes = 256 * 1_024;
/** Pieces that are asked for before they are needed: about a batch. */
const ahead = 12;

export function readNppesCsv(file: string, importedOn: string): Reading {
  const thread = startScan({ file, names: readHeader(file) });
  let [leftOut, part] = [0, 0];
  return {
    pieces: (async function* () {
      const asked = Array.from({ length: ahead }, thread.ask);
      zipPoints(); // Read now, while the thread works: every row asks for its ZIP code.
      for (let next = asked.shift(); next !== undefined; next = asked.shift()) {
        const piece = await next;
        [leftOut, part] = [leftOut + piece.leftOut, piece.part];
        yield piece.found.map((one) => readFound(one, importedOn));
        if (piece.isLast) return;
        asked.push(thread.ask());
      }
    })(),
    leftOut: () => leftOut,
    part: () => part,
    close: thread.end,
  };
}

function startScan(scan: Scan) {
  const worker = new Worker(new URL('./nppes-scan.worker.ts', import.meta.url), {
    workerData: scan,
    execArgv: [],
  });
  const waiting: { resolve(piece: Scanned): void; reject(error: Error): void }[] = [];
  let failed: Error | undefined;
  const end = (error: Error) => {
    failed ??= error;
    for (const { reject } of waiting.splice(0)) reject(failed);
  };
  worker.on('message', (piece: Scanned) => waiting.shift()?.resolve(piece));
  worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => end(new Error('The reading of the file ended.')));
  return {
    ask: () => {
      const piece = new Promise<Scanned>((resolve, reject) => {
        if (failed !== undefined) return reject(failed);
        waiting.push({ resolve, reject });
        worker.postMessage('more');
      });
      // Whoever takes it hears of a failure; until then it is nobody's.
      piece.catch(() => undefined);
      return piece;
    },
    end: () => void worker.terminate(),
  };
}

function readHeader(file: string): string[] {
  const bytes = Buffer.alloc(headerBytes);
  const descriptor = openSync(file, 'r');
  const length = readSync(descriptor, bytes, 0, headerBytes, 0);
  closeSync(descriptor);
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, length));
  if (text.includes('\0')) throw new CannotImport(`${file} is not UTF-8 text.`);
  const [first] = csvRows(text.split(/[\r\n]/, 1)[0] ?? '');
  const names = (first?.fields ?? []).map(headerWords);
  const missing = missingColumns(names);
  if (missing.length > 0)
    throw new CannotImport(
      `${file} is not the registry’s main file: it has no column ${missing
        .slice(0, 3)
        .map((name) => `"${name}"`)
        .join(', ')}. It is called npidata_pfile_…csv.`,
    );
  return names;
}

function readFound(found: Found, importedOn: string): Read {
  if (found.is === 'gone') return { is: 'gone', gone: { kind: 'nppes', gone: found.npi, on: importedOn } };
  if (found.is === 'broken')
    return { is: 'rejected', rejected: { line: found.line, why: `The line is broken: ${found.why}.` } };
  try {
    return { is: 'record', record: nppesRecord(found.of) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { is: 'rejected', rejected: { line: found.line, why: error.message } };
  }
}
