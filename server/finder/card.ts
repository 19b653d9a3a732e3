/** One center in a list: number, name, how far, what it offers, what of it can be checked. */
import { html, raw } from 'hono/html';
import { fromLetters } from '#clinical/finder/finder.ts';
import { href } from '#server/public/address.ts';
import { icon } from '#server/public/icons.ts';
import { dayIn, daysBetween, dollarsIn, type Language, numberIn } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import { factWords } from './fact-words.ts';
import type { CardFound } from './finder.queries.ts';
import { finderWord, priceWords, treatmentWords, wordOf } from './finder-words.ts';
import { strip } from './marks.ts';
import { questionsOf } from './questions.ts';

/** After so many days without a look, a list says so. */
const oldAfterDays = 365;

export const milesIn = (language: Language, miles: number): string =>
  finderWord(language, 'miles', { n: numberIn(language, miles, miles < 100 ? 1 : 0) });

export function priceLine(
  card: Pick<CardFound, 'priceWhat' | 'priceCents' | 'priceWords' | 'priceOn'>,
  language: Language,
): Html {
  const { priceWhat, priceCents, priceWords: said, priceOn } = card;
  const notKnown = finderWord(language, 'priceNotKnown');
  if (priceWhat === null || priceOn === null) return html`<strong>${notKnown}</strong>`;
  const day = dayIn(language, priceOn);
  if (priceCents === null)
    return html`<strong>${notKnown}:</strong> ${finderWord(language, 'priceInWords', { words: said ?? '', day })}`;
  return html`${finderWord(language, 'priceOfDay', { price: dollarsIn(language, priceCents), what: wordOf(priceWords, priceWhat, language), day })}`;
}

export function centerCard(
  card: CardFound,
  of: { language: Language; number: number; today: string; isTicked: boolean; near: string },
): Html {
  const { language, today } = of;
  const states = fromLetters(card.states);
  const questions = questionsOf(states).length;
  const address = href({ language, path: `/centers/${card.slug}`, query: { near: of.near } });
  const treatments = card.treatments.map((name) => wordOf(treatmentWords, name, language)).join(', ');
  const days = card.checkedOn === null ? undefined : daysBetween(card.checkedOn, today);
  return html`<li class="card center"><div class="center-head"><span class="center-number" aria-hidden="true">${of.number}</span>
<div><h2><a href="${address}">${card.name}</a></h2>
<p class="quiet">${card.city}, ${card.state}${treatments === '' ? '' : ` · ${treatments}`}</p>
<p class="quiet">${priceLine(card, language)}</p></div>
<p class="center-miles">${milesIn(language, card.miles)}</p></div>
${strip(states, language)}
${days === undefined ? html`<p class="quiet">${finderWord(language, 'nothingChecked')}</p>` : ''}${
  days !== undefined && days > oldAfterDays
    ? html`<p class="old">${icon('warning')}${finderWord(language, 'lastChecked', { n: Math.floor(days / 30.44) })}</p>`
    : ''
}${byMail(card.treatments, language)}${redLine(card.redLine, language)}
<div class="center-foot"><label class="tick"><input type="checkbox" name="center" value="${card.slug}"${of.isTicked ? raw(' checked') : ''}> <span aria-hidden="true">${finderWord(language, 'compare')}</span><span class="heard">${finderWord(language, 'compareName', { name: card.name })}</span></label>
<a href="${href({ language, path: '/questions', query: { center: card.slug } })}">${
    questions === 1 ? finderWord(language, 'question') : finderWord(language, 'questions', { n: questions })
  }<span class="heard">: ${card.name}</span></a></div></li>`;
}

/** Said wherever a center sends ketamine home. */
export const byMail = (treatments: readonly string[], language: Language): Html | string =>
  treatments.some((name) => name.endsWith('-by-mail'))
    ? html`<div class="note red">${icon('warning')}<p><strong>${finderWord(language, 'byMailTitle')}</strong> ${finderWord(language, 'byMailWarn')} <a href="${href({ language, path: '/learn/law' })}">${finderWord(language, 'whatWarning')}</a></p></div>`
    : '';

/** At most one line in red: words we question, or sources that disagree. */
function redLine(kept: string | null, language: Language): Html | string {
  if (kept === null) return '';
  const line = JSON.parse(kept) as { rule?: string; fact?: keyof typeof factWords; words: string };
  const title = finderWord(language, line.rule === undefined ? 'disagree' : 'questioned');
  const says = line.fact === undefined ? `“${line.words}”` : `${factWords[line.fact].name[language]}: ${line.words}`;
  return html`<div class="note red">${icon('warning')}<p><strong>${title}</strong> ${says}</p></div>`;
}
