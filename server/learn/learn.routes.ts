/** Addresses of the learning part. The pages hold nothing of anybody, so each is made once. */
import { carePages, show } from '#server/public/show.ts';
import { articleOf, contentsOf } from './learn.page.ts';
import { learnPages } from './pages.ts';

/** A page changes with a release, not with the day. */
const freshS = 3_600;

export function careLearnPages() {
  const pages = carePages();
  const made = learnPages();
  show(pages, '/learn', ({ language }) => ({ page: contentsOf(made, language), freshS }));
  made.forEach((page, at) => {
    show(pages, `/learn/${page.slug}`, ({ language }) => ({ page: articleOf(page, made[at + 1], language), freshS }));
  });
  return pages;
}
