/** What an editor changes about the sources of an entry, and the entry worked out anew from them, as when one is read. */
import { findBy, prepareMarks } from '#clinical/finder/finder.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';
import { type Entry, entryOf, printOf } from './entry.ts';
import {
  type KnownCenter,
  listCenters,
  listSaid,
  type MarksRow,
  replaceLocations,
  replaceMarks,
  saveCenters,
  saveSources,
} from './import.queries.ts';
import { type ChangedEntry, saveDetails } from './import-details.ts';
import { listPlacesWhole, moveSources } from './review.queries.ts';
import { joinMarks, marksOf, SourceContent, type SourceRecord } from './source-record.ts';

type Said = Pick<SourceRecord, 'kind' | 'key' | 'content'>;
type AllSaid = ReadonlyMap<string, Said>;
const nameOf = ({ kind, key }: Pick<Said, 'kind' | 'key'>) => `${kind} ${key}`;

/** What the sources of some entries say, by entry. */
async function loadSaid(tx: Tx, ids: readonly string[]): Promise<(id: string) => AllSaid> {
  const rows = await listSaid(tx, ids);
  return (id) =>
    new Map(
      rows.flatMap(({ centerId, kind, key, content }) => {
        const read = SourceContent.safeParse(content);
        const one = { kind: kind as Said['kind'], key };
        return centerId === id && read.success ? [[nameOf(one), { ...one, content: read.data }] as const] : [];
      }),
    );
}

async function findKnown(tx: Tx, id: string): Promise<KnownCenter> {
  const [known] = await listCenters(tx, [id]);
  if (known === undefined) throw new RangeError(`no such entry: ${id}`);
  return known;
}

/** Name, places and what it is found by: each field from the first source that says it, each door once. */
async function rewrite(tx: Tx, known: KnownCenter, before: AllSaid, said: AllSaid): Promise<ChangedEntry> {
  const { id, slug, synthetic } = known;
  const entry: Entry = entryOf(id, [...said.values()]);
  await saveCenters(tx, [{ ...entry, id, slug, synthetic }]);
  await replaceLocations(
    tx,
    entry.locations.map((location) => ({ ...location, centerId: id })),
    [id],
  );
  await replaceMarks(tx, foundBy(id, before), foundBy(id, said));
  return { id, known, said, before, entry };
}

/**
 * Two entries of one center become one: what sources said of the one stands under the other. What only the old entry's
 * sources claimed has ended there.
 */
export async function mergeSources(
  tx: Tx,
  { from, into, today }: { from: string; into: string; today: string },
): Promise<void> {
  const kept = await findKnown(tx, into);
  const saidOf = await loadSaid(tx, [from, into]);
  const [gone, before] = [saidOf(from), saidOf(into)];
  await moveSources(tx, from, into);
  await replaceMarks(tx, foundBy(from, gone), []);
  const changed = await rewrite(tx, kept, before, new Map([...before, ...gone]));
  // As it was, so that the history of the old entry does not say that its name is gone.
  const entry = entryOf(from, [...gone.values()]);
  await saveDetails(tx, [{ id: from, known: undefined, said: new Map(), before: gone, entry }, changed], today).saved;
}

export type Correction = { name: string; phone?: string | undefined; website?: string | undefined };

/**
 * An editor's word about name, telephone and website: a source like any other, and the first of all. What the registries
 * say is kept beside it, and read on.
 */
export async function correctEntry(tx: Tx, id: string, given: Correction, today: string): Promise<void> {
  const known = await findKnown(tx, id);
  const before = (await loadSaid(tx, [id]))(id);
  const own = { kind: 'editor' as const, key: id };
  // ODbL: what comes from there alone may not be copied into a source of ours.
  if (before.size > 0 && [...before.values()].every(({ kind }) => kind === 'osm'))
    throw new CannotProceed(
      'blocked',
      'This entry comes from OpenStreetMap alone. Correct it there; the next import brings it.',
    );
  const earlier = before.get(nameOf(own))?.content;
  // Where it is goes on following the other sources: a door copied here would stay after the center has moved.
  const hasOthers = [...before.values()].some(({ kind, content }) => kind !== 'editor' && content.places.length > 0);
  const places = earlier?.places ?? (hasOthers ? [] : await listPlacesWhole(tx, id));
  const content = SourceContent.parse({ ...earlier, ...given, names: [given.name], places });
  const said = new Map([...before, [nameOf(own), { ...own, content }] as const]);
  await saveSources(tx, [
    { ...own, centerId: id, content, print: printOf(content), licence: 'CC0 1.0', readOn: today },
  ]);
  await saveDetails(tx, [await rewrite(tx, known, before, said)], today).saved;
}

const foundBy = (centerId: string, said: AllSaid): MarksRow[] =>
  said.size === 0
    ? []
    : [{ centerId, marks: findBy(prepareMarks(joinMarks([...said.values()].map(({ content }) => marksOf(content))))) }];
