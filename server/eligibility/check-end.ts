/** Help after an answer about thoughts of death, and the page for the doctor: laid away for the script that shows them. */
import { html } from 'hono/html';
import { checkParts } from '#clinical/eligibility/eligibility.ts';
import { href } from '#server/public/address.ts';
import { smsTo, unitedStates } from '#server/public/crisis-lines.ts';
import { icon } from '#server/public/icons.ts';
import type { Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import { helpAfter, helpSays, helpWords } from './check-help.text.ts';
import { askOf, moreCard, notReviewed, type Say, withMarks } from './check-parts.ts';
import { partWords, topicWords } from './check-topics.text.ts';
import { words } from './check-words.ts';

const callButtons = (language: Language, say: Say): Html =>
  html`<div class="acts check-acts"><a class="act" href="tel:${unitedStates.call}">${icon('phone')}${say(helpSays.call)}</a><a class="act second" href="${smsTo(language)}">${icon('message')}${say(helpSays.text)}</a><a class="act call" href="tel:${unitedStates.emergency}">${icon('phone')}${say(helpSays.danger)}</a></div>`;

/** One screen for each answer; whom to call comes before every other word but the first line. */
export const helpScreens = (language: Language, say: Say): Html =>
  html`${helpAfter.map((answer) => {
    const { title, says, more } = helpWords[answer];
    return html`<section class="flow check-help" data-help="${answer}"><h1 tabindex="-1">${say(title)}</h1>
${callButtons(language, say)}
<p>${say(says)}</p><p>${say(more)}</p><p class="quiet">${say(helpSays.unseen)}</p>
<div class="acts"><button class="act third" type="button" data-go-on>${say(helpSays.goOn)}</button><button class="act third" type="button" data-back>${say(words.back)}</button></div></section>`;
  })}`;

const partLooks = { first: 'amber', also: 'amber', studies: 'blue', 'not-known': 'gray' } as const;
const partIcons = { first: 'warning', also: 'warning', studies: 'info', 'not-known': 'question' } as const;

/** Every topic once; the script takes those that the answers bring, in their order. */
export function result(language: Language, say: Say): Html {
  const measured = html`<span data-measured></span>`;
  const card = (part: (typeof checkParts)[number]) =>
    html`<section class="card check-topic" data-part="${part}"><h2 class="check-part ${partLooks[part]}">${icon(partIcons[part])}${say(partWords[part])}</h2><div data-topics></div></section>`;
  return html`<h1 tabindex="-1">${say(words.resultTitle)}</h1>
${helpAfter.map(
  (answer) =>
    html`<div class="flow" data-call="${answer}"><div class="note blue">${icon('phone')}<p>${withMarks(say(helpWords[answer].first))}</p></div>${callButtons(language, say)}</div>`,
)}
<p class="lead">${withMarks(say(words.resultLead))}</p>
${notReviewed(say)}
<p class="note no-paper">${icon('lock')}<span>${say(words.onlyHere)}</span></p>
${checkParts.map(card)}
${Object.entries(topicWords).map(
  ([name, { says, asks }]) =>
    html`<div class="check-say" data-topic="${name}"><p>${withMarks(say(says), measured)}</p>${askOf(asks, say)}</div>`,
)}
${moreCard(say, 'names')}
<div class="acts check-acts"><button class="act" type="button" data-print>${icon('print')}${say(words.print)}</button><a class="act second" href="${href({ language, path: '/centers' })}">${say(words.find)}</a><button class="act third" type="button" data-change>${say(words.change)}</button><button class="act third" type="button" data-forget>${say(words.forget)}</button></div>`;
}
