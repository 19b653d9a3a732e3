/** Where are you looking? Asked first, and again when a place is not known: nothing is guessed. */
import { html } from 'hono/html';
import { fromLetters } from '#clinical/finder/finder.ts';
import { href } from '#server/public/address.ts';
import { icon } from '#server/public/icons.ts';
import type { Html } from '#server/public/page.ts';
import type { Asked, Shown } from '#server/public/show.ts';
import { listNamed } from './finder.queries.ts';
import { type FinderWord, finderWord } from './finder-words.ts';
import { countsInWords } from './marks.ts';
import { nearMe } from './near-me.ts';
import { type Place, queryOf, type Search } from './search.ts';
import { nearField } from './search-form.ts';

const namedMost = 50;
/** Fewer letters are no name, and would be looked for in every one. */
const hasName = (near: string) => /[\p{L}\p{N}]{3}/u.test(near);

export async function whereTo(asked: Asked, search: Search, place: Exclude<Place, { is: 'place' }>): Promise<Shown> {
  const { language } = asked;
  const says = (word: FinderWord, fill?: Record<string, string | number>) => finderWord(language, word, fill);
  if (place.is === 'words') {
    const named = hasName(search.near) ? await listNamed(asked.c.var.services.db.public, search.near, namedMost) : [];
    if (named.length > 0) {
      const title = says('namedFound', { words: search.near });
      const body = html`<h1>${title}</h1><ul class="links">${named.map(
        (
          card,
        ) => html`<li><a href="${href({ language, path: `/centers/${card.slug}` })}">${card.name}, ${card.city}, ${card.state}</a>
<p class="source">${countsInWords(fromLetters(card.states), language)}</p></li>`,
      )}</ul>`;
      return shown(asked, search, { title, body, isSynthetic: named.some(({ synthetic }) => synthetic) });
    }
  }
  if (place.is === 'several') {
    const title = says('severalTowns', { name: place.towns[0]?.city ?? '' });
    const body = html`<h1>${title}</h1><p class="lead">${says('severalSays')}</p><ul class="links">${place.towns.map(
      ({ city, state }) =>
        html`<li><a href="${href({ language, path: '/centers', query: queryOf(search, { near: `${city}, ${state}` }) })}">${city}, ${state}</a></li>`,
    )}</ul>`;
    return shown(asked, search, { title, body });
  }
  if (place.is === 'nothing') {
    const title = says('findTitle');
    return shown(asked, search, {
      title,
      body: form(asked, search, html`<h1>${title}</h1><p class="lead">${says('findLead')}</p>`),
      isIndexed: true,
    });
  }
  const { problem, wrong } = saidWrong(language, search.near, place);
  const near = likeIt(place);
  const body = html`<div class="problem" role="alert" aria-labelledby="problem" tabindex="-1"><h2 id="problem">${icon('warning')}${says('problem')}</h2><ul><li><a href="#near">${problem}</a></li></ul></div>
${form(asked, search, html`<h1>${says('whereTitle')}</h1>`, wrong)}
${
  near.length === 0
    ? ''
    : html`<h2 class="h4">${says('didYouMean')}</h2><ul class="links">${near.map(
        ({ asked: typed, shown: name }) =>
          html`<li><a href="${href({ language, path: '/centers', query: queryOf(search, { near: typed }) })}">${name}</a></li>`,
      )}</ul>`
}<p class="quiet">${says('notGuessed')}</p>`;
  return shown(asked, search, { title: problem, body, status: 422 });
}

type Wrong = Extract<Place, { is: 'unknown ZIP' | 'military ZIP' | 'state' | 'words' }>;

/** The same words above and at the field. */
function saidWrong(language: Asked['language'], near: string, place: Wrong): { problem: string; wrong: string } {
  const says = (word: FinderWord, fill: Record<string, string> = {}) => finderWord(language, word, fill);
  if (place.is === 'unknown ZIP')
    return { problem: says('unknownZip', { zip: near }), wrong: says('unknownZipSays', { zip: near }) };
  if (place.is === 'military ZIP')
    return { problem: says('militaryZip', { zip: near }), wrong: says('militaryZipSays', { zip: near }) };
  const problem =
    place.is === 'state'
      ? says('isState', { name: place.name })
      : place.isDigits
        ? says('fiveDigits')
        : says('unknownWords', { words: near });
  return { problem, wrong: place.is === 'words' ? `${problem}. ${says('unknownWordsSays')}` : problem };
}

/** What may have been meant: offered as links, searched for nobody. */
function likeIt(place: Wrong): { asked: string; shown: string }[] {
  if (place.is === 'unknown ZIP')
    return place.near.map(({ zip, city, state }) => ({ asked: zip, shown: `${zip}, ${city}, ${state}` }));
  if (place.is !== 'words') return [];
  return place.near.map(({ city, state }) => ({ asked: `${city}, ${state}`, shown: `${city}, ${state}` }));
}

function form({ language }: Asked, search: Search, head: Html, wrong?: string): Html {
  return html`${head}<form role="search" method="get" action="${href({ language, path: '/centers' })}" class="where">
${nearField(language, search.near, wrong)}<button class="act" type="submit">${icon('search')}${finderWord(language, 'search')}</button>
${nearMe(language)}</form>`;
}

function shown(
  { language }: Asked,
  search: Search,
  of: { title: string; body: Html; isSynthetic?: boolean; isIndexed?: boolean; status?: 422 },
): Shown {
  return {
    ...(of.status === undefined ? {} : { status: of.status }),
    page: {
      path: '/centers',
      query: queryOf(search),
      title: of.title,
      description: finderWord(language, 'findLead'),
      door: 'find',
      scripts: ['near-me'],
      isIndexed: of.isIndexed ?? false,
      isSynthetic: of.isSynthetic,
      body: html`<div class="wide narrow">${of.body}</div>`,
    },
  };
}
