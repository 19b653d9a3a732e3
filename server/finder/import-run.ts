/** One reading of one file, from its beginning or from where the last one stopped. */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';
import type { Database } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { CannotImport } from './cannot-import.ts';
import { writeBatch } from './import-batch.ts';
import { readFacilities } from './import-facility-csv.ts';
import type { ImportKind, Read, ReadFile } from './import-kinds.ts';
import { readNppesApi } from './import-nppes-api.ts';
import { readNppesCsv } from './import-nppes-csv.ts';
import { readOsm } from './import-osm-geojson.ts';
import { readProfile } from './import-profile.ts';
import { type ReadyRecord, readAhead, readyRecord } from './import-ready.ts';
import { findOpenRun, saveProgress, saveRun } from './import-run.queries.ts';
import type { SourceKind } from './source-record.ts';

const readers: Readonly<Record<ImportKind, { reads: SourceKind; open: ReadFile }>> = {
  'nppes-csv': { reads: 'nppes', open: readNppesCsv },
  'nppes-api': { reads: 'nppes', open: readNppesApi },
  'facility-csv': { reads: 'facility', open: readFacilities },
  'osm-geojson': { reads: 'osm', open: readOsm },
  profile: { reads: 'profile', open: readProfile },
};

/** So many refused rows are named; the total says how many there were. */
const mostNamed = 100;
const batchRecords = 500;

const Counts = z.object({
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  doubtful: z.number(),
  gone: z.number(),
  rejectedTotal: z.number(),
  rejected: z.array(z.object({ line: z.number(), why: z.string() })),
});
type Counts = z.infer<typeof Counts>;

const nothing = (): Counts => ({
  created: 0,
  updated: 0,
  unchanged: 0,
  doubtful: 0,
  gone: 0,
  rejectedTotal: 0,
  rejected: [],
});

export type ImportSummary = {
  kind: ImportKind;
  /** Rows of the file; `leftOut` of them are of no interest here: people, other specialties, other places. */
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  /** Questions for the review queue: is this the same center? */
  doubtful: number;
  leftOut: number;
  rejectedTotal: number;
  rejected: { line: number; why: string }[];
};

export type Progress = { rows: number; part: number; isAgain: boolean };

export type ImportRequest = {
  readonly db: Database;
  readonly kind: ImportKind;
  readonly file: string;
  readonly now: Date;
  readonly progress?: (of: Progress) => void;
};

/**
 * Reads a file and keeps what it says. How far it came stands in the database, in the transaction of each batch: after a
 * kill the same command goes on there, and ends with the same rows as if nothing had happened.
 */
export async function importFile({ db, kind, file, now, progress }: ImportRequest): Promise<ImportSummary> {
  const print = printOfFile(file);
  const today = now.toISOString().slice(0, 10);
  const { reads, open } = readers[kind];
  const reading = open(file, today);
  const reader = batches(reading.pieces);
  try {
    const run = await db.inCentersTransaction(async (tx) => {
      const unfinished = await findOpenRun(tx, kind, print);
      if (unfinished !== undefined) return { ...unfinished, counts: Counts.parse(unfinished.counts) };
      const made = { id: newId(now.getTime()), atRow: 0, counts: nothing() };
      await saveRun(tx, { id: made.id, kind, file, print, counts: made.counts });
      return made;
    });
    let { atRow, counts } = run;
    let [seen, isNews] = [0, true];
    const ahead = readAhead(readyBatches(reader, () => isNews));
    for (let next = await ahead.take(); next.done !== true; next = await ahead.take()) {
      const batch = next.value;
      const rest = batch.slice(Math.max(0, atRow - seen));
      seen += batch.length;
      if (rest.length > 0) {
        const from = atRow;
        ({ atRow, counts } = await db.inImportTransaction(async (tx) => {
          const added = await writeBatch(tx, {
            kind: reads,
            today,
            records: rest.flatMap((row) => (row.is === 'record' ? [row.ready] : [])),
            gone: rest.flatMap((row) => (row.is === 'gone' ? [row.gone] : [])),
            onSent: ahead.start,
          });
          isNews = added.unchanged === 0;
          const sum = { atRow: seen, counts: sumOf(counts, added, rest) };
          if (!(await saveProgress(tx, { id: run.id, from, ...sum }))) throw anotherReads(file);
          return sum;
        }));
      }
      progress?.({ rows: seen, part: reading.part(), isAgain: batch.length > 0 && rest.length === 0 });
    }
    await db.inCentersTransaction(async (tx) => {
      if (!(await saveProgress(tx, { id: run.id, from: atRow, atRow, counts, finishedAt: now })))
        throw anotherReads(file);
    });
    return summary(kind, atRow, reading.leftOut(), counts);
  } finally {
    await reader.return();
    reading.close();
  }
}

const anotherReads = (file: string) => new CannotImport(`Another process is reading ${file}: one at a time.`);

/**
 * Pieces joined to batches of so many records, whatever the reader gives: where a batch ends depends on the file alone.
 * What is only gone costs little and fills none.
 */
async function* batches(pieces: AsyncIterable<readonly Read[]>): AsyncGenerator<readonly Read[], void, void> {
  let [waiting, records]: [Read[], number] = [[], 0];
  for await (const piece of pieces) {
    if (piece.length === 0) yield [];
    for (const row of piece) {
      waiting.push(row);
      records += row.is === 'gone' ? 0 : 1;
      if (records < batchRecords && waiting.length < batchRecords * 20) continue;
      yield waiting;
      [waiting, records] = [[], 0];
    }
  }
  if (waiting.length > 0) yield waiting;
}

type ReadyRow = Exclude<Read, { is: 'record' }> | { readonly is: 'record'; readonly ready: ReadyRecord };

/** Made ready before they are asked for. `isNews`: the batch before was new, so this one is likely to be. */
async function* readyBatches(
  of: AsyncGenerator<readonly Read[], void, void>,
  isNews: () => boolean,
): AsyncGenerator<readonly ReadyRow[], void, void> {
  for await (const batch of of) {
    const rows = batch.map((row) => (row.is === 'record' ? { is: row.is, ready: readyRecord(row.record) } : row));
    if (isNews())
      for (const row of rows)
        if (row.is === 'record') {
          row.ready.marks();
          row.ready.alone();
        }
    yield rows;
  }
}

function sumOf(before: Counts, added: Awaited<ReturnType<typeof writeBatch>>, rows: readonly ReadyRow[]): Counts {
  const refused = rows.flatMap((row) => (row.is === 'rejected' ? [row.rejected] : []));
  return {
    created: before.created + added.created,
    updated: before.updated + added.updated,
    unchanged: before.unchanged + added.unchanged,
    doubtful: before.doubtful + added.doubtful,
    gone: before.gone + rows.filter(({ is }) => is === 'gone').length - added.closed,
    rejectedTotal: before.rejectedTotal + refused.length,
    rejected: [...before.rejected, ...refused].slice(0, mostNamed),
  };
}

function summary(kind: ImportKind, rows: number, leftOut: number, counts: Counts): ImportSummary {
  const { created, updated, unchanged, doubtful, rejectedTotal, gone } = counts;
  return {
    kind,
    read: rows + leftOut,
    created,
    updated,
    unchanged,
    doubtful,
    leftOut: leftOut + gone,
    rejectedTotal,
    rejected: counts.rejected.toSorted((a, b) => a.line - b.line),
  };
}

/** In which order rows come; another one is another number, and a reading that stopped under the old one begins again. */
const orderOfRows = 3;

/** Is it the same file as the one whose reading stopped? Its size, its first and its last megabyte. */
function printOfFile(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const megabyte = 1_048_576;
    const part = (from: number) => {
      const bytes = Buffer.alloc(Math.min(megabyte, size));
      return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, from));
    };
    const sum = createHash('sha256')
      .update(part(0))
      .update(part(Math.max(0, size - megabyte)));
    return `${orderOfRows} ${size} ${sum.digest('hex')}`;
  } finally {
    closeSync(descriptor);
  }
}
