/** Questions on paper: what nobody has shown, for up to four centers, with boxes to tick; one sheet, black on white. */
import { html } from 'hono/html';
import { type FactName, type FactState, factGroups, factsIn } from '#clinical/finder/finder.ts';
import { href } from '#server/public/address.ts';
import { dayIn, type Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import type { Asked, Shown } from '#server/public/show.ts';
import type { CenterView } from './center-view.ts';
import { type CenterWord, centerWord } from './center-words.ts';
import { chosenCenters } from './chosen.ts';
import { factWords, groupWords, stateWords } from './fact-words.ts';
import { mustBeAsked } from './questions.ts';

type Says = (word: CenterWord, fill?: Record<string, string | number>) => string;

export async function questionsPage(asked: Asked): Promise<Shown> {
  const { language, today } = asked;
  const says: Says = (word, fill) => centerWord(language, word, fill);
  const { views } = await chosenCenters(asked);
  const columns = Math.max(1, views.length);
  const parts = factGroups.map((group) => ({
    title: groupWords[group].name[language],
    rows: factsIn(group)
      .filter(({ name }) => views.length === 0 || views.some((view) => mustBeAsked(stateIn(view, name))))
      .map(({ name }) => row(name, views, language, says)),
  }));
  const fixed = (['askMoney', 'askData', 'askAfter'] as const).map(
    (word) =>
      html`<tr><th scope="row">${says(word)}</th>${Array.from({ length: columns }, () => html`<td>${boxes(says)}</td>`)}</tr>`,
  );
  return {
    page: {
      path: '/questions',
      query: { center: views.map(({ center }) => center.slug) },
      title: says('questionsTitle'),
      description: says('questionsAny'),
      door: 'find',
      isIndexed: views.length === 0,
      isSynthetic: views.some(({ center }) => center.synthetic),
      body: html`<div class="wide sheet${columns > 2 ? ' across' : ''}"><h1>${says('questionsTitle')}</h1>
<p class="lead">${views.length === 0 ? says('questionsAny') : says('questionsLead')}</p><p class="quiet no-paper">${says('howToPrint')}</p>
<table class="ask-table"><thead><tr><td></td>${
        views.length === 0
          ? html`<th scope="col">${says('anyCenter')}</th>`
          : views.map(
              ({ center }) =>
                html`<th scope="col"><a href="${href({ language, path: `/centers/${center.slug}` })}">${center.name}</a><br><span class="quiet">${center.phone ?? ''}</span></th>`,
            )
      }</tr></thead>${[...parts, { title: says('me'), rows: fixed }]
        .filter(({ rows }) => rows.length > 0)
        .map(
          ({ title, rows }) =>
            html`<tbody><tr><th colspan="${columns + 1}" scope="rowgroup"><span class="part-name">${title}</span></th></tr>${rows}</tbody>`,
        )}</table>
<h2>${says('myNotes')}</h2><p class="note-line"></p><p class="note-line"></p>
<p class="boxed"><strong>${says('doNotWait')}</strong> ${says('dangerNow')}</p>
<p class="source">${says('printedOn', { day: dayIn(language, today) })}</p></div>`,
    },
  };
}

const factIn = ({ facts }: CenterView, name: FactName) => facts.find((fact) => fact.name === name);
const stateIn = (view: CenterView, name: FactName): FactState => factIn(view, name)?.state ?? 'not-known';

/** What is shown already is printed in italics, so that it need not be asked; what is open has boxes. */
function row(name: FactName, views: readonly CenterView[], language: Language, says: Says): Html {
  const cells =
    views.length === 0
      ? html`<td>${boxes(says)}</td>`
      : views.map((view) => {
          const fact = factIn(view, name);
          const state = fact?.state ?? 'not-known';
          const word = stateWords[state].name[language];
          const said =
            fact?.by === undefined
              ? html`<em>${word}</em>`
              : html`<em><span lang="en">${fact.by.words}</span> ${word}</em>`;
          return html`<td>${said}${mustBeAsked(state) ? boxes(says) : ''}</td>`;
        });
  return html`<tr><th scope="row">${factWords[name].ask[language]}</th>${cells}</tr>`;
}

const boxes = (says: Says): Html =>
  html`<p class="boxes">${(['shownBox', 'toldBox', 'neitherBox'] as const).map((word) => html`<span><i aria-hidden="true"></i>${says(word)}</span>`)}</p>`;
