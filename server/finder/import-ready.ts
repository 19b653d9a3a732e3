/** What a batch needs of a record alone, worked out while the database still keeps the batch before it. */
import { findBy, type Prepared, prepareMarks } from '#clinical/finder/finder.ts';
import { type Entry, entryOf, idOf, printOf, slugOf } from './entry.ts';
import { marksOf, type SourceRecord } from './source-record.ts';

export type ReadyRecord = {
  readonly record: SourceRecord;
  readonly print: Buffer;
  /** What it is found by; worked out once, and only for what is not known already. */
  marks(): { readonly prepared: Prepared; readonly asked: readonly string[] };
  /** The entry it makes when no entry is like it, its id and name for an address, what it is found by; worked out once. */
  alone(): { readonly id: string; readonly entry: Entry; readonly slug: string; readonly found: string[] };
};

export function readyRecord(record: SourceRecord): ReadyRecord {
  let marks: ReturnType<ReadyRecord['marks']> | undefined;
  let alone: ReturnType<ReadyRecord['alone']> | undefined;
  const marksNow = () => {
    if (marks !== undefined) return marks;
    const prepared = prepareMarks(marksOf(record.content));
    marks = { prepared, asked: findBy(prepared, true) };
    return marks;
  };
  return {
    record,
    print: printOf(record.content),
    marks: marksNow,
    alone: () => {
      if (alone !== undefined) return alone;
      const id = idOf('center', record.kind, record.key);
      const entry = entryOf(id, [record]);
      alone = { id, entry, slug: slugOf(entry.name, entry.locations[0]), found: findBy(marksNow().prepared) };
      return alone;
    },
  };
}

/** Of something that is read piece by piece: the next piece can be asked for before anyone waits for it. */
export function readAhead<T>(reader: AsyncGenerator<T, void, void>) {
  let next: ReturnType<typeof reader.next> | undefined;
  const start = (): void => {
    next ??= reader.next();
    // Whoever takes it hears of a failure; until then it is nobody's.
    next.catch(() => undefined);
  };
  return {
    start,
    async take(): Promise<IteratorResult<T, void>> {
      start();
      const taken = next ?? reader.next();
      next = undefined;
      return await taken;
    },
  };
}
