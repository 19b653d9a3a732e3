/** One block of a page as HTML. */
import { html } from 'hono/html';
import { likelyOf } from '#clinical/learn/learn.ts';
import { icon } from '#server/public/icons.ts';
import type { Both, Language } from '#server/public/language.ts';
import { interval, people } from '#server/public/pictures-people.ts';
import type { Block, Group, Html, Rows } from './article.ts';
import { folded, shownDots, tableOf, unknownMark, wordIn } from './block-parts.ts';
import { effectList } from './effect-list.ts';
import { learnWords } from './learn-words.ts';
import { rich } from './rich-words.ts';
import { of100, others, rangeOf } from './say.ts';

const source = (foot: Both | undefined, language: Language) =>
  foot === undefined ? '' : html`<p class="source">${rich(foot[language], language)}</p>`;

type Counts = Extract<Block, { is: 'counts' }>;

function groupOf(group: Group, { yes, no }: Counts, language: Language): Html {
  const [count, rest] = [of100(group.per100), others(group.per100)];
  const of = wordIn(language, 'of100', { count });
  const says = `${group.name[language]}: ${of} ${yes[language]}. ${rest} ${no[language]}.`;
  const range = group.people === undefined ? undefined : likelyOf(group.per100, group.people);
  const likely = range === undefined ? '' : wordIn(language, 'likelyLong', { range: rangeOf(range)[language] });
  return html`<div class="learn-group"><p class="picture-name">${group.name[language]}</p>${people(Number(count), { figure: 'person', meaning: group.meaning, says })}<div><p class="of-100">${of}</p><p class="learn-sides">${yes[language]}. <strong>${rest}</strong> ${no[language]}.</p>${
    range === undefined
      ? ''
      : html`${interval({ point: Number(count), ...range }, { meaning: group.meaning, says: likely })}<p class="quiet">${likely}</p>`
  }</div></div>`;
}

function countsOf(block: Counts, language: Language): Html {
  const { title, lead, yes, no, groups, together, foot } = block;
  const hasRange = groups.some((group) => group.people !== undefined);
  const table: Rows = {
    head: [learnWords.group, yes, no, ...(hasRange ? [learnWords.likely] : [])],
    rows: groups.map((group) => {
      const cell = (text: string): Both => ({ en: text, es: text });
      const range =
        group.people === undefined
          ? { en: learnWords.howOften.en, es: learnWords.howOften.es }
          : rangeOf(likelyOf(group.per100, group.people));
      return [group.name, cell(of100(group.per100)), cell(others(group.per100)), ...(hasRange ? [range] : [])];
    }),
  };
  return html`<figure class="card learn-figure"><h3>${title[language]}</h3>${
    lead === undefined ? '' : html`<p class="quiet">${rich(lead[language], language)}</p>`
  }<div class="learn-groups n${groups.length}">${groups.map((group) => groupOf(group, block, language))}</div>${
    together === undefined ? '' : html`<p class="learn-together">${rich(together[language], language)}</p>`
  }${folded(wordIn(language, 'table'), tableOf(table, language, title[language]))}${source(foot, language)}</figure>`;
}

/** A list of more lines than this stands in two columns where there is room. */
const longFrom = 9;

const noteIcon = { red: 'warning', amber: 'warning', blue: 'info', gray: 'info' } as const;

export function blockOf(block: Block, language: Language): Html {
  const say = (words: Both) => rich(words[language], language);
  switch (block.is) {
    case 'say':
      return html`<p class="read">${say(block.words)}</p>`;
    case 'list':
      return html`<ul class="learn-list${block.items.length > longFrom ? ' long' : ''}">${block.items.map((item) => html`<li>${say(item)}</li>`)}</ul>`;
    case 'steps':
      return html`<ol class="learn-steps">${block.steps.map(
        ({ when, words }) => html`<li><p class="learn-step-when">${say(when)}</p><p>${say(words)}</p></li>`,
      )}</ol>`;
    case 'note':
      return html`<div class="note ${block.tone}">${icon(noteIcon[block.tone])}<p>${say(block.words)}</p></div>`;
    case 'counts':
      return countsOf(block, language);
    case 'drawing':
      return html`<figure class="card learn-figure"><h3>${block.title[language]}</h3>${
        block.lead === undefined ? '' : html`<p class="quiet">${say(block.lead)}</p>`
      }${block.draw(language)}${
        block.table === undefined
          ? ''
          : folded(wordIn(language, 'table'), tableOf(block.table, language, block.title[language]))
      }${source(block.foot, language)}</figure>`;
    case 'table':
      return html`<div class="learn-table">${tableOf(block.table, language, block.title[language])}${source(block.foot, language)}</div>`;
    case 'cards':
      return html`<div class="three">${block.cards.map(
        ({ title, words, notKnown, shown, draw }) =>
          html`<section class="card">${draw?.(language) ?? ''}<h3>${title[language]}</h3>${words.map((one) => html`<p>${say(one)}</p>`)}${
            shown === undefined ? '' : html`<p class="learn-shown">${shownDots(shown.dots)}${shown.words[language]}</p>`
          }${
            notKnown === undefined ? '' : html`<p class="state not-known">${unknownMark}${notKnown[language]}</p>`
          }</section>`,
      )}</div>`;
    case 'effects':
      return effectList(block.effects, language);
  }
}
