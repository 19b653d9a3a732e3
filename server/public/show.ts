/**
 * How a public page is answered: the same address in two languages, with an ETag and headers that a CDN can use. No page
 * reads a cookie, and none is different for two people.
 */
import { type Context, Hono } from 'hono';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Env } from '#server/platform/route.ts';
import { careRoot } from './address.ts';
import { assetsOf } from './assets.ts';
import { codingFor, saysOf } from './compress.ts';
import { findKept, type KeptPage, keepPage, momentOf } from './kept-pages.ts';
import { type Language, languages } from './language.ts';
import { takeFrom } from './limits.ts';
import { packPage } from './packed-page.ts';
import { type Page, type PageText, pageInParts, wholePage } from './page.ts';
import { problemPage } from './problem.ts';

/** `revision`: what the public tables had when the question came; a form has none. */
export type Asked = { c: Context<Env>; language: Language; query: URLSearchParams; today: string; revision?: number };

/** A page, or where to go instead. `freshS`: how long a cache may give it out without asking. */
export type Shown =
  | { page: Omit<Page, 'language'>; status?: 200 | 404 | 410 | 422 | 429; freshS?: number }
  | { goTo: string };

/** Addresses that anyone may ask for: filled as they are declared, walked by tests. */
export const publicPages = new Set<string>();

/** An empty set of public pages; what goes wrong in them is said on a page of their own. */
export function carePages(): Hono<Env> {
  const pages = new Hono<Env>();
  pages.onError(problemPage);
  return pages;
}

/** One page under /care and /care/es. @param path as Hono reads it: '', '/centers/:slug' */
export function show(pages: Hono<Env>, path: string, make: (asked: Asked) => Promise<Shown> | Shown): void {
  for (const language of languages) {
    const at = `${careRoot}${language === 'en' ? '' : `/${language}`}${path}`;
    publicPages.add(`GET ${at}`);
    pages.get(at, async (c) => {
      const { services, from } = c.var;
      takeFrom('page', from, services.clock());
      const coding = codingFor(c, ['gzip']);
      const address = `${coding} ${c.req.url}`;
      const moment = await momentOf(services);
      const kept = findKept(services, address, moment);
      if (kept !== undefined) return give(c, language, kept);
      const answer = await made(c, language, await make({ ...asked(c, language), revision: moment.revision }));
      if (answer instanceof Response) return answer;
      const { text, status, freshS } = answer;
      if (status === 422 || status === 429) return giveOnce(c, language, answer);
      const fresh = { ...packPage(text.opening, text.rest, coding), status, freshS };
      keepPage(services, address, moment, fresh);
      return give(c, language, fresh);
    });
  }
}

/** A form that leaves a message; answered by a page of its own address. */
export function take(pages: Hono<Env>, path: string, make: (asked: Asked, form: FormData) => Promise<Shown>): void {
  for (const language of languages) {
    const at = `${careRoot}${language === 'en' ? '' : `/${language}`}${path}`;
    publicPages.add(`POST ${at}`);
    pages.post(at, async (c) => {
      takeFrom('page', c.var.from, c.var.services.clock());
      const answer = await made(c, language, await make(asked(c, language), await formOf(c)));
      return answer instanceof Response ? answer : giveOnce(c, language, answer);
    });
  }
}

const asked = (c: Context<Env>, language: Language): Asked => ({
  c,
  language,
  query: new URL(c.req.url).searchParams,
  today: c.var.services.clock().toISOString().slice(0, 10),
});

async function formOf(c: Context<Env>): Promise<FormData> {
  if (!/^application\/x-www-form-urlencoded\b/.test(c.req.header('content-type') ?? ''))
    throw new CannotProceed('not-understood', 'This is not what the form sends.');
  return c.req.formData().catch(() => {
    throw new CannotProceed('not-understood', 'This is not what the form sends.');
  });
}

const usuallyFreshS = 300;
const dayS = 86_400;

type Made = { text: PageText; status: 200 | 404 | 410 | 422 | 429; freshS: number };

/** A page, or where to go instead. */
async function made(c: Context<Env>, language: Language, shown: Shown): Promise<Made | Response> {
  if ('goTo' in shown) return c.redirect(shown.goTo, 303);
  const { status = 200, freshS = usuallyFreshS } = shown;
  const text = await pageInParts({ ...shown.page, language }, assetsOf(c.var.services), c.var.services.address);
  return { text, status, freshS };
}

const html = { 'content-type': 'text/html; charset=utf-8' };

function give(c: Context<Env>, language: Language, { packed, tag, status, freshS }: KeptPage): Response {
  c.header('cache-control', `public, max-age=${freshS}, stale-while-revalidate=${dayS}, stale-if-error=${dayS}`);
  c.header('content-language', language);
  if (status === 200 && sameTag(c.req.header('if-none-match'), tag)) return c.body(null, 304, { etag: tag });
  return c.body(packed.bytes, status, { ...html, ...saysOf(packed, tag) });
}

/** What somebody typed wrong, or left in a form: kept by nobody. */
function giveOnce(c: Context<Env>, language: Language, { text, status }: Made): Response {
  c.header('cache-control', 'no-store');
  c.header('content-language', language);
  return c.body(wholePage(text), status, html);
}

/** Weakly compared: what compression did to the bytes on the way does not matter. */
const sameTag = (asked: string | undefined, tag: string): boolean =>
  (asked ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*');
