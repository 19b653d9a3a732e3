import type { Hono } from 'hono';
import type { Env } from '#server/platform/route.ts';
import { carePages, show } from '#server/public/show.ts';
import { checkPage } from './check.page.ts';
import { sheetPage } from './check-sheet.page.ts';
import { words } from './check-words.ts';

/** Nothing of these pages changes between two versions of the program. */
const freshS = 3_600;

/** The private check. Neither page reads anything of the request but its language. */
export function checkPages(): Hono<Env> {
  const pages = carePages();
  show(pages, '/check', ({ language }) => ({
    freshS,
    page: {
      path: '/check',
      title: words.window[language],
      description: words.description[language],
      door: 'check',
      scripts: ['check'],
      body: checkPage(language),
    },
  }));
  show(pages, '/check/sheet', ({ language }) => ({
    freshS,
    page: {
      path: '/check/sheet',
      title: words.sheetTitle[language],
      description: words.description[language],
      door: 'check',
      body: sheetPage(language),
    },
  }));
  return pages;
}
