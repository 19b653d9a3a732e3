/** A batch of records becomes entries: matched, kept, counted. One transaction; the same batch again changes nothing. */
import { findBy, matchPrepared, type Prepared, prepareMarks } from '#clinical/finder/finder.ts';
import type { Tx } from '#server/platform/database.ts';
import { type ForCards, insertCards } from './cards.queries.ts';
import { cardsOf, writeCards } from './cards.ts';
import { type Entry, entryOf, idOf, slugOf } from './entry.ts';
import {
  type CenterRow,
  closeCenters,
  type EvidenceRow,
  type KnownCenter,
  listByMarks,
  listCenters,
  listSaid,
  listSlugs,
  listSources,
  type ReviewRow,
  replaceLocations,
  replaceMarks,
  saveCenters,
  saveReviews,
  saveSources,
} from './import.queries.ts';
import { saveDetails } from './import-details.ts';
import type { ReadyRecord } from './import-ready.ts';
import { inFlight } from './in-flight.ts';
import { type Gone, joinMarks, marksOf, SourceContent, type SourceRecord } from './source-record.ts';

/** `closed`: entries whose only source took them back. */
export type BatchCounts = { created: number; updated: number; unchanged: number; doubtful: number; closed: number };

type Said = Pick<SourceRecord, 'kind' | 'key' | 'content'>;

/** An entry while the batch is worked on. */
type Working = {
  readonly id: string;
  readonly known: KnownCenter | undefined;
  readonly said: Map<string, Said>;
  /** What its sources said before the batch. */
  readonly before: ReadonlyMap<string, Said>;
  prepared: Prepared;
  /** What it is found by now. */
  marks: readonly string[];
  isChanged: boolean;
  /** The one record of a new entry. */
  alone: ReadyRecord | undefined;
};

const nameOf = ({ kind, key }: Pick<Said, 'kind' | 'key'>) => `${kind} ${key}`;
const preparedOf = (said: Iterable<Said>) => prepareMarks(joinMarks([...said].map(({ content }) => marksOf(content))));

export type Batch = {
  readonly kind: SourceRecord['kind'];
  readonly records: readonly ReadyRecord[];
  readonly gone: readonly Gone[];
  readonly today: string;
  /** Told when most is on its way to the database: then this process has time for other work. */
  readonly onSent?: () => void;
};

export async function writeBatch(tx: Tx, { kind, records, gone, today, onSent }: Batch): Promise<BatchCounts> {
  const keys = [...records.map(({ record }) => record.key), ...gone.map((of) => of.gone)];
  const known = new Map((await listSources(tx, kind, keys)).map((row) => [row.key, row]));
  const counts: BatchCounts = { created: 0, updated: 0, unchanged: 0, doubtful: 0, closed: 0 };
  const work = records
    .filter(({ record, print }) => {
      const isSame = known.get(record.key)?.print.equals(print) === true;
      if (isSame) counts.unchanged += 1;
      return !isSame;
    })
    .map((ready) => ({ ready, record: ready.record, print: ready.print, ...ready.marks() }));
  const left = gone.flatMap((of) => known.get(of.gone) ?? []);
  if (work.length === 0 && left.length === 0) return counts;

  const marks = new Set(work.flatMap(({ record, asked }) => (known.has(record.key) ? [] : asked)));
  const ids = new Set([
    ...(marks.size === 0 ? [] : await listByMarks(tx, [...marks])),
    ...work.flatMap(({ record }) => known.get(record.key)?.centerId ?? []),
    ...left.map(({ centerId }) => centerId),
  ]);
  const here = await loadWorking(tx, [...ids]);
  const index = new Map<string, Set<Working>>();
  for (const entry of here.values()) enter(index, entry);

  const saved = new Map<string, { record: SourceRecord; print: Buffer; centerId: string }>();
  const reviews: ReviewRow[] = [];
  for (const { ready, record, print, prepared, asked } of work) {
    const twice = saved.get(record.key);
    if (twice?.print.equals(print)) {
      counts.unchanged += 1;
      continue;
    }
    const belongsTo = here.get(twice?.centerId ?? known.get(record.key)?.centerId ?? '');
    const { same, doubtful } =
      belongsTo === undefined ? candidates(index, prepared, asked) : { same: belongsTo, doubtful: [] };
    const entry = same ?? newEntry(here, ready);
    if (belongsTo === undefined && same === undefined) counts.created += 1;
    else counts.updated += 1;
    entry.said.set(nameOf(record), record);
    entry.alone = entry.known === undefined && entry.said.size === 1 ? ready : undefined;
    entry.prepared = entry.said.size === 1 ? prepared : preparedOf(entry.said.values());
    entry.marks = entry.alone?.alone().found ?? findBy(entry.prepared);
    entry.isChanged = true;
    enter(index, entry);
    saved.set(record.key, { record, print, centerId: entry.id });
    for (const { other, reasons } of doubtful) {
      counts.doubtful += 1;
      const { kind: of, key, content } = record;
      reviews.push({ id: idOf('review', of, key, other.id), kind: of, key, centerId: other.id, content, reasons });
    }
  }

  const changed = [...here.values()].filter(({ isChanged }) => isChanged);
  const entries = changed.map((working) => ({
    working,
    entry: working.alone?.alone().entry ?? entryOf(working.id, [...working.said.values()]),
  }));
  const slugs = await slugsFor(tx, entries);
  const writes = inFlight();
  await writes.send(saveCenters(tx, centerRows(entries, slugs)));
  await writes.send(saveLocations(tx, entries));
  await writes.send(
    saveSources(
      tx,
      [...saved.values()].map(({ record, print, centerId }) => ({ ...record, print, centerId })),
    ),
  );
  await writes.send(saveMarks(tx, entries));
  const { claims, saved: details } = saveDetails(
    tx,
    entries.map(({ working, entry }) => ({ ...working, entry })),
    today,
  );
  await writes.send(details);
  // A new entry that a registry knows nothing else about needs no look at what others wrote: there is nothing yet.
  const isPlain = ({ working }: { working: Working }) =>
    working.known === undefined && [...working.said.values()].every(({ content }) => !hasDetails(content));
  const plain = entries.filter(isPlain);
  await writes.send(
    insertCards(
      tx,
      plain.map(({ working }) => working.id),
      cardsOf(forCards(plain, slugs, claims), today),
    ),
  );
  await writes.send(saveReviews(tx, reviews));
  onSent?.();
  await writes.all();
  const closing = await closeCenters(
    tx,
    left.filter(({ centerId }) => here.get(centerId)?.said.size === 1).map(({ centerId }) => centerId),
    today,
  );
  counts.closed = closing.length;
  counts.updated += closing.length;
  const others = entries.filter((of) => !isPlain(of)).map(({ working }) => working.id);
  await writeCards(tx, [...new Set([...others, ...closing])], today);
  return counts;
}

const hasDetails = ({ services, offers, prices }: SourceContent) =>
  [services, offers, prices].some((rows) => rows !== undefined && rows.length > 0);

/** What a row for search is made of, for entries that were written just now. */
function forCards(
  entries: readonly { working: Working; entry: Entry }[],
  slugs: ReadonlyMap<string, string>,
  claims: readonly EvidenceRow[],
): ForCards {
  const ids = new Set(entries.map(({ working }) => working.id));
  return {
    centers: entries.map(({ working: { id }, entry: { name } }) => ({
      id,
      name,
      slug: slugs.get(id) ?? id,
      listing: 'listed',
      synthetic: false,
    })),
    locations: entries.flatMap(({ working, entry }) =>
      entry.locations.map((location) => ({ ...location, centerId: working.id })),
    ),
    evidence: claims.filter(({ centerId }) => ids.has(centerId)).map((row) => ({ ...row, kind: 'claim' })),
    services: [],
    offers: [],
    prices: [],
    quotes: [],
  };
}

async function loadWorking(tx: Tx, ids: readonly string[]): Promise<Map<string, Working>> {
  if (ids.length === 0) return new Map();
  const [centers, said] = [await listCenters(tx, ids), await listSaid(tx, ids)];
  const of = Map.groupBy(said, ({ centerId }) => centerId);
  return new Map(
    centers.map((center) => {
      const before = new Map(
        (of.get(center.id) ?? []).map(({ kind, key, content }) => {
          const one = { kind: kind as Said['kind'], key, content: SourceContent.parse(content) };
          return [nameOf(one), one] as const;
        }),
      );
      const prepared = preparedOf(before.values());
      const entry: Working = {
        id: center.id,
        known: center,
        before,
        said: new Map(before),
        prepared,
        marks: findBy(prepared),
        isChanged: false,
        alone: undefined,
      };
      return [center.id, entry] as const;
    }),
  );
}

function enter(index: Map<string, Set<Working>>, entry: Working): void {
  for (const mark of entry.marks) {
    const there = index.get(mark);
    if (there === undefined) index.set(mark, new Set([entry]));
    else there.add(entry);
  }
}

/** The entry of a record that no entry is like. Its id is that of the record that made it. */
function newEntry(here: Map<string, Working>, ready: ReadyRecord): Working {
  const { id } = ready.alone();
  const entry: Working = {
    id,
    known: undefined,
    before: new Map(),
    said: new Map(),
    prepared: prepareMarks({ names: [], places: [], phones: [], npis: [], websites: [] }),
    marks: [],
    isChanged: true,
    alone: ready,
  };
  here.set(id, entry);
  return entry;
}

/** More than a person would look through are not asked about. */
const mostDoubts = 3;

/** The entry it is: of several, the one that most speaks for. What is doubtful is asked about, when it is none. */
function candidates(index: ReadonlyMap<string, ReadonlySet<Working>>, prepared: Prepared, asked: readonly string[]) {
  const near = new Set(asked.flatMap((mark) => [...(index.get(mark) ?? [])]));
  const matches = [...near]
    .map((other) => ({ other, ...matchPrepared(prepared, other.prepared) }))
    .sort((a, b) => agreeing(b.reasons) - agreeing(a.reasons) || (a.other.id < b.other.id ? -1 : 1));
  const same = matches.find(({ verdict }) => verdict === 'same')?.other;
  const doubtful = matches.filter(({ verdict }) => verdict === 'doubtful').slice(0, mostDoubts);
  return { same, doubtful: same === undefined ? doubtful : [] };
}

const agreeing = (reasons: readonly string[]) => reasons.filter((reason) => reason.startsWith('same')).length;

type Written = { readonly working: Working; readonly entry: Entry };

/** @returns the short name of each, for its address */
async function slugsFor(tx: Tx, entries: readonly Written[]): Promise<ReadonlyMap<string, string>> {
  const made = entries.filter(({ working }) => working.known === undefined);
  const wished = new Map(
    made.map(({ working, entry }) => [
      working.id,
      working.alone?.alone().slug ?? slugOf(entry.name, entry.locations[0]),
    ]),
  );
  const taken = new Set(made.length === 0 ? [] : await listSlugs(tx, [...new Set(wished.values())]));
  const slugFor = ({ id, known }: Working): string => {
    if (known !== undefined) return known.slug;
    const wish = wished.get(id) ?? 'center';
    const slug = taken.has(wish) ? `${wish}-${id.slice(0, 8)}` : wish;
    taken.add(slug);
    return slug;
  };
  return new Map(entries.map(({ working }) => [working.id, slugFor(working)]));
}

const centerRows = (entries: readonly Written[], slugs: ReadonlyMap<string, string>): CenterRow[] =>
  entries.map(({ working, entry }) => ({
    id: working.id,
    slug: slugs.get(working.id) ?? working.id,
    name: entry.name,
    npi: entry.npi,
    phone: entry.phone,
    website: entry.website,
    synthetic: working.known?.synthetic ?? false,
  }));

const saveLocations = (tx: Tx, entries: readonly Written[]): Promise<void> =>
  replaceLocations(
    tx,
    entries.flatMap(({ working, entry }) => entry.locations.map((location) => ({ ...location, centerId: working.id }))),
    entries.filter(({ working }) => working.known !== undefined).map(({ working }) => working.id),
  );

const saveMarks = (tx: Tx, entries: readonly Written[]): Promise<void> =>
  replaceMarks(
    tx,
    entries.flatMap(({ working: { before, id } }) =>
      before.size === 0 ? [] : [{ centerId: id, marks: findBy(preparedOf(before.values())) }],
    ),
    entries.map(({ working: { id, marks } }) => ({ centerId: id, marks })),
  );
