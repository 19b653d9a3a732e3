/** Parts that the pages of the private check share. */
import { html } from 'hono/html';
import { type CheckQuestion, checkAnswers } from '#clinical/eligibility/eligibility.ts';
import { outside } from '#server/public/address.ts';
import { icon } from '#server/public/icons.ts';
import type { Both } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import { moreBy, moreTopics } from './check-more.text.ts';
import { questionWords } from './check-questions.text.ts';
import { type CheckSourceName, checkSources } from './check-sources.ts';
import { words } from './check-words.ts';

export type Say = (of: Both) => string;

/** `**strong**`, and the blood pressure that the script fills in. The words are ours. */
export const withMarks = (text: string, measured: Html = html``): Html =>
  html`${text.split('**').map((part, at) => {
    const filled = part.split('<measured>').map((piece, nth) => (nth === 0 ? piece : html`${measured}${piece}`));
    return at % 2 === 1 ? html`<strong>${filled}</strong>` : filled;
  })}`;

export const answersOf = (question: CheckQuestion): readonly [string, Both][] => {
  const labels: Readonly<Record<string, Both>> = questionWords[question].answers;
  return checkAnswers[question].flatMap((answer) => {
    const label = labels[answer];
    return label === undefined ? [] : [[answer, label] as const satisfies [string, Both]];
  });
};

/** Names, without links where a link would lead out of the check and so forget the answers. */
export const sourcesOf = (by: readonly CheckSourceName[], say: Say, how: 'names' | 'links'): Html =>
  html`${say(words.source)} <span lang="en">${by.map((name, at) => {
    const { cite, url } = checkSources[name];
    const link = how === 'links' ? outside(url) : undefined;
    return html`${at === 0 ? '' : '; '}${link === undefined ? cite : html`<a href="${link}" rel="noopener">${cite}</a>`}`;
  })}</span>`;

export const notReviewed = (say: Say): Html => html`<p class="quiet"><strong>${say(words.notReviewed)}</strong></p>`;

/** A question to ask, as it would be said. */
export const askOf = (asks: Both, say: Say): Html =>
  html`<p class="check-ask"><strong>${say(words.ask)}</strong> “${say(asks)}”</p>`;

/** What ten questions leave out: medicines, liver and bladder by name. */
export const moreCard = (say: Say, how: 'names' | 'links'): Html =>
  html`<section class="card check-topic"><h2 class="check-part">${icon('list')}${say(words.moreTitle)}</h2><p>${say(words.moreSays)}</p>${moreTopics.map(
    ({ says, asks }) => html`<div class="check-say"><p>${withMarks(say(says))}</p>${askOf(asks, say)}</div>`,
  )}<p class="source">${sourcesOf(moreBy, say, how)}</p></section>`;
