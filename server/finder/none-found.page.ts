/** Nothing was found: what was searched, that we may not know all, and three ways on, each with its count. */
import { html } from 'hono/html';
import { href } from '#server/public/address.ts';
import { icon } from '#server/public/icons.ts';
import type { Asked, Shown } from '#server/public/show.ts';
import { type FinderWord, finderWord, offerWords, treatmentWords, wordOf } from './finder-words.ts';
import type { Around } from './near.ts';
import { filtersOf, type Place, queryOf, type Search, setFilters } from './search.ts';
import { searchForm } from './search-form.ts';

const fartherMiles = [100, 150, 250] as const;

const dropped: Partial<Search> = {
  treatment: '',
  insurance: '',
  language: '',
  access: '',
  isNew: false,
  dollars: undefined,
};

export function noneFound(
  { language }: Asked,
  search: Search,
  place: Extract<Place, { is: 'place' }>,
  { centers, silent }: { centers: Around; silent: number },
): Shown {
  const says = (word: FinderWord, fill?: Record<string, string | number>) => finderWord(language, word, fill);
  const miles = (n: number) => says('miles', { n });
  const count = (change: Partial<Search>) =>
    centers.count({
      point: place.point,
      miles: change.miles ?? search.miles,
      filters: filtersOf({ ...search, ...change }),
    });
  const to = (change: Partial<Search>) => href({ language, path: '/centers', query: queryOf(search, change) });
  const set = setFilters(search);
  const farther = fartherMiles.filter((n) => n > search.miles).map((n) => ({ n, total: count({ miles: n }) }));
  const wider = set.map((name) => ({ name, total: count({ [name]: dropped[name] }) }));
  const title = says(set.length === 0 ? 'noneFound' : 'noneFoundWith', {
    miles: miles(search.miles),
    place: place.name,
  });
  return {
    page: {
      path: '/centers',
      query: queryOf(search),
      title,
      description: says('mayBe'),
      door: 'find',
      isIndexed: false,
      body: html`${searchForm(language, search)}<div class="wide none-found"><h1>${title}</h1>
<p class="lead">${place.town === place.name ? '' : `${says('thatIs', { town: place.town })} `}${says('mayBe')}</p>
${silent > 0 ? html`<div class="note blue">${icon('question')}<p>${says('silent', { n: silent })} <a href="${to({ withUnknown: true })}">${says('silentShow')}</a></p></div>` : ''}
<div class="three"><section class="card"><h2 class="h3">${says('farther')}</h2><p>${says('fartherSays')}</p><ul class="links">${farther.map(
        ({ n, total }) =>
          html`<li><a href="${to({ miles: n })}">${says('withinN', { miles: miles(n), n: total })}</a></li>`,
      )}</ul></section>
<section class="card"><h2 class="h3">${says('wider')}</h2>${
        wider.length === 0
          ? html`<p>${says('widerNone')}</p>`
          : html`<p>${says('widerSays')}</p><ul class="links">${wider.map(
              ({ name, total }) =>
                html`<li><a href="${to({ [name]: dropped[name] })}">${says('without', { filter: filterName(language, search, name), n: total })}</a></li>`,
            )}</ul>`
      }</section>
<section class="card"><h2 class="h3">${says('askSomeone')}</h2><p>${says('askSays')}</p><ul class="links">
<li><a href="${href({ language, path: '/learn/questions' })}">${says('whatElse')}</a></li>
<li><a href="${href({ language, path: '/tell-us' })}">${says('tellCenter')}</a></li></ul></section></div>
<div class="note red">${icon('warning')}<p><strong>${says('byMail')}</strong> ${says('byMailSays')} <a href="${href({ language, path: '/learn/law' })}">${says('whatWarning')}</a></p></div></div>`,
    },
  };
}

function filterName(language: Asked['language'], search: Search, name: keyof Search): string {
  const value = String(search[name]);
  if (name === 'treatment') return wordOf(treatmentWords, value, language);
  if (name === 'isNew') return finderWord(language, 'isNew');
  if (name === 'dollars') return `${finderWord(language, 'price')} $${value}`;
  return wordOf(offerWords, `${name}:${value}`, language);
}
