/** One entry out of what several sources say. Pure: the same sources give the same entry, with the same ids. */
import { hash } from 'node:crypto';
import { isOneDoor } from '#clinical/finder/finder.ts';
import { placeWords } from './place-names.ts';
import {
  type SourceContent,
  type SourceKind,
  type SourcePlace,
  type SourceRecord,
  sourceKinds,
} from './source-record.ts';

/** Whose word counts first where sources differ: an editor, the center itself, then the registries. */
const precedence: readonly SourceKind[] = ['editor', 'profile', 'nppes', 'facility', 'osm', 'simulator'];

/** How sources are named on pages. */
export const sourceNames: Readonly<Record<SourceKind, string>> = {
  nppes: 'National provider registry (NPPES), what the center registered',
  facility: 'List of facilities',
  osm: 'OpenStreetMap',
  profile: 'The center’s own page',
  editor: 'Editors',
  simulator: 'Made up',
};

/**
 * An id that is worked out from what it stands for, so that a reading that was killed and begun again ends with the
 * same rows as one that was not. UUID version 8 (RFC 9562): 122 bits of a SHA-256.
 */
export function idOf(...parts: readonly string[]): string {
  const hex = hash('sha256', parts.join('\u0000'), 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const inOrderOfNames = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrderOfNames);
  const parts = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(parts.map(([name, part]) => [name, inOrderOfNames(part)]));
};

/** JSON with its names in order: the same content is the same text. */
export const canonical = (value: unknown): string => JSON.stringify(inOrderOfNames(value));

export const printOf = (content: SourceContent): Buffer => hash('sha256', canonical(content), 'buffer');

export type EntryLocation = SourcePlace & { readonly id: string };

export type Entry = {
  readonly name: string;
  readonly npi: string | undefined;
  readonly phone: string | undefined;
  readonly website: string | undefined;
  readonly locations: readonly EntryLocation[];
};

type Said = Pick<SourceRecord, 'kind' | 'key' | 'content'>;

const inOrder = (of: readonly Said[]): Said[] =>
  of.toSorted(
    (a, b) => precedence.indexOf(a.kind) - precedence.indexOf(b.kind) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );

/** What pages show of a center: each field from the first source that says it, each door once. */
export function entryOf(centerId: string, sources: readonly Said[]): Entry {
  // OpenStreetMap may be shared on only as a whole and with its name (ODbL): beside others it stays a layer of its own.
  const others = sources.filter(({ kind }) => kind !== 'osm');
  const said = inOrder(others.length > 0 ? others : sources).map(({ content }) => content);
  const first = <T>(of: (content: SourceContent) => T | undefined): T | undefined => {
    for (const content of said) {
      const value = of(content);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  return {
    name: first(({ names }) => names[0]) ?? '',
    npi: first(({ npi }) => npi),
    phone: first(({ phone }) => phone),
    website: first(({ website }) => website),
    locations: locationsOf(
      centerId,
      said.flatMap(({ places }) => places),
    ),
  };
}

/** A door is named once, with the best point that anyone gave for it. */
function locationsOf(centerId: string, places: readonly SourcePlace[]): EntryLocation[] {
  const doors: { first: SourcePlace; best: SourcePlace; key: string }[] = [];
  for (const place of places) {
    const key = doorKey(place);
    const door = doors.find((known) => known.key === key || isOneDoor(known.first, place));
    if (door === undefined) doors.push({ first: place, best: place, key });
    else if (door.best.placedBy === 'zip' && place.placedBy === 'address') door.best = place;
  }
  return doors.map(({ first, best, key }) => ({
    ...first,
    latitude: best.latitude,
    longitude: best.longitude,
    placedBy: best.placedBy,
    id: idOf('place', centerId, key),
  }));
}

/** Without a street the point tells places apart. */
const doorKey = ({ street, city, state, zip, latitude, longitude }: SourcePlace) =>
  [zip, state, placeWords(city), street === '' ? `${latitude} ${longitude}` : placeWords(street)].join(' ');

/** A short name for an address: letters and digits of name, town and state. */
export function slugOf(name: string, place: { city: string; state: string } | undefined): string {
  const words = `${name} ${place?.city ?? ''} ${place?.state ?? ''}`
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const slug: string[] = [];
  for (const word of words) {
    if ([...slug, word].join('-').length > 80) break;
    slug.push(word);
  }
  return slug.length === 0 ? 'center' : slug.join('-');
}

export const isSourceKind = (text: string): text is SourceKind => (sourceKinds as readonly string[]).includes(text);
