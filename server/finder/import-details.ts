/** What belongs to an entry beside its name and places: claims, services, offers, people, prices, and its history. */
import { evidenceCountsFor, isFactName } from '#clinical/finder/finder.ts';
import type { Tx } from '#server/platform/database.ts';
import { type Entry, entryOf, idOf, sourceNames } from './entry.ts';
import { type EvidenceRow, type KnownCenter, saveChanges, saveClaims } from './import.queries.ts';
import { type DetailRows, replaceDetails } from './import-details.queries.ts';
import type { SourceRecord } from './source-record.ts';

type Said = Pick<SourceRecord, 'kind' | 'key' | 'content'> & { readonly readOn?: string };

export type ChangedEntry = {
  readonly id: string;
  readonly known: KnownCenter | undefined;
  readonly said: ReadonlyMap<string, Said>;
  /** What its sources said before; empty for a new entry. */
  readonly before: ReadonlyMap<string, Said>;
  readonly entry: Entry;
};

/** @returns the claims that stand now, before they are kept */
export function saveDetails(
  tx: Tx,
  changed: readonly ChangedEntry[],
  today: string,
): { readonly claims: readonly EvidenceRow[]; readonly saved: Promise<void> } {
  const [now, then] = [
    changed.flatMap(({ id, said }) => claimsOf(id, said.values())),
    changed.flatMap(({ id, before }) => claimsOf(id, before.values())),
  ];
  const still = new Set(now.map(({ id }) => id));
  const ended = { ids: then.map(({ id }) => id).filter((id) => !still.has(id)), on: today };
  return { claims: now, saved: saveClaims(tx, now, ended).then(() => saveOthers(tx, changed, today)) };
}

async function saveOthers(tx: Tx, changed: readonly ChangedEntry[], today: string): Promise<void> {
  await replaceDetails(
    tx,
    joined(changed.flatMap(({ id, before }) => [...before.values()].map((of) => rowsOf(id, of, today)))),
    joined(changed.flatMap(({ id, said }) => [...said.values()].map((of) => rowsOf(id, of, today)))),
  );
  await saveChanges(
    tx,
    changed.flatMap(({ id, before, entry }) =>
      before.size === 0
        ? []
        : differences(entryOf(id, [...before.values()]), entry).map((words) => ({
            centerId: id,
            id: idOf('change', id, today, words),
            changedOn: today,
            words,
          })),
    ),
  );
}

/** The same day of a later month; the last one of a month that is shorter. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

function claimsOf(centerId: string, said: Iterable<Said>): EvidenceRow[] {
  return [...said].flatMap(({ kind, key, content }) =>
    (content.claims ?? [])
      .filter(({ fact }) => isFactName(fact))
      .map(({ fact, words, link, foundOn }) => ({
        id: idOf('claim', centerId, kind, key, fact, words),
        centerId,
        fact,
        words,
        source: sourceNames[kind],
        link,
        foundOn,
        expiresOn: monthsLater(foundOn, evidenceCountsFor.value),
      })),
  );
}

function rowsOf(centerId: string, { kind, key, content }: Said, today: string): DetailRows {
  const source = sourceNames[kind];
  const id = (...parts: string[]) => idOf(...parts, centerId, kind, key);
  return {
    services: (content.services ?? []).map((of) => ({ ...of, centerId, source, foundOn: today })),
    offers: (content.offers ?? []).map((of) => ({ ...of, centerId, source, foundOn: today })),
    people: (content.people ?? []).map((of) => ({
      ...of,
      centerId,
      id: id('person', of.name, of.role),
      source,
      foundOn: today,
    })),
    prices: (content.prices ?? []).map((of) => ({
      ...of,
      cents: of.cents ?? null,
      link: of.link ?? null,
      centerId,
      id: id('price', of.what, of.words),
    })),
    mentions: (content.mentions ?? []).map((of) => ({
      ...of,
      link: of.link ?? null,
      centerId,
      id: id('mention', of.kind, of.words),
      foundOn: today,
    })),
  };
}

const joined = (all: readonly DetailRows[]): DetailRows => ({
  services: all.flatMap(({ services }) => services),
  offers: all.flatMap(({ offers }) => offers),
  people: all.flatMap(({ people }) => people),
  prices: all.flatMap(({ prices }) => prices),
  mentions: all.flatMap(({ mentions }) => mentions),
});

/** What the history of a center says, in words. */
function differences(before: Entry, now: Entry): string[] {
  const field = (what: string, was: string | undefined, is: string | undefined) =>
    was === is ? [] : [`${what}: ${is ?? 'not known'} (before: ${was ?? 'not known'})`];
  const doors = (of: Entry) =>
    new Map(of.locations.map(({ id, street, city, state, zip }) => [id, `${street}, ${city}, ${state} ${zip}`]));
  const [was, is] = [doors(before), doors(now)];
  return [
    ...field('Name', before.name, now.name),
    ...field('Telephone', before.phone, now.phone),
    ...field('Website', before.website, now.website),
    ...[...is].filter(([id]) => !was.has(id)).map(([, door]) => `A place was added: ${door}`),
    ...[...was].filter(([id]) => !is.has(id)).map(([, door]) => `A place is gone: ${door}`),
  ];
}
