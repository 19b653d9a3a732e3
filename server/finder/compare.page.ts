/** Up to four centers side by side: rows where they differ first, the fact in words under its state, no winner. */
import { html, raw } from 'hono/html';
import { type FactName, type FactState, factGroups, factNames, milesBetween } from '#clinical/finder/finder.ts';
import { href } from '#server/public/address.ts';
import { icon } from '#server/public/icons.ts';
import type { Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import type { Asked, Shown } from '#server/public/show.ts';
import { milesIn, priceLine } from './card.ts';
import { notQuestioned } from './center.page.ts';
import type { CenterView } from './center-view.ts';
import { type CenterWord, centerWord } from './center-words.ts';
import { type Chosen, chosenCenters } from './chosen.ts';
import { compareMost } from './compare-most.ts';
import { factWords, groupWords } from './fact-words.ts';
import { treatmentWords, wordOf } from './finder-words.ts';
import { markShapes, stateMark } from './marks.ts';
import { overlapNote, resultInShort } from './results-of.ts';
import { placeOf, readSearch } from './search.ts';

type Says = (word: CenterWord, fill?: Record<string, string | number>) => string;
const letters = ['A', 'B', 'C', 'D'];

export async function comparePage(asked: Asked): Promise<Shown> {
  const { language } = asked;
  const says: Says = (word, fill) => centerWord(language, word, fill);
  const chosen = await chosenCenters(asked);
  const { views } = chosen;
  const { near } = readSearch(asked.query);
  const query = { near, center: views.map(({ center }) => center.slug) };
  const title = views.length === 0 ? says('compareNone') : says('compareTitle', { n: views.length });
  return {
    page: {
      path: '/compare',
      query,
      title,
      description: says('differFirst'),
      door: 'find',
      isIndexed: false,
      isSynthetic: views.some(({ center }) => center.synthetic),
      body:
        views.length === 0
          ? html`<div class="wide narrow"><h1>${title}</h1><p class="lead">${says('compareNoneSays', { n: compareMost })}</p>${unknownNote(chosen, says)}<p><a class="act" href="${href({ language, path: '/centers', query: { near } })}">${says('allCenters')}</a></p></div>`
          : html`${markShapes()}<div class="wide">${head(asked, chosen, near, says, title)}${table(asked, views, near, says)}</div>`,
    },
  };
}

const unknownNote = ({ unknown }: Chosen, says: Says): Html | string =>
  unknown.length === 0
    ? ''
    : html`<p class="note amber">${icon('warning')}<span>${says('compareUnknown', { names: unknown.join(', ') })}</span></p>`;

function head({ language }: Asked, chosen: Chosen, near: string, says: Says, title: string): Html {
  const center = chosen.views.map((view) => view.center.slug);
  return html`<p class="crumbs"><a href="${href({ language, path: '/centers', query: { near, center } })}">${near === '' ? says('allCenters') : says('backToList', { place: near })}</a></p>
<div class="results-head"><div><h1>${title}</h1><p class="quiet">${says('differFirst')}</p></div><a class="act second small" href="${href({ language, path: '/questions', query: { center } })}">${icon('print')}${says('printWith')}</a></div>
${chosen.asked > compareMost ? html`<p class="note blue">${icon('info')}<span>${says('compareMany', { n: chosen.asked, most: compareMost })}</span></p>` : ''}${unknownNote(chosen, says)}
<ol class="letters" aria-hidden="true">${chosen.views.map((view, at) => html`<li><span class="letter">${letters[at]}</span>${view.center.name}</li>`)}</ol>`;
}

type Row = { name: string; cells: Html[]; note?: Html | undefined };

const isShown = (state: FactState) => state === 'verified' || state === 'documented';

function table(asked: Asked, views: readonly CenterView[], near: string, says: Says): Html {
  const { language } = asked;
  const place = placeOf(near);
  const far = ({ loaded }: CenterView) => {
    const [at] = loaded.locations;
    if (at === undefined) return '';
    return `${at.city}, ${at.state}${place.is === 'place' ? ` · ${milesIn(language, milesBetween(place.point, at))}` : ''}`;
  };
  const slugs = views.map(({ center }) => center.slug);
  const without = (slug: string) =>
    href({ language, path: '/compare', query: { near, center: slugs.filter((one) => one !== slug) } });
  const columns = views.length + 1;
  const rowOf = (name: FactName): Row => ({
    name: factWords[name].name[language],
    cells: views.map(({ facts }) => {
      const fact = facts.find((of) => of.name === name);
      return html`${stateMark(fact?.state ?? 'not-known', language)}${fact?.by === undefined ? '' : html`<p class="fact-source" lang="en">${fact.by.words}</p>`}`;
    }),
  });
  const differs = (name: FactName) =>
    new Set(views.map(({ facts }) => JSON.stringify(shownOf(facts.find((of) => of.name === name))))).size > 1;
  const different = factNames.filter(differs);
  const groups = factGroups.map((group) => ({
    title: groupWords[group].name[language],
    rows: different.filter((name) => views[0]?.facts.find((of) => of.name === name)?.group === group).map(rowOf),
  }));
  const same = factNames.filter((name) => !differs(name)).map(rowOf);
  const parts = [
    { title: says('glance'), rows: glance(language, views, says) },
    ...groups,
    { title: says('sameIn'), rows: same },
  ].filter(({ rows }) => rows.length > 0);
  return html`<table class="compare"><thead><tr><td></td>${views.map(
    (view) =>
      html`<th scope="col"><a href="${href({ language, path: `/centers/${view.center.slug}`, query: { near } })}">${view.center.name}</a><p class="quiet">${far(view)}</p><a href="${without(view.center.slug)}"><span aria-hidden="true">${says('remove')}</span><span class="heard">${says('removeName', { name: view.center.name })}</span></a></th>`,
  )}</tr></thead>${parts.map(
    ({ title, rows }) =>
      html`<tbody><tr class="compare-part"><th colspan="${columns}" scope="rowgroup"><span class="part-name">${title}</span></th></tr>${rows.map(
        ({ name, cells, note }) =>
          html`<tr><th scope="row">${name}</th>${cells.map((cell, at) => html`<td data-letter="${letters[at]}">${cell}</td>`)}</tr>${
            note === undefined ? '' : html`<tr><td></td><td colspan="${columns - 1}">${note}</td></tr>`
          }`,
      )}</tbody>`,
  )}</table>`;
}

const shownOf = (fact: CenterView['facts'][number] | undefined) => [fact?.state, fact?.by?.words];

function glance(language: Language, views: readonly CenterView[], says: Says): Row[] {
  const overlap = overlapNote(language, views);
  return [
    {
      name: says('canCheck'),
      cells: views.map(({ facts }) => {
        const shown = facts.filter(({ state }) => isShown(state)).length;
        const unknown = facts.filter(({ state }) => state === 'not-known').length;
        return html`${says('shownBy', { n: shown, all: facts.length })}<br>${says('notKnownN', { n: unknown })}`;
      }),
    },
    {
      name: says('treatments'),
      cells: views.map(({ loaded }) =>
        loaded.services.length === 0
          ? html`${stateMark('not-known', language)}`
          : html`${loaded.services.map(({ treatment, byMail }) => wordOf(treatmentWords, byMail ? `${treatment}-by-mail` : treatment, language)).join(', ')}`,
      ),
    },
    {
      name: says('firstPrice'),
      cells: views.map(({ loaded }) => {
        const price = loaded.prices.find(({ what }) => what === 'infusion') ?? loaded.prices[0];
        return price === undefined
          ? html`${stateMark('not-known', language)}`
          : html`${priceLine({ priceWhat: price.what, priceCents: price.cents, priceWords: price.words, priceOn: price.statedOn }, language)}`;
      }),
    },
    {
      name: says('ownResults'),
      cells: views.map((view) => resultInShort(language, view)),
      ...(overlap === undefined ? {} : { note: overlap }),
    },
    {
      name: says('questioned'),
      cells: views.map(({ loaded, facts }) => {
        const [first] = loaded.quotes;
        if (first === undefined) return html`${notQuestioned(facts, language, says)}`;
        return html`${raw('<span class="old">')}${icon('warning')}<strong>${loaded.quotes.length}</strong>${raw('</span>')}: “${first.words}”`;
      }),
    },
  ];
}
