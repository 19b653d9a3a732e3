/** Parts that several blocks of a page are made of: fixed words, tables, folds, the mark of what is not known. */
import { html, raw } from 'hono/html';
import type { Language } from '#server/public/language.ts';
import type { Html, Rows } from './article.ts';
import { type LearnWord, learnWords } from './learn-words.ts';
import { rich } from './rich-words.ts';

/** A fixed word, with what stands in braces filled in. */
export const wordIn = (language: Language, word: LearnWord, fill: Readonly<Record<string, string>> = {}): string =>
  Object.entries(fill).reduce<string>(
    (text, [name, value]) => text.replace(`{${name}}`, value),
    learnWords[word][language],
  );

/** A table that becomes blocks on a phone: roles stay, because a block is no table to a browser. */
export function tableOf({ head, rows }: Rows, language: Language, caption: Html | string): Html {
  const names = head.map((name) => name[language]);
  return html`<table class="learn-rows" role="table"><caption>${caption}</caption><thead role="rowgroup"><tr role="row">${names.map((name) => html`<th scope="col" role="columnheader">${name}</th>`)}</tr></thead><tbody role="rowgroup">${rows.map(
    (cells) =>
      html`<tr role="row">${cells.map((cell, at) =>
        at === 0
          ? html`<th scope="row" role="rowheader">${rich(cell[language], language)}</th>`
          : html`<td role="cell"><span class="learn-head" aria-hidden="true">${names[at]}</span><span>${rich(cell[language], language)}</span></td>`,
      )}</tr>`,
  )}</tbody></table>`;
}

export const folded = (summary: string, inside: Html): Html =>
  html`<details class="fold no-paper"><summary>${summary}</summary>${inside}</details>`;

/** The mark of what nobody has told: dashed, with a question. */
export const unknownMark = raw(
  '<svg class="mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><rect class="mark-dashed" x="1.5" y="1.5" width="17" height="17" rx="3" stroke-width="1.5" stroke-dasharray="3 2.4"/><path d="M7.6 7.8a2.4 2.4 0 1 1 3.6 2.1c-.8.4-1.2.9-1.2 1.7M10 14v.4" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/></svg>',
);

/** Three dots, so many of them filled; the words beside them say the same. */
export const shownDots = (filled: number) =>
  html`<svg class="learn-dots" viewBox="0 0 54 16" aria-hidden="true" focusable="false">${[8, 27, 46].map(
    (x, at) => html`<circle class="${at < filled ? 'on' : 'off'}" cx="${x}" cy="8" r="6.5"/>`,
  )}</svg>`;
