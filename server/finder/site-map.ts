/** What search engines ask for: which pages there are, in parts, and which of this server they may read. */
import type { Context, Hono } from 'hono';
import type { Env } from '#server/platform/route.ts';
import { careRoot, href } from '#server/public/address.ts';
import { languages } from '#server/public/language.ts';
import { publicPages } from '#server/public/show.ts';
import { countListed, listSlugs } from './finder.queries.ts';

/** A part holds so many centers, so that none takes long; the protocol allows 50,000 addresses, and each center has two. */
const centersPerPart = 2_000;
const dayS = 86_400;

/** Pages that show nothing of their own until something is chosen. */
const leftOut = new Set(['/compare']);

const xml = (c: Context<Env>, body: string) =>
  c.body(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`, 200, {
    'content-type': 'application/xml; charset=utf-8',
    'cache-control': `public, max-age=${dayS}`,
  });
const urlset = (entries: readonly string[]) =>
  `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('')}</urlset>`;

export function siteMap(pages: Hono<Env>): void {
  const add = (path: string, answer: (c: Context<Env>) => Response | Promise<Response>) => {
    publicPages.add(`GET ${path}`);
    pages.get(path, answer);
  };
  add('/robots.txt', (c) =>
    c.text(
      `User-agent: *\nAllow: ${careRoot}\nDisallow: /\nSitemap: ${c.var.services.address}${careRoot}/sitemap.xml\n`,
      200,
      { 'cache-control': `public, max-age=${dayS}` },
    ),
  );
  add(`${careRoot}/sitemap.xml`, async (c) => {
    const { address, db } = c.var.services;
    const parts = Math.ceil((await countListed(db.public)) / centersPerPart);
    const names = ['pages', ...Array.from({ length: parts }, (_, at) => `centers-${at}`)];
    return xml(
      c,
      `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${names
        .map((name) => `<sitemap><loc>${address}${careRoot}/sitemap-${name}.xml</loc></sitemap>`)
        .join('')}</sitemapindex>`,
    );
  });
  add(`${careRoot}/sitemap-pages.xml`, (c) => {
    const paths = [...publicPages]
      .filter((page) => page.startsWith(`GET ${careRoot}`) && !/[:.]/.test(page.slice('GET '.length)))
      .map((page) => page.slice('GET '.length))
      .filter((path) => !leftOut.has(path.replace(/^\/care(\/es)?/, '')));
    return xml(c, urlset(paths.map((path) => `<url><loc>${c.var.services.address}${path}</loc></url>`)));
  });
  add(`${careRoot}/:part{sitemap-centers-[0-9]{1,4}\\.xml}`, async (c) => {
    const part = Number(/\d+/.exec(c.req.param('part') ?? '')?.[0] ?? 0);
    const found = await listSlugs(c.var.services.db.public, centersPerPart, part * centersPerPart);
    const entries = found.flatMap(({ slug, updatedAt }) =>
      languages.map(
        (language) =>
          `<url><loc>${c.var.services.address}${href({ language, path: `/centers/${slug}` })}</loc><lastmod>${updatedAt.toISOString().slice(0, 10)}</lastmod></url>`,
      ),
    );
    return xml(c, urlset(entries));
  });
}
