/**
 * The private check: one question at a time, then a page for the doctor.
 *
 * Answers live in one variable of this page and nowhere else: not in the address, not in the history, not in what the
 * browser keeps, and not in this page once it is left. All words stand in the page already; this only shows one part of
 * them after the other. The browser's Back goes to the screen before: each is an entry of its history that holds two
 * numbers, which visit it belongs to and its place. Which screen stands at a place is known to this page alone.
 */
import {
  type CheckAnswers,
  type CheckQuestion,
  callsFirst,
  checkQuestions,
} from '#clinical/eligibility/eligibility.ts';
import { readAnswer, showAnswer, tellWrong } from './check-answers.ts';
import { become, draftIn, find, languageLink, on, pageAt, partsOf, putDraft } from './check-page.ts';
import { resultOf } from './check-result.ts';

type Screen = 'start' | CheckQuestion | 'help' | 'result';

let parts = partsOf(document);
let answers: CheckAnswers = {};
/** The screens that led here, by their place in the history. */
let trail: readonly Screen[] = ['start'];
/** Entries of a visit that is over lead to the start. */
let visit = performance.timeOrigin;
let address = location.pathname;
let isForgetting = false;

const entry = (place: number) => ({ visit, place });

/** Where in the trail a history entry stands; one of a visit that is over is the start. */
function placeOf(state: unknown): number {
  if (typeof state !== 'object' || state === null || Reflect.get(state, 'visit') !== visit) return 0;
  const place: unknown = Reflect.get(state, 'place');
  return typeof place === 'number' && place in trail ? place : 0;
}

function goTo(screen: Screen): void {
  trail = [...trail.slice(0, placeOf(history.state) + 1), screen];
  history.pushState(entry(trail.length - 1), '');
  show(screen);
}

function after(question: CheckQuestion): Screen {
  if (question === 'death' && callsFirst(answers)) return 'help';
  return checkQuestions[checkQuestions.indexOf(question) + 1] ?? 'result';
}

function show(screen: Screen): void {
  const { intro, stage, forgotten } = parts;
  const isStart = screen === 'start';
  intro.hidden = !isStart;
  stage.hidden = isStart;
  if (!isStart) forgotten.hidden = true;
  parts.unreached.hidden = true;
  stage.replaceChildren(...(isStart ? [] : [screenOf(screen)]));
  scrollTo({ top: 0, behavior: 'instant' });
  find(isStart ? intro : stage, 'h1', HTMLElement).focus({ preventScroll: true });
}

function screenOf(screen: Exclude<Screen, 'start'>): Node {
  if (screen === 'result') return theResult();
  // Back to help that a later answer made needless shows the question that it belongs to.
  if (screen === 'help') return callsFirst(answers) ? theHelp() : theQuestion('death');
  return theQuestion(screen);
}

function theQuestion(question: CheckQuestion): Node {
  const form = find(parts.laidAway('questions'), `[data-question=${question}]`, HTMLFormElement);
  showAnswer(form, question, answers);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const read = readAnswer(form, question);
    if ('wrong' in read) return tellWrong(form, question, read.wrong);
    answers = { ...answers, ...read.answers };
    goTo(after(question));
  });
  on(form, '[data-back]', () => history.back());
  for (const link of form.querySelectorAll<HTMLAnchorElement>('.problem a'))
    link.addEventListener('click', (event) => {
      event.preventDefault();
      form.querySelector<HTMLInputElement>(link.hash)?.focus();
    });
  return form;
}

function theHelp(): Node {
  const help = find(parts.laidAway('helps'), `[data-help=${answers.death ?? 'not-known'}]`, HTMLElement);
  on(help, '[data-go-on]', () => goTo('pressure'));
  on(help, '[data-back]', () => history.back());
  return help;
}

function theResult(): Node {
  const page = resultOf(answers, parts);
  on(page, '[data-print]', () => print());
  on(page, '[data-change]', () => goTo('age'));
  on(page, '[data-forget]', forget);
  return page;
}

/** Nothing of the visit is left in this page, and no entry of the history leads back into it. */
function clear(): void {
  answers = {};
  trail = ['start'];
  visit += 1;
  show('start');
}

function forget(): void {
  const back = placeOf(history.state);
  clear();
  parts.forgotten.hidden = false;
  isForgetting = back > 0;
  if (isForgetting) history.go(-back);
}

function begin(): void {
  find(parts.intro, '[data-start]', HTMLAnchorElement).addEventListener('click', (event) => {
    event.preventDefault();
    goTo('age');
  });
}

/** In the other language at the same place, with the same answers. Before the first question it is a link like any other. */
async function changeLanguage(link: HTMLAnchorElement): Promise<void> {
  const page = await pageAt(link.href);
  if (page === undefined) {
    parts.unreached.hidden = false;
    scrollTo({ top: 0, behavior: 'instant' });
    return;
  }
  const draft = draftIn(parts.stage);
  become(page);
  parts = partsOf(document);
  address = new URL(link.href).pathname;
  history.replaceState(history.state, '', address);
  begin();
  show(trail[placeOf(history.state)] ?? 'start');
  putDraft(parts.stage, draft);
}

// A page that is opened again has no answers: whatever its history says, it begins.
history.replaceState(entry(0), '');
begin();
addEventListener('popstate', ({ state }) => {
  if (isForgetting) {
    // A new entry cuts off those ahead; the one below it is the start of the check with nothing in it.
    isForgetting = false;
    history.replaceState(entry(0), '', address);
    history.pushState(entry(0), '');
    return;
  }
  history.replaceState(state, '', address);
  show(trail[placeOf(state)] ?? 'start');
});
document.addEventListener('click', (event) => {
  const link = parts.stage.hidden ? undefined : languageLink(event);
  if (link === undefined) return;
  event.preventDefault();
  void changeLanguage(link);
});
// A browser may keep a page that was left as it stands, and show it again: it must not hold answers then.
addEventListener('pagehide', clear);
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  clear();
  parts.forgotten.hidden = false;
  history.replaceState(entry(0), '');
});
