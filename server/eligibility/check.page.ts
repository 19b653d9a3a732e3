/**
 * The private check: one page with its questions laid away for the script that asks them one by one. It takes no answer:
 * there is no form to send.
 */
import { html } from 'hono/html';
import { type CheckQuestion, type CuffWrong, checkQuestions } from '#clinical/eligibility/eligibility.ts';
import { href } from '#server/public/address.ts';
import { icon } from '#server/public/icons.ts';
import type { Both, Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import { helpScreens, result } from './check-end.ts';
import { answersOf, notReviewed, type Say, sourcesOf } from './check-parts.ts';
import { questionWords } from './check-questions.text.ts';
import { words } from './check-words.ts';

export function checkPage(language: Language): Html {
  const say: Say = (of) => of[language];
  const sheet = { language, path: '/check/sheet' };
  return html`<div class="wide narrow" data-check data-over="${say(words.over)}">
<p class="note amber" role="status" data-unreached hidden>${say(words.unreached)}</p>
<div class="flow" data-intro>
<h1 tabindex="-1">${say(words.title)}</h1>
${notReviewed(say)}
<p class="lead">${say(words.lead)}</p>
<p class="note" role="status" data-forgotten hidden>${say(words.forgotten)}</p>
<div class="note own">${icon('lock')}<p>${say(words.private)}</p></div>
<p>${say(words.how)}</p>
<div class="acts"><a class="act" href="${href(sheet)}" data-start>${say(words.start)}</a></div>
<p><a href="${href(sheet)}">${say(words.toSheet)}</a></p>
<p><a href="${href(sheet)}#reasons">${say(words.reasons)}</a></p>
</div>
<div class="flow" data-stage hidden></div>
<template data-questions>${checkQuestions.map((question) => asked(question, say))}</template>
<template data-helps>${helpScreens(language, say)}</template>
<template data-result>${result(language, say)}</template>
</div>`;
}

/** One question with big answers, its way on and its way back. */
function asked(question: CheckQuestion, say: Say): Html {
  const { asks, hint, reason, by } = questionWords[question];
  const at = checkQuestions.indexOf(question);
  return html`<form class="check-question" method="dialog" autocomplete="off" novalidate data-question="${question}">
<p class="quiet">${say(words.count).replace('<n>', String(at + 1))}</p>
${summary(question, say)}
<fieldset><legend><h1 tabindex="-1">${say(asks)}</h1></legend>
${hint === undefined ? '' : html`<p class="hint">${say(hint)}</p>`}
${question === 'pressure' ? pressureFields(say) : choices(question, say)}
</fieldset>
<p class="source">${say(reason)} ${sourcesOf(by, say, 'names')}</p>
<div class="acts"><button class="act" type="submit">${say(words.next)}</button><button class="act third" type="button" data-back>${say(words.back)}</button></div>
</form>`;
}

type Wrong = { readonly wrong: CuffWrong; readonly field: string; readonly says: string };

/** What can be wrong with an answer, at which field. The summary and the field say the same words. */
function wrongsOf(question: CheckQuestion, say: Say): readonly Wrong[] {
  const labels: Readonly<Record<string, Both>> = questionWords[question].answers;
  const unknown = labels['not-known'];
  const none = (of: Both) => say(of).replace('<answer>', unknown === undefined ? '' : say(unknown));
  if (question !== 'pressure') return [{ wrong: 'none', field: `${question}-1`, says: none(words.wrongNone) }];
  return [
    { wrong: 'none', field: 'systolic', says: none(words.wrongNoPressure) },
    { wrong: 'upper', field: 'systolic', says: say(words.wrongUpper) },
    { wrong: 'lower', field: 'diastolic', says: say(words.wrongLower) },
    { wrong: 'order', field: 'systolic', says: say(words.wrongOrder) },
  ];
}

/** Focus comes here when an answer is missing or makes no sense. */
const summary = (question: CheckQuestion, say: Say): Html =>
  html`<div class="problem" role="alert" tabindex="-1" hidden><h2>${icon('warning')}${say(words.problem)}</h2>${wrongsOf(
    question,
    say,
  ).map(({ wrong, field, says }) => html`<a href="#${field}" data-wrong="${wrong}" hidden>${says}</a>`)}</div>`;

const atField = (question: CheckQuestion, say: Say): Html =>
  html`${wrongsOf(question, say).map(
    ({ wrong, says }) => html`<p class="wrong-say" id="${question}-${wrong}" data-wrong="${wrong}" hidden>${says}</p>`,
  )}`;

const choices = (question: CheckQuestion, say: Say): Html =>
  html`${atField(question, say)}${answersOf(question).map(
    ([answer, label], at) =>
      html`<label class="choice"><input type="radio"${at === 0 ? html` id="${question}-1"` : ''} name="${question}" value="${answer}">${say(label)}</label>`,
  )}`;

/** Whole numbers, typed: no wheel and no arrows that change a figure by mistake. */
function pressureFields(say: Say): Html {
  const field = (name: string, label: Both) =>
    html`<div class="field"><label for="${name}">${say(label)}</label><input id="${name}" name="${name}" type="text" inputmode="numeric" maxlength="3" autocomplete="off"></div>`;
  return html`${atField('pressure', say)}
<div class="ask" data-pressure>${field('systolic', words.upper)}<span class="check-over">${say(words.over)}</span>${field('diastolic', words.lower)}</div>
<label class="choice"><input type="checkbox" name="unknown">${say(questionWords.pressure.answers['not-known'])}</label>`;
}
