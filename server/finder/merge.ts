/** Two entries of one center become one: what sources said of the one stands under the other. */
import { findBy, prepareMarks } from '#clinical/finder/finder.ts';
import type { Tx } from '#server/platform/database.ts';
import { entryOf } from './entry.ts';
import { listCenters, listSaid, replaceLocations, replaceMarks, saveCenters } from './import.queries.ts';
import { saveDetails } from './import-details.ts';
import { moveSources } from './review.queries.ts';
import { joinMarks, marksOf, SourceContent, type SourceRecord } from './source-record.ts';

type Said = Pick<SourceRecord, 'kind' | 'key' | 'content'>;

/**
 * The same steps as when a source is read: every field from the first source that says it, each door once, claims under
 * the entry that stays. What only the old entry's sources claimed has ended there.
 */
export async function mergeSources(
  tx: Tx,
  { from, into, today }: { from: string; into: string; today: string },
): Promise<void> {
  const known = await listCenters(tx, [from, into]);
  const kept = known.find(({ id }) => id === into);
  if (kept === undefined) throw new RangeError(`no such entry: ${into}`);
  const rows = await listSaid(tx, [from, into]);
  const saidOf = (centerId: string): Map<string, Said> =>
    new Map(
      rows
        .filter((row) => row.centerId === centerId)
        .map(({ kind, key, content }) => [
          `${kind} ${key}`,
          { kind: kind as Said['kind'], key, content: SourceContent.parse(content) },
        ]),
    );
  const [gone, before] = [saidOf(from), saidOf(into)];
  const said = new Map([...before, ...gone]);
  const entry = entryOf(into, [...said.values()]);
  await moveSources(tx, from, into);
  await saveCenters(tx, [{ ...entry, id: into, slug: kept.slug, synthetic: kept.synthetic }]);
  await replaceLocations(
    tx,
    entry.locations.map((location) => ({ ...location, centerId: into })),
    [into],
  );
  await replaceMarks(tx, [...foundBy(from, gone), ...foundBy(into, before)], foundBy(into, said));
  await saveDetails(
    tx,
    [
      // As it was, so that the history of the old entry does not say that its name is gone.
      { id: from, known: undefined, said: new Map(), before: gone, entry: entryOf(from, [...gone.values()]) },
      { id: into, known: kept, said, before, entry },
    ],
    today,
  );
}

const foundBy = (centerId: string, said: ReadonlyMap<string, Said>) =>
  said.size === 0
    ? []
    : findBy(prepareMarks(joinMarks([...said.values()].map(({ content }) => marksOf(content))))).map((mark) => ({
        mark,
        centerId,
      }));
