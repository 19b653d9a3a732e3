/** Every link of a public page is made here: ours from parts that are encoded, others' only as plain http or https. */
import { raw } from 'hono/html';
import type { Language } from './language.ts';

/** Where the public pages live. */
export const careRoot = '/care';

export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** `path` is what comes after the language: '' for the first page, '/centers', `/centers/${slug}`. */
export type Place = { readonly language: Language; readonly path: string; readonly query?: Query | undefined };

const plainPath = /^(\/[a-z0-9][a-z0-9.-]*)*$/;

/**
 * A link to a page of ours.
 *
 * @throws RangeError for a path that is not made of plain parts: what a person typed belongs into the query
 */
export function href({ language, path, query }: Place): string {
  if (!plainPath.test(path)) throw new RangeError('not a path of the public pages');
  const asked = queryText(query);
  return `${careRoot}${language === 'en' ? '' : `/${language}`}${path}${asked}`;
}

function queryText(query: Query | undefined): string {
  if (query === undefined) return '';
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) params.append(name, String(one));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** The same page in the other language. */
export const inLanguage = (place: Place, language: Language): string => href({ ...place, language });

/** An address of somebody else, from data; undefined for anything that is no plain http or https address. */
export function outside(link: string | null | undefined): string | undefined {
  if (link === null || link === undefined || !URL.canParse(link)) return undefined;
  const { protocol, username, password, href: whole } = new URL(link);
  return /^https?:$/.test(protocol) && username === '' && password === '' ? whole : undefined;
}

/** A telephone number as a link dials it. @param text as people write it; a number without a country is of the US */
export function telephone(text: string): string {
  const digits = text.replaceAll(/\D/g, '');
  return `tel:${digits.length === 10 ? `+1${digits}` : digits}`;
}

/** Data for search engines: no `<`, so that nothing in it ends the element. */
export const structuredData = (data: object) =>
  raw(`<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`);
