/** All ten questions with boxes to tick, for paper and for browsers without script. */
import { html, raw } from 'hono/html';
import { checkQuestions } from '#clinical/eligibility/eligibility.ts';
import { href } from '#server/public/address.ts';
import { icon } from '#server/public/icons.ts';
import type { Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import { helpWords } from './check-help.text.ts';
import { answersOf, moreCard, notReviewed, type Say, sourcesOf, withMarks } from './check-parts.ts';
import { questionWords } from './check-questions.text.ts';
import { words } from './check-words.ts';

export function sheetPage(language: Language): Html {
  const say: Say = (of) => of[language];
  const box = raw('<span class="check-box" aria-hidden="true"></span>');
  const figures = html`<li>${box}<span class="check-line"></span> ${say(words.over)} <span class="check-line"></span></li>`;
  return html`<div class="wide narrow check-sheet">
<p class="crumbs"><a href="${href({ language, path: '/check' })}">${say(words.title)}</a></p>
<h1>${say(words.sheetTitle)}</h1>
${notReviewed(say)}
<p class="lead">${say(words.sheetLead)}</p>
<div class="note blue">${icon('phone')}<p>${withMarks(say(helpWords['not-known'].first))}</p></div>
<ol>${checkQuestions.map((question) => {
    const { asks, hint } = questionWords[question];
    return html`<li class="check-asked"><h2 class="h4">${say(asks)}</h2>${hint === undefined ? '' : html`<p class="hint">${say(hint)}</p>`}<ul class="check-boxes">${answersOf(question).map(([answer, label]) => (answer === 'measured' ? figures : html`<li>${box}${say(label)}</li>`))}</ul></li>`;
  })}</ol>
${moreCard(say, 'links')}
<h2 id="reasons">${say(words.reasons)}</h2>
${reasons(say)}
</div>`;
}

function reasons(say: Say): Html {
  return html`<p class="quiet">${say(words.reasonsSay)}</p><ol class="check-reasons">${checkQuestions.map(
    (question) => {
      const { asks, reason, by } = questionWords[question];
      return html`<li><p><strong>${say(asks)}</strong></p><p>${say(reason)}</p><p class="source">${sourcesOf(by, say, 'links')}</p></li>`;
    },
  )}</ol>`;
}
