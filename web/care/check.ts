/**
 * The private check: one question at a time, then a page for the doctor.
 *
 * Answers live in one variable of this page and nowhere else: not in the address, not in the history, not in what the
 * browser keeps. All words stand in the page already; this only shows one part of them after the other. The browser's Back
 * goes to the question before, because each step is an entry of its history that holds nothing but its number.
 */
import { type CheckAnswers, callsFirst, checkQuestions, checkTopics } from '#clinical/eligibility/eligibility.ts';
import { readAnswer, showAnswer } from './check-answers.ts';

type Step = number | 'start';
const resultAt = checkQuestions.length;

const find = <Kind extends Element>(within: ParentNode, selector: string, kind: new () => Kind): Kind => {
  const found = within.querySelector(selector);
  if (!(found instanceof kind)) throw new TypeError(`the page has no ${selector}`);
  return found;
};

const whole = find(document, '[data-check]', HTMLElement);
const intro = find(whole, '[data-intro]', HTMLElement);
const stage = find(whole, '[data-stage]', HTMLElement);
const forgotten = find(whole, '[data-forgotten]', HTMLElement);
const laidAway = (name: string) => find(whole, `template[data-${name}]`, HTMLTemplateElement).content;
const introTitle = document.title;

let answers: CheckAnswers = {};

const on = (within: ParentNode, selector: string, act: () => void) =>
  find(within, selector, HTMLElement).addEventListener('click', act);

function goTo(step: Step): void {
  history.pushState({ step }, '');
  show(step);
}

/** Which step a history entry stands for. An entry of another visit of this page, whose answers are gone, is the start. */
const stepOf = (state: unknown): Step => {
  const step: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, 'step') : undefined;
  return typeof step === 'number' && step >= 0 && step <= resultAt ? step : 'start';
};

function show(step: Step): void {
  const question = typeof step === 'number' ? checkQuestions[step] : undefined;
  intro.hidden = step !== 'start';
  stage.hidden = step === 'start';
  if (step === 'start') stage.replaceChildren();
  else if (question === undefined) showResult();
  else showQuestion(question, step);
  const heading = find(step === 'start' ? intro : stage, 'h1', HTMLElement);
  document.title = step === 'start' ? introTitle : `${heading.textContent} · Racemic`;
  scrollTo({ top: 0, behavior: 'instant' });
  heading.focus({ preventScroll: true });
}

function showQuestion(question: (typeof checkQuestions)[number], step: number): void {
  const form = find(laidAway('questions'), `[data-question=${question}]`, HTMLFormElement).cloneNode(true);
  if (!(form instanceof HTMLFormElement)) return;
  showAnswer(form, question, answers);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const read = readAnswer(form, question);
    for (const problem of form.querySelectorAll<HTMLElement>('[data-problem]')) problem.hidden = read !== 'wrong';
    if (read === 'wrong') return find(form, '.problem', HTMLElement).focus();
    answers = { ...answers, ...read.answers };
    goTo(step + 1);
  });
  on(form, '[data-back]', () => history.back());
  form.querySelector('.problem a')?.addEventListener('click', (event) => {
    event.preventDefault();
    form.querySelector<HTMLInputElement>('#systolic')?.focus();
  });
  stage.replaceChildren(form);
}

/** Each topic that the answers bring, under its heading; headings without one are left out. */
function showResult(): void {
  const page = laidAway('result').cloneNode(true);
  if (!(page instanceof DocumentFragment)) return;
  const topics = checkTopics(answers);
  for (const topic of page.querySelectorAll('[data-topic]')) topic.remove();
  for (const section of page.querySelectorAll<HTMLElement>('[data-part]')) {
    const here = topics.filter(({ part }) => part === section.dataset.part);
    const said = here.map(({ name }) => find(laidAway('result'), `[data-topic=${name}]`, HTMLElement).cloneNode(true));
    if (said.length === 0) section.remove();
    else find(section, '[data-topics]', HTMLElement).append(...said);
  }
  const kept = callsFirst(answers)
    ? answers.death === 'sometimes' || answers.death === 'yes'
      ? 'said'
      : 'unsaid'
    : '';
  for (const call of page.querySelectorAll<HTMLElement>('[data-call]')) if (call.dataset.call !== kept) call.remove();
  const { pressure } = answers;
  if (typeof pressure === 'object')
    for (const place of page.querySelectorAll<HTMLElement>('[data-measured]'))
      place.textContent = `${pressure.systolic} ${whole.dataset.over} ${pressure.diastolic}`;
  on(page, '[data-print]', () => print());
  on(page, '[data-change]', () => goTo(0));
  on(page, '[data-forget]', forget);
  stage.replaceChildren(page);
}

function forget(): void {
  answers = {};
  forgotten.hidden = false;
  history.replaceState({ step: 'start' }, '');
  show('start');
}

// A page that is opened again has no answers: whatever its history says, it begins.
history.replaceState({ step: 'start' }, '');
addEventListener('popstate', ({ state }) => show(stepOf(state)));
find(intro, '[data-start]', HTMLAnchorElement).addEventListener('click', (event) => {
  event.preventDefault();
  forgotten.hidden = true;
  goTo(0);
});
