/** What a person asked for, read from an address: wrong or unknown values are said, never guessed. */
import type { Point } from '#clinical/finder/finder.ts';
import { postalStates } from '#clinical/states.ts';
import type { Query } from '#server/public/address.ts';
import type { Filters } from './near-says.ts';
import { stateCode } from './place-names.ts';
import { type TownPoint, type ZipPoint, zipPoints } from './zip-points.ts';

export const distances = [10, 25, 35, 50, 100, 150, 250] as const;
const usualMiles = 35;
export const treatments = ['infusion', 'nasal-spray', 'injection', 'lozenge'] as const;
export const insurances = ['commercial', 'medicare', 'medicaid', 'tricare', 'self-pay'] as const;
export const spoken = ['es', 'zh', 'vi', 'tl', 'ar', 'asl'] as const;
export const ways = ['wheelchair', 'evening', 'weekend', 'telehealth-visit'] as const;
export const priceLimits = [400, 600, 800, 1_000] as const;
export const pageSize = 20;
/** Nobody turns so many pages; a program might. */
const afterMost = 2_000;

export type Search = {
  /** As it was typed, at most so many letters. */
  near: string;
  miles: number;
  treatment: string;
  insurance: string;
  language: string;
  access: string;
  isNew: boolean;
  dollars: number | undefined;
  order: 'nearest' | 'most-checked';
  view: 'list' | 'map';
  /** Those who have not said anything about a filter are shown too. */
  withUnknown: boolean;
  after: number;
};

const typedMost = 80;

function oneOf<const Known extends readonly (string | number)[]>(known: Known, value: string | null): string {
  return known.some((one) => String(one) === value) ? String(value) : '';
}

export function readSearch(query: URLSearchParams): Search {
  const after = Number(query.get('after') ?? 0);
  const dollars = oneOf(priceLimits, query.get('price'));
  return {
    near: (query.get('near') ?? '').replaceAll(/\p{C}/gu, ' ').trim().slice(0, typedMost),
    miles: Number(oneOf(distances, query.get('within'))) || usualMiles,
    treatment: oneOf(treatments, query.get('treatment')),
    insurance: oneOf(insurances, query.get('insurance')),
    language: oneOf(spoken, query.get('speaks')),
    access: oneOf(ways, query.get('access')),
    isNew: query.get('new') === 'yes',
    dollars: dollars === '' ? undefined : Number(dollars),
    order: query.get('order') === 'most-checked' ? 'most-checked' : 'nearest',
    view: query.get('view') === 'map' ? 'map' : 'list',
    withUnknown: query.get('unknown') === 'too',
    after: Number.isInteger(after) && after > 0 && after <= afterMost ? after : 0,
  };
}

/** The address of a search with some of it changed; the rest stays. */
export function queryOf(search: Search, change: Partial<Search> = {}): Query {
  const of = { ...search, after: 0, ...change };
  return {
    near: of.near,
    within: of.miles === usualMiles ? undefined : of.miles,
    treatment: of.treatment,
    insurance: of.insurance,
    speaks: of.language,
    access: of.access,
    new: of.isNew ? 'yes' : undefined,
    price: of.dollars,
    order: of.order === 'nearest' ? undefined : of.order,
    view: of.view === 'list' ? undefined : of.view,
    unknown: of.withUnknown ? 'too' : undefined,
    after: of.after === 0 ? undefined : of.after,
  };
}

export function filtersOf(search: Search): Filters {
  return {
    treatment: search.treatment === '' ? undefined : search.treatment,
    mostCents: search.dollars === undefined ? undefined : search.dollars * 100,
    offers: [
      search.insurance === '' ? [] : `insurance:${search.insurance}`,
      search.language === '' ? [] : `language:${search.language}`,
      search.access === '' ? [] : `access:${search.access}`,
      search.isNew ? 'new-patients:yes' : [],
    ].flat(),
  };
}

/** Which filters are set, so that a page without hits can say what to drop. */
export const setFilters = (search: Search): (keyof Search)[] =>
  (['treatment', 'insurance', 'language', 'access', 'isNew', 'dollars'] as const).filter((name) => {
    const value = search[name];
    return value !== '' && value !== false && value !== undefined;
  });

export type Place =
  | { is: 'nothing' }
  | { is: 'place'; point: Point; name: string; town: string }
  /** Several towns have this name. */
  | { is: 'several'; towns: readonly TownPoint[] }
  /** Five digits that nobody knows, and codes a slip of the hand makes of them. */
  | { is: 'unknown ZIP'; near: readonly ZipPoint[] }
  | { is: 'military ZIP' }
  | { is: 'state'; name: string }
  /** Perhaps the name of a center; towns that a slip of the hand makes of it. */
  | { is: 'words'; near: readonly TownPoint[]; isDigits: boolean };

/** A town with the name of a state and so few codes is hardly what is meant: "New York" is, "Nevada" is not. */
const fewCodes = 10;

/** Where somebody looks: a ZIP code or a town. Nothing is guessed. */
export function placeOf(near: string): Place {
  if (near === '') return { is: 'nothing' };
  const zip = zipPoints().find(near);
  if (zip.is === 'found')
    return { is: 'place', point: zip.point, name: zip.point.zip, town: `${zip.point.city}, ${zip.point.state}` };
  if (zip.is === 'unknown') return { is: 'unknown ZIP', near: zip.near };
  // Mail of the armed forces has a code and no place on a map.
  if (zip.is === 'military') return { is: 'military ZIP' };
  const state = near.trim().length > 2 ? stateCode(near) : undefined;
  const [town, ...others] = zipPoints().town(near);
  const isBigTown = town !== undefined && town.zips.length > fewCodes;
  if (state !== undefined && !isBigTown) return { is: 'state', name: postalStates[state] ?? near };
  if (town === undefined) return { is: 'words', near: zipPoints().townsLike(near), isDigits: /^[\d\s-]+$/.test(near) };
  if (others.length > 0) return { is: 'several', towns: [town, ...others] };
  const name = `${town.city}, ${town.state}`;
  return { is: 'place', point: town, name, town: name };
}
