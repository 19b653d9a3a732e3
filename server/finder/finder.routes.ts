/** Addresses of the pages about centers. Anyone may read them; a form leaves a message for the editors. */
import type { Hono } from 'hono';
import type { Env } from '#server/platform/route.ts';
import { careRoot } from '#server/public/address.ts';
import { carePages, publicPages, show, take } from '#server/public/show.ts';
import { centerPage } from './center.page.ts';
import { comparePage } from './compare.page.ts';
import { formPage, takeForm } from './forms.page.ts';
import { homePage } from './home.page.ts';
import { accessibilityPage, methodPage } from './method.page.ts';
import { profileSchema } from './profile.ts';
import { questionsPage } from './questions.page.ts';
import { takeReport } from './receive.ts';
import { resultsPage } from './results.page.ts';
import { siteMap } from './site-map.ts';

export function finderPages(): Hono<Env> {
  const pages = carePages();
  show(pages, '', homePage);
  show(pages, '/centers', resultsPage);
  show(pages, '/centers/:slug', centerPage);
  show(pages, '/compare', comparePage);
  show(pages, '/questions', questionsPage);
  show(pages, '/method', methodPage);
  show(pages, '/accessibility', accessibilityPage);
  show(pages, '/tell-us', formPage('tell'));
  take(pages, '/tell-us', takeForm('tell'));
  show(pages, '/for-centers', formPage('center'));
  take(pages, '/for-centers', takeForm('center'));
  publicPages.add(`POST ${careRoot}/centers/:slug/report`);
  pages.post(`${careRoot}/centers/:slug/report`, (c) => takeReport(c));
  publicPages.add(`GET ${careRoot}/profile.schema.json`);
  pages.get(`${careRoot}/profile.schema.json`, (c) => c.json(profileSchema()));
  siteMap(pages);
  return pages;
}
