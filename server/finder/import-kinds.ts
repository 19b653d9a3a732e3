import type { Gone, Rejected, SourceRecord } from './source-record.ts';

export const importKinds = ['nppes-csv', 'nppes-api', 'facility-csv', 'osm-geojson', 'profile'] as const;
export type ImportKind = (typeof importKinds)[number];

/** What one row of a file becomes. */
export type Read =
  | { readonly is: 'record'; readonly record: SourceRecord }
  | { readonly is: 'gone'; readonly gone: Gone }
  | { readonly is: 'rejected'; readonly rejected: Rejected };

export type Reading = {
  /** Rows in pieces, the same rows in the same order for the same file; an empty piece says that it takes a while. */
  readonly pieces: AsyncIterable<readonly Read[]>;
  /** Rows that were looked at and are of no interest here; known when all pieces were read. */
  leftOut(): number;
  /** From 0 to 1, as far as it is known. */
  part(): number;
  close(): void;
};

export type ReadFile = (file: string, importedOn: string) => Reading;

/** A file that fits into memory, read whole. */
export function readingOf(rows: readonly Read[], leftOut = 0): Reading {
  return {
    pieces: (async function* () {
      for (let at = 0; at < rows.length; at += 1_000) yield await Promise.resolve(rows.slice(at, at + 1_000));
    })(),
    leftOut: () => leftOut,
    part: () => 1,
    close: () => undefined,
  };
}
