/**
 * The private check as pages: one with its questions laid away for the script that asks them one by one, and one with all
 * ten on a sheet, for paper and for browsers without script. No page takes an answer: there is no form to send.
 */
import { html, raw } from 'hono/html';
import { type CheckQuestion, checkAnswers, checkParts, checkQuestions } from '#clinical/eligibility/eligibility.ts';
import { href } from '#server/public/address.ts';
import { icon } from '#server/public/icons.ts';
import type { Both, Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import { questionWords } from './check-questions.text.ts';
import { partWords, topicWords } from './check-topics.text.ts';
import { provenanceWords, words } from './check-words.ts';

type Says = (of: Both) => string;

/** `**strong**`, and the blood pressure that the script fills in. The words are ours. */
const withMarks = (text: string, measured: Html = html``): Html =>
  html`${text.split('**').map((part, at) => {
    const filled = part.split('<measured>').map((piece, nth) => (nth === 0 ? piece : html`${measured}${piece}`));
    return at % 2 === 1 ? html`<strong>${filled}</strong>` : filled;
  })}`;

export function checkPage(language: Language): Html {
  const say: Says = (of) => of[language];
  return html`<div class="wide narrow" data-check data-over="${say(words.over)}">
<div class="flow" data-intro>
<h1 tabindex="-1">${say(words.title)}</h1>
<p class="lead">${say(words.lead)}</p>
<p class="note" role="status" data-forgotten hidden>${say(words.forgotten)}</p>
<div class="note own">${icon('lock')}<p>${say(words.private)}</p></div>
<p>${say(words.how)}</p>
<div class="acts"><a class="act" href="${href({ language, path: '/check/sheet' })}" data-start>${say(words.start)}</a></div>
<p><a href="${href({ language, path: '/check/sheet' })}">${say(words.toSheet)}</a></p>
</div>
<div class="flow" data-stage hidden></div>
<details class="fold no-paper" id="reasons"><summary>${say(words.reasons)}</summary>${reasons(say)}</details>
<template data-questions>${checkQuestions.map((question) => asked(question, say))}</template>
<template data-result>${result(language, say)}</template>
</div>`;
}

/** One question with big answers, its way on and its way back. */
function asked(question: CheckQuestion, say: Says): Html {
  const { asks, hint, reason } = questionWords[question];
  const at = checkQuestions.indexOf(question);
  return html`<form class="check-question" method="dialog" autocomplete="off" data-question="${question}">
<p class="quiet">${say(words.count).replace('<n>', String(at + 1))}</p>
${question === 'pressure' ? problem(say) : ''}
<fieldset><legend><h1 tabindex="-1">${say(asks)}</h1></legend>
${hint === undefined ? '' : html`<p class="hint">${say(hint)}</p>`}
${question === 'pressure' ? pressureFields(say) : choices(question, say)}
</fieldset>
<p class="source">${say(reason)}</p>
<div class="acts"><button class="act" type="submit">${say(words.next)}</button><button class="act third" type="button" data-back>${say(words.back)}</button></div>
</form>`;
}

/** Focus comes here when the figures make no sense; the same words stand at the fields. */
const problem = (say: Says): Html =>
  html`<div class="problem" role="alert" tabindex="-1" data-problem hidden><h2>${icon('warning')}${say(words.problem)}</h2><a href="#systolic">${say(words.wrongPressure)}</a></div>`;

const choices = (question: CheckQuestion, say: Says): Html =>
  html`${answersOf(question).map(
    ([answer, label]) =>
      html`<label class="choice"><input type="radio" name="${question}" value="${answer}">${say(label)}</label>`,
  )}`;

/** Whole numbers, typed: no wheel and no arrows that change a figure by mistake. */
function pressureFields(say: Says): Html {
  const field = (name: string, label: Both) =>
    html`<div class="field"><label for="${name}">${say(label)}</label><input id="${name}" name="${name}" type="text" inputmode="numeric" maxlength="3" aria-describedby="pressure-wrong" autocomplete="off"></div>`;
  return html`<p class="wrong-say" id="pressure-wrong" data-problem hidden>${say(words.wrongPressure)}</p>
<div class="ask" data-pressure>${field('systolic', words.upper)}<span class="check-over">${say(words.over)}</span>${field('diastolic', words.lower)}</div>
<label class="choice"><input type="checkbox" name="unknown">${say(questionWords.pressure.answers['not-known'])}</label>`;
}

const answersOf = (question: CheckQuestion): readonly [string, Both][] => {
  const labels: Readonly<Record<string, Both>> = questionWords[question].answers;
  return checkAnswers[question].flatMap((answer) => {
    const label = labels[answer];
    return label === undefined ? [] : [[answer, label] as const satisfies [string, Both]];
  });
};

const partLooks = { first: 'amber', also: 'amber', studies: 'blue', 'not-known': 'gray' } as const;
const partIcons = { first: 'warning', also: 'warning', studies: 'info', 'not-known': 'question' } as const;

/** Every topic once; the script takes those that the answers bring, in their order. */
function result(language: Language, say: Says): Html {
  const measured = html`<span data-measured></span>`;
  const card = (part: (typeof checkParts)[number]) =>
    html`<section class="card check-topic" data-part="${part}"><h2 class="check-part ${partLooks[part]}">${icon(partIcons[part])}${say(partWords[part])}</h2><div data-topics></div></section>`;
  return html`<p class="note no-paper">${icon('lock')}<span>${say(words.onlyHere)}</span></p>
<h1 tabindex="-1">${say(words.resultTitle)}</h1>
<p class="lead">${withMarks(say(words.resultLead))}</p>
<div class="note blue" data-call="said">${icon('phone')}<p>${withMarks(say(words.callSaid))}</p></div>
<div class="note blue" data-call="unsaid">${icon('phone')}<p>${withMarks(say(words.callUnsaid))}</p></div>
${checkParts.map(card)}
${Object.entries(topicWords).map(
  ([name, { says, asks }]) =>
    html`<div class="check-say" data-topic="${name}"><p>${withMarks(say(says), measured)}</p><p class="check-ask"><strong>${say(words.ask)}</strong> “${say(asks)}”</p></div>`,
)}
<section class="card check-topic"><h2 class="check-part">${icon('list')}${say(words.moreTitle)}</h2><div class="check-say"><p>${say(words.moreSays)}</p><p class="check-ask"><strong>${say(words.ask)}</strong> “${say(words.moreAsks)}”</p></div></section>
<div class="acts check-acts"><button class="act" type="button" data-print>${icon('print')}${say(words.print)}</button><a class="act second" href="${href({ language, path: '/centers' })}">${say(words.find)}</a><button class="act third" type="button" data-change>${say(words.change)}</button><button class="act third" type="button" data-forget>${say(words.forget)}</button></div>`;
}

function reasons(say: Says): Html {
  return html`<p class="quiet">${say(words.reasonsSay)}</p><ol class="check-reasons">${checkQuestions.map(
    (question) => {
      const { asks, reason, by } = questionWords[question];
      return html`<li><p><strong>${say(asks)}</strong></p><p>${say(reason)}</p><p class="source">${say(words.source)} ${say(provenanceWords[by.provenance])} (<span lang="en">${by.source}</span>)</p></li>`;
    },
  )}</ol>`;
}

/** All ten with boxes to tick, complete without script. */
export function sheetPage(language: Language): Html {
  const say: Says = (of) => of[language];
  const box = raw('<span class="check-box" aria-hidden="true"></span>');
  return html`<div class="wide narrow check-sheet">
<p class="crumbs"><a href="${href({ language, path: '/check' })}">${say(words.title)}</a></p>
<h1>${say(words.sheetTitle)}</h1>
<p class="lead">${say(words.sheetLead)}</p>
<div class="note blue">${icon('phone')}<p>${withMarks(say(words.callUnsaid))}</p></div>
<ol>${checkQuestions.map((question) => {
    const { asks, hint } = questionWords[question];
    const figures = html`<li>${box}<span class="check-line"></span> ${say(words.over)} <span class="check-line"></span></li>`;
    return html`<li class="check-asked"><h2 class="h4">${say(asks)}</h2>${hint === undefined ? '' : html`<p class="hint">${say(hint)}</p>`}<ul class="check-boxes">${answersOf(question).map(([answer, label]) => (answer === 'measured' ? figures : html`<li>${box}${say(label)}</li>`))}</ul></li>`;
  })}</ol>
<section class="card check-topic"><h2 class="h4">${say(words.moreTitle)}</h2><p>${say(words.moreSays)}</p></section>
<h2 id="reasons">${say(words.reasons)}</h2>
${reasons(say)}
</div>`;
}
