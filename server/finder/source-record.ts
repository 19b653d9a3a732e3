import { z } from 'zod';
import type { CenterMarks } from '#clinical/finder/finder.ts';

/**
 * What one source says about one center, in one form for all sources.
 *
 * The text is what the source says; only spaces at its ends are gone. What could not be kept as it stands was rejected.
 */
export const sourceKinds = ['nppes', 'facility', 'osm', 'profile', 'editor', 'simulator'] as const;
export type SourceKind = (typeof sourceKinds)[number];

const SourcePlace = z.object({
  street: z.string(),
  city: z.string(),
  state: z.string(),
  zip: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  /** `zip`: the middle of the ZIP code stands for the door. */
  placedBy: z.enum(['address', 'zip']),
});
export type SourcePlace = z.infer<typeof SourcePlace>;

const SourceClaim = z.object({ fact: z.string(), words: z.string(), link: z.string().optional(), foundOn: z.string() });
const SourceService = z.object({ treatment: z.string(), product: z.string(), byMail: z.boolean() });
const SourceOffer = z.object({ kind: z.string(), value: z.string() });
const SourcePerson = z.object({ name: z.string(), role: z.string(), credential: z.string() });
const SourceMention = z.object({ kind: z.string(), words: z.string(), link: z.string().optional() });
const SourcePrice = z.object({
  what: z.string(),
  cents: z.number().optional(),
  words: z.string(),
  includes: z.string(),
  whoBills: z.string(),
  link: z.string().optional(),
  statedOn: z.string(),
});

export const SourceContent = z.object({
  /** Its own name first, then what else it goes by. */
  names: z.array(z.string()).min(1),
  npi: z.string().optional(),
  phone: z.string().optional(),
  website: z.string().optional(),
  /** At least one from whoever reads a file; an editor may leave them to the other sources. */
  places: z.array(SourcePlace),
  /** What it says about some of the 24 facts: a claim, whoever the source is that only repeats it. */
  claims: z.array(SourceClaim).optional(),
  services: z.array(SourceService).optional(),
  offers: z.array(SourceOffer).optional(),
  people: z.array(SourcePerson).optional(),
  prices: z.array(SourcePrice).optional(),
  mentions: z.array(SourceMention).optional(),
  /** Texts to hold against the wording rules. */
  texts: z.array(z.string()).optional(),
});
export type SourceContent = z.infer<typeof SourceContent>;

export type SourceRecord = {
  readonly kind: SourceKind;
  /** How the source names it: an NPI, an OSM id, a host. */
  readonly key: string;
  readonly licence: string;
  /** The day that the source itself names, or the day of the import. */
  readonly readOn: string;
  readonly content: SourceContent;
};

/** A line that was not taken, and why. `line` counts from 1 as an editor does; an element of a list, in JSON. */
export type Rejected = { readonly line: number; readonly why: string };

/** A source no longer knows this center: a number that was taken back. */
export type Gone = { readonly kind: SourceKind; readonly gone: string; readonly on: string };

export const marksOf = (of: SourceContent): CenterMarks => ({
  names: of.names,
  phones: of.phone === undefined ? [] : [of.phone],
  npis: of.npi === undefined ? [] : [of.npi],
  websites: of.website === undefined ? [] : [of.website],
  places: of.places.map(({ placedBy, latitude, longitude, ...place }) => ({
    ...place,
    point: placedBy === 'address' ? { latitude, longitude } : undefined,
  })),
});

/** All that several sources say, as one. */
export const joinMarks = (of: readonly CenterMarks[]): CenterMarks => ({
  names: of.flatMap(({ names }) => names),
  places: of.flatMap(({ places }) => places),
  phones: of.flatMap(({ phones }) => phones),
  npis: of.flatMap(({ npis }) => npis),
  websites: of.flatMap(({ websites }) => websites),
});
