/** A list of centers around a place, or what to do where there is none. */
import { html, raw } from 'hono/html';
import { countStates, factStates, formulaNow, fromLetters, type Point } from '#clinical/finder/finder.ts';
import { href } from '#server/public/address.ts';
import { icon } from '#server/public/icons.ts';
import { dayIn, type Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import type { Asked, Shown } from '#server/public/show.ts';
import { centerCard, milesIn } from './card.ts';
import { compareMost } from './compare-most.ts';
import type { CardFound } from './finder.queries.ts';
import { type FinderWord, finderWord } from './finder-words.ts';
import { map, ringsOf } from './map.ts';
import { markShapes, stateMark } from './marks.ts';
import { around } from './near.ts';
import { noneFound } from './none-found.page.ts';
import { filtersOf, pageSize, placeOf, queryOf, readSearch, type Search, setFilters } from './search.ts';
import { searchForm } from './search-form.ts';
import { whereTo } from './where.page.ts';

export async function resultsPage(asked: Asked): Promise<Shown> {
  const search = readSearch(asked.query);
  const place = placeOf(search.near);
  if (place.is !== 'place') return whereTo(asked, search, place);
  const filters = filtersOf(search);
  const { miles, order, after } = search;
  const centers = await around(asked.c.var.services.db.public, asked.revision);
  const near = { point: place.point, miles, filters, withUnknown: search.withUnknown };
  const { total, cards: found } = await centers.list({ ...near, order, most: pageSize, after });
  // The list has become shorter than the page that was asked for: its beginning, never "none".
  if (found.length === 0 && after > 0)
    return { goTo: href({ language: asked.language, path: '/centers', query: queryOf(search) }) };
  // How many are left out of a list only because nobody has said what a filter asks.
  const isFiltered = !search.withUnknown && setFilters(search).length > 0;
  const silent = isFiltered ? centers.count({ ...near, withUnknown: true }) - total : 0;
  if (found.length === 0) return noneFound(asked, search, place, { centers, silent });
  const { language } = asked;
  const title = headline(language, total, search, place.name);
  return {
    page: {
      path: '/centers',
      query: queryOf(search, { after }),
      title,
      description: finderWord(language, 'straight'),
      door: 'find',
      isIndexed: false,
      isSynthetic: found.some(({ synthetic }) => synthetic),
      body: list(asked, search, { place, found, total, title, silent }),
    },
  };
}

const headline = (language: Language, total: number, { miles }: Search, place: string) =>
  finderWord(language, total === 1 ? 'oneFound' : 'found', {
    n: total,
    miles: finderWord(language, 'miles', { n: miles }),
    place,
  });

type Found = {
  place: { point: Point; name: string; town: string };
  found: readonly CardFound[];
  total: number;
  title: string;
  silent: number;
};

function list(asked: Asked, search: Search, { place, found, total, title, silent }: Found): Html {
  const { language, today, query } = asked;
  const says = (word: FinderWord, fill?: Record<string, string | number>) => finderWord(language, word, fill);
  const ticked = new Set(query.getAll('center'));
  const drawn = mapOf(language, search, place, found);
  const town = place.town === place.name ? '' : `${says('thatIs', { town: place.town })} `;
  return html`${markShapes()}${searchForm(language, search)}
<div class="wide results-head"><div><h1>${title}</h1><p class="quiet">${town}${says('straight')}</p></div>
<nav class="switch" aria-label="${says('nearest')} / ${says('mostChecked')}">${switchTo(language, search, 'order', ['nearest', 'nearest'], ['most-checked', 'mostChecked'])}</nav></div>
<div class="wide results${search.view === 'map' ? ' by-map' : ''}">
<nav class="switch results-view" aria-label="${says('list')} / ${says('map')}">${switchTo(language, search, 'view', ['list', 'list'], ['map', 'map'])}</nav>
<div class="results-list">${search.order === 'most-checked' ? formula(language, found) : ''}
${total > pageSize ? html`<p class="quiet">${says('manyHits', { from: search.after + 1, to: search.after + found.length, n: total })}</p>` : ''}
${silentNote(language, search, silent)}
<form method="get" action="${href({ language, path: '/compare' })}"><input type="hidden" name="near" value="${search.near}">
<ol class="centers">${found.map((card, at) =>
    centerCard(card, {
      language,
      today,
      number: search.after + at + 1,
      isTicked: ticked.has(card.slug),
      near: search.near,
    }),
  )}</ol>
<div class="compare-bar"><p class="quiet">${says('compareUpTo', { n: compareMost })}</p><button class="act" type="submit">${says('compareTicked')}</button></div></form>
${turn(language, search, total)}</div>
<aside class="results-side"><div class="results-map">${drawn}<p class="source">${mapSays(language, search)}</p></div>
<div class="card"><h2 class="h3">${says('marksMean')}</h2><ul class="mark-list">${factStates.map(
    (state) => html`<li>${stateMark(state, language)}</li>`,
  )}</ul><p><a href="${href({ language, path: '/method' })}">${says('howState')}</a></p></div></aside></div>`;
}

/** Not known is not no: those who have not said are counted, and one tap away. */
export function silentNote(language: Language, search: Search, silent: number): Html | string {
  if (search.withUnknown && setFilters(search).length > 0)
    return html`<div class="note blue">${icon('info')}<p>${finderWord(language, 'silentShown')} <a href="${href({ language, path: '/centers', query: queryOf(search, { withUnknown: false }) })}">${finderWord(language, 'silentHide')}</a></p></div>`;
  if (silent <= 0) return '';
  const all = href({ language, path: '/centers', query: queryOf(search, { withUnknown: true }) });
  return html`<div class="note blue">${icon('question')}<p>${finderWord(language, 'silent', { n: silent })} <a href="${all}">${finderWord(language, 'silentShow')}</a></p></div>`;
}

function switchTo(
  language: Language,
  search: Search,
  name: 'order' | 'view',
  ...ways: readonly [value: string, word: FinderWord][]
): Html[] {
  return ways.map(([value, word]) => {
    const isOn = search[name] === value;
    const address = href({ language, path: '/centers', query: queryOf(search, { [name]: value }) });
    return html`<a href="${address}"${isOn ? raw(' aria-current="true"') : ''}>${isOn ? icon('check') : ''}${finderWord(language, word)}</a>`;
  });
}

/** The formula is printed above the list, and the sum of each center is one tap away. */
function formula(language: Language, found: readonly CardFound[]): Html {
  const { weights, version, since } = formulaNow;
  const { verified: v, documented: d, claimed: c, contradicted: x } = weights;
  const says = (word: FinderWord, fill?: Record<string, string | number>) => finderWord(language, word, fill);
  return html`<section class="card computed"><h2 class="h4">${says('howOrdered')}</h2><p class="formula">${says('formula', { v, d, c, x })}</p>
<p>${says('orderSays')}</p><details class="fold"><summary>${says('seeSums')}</summary><ul class="sums">${found.map(
    (card) => {
      const counts = countStates(fromLetters(card.states));
      const parts = (['verified', 'documented', 'claimed', 'contradicted'] as const)
        .map((state) => `${state === 'contradicted' ? '−' : ''}${counts[state]} × ${weights[state]}`)
        .join(' + ')
        .replaceAll('+ −', '− ');
      return html`<li><strong>${card.name}</strong>: ${parts} = ${String(card.sum).replace('-', '−')}</li>`;
    },
  )}</ul></details><p class="source"><a href="${href({ language, path: '/method' })}">${says('version', { n: version, day: dayIn(language, since) })}</a></p></section>`;
}

function turn(language: Language, search: Search, total: number): Html {
  const next = search.after + pageSize;
  const to = (after: number) => href({ language, path: '/centers', query: queryOf(search, { after }) });
  const says = (word: FinderWord, fill?: Record<string, string | number>) => finderWord(language, word, fill);
  return html`<p class="acts">${
    next < total
      ? html`<a class="act second" rel="next" href="${to(next)}">${says('showMore', { n: Math.min(pageSize, total - next) })}</a>`
      : ''
  }${search.after > 0 ? html`<a class="act third" rel="prev" href="${to(Math.max(0, search.after - pageSize))}">${says('backTo')}</a>` : ''}</p>`;
}

const mapSays = (language: Language, { miles }: Search) => {
  const [a, b] = ringsOf(miles);
  return finderWord(language, 'mapSays', { a, b });
};

function mapOf(language: Language, search: Search, place: Found['place'], found: readonly CardFound[]): Html {
  const pins = found.map(({ latitude, longitude }, at) => ({ latitude, longitude, number: search.after + at + 1 }));
  const heard = found.map((card, at) => `${search.after + at + 1}: ${card.name}, ${milesIn(language, card.miles)}`);
  const says = finderWord(language, 'mapName', { n: found.length, place: place.name, list: heard.join('. ') });
  return map(place.point, place.name, search.miles, pins, says);
}
